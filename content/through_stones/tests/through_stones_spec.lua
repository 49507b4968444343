-- through_stones_spec.lua - what four days at the March House must come to

local function taken(...) return walk("through_stones:march", ...) end

local WEDNESDAY = "by_gap who_gap come_down bed_window eat_plate sit_shoes say_bed"
local THURSDAY = "lay_in fill_heart wall_talk set_first say_when pull_cord who_comes"
local FRIDAY = "ring_yes meet_bus show_thumb ask_practised heard_ring second_bowl say_seven"
local PUT_OFF = "ring_no ask_agnes_side hers_like"

local function ending(run) return run.ending:match "[^/]+$" end

describe("four days at the March House", function()
  it("end with an hour agreed on", function()
    local run = taken(WEDNESDAY, THURSDAY, FRIDAY, "hang_slate drive_last open_back agree_hour")
    assert.equal("lunky", ending(run))
    assert.equal("completed", run.state)
    assert.is_truthy(run.text:find("trying the slate", 1, true))
  end)

  it("reach the milestones of the focus they are played with, each once", function()
    local function reached(focus)
      local run = sim.open():start { id = "run_" .. focus, player = "p", character = "C", universe = "u_" .. focus, story = "through_stones:march", focus = focus }
      for id in table.concat({ WEDNESDAY, THURSDAY, FRIDAY }, " "):gmatch "%S+" do run:take(id) end
      return run.milestones
    end
    local without = reached "grief"
    assert.equal(without + 3, reached "relationships") -- leaned twice, asked twice, said no
    assert.equal(without + 3, reached "relationship_healing") -- a call, one's own part, an hour
  end)

  it("end with two names for October", function()
    local run = taken(WEDNESDAY, THURSDAY, FRIDAY, "leave_open hand_hammer sit_through both_names")
    assert.equal("october", ending(run))
    assert.is_truthy(run.text:find("washed the sock", 1, true))
  end)

  it("end with a no, said to her face", function()
    assert.equal("wall", ending(taken(WEDNESDAY, THURSDAY, FRIDAY, "build_up drive_last open_back tell_no")))
  end)

  it("end with a line left free, for who rang and said not yet", function()
    local run = taken(WEDNESDAY, THURSDAY, PUT_OFF, "kettle_cold leave_open drive_last open_back one_name")
    assert.equal("not_yet", ending(run))
    assert.is_truthy(run.text:find("It is let stop.", 1, true))
  end)

  it("end in the early bus", function()
    assert.equal("early", ending(taken(WEDNESDAY, THURSDAY, "early_bus")))
  end)

  it("keep the hour from who let nothing through", function()
    local run = taken("knock go_three bed_door wash_all to_landing get_warm lay_along face_first egg drop_run lift_before by_teeth leave_hook",
      "work_on cap_place which_stone bank_fire light_listen build_up drive_last run_up_three")
    assert.is_true(run:choice("agree_hour").locked)
    assert.is_true(run:choice("both_names").locked)
    assert.is_falsy(run:choice("tell_no").locked)
  end)

  it("keep seven o'clock from who never let one ring", function()
    local run = taken("knock go_three bed_door wash_all to_landing get_warm lay_along face_first egg drop_run lift_before by_teeth leave_hook",
      "work_on cap_place which_stone bank_fire")
    assert.is_true(run:choice("say_seven").locked)
  end)
end)

describe("whoever comes next", function()
  it("finds four yards more, the hole that was left, and Agnes sitting", function()
    taken(WEDNESDAY, THURSDAY, FRIDAY, "hang_slate drive_last sit_through agree_hour")
    local run = play("through_stones:march")
    assert.is_truthy(run.text:find("with a square hole at the foot", 1, true))
    run:take "knock"
    assert.is_truthy(run.text:find("Somebody showed me that", 1, true))
  end)

  it("has a hammer on a nail in a later life", function()
    assert.is_nil(play("through_stones:march").text:find("five hammers", 1, true))
    taken(WEDNESDAY, THURSDAY, PUT_OFF, "kettle_cold leave_open drive_last open_back one_name")
    local run = play("through_stones:march")
    assert.is_truthy(run.text:find("five hammers", 1, true))
  end)
end)
