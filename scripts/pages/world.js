// world.js - a world: its timeline drawn, what holds at any position, who is where
import { get, post } from "/pages/api.js";
import { html, useEffect, useState } from "/pages/html.js";
import { Drawing, useWidth } from "/pages/lanes.js";
import { ago, count, pack, place, sentence, value as wordsOf } from "/pages/names.js";
import { Figures, Heading, Table, Trouble, Waiting, go, useDeed, useLoaded } from "/pages/parts.js";

const listed = 100; // events in the table
const patience = 150; // milliseconds: what is dragged is asked for when it rests

const path = (universe) => `/universes/${encodeURIComponent(universe)}`;
const parentOf = (universe) => universe.parent && (typeof universe.parent === "string" ? { universe_id: universe.parent } : universe.parent);

// Follows `value` once it has rested.
function useRested(value) {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), patience);
    return () => clearTimeout(timer);
  }, [JSON.stringify(value)]);
  return rested;
}

// The view that is `factor` as wide, around the place at `share` of it; never wider than all, never narrower than one turn.
export function zoomed({ from, to }, factor, share, end) {
  const span = Math.max(1, Math.min(end, Math.round((to - from) * factor)));
  const start = Math.round(from + (to - from) * share - span * share);
  return moved({ from: start, to: start + span }, 0, end);
}

export function moved({ from, to }, by, end) {
  const span = to - from;
  const start = Math.max(0, Math.min(Math.max(0, end - span), Math.round(from + by)));
  return { from: start, to: start + span };
}

function useView(end) {
  const [view, setView] = useState({ from: 0, to: Math.max(1, end) });
  const zoom = (factor, share = 0.5) => setView((now) => zoomed(now, factor, share, Math.max(1, end)));
  const move = (share) => setView((now) => moved(now, share * (now.to - now.from) || Math.sign(share), Math.max(1, end)));
  return { view, zoom, move, all: () => setView({ from: 0, to: Math.max(1, end) }), one: (at) => setView(moved({ from: at, to: at + 1 }, 0, Math.max(1, end))) };
}

function Zoom({ view, at, end }) {
  return html`<p class="zoom" role="group" aria-label="What is seen">
    <button type="button" onClick=${view.all}>All</button>
    <button type="button" aria-label="Zoom out" onClick=${() => view.zoom(2)}>−</button>
    <button type="button" aria-label="Zoom in" onClick=${() => view.zoom(0.5)}>+</button>
    <button type="button" aria-label="Earlier" onClick=${() => view.move(-0.5)}>←</button>
    <button type="button" aria-label="Later" onClick=${() => view.move(0.5)}>→</button>
    <button type="button" onClick=${() => view.one(at)}>One turn</button>
    <span>positions ${view.view.from.toLocaleString("en")} to ${view.view.to.toLocaleString("en")} of ${end.toLocaleString("en")}</span></p>`;
}

// The place of each life's last deed up to a position, as far as the last events tell.
const placesOf = (events) => Object.fromEntries(events.map((event) => [event.run_id, event.place]));

async function loadState(universe, at) {
  const [told, last] = await Promise.all([get(path(universe), { at }), get(`${path(universe)}/timeline`, { at, limit: listed })]);
  return { ...told, places: placesOf(last.events) };
}

function WorldState({ universe, at }) {
  const { value, problem } = useLoaded(() => loadState(universe, at), [universe, at]);
  if (!value) return problem ? html`<${Trouble} problem=${problem} />` : html`<${Waiting} />`;
  const keys = Object.entries(value.world || {});
  return html`<div class="pair">
    <section aria-labelledby="where"><h2 id="where">Who is where</h2>
      <${Table} caption=${`Lives in this world, seen at ${at}`} keyOf=${(row) => row.run_id} rows=${value.characters} columns=${[["Character", (row) => row.name || "someone"], ["Stands at", (row) => row.position, "number"], ["Last seen", (row) => sentence(place(value.places[row.run_id])) || "–"], ["State", (row) => row.state || ""]]} /></section>
    <section aria-labelledby="state"><h2 id="state">What holds</h2>
      ${keys.length === 0 ? html`<p class="quiet">Nothing has been changed yet.</p>` : html`<${Table} caption=${`World state at position ${at}`} rows=${keys} keyOf=${([key]) => key} columns=${[["Key", ([key]) => html`${sentence(key.split(":").pop().replaceAll("_", " "))} <small>${pack(key)}</small>`], ["Value", ([, what]) => wordsOf(what, value.characters)]]} />`}</section>
  </div>`;
}

function Events({ universe, view }) {
  const { value, problem } = useLoaded(() => get(`${path(universe)}/timeline`, { since: view.from, at: view.to, limit: listed }), [universe, view.from, view.to]);
  const events = value ? value.events : [];
  return html`<section aria-labelledby="events"><h2 id="events">What happened</h2><${Trouble} problem=${problem} />
    ${value && events.length === 0 && html`<p class="quiet">Nothing, between these positions.</p>`}
    ${events.length > 0 && html`<${Table} caption=${`${events.length === listed ? `The first ${listed} events` : count(events.length, "event")} from position ${view.from} to ${view.to}`} rows=${events} keyOf=${(row) => row.seq}
      columns=${[["Position", (row) => row.position, "number"], ["What", (row) => html`${row.major && html`<span class="star" role="img" aria-label="major">◆</span> `}${row.spared ? "something you asked to be spared" : html`${row.character_name || ""} ${row.action}`}${row.consequences && html`<small>${row.consequences}</small>`}`], ["Place", (row) => sentence(place(row.place))]]} />`}</section>`;
}

