-- deeds.lua - which choices of the story are milestones of the focus that it is played with

define.deeds "river" {
  social_anxiety = {
    asked_the_price = "how_long",
    stayed = { "edge_sit", "empty_bowl" },
    looked_up = "look_up",
    slip = { "call_after", "leave_name" },
    second_time = "ask_them",
  },
}
