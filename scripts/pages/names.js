// names.js - ids, counts and dates as people read them
// "enchanted_realm:journey/forest_edge" is read as "forest edge".
export function place(id) {
  return (id || "").split(/[:/]/).pop().replaceAll("_", " ");
}

export function pack(id) { return (id || "").split(":")[0].replaceAll("_", " "); }

export const sentence = (words) => (words ? words[0].toUpperCase() + words.slice(1) : "");

export function count(number, one, many = `${one}s`) { return `${number.toLocaleString("en")} ${number === 1 ? one : many}`; }

// "just now", "20 minutes ago", "yesterday", "on 3 May".
export function ago(date, now = Date.now()) {
  if (!date) return "never";
  const minutes = Math.floor((now - Date.parse(date)) / 60000);
  if (minutes < 2) return "just now";
  if (minutes < 60) return `${minutes} minutes ago`;
  if (minutes < 60 * 24) return `${count(Math.floor(minutes / 60), "hour")} ago`;
  if (minutes < 60 * 48) return "yesterday";
  const day = new Date(date);
  const isThisYear = day.getFullYear() === new Date(now).getFullYear();
  return `on ${day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: isThisYear ? undefined : "numeric" })}`;
}

// What an unlock rule read, in words: "count(ending/harbour:lantern/spoken)" -> "ending “spoken” of lantern (harbour)".
export function fact(read) {
  const tally = /^count\((\w+)\/(.*)\)$/.exec(read);
  if (!tally) return { completed: "stories completed", turns: "turns played", milestones: "milestones reached" }[read] || read;
  const [, kind, key] = tally;
  if (kind === "story") return `times “${place(key)}” was completed`;
  if (kind === "ending") return `times “${place(key.replace(/\/[^/]*$/, ""))}” ended with “${place(key)}”`;
  return `times with ${kind} “${place(key)}”`;
}

export const value = (what) => (typeof what === "string" ? what : JSON.stringify(what));
