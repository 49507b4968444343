// narrated.js - a model puts moments into words: sentence by sentence on the page, with choices open meanwhile; and a keeper sees how it fares
"use strict";
const fs = require("fs");
const path = require("path");
const { ask, begin, must, play, runOf, shot, take, turns, visit } = require("./browsing.js");
const { look, screens } = require("./looking.js");

const scene = `define.story "s" { title = "The Quiet Room", start = "here", scenes = {
  here = { text = "Here you are. Something stands in the room. Water runs by.", intensity = 0,
    narrate = { brief = "It is quiet.", facts = { setting = "a room with one wall" }, words = { 40, 120 } },
    choices = { { "Wait", id = "wait" }, { "Go out", id = "out", to = "yard" } } },
  yard = { text = "A yard.", intensity = 0, choices = { { "Go in", id = "in", to = "here" } } } } }
define.grammar "here" { origin = { "The grammar tells it." } }
`;

function write(folder) {
  fs.mkdirSync(path.join(folder, "packs/tale"), { recursive: true });
  fs.writeFileSync(path.join(folder, "packs/tale/pack.lua"), 'return { name = "tale", version = "1.0.0" }\n');
  fs.writeFileSync(path.join(folder, "packs/tale/init.lua"), scene);
  return path.join(folder, "packs");
}

const prose = (page) => page.locator(".turn:not(.earlier) .prose p:not(.narrating)").allInnerTexts().then((lines) => lines.join("\n"));
const over = (page) => page.locator(".narrating").waitFor({ state: "detached" });
const grown = (page, least) => page.waitForFunction((length) => [...document.querySelectorAll(".turn:not(.earlier) .prose p:not(.narrating)")].map((p) => p.innerText).join("\n").length > length, least);

async function looksAtWorkshop(page, words) {
  await page.getByRole("link", { name: "Workshop" }).click();
  await page.getByRole("link", { name: "Narration" }).click();
  for (const text of words) await page.getByText(text).first().waitFor();
  must(!(await page.content()).includes("sk-of-this-scene"), "the key is told");
}

play(async ({ browser, folder, serve, think }) => {
  const model = await think("--key", "sk-of-this-scene");
  const start = (store, behaviour, key) => serve(path.join(folder, store), {
    args: ["--narrator", "openai", "--no-default-content", "--content", write(folder)],
    env: { TURNSTONE_NARRATOR_URL: model.url, TURNSTONE_NARRATOR_MODEL: behaviour, TURNSTONE_NARRATOR_KEY: key, TURNSTONE_NARRATOR_WAIT: "20" },
  });
  const store = path.join(folder, "drip.db");
  const server = await start("drip.db", "drip", "sk-of-this-scene");
  const { page, complaints } = await visit(browser);
  await page.goto(server.url);
  await begin(page, "The Quiet Room", { name: "Mara" });
  const run = runOf(page);
  const stored = () => ask(store, "run", "show", run, "--no-default-content", "--content", path.join(folder, "packs")).text;
  const first = (await prose(page)).length;
  await grown(page, first);
  const second = (await prose(page)).length;
  await shot(page, "web-narrating-desk-light");
  must(await page.locator(".choices button").first().isEnabled(), "nothing can be chosen meanwhile");
  await grown(page, second);
  await over(page);
  must((await prose(page)) === stored(), `the page reads "${await prose(page)}", and stored is "${stored()}"`);

  // The page is loaded again while a moment is told: nothing is lost, nothing read twice.
  await take(page, "Wait");
  await grown(page, first);
  await page.reload();
  await page.locator(".choices").waitFor();
  await over(page);
  must((await prose(page)) === stored(), `after it was loaded again the page reads "${await prose(page)}", and stored is "${stored()}"`);

  // A choice cuts it off.
  await take(page, "Wait");
  await grown(page, first);
  const before = await turns(page);
  await take(page, "Go out");
  must((await turns(page)) === before + 1, "a turn is shown twice");
  must((await page.locator(".narrating").count()) === 0 && (await prose(page)) === "A yard.", "the moment before goes on");
  await looksAtWorkshop(page, ["A model; where it fails", "drip", "Tokens got"]);

  const failing = await start("wrong.db", "fine", "sk-wrong"), keeper = await visit(browser);
  await keeper.page.goto(failing.url);
  await begin(keeper.page, "The Quiet Room", { name: "Mara" });
  await over(keeper.page);
  must((await prose(keeper.page)).includes("The grammar tells it."), "nobody tells it");
  await looksAtWorkshop(keeper.page, ["What went wrong", "401"]);
  const found = [];
  for (const screen of screens) {
    await keeper.page.setViewportSize(screen);
    await keeper.page.emulateMedia({ colorScheme: screen.scheme });
    found.push(...await look(keeper.page, `narration-failed-${screen.name}`));
  }
  must(found.length === 0, found.join("\n"));
  must(complaints.concat(keeper.complaints).length === 0, complaints.concat(keeper.complaints).join("\n"));
});
