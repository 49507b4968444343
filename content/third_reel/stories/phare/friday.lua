-- friday.lua - five cans in a trunk: what is in the third, who is told, and what is cut

local hands = require "hands"

define.scene "phare/friday" {
  text = {
    [[The picture comes at noon on a handcart, five cans in a trunk with straps. Zélie lays them out along the edge of the stage. The third has a dent. On its label, under the stamps of all the houses where it has been, somebody has written in pencil, *gently*.]],
    { when = "world.reel == 'cut' or world.reel == 'lent'", text = [["It's been opened up here before," says Zélie, and feels along the edge with her nail. "There's a lump at the bridge. I'd know my own glue."]] },
    { when = hands.far, text = [[She has said something else. You see it arrive.]] },
  },
  choices = {
    { "Have her run it for you alone", id = "run_alone", to = "preview", themes = { "violence" }, intensity = 0.6,
      reply = [["Sit on the side," says Zélie. "Near the door. I'll do it slow."]] },
    { "Have her tell you what is in it", id = "have_told", to = "told",
      reply = [[She carries the can up under one arm like a cheese.]] },
    { "Eat your bread in the yard first", id = "bread_yard", detour = "yard", to = "told" },
    { "Leave the trunk strapped", id = "strapped", to = "slate",
      reply = [[You sit down on it. Through the straps you can feel the one with the dent, or it may be any of them.]] },
  },
}

