// look.js - opens pages in a real browser, as a phone and a desk have them, and says what is wrong with them
// node look.js FOLDER PAGE.html...: pictures go to FOLDER, nowhere when it is "-". Modules are found beside it through NODE_PATH; CHROMIUM names the browser.
"use strict";
const path = require("path");
const { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");

const sizes = [{ name: "phone", width: 360, height: 740 }, { name: "desk", width: 1280, height: 800 }];
const schemes = ["light", "dark"];

// Runs in the page. What is wider than the window and in no box that scrolls by itself.
function findWide() {
  const room = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    if (element.closest("div.graph") || element.classList.contains("skip")) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > room + 1;
  });
  return wide.slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.slice(0, 40)}"`);
}

// Runs in the page. The contrast of words with what is behind them, where both are plain colours (WCAG 2: at least 4.5).
function findPale() {
  const numbers = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (numbers(colour).length === 3) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return [...document.querySelectorAll("h1, h2, h3, p, th, td, dt, dd, li, small, caption, pre, figcaption")]
    .filter((element) => element.textContent.trim() && !element.closest("div.graph"))
    .map((element) => {
      const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
      return { element, contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
    })
    .filter(({ contrast }) => contrast < 4.5)
    .slice(0, 3)
    .map(({ element, contrast }) => `${element.tagName.toLowerCase()} "${element.textContent.slice(0, 30)}" ${contrast.toFixed(1)}`);
}

// Runs in the page. What a reader, or a screen reader, must find.
function findMissing() {
  const missing = [];
  const need = (is, what) => { if (!is) missing.push(what); };
  const all = (selector) => [...document.querySelectorAll(selector)];
  need(all("h1").length === 1 && document.title, "one h1 and a title");
  need(document.documentElement.lang, "a language");
  for (const landmark of ["header", "main", "footer"]) need(all(landmark).length === 1, `one ${landmark}`);
  need(all("main > section").length > 0, "a section for a story");
  for (const section of all("section[aria-labelledby]")) {
    need(document.getElementById(section.getAttribute("aria-labelledby")), "the heading of a section");
  }
  for (const story of all("main > section:not(.expectations)")) {
    for (const part of ["endings", "lengths", "coverage", "unlocks", "failures", "graph", "never", "visits", "choices"]) {
      need(story.querySelector(`h3[id$="-${part}"]`), `the heading of ${part}`);
    }
    need(story.querySelector(".chart svg rect"), "the histogram's bars");
    need(story.querySelector("div.graph svg .node") || story.querySelector("table.ways tbody tr"), "the graph, or its table");
  }
  for (const table of all("table")) need(table.caption && table.querySelector("thead th[scope=col]"), "a table's caption and heads");
  for (const row of all("tbody tr")) need(row.querySelector("th[scope=row]"), "a row's head");
  for (const picture of all("svg[role=img]")) need(picture.querySelector("title"), "a picture's title");
  for (const box of all(".rows, div.graph")) need(box.tabIndex === 0 && box.getAttribute("aria-label"), "a scrolling box for the keyboard");
  const ids = all("[id]").map((element) => element.id);
  need(new Set(ids).size === ids.length, "ids that are each given once");
  const levels = all("h1, h2, h3").map((heading) => Number(heading.tagName[1]));
  need(levels.every((level, index) => index === 0 || level <= levels[index - 1] + 1), "headings that skip no level");
  return [...new Set(missing)].map((what) => `there is not ${what}`);
}

async function look(browser, file, size, scheme, folder) {
  const found = [];
  const context = await browser.newContext({ viewport: { width: size.width, height: size.height }, colorScheme: scheme });
  const page = await context.newPage();
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) found.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => found.push(`script: ${error.message}`));
  page.on("dialog", (dialog) => { found.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) found.push(`asks the network for ${request.url()}`); });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  const { scroll, room } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, room: document.documentElement.clientWidth }));
  if (scroll > room) found.push(`scrolls sideways: ${scroll} pixels wide, room for ${room}`);
  found.push(...(await page.evaluate(findWide)).map((what) => `too wide: ${what}`));
  found.push(...(await page.evaluate(findPale)).map((what) => `too pale: ${what}`));
  found.push(...(await page.evaluate(findMissing)));
  const name = `${path.basename(file, ".html")}-${size.name}-${scheme}.png`;
  if (folder !== "-") await page.screenshot({ path: path.join(folder, name), fullPage: true });
  await context.close();
  return found.map((what) => `${name}: ${what}`);
}

async function main([folder, ...files]) {
  if (!files.length) throw new Error("give a folder for pictures and the pages to look at");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  const found = [];
  let count = 0;
  try {
    for (const file of files) {
      for (const size of sizes) {
        for (const scheme of schemes) {
          found.push(...(await look(browser, file, size, scheme, folder)));
          count++;
        }
      }
    }
  } finally {
    await browser.close();
  }
  for (const line of found) console.log(line);
  console.log(`${count} looks, ${found.length} complaints`);
  return found.length ? 1 : 0;
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
