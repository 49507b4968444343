// together.js - a shared evening: a friend is invited, and two browsers in a live world see each other's deeds
"use strict";
const path = require("path");
const { begin, must, play, take, visit } = require("./browsing.js");

async function invite(page) {
  await page.goto(new URL("/workshop/people", page.url()).href);
  await page.getByLabel("For whom").fill("Bo");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  return page.getByLabel("Give this link").inputValue();
}

async function join(page, link) {
  await page.goto(link);
  await page.getByLabel("Name", { exact: true }).fill("Bo");
  await page.getByLabel("Password").fill("four grey stones");
  await page.getByRole("button", { name: "Join" }).click();
  await page.locator(".cover").first().waitFor();
}

play(async ({ browser, folder, serve }) => {
  const server = await serve(path.join(folder, "together.db"));
  const ann = await visit(browser), bo = await visit(browser);
  await ann.page.goto(server.url);
  const link = await invite(ann.page);
  await join(bo.page, link.replace(/^https?:\/\/[^/]+/, server.base));
  must((await bo.page.getByRole("link", { name: "Workshop" }).count()) === 0, "a player is shown the workshop");

  await ann.page.goto(server.base);
  await begin(ann.page, "The Lantern Keeper", { name: "Ann", world: "evening", live: true });
  await begin(bo.page, "The Lantern Keeper", { name: "Bo", world: "evening", live: true });
  await take(ann.page, "Light it");
  await bo.page.getByText("Ann lights the harbour lantern").waitFor();
  must((await bo.page.locator(".others[aria-live=polite]").innerText()).includes("Ann lights"), "what others do is not said aside");
  await take(bo.page, "Light it").catch(() => take(bo.page, "Sit with the dark"));
  must((await bo.page.getByText("Ann lights the harbour lantern").count()) === 1, "a deed is told twice");

  await bo.page.goto(new URL("/workshop", server.base).href);
  await bo.page.getByRole("heading", { name: "For those who tend these worlds" }).waitFor();
  const complaints = [...ann.complaints, ...bo.complaints];
  must(complaints.length === 0, complaints.join("\n"));
});
