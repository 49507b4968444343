define.unlock "cup" {
  title = "A Cup on the Ninth Hook",
  description = "You have stayed at the Cage until six. There is a cup of yours there, and the door has a way of being open.",
  when = function(progression)
    return progression:count("ending/the_usual:night/own_hand") + progression:count("ending/the_usual:night/two_cups")
      + progression:count("ending/the_usual:night/rubbed_out") + progression:count("ending/the_usual:night/continuous") >= 1
  end,
}
