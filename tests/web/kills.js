// kills.js - players on a server whose processes are killed: no turn that was acknowledged is lost, none is taken twice
//
// node kills.js FOLDER TURNS PLAYERS [master]; TURNSTONE is the program, TURNSTONE_STORE a store instead of a new one in FOLDER. With `master` the server itself is killed and started again on its port, otherwise whichever of its
// processes comes to hand. Prints {"kills","players","turns"}; complains and ends with 1 when a run is not as its player was told.
const { spawn, execFileSync } = require("child_process");
const { readFileSync, readdirSync } = require("fs");
const http = require("http");
const path = require("path");

const program = process.env.TURNSTONE || "build/turnstone";
const [folder, turnsText, playersText, target] = process.argv.slice(2);
const turns = Number(turnsText), players = Number(playersText);
const store = process.env.TURNSTONE_STORE || path.join(folder, "kills.db");
const served = { server: null, port: 0, cookie: "", csrf: "" };
const between = target === "master" ? 25 : 10; // turns acknowledged from one kill to the next
let isOver = false, kills = 0, acknowledged = 0;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

const run = (...words) => execFileSync(program, [...words, "--store", store], { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });

function begin() {
  const words = ["serve", "--port", String(served.port), "--store", store, "--content", "tests/bench/content", "--quiet"];
  served.server = spawn(program, words, { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((done, fail) => {
    served.server.stdout.once("data", (url) => done(new URL(String(url).trim())));
    served.server.once("exit", (code) => fail(new Error("the server ended with " + code)));
  });
}

function end(signal) {
  const server = served.server;
  server.removeAllListeners("exit");
  const ended = new Promise((done) => server.once("exit", done));
  server.kill(signal);
  return ended;
}

function ask(method, where, body, key) {
  const headers = { cookie: served.cookie, "x-csrf-token": served.csrf };
  if (body) headers["content-type"] = "application/json";
  if (key) headers["idempotency-key"] = key;
  return new Promise((done, fail) => {
    const asked = http.request({ host: "127.0.0.1", port: served.port, method, path: where, headers, timeout: 30000 }, (answer) => {
      let text = "";
      answer.on("data", (piece) => { text += piece; });
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
      answer.on("error", fail);
    });
    asked.on("error", fail);
    asked.on("timeout", () => asked.destroy(new Error("no answer")));
    asked.end(body ? JSON.stringify(body) : undefined);
  });
}

// The same key until somebody answers; what is not there or has too much to do is asked again.
async function insist(where, body, key) {
  for (;;) {
    try {
      const answer = await ask("POST", "/api/v1" + where, body, key);
      if (answer.status < 300) return JSON.parse(answer.text);
      if (![429, 503].includes(answer.status)) throw new Error(where + " " + key + ": " + answer.status + " " + answer.text);
    } catch (failure) {
      if (!failure.code && failure.message !== "no answer" && failure.message !== "aborted") throw failure;
    }
    await wait(50);
  }
}

async function play(number) {
  let screen = await insist("/runs", { story: "bench:standard", character: "Player " + number, universe: "u" + (number % 2) }, "begin-" + number);
  const told = [];
  for (let turn = 0; turn < turns; turn++) {
    const open = screen.choices.filter((choice) => !choice.locked);
    screen = await insist("/runs/" + screen.run + "/turns", { choice: open[turn % open.length].id, turn }, "turn-" + number + "-" + turn);
    if (screen.turn !== turn + 1) throw new Error(screen.run + " stands at " + screen.turn + " after " + (turn + 1) + " turns");
    told.push(screen.choice);
    acknowledged++;
  }
  return { run: screen.run, told };
}

// The processes that the server forked, and those that these forked.
function children(process) {
  const pairs = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((name) => {
    try {
      return [Number(name), Number(readFileSync("/proc/" + name + "/stat", "utf8").replace(/^.*\) \S /, "").split(" ")[0])];
    } catch (gone) {
      return [0, 0];
    }
  });
  const found = [process];
  for (const parent of found) found.push(...pairs.filter((pair) => pair[1] === parent).map((pair) => pair[0]));
  return found.slice(1);
}

async function kill() {
  for (let round = 0; ; round++) {
    while (!isOver && acknowledged < (round + 1) * between) await wait(5);
    if (isOver) return;
    kills++;
    if (target === "master") {
      await end("SIGKILL");
      await begin();
    } else {
      const forked = children(served.server.pid);
      try {
        process.kill(forked[round % forked.length], "SIGKILL");
      } catch (gone) {
        kills--;
      }
    }
  }
}

// What a run has in the store is what its player was told, choice by choice.
function compare(id, told, stored) {
  const taken = stored.runs.find((one) => one.run_id === id).turn_list.filter((act) => act.kind === "turn");
  const same = taken.length === turns && taken.every((act, at) => act.choice.endsWith("/" + told[at]));
  if (!same) throw new Error(id + " was told " + told.join(" ") + ", and has " + taken.map((act) => act.choice).join(" "));
}

async function main() {
  const url = await begin();
  served.port = Number(url.port);
  served.cookie = (await ask("GET", url.pathname + url.search)).headers["set-cookie"][0].split(";")[0];
  served.csrf = JSON.parse((await ask("GET", "/api/v1/me")).text).csrf;
  const killing = kill();
  const lives = await Promise.all(Array.from({ length: players }, (_, number) => play(number)));
  isOver = true;
  await killing;
  await end("SIGTERM");
  const stored = JSON.parse(run("player", "export", "player"));
  lives.forEach(({ run, told }) => compare(run, told, stored));
  run("store", "check");
  console.log(JSON.stringify({ kills, players, turns: turns * players }));
}

main().catch((failure) => {
  console.error(failure.message);
  if (served.server) served.server.kill("SIGKILL");
  process.exit(1);
});
