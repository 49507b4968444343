-- lives.lua - what a week at Wyn's leaves: a line in the till, a stub of pencil, and a way through the curtain

define.echo "till" { story = "shop", endings = { "shop/handed_on", "shop/name_added", "shop/stayed" } }

define.skill "open_shop" {
  title = "Opening Up", cost = 1, packs = "put_by",
  description = "You have turned the card and fed the till before you know that you have come in.",
  effect = function(run)
    run.vars.to_and_fro = 1
    run.character:become("shopkeeper")
  end,
}

define.cosmetic "blue_stub" {
  title = "A Stub of Blue Pencil",
  description = "It lives behind the ear. Most days you have gone and bought another.",
  when = function(progression)
    return progression:count("ending/put_by:shop/handed_on") + progression:count("ending/put_by:shop/name_added") >= 1
  end,
}