define.scene "phare/preview" {
  themes = { "violence" }, intensity = 0.75, instead = "told",
  warning = { type = "violence", severity = "intense", description = "War pictures on a screen: men under fire, described briefly.", skippable = true },
  enter = function(run) hands.shake(run, 2) end,
  text = [[She cranks it at ten, so that they walk through honey. A road. Mules. A bridge, and they come up to it four abreast, and look at you, all of them, with their mouths just opening. Then the edge of the field stands up. It is quite silent; there is only the ticking of the crank. Earth comes down past the lens, and something of a wheel. A man sits against a bank and does up his collar, and goes on doing up his collar. It is four minutes. At the end of it there is a mule, alone, that eats.]],
  choices = {
    { "Look at the mule for as long as there is mule", id = "look_mule", to = "slate", effect = hands.settle,
      reply = [[It eats thistles. It has a way with them, from the side. Zélie lets it go on to the last frame, and then stands in the light herself and says, "That's all. I'm Zélie. It's Friday."]] },
    { "Put up your hand", id = "put_up_hand", to = "told", effect = function(run)
        hands.settle(run)
        run:integrate("respect_player_boundaries")
      end,
      reply = [[The crank stops with the man's hand at his collar. "I'll say you the rest," says Zélie. "Or I won't." She has put on the lamp already.]] },
    { "Go out to the pump before the end", id = "out_pump", detour = "yard", to = "slate" },
  },
}

define.scene "phare/told" {
  intensity = 0,
  text = [[{Zélie draws the film through her fingers against the lamp, and says what comes. You have your hand flat on the bench. "When you lift it I stop," she says. "Road. Mules. Then a bridge, with faces; that's Madame's. Then it gets—"|"Where was I," says Zélie.}]],
  choices = {
    { "Lift your hand", id = "lift_hand", to = "slate",
      effect = function(run)
        hands.settle(run)
        run.character:feel("zelie", 0.3)
        run:integrate("respect_player_boundaries")
        run:milestone("lifted a hand")
      end,
      reply = [[She stops, with her mouth still on the word. She waits as if there was no Saturday. When you put it down again she has wound on. "Four minutes of that," says Zélie, "and then it's a mule."]] },
    { "Leave it lying", id = "leave_lying", to = "slate", themes = { "violence" }, intensity = 0.5,
      effect = function(run) hands.shake(run, 1) end,
      reply = [[She says it, what there is, in few words, as one reads out a bill. Smoke. Earth. A man with his collar. Four minutes by the length of it. You are both looking at your hand. "Then a mule," says Zélie.]] },
    { "Ask only for how long", id = "how_long", to = "slate", effect = hands.settle,
      reply = [[She measures it off along the bench, arm by arm. "Four minutes," she says. "It starts after a bridge. It's over when there's a mule."]] },
  },
}

define.scene "phare/slate" {
  intensity = 0,
  text = {
    [[{By the street door hangs the slate with the prices. There is room beneath them. A lump of chalk lies on the ledge, and beside it stands the bucket for the coal.|The slate, the bucket, the street going by.}]],
    { when = "world.slates >= 1", text = [[{Under the last wiping one can still make out an older line. *To the mule*, it says, and *loud*.|}]] },
    { when = "chalked", text = [[THIRD REEL, FROM THE BRIDGE TO THE MULE. FOUR MINUTES. LOUD.]] },
  },
  choices = {
    { "Chalk up what is in the third reel, and when", id = "chalk_up", once = true, set = { chalked = true },
      when = "seen.told or seen.preview", locked = "You do not know yet what is in it.",
      effect = function(run, universe)
        universe:add("slates", 1)
        run.character:feel("anselme", 0.2)
        if run.vars.promised then run.character:feel("anselme", 0.2) end
        run:integrate("provide_content_warnings")
      end,
      event = { action = "chalks up outside the Petit Phare what is in the third reel", consequences = "People know at the door when it begins and when it is over.", major = true },
      reply = [[Madame Fauvel comes out to see what you are doing. She reads it, with her lips. "They won't come," she says. A man stops behind her, reads it, takes off his hat, and goes in to ask for two.]] },
    { "Wedge the side door open with the bucket", id = "wedge_door", once = true, set = { propped = true },
      effect = function(run, universe)
        universe:change("side_door", true)
        run:integrate("offer_skip_options")
      end,
      event = { action = "wedges the side door of the Petit Phare open", consequences = "One can go out to the yard, and come in again." },
      reply = [[It lets in a strip of day as far as row four. You try it: out, the pump, the bench, and in again. Nobody would need to get past more than two pairs of knees.]] },
    { "Go across to Anselme, at the counter", id = "to_cafe", to = "cafe" },
  },
}

define.scene "phare/cafe" {
  intensity = 0,
  text = {
    [[{At the counter over the way Anselme has coffee with a glass straw. He has brought his own for years, in a spectacle case. "I want to be told," he says, "by something that isn't a person. If a person looks at me I stay."|The straw lies in its case, on blue velvet.}]],
    { when = "chalked", text = [[{"I've read it," he says. "Four minutes. I've held my breath for longer than that, at school."|}]] },
  },
  choices = {
    { "Promise him a waltz, a minute before", id = "promise_waltz", set = { waltz = true }, to = "splice",
      effect = function(run) run.character:feel("anselme", 0.3) end,
      event = { action = "promises Anselme a waltz, a minute before" },
      reply = [["The brown one," says Anselme. He hums it, deep down, where it sounds like a bee in a can. "If I hear that in the street I shall walk out of the street."]] },
    { "Say that you may be out there yourself", id = "out_yourself", to = "splice",
      effect = function(run)
        run.character:feel("anselme", 0.4)
        run:integrate("validate_player_experience")
      end,
      reply = [[He turns the straw round in the cup. "Then I'll wipe the bench," says Anselme.]] },
    { "Ask what he would like to see", id = "like_to_see", once = true,
      reply = [[{world.anselme_front: "Charlot," he says. "From the front. I have been, once. One wants to know if he falls every time."|"Charlot," he says at once, "from the front. At the back one hears that they laugh, and it has already been funny."}]] },
  },
}

define.scene "phare/splice" {
  intensity = 0,
  text = {
    [[{Ten at night in the booth. The third reel lies on the bench in a coil, between the scissors and the glue. "I can leave it as it is," says Zélie. "I can have the four minutes out. Or I take it off altogether and keep Madame's bit back for Madame. It's you that has to sit under it. You say."|The coil, the scissors. Zélie is looking at the wall.}]],
    { when = "bell", text = [[{On the wall is your 2.|}]] },
  },
  choices = {
    { "Leave it whole", id = "leave_whole", set = { reel = "whole" }, to = "night_two",
      effect = function(run, universe) universe:set("reel", "whole"); run:integrate("create_meaningful_choices") end,
      event = { action = "leaves the third reel as it is" },
      reply = [["Right," says Zélie. She coils it up again, and puts a scrap of paper in at the bridge, so that she will feel it coming.]] },
    { "Have the four minutes out", id = "cut_four", set = { reel = "cut" }, to = "night_two",
      effect = function(run, universe) universe:set("reel", "cut"); run:integrate("create_meaningful_choices") end,
      event = { action = "has four minutes cut from the third reel", consequences = "At the Petit Phare they go from the bridge straight to the mule." },
      reply = [[Two snips. She joins the bridge to the mule, with a breath on it for luck, and hangs up the four minutes on a nail. It is a long strip. It turns on the nail, this way and that.]] },
    { "Take it off, and keep Madame's four seconds", id = "keep_seconds", set = { reel = "lent" }, to = "night_two",
      effect = function(run, universe) universe:set("reel", "lent"); run:integrate("create_meaningful_choices") end,
      event = { action = "takes the third reel off the programme, and keeps four seconds of it" },
      reply = [[Sixty-four frames, as long as two arms. She rolls them up, and they go into the box that had the chestnuts, or one like it. "Reel two, reel four," says Zélie. "They'll think that it's art."]] },
  },
}

define.scene "phare/night_two" {
  intensity = 0.1, instead = "saturday",
  text = {
    { when = "not told_lodger", text = [[Four in the morning. He has stopped in the middle of the room, and does not seem to know which wall.]] },
    { when = "told_lodger", text = [[Four in the morning. Nothing. You lie and listen to it. At ten past there is one squeak, as if to ask.]] },
    [[Under the bed is the small case. It has been packed since September, and you have been taking your shirts out of it, one by one, and putting them back.]],
  },
  choices = {
    { "Hang up the shirts", id = "hang_shirts", to = "saturday", effect = hands.settle,
      reply = [[There is one nail. You hang them one on top of the other, and it looks as though somebody lived there who was rather thick.]] },
    { "Take the case to the Gare de l'Est", id = "take_case", to = "away",
      event = { action = "leaves the Petit Phare before the Saturday" },
      reply = [[You go down the steps of the rue Piat with your shoes in your hand, so as not to wake anybody.]] },
    { "Sit at the window until it is day", id = "window_day", detour = "roof_window", to = "saturday" },
  },
}

define.scene "phare/away" {
  text = {
    [[The five-fifty has wooden seats and a stove. You find that you know, at each crossing, what you would play to it: cows, a wedding, rain on a road. At Meaux a child across from you is looking at your hands. They are at it, on the lid of the case.]],
    { when = "waltz", text = [[You leave out the brown waltz. He will be in the door about now, with his head on one side. Zélie can hum.]] },
    { when = "bell", text = [[On a wall in Belleville there stands a 2. It will do for whoever comes next; you did not put a name to it.]] },
    [["Again," says the child.]],
  },
  ending = "away",
}
