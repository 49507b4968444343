-- evening.lua - Thursday after the children: Anselme at the door, Madame's stamp sponge, and the ladder to the slates

local hands = require "hands"

define.scene "phare/anselme" {
  text = {
    { text = [[{Anselme tears the tickets. From the cheekbones down his face is painted tin, made for him in a studio behind the Luxembourg; they did the moustache in real hair. It is a good likeness, he says, of a man of twenty-six. "I am thirty-four. I shall have to go back and be aged."|Anselme squares up the stubs.}]],
      themes = { "violence" }, intensity = 0.3,
      instead = [[{Anselme tears the tickets. He is tall, wears a scarf to the cheekbones in all weathers, and does it so that the tear goes exactly between *Petit* and *Phare*.|Anselme squares up the stubs.}]] },
    [[{"On Saturday," he says, and looks for the end of a roll. "When is it?"|"On Saturday," he says.}]],
    { when = "world.anselme_front", text = [[{On the back of the door hangs his coat, with a ticket pinned to it for the first row, torn between the words.|}]] },
  },
  choices = {
    { "Tell him that you will find out", id = "promise_when", set = { promised = true }, to = "office",
      effect = function(run) run.character:feel("anselme", 0.3) end,
      reply = [["To the minute?" says Anselme. To the minute, you say. He tears one off for you, and puts it in your hat band, so that you remember.]] },
    { "Ask where he will be", id = "where_be", to = "office",
      reply = [["In the door," he says. "Somebody has to tear them." Seen from behind he has quite a young neck.]] },
    { "Give him a chestnut", id = "give_chestnut", when = "chestnuts", once = true,
      effect = function(run) run.character:feel("anselme", 0.2); hands.settle(run) end,
      reply = [[He turns to the wall with it, and is some time. You read the bill for Saturday, with the P that has a leg. "Salt," says Anselme to the wall. "One forgets that they could do with salt."]] },
  },
}

define.scene "phare/office" {
  text = {
    [[{After the last house Madame Fauvel counts, in the box where she sells. Sous in tens, tens in rows, a stamp sponge, a lamp.|She begins the row again from the left.}]],
    { text = [[{A photograph leans against the sponge. "They cut in some real," she says. "A man from Pathé swore it me. In the third reel the second company of the forty-sixth marches up to a bridge. Four seconds. They'll all have looked at the camera, as one does." She moves a sou. "I want to see if he'd had his hair cut."|The photograph has got a little wet along the bottom.}]],
      themes = { "loss" }, intensity = 0.4,
      instead = [[{"There's somebody in it whom I know," she says. "In the third reel, they march up to a bridge. Four seconds." She moves a sou. "I've waited some time for those."|The lamp wants trimming.}]] },
    { when = "world.fauvel_saw", text = [[{Pinned to the wall behind her, where she does not have to turn round for it, is a strip of film as long as a hand. "Small I have it," she says. "I want it once more large."|}]] },
  },
  choices = {
    { "Ask to see the photograph", id = "see_photo", once = true, themes = { "loss" }, intensity = 0.4,
      effect = function(run) run.character:feel("fauvel", 0.4) end,
      reply = [[It is a boy with large ears, beside a horse that is looking elsewhere. "That was the best of the horses," says Madame Fauvel. "He'd just been told not to laugh."]] },
    { "Say that some of the house cannot have it", id = "cannot_have", to = "night_one",
      reply = [["I've eyes," says Madame Fauvel. "I watch your hands from the back. And who do you think buys Anselme his glue?" She pushes the pile together. "Then you'll have to think of something. Four seconds. I don't ask for the rest."]] },
    { "Count the sous with her", id = "count_sous", to = "night_one", effect = hands.settle,
      reply = [[They are warm from the lamp. You make it four hundred and twelve, and she makes it four hundred and twelve, and a trouser button.]] },
  },
}

define.scene "phare/night_one" {
  intensity = 0.2, instead = "friday",
  text = {
    [[Four in the morning. He has got it by the near end tonight; the squeak goes before.]],
    { when = hands.loud, text = [[The water in the basin has rings on it. You hold the basin, and then there are none, and then you let go.]] },
    { when = "pitch == 0", text = [[You listen to it as one listens to a neighbour who has his troubles.]] },
  },
  choices = {
    { "Knock twice", id = "knock_twice", to = "friday",
      effect = function(run)
        hands.settle(run)
        run:insight("He can be asked to stop, and he stops.")
      end,
      reply = [[It leaves off in the middle of the floor. You had not thought that it would work in this house as well. After some minutes there comes one short inch of castor, as when a man shifts his feet.]] },
    { "Go up the ladder to the slates", id = "up_ladder", to = "lodger", themes = { "violence" }, intensity = 0.5 },
    { "Put the pillow over your head", id = "pillow", to = "friday", effect = function(run) hands.shake(run, -2) end,
      reply = [[It works. Everything has gone a long way off, and when the light comes it has some way to come.]] },
    { "Get up and walk to the canal", id = "night_canal", detour = "canal", to = "friday" },
  },
}

define.scene "phare/lodger" {
  themes = { "violence" }, intensity = 0.65, instead = "friday",
  warning = { type = "violence", severity = "moderate", description = "What happened in a cellar in the north, in a few sentences.", skippable = true },
  breath = [[The chimney is warm against your back. You can feel where it is on the way in, and where it is on the way out.]],
  reflect = { [[Is there something you are still holding up, long after the roof was mended?]], minutes = 2 },
  text = {
    [[The hatch, the ladder, and then there is no more house. Wind, slates, nobody. You sit down against the chimney, which is warm down the one side.]],
    [[In the north there was a cellar, under a school. Nine of you, eleven days. On the second day the beam began to come down, and you got a wardrobe under it, walnut, that had no business in a cellar, a few inches at a time, and it held. On the eleventh they dug you out, all nine, and gave you coffee. Nobody told the wardrobe.]],
  },
  choices = {
    { "Say down into the hatch that it held", id = "say_held", set = { told_lodger = true }, to = "friday",
      effect = function(run)
        hands.settle(run)
        run:integrate("enable_externalization")
        run:milestone("told the one upstairs")
      end,
      reply = [["It held," you say down the ladder. You wait. You feel a fool, and cold. Then from below, or from above, or wherever it is that he lives, there comes one squeak, as when somebody eases a weight off one shoulder without yet putting it down.]] },
    { "Count the windows with a light in them", id = "count_lit", to = "friday", effect = hands.settle,
      reply = [[Thirty-one, as far as the river. You had thought that you were the only one awake in Paris. Thirty-one is a full house on a Tuesday.]] },
    { "Go back down", id = "back_down", to = "friday", effect = function(run) hands.shake(run, -1) end,
      reply = [[You go down. There is somebody's bed there, and you get into it.]] },
  },
}