function Branches({ me, universe, drawn, at }) {
  const deed = useDeed();
  const branch = () => deed.run(async () => { const made = await post(`${path(universe)}/branch`, { at }); go(`/world/${encodeURIComponent(made.universe_id)}`); });
  if (!drawn.branches.length && me.role !== "keeper") return null;
  return html`<section aria-labelledby="branches"><h2 id="branches">Branches</h2>
    ${drawn.branches.length > 0 && html`<ul>${drawn.branches.map((one) => html`<li><a href=${`/world/${encodeURIComponent(one.universe_id)}`}>${one.universe_id}</a>, from position ${one.position}</li>`)}</ul>`}
    ${me.role === "keeper" && html`<p><button type="button" disabled=${deed.isBusy} onClick=${branch}>Branch this world at position ${at}</button></p>`}<${Trouble} problem=${deed.problem} /></section>`;
}

function Timeline({ me, universe, told }) {
  const end = told.position;
  const view = useView(end);
  const [at, setAt] = useState(end);
  const [box, width] = useWidth();
  const seen = useRested(view.view), rested = useRested(at);
  const { value: drawn, problem } = useLoaded(() => (width ? get(`${path(universe)}/lanes`, { from: seen.from, to: seen.to, width: Math.max(10, Math.floor(width / 6)) }) : Promise.resolve(null)), [universe, seen.from, seen.to, width]);
  return html`<${Zoom} view=${view} at=${at} end=${end} /><${Trouble} problem=${problem} />
    <div ref=${box}>${!drawn && !problem && html`<${Waiting}>Drawing…<//>`}${drawn && html`<${Drawing} drawn=${drawn} view=${{ from: drawn.from, to: Math.max(drawn.to, drawn.from + 1) }} width=${width} at=${at} onZoom=${view.zoom} onMove=${view.move} onAll=${view.all} />`}</div>
    <p class="legend"><span><i class="key-deeds"></i> deeds</span><span><b aria-hidden="true">◆</b> major event</span><span><i class="key-fork"></i> a branch begins</span><span><i class="key-at"></i> the position below</span></p>
    <p class="slider"><label for="at">The world at position <output for="at">${at}</output></label><input id="at" type="range" min="0" max=${end} value=${at} onInput=${(event) => setAt(Number(event.target.value))} /></p>
    <${WorldState} universe=${universe} at=${rested} /><${Events} universe=${universe} view=${seen} />
    ${drawn && html`<${Branches} me=${me} universe=${universe} drawn=${drawn} at=${rested} />`}`;
}

function World({ me, universe }) {
  const { value: told, problem, again } = useLoaded(() => get(path(universe)), [universe]);
  const parent = told && parentOf(told);
  return html`<div class="page wide"><${Heading} kicker=${html`<a href="/world">Worlds</a>`} title=${universe}>${universe.replaceAll("_", " ")}<//>
    ${parent && html`<p class="lead">A branch of <a href=${`/world/${encodeURIComponent(parent.universe_id)}`}>${parent.universe_id}</a>${parent.position !== undefined ? `, from position ${parent.position}` : ""}</p>`}
    <${Trouble} problem=${problem} onAgain=${again} />${!told && !problem && html`<${Waiting} />`}
    ${told && html`<${Figures} figures=${[["lives", told.runs.length], ["events", told.events], ["major", told.major_events], ["position", told.position], ["together", told.live ? "live" : "each in their time"]]} /><${Timeline} me=${me} universe=${universe} told=${told} />`}</div>`;
}

function Worlds() {
  const { value, problem, again } = useLoaded(() => get("/universes"));
  return html`<div class="page"><${Heading}>Worlds<//><p class="lead">What happens in a world stays in it, for whoever comes next.</p>
    <${Trouble} problem=${problem} onAgain=${again} />${!value && !problem && html`<${Waiting} />`}
    ${value && value.length === 0 && html`<p>There are none yet: the first story that is begun makes one. <a href="/">To the stories</a></p>`}
    ${value && html`<ul class="worlds">${value.map((one) => { const parent = parentOf(one); return html`<li key=${one.universe_id}><a href=${`/world/${encodeURIComponent(one.universe_id)}`}><b>${one.universe_id.replaceAll("_", " ")}</b>
      <span>${count(one.runs, "life", "lives")} · ${count(one.events, "event")} · position ${one.position}${one.live ? " · live" : ""}</span><small>${parent ? `a branch of ${parent.universe_id} · ` : ""}begun ${ago(one.created_at)}</small></a></li>`; })}</ul>`}</div>`;
}

export default function Page({ me, words: [universe] }) {
  return universe ? html`<${World} key=${universe} me=${me} universe=${universe} />` : html`<${Worlds} />`;
}
