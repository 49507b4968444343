// looking.js - one page looked at: axe-core's rules, its outline, nothing that scrolls sideways; and a picture of it where one is wanted
"use strict";
const fs = require("fs");
const { shot } = require("./browsing.js");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const phone = { size: "phone", width: 360, height: 740 }, desk = { size: "desk", width: 1280, height: 800 };
const dark = { scheme: "dark" }, light = { scheme: "light" };
// Each size and each scheme once; with `./dev test --long` each size with each scheme.
const screens = [[phone, dark], [desk, light], ...(process.env.TURNSTONE_LONG === "1" ? [[phone, light], [desk, dark]] : [])]
  .map(([size, scheme]) => ({ ...size, ...scheme, name: `${size.size}-${scheme.scheme}` }));

const problemsOf = ({ violations }) => violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`);

async function look(page, name) {
  await page.locator("h1").waitFor();
  await page.waitForFunction(() => !document.querySelector(".waiting"));
  const found = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [...(scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} pixels wide, room for ${clientWidth}`] : []),
      ...(document.querySelectorAll("h1").length === 1 ? [] : ["has not one h1"]), ...(document.title ? [] : ["has no title"]),
      ...[...document.querySelectorAll(".trouble")].map((element) => `says: ${element.textContent}`)];
  });
  await page.evaluate(axe);
  found.push(...problemsOf(await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), rules)));
  await shot(page, `web-${name}`);
  return found.map((what) => `${name}: ${what}`);
}

module.exports = { look, screens };
