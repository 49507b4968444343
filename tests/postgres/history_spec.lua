-- history_spec.lua - the judges of histories and of ledgers: what is right passes, and each thing that can be wrong is told
local crowd = require "crowd"
local history = require "history"

local function words(text)
  local list = {}
  for word in text:gmatch("%S+") do list[#list + 1] = word end
  return list
end
local function look(who, text, least) return { who = who, list = "l", ids = words(text), least = least } end

local function expect_wrong(part, seen, final)
  local wrong = history.check(seen, { l = words(final) })
  assert.equal(1, #wrong, table.concat(wrong, "; "))
  assert(wrong[1]:find(part, 1, true), wrong[1])
end

describe("the judge of histories", function()
  local fine = { look("a", "a.1"), look("b", "a.1 b.1"), look("a", "a.1 b.1 a.2", 2), look("b", "a.1 b.1 a.2 b.2", 3) }

  it("passes what fits one order", function()
    assert.same({}, history.check(fine, { l = words "a.1 b.1 a.2 b.2" }))
    assert.same({ l = words "a.1 b.1 a.2 b.2" }, history.longest(fine))
    assert.same({}, history.check_all(history.longest(fine), { a = 2, b = 2 }))
  end)

  it("tells of two that saw different orders", function()
    expect_wrong("saw b.1 at 1 of l", { look("a", "a.1"), look("b", "b.1") }, "a.1 b.1")
    expect_wrong("saw b.1 at 2 of l", { look("a", "a.1 c.1 b.1 a.2"), look("b", "a.1 b.1") }, "a.1 c.1 b.1 a.2")
  end)

  it("tells of an act that was told and is gone", function()
    expect_wrong("where nothing stands", { look("a", "a.1"), look("b", "a.1 b.1") }, "a.1")
    assert.same({ "b.1 stands in the lists 0 times" }, history.check_all({ l = words "a.1" }, { a = 1, b = 1 }))
  end)

  it("tells of an act that was done twice", function()
    expect_wrong("a.1 stands there twice", {}, "b.1 a.1 c.1 a.1")
    assert.same({ "a.1 stands in the lists 2 times" }, history.check_all({ l = words "a.1", m = words "a.1" }, { a = 1 }))
  end)

  it("tells of one player's acts in a wrong order, of one unseen by its doer, and of one nobody took", function()
    expect_wrong("a.1 comes after a.2", {}, "a.2 a.1")
    expect_wrong("did not see its own act", { look("b", "a.1") }, "a.1 b.1")
    assert.same({ "c.1 was never taken" }, history.check_all({ l = words "a.1 c.1" }, { a = 1 }))
  end)

  it("tells of a process that does not see what was told before it began", function()
    expect_wrong("of which 2 had been told before", { look("c", "a.1 c.1", 2) }, "a.1 c.1 b.1")
  end)
end)

describe("the ledger of a crowd", function()
  local function judge(...)
    local ledger = crowd.ledger()
    for _, line in ipairs { ... } do ledger:take(line) end
    return { ledger.told, ledger.lost, ledger.doubled, #ledger.strange }
  end

  it("passes turns that are stored as they were told, and one more", function()
    assert.same({ 2, 0, 0, 0 }, judge("a stored 0", "a begin", "a play 1", "a told 1 l a.1", "a told 2 l a.1 a.2", "a ended 137", "a stored 3"))
  end)

  it("tells of a turn that was told and is not stored, and of one that was never told and is passed by", function()
    assert.same({ 2, 1, 0, 0 }, judge("a stored 0", "a told 1 l a.1", "a told 2 l a.1 a.2", "a stored 1"))
    assert.same({ 2, 1, 0, 0 }, judge("a stored 0", "a told 1 l a.1", "a told 3 l a.1 a.2 a.3"))
  end)

  it("tells of a turn that was told again, and of more stored than could have been taken", function()
    assert.same({ 2, 0, 1, 0 }, judge("a stored 0", "a told 1 l a.1", "a stored 1", "a told 1 l a.1"))
    assert.same({ 1, 0, 1, 0 }, judge("a stored 0", "a told 1 l a.1", "a ended 0", "a stored 3"))
  end)

  it("tells of a process that ended as none should", function()
    assert.same({ 0, 0, 0, 1 }, judge("a begin", "a ended 70", "a gave-up 70 broken"))
  end)

  it("holds a process to what others were told before it began", function()
    local ledger = crowd.ledger()
    for _, line in ipairs { "a begin", "a told 1 l a.1", "b begin", "b told 1 l b.1" } do ledger:take(line) end
    assert.equal(2, #history.check(ledger.seen, { l = { "a.1", "b.1" } }))
  end)
end)
