-- the_usual_spec.lua - what a night at the Cage must come to

local function taken(...) return walk("the_usual:night", ...) end

local ELEVEN = "handle what_is barley next_to how_been turn_over begin_coat"
local COAT = "put_on mix double_five tell_play let_it how_it_was to_phone"
local JACKET = "jacket watch dealt_in how_it_was to_phone"
local TEO = "read_roll roll_up its_me two_lines"
local FOUR = "ask_ife corner_three never_bus ask_lund ask_six im_asking"

local function ending(run) return run.ending:match "[^/]+$" end

describe("a night at the Cage", function()
  it("ends with a name in bad handwriting, for who wrote most of it", function()
    local run = taken(ELEVEN, JACKET, TEO, FOUR, "take_pencil write_name")
    assert.equal("own_hand", ending(run))
    assert.equal("completed", run.state)
    assert.is_truthy(run.text:find("The barley?", 1, true))
  end)

  it("ends with two cups, for who read the back and was kind", function()
    local run = taken(ELEVEN, COAT, TEO, FOUR, "take_pencil ask_name")
    assert.equal("two_cups", ending(run))
    assert.is_truthy(run.text:find("Przybylski", 1, true))
    assert.is_truthy(run.text:find("I'll have the both", 1, true))
  end)

  it("ends with an empty form, for who left lines open", function()
    assert.equal("rubbed_out", ending(taken("handle dont_know across begin_coat hang_coat to_rain to_phone rub_number",
      "say_when turn_chairs never_open read_first strike take_pencil rub_all")))
  end)

  it("ends on the launch, whatever was done", function()
    assert.equal("continuous", ending(taken(ELEVEN, COAT, TEO, FOUR, "take_pencil sign_cross")))
  end)

  it("keeps the last line for those who wrote others", function()
    local run = taken("handle usual stand_up begin_coat put_on to_rain to_phone how_is leave_number corner_three never_open read_first strike take_pencil")
    assert.is_true(run:choice("write_name").locked)
    assert.is_true(run:choice("ask_name").locked)
    assert.is_true(run:choice("rub_all").locked)
    assert.is_falsy(run:choice("sign_cross").locked)
  end)
end)

describe("Mr Osei", function()
  it("sits down with the coat", function()
    assert.is_truthy(taken(ELEVEN, "put_on").text:find("across from you", 1, true))
    assert.is_truthy(taken(ELEVEN, "jacket").text:find("across from your Same", 1, true))
  end)

  it("asks those who come later which of them it is", function()
    taken(ELEVEN, COAT)
    local run = taken(ELEVEN, "put_on")
    assert.is_truthy(run.text:find("I hear two of you", 1, true))
    assert.is_true(run.vars.told)
    run:take "mix"
    assert.is_truthy(run.text:find("the one from the wall", 1, true))
  end)
end)

describe("Ife", function()
  it("counts out the beans when she is first asked, and is asked again later", function()
    local path = "to_rain to_phone rub_number ask_ife"
    assert.is_truthy(taken(ELEVEN, "jacket", path).text:find("counts out three", 1, true))
    assert.is_truthy(taken(ELEVEN, "jacket", path).text:find("Again?", 1, true))
  end)
end)

describe("whoever comes in next", function()
  it("reads the board, and meets who dries the cups", function()
    taken(ELEVEN, COAT, TEO, FOUR, "take_pencil ask_name")
    local run = play("the_usual:night", "handle")
    assert.is_truthy(run.text:find("Somebody had the barley, and said so.", 1, true))
    assert.is_truthy(run.text:find("Ask me how it's spelled", 1, true))
    assert.is_true(sim.open():universe(run.universe):get "the_usual:ife_drinks")
  end)

  it("has the next name asked for at the sink", function()
    taken(ELEVEN, COAT, TEO, FOUR, "take_pencil ask_name")
    local run = taken(ELEVEN, "put_on mix double_five how_far its_end to_phone", TEO, "ask_ife corner_three never_bus ask_six im_asking take_pencil ask_name")
    assert.is_truthy(run.text:find("That's gone", 1, true))
  end)

  it("finds the door open by a cup, in a later life", function()
    assert.is_nil(play("the_usual:night").text:find("the width of a cup", 1, true))
    taken(ELEVEN, COAT, TEO, FOUR, "take_pencil sign_cross")
    local run = play("the_usual:night")
    assert.is_truthy(run.text:find("the width of a cup", 1, true))
  end)
end)
