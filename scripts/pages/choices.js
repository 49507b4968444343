// choices.js - what can be done next, numbered; locked ones say why, some ask for words
import { html, useEffect, useRef, useState } from "/pages/html.js";
import { Words } from "/pages/prose.js";

// Letters as the server counts them: code points, not the halves that a text is kept in.
const letters = (text) => [...text].length;

function Asking({ choice, isBusy, onSay, onLeave }) {
  const [text, setText] = useState("");
  const field = useRef();
  const left = choice.ask - letters(text);
  useEffect(() => field.current.focus(), []);
  const say = (event) => {
    event.preventDefault();
    if (text.trim() && left >= 0) onSay(text.trim());
  };
  const onKey = (event) => { if (event.key === "Escape") onLeave(); };
  return html`<form class="asking" onSubmit=${say} onKeyDown=${onKey}>
    <label for="words"><${Words} text=${choice.label} /></label>
    <input id="words" ref=${field} value=${text} autocomplete="off" aria-describedby="left" onInput=${(event) => setText(event.target.value)} />
    <p id="left" class=${left < 0 ? "over" : ""}>${left >= 0 ? `${left} letters left` : `${-left} letters too many`}</p>
    <p class="buttons"><button class="main" disabled=${isBusy || !text.trim() || left < 0}>Say it</button><button type="button" onClick=${onLeave}>Rather not</button></p>
  </form>`;
}

function Locked({ choice, number }) {
  return html`<li class="locked"><span class="number" aria-hidden="true">${number}</span><span><${Words} text=${choice.label} /> <small><span class="unseen">Locked: </span>${choice.reason || "Not now."}</small></span></li>`;
}

export function Choices({ choices, isBusy, asked, setAsked, onTake }) {
  const asking = choices.find(({ id }) => id === asked);
  if (asking) return html`<${Asking} choice=${asking} isBusy=${isBusy} onSay=${(text) => onTake(asking, text)} onLeave=${() => setAsked(null)} />`;
  const pick = (choice) => (choice.ask ? setAsked(choice.id) : onTake(choice));
  return html`<ol class="choices" aria-label="Choices">${choices.map((choice, index) => choice.locked
    ? html`<${Locked} key=${choice.id} choice=${choice} number=${index + 1} />`
    : html`<li key=${choice.id}><button type="button" disabled=${isBusy} onClick=${() => pick(choice)} aria-keyshortcuts=${index < 9 ? String(index + 1) : undefined}>
        <span class="number" aria-hidden="true">${index + 1}</span><span><${Words} text=${choice.label} />${choice.ask ? " …" : ""}</span></button></li>`)}</ol>`;
}
