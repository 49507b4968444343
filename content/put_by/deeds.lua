-- deeds.lua - which choices of the story are milestones of the focus that it is played with

define.deeds "shop" {
  grief = {
    name_aloud = "tell_funicular",
    put_to_use = { "show_custards", "sell_one" },
    went_through = "let_bus",
    laughed = "voices",
    went_on_writing = { "write_line", "answer" },
  },
}
