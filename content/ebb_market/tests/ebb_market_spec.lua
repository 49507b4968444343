-- ebb_market_spec.lua - how a night in the riverbed can end, and what the next one knows of it

local function ends(run) return run.ending:match("[^/]+$") end

local function says(run, words) return run.text:find(words, 1, true) ~= nil end

-- To the foot of the steps, knowing the name, with hardly a word said.
local quiet = { "middle", "pick_up", "cut", "touch_sleeve", "take_ball", "to_behind", "behind_gravel", "to_list", "interrupt",
  "name_said", "to_bell", "wheel_cart" }

local function night(...)
  local run = play { story = "ebb_market:river", player = "anna" }
  for _, list in ipairs { ... } do
    for _, id in ipairs(list) do run:take(id) end
  end
  return run
end

describe("the river", function()
  it("is called from the seventh step, with a string to hold", function()
    local run = night(quiet, { "go_up", "tug" })
    assert.equal("called", ends(run))
  end)

  it("is called though the words had gone", function()
    local run = night(quiet, { "go_up", "begin" })
    assert.is_true(says(run, "It has gone"))
    assert.equal("called", ends(run:take "look_up"))
  end)

  it("is called by all who were spoken with", function()
    local run = night({ "wave", "ask_like", "pick_up", "how_long", "call_after", "take_ball", "to_behind", "behind_gravel",
      "to_list", "interrupt", "still_hears", "name_said", "to_bell", "ask_stand", "ask_them", "nod_hanneke" })
    assert.equal("together", ends(run))
    assert.is_true(sim.open():universe(run.universe):get("ebb_market:hanneke_sang_out"))
  end)

  it("is not called by strangers", function()
    local run = night(quiet)
    assert.is_true(run:choice("ask_them").locked)
  end)

  it("is told in a low voice where nobody hears it", function()
    assert.equal("low", ends(night(quiet, { "go_lip", "tell_low" })))
  end)

  it("comes in by itself when one goes home", function()
    assert.equal("unasked", ends(night { "ladder", "push_back", "cut", "leave_coin", "go_without", "to_half", "go_home" }))
  end)
end)

describe("those who come after", function()
  it("read on the quay how the river came in", function()
    assert.is_false(says(night {}, "Came in like a lamb"))
    night(quiet, { "go_up", "tug" })
    assert.is_true(says(play("ebb_market:river"), "Came in like a lamb"))
  end)

  it("hear under the arch what was last said there", function()
    local to_arch = { "middle", "pick_up", "cut", "touch_sleeve", "take_ball", "to_arch" }
    assert.is_false(says(night(to_arch), "Good evening"))
    night(to_arch, { "leave_evening" })
    assert.is_true(says(night(to_arch), [["Good evening," it says, going round]]))
  end)

  it("get better soup once somebody has said so", function()
    night { "middle", "pick_up", "cut", "touch_sleeve", "take_ball", "to_soup", "let_first", "wants_salt" }
    assert.is_true(says(night { "middle", "pick_up", "cut", "touch_sleeve", "take_ball", "to_soup" }, "It's better than it was"))
  end)
end)

describe("whoever has been here", function()
  it("is known at the market the next time", function()
    assert.is_false(says(night { "wave" }, "across forty stalls"))
    night(quiet, { "go_up", "tug" })
    assert.is_true(says(night { "wave" }, "across forty stalls"))
  end)

  it("is known, too, if they went home over the bridge", function()
    night { "ladder", "push_back", "cut", "leave_coin", "go_without", "to_half", "go_home" }
    local run = night {}
    assert.is_true(says(run, "blank on both sides"))
    assert.is_false(says(run, "cushion"))
    assert.is_true(says(run:take "wave", "across forty stalls"))
  end)

  it("has a Bench with a cushion after calling it", function()
    assert.is_false(says(night {}, "cushion"))
    night(quiet, { "go_up", "tug" })
    assert.is_true(says(night {}, "cushion"))
  end)
end)

describe("the Bench", function()
  it("stops marking when it is fed, and can be given something else to count", function()
    local run = night { "middle", "pick_up", "cut", "touch_sleeve", "take_ball", "to_soup", "let_first", "nod_bowl", "share_bowl" }
    assert.equal("fed", run.vars.bench)
    assert.equal("working", run:take("ask_count").vars.bench)
    assert.equal(2, #run.metaconcepts)
  end)
end)
