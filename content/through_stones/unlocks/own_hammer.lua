define.unlock "own_hammer" {
  title = "A Hammer of One's Own",
  description = "You have put up your face of the march wall and seen the cope on. There is a hammer on a nail with your name above it, and Sorley nods.",
  when = function(progression)
    return progression:count("ending/through_stones:march/lunky") + progression:count("ending/through_stones:march/wall")
      + progression:count("ending/through_stones:march/october") + progression:count("ending/through_stones:march/not_yet") >= 1
  end,
}
