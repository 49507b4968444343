// workshop.js - a keeper looks after packs: findings, a setting, a simulation with its progress, coverage and report
"use strict";
const path = require("path");
const { must, play, visit } = require("./browsing.js");

play(async ({ browser, folder, serve }) => {
  const server = await serve(path.join(folder, "workshop.db"));
  const { page, complaints } = await visit(browser);
  await page.goto(server.url);

  await page.getByRole("link", { name: "Workshop" }).click();
  const ferry = page.locator(".pack", { hasText: "The Late Ferry" });
  await ferry.locator("summary").click();
  must((await ferry.getByLabel("patience").inputValue()) === "2", "a setting's value is not shown");
  await ferry.getByLabel("patience").fill("99");
  await ferry.getByLabel("patience").blur();
  await ferry.getByRole("alert").waitFor();
  await ferry.getByLabel("patience").fill("3");
  await ferry.getByLabel("patience").blur();
  await ferry.getByRole("alert").waitFor({ state: "detached" });

  await page.getByRole("link", { name: "Findings" }).click();
  await page.getByText("no problems.").waitFor();

  await page.getByRole("link", { name: "Stories" }).last().click();
  await page.getByLabel("Story", { exact: true }).selectOption("harbour:lantern");
  await page.getByText("Simulate the story, and what the runs met stands here.").waitFor();
  const graph = page.locator("figure img");
  await graph.evaluate((img) => img.decode());
  const bare = await graph.getAttribute("src");
  await page.getByLabel("Runs", { exact: true }).fill("50");
  await page.getByRole("button", { name: "Simulate" }).click();
  await page.getByText("Nothing failed.").waitFor();
  must(/of 14 scenes/.test(await page.locator("section", { has: page.getByRole("heading", { name: "Coverage" }) }).innerText()), "coverage is not told");
  must((await graph.getAttribute("src")) !== bare, "the graph is not coloured by what was met");
  await graph.evaluate((img) => img.decode());
  await page.getByText("The whole report").click();
  await page.frameLocator("iframe[title='Report of the simulation']").getByRole("heading", { level: 1 }).waitFor();
  must(complaints.length === 0, complaints.join("\n"));
});
