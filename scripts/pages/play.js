// play.js - a run being played: the text, the choices, and what is always one key away
import { post } from "/pages/api.js";
import { Care } from "/pages/care.js";
import { Choices } from "/pages/choices.js";
import { Ending } from "/pages/ending.js";
import { History } from "/pages/history.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "/pages/html.js";
import { place, sentence } from "/pages/names.js";
import { Heading, Sheet, Trouble, Waiting, go, useDeed } from "/pages/parts.js";
import { Prose, Words } from "/pages/prose.js";
import { useSitting } from "/pages/sitting.js";

const isTyping = (target) => target.closest && target.closest("input, textarea, select, dialog");
const pauseEvery = { fast: 0, moderate: 30, slow: 10 }; // turns of a sitting after which a pause is offered
const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const Lines = ({ lines, kind, before }) => lines.length > 0 && html`<ul class=${`lines ${kind}`}>${lines.map((line) =>
  html`<li>${before && html`<span>${before}</span>`}<${Words} text=${line} /></li>`)}</ul>`;

// What one turn told. The last one is scrolled to and has the focus, so that the next Tab is its first choice.
function Turn({ block, isLast, isFirst, isNarrated }) {
  const heading = useRef();
  useLayoutEffect(() => {
    if (!isLast || isFirst) return;
    heading.current.focus({ preventScroll: true });
    heading.current.parentElement.scrollIntoView({ behavior: isCalm() ? "auto" : "smooth", block: "start" });
  }, [isLast]);
  return html`<section class=${isLast ? "turn" : "turn earlier"}>
    <h2 class="unseen" tabindex="-1" ref=${heading}>Turn ${block.turn}</h2>
    ${block.chosen && html`<p class="chosen"><span class="unseen">You chose: </span><${Words} text=${block.chosen} /></p>`}
    <div class="prose" aria-live=${isLast ? "polite" : undefined} aria-busy=${isNarrated ? "true" : undefined}><${Prose} text=${block.text} />${isNarrated && html`<p class="narrating" aria-hidden="true">…</p>`}</div>
    <${Lines} lines=${block.notices} kind="notices" /><${Lines} lines=${block.news} kind="news" before="Meanwhile: " />
  </section>`;
}

function Recap({ lines }) {
  if (!lines || !lines.length) return null;
  return html`<aside class="recap" aria-label="What happened so far"><h2>What happened so far</h2>
    <ul>${lines.map((line) => html`<li><${Words} text=${line.replace(/^\d+\s+/, "")} /></li>`)}</ul></aside>`;
}

function State({ state, turn }) {
  const words = { open: `Saved · turn ${turn}`, sending: "…", again: "Trying again…", over: "Saved · the end", shut: "Resting" }[state] || "";
  return html`<span class=${`state ${state}`} role="status">${words}</span>`;
}

function Bar({ sitting, onOpen, onPause }) {
  const { head = {}, screen, state } = sitting;
  const isOpen = screen && state !== "over";
  return html`<div class="bar"><div>
    <p class="where"><b>${head.title || place(head.story)}</b> <span>${[head.character_name, sentence(place(head.place))].filter(Boolean).join(" · ")}</span></p>
    ${screen && html`<${State} state=${state} turn=${screen.turn} />`}
    <p class="tools"><button type="button" onClick=${() => onOpen("care")} aria-keyshortcuts="c">Care <kbd>c</kbd></button>
      <button type="button" onClick=${() => onOpen("history")} aria-keyshortcuts="h">History <kbd>h</kbd></button>
      ${isOpen && html`<button type="button" onClick=${onPause}>Pause</button>`}
      <button type="button" onClick=${() => onOpen("keys")} aria-keyshortcuts="?" aria-label="Keys">?</button></p>
  </div></div>`;
}

function Keys({ onClose }) {
  const keys = [["1 – 9", "take that choice"], ["c", "care: what you are spared, warnings, a way out"], ["h", "history, and back to an earlier turn"], ["Tab, Enter", "from choice to choice, and take it"], ["Escape", "close what is open"], ["?", "this"]];
  return html`<${Sheet} title="Keys" onClose=${onClose} class="small"><dl class="keys">${keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
    <p>Every turn is saved before you read it. You can close this page at any time.</p><//>`;
}

