-- thursday.lua - four yards of wall, of which you build the one face; a stone that takes two; a thumb, and a telephone

define.scene "march/dyke" {
  text = {
    { when = "seen.quarter_past", text = [[In the morning your shoes are where you put them.]] },
    [[Sorley stands on his side of the gap, with his cap on. "You do that face," he says. "I do this. We don't look." The stones lie sorted in the grass, big ones near, small ones far, and a heap no bigger than eggs. Between the two faces is a hollow, the width of a forearm.]],
    { when = "old_hand", text = [[He has brought you your hammer round. "Handle's been oiled," says Sorley, to the hammer.]] },
    [[You pick up the first. It is longer than it is broad, with one good side.]],
    { when = "long_in", text = [[You have it turned end on before you have seen which side that is.]] },
  },
  choices = {
    { "Lay it along, with the good side out", id = "lay_along", set = { long_in = false }, to = "hearting",
      reply = [[It looks very well. "Bonny," says Sorley, who cannot see it; he has heard how it went down. "It's got hold of nothing, though."]] },
    { "Lay it with its length into the wall", id = "lay_in", set = { long_in = true }, to = "hearting",
      effect = function(run) run.character:feel("sorley", 0.2) end,
      reply = [[Nearly all of it goes in where nobody will see it. What is left outside is a face the size of a fist. "That's got hold," says Sorley.]] },
  },
}

