// runs.js - all one's lives: where each stands, and what can be done with it
import { get, post, remove } from "/pages/api.js";
import { History } from "/pages/history.js";
import { html, useState } from "/pages/html.js";
import { ago, count, place, sentence } from "/pages/names.js";
import { Choice, Heading, Sure, Trouble, Waiting, useDeed, useLoaded } from "/pages/parts.js";

const states = [["", "All"], ["active", "Active"], ["paused", "Paused"], ["completed", "Completed"], ["abandoned", "Given up"], ["archived", "Archived"]];
const stateNames = Object.fromEntries(states);

// What may be done from each state; `sure`: what is asked before.
const deeds = {
  resume: { word: "Go on", from: ["active", "paused"] },
  revive: { word: "Take up again", from: ["abandoned"], name: "resume" },
  pause: { word: "Pause", from: ["active"] },
  complete: { word: "Retire", from: ["active", "paused"], sure: "It ends here, as a completed story, and gives you what it earned. A retired run cannot be played on; you can branch from any of its turns." },
  abandon: { word: "Give up", from: ["active", "paused"], sure: "It earns nothing, and you can take it up again." },
  archive: { word: "Archive", from: ["completed", "abandoned"] },
  remove: { word: "Delete", from: ["completed", "abandoned", "archived"], sure: "Its text and choices are forgotten. What it earned stays, and so does what it did in its world." },
};

function useDeeds(run, again) {
  const deed = useDeed();
  const path = `/runs/${encodeURIComponent(run.run_id)}`;
  const act = (name) => deed.run(async () => {
    if (name === "remove") await remove(path);
    else await post(`${path}/${deeds[name].name || name}`);
    again();
  });
  return { ...deed, act };
}

function Progress({ run }) {
  const parts = [count(run.turns, "turn"), count(run.milestones, "milestone"), count(run.sessions, "sitting"), `position ${run.position}`];
  return html`<p class="glance">${parts.join(" · ")}</p>`;
}

function Run({ run, title, isOthers, again }) {
  const [open, setOpen] = useState(null);
  const { problem, isBusy, act } = useDeeds(run, again);
  const close = () => setOpen(null);
  const offered = Object.entries(deeds).filter(([name, { from }]) => name !== "resume" && from.includes(run.state));
  const isOn = deeds.resume.from.includes(run.state);
  return html`<li class=${`run ${run.state}`}>
    <div><h2>${title}</h2>
      <p>${run.character_name}${isOthers ? ` (${run.player_id})` : ""} · ${run.ending ? html`ended with <em>${place(run.ending)}</em>` : sentence(place(run.scene))} · <a href=${`/world/${encodeURIComponent(run.universe_id)}`}>${run.universe_id}</a></p>
      <${Progress} run=${run} />
      <p class="quiet"><span class="badge">${stateNames[run.state] || run.state}</span> played ${ago(run.last_played)}${run.is_played && run.state === "active" ? " · open now" : ""}</p>
      <${Trouble} problem=${problem} /></div>
    <p class="buttons">${isOn && html`<a class="main button" href=${`/play/${encodeURIComponent(run.run_id)}`}>Go on<span class="unseen"> with ${title}</span></a>`}
      ${offered.map(([name, { word, sure }]) => html`<button type="button" disabled=${isBusy} onClick=${() => (sure ? setOpen(name) : act(name))}>${word}</button>`)}
      <button type="button" onClick=${() => setOpen("history")}>History</button></p>
    ${open === "history" && html`<${History} run=${run.run_id} hasEnding=${Boolean(run.ending)} onClose=${close} />`}
    ${open && deeds[open] && html`<${Sure} title=${`${deeds[open].word}: ${title}`} word=${deeds[open].word} onYes=${() => act(open)} onClose=${close}><p>${deeds[open].sure}</p><//>`}
  </li>`;
}

export default function Runs({ me }) {
  const [state, setState] = useState("");
  const [whose, setWhose] = useState("mine");
  const { value, problem, again } = useLoaded(async () => {
    const [runs, stories] = await Promise.all([get("/runs", { state, player: whose === "mine" ? me.player_id : "" }), get("/stories")]);
    return { runs: runs.sort((one, other) => (one.last_played < other.last_played ? 1 : -1)), stories };
  }, [state, whose]);
  const title = (run) => (value.stories.find(({ id }) => id === run.story) || {}).title || place(run.story);
  return html`<div class="page">
    <${Heading}>Runs<//><p class="lead">Each is one life in a story. All of them are kept.</p>
    <div class="filters"><${Choice} label="State" options=${states} chosen=${state} onChoose=${setState} />
      ${me.role === "keeper" && html`<${Choice} label="Whose" options=${[["mine", "Mine"], ["all", "Everybody's"]]} chosen=${whose} onChoose=${setWhose} />`}</div>
    <${Trouble} problem=${problem} onAgain=${again} />
    ${!value && !problem && html`<${Waiting} />`}
    ${value && value.runs.length === 0 && html`<p>${state ? "None of them stands so." : html`There are none yet. <a href="/">Begin a story</a>`}</p>`}
    ${value && html`<ul class="runs">${value.runs.map((run) => html`<${Run} key=${run.run_id} run=${run} title=${title(run)} isOthers=${run.player_id !== me.player_id} again=${again} />`)}</ul>`}
  </div>`;
}
