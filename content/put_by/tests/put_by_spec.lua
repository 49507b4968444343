-- put_by_spec.lua - what a week at Wyn's must come to

local function taken(...) return walk("put_by:shop", ...) end

local THURSDAY = "street_door read_list third who take_beas unbolt"
local FRIDAY = "to_shelves follow answer give_bea ask_toast ask_march me_either give_dan ask_help to_beas back_cover"
local SATURDAY = "show_custards ask_father last_stack hook_wide tell_funicular mark_name"
local SUNDAY = "carry_back gap_tides put_something"

local function ending(run) return run.ending:match "[^/]+$" end

describe("a week at Wyn's", function()
  it("ends with the key handed on", function()
    local run = taken(THURSDAY, FRIDAY, SATURDAY, SUNDAY, "line_through")
    assert.equal("handed_on", ending(run))
    assert.equal("completed", run.state)
    assert.is_truthy(run.text:find("only the weather", 1, true))
  end)

  it("ends with a name added, for who has been told what Dan was not", function()
    local run = taken(THURSDAY, FRIDAY, SATURDAY, SUNDAY, "write_name")
    assert.equal("name_added", ending(run))
    assert.is_true(sim.open():universe(run.universe):get "put_by:dan_listed")
  end)

  it("ends with the bus let go, for who went to and fro", function()
    assert.equal("stayed", ending(taken(THURSDAY, FRIDAY, SATURDAY, SUNDAY, "let_bus")))
  end)

  it("can end on Saturday, with the six o'clock bus", function()
    assert.equal("left_early", ending(taken(THURSDAY, "to_window window_one keep_bea leave_dan to_beas dry_plates not_sale six_bus")))
  end)

  it("keeps the bus for who stayed in one room", function()
    local run = taken("street_door read_list third who leave_parcels leave_bolt to_window window_yours keep_bea leave_dan to_bed slip_in",
      "not_sale last_stack shoulder sit_in_it hold_line gap_leave sweep_step")
    assert.is_true(run:choice("let_bus").locked)
    assert.is_true(run:choice("write_name").locked)
  end)
end)

describe("the water", function()
  it("goes round whoever holds it", function()
    local run = taken(THURSDAY, "to_till till_shut keep_bea leave_dan to_bed bird not_sale last_stack shoulder let_go")
    assert.is_true(run.vars.wet)
    assert.equal("open", run.vars.hatch)
  end)
end)

describe("whoever comes next", function()
  it("finds one more hand on the wall, and a fuller shelf", function()
    taken(THURSDAY, FRIDAY, SATURDAY, SUNDAY, "write_name")
    local run = play("put_by:shop")
    assert.is_truthy(run.text:find("The third stair is lower", 1, true))
    run:take "street_door"
    run:take "read_list"
    assert.is_truthy(run.text:find("Dan Rickard, sea door", 1, true))
    run:take "third"
    run:take "who"
    assert.is_truthy(run.text:find("knots on the right", 1, true))
    assert.is_truthy(run.text:find("the times of the buses", 1, true))
  end)

  it("writes the next name below Dan's", function()
    taken(THURSDAY, FRIDAY, SATURDAY, SUNDAY, "write_name")
    local run = taken(THURSDAY, FRIDAY, SATURDAY, SUNDAY, "write_name")
    assert.is_truthy(run.text:find("same door", 1, true))
    assert.is_nil(run.text:find("What week?", 1, true))
  end)

  it("is known to the floor after a week that was seen through", function()
    assert.is_nil(play("put_by:shop").text:find("in another coat", 1, true))
    taken(THURSDAY, FRIDAY, SATURDAY, SUNDAY, "line_through")
    local run = play("put_by:shop")
    assert.is_truthy(run.text:find("in another coat", 1, true))
    assert.is_true(run.became.relationships.bea > 0)
  end)
end)
