// history.js - the turns of a run so far; from each of them a new life can branch off
import { get, post } from "/pages/api.js";
import { html } from "/pages/html.js";
import { place, sentence } from "/pages/names.js";
import { Sheet, Trouble, Waiting, go, useDeed, useLoaded } from "/pages/parts.js";

const shown = 200;

// onCatchUp: for a run that may stand behind what others have done since. hasEnding: behind the last turn nothing follows.
export function History({ run, hasEnding, onClose, onCatchUp }) {
  const { value: turns, problem } = useLoaded(() => get(`/runs/${encodeURIComponent(run)}/history`, { limit: shown }), [run]);
  const deed = useDeed();
  const branch = (turn) => deed.run(async () => {
    const made = await post(`/runs/${encodeURIComponent(run)}/branch`, { turn });
    onClose();
    go(`/play/${encodeURIComponent(made.run_id)}`);
  });
  return html`<${Sheet} title="History" onClose=${onClose} class="side">
    <p>Going back changes nothing that was: it begins a new life, in a world of its own, from that turn on.</p>
    ${onCatchUp && html`<p><button type="button" onClick=${onCatchUp}>Catch up with the present</button> <small>What others did since then has happened.</small></p>`}
    <${Trouble} problem=${problem || deed.problem} />
    ${!turns && !problem && html`<${Waiting} />`}
    ${turns && turns.length === 0 && html`<p>Nothing has been chosen yet.</p>`}
    ${turns && html`<ol class="past">${[...turns].reverse().map((one, index) => html`<li key=${one.turn}>
      <p><small>Turn ${one.turn} · ${sentence(place(one.scene))}</small>${one.label || sentence(place(one.choice)) || "The story opened"}${one.answer ? `: ${one.answer}` : ""}</p>
      ${!(hasEnding && index === 0) && html`<button type="button" disabled=${deed.isBusy} onClick=${() => branch(one.turn)}>Branch from here<span class="unseen">, after turn ${one.turn}</span></button>`}</li>`)}</ol>`}
  <//>`;
}
