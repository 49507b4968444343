// people.js - who may come in: accounts, and invitations for others
import { get, post, remove } from "/pages/api.js";
import { html, useState } from "/pages/html.js";
import { ago } from "/pages/names.js";
import { Sure, Table, Trouble, Waiting, useDeed, useLoaded } from "/pages/parts.js";

function Link({ made }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(made.url).then(() => setCopied(true), () => setCopied(false));
  return html`<div class="note" role="status"><p><label for="link">Give this link to whom it is for. It is good once${made.expires_at ? `, until ${new Date(made.expires_at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}` : ""}.</label></p>
    <p class="line"><input id="link" readonly value=${made.url} onFocus=${(event) => event.target.select()} />${navigator.clipboard && html`<button type="button" onClick=${copy}>${isCopied ? "Copied" : "Copy"}</button>`}</p></div>`;
}

function Invite({ again }) {
  const [made, setMade] = useState(null);
  const deed = useDeed();
  const invite = (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    const name = fields.get("who").trim();
    deed.run(async () => { setMade(await post("/invitations", { role: fields.get("role"), ...(name ? { name } : {}) })); again(); });
  };
  return html`<form class="simulate" onSubmit=${invite}>
    <p class="field"><label for="who">For whom <small>if you like; who played here before: the name after “plays as”</small></label><input id="who" name="who" maxlength="40" autocomplete="off" /></p>
    <p class="field"><label for="role">As</label><select id="role" name="role"><option value="player">player</option><option value="keeper">keeper: may do all that you may</option></select></p>
    <p><button class="main" disabled=${deed.isBusy}>Invite</button></p><${Trouble} problem=${deed.problem} /></form>
    ${made && html`<${Link} key=${made.id} made=${made} />`}`;
}

export function People({ me }) {
  const { value, problem, again } = useLoaded(async () => ({ accounts: await get("/accounts"), invitations: await get("/invitations") }));
  const deed = useDeed();
  const [leaving, setLeaving] = useState(null);
  const drop = (path) => deed.run(() => remove(path).then(again));
  const withdraw = (row) => html`<button type="button" disabled=${deed.isBusy} onClick=${() => drop(`/invitations/${encodeURIComponent(row.id)}`)}>Withdraw</button>`;
  const close = (row) => (row.name === me.name ? "you" : html`<button type="button" disabled=${deed.isBusy} onClick=${() => setLeaving(row.name)}>Close</button>`);
  return html`<section aria-labelledby="invite"><h2 id="invite">Invite somebody</h2><${Invite} again=${again} /></section>
    <${Trouble} problem=${problem || deed.problem} onAgain=${problem && again} />${!value && !problem && html`<${Waiting} />`}
    ${value && value.invitations.length > 0 && html`<${Table} caption="Invitations not yet taken" rows=${value.invitations} keyOf=${(row) => row.id} columns=${[["For", (row) => row.name || "anybody"], ["As", (row) => row.role], ["Made", (row) => ago(row.made_at)], ["Invitation", withdraw]]} />`}
    ${value && html`<${Table} caption="Accounts" rows=${value.accounts} keyOf=${(row) => row.name} columns=${[["Name", (row) => (row.player_id === row.name ? row.name : html`${row.name} <small>plays as ${row.player_id}</small>`)], ["As", (row) => row.role], ["Seen", (row) => ago(row.last_seen)], ["Account", close]]} />`}
    ${leaving && html`<${Sure} title=${`Close ${leaving}'s account`} word="Close it" onYes=${() => drop(`/accounts/${encodeURIComponent(leaving)}`)} onClose=${() => setLeaving(null)}><p>They cannot sign in any more. Their stories stay.</p><//>`}`;
}
