-- deeds.lua - which choices of the story are milestones of the focus that it is played with

define.deeds "queen" {
  anxiety = {
    named = "read_slip",
    went_along = "button_coat",
    let_pass = "sit_down",
    spoke_gently = { "write_sit", "write_wet", "write_standing" },
    turned_over = "write_label",
  },
  anxiety_management = {
    left_open = "apple",
    asked_twice = "read_all",
    small_step = "past_last",
    set_down = "plant",
  },
}
