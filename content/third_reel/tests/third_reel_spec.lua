-- third_reel_spec.lua - what three days at the Petit Phare must come to

local function taken(...) return walk("third_reel:phare", ...) end

local THURSDAY = "broom buy_chestnuts hold_ladder ring_once two_rings ring_two play_out"
local EVENING = "give_chestnut promise_when see_photo cannot_have up_ladder say_held"
local FRIDAY = "have_told lift_hand chalk_up wedge_door to_cafe promise_waltz"

local function ending(run) return run.ending:match "[^/]+$" end

describe("three days at the Petit Phare", function()
  it("end with a wardrobe put down, for who said that it held", function()
    local run = taken(THURSDAY, EVENING, FRIDAY, "leave_whole hang_shirts nod_third play_through ask_reel walk_home put_down")
    assert.equal("held", ending(run))
    assert.equal("completed", run.state)
    assert.is_true(sim.open():universe(run.universe):get "third_reel:anselme_front")
  end)

  it("end on the bench, for who sat it out", function()
    assert.equal("bench", ending(taken(THURSDAY, EVENING, FRIDAY, "leave_whole hang_shirts let_run stay_mule walk_home see_yard")))
  end)

  it("end with four bars, for who kept four seconds back", function()
    local run = taken(THURSDAY, EVENING, FRIDAY, "keep_seconds hang_shirts play_four run_seconds go_on_playing hum_bars")
    assert.equal("four_seconds", ending(run))
    assert.is_true(sim.open():universe(run.universe):get "third_reel:fauvel_saw")
  end)

  it("end with two knocks, whatever was done", function()
    assert.equal("two_knocks", ending(taken(THURSDAY, EVENING, FRIDAY, "cut_four hang_shirts play_join on_a_nail walk_home last_knock")))
  end)

  it("can end before the Saturday, on a train", function()
    assert.equal("away", ending(taken(THURSDAY, EVENING, FRIDAY, "leave_whole take_case")))
  end)
end)

describe("the third reel", function()
  it("cannot be played with hands that are elsewhere, and then can", function()
    local run = taken("push wait_bill hold_ladder until_children left_alone play_out where_be cannot_have up_ladder back_down",
      "strapped to_cafe promise_waltz leave_whole window_day pull_to nod_third")
    assert.is_true(run:choice("play_through").locked)
    run:take "foot_rail"
    assert.is_falsy(run:choice("play_through").locked)
  end)

  it("is chalked up only by who knows what is in it", function()
    assert.is_true(taken(THURSDAY, EVENING, "strapped"):choice("chalk_up").locked)
  end)
end)

describe("whoever plays there next", function()
  it("finds what was chalked and glued", function()
    taken(THURSDAY, EVENING, FRIDAY, "cut_four hang_shirts play_join on_a_nail give_frame walk_home last_knock")
    local run = play("third_reel:phare", "broom", "buy_chestnuts")
    assert.is_truthy(run.text:find("I've had it here once", 1, true))
    for id in ("hold_ladder ring_once down_children brass_rail play_out where_be cannot_have knock_twice"):gmatch "%S+" do run:take(id) end
    assert.is_truthy(run.text:find("lump at the bridge", 1, true))
  end)

  it("has the figure on the wall from the first day, in a later life", function()
    assert.is_false(play("third_reel:phare").vars.bell)
    taken(THURSDAY, EVENING, FRIDAY, "cut_four hang_shirts play_join on_a_nail walk_home last_knock")
    local run = play("third_reel:phare")
    assert.is_true(run.vars.bell)
    assert.is_truthy(run.text:find("You have had other rooms", 1, true))
  end)
end)
