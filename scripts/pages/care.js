// care.js - what a player asks to be spared, the way past a scene, and the way out: one key away while playing, and among the settings
import { get, post } from "/pages/api.js";
import { html, useState } from "/pages/html.js";
import { place, sentence } from "/pages/names.js";
import { Choice, Sheet, Trouble, Waiting, useDeed, useLoaded } from "/pages/parts.js";

const comforts = [["light", "Light"], ["moderate", "Moderate"], ["deep", "Deep"]];
const paces = [["fast", "Fast"], ["moderate", "Moderate"], ["slow", "Slow"]];
const switches = [
  ["reflections", "Questions to think about", "What a scene leaves one with, to be passed over at will."],
  ["breaths", "Breaths to take, now and then", null],
  ["pure", "Only the game", "No warnings, no moments, nothing that touches a theme."],
];

const nameOf = (country) => new Intl.DisplayNames(["en"], { type: "region" }).of(country.toUpperCase());

// Where people are found who listen: the server knows a line for some countries.
export function HelpLine() {
  const [country, setCountry] = useState((navigator.language.split("-")[1] || "").toLowerCase());
  const { value } = useLoaded(() => get("/help", { country }), [country]);
  const everywhere = html`If it is your own life that is heavy: <a href="https://findahelpline.com" rel="noreferrer noopener" target="_blank">findahelpline.com</a> lists people who listen, country by country.`;
  return html`<p class="help">${value && value.is_country ? value.line : everywhere}</p>
    ${value && html`<p class="country"><label>Country <select value=${value.is_country ? country : ""} onChange=${(event) => setCountry(event.target.value)}>
      <option value="">another</option>${value.countries.map((one) => html`<option value=${one}>${nameOf(one)}</option>`)}</select></label></p>`}`;
}

function Ceiling({ care, set }) {
  const [value, setValue] = useState(care.ceiling);
  const is = value >= 1 ? "everything is shown" : value <= 0 ? "nothing intense at all" : `nothing more intense than ${value.toFixed(1)}`;
  return html`<p class="ceiling"><label for="ceiling">Ceiling <output for="ceiling">${is}</output></label>
    <input id="ceiling" type="range" min="0" max="1" step="0.1" value=${value} aria-valuetext=${is}
      onInput=${(event) => setValue(Number(event.target.value))} onChange=${(event) => set("ceiling", event.target.value)} /></p>`;
}

function Boundaries({ care, themes, set }) {
  const [own, setOwn] = useState("");
  const known = [...themes, ...care.boundaries.filter((id) => !themes.some((one) => one.id === id)).map((id) => ({ id }))];
  const add = (event) => {
    event.preventDefault();
    if (own.trim()) set("boundary", own.trim());
    setOwn("");
  };
  return html`<fieldset><legend>Never show me</legend>
    <div class="ticks">${known.map(({ id, title, description }) => html`<label key=${id}><input type="checkbox" checked=${care.boundaries.includes(id)}
      onChange=${(event) => set("boundary", event.target.checked ? id : `-${id}`)} /> <span>${title || sentence(place(id))}${description && html`<small>${description}</small>`}</span></label>`)}</div>
    <form class="line" onSubmit=${add}><label for="own">Something else</label> <input id="own" value=${own} maxlength="60" autocomplete="off" onInput=${(event) => setOwn(event.target.value)} /> <button>Add</button></form>
    ${care.undeclared && care.undeclared.length > 0 && html`<p class="quiet">No story at hand says that it touches ${care.undeclared.join(", ")}. It is kept, and honoured once one does.</p>`}
  </fieldset>`;
}

