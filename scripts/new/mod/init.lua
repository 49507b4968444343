-- init.lua - what this mod brings to a world that somebody else wrote

-- Keys of the world that are this mod's own, and what they hold at first. They outlast each run.
define.world { pebbles = 0, farewells = 0 }

-- A scene of theirs, amended. Nothing of it is copied: what they change in their next version is changed here too.
amend.scene "their_pack:their_story/their_scene" {
  text = {
    after = {
      when = "world.pebbles >= 1",
      text = [[{world.pebbles == 1: A white pebble lies here, where|White pebbles lie here in a row, where} nothing would roll by itself.]],
    },
  },
  choices = {
    add = {
      { "Put down a white pebble", id = "white_pebble", once = true, -- once in a run
        effect = function(run, universe) universe:add("pebbles", 1) end,
        event = { action = "puts down a white pebble" },
        reply = [[You have carried it for some time, and it is warm.]] },
    },
  },
}

-- Called each time it happens, in anybody's run. If it errs, it alone is undone, and play goes on.
on("run.completed", { story = "their_pack:their_story" }, function(run, universe)
  universe:add("farewells", 1)
end)

-- Granted to a player, once and for good, when the rule holds. `turnstone player explain ID` says why it holds, or what is missing.
define.unlock "been_there" {
  title = "Been There",
  when = function(progression) return progression:count("story/their_pack:their_story") >= 1 end,
}
