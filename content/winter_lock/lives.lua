-- lives.lua - what a night at the lock leaves to whoever keeps it next, and to oneself

-- The page of that night is signed.
define.echo "book" { story = "lock" }

define.skill "strips" {
  title = "A Blanket in Strips", cost = 1, packs = "winter_lock",
  description = "What the gates will want is cut before there is ice.",
  effect = function(run) run.vars.strips = true end,
}

define.cosmetic "bare_hands" {
  title = "No Gloves",
  description = "They went up the cut, and came to somebody's elbows.",
  when = function(progression) return progression:count("ending/winter_lock:lock/through") >= 1 end,
}
