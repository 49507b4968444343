// narration.js - for keepers: who puts moments into words, what it cost, and what went wrong
import { get } from "/pages/api.js";
import { html } from "/pages/html.js";
import { Figures, Trouble, Waiting, useLoaded } from "/pages/parts.js";

const who = {
  none: "Nobody: what authors wrote is all there is.",
  grammar: "The grammars of the packs.",
  openai: "A model; where it fails, the grammars of the packs.",
};
const names = [["asked", "Asked"], ["answered", "Answered"], ["failed", "Failed"], ["retried", "Asked again"], ["cached", "Known already"], ["tokens_in", "Tokens sent"], ["tokens_out", "Tokens got"], ["under_way", "Under way"]];
const limit = (tokens) => (tokens ? `${tokens} tokens` : "no limit");

function Model({ told }) {
  return html`<p><b>${told.model}</b> at ${told.url}. Nobody waits longer than ${Math.round(told.wait_ms / 1000)} s. A run: ${limit(told.run_tokens)}; a sitting: ${limit(told.session_tokens)}.</p>
    ${told.rests_ms > 0 && html`<p class="note" role="status">It failed, and is left alone for another ${Math.ceil(told.rests_ms / 1000)} s.</p>`}
    <${Figures} figures=${names.map(([key, name]) => [name, told[key]])} />`;
}

export function Narration() {
  const { value, problem, again } = useLoaded(() => get("/narration"));
  if (!value) return problem ? html`<${Trouble} problem=${problem} onAgain=${again} />` : html`<${Waiting} />`;
  return html`<section aria-labelledby="who-tells"><h2 id="who-tells">Who puts moments into words</h2><p>${who[value.narrator]}</p>
    ${value.narrator === "openai" && html`<${Model} told=${value} />`}
    ${value.troubles.length > 0 && html`<h2>What went wrong</h2><ul>${value.troubles.map((line) => html`<li>${line}</li>`)}</ul>`}
    <p><button type="button" onClick=${again}>Look again</button></p></section>`;
}
