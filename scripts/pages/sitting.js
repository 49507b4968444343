// sitting.js - one run while its page is open: what was shown, what can be chosen, what is under way to the server
import { get, listen, post, postUntilAnswered } from "/pages/api.js";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "/pages/html.js";

const heard = 6; // lines of what others did that stay
const haste = { letters: 200, perLetter: 4, inARow: 5 }; // texts of so many letters, read in so few milliseconds each: a sign that it is too much

// What a screen adds to the page; `chosen` is the label that led to it.
function block(screen, chosen, number) {
  const { turn, text, notices = [], news = [] } = screen;
  return { key: `${turn}-${number}`, turn, text, notices, news, chosen };
}

const isOver = (screen) => Boolean(screen && screen.state && screen.state !== "active" && screen.state !== "paused");

// state: "opening", "open" (waits for a choice), "sending", "again" (could not be reached), "over", "shut" (went on or was paused elsewhere)
function begin(screen) {
  return { state: isOver(screen) ? "over" : "open", head: screen, screen, blocks: [block(screen, null, 0)], others: [], note: null, problem: null };
}

function withScreen(sitting, screen, chosen) {
  const head = { ...sitting.head, ...screen, place: screen.place || screen.scene };
  const told = { ...sitting, head, screen, blocks: [...sitting.blocks, block(screen, chosen, sitting.blocks.length)], problem: null, note: null, state: isOver(screen) ? "over" : "open" };
  return (sitting.early || []).reduce(withPassage, { ...told, early: [] });
}

// A run that has ended cannot be taken up: its last words are shown as they are stored.
async function findEnded(run, problem) {
  if (problem.code !== "refused") throw problem;
  const [told, stories] = await Promise.all([get(`/runs/${encodeURIComponent(run)}`), get("/stories")]);
  if (!isOver(told)) throw problem;
  const { title } = stories.find(({ id }) => id === told.story) || {};
  return { ...told, run, title, turn: told.turns, place: told.scene, choices: [] };
}

// What a narrator tells comes by another way than screens do: a screen may be older than what was heard of its turn.
const isBehind = (screen, ours) => Boolean(ours.heard) && ours.text.startsWith(screen.text);
const sameTurn = ({ screen: ours }, screen) => Boolean(ours && screen && ours.turn === screen.turn && (screen.text.startsWith(ours.text) || isBehind(screen, ours)));

// The same screen with other choices, or one that another window came to.
function withOther(sitting, screen) {
  if (!sameTurn(sitting, screen)) return { ...withScreen(sitting, screen, null), note: "The story went on in another window." };
  const { text, heard, isTold } = sitting.screen;
  const told = { ...screen, heard, isTold, text: isBehind(screen, sitting.screen) ? text : screen.text, narrating: Boolean(screen.narrating) && !isTold };
  return { ...withText(sitting, told), head: { ...sitting.head, ...screen }, state: isOver(screen) ? "over" : "open" };
}

// The same turn, of which more may have been told meanwhile.
function withText(sitting, screen) {
  const last = sitting.blocks.length - 1;
  return { ...sitting, screen, blocks: sitting.blocks.map((one, index) => (index === last ? { ...one, text: screen.text } : one)) };
}

// More of what a narrator tells of the turn: it stands behind the text, and goes with it.
function withPassage(sitting, { turn, text, joined, over }) {
  if (!sitting.screen || sitting.screen.turn > turn) return sitting;
  if (sitting.screen.turn < turn) return { ...sitting, early: [...(sitting.early || []), { turn, text, joined, over }] }; // before the turn's own answer
  const { text: before, heard = "" } = sitting.screen, more = text && `${before && (joined ? " " : "\n")}${text}`;
  const isNew = more && !before.includes(more); // no sentence is told twice in a turn, and the screen may have had it already
  return withText(sitting, { ...sitting.screen, text: isNew ? before + more : before, heard: heard + more, isTold: over, narrating: !over });
}

// What came while the page heard nothing: others' deeds that were told here already are not told again.
function withMissed(sitting, screen) {
  if (!sameTurn(sitting, screen)) return withOther(sitting, screen);
  const told = sitting.blocks[sitting.blocks.length - 1].news;
  const news = (screen.news || []).filter((line) => !told.includes(line));
  return { ...withOther(sitting, screen), others: [...new Set([...sitting.others, ...news])].slice(-heard) };
}

