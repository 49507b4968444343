// app.js - which page is shown: the address says it, this table knows it
import { get, post } from "/pages/api.js";
import { html, render, useEffect, useLayoutEffect, useState } from "/pages/html.js";
import { Trouble, Waiting, go } from "/pages/parts.js";

// Each page is a module that is loaded when it is first come to; it gets `me` and the words that its pattern found.
const pages = [
  { pattern: /^\/$/, load: () => import("/pages/begin.js"), name: "Play", path: "/" },
  { pattern: /^\/play\/([^/]+)$/, load: () => import("/pages/play.js"), under: "/" },
  { pattern: /^\/runs$/, load: () => import("/pages/runs.js"), name: "Runs", path: "/runs" },
  { pattern: /^\/world(?:\/([^/]+))?$/, load: () => import("/pages/world.js"), name: "Worlds", path: "/world" },
  { pattern: /^\/progress$/, load: () => import("/pages/progress.js"), name: "Progress", path: "/progress" },
  { pattern: /^\/workshop(?:\/([^/]+))?$/, load: () => import("/pages/workshop.js"), name: "Workshop", path: "/workshop", role: "keeper" },
  { pattern: /^\/(join|login)$/, load: () => import("/pages/enter.js"), isOpen: true },
];

function decode(word) {
  try { return decodeURIComponent(word); } catch { return word; } // an address that somebody mistyped
}

function find(path) {
  for (const page of pages) {
    const found = page.pattern.exec(path);
    if (found) return { page, words: found.slice(1).map((word) => word && decode(word)) };
  }
  return { page: null, words: [] };
}

// Links to our own pages load nothing again.
function follow(event) {
  const link = event.target.closest && event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const path = link.getAttribute("href");
  if (link.target || !path.startsWith("/") || !find(path.split(/[?#]/)[0]).page) return;
  event.preventDefault();
  go(path);
}

function Account({ me }) {
  const leave = async () => {
    try { await post("/logout"); } finally { location.assign("/login"); }
  };
  return html`<details class="account"><summary>${me.name}</summary>
    <div><p>${me.role === "keeper" ? "You tend these worlds." : "You play here."}</p><button type="button" onClick=${leave}>Sign out</button></div></details>`;
}

function Frame({ me, page, children }) {
  const here = page && (page.path || page.under);
  const shown = pages.filter(({ name, role }) => name && (!role || (me && role === me.role)));
  return html`<a class="skip" href="#main">Skip to the page</a>
    <header class="top"><div>
      <a class="mark" href="/" aria-label="Turnstone, to the stories"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 15c3-6 8-8 13-7l4-2 3 2-3 1c0 5-4 8-9 8-3 0-5-1-8-2zM10 17v4M13 17v4" /></svg><span>Turnstone</span></a>
      ${me && html`<nav aria-label="Pages"><ul>${shown.map(({ name, path }) =>
        html`<li><a href=${path} aria-current=${path === here ? "page" : undefined}>${name}</a></li>`)}</ul></nav><${Account} me=${me} />`}
    </div></header>
    <main id="main" tabindex="-1">${children}</main>`;
}

function useAddress() {
  const [address, setAddress] = useState(location.pathname + location.search);
  useEffect(() => {
    const onMoved = () => {
      document.documentElement.dataset.moved = "yes";
      setAddress(location.pathname + location.search);
      scrollTo(0, 0);
    };
    addEventListener("popstate", onMoved);
    addEventListener("turnstone:moved", onMoved);
    document.addEventListener("click", follow);
    return () => {
      removeEventListener("popstate", onMoved);
      removeEventListener("turnstone:moved", onMoved);
      document.removeEventListener("click", follow);
    };
  }, []);
  return address;
}

// The page's module, once it is there; its default is what shows it.
function useModule(page) {
  const [loaded, setLoaded] = useState({});
  useLayoutEffect(() => {
    if (page) page.load().then((module) => setLoaded({ page, Page: module.default }), () => setLoaded({ page, problem: new Error("This page could not be loaded. Is the server still there?") }));
  }, [page]);
  return loaded.page === page ? loaded : {};
}

function useMe(isOpen) {
  const [state, setState] = useState({});
  const again = () => get("/me").then((me) => setState({ me }), (problem) => setState({ problem }));
  useLayoutEffect(() => { // at once, not when a frame was painted
    again();
    addEventListener("turnstone:out", again); // a request was answered so
    return () => removeEventListener("turnstone:out", again);
  }, []);
  const isOut = state.problem && state.problem.status === 401;
  useEffect(() => { if (isOut && !isOpen) go(`/login?to=${encodeURIComponent(location.pathname + location.search)}`, { replace: true }); }, [isOut, isOpen]);
  return { ...state, isOut, again, setMe: (me) => setState({ me }) };
}

function Nothing() {
  return html`<div class="page"><h1>There is nothing here</h1><p>The address leads nowhere. <a href="/">To the stories</a></p></div>`;
}

function App() {
  const address = useAddress();
  const { page, words } = find(address.split("?")[0]);
  const { Page, problem } = useModule(page);
  const isOpen = Boolean(page && page.isOpen);
  const { me, problem: trouble, isOut, again, setMe } = useMe(isOpen);
  const refused = page && page.role && me && me.role !== page.role;
  const shown = () => {
    if (!page) return html`<${Nothing} />`;
    if (problem) return html`<div class="page"><${Trouble} problem=${problem} onAgain=${() => location.reload()} /></div>`;
    if (trouble && !isOut) return html`<div class="page"><${Trouble} problem=${trouble} onAgain=${again} /></div>`;
    if (!Page || (!me && !isOpen)) return html`<div class="page"><${Waiting} /></div>`;
    if (refused) return html`<div class="page"><h1>For those who tend these worlds</h1><p>Your account plays. A keeper can open this page. <a href="/">To the stories</a></p></div>`;
    return html`<${Page} key=${address} me=${me} words=${words} setMe=${setMe} />`;
  };
  return html`<${Frame} me=${me} page=${page}>${shown()}<//>`;
}

const root = document.getElementById("app");
root.textContent = "";
render(html`<${App} />`, root);
