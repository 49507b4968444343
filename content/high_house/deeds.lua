-- deeds.lua - which choices of the story are milestones of the focus that it is played with

define.deeds "hurry" {
  stress = {
    one_at_a_time = "pull_this",
    let_it_ring = "give_rope",
    only_weather = { "stand_groove", "as_weather" },
    put_one_back = "go_light",
  },
}
