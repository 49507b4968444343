// progress.js - what was earned over all lives: unlocks and why, skills, mastery, milestones, the board
import { get, post } from "/pages/api.js";
import { CareOfPlayer } from "/pages/care.js";
import { isNearly } from "/pages/ending.js";
import { html, useState } from "/pages/html.js";
import { ago, count, pack, place, sentence } from "/pages/names.js";
import { Choice, Figures, Heading, Meter, Table, Trouble, Waiting, useDeed, useLoaded } from "/pages/parts.js";
import { Skills } from "/pages/skills.js";
import { Explanation, Missing } from "/pages/unlocks.js";

const orders = [["completions", "Stories completed"], ["turns", "Turns"], ["milestones", "Milestones"], ["endings", "Endings"]];

function Unlock({ unlock }) {
  return html`<li class=${unlock.granted ? "unlock granted" : "unlock"}>
    <h3>${unlock.title || sentence(place(unlock.unlock))} <small>${unlock.unlock.includes(":") ? sentence(pack(unlock.unlock)) : ""}</small></h3>
    ${unlock.granted && html`<p class="quiet">Yours since ${ago(unlock.since)}${unlock.run ? html` by <code>${unlock.run}</code>` : ""}</p>`}
    ${!unlock.granted && html`<${Missing} unlock=${unlock} />`}
    <details><summary>Exactly</summary><${Explanation} unlock=${unlock} /></details></li>`;
}

function Unlocks({ unlocks }) {
  const groups = [["Yours", unlocks.filter((one) => one.granted)], ["On the way", unlocks.filter(isNearly)], ["Still closed", unlocks.filter((one) => !one.granted && !isNearly(one))]];
  return html`<section aria-labelledby="unlocks"><h2 id="unlocks">Unlocks</h2>
    ${groups.map(([name, list], index) => list.length > 0 && html`<details open=${index < 2} class="group"><summary>${name} <span class="quiet">${list.length}</span></summary>
      <ul class="unlocks">${list.map((unlock) => html`<${Unlock} key=${unlock.unlock} unlock=${unlock} />`)}</ul></details>`)}</section>`;
}

function Mastery({ mastery }) {
  const { stories = [], metaconcepts = [] } = mastery || {};
  return html`<section aria-labelledby="mastery"><h2 id="mastery">Mastery</h2>
    ${stories.length === 0 && html`<p class="quiet">Endings that you reach are counted here.</p>`}
    <ul class="mastery">${stories.map((story) => html`<li><b>${story.title || place(story.story)}</b><span>${story.endings.length} of ${count(story.of, "ending")}${story.endings.length ? `: ${story.endings.map((id) => place(id)).join(", ")}` : ""}</span>
      <${Meter} label=${`${story.endings.length} of ${story.of}`} value=${story.endings.length} of=${story.of} /></li>`)}</ul>
    <h3>Principles worked with</h3>
    <ul class="mastery">${metaconcepts.map((one) => html`<li><b>${sentence(one.category)}</b><span>${one.integrated.length} of ${one.of}</span><${Meter} label=${`${one.integrated.length} of ${one.of}`} value=${one.integrated.length} of=${one.of} /></li>`)}</ul></section>`;
}

function Tokens({ cosmetics }) {
  const earned = cosmetics.filter((one) => one.earned);
  if (!earned.length) return null;
  return html`<section aria-labelledby="tokens"><h2 id="tokens">Things to wear</h2><ul class="gifts">${earned.map((one) => html`<li><b>${one.title}</b> ${one.description}</li>`)}</ul></section>`;
}

function BoardName({ me, name, again }) {
  const [text, setText] = useState(name || "");
  const deed = useDeed();
  const save = (words) => deed.run(() => post(`/players/${encodeURIComponent(me.player_id)}/name`, { name: words || null }).then(again));
  const onSubmit = (event) => { event.preventDefault(); save(text.trim()); };
  return html`<form class="line" onSubmit=${onSubmit}><label for="board-name">Your name on it</label>
    <input id="board-name" value=${text} maxlength="40" placeholder="not shown" autocomplete="off" onInput=${(event) => setText(event.target.value)} /><button disabled=${deed.isBusy || text.trim() === (name || "")}>${text.trim() || !name ? "Show me" : "Leave me out"}</button>
    <${Trouble} problem=${deed.problem} /></form>`;
}

function Board({ me, name, again }) {
  const [by, setBy] = useState("completions");
  const { value, problem } = useLoaded(() => get("/leaderboard", { by }), [by, name]);
  const rows = value ? value.players : [];
  return html`<section aria-labelledby="board"><h2 id="board">Leaderboard</h2>
    <p class="quiet">Only who chose a name for it stands here. One life counts once, however often one goes back in it.</p>
    <${BoardName} key=${name} me=${me} name=${name} again=${again} />
    <${Choice} label="By" options=${orders} chosen=${by} onChoose=${setBy} />
    <${Trouble} problem=${problem} />
    ${value && rows.length === 0 && html`<p>Nobody stands here yet.</p>`}
    ${rows.length > 0 && html`<${Table} caption="Who completed what" rows=${rows} columns=${[["Name", (row) => row.name], ["Rank", (row) => row.rank, "number"], [Object.fromEntries(orders)[value.by], (row) => row.value, "number"]]} />`}</section>`;
}

function Care({ me }) {
  const [isOpen, setOpen] = useState(false);
  return html`<section aria-labelledby="care"><h2 id="care">Care</h2><details onToggle=${(event) => setOpen(event.target.open)}><summary>What you are spared, and your pace</summary>${isOpen && html`<${CareOfPlayer} me=${me} />`}</details></section>`;
}

export default function Progress({ me }) {
  const path = `/players/${encodeURIComponent(me.player_id)}`;
  const { value, problem, again } = useLoaded(async () => {
    const [player, unlocks, skills] = await Promise.all([get(path), get(`${path}/explain`), get(`${path}/skills`)]);
    return { player, unlocks, skills };
  });
  const isNew = problem && problem.code === "unknown";
  if (!value) return html`<div class="page"><${Heading}>Progress<//>${isNew ? html`<p>Nothing yet: it begins with your first story. <a href="/">To the stories</a></p>` : html`<${Trouble} problem=${problem} onAgain=${again} />`}${!problem && html`<${Waiting} />`}</div>`;
  const { player, unlocks, skills } = value;
  const granted = unlocks.filter((one) => one.granted).length;
  return html`<div class="page wide">
    <${Heading}>Progress<//><p class="lead">Only a completed story counts, and it counts for good.</p>
    <${Figures} figures=${[["stories completed", player.completed_runs], ["turns in them", player.turns], ["milestones", player.milestones], ["unlocked", `${granted} of ${unlocks.length}`], ["worlds", player.universes.length]]} />
    <div class="columns"><div><${Unlocks} unlocks=${unlocks} /><${Mastery} mastery=${player.mastery} /><${Tokens} cosmetics=${player.cosmetics || []} /></div><div>
      <${Skills} me=${me} skills=${skills} again=${again} />
      <${Board} me=${me} name=${player.board_name} again=${again} /><${Care} me=${me} />
      <p><a href=${`/api/v1${path}/export`} download="turnstone.json">Everything that is stored of you</a></p></div></div>
  </div>`;
}
