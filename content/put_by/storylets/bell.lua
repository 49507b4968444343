-- bell.lua - who comes in at the street door; offered while you sit at the till

define.storylet "stamps" {
  story = "shop", pool = "bell", label = "Serve the man with the postcard", once = true,
  text = [[Mr Pender wishes to buy a stamp. You tell him that this is a bookshop. "I know it is," he says. "I've bought one here every week since the post office shut." Under the tray of the till you find a sheet of them, and a note, *For Mr P., one a week, at face. Do not tell him where we get them.*]],
  choices = {
    { "Sell him the stamp", id = "sell_stamp",
      event = { action = "sells Mr Pender his stamp" },
      reply = [[He licks it there and then, and puts it on a card to somebody in Leeds. There is writing on the card already, to the edge.]] },
    { "Ask who the card is for", id = "ask_card",
      reply = [["My sister. We don't speak," says Mr Pender. He buys the stamp. "It's her turn to write, next week."]] },
  },
}

define.storylet "slow_reader" {
  story = "shop", pool = "bell", label = "See what the woman has in her bag", once = true,
  text = [[A woman in a good coat takes a book out of a carrier bag, and puts it on the counter as one puts down something that has been hit by a car. It was lent to her here. There is a date in it, from before the coat was made. "I want you to know that I wasn't keeping it," she says. "I am slow."]],
  choices = {
    { "Ask how it ended", id = "how_ended",
      reply = [["I've forty pages yet," she says. You push it back to her over the counter. She goes out with it under the coat.]] },
    { "Stamp it Returned", id = "stamp_returned", effect = function(run) run:insight("Late is one of the ways of coming back.") end,
      reply = [[The stamp is under the ledger. It makes the sound that it makes in libraries. Her shoulders come down by about an inch.]] },
  },
}

define.storylet "bees" {
  story = "shop", pool = "bell", label = "Ask the small girl what she wants", once = true, when = "seen.put_by",
  text = [[She can just see over the edge. "Have you got a book about bees," she asks, "but not for children?" You think of the green shelf, and the fourth parcel on it. It has been standing there since March, at the latest.]],
  choices = {
    { "Fetch her the parcel", id = "fetch_bees", add = { to_and_fro = 1 },
      event = { action = "gives a child the parcel marked \"Whoever asks for bees\"", consequences = "There is a place free on the green shelf." },
      reply = [["How did they know it'd be me?" she says. She looks at the string for some time. "I don't have to open it here," she decides.]] },
    { "Ask why bees", id = "why_bees", as = "fetch_bees",
      reply = [["They've got a dance for where things are," she says. You go in through the curtain. <>]] },
  },
}

define.storylet "lifeboat" {
  story = "shop", pool = "bell", label = "Hold the door for the yellow boots", once = true, when = "seen.put_by",
  text = [[The coxswain of the lifeboat has come for *Lifeboat.* She read to them, it appears, over the radio, on the long watches; nobody ever said so in writing. He takes the parcel with both hands. "It'll be the one with the duke," he says. "We'd got to where he loses the other glove."]],
  choices = {
    { "Offer to do the voices", id = "voices",
      event = { action = "promises the lifeboat a chapter", consequences = "On the long watch somebody asks what became of the glove." },
      reply = [["Channel eight, about ten," he says. "You'll want to do the aunt quite deep." You do him a line of her, with your chin in. The one who laughs at it is you.]] },
    { "Wrap it a second time, against the wet", id = "wrap_twice",
      reply = [[You use the oilcloth from the counter. He watches how you do the knot, and says nothing about which side it is on.]] },
  },
}
