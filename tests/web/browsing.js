// browsing.js - a server of one's own and browsers that visit it, for the scenes beside this file
// Modules are found through NODE_PATH; TURNSTONE is the program, CHROMIUM the browser, TURNSTONE_SHOTS a folder for pictures, if any are wanted.
"use strict";
const { execFileSync, spawn } = require("child_process");
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const { chromium } = require("playwright-core");

const program = process.env.TURNSTONE || "build/turnstone";
const patience = 20000; // milliseconds that something may take on a busy machine

// Started in a group of its own, so that all of it can be killed at once. port 0: one that is free.
async function serve(store, { port = 0, args = [], env = {} } = {}) {
  const child = spawn(program, ["serve", "--port", String(port), "--store", store, "--as", "Ann", ...args],
    { detached: true, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, XDG_DATA_HOME: path.dirname(store), ...env } }); // where settings of packs are kept
  const talk = [];
  child.stderr.on("data", (words) => talk.push(words));
  const ended = new Promise((done) => child.on("exit", done));
  const url = await new Promise((done, fail) => {
    readline.createInterface({ input: child.stdout }).once("line", done);
    child.on("exit", () => fail(new Error(`the server ended: ${talk.join("")}`)));
  });
  const signal = (name) => { try { process.kill(-child.pid, name); } catch { /* it has ended */ } };
  return { url, base: new URL(url).origin, port: Number(new URL(url).port), pid: child.pid, talk, signal, ended,
    end: async (name = "SIGTERM") => { signal(name); await ended; } };
}

// A server of tests/narrator/model.c.
async function think(...words) {
  const child = spawn(process.env.TURNSTONE_MODEL || "build/tests/model", words, { stdio: ["pipe", "pipe", "inherit"] });
  const port = await new Promise((done) => readline.createInterface({ input: child.stdout }).once("line", done));
  return { url: `http://127.0.0.1:${port}/v1`, end: () => child.stdin.end() };
}

// What the command line says of a store, as JSON.
function ask(store, ...words) {
  return JSON.parse(execFileSync(program, [...words, "--json", "--store", store], { encoding: "utf8" }));
}

// A visitor: a browser context and its page. What a page must not do is kept in `complaints`.
async function visit(browser, { width = 1280, height = 800, scheme = "light" } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const complaints = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type()) && !/Failed to load resource|ERR_/.test(message.text())) complaints.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  return { context, page, complaints };
}

const turns = (page) => page.locator(".turn").count();

// Two clicks and a name: the whole way into a story.
async function begin(page, title, { name, world, live } = {}) {
  await page.locator(".cover", { hasText: title }).click();
  if (name) await page.getByLabel("Who you are in it").fill(name);
  if (world) {
    await page.getByText("Play in a shared world").click();
    await page.getByLabel("Name of the world").fill(world);
    if (live) await page.getByLabel("All in the present").check();
  }
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await page.locator(".choices").waitFor();
}

const runOf = (page) => decodeURIComponent(new URL(page.url()).pathname.split("/").pop());

// Waits until one more turn is read, and saved.
async function until(page, before) {
  await page.waitForFunction((count) => document.querySelectorAll(".turn").length > count && document.querySelector(".state.open, .state.over"), before, { timeout: patience });
}

async function take(page, label) {
  const before = await turns(page);
  await page.locator(".choices button", { hasText: label }).click();
  await until(page, before);
}

async function press(page, key) {
  const before = await turns(page);
  await page.keyboard.press(key);
  await until(page, before);
}

function must(is, what) { if (!is) throw new Error(what); }

async function shot(page, name) {
  if (!process.env.TURNSTONE_SHOTS) return;
  fs.mkdirSync(process.env.TURNSTONE_SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(process.env.TURNSTONE_SHOTS, `${name}.png`), fullPage: true });
}

// Runs a scene with a browser and a folder for its stores; the last line printed is "well done" when all of it held.
async function play(scene) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  const servers = [], models = [];
  const start = async (...how) => { const server = await serve(...how); servers.push(server); return server; };
  const startModel = async (...words) => { const model = await think(...words); models.push(model); return model; };
  try {
    await scene({ browser, folder: process.argv[2], serve: start, think: startModel });
    console.log("well done");
  } catch (error) {
    console.log(error.stack);
    for (const context of browser.contexts()) for (const page of context.pages()) console.log(`${page.url()}\n${await page.locator("body").innerText({ timeout: 1000 }).catch(() => "")}`);
    for (const server of servers) console.log(server.talk.join(""));
    process.exitCode = 1;
  } finally {
    await browser.close();
    for (const server of servers) await server.end("SIGKILL");
    for (const model of models) model.end();
  }
}

module.exports = { ask, begin, must, patience, play, press, runOf, shot, take, turns, until, visit };
