// reloaded.js - a pack is written anew while it is played: the page says so, and the next turn has the new words
"use strict";
const fs = require("fs");
const path = require("path");
const { begin, must, play, take, visit } = require("./browsing.js");

const story = (words, more) => `define.story "yard" { title = "The Yard", start = "gate", scenes = {
  gate = { text = "A gate.", choices = { { "Knock", id = "knock", to = "gate", reply = "${words}" }, { "<b>Go</b>", id = "go", to = "gate" }${more} } } } }`;

function write(pack, words, more = "") {
  fs.mkdirSync(pack, { recursive: true });
  fs.writeFileSync(path.join(pack, "pack.lua"), 'return { name = "yard", version = "1.0.0" }');
  fs.writeFileSync(path.join(pack, "init.lua"), story(words, more));
}

play(async ({ browser, folder, serve }) => {
  const content = path.join(folder, "content"), pack = path.join(content, "yard");
  write(pack, "Nobody *comes*.");
  const server = await serve(path.join(folder, "reloaded.db"), { args: ["--no-default-content", "--content", content] });
  const { page, complaints } = await visit(browser);
  await page.goto(server.url);
  await begin(page, "The Yard", { name: "Mara" });
  await take(page, "Knock");
  must((await page.locator(".turn:not(.earlier) em").innerText()) === "comes", "stress is not shown as such");
  must((await page.locator(".choices button", { hasText: "<b>Go</b>" }).count()) === 1, "a label is read as markup");
  write(pack, "Somebody comes.", ', { "Climb over", id = "climb", to = "gate" }');
  process.kill(server.pid, "SIGHUP");
  await page.getByText("The story was changed by those who write it").waitFor();
  await take(page, "Knock");
  must((await page.locator(".turn:not(.earlier) .prose").innerText()).includes("Somebody comes."), "the old words are told");
  await take(page, "Climb over");
  must(complaints.length === 0, complaints.join("\n"));
});
