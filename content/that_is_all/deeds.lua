-- deeds.lua - which choices of the story are milestones of the focus that it is played with

define.deeds "stair" {
  self_esteem = {
    own_measure = "one_rule",
    signed = "write_ossory",
    let_it_stand = "help_bread",
    tried_badly = "try_chisel",
    asked_for = "ask_stone",
  },
}
