-- lives.lua - what days at the High House leave: a draught in the porch, a twig, and the pace of the rope

define.echo "draught" { story = "hurry" }

define.skill "rope_pace" {
  title = "The Pace of the Rope", cost = 1, packs = "high_house",
  description = "You come up the four hundred steps no faster than the basket.",
  effect = function(run)
    run.vars.slow = 1
    run.character:become("in_step")
  end,
}

define.cosmetic "birch_twig" {
  title = "A Birch Twig in the Hat Band",
  description = "Worn to a slant by somebody left-handed.",
  when = function(progression)
    return progression:count("ending/high_house:hurry/light") + progression:count("ending/high_house:hurry/winter") >= 1
  end,
}
