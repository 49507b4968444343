-- high_house_spec.lua - how a Friday can end at the High House, and what the next guest finds

local function ends(run) return run.ending:match("[^/]+$") end

local function says(run, words) return run.text:find(words, 1, true) ~= nil end

local function stay(...)
  local run = play { story = "high_house:hurry", player = "anna" }
  for _, list in ipairs { ... } do
    for _, id in ipairs(list) do run:take(id) end
  end
  return run
end

-- Parts of a stay, one after the other.
local with_box = { "send_box", "send_hatstand", "ring_basket", "run_past" }
local with_hens = { "send_hens", "send_fiddle", "send_cheese", "ring_basket", "run_past" }
local to_thursday = { "gate_supper", "eat_all", "go_hammer", "hold_lamp", "have_soup" }
local thursday = { "to_kitchen", "smell_them", "pot_by_pot", "to_yard", "ask_icicles", "to_dusk" }
local night = { "take_rope", "pull_this", "give_rope", "drink_cup", "lie_down" }
local noon = { "stay_noon", "open_south", "stand_groove" }

describe("a stay at the High House", function()
  it("ends with less on the frame", function()
    local run = stay(with_box, to_thursday, thursday, night, noon, { "go_light" })
    assert.equal("light", ends(run))
    assert.is_true(says(run, "The hatstand has been asked to stay"))
  end)

  it("ends with all of it, carried a hundred steps at a time", function()
    assert.equal("round", ends(stay(with_hens, to_thursday, thursday, night, noon, { "go_round" })))
  end)

  it("ends when the thaw comes", function()
    assert.equal("winter", ends(stay(with_box, to_thursday, thursday, night, { "stay_noon", "put_shoulder", "hold_drop", "ask_stay" })))
  end)

  it("ends in front of closed shutters, in time", function()
    assert.equal("ice", ends(stay(with_box, to_thursday, thursday, night, { "go_ice", "go_on_ice" })))
  end)

  it("lets one turn round on the ice", function()
    assert.equal("high_house:hurry/noon", stay(with_box, to_thursday, thursday, night, { "go_ice", "turn_round" }).scene)
  end)
end)

describe("the basket", function()
  it("takes three things", function()
    local run = stay { "send_box", "send_hens", "send_fiddle" }
    assert.is_nil(run:choice("send_cheese"))
    assert.equal(0, run.vars.room)
  end)

  it("keeps the box from the ice when the box was left below", function()
    assert.is_true(stay(with_hens, to_thursday, thursday, night):choice("go_ice").locked)
  end)

  it("takes one thing more when somebody has been here before", function()
    stay(with_box, to_thursday, thursday, night, noon, { "go_light" })
    local run = stay {}
    assert.equal(4, run.vars.room)
    assert.is_true(says(run, "second rope"))
  end)

  it("has a second rope for those who went over the ice, too", function()
    stay(with_box, to_thursday, thursday, night, { "go_ice", "go_on_ice" })
    assert.equal(4, stay({}).vars.room)
  end)

  it("has one rope for whoever is new", function()
    stay(with_box, to_thursday, thursday, night, noon, { "go_light" })
    assert.equal(3, play({ story = "high_house:hurry", player = "bela" }).vars.room)
  end)
end)

describe("those who come after", function()
  it("find the passage swept and a hatstand in it", function()
    assert.is_false(says(stay(with_hens), "hatstand that no one"))
    stay(with_box, to_thursday, thursday, night, noon, { "go_light" })
    local run = stay(with_hens)
    assert.is_true(says(run, "hatstand that no one"))
    assert.is_true(says(run, "cleanest passage"))
  end)

  it("get a supper that somebody has smelled", function()
    stay(with_box, to_thursday, thursday)
    assert.is_true(says(stay(with_hens, { "gate_supper" }), "Thyme"))
  end)

  it("read what was last written into the book", function()
    stay(with_box, to_thursday, { "to_book", "write_lost" })
    assert.is_true(says(stay(with_hens, to_thursday, { "to_book" }), "A lost day. Found by the goat"))
  end)
end)

describe("the letter", function()
  it("is read aloud, and the ringer opens the others", function()
    local run = stay(with_box, to_thursday, { "to_loft", "give_stay", "pears" })
    assert.equal("read", run.vars.letter)
    assert.is_true(sim.open():universe(run.universe):get("high_house:matti_reads"))
  end)

  it("may lie on the beam", function()
    local run = stay(with_box, to_thursday, { "to_loft", "lay_beam" })
    assert.equal("high_house:hurry/loft_quiet", run.scene)
    assert.equal("given", run.vars.letter)
  end)
end)
