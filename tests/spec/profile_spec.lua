-- profile_spec.lua - sim --profile and --report: what a simulation tells beside its answer
local support = require "support"

local mill = {
  ["init.lua"] = [[
define.story "mill" {
  title = "The <b>Mill</b>", start = "wheel", endless = true, vars = { n = 0 },
  scenes = { wheel = { text = "It turns. {n}", choices = {
    { "Grind", id = "grind", effect = function(run)
        local sum = 0
        for i = 1, 2000 do sum = sum + i % 7 end
        run.vars.n = sum
      end },
    { "Wait", id = "wait", effect = function(run) run.vars.n = 0 end },
  } } },
}
]],
}

describe("a simulation", function()
  local content
  setup(function() content = support.pack("mill", mill) end)
  teardown(support.remove_scratch)

  local function sim(...)
    return support.run { "sim", "play", "--story", "mill:mill", "--runs", "4", "--turns", "50", "--json", "--content", content, "--no-default-content", ... }
  end

  it("says which functions took its steps, the costliest first, with file and line", function()
    local done = sim("--profile")
    assert.equal(0, done.code)
    local first = done.err:match("what\n([^\n]+)")
    assert.truthy(first:find("effect of mill:mill/wheel/grind (mill/init.lua:4)", 1, true), done.err)
    local share = tonumber(first:match("^%s*([%d.]+) %%"))
    assert.truthy(share > 90, first)
    local a_call = tonumber(first:match("^%s*[%d.]+ %%%s+%d+%s+([%d.]+)"))
    assert.truthy(a_call > 6000 and a_call < 20000, first) -- 2000 turns of a loop of a few instructions
  end)

  it("counts every call, whoever played it", function()
    local function calls(jobs)
      return tonumber(sim("--profile", "--jobs", jobs).err:match("conditions, (%d+) calls"))
    end
    assert.equal(calls(1), calls(2))
    assert.truthy(calls(1) >= 200)
  end)

  it("writes them as folded stacks", function()
    local path = support.path("stacks.txt")
    assert.equal(0, sim("--folded", path).code)
    local line = support.read(path):match("[^\n]+")
    assert.truthy(line:find("^mill;mill:mill/wheel;effect of mill:mill/wheel/grind mill/init.lua:4 %d+$"), line)
  end)

  it("gives the same answer, measured or not", function() assert.equal(sim().out, sim("--profile").out) end)

  it("leaves a page for a browser, in which nothing of the content is markup", function()
    local path = support.path("report.html")
    assert.equal(0, sim("--report", path).code)
    local page = support.read(path)
    assert.truthy(page:find("^<!DOCTYPE html>") or page:find("^<!doctype html>"))
    assert.truthy(page:find("mill:mill", 1, true))
    assert.falsy(page:find("<b>Mill</b>", 1, true))
  end)

  it("is not begun when its page cannot be written", function()
    local done = sim("--report", support.path("no/such/folder.html"))
    assert.equal(73, done.code)
    assert.equal("", done.out)
  end)
end)
