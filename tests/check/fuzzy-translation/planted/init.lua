-- init.lua - a story of two texts, as it was when it was last translated
define.story "planted" {
  title = "Planted", start = "here", vars = { n = 0 },
  scenes = {
    here = { text = "{n} apples.", choices = { { "One more", id = "more", add = { n = 1 } }, { "Enough", id = "enough", to = "shore" } } },
    shore = { text = "Home.", ending = "home" },
  },
}
