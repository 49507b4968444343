// packs.js - the workshop's packs: their state, settings, what they define; and what the check of all content found
import { get, post } from "/pages/api.js";
import { html, useState } from "/pages/html.js";
import { count } from "/pages/names.js";
import { Table, Trouble, Waiting, useDeed, useLoaded } from "/pages/parts.js";

const lookEvery = 300; // milliseconds

const path = (pack) => `/packs/${encodeURIComponent(pack)}`;

function Setting({ pack, setting, onSet }) {
  const { name, doc, value, choices, least, most } = setting;
  const id = `${pack}-${name}`;
  const isNumber = typeof value === "number";
  const set = (chosen) => onSet(name, chosen);
  const field = typeof value === "boolean"
    ? html`<input id=${id} type="checkbox" checked=${value} onChange=${(event) => set(event.target.checked)} />`
    : choices.length ? html`<select id=${id} value=${value} onChange=${(event) => set(event.target.value)}>${choices.map((one) => html`<option value=${one}>${String(one)}</option>`)}</select>`
      : html`<input id=${id} type=${isNumber ? "number" : "text"} min=${least} max=${most} step=${setting.type === "integer" ? 1 : "any"} value=${value} onChange=${(event) => set(isNumber ? Number(event.target.value) : event.target.value)} />`;
  return html`<p class="field"><label for=${id}>${name.replaceAll("_", " ")}${doc && html` <small>${doc}</small>`}</label>${field}</p>`;
}

function Defines({ defines }) {
  const rows = Object.entries(defines || {}).map(([name, what]) => [name, Array.isArray(what) ? what : null, Array.isArray(what) ? what.length : what]).filter(([, , number]) => number);
  return html`<dl class="defines">${rows.map(([name, list, number]) => html`<div><dt>${name}</dt><dd>${list && list.length <= 6 ? list.join(", ") : number}</dd></div>`)}</dl>`;
}

function Details({ pack, again }) {
  const { value: told, problem, again: reload } = useLoaded(() => get(path(pack.name)).then((answer) => (Array.isArray(answer) ? answer[0] : answer)), [pack.name]);
  const deed = useDeed();
  const [isLater, setLater] = useState(false);
  const change = (what, body) => deed.run(async () => {
    await post(`${path(pack.name)}/${what}`, body);
    setLater(true);
    reload();
    again();
  });
  if (!told) return problem ? html`<${Trouble} problem=${problem} />` : html`<${Waiting} />`;
  const isOn = told.state !== "disabled";
  return html`<div class="details">
    ${told.why && html`<p class="trouble">${told.why}</p>`}
    <${Defines} defines=${told.defines} />
    ${told.permissions.length > 0 && html`<p>May: ${told.permissions.map((one) => (typeof one === "string" ? one : one.name || JSON.stringify(one))).join(", ")}</p>`}
    ${told.requires.length > 0 && html`<p>Needs ${told.requires.map((one) => `${one.requirement}${one.met ? "" : " (missing)"}`).join(", ")}</p>`}
    ${told.settings.length > 0 && html`<fieldset><legend>Settings</legend>${told.settings.map((setting) => html`<${Setting} key=${setting.name} pack=${pack.name} setting=${setting} onSet=${(name, value) => change("settings", { name, value })} />`)}</fieldset>`}
    <p class="buttons"><button type="button" disabled=${deed.isBusy} onClick=${() => change(isOn ? "disable" : "enable")}>${isOn ? "Switch off" : "Switch on"}</button></p>
    ${isLater && html`<p role="status">Kept. It takes effect when packs are loaded again.</p>`}
    <${Trouble} problem=${deed.problem} /></div>`;
}

function Pack({ pack, again }) {
  const [isOpen, setOpen] = useState(false);
  return html`<li class=${pack.why ? "pack bad" : "pack"}><details onToggle=${(event) => setOpen(event.target.open)}>
    <summary><b>${pack.title || pack.name}</b> <small>${pack.name} ${pack.version}</small> <span class="badge">${pack.why ? "faulty" : pack.state}</span>${pack.description && html`<span class="about">${pack.description}</span>`}</summary>
    ${isOpen && html`<${Details} pack=${pack} again=${again} />`}</details></li>`;
}

// Has packs loaded again, and waits until they are; those who play go on with them.
function Load({ again }) {
  const deed = useDeed();
  const [said, say] = useState("");
  const load = () => deed.run(async () => {
    say("");
    let loading = await post("/loading");
    while (loading.state === "loading") {
      await new Promise((done) => setTimeout(done, lookEvery));
      loading = await get("/loading");
    }
    say(loading.state === "failed" ? `They were not loaded, and all goes on with those of before: ${loading.detail}` : "Loaded.");
    again();
  });
  return html`<p class="buttons"><button type="button" disabled=${deed.isBusy} onClick=${load}>${deed.isBusy ? "Loading…" : "Load packs again"}</button> <span role="status">${said}</span></p>
    <${Trouble} problem=${deed.problem} />`;
}

export function Packs() {
  const { value, problem, again } = useLoaded(() => get("/packs"));
  return html`<p>In the order in which they are loaded. A pack with an error is left out, with those that need it.</p>
    <${Load} again=${again} />
    <${Trouble} problem=${problem} onAgain=${again} />${!value && !problem && html`<${Waiting} />`}
    ${value && html`<ul class="packs">${value.map((pack) => html`<${Pack} key=${pack.name} pack=${pack} again=${again} />`)}</ul>`}`;
}

const columns = [
  ["What", (row) => html`${row.message}${row.hint && html`<small>${row.hint}</small>`}`],
  ["Where", (row) => html`<code>${row.file ? `${row.file}${row.line ? `:${row.line}` : ""}` : row.pack}</code>`],
  ["Code", (row) => html`<code>${row.code}</code> <small>${row.severity || row.level || ""}</small>`],
];

export function Findings() {
  const { value, problem, again } = useLoaded(() => get("/check"));
  return html`<p>Every problem of the content, as <code>turnstone check</code> finds it.</p>
    <${Trouble} problem=${problem} onAgain=${again} />${!value && !problem && html`<${Waiting}>Checking all content…<//>`}
    ${value && html`<p role="status">${count(value.packs, "pack")}, ${count(value.scenes, "scene")}, ${count(value.choices, "choice")}: ${value.problems.length === 0 ? "no problems." : count(value.problems.length, "finding")}</p>
      ${value.problems.length > 0 && html`<${Table} caption="Findings" rows=${value.problems} columns=${columns} />`}<p><button type="button" onClick=${again}>Check again</button></p>`}`;
}
