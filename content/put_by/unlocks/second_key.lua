define.unlock "second_key" {
  title = "The Second Key",
  description = "You have minded Wyn's shop to the end of a week. The floor knows your step, and so does Bea.",
  when = function(progression)
    return progression:count("ending/put_by:shop/handed_on") + progression:count("ending/put_by:shop/name_added")
      + progression:count("ending/put_by:shop/stayed") >= 1
  end,
}
