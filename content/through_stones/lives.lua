-- lives.lua - what four days at the March House leave: a mug, a black nail, and which way a stone goes in

define.echo "mug" { story = "march", endings = { "march/lunky", "march/wall", "march/october", "march/not_yet" } }

define.skill "long_way_in" {
  title = "The Long Way In", cost = 1, packs = "through_stones",
  description = "Your hands turn a stone end on before you have seen its good side.",
  effect = function(run) run.vars.long_in = true end,
}

define.cosmetic "black_nail" {
  title = "A Black Thumbnail",
  description = "With a white moon coming up in it.",
  when = function(progression)
    return progression:count("ending/through_stones:march/lunky") + progression:count("ending/through_stones:march/wall") >= 1
  end,
}
