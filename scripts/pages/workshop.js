// workshop.js - for keepers: packs, findings, the story's graph, simulations, narration, people
import { html } from "/pages/html.js";
import { Findings, Packs } from "/pages/packs.js";
import { Narration } from "/pages/narration.js";
import { Heading } from "/pages/parts.js";
import { People } from "/pages/people.js";
import { Stories } from "/pages/stories.js";

// To add a part: a row here, and what shows it.
const parts = [["packs", "Packs", Packs], ["findings", "Findings", Findings], ["stories", "Stories", Stories], ["narration", "Narration", Narration], ["people", "People", People]];

export default function Workshop({ me, words: [which = "packs"] }) {
  const [, name, Part] = parts.find(([id]) => id === which) || parts[0];
  return html`<div class="page wide"><${Heading} kicker="Workshop" title=${`Workshop: ${name}`}>${name}<//>
    <nav class="parts" aria-label="Workshop"><ul>${parts.map(([id, title]) => html`<li><a href=${id === "packs" ? "/workshop" : `/workshop/${id}`} aria-current=${id === which ? "page" : undefined}>${title}</a></li>`)}</ul></nav>
    <${Part} me=${me} /></div>`;
}
