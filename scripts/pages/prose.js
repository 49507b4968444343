// prose.js - a story's words as elements: paragraphs, *stress* and **strong**; nothing in them is ever read as markup
import { html } from "/pages/html.js";

const isSpace = (letter) => letter === undefined || /\s/.test(letter);

// A mark opens before a word when the same mark follows a word later on; other stars are just stars.
function opens(text, at, mark) {
  if (isSpace(text[at + mark.length])) return false;
  for (let end = text.indexOf(mark, at + mark.length + 1); end >= 0; end = text.indexOf(mark, end + 1)) {
    if (!isSpace(text[end - 1])) return true;
  }
  return false;
}

// "It *was*." -> [{ words: "It " }, { words: "was", italic: true }, { words: "." }]
export function parts(text) {
  const found = [];
  const on = { "*": false, "**": false };
  let words = "";
  const end = () => {
    if (words) found.push({ words, italic: on["*"], bold: on["**"] });
    words = "";
  };
  for (let at = 0; at < text.length; at++) {
    const mark = text.startsWith("**", at) ? "**" : text[at] === "*" ? "*" : null;
    if (mark && (on[mark] ? !isSpace(text[at - 1]) : opens(text, at, mark))) {
      end();
      on[mark] = !on[mark];
      at += mark.length - 1;
    } else {
      words += text[at];
    }
  }
  end();
  return found;
}

export function Words({ text }) {
  return parts(text || "").map(({ words, italic, bold }) => {
    const inner = italic ? html`<em>${words}</em>` : words;
    return bold ? html`<strong>${inner}</strong>` : inner;
  });
}

export function Prose({ text }) {
  return (text || "").split("\n").filter(Boolean).map((line) => html`<p><${Words} text=${line} /></p>`);
}
