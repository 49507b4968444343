// parts.js - what several pages are put together from: links, problems, dialogs, tables, figures
import { html, useCallback, useEffect, useLayoutEffect, useRef, useState } from "/pages/html.js";

// Goes to another page of ours without loading anything again.
export function go(path, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", path);
  dispatchEvent(new Event("turnstone:moved"));
}

// The page's one h1, which takes the focus when the page was come to.
export function Heading({ children, title, class: name, kicker }) {
  const heading = useRef();
  const words = title || (typeof children === "string" ? children : null);
  useEffect(() => { if (words) document.title = `${words} · Turnstone`; }, [words]);
  useEffect(() => { if (document.documentElement.dataset.moved) heading.current.focus({ preventScroll: true }); }, []);
  return html`${kicker && html`<p class="kicker">${kicker}</p>`}<h1 ref=${heading} tabindex="-1" class=${name}>${children}</h1>`;
}

export function Trouble({ problem, onAgain }) {
  if (!problem) return null;
  return html`<div class="trouble" role="alert"><p>${problem.message}</p>${onAgain && html`<button type="button" onClick=${onAgain}>Try again</button>`}</div>`;
}

export const Waiting = ({ children = "One moment…" }) => html`<p class="waiting" role="status">${children}</p>`;

// What `load` gives: { value, problem, again }. Loaded once more when a word of `keys` changed; what was there stays until then.
export function useLoaded(load, keys = []) {
  const [state, setState] = useState({});
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((now) => now + 1), []);
  useLayoutEffect(() => {
    let isWanted = true;
    load().then((value) => isWanted && setState({ value }), (problem) => isWanted && setState((old) => ({ value: old.value, problem })));
    return () => { isWanted = false; };
  }, [...keys, round]);
  return { ...state, again };
}

// One thing at a time that changes something: { isBusy, problem, run }.
export function useDeed() {
  const [state, setState] = useState({ isBusy: false });
  const run = useCallback(async (deed) => {
    setState({ isBusy: true });
    try {
      const value = await deed();
      setState({ isBusy: false });
      return value;
    } catch (problem) {
      setState({ isBusy: false, problem });
      return undefined;
    }
  }, []);
  return { ...state, run };
}

// A sheet over the page. Escape and a click beside it close it, and the focus goes back to where it was.
export function Sheet({ title, onClose, children, class: name = "" }) {
  const dialog = useRef();
  const id = `sheet-${title.replace(/\W+/g, "-").toLowerCase()}`;
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => { if (before && before.isConnected) before.focus({ preventScroll: true }); };
  }, []);
  const onClick = (event) => { if (event.target === dialog.current) onClose(); };
  return html`<dialog ref=${dialog} class=${`sheet ${name}`} aria-labelledby=${id} onClose=${onClose} onClick=${onClick}>
    <div class="inside">
      <header><h2 id=${id}>${title}</h2><button type="button" class="plain close" onClick=${onClose} aria-label="Close">✕</button></header>
      ${children}
    </div>
  </dialog>`;
}

// Asks before something that cannot be taken back.
export function Sure({ title, children, word, onYes, onClose }) {
  return html`<${Sheet} title=${title} onClose=${onClose} class="small">
    ${children}
    <p class="buttons"><button type="button" class="main" onClick=${() => { onClose(); onYes(); }}>${word}</button>
    <button type="button" onClick=${onClose}>Leave it</button></p>
  <//>`;
}

// figures: [["turns", 12], …]
export const Figures = ({ figures }) => html`<dl class="figures">${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

// columns: [["Turn", (row) => row.turn, "number"?], …]; the first is each row's head.
export function Table({ caption, columns, rows, keyOf }) {
  const cell = ([, show, name], row, index) => index === 0
    ? html`<th scope="row" class=${name}>${show(row)}</th>` : html`<td class=${name}>${show(row)}</td>`;
  return html`<div class="rows" tabindex="0" role="region" aria-label=${caption}>
    <table><caption>${caption}</caption>
      <thead><tr>${columns.map(([name, , kind]) => html`<th scope="col" class=${kind}>${name}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${keyOf ? keyOf(row) : undefined}>${columns.map((column, index) => cell(column, row, index))}</tr>`)}</tbody>
    </table></div>`;
}

// A few of which one is chosen, as buttons that say so: options [["all", "All"], …].
export function Choice({ label, options, chosen, onChoose }) {
  return html`<div class="choice" role="group" aria-label=${label}>${options.map(([id, name]) =>
    html`<button type="button" aria-pressed=${id === chosen ? "true" : "false"} onClick=${() => onChoose(id)}>${name}</button>`)}</div>`;
}

export function Meter({ label, value, of }) {
  const share = of > 0 ? Math.min(1, value / of) : 0;
  return html`<svg class="meter" role="img" aria-label=${label} viewBox="0 0 100 4" preserveAspectRatio="none">
    <rect class="whole" width="100" height="4" /><rect class="part" width=${share * 100} height="4" /></svg>`;
}
