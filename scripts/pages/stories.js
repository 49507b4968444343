// stories.js - the workshop's stories: the graph, what simulated runs met of it, and simulations started from here
import { get, listen, post, remove } from "/pages/api.js";
import { html, useEffect, useState } from "/pages/html.js";
import { count, place, sentence } from "/pages/names.js";
import { Figures, Table, Trouble, Waiting, useDeed, useLoaded } from "/pages/parts.js";

const choosers = [["random", "at random"], ["guided", "guided: what was taken least"], ["first", "always the first"], ["least_used", "least used"]];

function Graph({ story, simulation }) {
  const [isWhole, setWhole] = useState(true);
  const query = new URLSearchParams({ story, ...(simulation ? { simulation } : {}) });
  const source = `/api/v1/graph.svg?${query}`;
  return html`<figure class="graph"><div class=${isWhole ? "sheet-of fit" : "sheet-of"} tabindex="0" role="region" aria-label="Graph of the story"><img src=${source} alt="The story's scenes and the ways between them; the table beside it lists the scenes" /></div>
    <figcaption><label><input type="checkbox" checked=${isWhole} onChange=${(event) => setWhole(event.target.checked)} /> all of it at once</label> <a href=${source} target="_blank" rel="noopener">open it alone</a></figcaption></figure>`;
}

function Coverage({ report }) {
  if (!report || !report.coverage) return html`<p class="quiet">Simulate the story, and what the runs met stands here.</p>`;
  const { coverage, endings } = report;
  const all = [...coverage.scenes].sort((one, other) => one.visits - other.visits);
  return html`<p>${coverage.scenes_met} of ${count(coverage.scenes_total, "scene")} and ${coverage.choices_met} of ${count(coverage.choices_total, "choice")} were met.</p>
    <${Table} caption="Endings reached" rows=${Object.entries(endings)} columns=${[["Ending", ([id]) => sentence(place(id))], ["Runs", ([, runs]) => runs, "number"]]} />
    <${Table} caption="Scenes, the least visited first" rows=${all} keyOf=${(row) => row.id} columns=${[["Scene", (row) => html`${sentence(place(row.id))} <small>${row.id}</small>`], ["Visits", (row) => row.visits, "number"]]} />`;
}

function Failures({ failures }) {
  if (!failures || !failures.length) return html`<p>Nothing failed.</p>`;
  return html`<div class="trouble"><p><b>${count(failures.length, "failure")}</b></p><ul>${failures.map((one) => html`<li>${one.message || one.error || JSON.stringify(one)}</li>`)}</ul></div>`;
}

// Told by events while it runs; asked for once it is done.
function Running({ id, onDone }) {
  const [progress, setProgress] = useState({ done: 0, of: 0 });
  const { value, problem, again } = useLoaded(() => get(`/simulations/${id}`), [id]);
  const isRunning = !value || value.state === "running";
  const deed = useDeed();
  useEffect(() => (isRunning ? listen(`/simulations/${id}/events`, { progress: setProgress, done: again }) : undefined), [id, isRunning]);
  useEffect(() => { if (value && value.state === "done") onDone(value.report); }, [value]);
  const done = Math.max(progress.done, value ? value.done || 0 : 0), of = progress.of || (value && value.of) || 1;
  if (isRunning) return html`<p class="running"><label for="progress">Simulating</label> <progress id="progress" value=${done} max=${of}></progress> <span role="status">${done} of ${of} runs</span>
    <button type="button" onClick=${() => deed.run(() => remove(`/simulations/${id}`).then(again))}>Stop</button></p><${Trouble} problem=${problem} />`;
  if (value.state === "failed") return html`<${Trouble} problem=${{ message: value.detail || "The simulation failed." }} />`;
  const { report } = value;
  return html`<div role="status">${report && html`<${Figures} figures=${[["runs", report.runs], ["turns", report.turns], ["median length", report.turn_counts ? report.turn_counts.median : "–"], ["endings", Object.keys(report.endings || {}).length], ["stuck", report.stuck || 0]]} /><${Failures} failures=${report.failures} />`}</div>
    <details class="report"><summary>The whole report</summary><p><a href=${`/api/v1/simulations/${id}/report`} target="_blank" rel="noopener">Open it alone</a></p><iframe title="Report of the simulation" sandbox="" src=${`/api/v1/simulations/${id}/report`}></iframe></details>`;
}

function Simulate({ story, onStart }) {
  const deed = useDeed();
  const start = (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    const body = { story, runs: Number(fields.get("runs")), turns: Number(fields.get("turns")), chooser: fields.get("chooser") };
    if (fields.get("seed")) body.seed = Number(fields.get("seed"));
    deed.run(async () => onStart((await post("/simulations", body)).id));
  };
  return html`<form class="simulate" onSubmit=${start}>
    <p class="field"><label for="runs">Runs</label><input id="runs" name="runs" type="number" min="1" max="100000" defaultValue="200" required /></p>
    <p class="field"><label for="turns">Turns each, at most</label><input id="turns" name="turns" type="number" min="1" max="10000" defaultValue="500" required /></p>
    <p class="field"><label for="chooser">Choices</label><select id="chooser" name="chooser">${choosers.map(([id, name]) => html`<option value=${id}>${name}</option>`)}</select></p>
    <p class="field"><label for="seed">Seed</label><input id="seed" name="seed" type="number" min="0" placeholder="any" /></p>
    <p><button class="main" disabled=${deed.isBusy}>Simulate</button></p><${Trouble} problem=${deed.problem} /></form>`;
}

function Story({ story }) {
  const [simulation, setSimulation] = useState(null);
  const [report, setReport] = useState(null);
  return html`<section aria-labelledby="simulation"><h2 id="simulation">Simulation</h2><${Simulate} story=${story} onStart=${(id) => { setReport(null); setSimulation(id); }} />
      ${simulation && html`<${Running} key=${simulation} id=${simulation} onDone=${setReport} />`}</section>
    <div class="graph-and-coverage"><section aria-labelledby="graph"><h2 id="graph">Graph</h2><${Graph} story=${story} simulation=${report ? simulation : null} /></section>
      <section aria-labelledby="coverage"><h2 id="coverage">Coverage</h2><${Coverage} report=${report} /></section></div>`;
}

export function Stories() {
  const { value, problem, again } = useLoaded(() => get("/stories"));
  const [chosen, setChosen] = useState(null);
  const story = chosen || (value && value[0] && value[0].id);
  if (!value) return problem ? html`<${Trouble} problem=${problem} onAgain=${again} />` : html`<${Waiting} />`;
  return html`<p class="field"><label for="story">Story</label><select id="story" value=${story} onChange=${(event) => setChosen(event.target.value)}>${value.map((one) => html`<option value=${one.id}>${one.title} (${one.id})</option>`)}</select></p>
    ${story ? html`<${Story} key=${story} story=${story} />` : html`<p>There are no stories yet.</p>`}`;
}
