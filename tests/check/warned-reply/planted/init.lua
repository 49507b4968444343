-- init.lua - warnings in a reply, a label and something to think about, where nobody is asked; one where they are
local ahead = { type = "loss", description = "A wreck." }

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = { "Fog.", { "A mast.", intensity = 0.3, warning = ahead } }, choices = {
      { "Ask", id = "ask", reply = { "Nobody answers.", { "Then somebody does.", intensity = 0.3, warning = ahead } } }, -- expect: warned-reply
      { { { "Look away", when = "seen.ask", intensity = 0.2, warning = ahead }, "Look" }, id = "look" }, -- expect: warned-reply
      { "Home", id = "home", to = "home", intensity = 0.3, warning = ahead, reply = "You go." } } },
    home = { text = "The tide turns.", ending = "home", -- expect: warned-reply
      reflect = { { "Who was it?", intensity = 0.3, warning = ahead } } },
  },
}
