-- init.lua - words that are not for players, in each kind of text
define.story "tale" {
  title = "A Tale", start = "quay", vars = { treatment = false },
  scenes = {
    quay = {
      text = [[
        Fog on the water.
        You should light the lantern.]], -- expect: banned-word
      choices = {
        { "Ask the PATIENT man", id = "ask", to = "home", -- expect: banned-word
          reply = "He impatiently shoulders the oar." },
        { "Wait", id = "wait", when = "not treatment", set = { treatment = true },
          locked = [[The
            diagnoses are in.]], -- expect: banned-word
          event = { action = "waits",
            consequences = "It shouldn't be so." } }, -- expect: banned-word
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}

define.unlock "calm" {
  title = "Calm",
  description = "A little therapy", -- expect: banned-word
  when = function(progression) return progression.completed >= 1 end,
}