// Others are heard, not waited for: the newest last, said politely.
function Others({ lines, here = [] }) {
  return html`<aside class="others" aria-label="Meanwhile" aria-live="polite">${here.length > 0 && html`<p>Here lately: ${here.join(", ")}</p>`}${lines.length > 0 && html`<h2>Meanwhile</h2><ul>${lines.map((line) => html`<li><${Words} text=${line} /></li>`)}</ul>`}</aside>`;
}

function useKeys(open, setOpen, choose) {
  useLayoutEffect(() => {
    const onKey = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || open) return;
      const sheet = { c: "care", h: "history", "?": "keys" }[event.key];
      if (sheet) { event.preventDefault(); setOpen(sheet); }
      if (/^[1-9]$/.test(event.key) && !event.repeat) choose(Number(event.key) - 1);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}

function isPauseDue({ head, blocks, screen, state }) {
  const turns = screen.turn - blocks[0].turn, every = pauseEvery[head.pacing];
  return state === "open" && Boolean(every) && turns > 0 && turns % every === 0;
}

function Gate() {
  return html`<p class="gate">What follows may be hard to read. You need no reason to leave it out.</p>`;
}

function Shut({ onAgain }) {
  return html`<div class="note"><p>This run was paused or ended elsewhere. Every turn of it is saved.</p><button type="button" class="main" onClick=${onAgain}>Go on here</button></div>`;
}

// What is below the text: choices, or the ending, or why there are none.
function Below({ sitting, run, me, asked, setAsked }) {
  const { screen, state } = sitting;
  if (state === "over") return html`<${Ending} run=${run} me=${me} screen=${sitting.head} />`;
  if (state === "shut") return html`<${Shut} onAgain=${sitting.resume} />`;
  const isGate = screen.choices.some(({ id }) => id === "care:go_on");
  return html`${isGate && html`<${Gate} />`}<${Choices} choices=${screen.choices} isBusy=${state !== "open"} asked=${asked} setAsked=${setAsked} onTake=${sitting.take} />`;
}

export default function Play({ me, words: [run] }) {
  const sitting = useSitting(run);
  const [open, setOpen] = useState(null);
  const [asked, setAsked] = useState(null);
  const pausing = useDeed();
  const { screen, blocks, state, head = {} } = sitting;
  const choose = (index) => {
    const choice = state === "open" && screen.choices[index];
    if (!choice || choice.locked) return;
    if (choice.ask) setAsked(choice.id);
    else sitting.take(choice);
  };
  useKeys(open, setOpen, choose);
  useEffect(() => setAsked(null), [screen && screen.turn]);
  const pause = () => pausing.run(async () => { await post(`/runs/${encodeURIComponent(run)}/pause`); go("/"); });
  const close = () => setOpen(null);
  if (!screen) return html`<div class="page"><${Heading} title="A run">Your story<//>${sitting.problem ? html`<${Trouble} problem=${sitting.problem} onAgain=${sitting.resume} /><p><a href="/">To the stories</a></p>` : html`<${Waiting}>Opening the book…<//>`}</div>`;
  return html`<div class="play">
    <${Bar} sitting=${sitting} onOpen=${setOpen} onPause=${pause} />
    <div class="column">
      <${Heading} class="title">${head.title || place(head.story)}<//>
      <${Recap} lines=${head.recap} />
      ${blocks.map((block, index) => html`<${Turn} key=${block.key} block=${block} isFirst=${index === 0} isLast=${index === blocks.length - 1} isNarrated=${index === blocks.length - 1 && Boolean(screen.narrating)} />`)}
      ${sitting.note && html`<p class="note" role="status">${sitting.note}</p>`}
      <${Trouble} problem=${sitting.problem || pausing.problem} />
      ${isPauseDue(sitting) && html`<p class="note">A good place for a pause, if you like; all of it is saved.</p>`}
      <${Below} sitting=${sitting} run=${run} me=${me} asked=${asked} setAsked=${setAsked} />
      <${Others} lines=${sitting.others} here=${head.here} />
    </div>
    ${open === "care" && html`<${Care} run=${run} me=${me} sitting=${sitting} onPause=${pause} onClose=${close} />`}
    ${open === "history" && html`<${History} run=${run} hasEnding=${state === "over" && Boolean(head.ending)} onClose=${close} onCatchUp=${state === "open" && head.live === false ? () => { close(); sitting.catchUp(); } : null} />`}
    ${open === "keys" && html`<${Keys} onClose=${close} />`}
  </div>`;
}
