// looks.js - every page as a phone and a desk have it, light and dark (see looking.js): checked with axe-core, and pictures of it left where they are wanted
"use strict";
const path = require("path");
const { ask, begin, must, play, runOf, take, visit } = require("./browsing.js");
const { look, screens } = require("./looking.js");

// What there is to look at: an address, and what is done there first.
const pages = ({ run, world, ended }) => [
  ["begin", "/"], ["story", "/", (page) => page.locator(".cover").nth(2).click()],
  ["play", `/play/${run}`, (page) => page.locator(".choices").waitFor()],
  ["ended", `/play/${ended}`, (page) => page.locator(".ending .nearly").waitFor()],
  ["care", `/play/${run}`, async (page) => { await page.getByRole("button", { name: "Care" }).click(); await page.locator(".care-settings").waitFor(); }],
  ["history", `/play/${run}`, async (page) => { await page.getByRole("button", { name: "History" }).click(); await page.locator(".past li").first().waitFor(); }],
  ["runs", "/runs"], ["sure", "/runs", async (page) => { await page.getByRole("button", { name: "Retire" }).first().click(); }],
  ["worlds", "/world"], ["world", `/world/${world}`, (page) => page.locator(".drawing").waitFor()],
  ["progress", "/progress", (page) => page.locator(".tree").waitFor()],
  ["packs", "/workshop", (page) => page.locator(".pack summary").first().click()], ["findings", "/workshop/findings"],
  ["stories", "/workshop/stories", (page) => page.locator("figure img").evaluate((img) => img.decode())], ["narration", "/workshop/narration"], ["people", "/workshop/people"],
  ["join", "/join?invitation=none"], ["login", "/login"], ["nowhere", "/runs/x"],
];

// One life that goes on, one that has ended, and a branch of it.
async function live(browser, server, store) {
  const { page, context } = await visit(browser);
  await page.goto(server.url);
  await begin(page, "The Lantern Keeper", { name: "Mara" });
  await take(page, "Light it");
  await take(page, "Say the name");
  const ended = runOf(page);
  const found = await look(page, "ending-desk-light");
  await page.goto(server.base);
  await begin(page, "The Lantern Keeper", { name: "Toma" });
  await take(page, "Sit with the dark");
  await page.keyboard.press("h");
  await page.getByRole("button", { name: /Branch from here.*after turn 1$/ }).click();
  await page.waitForURL((url) => !url.pathname.endsWith(ended) && url.pathname.startsWith("/play/"));
  await page.locator(".choices").waitFor();
  const cookies = await context.cookies();
  await context.close();
  const going = ask(store, "runs").find(({ state, turns }) => state !== "completed" && turns > 0);
  return { cookies, found, ended, run: going.run_id, world: going.universe_id.split("~")[0] };
}

play(async ({ browser, folder, serve }) => {
  const store = path.join(folder, "looks.db");
  const server = await serve(store);
  const lives = await live(browser, server, store), { found } = lives;
  let count = 0;
  for (const screen of screens) {
    const { context, page, complaints } = await visit(browser, screen);
    await context.addCookies(lives.cookies);
    for (const [name, address, prepare] of pages(lives)) {
      await page.goto(server.base + address);
      if (prepare) await prepare(page);
      found.push(...await look(page, `${name}-${screen.name}`));
      count++;
    }
    found.push(...complaints);
    await context.close();
  }
  must(count === 19 * screens.length, `${count} looks`);
  must(found.length === 0, found.join("\n"));
});