export function useSitting(run) {
  const [sitting, setSitting] = useState({ state: "opening", blocks: [], others: [] });
  const now = useRef(sitting);
  const isHere = useRef(true);
  now.current = sitting;
  const change = useCallback((how) => {
    if (!isHere.current) return;
    now.current = how(now.current);
    setSitting(now.current);
  }, []);

  // What was asked for cut off what was being told, though nothing came of it.
  const fail = (problem) => change((old) => ({ ...old, screen: old.screen && { ...old.screen, narrating: false }, state: old.screen ? "open" : "failed", problem }));

  // Not reached: tried again by itself. Otherwise the server has said why.
  const wait = (problem) => change((old) => ({ ...old, state: "again", problem: problem.code || !old.screen ? problem : null }));

  // Finds where the run stands. What was read stays when it stands there still.
  const resume = useCallback(async () => {
    try {
      const screen = await postUntilAnswered(`/runs/${encodeURIComponent(run)}/resume`, {}, wait, () => isHere.current).catch((problem) => findEnded(run, problem));
      change((old) => (old.screen ? { ...withOther(old, screen), problem: null } : begin(screen)));
    } catch (problem) {
      fail(problem);
    }
  }, [run]);

  // After a gap in what is heard; a request under way will tell by itself.
  const lookAgain = useCallback(async () => {
    if (now.current.state !== "open") return;
    const screen = await post(`/runs/${encodeURIComponent(run)}/resume`).catch((problem) => findEnded(run, problem)).catch(() => null);
    if (screen && now.current.state === "open") change((old) => withMissed(old, screen));
  }, [run]);

  // Sends something that gives a screen, until it is answered; `chosen` is what the page shows above the answer.
  const send = useCallback(async (path, body, chosen) => {
    if (!["open"].includes(now.current.state)) return false;
    change((old) => ({ ...old, state: "sending", problem: null, note: null, chosen }));
    try {
      const screen = await postUntilAnswered(`/runs/${encodeURIComponent(run)}/${path}`, body, wait, () => isHere.current);
      change((old) => (screen && screen.text !== undefined ? (chosen || !sameTurn(old, screen) ? withScreen(old, screen, chosen) : withCare(old, screen)) : { ...old, state: "open" }));
      return true;
    } catch (problem) {
      if (problem.code === "conflict") await resume();
      else fail(problem);
      return false;
    }
  }, [run]);

  // How often in a row a long text was answered faster than anybody reads.
  const pace = useRef({ since: 0, hasty: 0 });
  const notePace = () => {
    const { length } = now.current.screen.text;
    const isHasty = length >= haste.letters && Date.now() - pace.current.since < length * haste.perLetter;
    pace.current.hasty = isHasty ? pace.current.hasty + 1 : 0;
    return pace.current.hasty >= haste.inARow;
  };
  useEffect(() => { pace.current.since = Date.now(); }, [sitting.blocks.length]);

  const take = useCallback(async (choice, answer) => {
    if (now.current.state !== "open") return;
    const isTooMuch = notePace();
    const body = { choice: choice.id, turn: now.current.screen.turn };
    if (choice.ask) body.answer = answer;
    const isTaken = await send("turns", body, choice.ask ? `${choice.label}: ${answer}` : choice.label);
    if (!isTooMuch || !isTaken) return;
    pace.current.hasty = 0;
    await send("care", { what: "sign", name: "haste" }, null);
  }, [send]);

  const care = useCallback((body) => send("care", body, null), [send]);
  const catchUp = useCallback(() => send("catch-up", {}, "Catch up with the present"), [send]);

  useLayoutEffect(() => {
    isHere.current = true;
    resume();
    return () => { isHere.current = false; };
  }, [run]);

  // One that was paused or given up elsewhere is left alone until somebody wants it.
  const isOpen = Boolean(sitting.screen) && sitting.state !== "over" && sitting.state !== "shut";
  useEffect(() => {
    if (!isOpen) return undefined;
    const busy = () => now.current.state === "sending" || now.current.state === "again";
    return listen(`/runs/${encodeURIComponent(run)}/events`, {
      news: ({ lines = [] }) => change((old) => ({ ...old, others: [...old.others, ...lines].slice(-heard) })),
      passage: (passage) => change((old) => withPassage(old, passage)),
      screen: (screen) => { if (!busy()) change((old) => withOther(old, screen)); },
      content: () => change((old) => ({ ...old, note: "The story was changed by those who write it. You go on where you are." })),
      gone: () => change((old) => ({ ...old, state: "shut" })),
    }, (isAgain) => { if (isAgain || now.current.screen.narrating) lookAgain(); });
  }, [run, isOpen]);

  return { ...sitting, take, care, catchUp, resume };
}

// A setting that changed nothing of what is read: its lines are told, and choices may be others.
function withCare(sitting, screen) {
  return { ...withOther(sitting, screen), note: (screen.notices || []).join(" ") || null };
}

