-- deeds.lua - which choices of the story are milestones of the focus that it is played with

define.deeds "standby" {
  depression = {
    one_thing = { "wash_one", "wash_all" },
    opened_a_shutter = { "light_lamp", "ease" },
    answered = { "click", "speak" },
    tended = "mug_drip",
    said_why = "send_back",
  },
}