define.scene "march/hearting" {
  text = {
    [[By eleven your face is up to your knees. Beyond the hollow another grows at the same pace, an arm's length off; now and then you see a hand come over and set a stone, and go. The hollow stays a hollow, unless one packs it, with the small stuff, by the handful. That is called the heart. Nobody has ever come up the road to look at one.]],
    { when = "not long_in", text = [[Your face is the handsomer. It moves a little, if one breathes on it.]] },
  },
  choices = {
    { "Fill the heart as you go", id = "fill_heart", set = { heart = true }, to = "piece",
      effect = function(run) run.character:feel("sorley", 0.2) end,
      reply = [[You put in a handful, and from over there comes a handful to meet it. It makes the noise of somebody eating toast. After an hour you can lean on your half.]] },
    { "Get the face up first", id = "face_first", to = "piece",
      reply = [[It goes up at a great rate. One can put an arm down behind it to the shoulder.]] },
  },
}

define.scene "march/piece" {
  rest = true, intensity = 0,
  text = {
    [[At noon you sit down, with your back against your own side. On the other side somebody else sits down. It is out of the wind here. Through the last of the gap a hand pushes tea in a jar, with a sock round it, and a piece with egg. From the jar it can be seen which way he holds it.]],
    [[Up the hill the sheep go by in a line along a path that is not there.]],
  },
  choices = {
    { "Ask him what one talks about over a wall", id = "wall_talk", to = "sorley", effect = function(run) run.character:feel("sorley", 0.2) end,
      reply = [["Weather," says the wall. "Prices. Her father, when he was alive; then mine." It drinks. "I've said near everything to her that can be said from here up."]] },
    { "Sit, and finish the egg", id = "egg", to = "sorley",
      reply = [[You sit. He sits. It is a thick wall, and yet you know when he has got to the bottom of his jar.]] },
  },
}

define.scene "march/sorley" {
  text = {
    [["How's her wrist?" asks the wall. You can tell that it has been waiting with that since half past seven.]],
    { when = "not world.sorley_in", text = [["I've never been in," it says. "The back door's on my side. It's eleven steps. She'd say, come in, and I'd have my cap off, and there'd be nothing in front of me." A stone is turned over. "From here down I've never said a thing to her. I don't know that I've got it."]] },
    { when = "world.sorley_in", text = [["I was in, once," it says. "I'd the table, so it was all right. She gave me the chair that sees the hill. This year I'd thought I might try without the table." A stone is turned over, twice.]] },
    [[From the house comes a handbell, rung hard, by somebody's left hand.]],
  },
  choices = {
    { "Drop the stone and run", id = "drop_run", add = { ran = 1 }, to = "throughs",
      effect = function(run) run.character:feel("agnes", 0.1) end,
      reply = [[It is the lid of a jar. She could have waited, says Agnes, she only wanted to see if the bell carried. When you come back your stone lies where you dropped it, in two.]] },
    { "Set the stone first, and then go", id = "set_first", to = "throughs", add = { let = 1 },
      effect = function(run)
        run.character:feel("agnes", 0.2)
        run:integrate("maintain_challenge_balance")
      end,
      reply = [[It takes three turns until it sits. Then you walk. It is the lid of a jar. "I've got it off with my knees meanwhile," says Agnes. "But I'd have liked you to see me do it."]] },
    { "Say over the wall that he might go", id = "he_might", to = "throughs",
      effect = function(run) run.character:feel("sorley", 0.3) end,
      reply = [[There is no answer. When you stand up to look he is eleven steps off with his hand lifted to the back door, and so is Agnes, from inside, through the glass. The lid is off. They have each said something about the weather.]] },
  },
}

define.scene "march/throughs" {
  text = {
    [[{At knee height come the throughs, long flat ones that reach from the one face to the other and stick out on both. There are three. They are what holds a wall together. Each is as heavy as two people can lift, one on this side, one on that, and it cannot be done without looking. "Now we look," says Sorley, and takes off his cap to do it.|Two more.}]],
    { when = "not heart", text = [[{The first goes down into your hollow, and rocks. He says nothing. He holds up his end, for as long as it takes, while you pack in under it what you had left out.|}]] },
  },
  choices = {
    { "Say when, and lift", id = "say_when", to = "thumb", set = { heart = true },
      effect = function(run)
        run.character:feel("sorley", 0.2)
        run:integrate("enable_collaborative_play")
        run:milestone("lifted a through")
      end,
      event = { action = "lifts the throughs into the march wall with Sorley", consequences = "Two faces have hold of each other.", major = true },
      reply = [["Now," you say. Over the edge of it you see his whole face, red, with an ear at either side. At the second he gives you the word, at the third you both forget, and it goes in by itself.]] },
    { "Lift before he has hold", id = "lift_before", to = "thumb", set = { heart = true },
      reply = [[You have it up at your end, by yourself, and all of it comes down at his. He has moved his foot. "There's two of us," says Sorley after a moment, as one tells somebody the time.]] },
  },
}

define.scene "march/thumb" {
  enter = function(run) run.vars.hand = "split" end,
  text = {
    [[At dusk, in room five, you see that you have split your thumb. It is nothing, a flap, but it drips on the bedspread. You have lint, and a strip of bandage, and one hand. You hold the end in your teeth. You hold it under your chin. You hold it against the washstand with a knee.]],
    [[Beside the bed hangs the cord with the china daisy.]],
  },
  choices = {
    { "Pull it", id = "pull_cord", set = { hand = "tied" }, to = "one_hand_each",
      effect = function(run)
        run:integrate("promote_self_compassion")
        run:insight("There was a bell for Five as well.")
        run:milestone("pulled the cord")
      end,
      event = { action = "pulls the bell cord of room five", consequences = "In the kitchen a bell moves that had cobweb on it." } },
    { "Get it tied with a knee and some teeth", id = "by_teeth", to = "telephone",
      reply = [[It holds until the stairs. At supper you keep it in your lap. The Commodore asks whether you have a mouse.]] },
  },
}

define.scene "march/one_hand_each" {
  text = {
    [[Far down something goes *tink*. You have time to think of all the things that you could say it was instead. Then there are feet on the stairs, in no hurry, and Agnes comes in with flour on her good hand.]],
    [["Thumb," you say. She sits down on the other bed. She has one hand and you have one hand, and it takes both of them, and a certain amount of "No, under," to tie a bow. It is a poor bow. There is flour in it.]],
    [["I'd wondered if that wire was broken," says Agnes.]],
  },
  choices = {
    { "Ask her who comes when she rings", id = "who_comes", to = "telephone",
      effect = function(run)
        run.character:feel("agnes", 0.4)
        run:integrate("develop_compelling_characters")
      end,
      reply = [[She looks at the cord. "There's none in the kitchen," says Agnes. "Who'd it ring to?" She gets up, with a hand on your shoulder to do it. "It would have to go out by the back door, and over."]] },
    { "Thank her and let her get back", id = "let_back", to = "telephone",
      effect = function(run) run.character:feel("agnes", 0.2) end,
      reply = [["I'm away," says Agnes, and stays sitting until she has got her breath. You find that you do not fill it with anything.]] },
  },
}

define.scene "march/telephone" {
  text = {
    [[The telephone stands in the hall on a table of its own, black, with a cord in cloth. A card says whom one can ring. Tomorrow is Friday. The bus leaves Nell's end at ten, so it would have to be tonight.]],
    { when = "hand == 'tied'", text = [[You lift the receiver with four fingers and a bow.]] },
    { when = "ran >= 3", text = [[While you stand there a bell goes in the kitchen, and one foot has set off.]] },
  },
  choices = {
    { "Ring her and say that you have her letter", id = "ring_yes", to = "friday",
      effect = function(run)
        run.character:feel("nell", 0.2)
        run:insight("A call can also be made at half past eight, with nothing the matter.")
      end,
      reply = [["It's me," you say. There is a pause, with a tap dripping in it that you know. "It's half past eight," says Nell. "Nobody's ever rung me at half past eight." Bring boots, you say. There is mud.]] },
    { "Ring and ask her not to come yet", id = "ring_no", set = { nell = "put_off" }, to = "friday",
      themes = { "abandonment" }, intensity = 0.3,
      effect = function(run) run:integrate("respect_player_boundaries") end,
      event = { action = "rings from the March House to say not yet", consequences = "On the other end somebody says all right." },
      reply = [["Not this week," you say. "I've only got my half up." She does not ask what that means. The tap drips. "But you rang," says Nell. "All right. You rang." She holds on for a moment, then so do you.]] },
    { "Leave it on its hook", id = "leave_hook", to = "friday",
      reply = [[If nobody rings she comes. So you have said it too, in a way, by standing here.]] },
    { "Pay your bill and take the early bus", id = "early_bus", to = "early",
      event = { action = "leaves the March House before the wall is up" },
      reply = [[Agnes writes it out with her left hand. It takes up the whole sheet.]] },
  },
}
