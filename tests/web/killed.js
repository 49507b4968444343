// killed.js - the server is killed in the middle of a turn and started again on the same port: the page goes on, and no turn is taken twice or lost
"use strict";
const path = require("path");
const { ask, begin, must, play, runOf, take, turns, until, visit } = require("./browsing.js");

const tries = (page) => page.locator(".state.again").waitFor();

play(async ({ browser, folder, serve }) => {
  const store = path.join(folder, "killed.db");
  let server = await serve(store);
  const { page, complaints } = await visit(browser);
  const again = async () => { await tries(page); server = await serve(store, { port: server.port }); };
  await page.goto(server.url);
  await begin(page, "The Lantern Keeper", { name: "Mara" });
  const run = runOf(page);
  await take(page, "Light it");

  // It has not heard of the turn yet.
  let before = await turns(page);
  server.signal("SIGSTOP");
  await page.locator(".choices button", { hasText: "Sit down beside her" }).click();
  must((await turns(page)) === before, "a turn is shown that nobody has stored");
  await server.end("SIGKILL");
  await again();
  await until(page, before);
  must(ask(store, "run", "show", run).turns === 2, "the turn was not taken once");

  // It has stored the turn, and its answer is lost.
  before = await turns(page);
  let isLost = false;
  await page.route("**/turns", async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    await server.end("SIGKILL");
    return route.abort();
  });
  await page.locator(".choices button").first().click();
  await again();
  await until(page, before);
  must((await turns(page)) === before + 1, "a turn is shown twice");
  must(ask(store, "run", "show", run).turns === 3, "the turn was not taken once");
  must((await page.locator(".state").innerText()).includes("turn 3"), "another turn is said to be saved");

  await take(page, await page.locator(".choices button span:last-child").first().innerText());
  must(ask(store, "run", "show", run).turns === 4, "play does not go on");
  must(complaints.length === 0, complaints.join("\n"));
});
