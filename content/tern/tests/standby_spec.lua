-- standby_spec.lua - what forty days in Bunk Four can come to

local function ending(run) return run.ending and run.ending:match("[^/]+$") end

describe("Bunk Four", function()
  it("is left by moving a boot", function()
    assert.equal("tern:standby/corridor", play("tern:standby", "see_bump").scene)
  end)

  it("lets one lie, and the radio is behind the wall", function()
    assert.equal("tern:standby/radio_wall", play("tern:standby", "turn_over", "lie_on", "say_nothing").scene)
  end)

  it("can be gone back to, with the door open", function()
    local run = play("tern:standby", "see_bump", "lie_again", "to_wall_side", "pull_blanket", "lie_until", "leave_ajar")
    assert.equal("ajar", ending(run))
    assert.equal("completed", run.state)
  end)
end)

describe("the rota", function()
  it("is read out by Standby the next shift", function()
    local run = play("tern:standby", "see_bump", "to_galley", "wash_one", "write_beans", "lie_again")
    assert.is_truthy(run.text:find("Look in on the beans", 1, true))
  end)

  it("asks nothing of anybody who wrote nothing", function()
    local run = play("tern:standby", "see_bump", "to_galley", "look_rota", "leave_pencil", "lie_again")
    assert.is_nil(run:choice("up_task"))
  end)
end)

describe("the garden door", function()
  it("keeps ten turns", function()
    local run = play("tern:standby", "see_bump", "lie_again", "up_light", "to_garden_door", "ten_turns", "to_garden_door")
    assert.is_truthy(run:choice("thirty_more"))
    assert.is_nil(run:choice("forty_turns"))
  end)
end)

describe("the tender", function()
  it("takes one off", function()
    assert.equal("tender", ending(play("tern:standby", "see_bump", "lie_again", "up_light", "call_shift", "lie_until", "take_seat")))
  end)

  it("goes back empty when there is something to stay for", function()
    local run = play("tern:standby", "see_bump", "lie_again", "up_light", "to_bell", "ring_bell", "call_shift", "lie_until", "send_back")
    assert.equal("keeper", ending(run))
  end)

  it("is not sent back for nothing", function()
    assert.is_true(play("tern:standby", "see_bump", "lie_again", "up_light", "call_shift", "lie_until"):choice("send_back").locked)
  end)

  it("has to share the port with Second Helping, when there is a lamp to steer by", function()
    local run = play("tern:standby", "see_bump", "to_radio", "speak", "lie_again", "up_light", "to_cupola", "to_lamp", "light_lamp",
      "call_shift", "ask_who", "turn_sheet", "tell_feet", "ease", "to_lock", "call_oda")
    assert.equal("docked", ending(run))
  end)
end)

describe("others", function()
  it("have Number Six to turn a wheel for them, once it was mended", function()
    local run = play("tern:standby", "see_bump", "lie_again", "up_light")
    while not run:choice("six_wheel") do run:take("to_garden_door"):take("door_back") end
    run:take("six_wheel"):take("unwind")
    run = play("tern:standby", "see_bump", "lie_again", "up_light", "to_garden_door")
    assert.is_falsy(run:choice("six_turns").locked)
    assert.is_nil(run:take("door_back"):choice("six_wheel"))
  end)

  it("see the lamp that was lit", function()
    local run = play("tern:standby", "see_bump", "lie_again", "up_light", "to_cupola", "to_lamp", "light_lamp")
    assert.equal("lit", sim.open():universe(run.universe):get("tern:lamp"))
    assert.is_truthy(play("tern:standby", "see_bump", "lie_again", "up_light", "to_cupola").text:find("since somebody lit it", 1, true))
  end)

  it("are told by Oda that somebody answered", function()
    play("tern:standby", "see_bump", "to_radio", "speak")
    assert.is_truthy(play("tern:standby", "see_bump", "to_radio").text:find("the line's been kept dusted", 1, true))
  end)

  it("walk in the light that was asked for", function()
    play("tern:standby", "see_bump", "lie_again", "up_light", "call_shift", "ask_who", "turn_sheet", "tell_feet", "ease")
    assert.is_truthy(play("tern:standby", "see_bump", "lie_again", "up_light").text:find("All the way to the garden", 1, true))
  end)
end)

describe("a life on Tern that was completed", function()
  it("leaves a bean for the next", function()
    play("tern:standby", "see_bump", "lie_again", "up_light", "call_shift", "lie_until", "take_seat")
    local run = play "tern:standby"
    assert.equal("Share the water with the bean", run:choice("water").label)
    assert.is_truthy(run.text:find("a mug with a bean in it", 1, true))
  end)
end)
