-- deeds.lua - which choices of the story are milestones of the focus that it is played with

define.deeds "round" {
  ptsd = {
    knew_the_exits = "try_doors",
    this_is_now = { "what_time", "stamp_floor" },
    closed_the_book = { "shut_six", "blue_slip" },
    held_the_key = "turn_key",
    someone_near = "sit_32",
  },
}
