// api.js - asks the server: JSON over HTTP as docs/http.md tells it, errors as problems
const root = "/api/v1";
const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
const waits = [400, 800, 1600, 3000, 5000]; // milliseconds between tries; the last one again and again

let csrf = null; // goes with the cookie: known once `me` was asked

// What the server says went wrong, in its own words: `message` is the problem's detail.
export class Problem extends Error {
  constructor({ detail, title, code }, status, after) {
    super(detail || title || `The server answered ${status}.`);
    Object.assign(this, { code: code || "failed", status, after });
  }
}

// The server could not be reached, or its answer did not arrive: what was asked may have been done or not.
export class Unreached extends Error {
  constructor() { super("The server cannot be reached just now."); }
}

// Names a request for good, so that it counts once however often it is sent.
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => alphabet[byte % alphabet.length]).join("");
}

async function send(method, path, body, key) {
  const headers = { Accept: "application/json" };
  if (method !== "GET" && csrf) headers["X-CSRF-Token"] = csrf;
  if (key) headers["Idempotency-Key"] = key;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    const answer = await fetch(root + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: "no-store" });
    return { answer, text: await answer.text() };
  } catch {
    throw new Unreached();
  }
}

function read(text) {
  try { return text ? JSON.parse(text) : null; } catch { return null; }
}

async function ask(method, path, body, key) {
  const { answer, text } = await send(method, path, body, key);
  const said = read(text);
  if (answer.ok) {
    if (said && said.csrf) csrf = said.csrf;
    return said;
  }
  if (answer.status === 401 && path !== "/login" && path !== "/me") dispatchEvent(new Event("turnstone:out"));
  throw new Problem(said || {}, answer.status, Number(answer.headers.get("Retry-After")) || 0);
}

// A server that was started anew has another token: it is asked for once more, and so is the thing.
async function change(method, path, body, key) {
  try {
    return await ask(method, path, body, key);
  } catch (problem) {
    if (!csrf || problem.code !== "forbidden") throw problem;
    const old = csrf;
    await ask("GET", "/me");
    if (csrf === old) throw problem;
    return ask(method, path, body, key);
  }
}

// get("/runs", { state: "active" }); what is null or "" is left out.
export function get(path, query = {}) {
  const words = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== ""));
  return ask("GET", path + (words.size ? `?${words}` : ""));
}
export const post = (path, body = {}, key = newKey()) => change("POST", path, body, key);
export const remove = (path) => change("DELETE", path, undefined, newKey());

const wait = (millis) => new Promise((done) => setTimeout(done, millis));
const isPassing = (problem) => problem instanceof Unreached || problem.status === 503 || problem.status === 429;

// Sends the same until it is answered. `onWaiting(problem)` is told before each new try; `isWanted()` ends it.
export async function postUntilAnswered(path, body, onWaiting, isWanted = () => true) {
  const key = newKey();
  for (let tries = 0; ; tries++) {
    try {
      return await post(path, body, key);
    } catch (problem) {
      if (!isPassing(problem) || !isWanted()) throw problem;
      onWaiting(problem);
      await wait(Math.max((problem.after || 0) * 1000, waits[Math.min(tries, waits.length - 1)]));
    }
  }
}

// Server-sent events: listen("/runs/r1/events", { news: (data) => … }). Gives what ends it. Where the stream is refused it is asked for again.
// `onOpen` is called whenever it is heard from then on, with true when that is after a gap: what was sent before has passed.
export function listen(path, handlers, onOpen = () => {}) {
  let source, timer, isOver = false, isGap = false;
  const open = () => {
    if (isOver) return;
    source = new EventSource(root + path);
    for (const [name, handle] of Object.entries(handlers)) source.addEventListener(name, (event) => handle(read(event.data) || {}));
    source.onopen = () => {
      onOpen(isGap);
      isGap = false;
    };
    source.onerror = () => {
      isGap = true;
      if (source.readyState === EventSource.CLOSED && !isOver) timer = setTimeout(again, 3000);
    };
  };
  const again = () => get("/me").then(open, (problem) => {
    if (problem.status === 401) dispatchEvent(new Event("turnstone:out"));
    else if (!isOver) timer = setTimeout(again, 3000);
  });
  open();
  return () => { isOver = true; clearTimeout(timer); source.close(); };
}
