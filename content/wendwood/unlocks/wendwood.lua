define.unlock "smoked_veil" {
  title = "The Smoked Veil",
  description = "Ottoline Marsh has hung a veil on the nail by the stile, and put your name over the nail.",
  when = function(progression)
    return progression:count("ending/wendwood:queen/closed") > 0
      or progression:count("ending/wendwood:queen/stayed") > 0
  end,
}