// The settings themselves; set(name, value) changes one.
export function CareSettings({ care, themes, set }) {
  return html`<div class="care-settings">
    <fieldset><legend>How deep it may go</legend>
      <${Choice} label="Comfort" options=${comforts} chosen=${care.comfort} onChoose=${(comfort) => set("comfort", comfort)} />
      <${Ceiling} key=${care.ceiling} care=${care} set=${set} />
      ${care.eased && html`<p class="quiet">Signs that it is too much have made it gentler. Moving the ceiling up undoes that, and nothing else does.</p>`}
    </fieldset>
    <${Boundaries} care=${care} themes=${themes} set=${set} />
    <fieldset><legend>Pace</legend><${Choice} label="Pace" options=${paces} chosen=${care.pacing} onChoose=${(pace) => set("pacing", pace)} /></fieldset>
    <fieldset><legend>Moments</legend><div class="ticks">${switches.map(([name, title, more]) => html`<label key=${name}><input type="checkbox" checked=${care[name]}
      onChange=${(event) => set(name, event.target.checked ? "on" : "off")} /> <span>${title}${more && html`<small>${more}</small>`}</span></label>`)}</div></fieldset>
  </div>`;
}

// The same settings where nothing is being played.
export function CareOfPlayer({ me }) {
  const path = `/players/${encodeURIComponent(me.player_id)}/care`;
  const { value, problem, again } = useLoaded(async () => {
    const [player, themes] = await Promise.all([get(path), get("/themes")]);
    return { care: player.care || player, themes };
  });
  const deed = useDeed();
  const set = (name, chosen) => deed.run(() => post(path, { name, value: chosen }).then(again));
  return html`<${Trouble} problem=${problem || deed.problem} />${value ? html`<${CareSettings} care=${value.care} themes=${value.themes} set=${set} />` : !problem && html`<${Waiting} />`}`;
}

function Now({ sitting, send, onTooMuch }) {
  const isOpen = sitting.state === "open";
  return html`<div class="now">
    <button type="button" disabled=${!isOpen} onClick=${() => send({ what: "skip" })}><b>Pass over this scene</b><small>The story goes on behind it.</small></button>
    <button type="button" disabled=${!isOpen} onClick=${() => send({ what: "skip_all" })}><b>Leave out all that is warned of</b><small>Until you leave today.</small></button>
    <button type="button" disabled=${!isOpen} onClick=${onTooMuch}><b>I am overwhelmed</b><small>It becomes gentler at once. Nothing is lost.</small></button>
  </div>`;
}

function TooMuch({ onPause, onClose }) {
  return html`<div class="too-much"><p>It is gentler from here on. There is no hurry: the story stays where it is, for a minute or for a year.</p>
    <p class="buttons"><button type="button" class="main" onClick=${onPause}>Pause here</button><button type="button" onClick=${onClose}>Go on, gently</button></p></div>`;
}

export function Care({ run, me, sitting, onPause, onClose }) {
  const path = `/runs/${encodeURIComponent(run)}`;
  const { value, problem, again } = useLoaded(async () => {
    const [told, themes] = await Promise.all([get(path), get("/themes")]);
    return { care: told.care || (await get(`/players/${encodeURIComponent(me.player_id)}/care`)).care, themes };
  }, [run]);
  const [isTooMuch, setTooMuch] = useState(false);
  const isOver = sitting.state === "over";
  const send = async (body) => { if (await sitting.care(body)) { if (body.what === "set") again(); else onClose(); } };
  const set = isOver ? (name, chosen) => post(`/players/${encodeURIComponent(me.player_id)}/care`, { name, value: chosen }).then(again) : (name, chosen) => send({ what: "set", name, value: chosen });
  const tooMuch = async () => {
    await sitting.care({ what: "sign", name: "exit" });
    if (await sitting.care({ what: "set", name: "comfort", value: "light" })) { setTooMuch(true); again(); }
  };
  return html`<${Sheet} title="Care" onClose=${onClose} class="side">
    ${isTooMuch ? html`<${TooMuch} onPause=${onPause} onClose=${onClose} />` : html`<p>What you set here holds at once, in all your stories.</p>`}
    ${!isOver && !isTooMuch && html`<${Now} sitting=${sitting} send=${send} onTooMuch=${tooMuch} />`}
    <${Trouble} problem=${problem || sitting.problem} />
    ${isTooMuch && html`<${HelpLine} />`}
    ${value ? html`<${CareSettings} care=${value.care} themes=${value.themes} set=${set} />` : !problem && html`<${Waiting} />`}
    ${!isTooMuch && html`<${HelpLine} />`}
  <//>`;
}
