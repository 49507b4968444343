define.unlock "bean_mug" {
  title = "A Bean in a Mug",
  description = "On the shelf over Bunk Four stands a mug with a bean in it, which was not there the first time.",
  when = function(progression)
    return progression:count("ending/tern:standby/keeper") > 0
      or progression:count("ending/tern:standby/docked") > 0
      or progression:count("ending/tern:standby/tender") > 0
  end,
}
