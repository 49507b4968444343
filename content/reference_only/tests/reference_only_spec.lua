-- reference_only_spec.lua - what a night in charge of the library must come to

local function taken(...) return walk("reference_only:round", ...) end

local TEN = "walk_doors try_doors say_before doors_hall under_arm turn_on stamp_edge sit_88"
local ONE = "along_rings stamp_floor to_bindery blue_slip have_sewn cut_self look_pear"
local TWO = "sit_32 measure lay_copies ask_seventh put_in hold_oil wedge out_c"
local FOUR = "go_in coat_over bench_grey"

local function ending(run) return run.ending:match "[^/]+$" end

describe("a night in the library", function()
  it("ends with the book on a chain, for who had it sewn", function()
    local run = taken(TEN, ONE, TWO, FOUR, "seven put_chain")
    assert.equal("chained", ending(run))
    assert.equal("completed", run.state)
    assert.is_truthy(run.text:find("at the pear", 1, true))
    local library = sim.open():universe(run.universe)
    assert.equal(1, library:get "reference_only:on_chain")
    assert.equal(1, library:get "reference_only:npc/gethin/met_by") -- met twice, by one
  end)

  it("ends with two copies side by side, for who sat with Imke", function()
    local run = taken(TEN, ONE, TWO, FOUR, "seven beside_other")
    assert.equal("two_copies", ending(run))
    assert.is_truthy(run.text:find("Twelve and twelve", 1, true))
  end)

  it("ends with a book between others, for who got it shut", function()
    local run = taken(TEN, ONE, TWO, FOUR, "stamp_last seven take_home")
    assert.equal("taken_home", ending(run))
  end)

  it("ends on the number nine, whatever was done", function()
    assert.equal("number_nine", ending(taken(TEN, ONE, TWO, FOUR, "seven number_nine")))
  end)

  it("keeps the other ways for those who went them", function()
    local run = taken("to_trolley under_arm see_readers sit_dais along_rings count_lamps to_31 nod_on by_the_bar on_round as_seen go_down seven")
    assert.is_true(run:choice("put_chain").locked)
    assert.is_true(run:choice("beside_other").locked)
    assert.is_true(run:choice("take_home").locked)
    assert.is_falsy(run:choice("number_nine").locked)
  end)
end)

describe("the gate", function()
  it("is called out, for who asked, and opens the book less far", function()
    local warned = taken(TEN, "along_rings")
    assert.is_truthy(warned.text:find("calls Gethin", 1, true))
    local taken_aback = taken("to_trolley under_arm turn_on see_readers sit_88 along_rings")
    assert.is_true(taken_aback.vars.open_at > warned.vars.open_at)
  end)

  it("comes down on a sack, for who asked what there is", function()
    assert.is_truthy(taken(TEN, "ask_one_o_clock").text:find("a sack under its foot", 1, true))
  end)
end)

describe("the last room", function()
  it("is not gone into with the book wide open", function()
    local run = taken("to_trolley under_arm see_readers sit_dais along_rings nearest_way bicycles to_31 sit_32 lay_copies ask_seventh leave_hers by_the_bar on_round")
    assert.is_true(run.vars.open_at >= 6)
    assert.is_true(run:choice("go_in").locked)
    run:take "nearer_four"
    run:take "hand_snow"
    assert.is_falsy(run:choice("go_in").locked)
  end)
end)

describe("whoever has the next night", function()
  it("finds a card, a wedge and a chain that is taken", function()
    taken(TEN, ONE, TWO, FOUR, "seven put_chain")
    local run = play("reference_only:round", "walk_doors")
    assert.is_truthy(run.text:find("on a wedge", 1, true))
    for id in ("doors_hall under_arm stamp_edge"):gmatch "%S+" do run:take(id) end
    assert.is_truthy(run.text:find("Kept. For whoever likes a wall", 1, true))
    for id in ("sit_88 along_rings count_lamps to_31 nod_on by_the_bar on_round as_seen"):gmatch "%S+" do run:take(id) end
    assert.is_truthy(run.text:find("Tuesdays and Thursdays", 1, true))
  end)

  it("has the stamp turned on for them, in a later life", function()
    assert.is_false(play("reference_only:round").vars.today)
    taken(TEN, ONE, TWO, FOUR, "seven number_nine")
    local run = play("reference_only:round")
    assert.is_true(run.vars.today)
    assert.is_truthy(run.text:find("other boots", 1, true))
  end)
end)
