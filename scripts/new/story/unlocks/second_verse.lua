-- second_verse.lua - something a player is granted, once and for good, when the rule holds

-- The rule sees what the player's completed runs add up to. `turnstone player explain ID` says why it holds, or what is missing.
define.unlock "second_verse" {
  title = "The Second Verse",
  when = function(progression) return progression:count("ending/pack_name:pack_name/sung") >= 1 end,
}
