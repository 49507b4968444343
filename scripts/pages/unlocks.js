// unlocks.js - why something is unlocked, or what exactly is missing: what its rule read, and what that would have to be
import { html } from "/pages/html.js";
import { fact } from "/pages/names.js";
import { Meter } from "/pages/parts.js";

const shown = (value) => (typeof value === "number" ? value.toLocaleString("en") : value === null || value === undefined ? "none" : String(value));

// What is missing, short: "2 more stories completed".
export function Missing({ unlock }) {
  const { reads = [], either } = unlock;
  if (!reads.length) return null;
  return html`<ul class="reads">${reads.map((read) => html`<li>${either && reads.length > 1 ? html`<small>one of these: </small>` : ""}${fact(read.read)}: ${shown(read.value)}${read.needs !== undefined && html` of ${shown(read.needs)}`}
    ${typeof read.needs === "number" && html`<${Meter} label=${`${shown(read.value)} of ${shown(read.needs)}`} value=${Number(read.value)} of=${read.needs} />`}</li>`)}</ul>`;
}

// The explanation itself, as the command line gives it.
export function Explanation({ unlock }) {
  const { reads = [], either, rule, error } = unlock;
  const joint = either ? ", or " : "; ";
  return html`<p class="exact">${error ? html`Its rule failed: ${error}` : reads.length ? reads.map((read, index) => html`${index ? joint : ""}<code>${read.read}</code> is ${shown(read.value)}${read.needs !== undefined ? `, needs ${shown(read.needs)}` : ""}`) : "Its rule reads nothing."}
    ${" "}<small>${unlock.granted_by || rule || "its rule is no longer in the content"}</small></p>`;
}
