// first_visit.js - somebody who has never been here is given a URL, plays ten turns, closes the browser, and finds everything again
"use strict";
const path = require("path");
const { ask, begin, must, play, press, runOf, take, visit } = require("./browsing.js");

const heaviest = 150000; // bytes of all that a first visit loads, as they are

// Everything that is loaded, by address; what comes from elsewhere is complained of.
function weigh(page, base, complaints) {
  const sizes = new Map();
  page.on("response", async (answer) => {
    if (!answer.url().startsWith(base)) complaints.push(`asks elsewhere: ${answer.url()}`);
    const body = await answer.body().catch(() => "");
    sizes.set(answer.url(), body.length);
  });
  return () => [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

play(async ({ browser, folder, serve }) => {
  const store = path.join(folder, "first.db");
  const server = await serve(store);
  const { context, page, complaints } = await visit(browser);
  const weight = weigh(page, server.base, complaints);
  await page.goto(server.url);
  must(!page.url().includes("token"), "the token stays in the address");
  await begin(page, "The Lantern Keeper", { name: "Mara" });
  await page.waitForLoadState("load");
  must(weight() > 10000 && weight() < heaviest, `a first visit loads ${weight()} bytes`);
  const first = page.locator(".turn").first();
  must((await first.innerText()).includes("Fog on the water"), "the story does not open");
  await press(page, "1");
  must((await page.locator(".chosen").last().innerText()).includes("Light it"), "the choice is not told");
  must(await page.evaluate(() => document.activeElement.textContent === "Turn 1"), "the focus is not at the new text");
  await page.keyboard.press("Tab");
  must(await page.evaluate(() => document.activeElement.closest(".choices") !== null), "the next Tab is not a choice");
  for (const label of ["Go back to the quay", "Walk out along", "Turn back", "Try the door"]) await take(page, label);
  await page.getByText("What follows may be hard to read.").waitFor();
  must((await page.locator(".state").innerText()).includes("turn 5"), "a warning counts as a turn");
  await take(page, "Go on");
  for (let turn = 6; turn <= 10; turn++) await press(page, "1");
  const run = runOf(page), last = await page.locator(".turn:not(.earlier) .prose").innerText();
  must(ask(store, "run", "show", run).turns === 10, "ten turns were read, and others are stored");
  await page.keyboard.press("c");
  await page.getByRole("dialog", { name: "Care" }).getByText("Never show me").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.close();

  const again = await context.newPage();
  await again.goto(server.base);
  await again.locator(".go-on.first").click();
  await again.locator(".choices").waitFor();
  must((await again.locator(".turn .prose").innerText()) === last, "another text than the last one stands there");
  must(runOf(again) === run, "another run is gone on with");
  await take(again, await again.locator(".choices button span:last-child").first().innerText());
  must(ask(store, "run", "show", run).turns === 11, "the eleventh turn is not stored");
  must(complaints.length === 0, complaints.join("\n"));
});
