-- deeds.lua - which choices of the story are milestones of the focus that it is played with

define.deeds "night" {
  identity = {
    own_name = "write_name",
    gave_back = "rub_all",
    two_at_once = "two_lines",
    chose_without_leave = { "strike", "write_over" },
  },
}
