-- that_is_all_spec.lua - what four days at the stair must come to

local function taken(...) return walk("that_is_all:stair", ...) end

local MONDAY = "step_on unpack ask_where take_bare comes_away what_pot until_dry"
local RIVER = "go_river look_stone lift_long carry_flat say_tuma"
local CLIMB = "go_up take_nine untie take_top biscuit"
local TIN = "go_tin that_winter write_why"
local NIGHT = "wash with_dean teach_tuma take_plate other_end tie_thumbs"

local function ending(run) return run.ending:match "[^/]+$" end

describe("four days at the stair", function()
  it("end with a step laid", function()
    local run = taken(MONDAY, RIVER, CLIMB, NIGHT, "ask_his which_wall cut_it line_drew")
    assert.equal("laid", ending(run))
    assert.equal("completed", run.state)
    assert.is_truthy(run.text:find("You wait. It answers.", 1, true))
    assert.equal("I drew what was there.", sim.open():universe(run.universe):get "that_is_all:newest_step")
  end)

  it("end with a bare step, which carries too", function()
    assert.equal("bare", ending(taken(MONDAY, RIVER, TIN, NIGHT, "roll_up lay_bare")))
  end)

  it("end in print, for who can read how a line ends", function()
    local run = taken(MONDAY, RIVER, CLIMB, NIGHT, "roll_up take_sheets")
    assert.equal("read", ending(run))
    assert.is_truthy(run.text:find("the sheet with the typing in it", 1, true))
  end)

  it("end in April, for who has asked Teodora", function()
    assert.equal("rains", ending(taken(MONDAY, CLIMB, TIN:gsub("write_why", "draw_door"), "wash wave_lamp after_that ask_teodora help_bread wave_off")))
  end)

  it("end in the flour boat on a Tuesday", function()
    local run = taken(MONDAY, RIVER, "noon_boat")
    assert.equal("downriver", ending(run))
    assert.is_truthy(run.text:find("The folder is still tied", 1, true))
  end)

  it("keep the reading from who has not heard the word", function()
    local run = taken("step_over nut see_ferris one_rule take_dip lift_corner face_down were_drawings", "go_tin lock_tin go_up turn_here",
      "wash wave_lamp after_that roll_up")
    assert.is_true(run:choice("take_sheets").locked)
    assert.is_true(run:choice("cut_it").locked)
    assert.is_true(run:choice("wave_off").locked)
  end)
end)

describe("whoever comes next", function()
  it("steps on the step and hears what the Dean has learned", function()
    taken(MONDAY, RIVER, CLIMB, NIGHT, "ask_his which_wall cut_it line_plate")
    local run = play("that_is_all:stair")
    assert.is_truthy(run.text:find("Took a plate up to Ferris.", 1, true))
    run:take "step_on"
    assert.is_truthy(run.text:find("as if to somebody behind it, \"Tuma.\"", 1, true))
  end)

  it("is known to the step in a later life", function()
    assert.is_nil(play("that_is_all:stair").text:find("pushed in a pebble", 1, true))
    taken(MONDAY, RIVER, TIN, NIGHT, "roll_up lay_bare")
    assert.is_truthy(play("that_is_all:stair").text:find("pushed in a pebble", 1, true))
  end)
end)
