// ending.js - the card behind a story's last words: what it was, what it gave, what is near
import { get } from "/pages/api.js";
import { html } from "/pages/html.js";
import { count, place, sentence } from "/pages/names.js";
import { Trouble, useLoaded } from "/pages/parts.js";
import { Missing } from "/pages/unlocks.js";

const nearlyMost = 3;

// A rule that reads something above nothing is on its way.
export const isNearly = (unlock) => !unlock.granted && (unlock.reads || []).some(({ value }) => value > 0);

export function Ending({ run, me, screen }) {
  const { value, problem } = useLoaded(async () => {
    const [told, unlocks] = await Promise.all([get(`/runs/${encodeURIComponent(run)}`), get(`/players/${encodeURIComponent(me.player_id)}/explain`)]);
    return { told, granted: unlocks.filter((one) => one.granted && one.run === run), nearly: unlocks.filter(isNearly).slice(0, nearlyMost) };
  }, [run]);
  const name = sentence(place(screen.ending));
  const told = value && value.told;
  return html`<section class="ending" aria-labelledby="the-end">
    <h2 id="the-end">${screen.ending ? html`The end: <em>${name}</em>` : screen.state === "abandoned" ? "Given up; it can be taken up again" : "The end"}</h2>
    ${told && html`<p>${count(told.turns, "turn")} · ${count(told.milestones, "milestone")} · ${count(told.sessions, "sitting")}</p>`}
    <${Trouble} problem=${problem} />
    ${value && value.granted.length > 0 && html`<h3>It gave you</h3><ul class="gifts">${value.granted.map((one) => html`<li>${one.title || one.unlock}</li>`)}</ul>`}
    ${value && value.nearly.length > 0 && html`<h3>Nearly yours</h3><ul class="nearly">${value.nearly.map((one) => html`<li><b>${one.title || one.unlock}</b><${Missing} unlock=${one} /></li>`)}</ul>`}
    <p class="buttons"><a class="main button" href="/">To the stories</a> <a class="button" href=${`/?story=${encodeURIComponent(screen.story || "")}`}>Another life</a> <a class="button" href="/progress">Your progress</a></p>
  </section>`;
}
