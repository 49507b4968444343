-- deeds.lua - which choices of the story are milestones of the focus that it is played with

define.deeds "phare" {
  trauma = {
    found_the_floor = { "brass_rail", "foot_rail" },
    stopped_it = { "ring_two", "ring_two_third", "put_up_hand" },
    chose_the_seat = "out_yourself",
    came_and_went = "stay_mule",
    told_in_order = "put_down",
  },
}
