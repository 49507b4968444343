-- deeds.lua - which choices of the story are milestones of the focus that it is played with

define.deeds "march" {
  relationships = {
    said_no = { "say_seven", "tell_no" },
    leaned = { "pull_cord", "show_thumb" },
    showed = { "look_back", "ask_instead" },
    let_go_first = { "both_names", "will_write" },
    asked_how = { "who_comes", "ask_practised" },
  },
  relationship_healing = {
    came_back = "ring_yes",
    heard_out = { "light_listen", "go_laying" },
    own_part = { "heard_ring", "look_back" },
    no_further = { "say_seven", "agree_hour" },
  },
}
