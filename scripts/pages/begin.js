// begin.js - the first page: on where you were, or a new story
import { get, post } from "/pages/api.js";
import { html, useEffect, useRef, useState } from "/pages/html.js";
import { ago, count, place, sentence } from "/pages/names.js";
import { Heading, Trouble, Waiting, go, useDeed, useLoaded } from "/pages/parts.js";

const goesOn = ({ state }) => state === "active" || state === "paused";
const byLast = (one, other) => (one.last_played < other.last_played ? 1 : -1);

function GoOn({ run, title, isFirst }) {
  return html`<a class=${isFirst ? "go-on first" : "go-on"} href=${`/play/${encodeURIComponent(run.run_id)}`}>
    <span class="kicker">${isFirst ? "Go on where you were" : ago(run.last_played)}</span>
    <b>${title}</b><span>${run.character_name} · ${sentence(place(run.scene))} · ${count(run.turns, "turn")}${isFirst ? ` · played ${ago(run.last_played)}` : ""}</span></a>`;
}

function More({ world, setWorld, isLive, setLive }) {
  return html`<details open=${world !== ""}><summary>Play in a shared world</summary>
    <label for="world">Name of the world <small>Whoever gives the same name meets what the others did. Letters, digits and <code>. _ -</code>, no spaces.</small></label>
    <input id="world" value=${world} maxlength="60" pattern="[A-Za-z0-9_.\\-]+" title="Letters, digits and . _ -, no spaces" placeholder="the story's own" autocomplete="off" onInput=${(event) => setWorld(event.target.value)} />
    <label class="tick"><input type="checkbox" checked=${isLive} onChange=${(event) => setLive(event.target.checked)} /> <span>All in the present <small>In a new world: you see what others do as they do it.</small></span></label>
  </details>`;
}

// Chosen on the first click; the second one begins it.
function Beginning({ story, me, wanted }) {
  const [name, setName] = useState(localStorage.getItem("character") || me.name || "");
  const [world, setWorld] = useState(wanted.universe || "");
  const [isLive, setLive] = useState(false);
  const field = useRef();
  const deed = useDeed();
  useEffect(() => {
    field.current.select();
    field.current.focus({ preventScroll: true });
    field.current.closest("form").scrollIntoView({ block: "nearest" });
  }, []);
  const begin = (event) => {
    event.preventDefault();
    const character = name.trim();
    if (!character) return;
    localStorage.setItem("character", character);
    const body = { story: story.id, character, universe: world.trim() || undefined, live: isLive || undefined };
    deed.run(async () => { const screen = await post("/runs", body); go(`/play/${encodeURIComponent(screen.run)}`); });
  };
  return html`<form class="beginning" onSubmit=${begin}>
    <label for="character">Who you are in it</label>
    <div class="line"><input id="character" ref=${field} value=${name} maxlength="60" required autocomplete="off" onInput=${(event) => setName(event.target.value)} />
    <button class="main" disabled=${deed.isBusy}>Begin</button></div>
    <${More} world=${world} setWorld=${setWorld} isLive=${isLive} setLive=${setLive} />
    <${Trouble} problem=${deed.problem} />
  </form>`;
}

function Story({ story, focuses, isChosen, onChoose, me, wanted }) {
  const focus = focuses.find(({ id }) => id === story.focus);
  const more = [story.pack_title && story.pack_title !== story.title ? story.pack_title : null, focus ? focus.title : story.focus && sentence(place(story.focus)), story.words ? `${Math.round(story.words / 1000)}k words` : null].filter(Boolean);
  return html`<li class=${isChosen ? "story chosen-story" : "story"}>
    <button type="button" class="cover" aria-expanded=${isChosen ? "true" : "false"} onClick=${onChoose}>
      <b>${story.title}</b>${story.description && html`<span>${story.description}</span>`}<small>${more.join(" · ")}</small></button>
    ${isChosen && html`<${Beginning} story=${story} me=${me} wanted=${wanted} />`}
  </li>`;
}

async function load(me) {
  const [stories, focuses, runs] = await Promise.all([get("/stories"), get("/focuses").catch(() => []), get("/runs", { player: me.player_id })]);
  return { stories, focuses, runs: runs.filter(goesOn).sort(byLast) };
}

export default function Begin({ me }) {
  const asked = new URLSearchParams(location.search);
  const wanted = { story: asked.get("story"), universe: asked.get("universe") };
  const [chosen, setChosen] = useState(wanted.story);
  const { value, problem, again } = useLoaded(() => load(me));
  const title = (run) => (value.stories.find(({ id }) => id === run.story) || {}).title || place(run.story);
  const isReturning = value && value.runs.length > 0;
  return html`<div class="page begin">
    <${Heading} title="Stories">${isReturning ? `Welcome back, ${me.name}` : "Which story shall it be?"}<//>
    <${Trouble} problem=${problem} onAgain=${again} />
    ${!value && !problem && html`<${Waiting} />`}
    ${isReturning && html`<section aria-label="Stories that go on" class="returning"><${GoOn} run=${value.runs[0]} title=${title(value.runs[0])} isFirst=${true} />
      ${value.runs.length > 1 && html`<div class="others-on">${value.runs.slice(1, 4).map((run) => html`<${GoOn} key=${run.run_id} run=${run} title=${title(run)} />`)}</div>`}
      ${value.runs.length > 4 && html`<p><a href="/runs">All ${value.runs.length} that go on</a></p>`}</section>`}
    ${value && html`<section aria-labelledby="new"><h2 id="new" class=${isReturning ? "" : "unseen"}>Or begin a new one</h2>
      ${value.stories.length === 0 && html`<p>There are no stories yet. Packs lie in the folder "content"; a keeper sees in the workshop what was loaded.</p>`}
      <ul class="stories">${value.stories.map((story) => html`<${Story} key=${story.id} story=${story} focuses=${value.focuses} me=${me} wanted=${wanted}
        isChosen=${chosen === story.id} onChoose=${() => setChosen(chosen === story.id ? null : story.id)} />`)}</ul></section>`}
  </div>`;
}
