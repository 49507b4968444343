-- bell.lua - Thursday night: a wedding on the pass, and one stroke a minute

define.scene "hurry/dusk" {
  place = "house", intensity = 0.2,
  text = {
    [[Somebody has seen a lantern, high on the pass, and lost it again. There was to be a wedding party over from Karsk today: nine people and a clarinet. Nobody had thought that they would start. Now the cloud has come down upon the road, and from the gate one cannot see the steps. "One stroke a minute," says Mother Grete, "till they are in. And soup." Everyone goes off at once in different directions, nobody running.]],
    { when = "letter == 'carried'", text = [[The letter for Brother Matti is in your pocket yet. You give it to Bel, for the ladder.]] },
    { when = "world.bell_nights >= 1", text = [["A guest did it last time," says Ilo. "They say one could have set a clock by it, and somebody did."]] },
  },
  choices = {
    { "Take the bell rope", id = "take_rope", to = "bell",
      effect = function(_, universe) universe:add("bell_nights", 1) end,
      event = { action = "takes the bell rope at the High House, in cloud", consequences = "A wedding hears where the House is.", major = true } },
    { "See to the soup with Anton", id = "see_soup", to = "hearth" },
    { "Stand at the gate with a lamp, for them to walk to", id = "stand_gate", to = "gate_lamp" },
  },
}

define.scene "hurry/bell" {
  place = "house", intensity = 0.3,
  text = {
    [[{You pull. It does nothing, and nothing, and then a ton and a half says its one word, over your head, to the entire cloud. There is a sand glass, for the minute. You turn it. What comes into the loft in that minute is the box; Friday; what you will say to the dairies; a cheese. The sand runs out and you pull.|The glass; the rope. How many that makes you could say, if you had begun to count at the beginning.}]],
    { when = "run.character:feeling('matti') >= 0.4 and visits.bell <= 1", text = [[Matti sits on the ladder box with a letter open on his knee, and turns the page after each stroke, so as not to jump.]] },
  },
  choices = {
    { "Work out how many there are till morning", id = "work_out", once = true,
      reply = [[Six hundred and sixty. You have got through nine. You look at the other six hundred and fifty-one, which are standing on the stairs.]] },
    { "Pull this one", id = "pull_this", to = "bell_late", add = { slow = 1 },
      effect = function(run)
        run:integrate("support_therapeutic_goals")
        run:milestone("Rang one stroke")
      end,
      reply = [[This one is a bit short. The one after it is this one, now; it is better. The Friday comes up the ladder every time, is told that you are ringing, and has a look round and goes down.]] },
    { "Play the fiddle in the minutes between", id = "play_fiddle", when = "up.fiddle", to = "bell_late",
      locked = "You know three tunes. The fiddle is in the shed.",
      effect = function(run) run.character:feel("matti", 0.3) end,
      event = { action = "plays the schoolmaster's fiddle in the bell loft", consequences = "Far up in the cloud a clarinet answers." },
      reply = [[You know three tunes, and one is a hymn. It takes fifty seconds and then one has to be quick. About the twentieth time there is an answer to it, out in the white. It is thin, it is flat, and it is a clarinet.]] },
  },
}

define.scene "hurry/bell_late" {
  place = "house", intensity = 0.5, instead = "rope_bench",
  text = {
    [[Two in the morning. Eight of them are in; you have heard the gate. The clarinet is not. Your palms have opened along the creases and the rope has taken the colour. From below it comes up the ladder, from hand to hand, what they know: he had stopped to tie his boot. The sand runs. You find that you are leaning, as if you could push the next stroke out to where he is.]],
    { when = "run.character:feeling('matti') > 0", text = [["I can take some," says Matti. He has said it before.]] },
  },
  choices = {
    { "Give Matti the rope, and sit down", id = "give_rope", to = "rope_bench",
      effect = function(run) run:integrate("promote_self_compassion") end,
      reply = [[He puts his hands above yours before you let go, so that there is no gap in it.]] },
    { "Wrap your scarf round the rope and go on", id = "go_on_ring", to = "wedding", add = { slow = 1 },
      reply = [[Pull, and turn the glass. Pull, and turn. You do not hear the gate. You see Ilo's face come up through the hatch, all teeth, and his mouth making the same word over and over, and ring him one more, since the sand is out.]] },
    { "Ring faster", id = "ring_faster", to = "rope_bench",
      reply = [[The bell will not be hurried. It swings in its own time and takes you up with it, off the floor, and sets you down by the ladder box. Matti catches the rope as it goes by. "It does that," he says.]] },
  },
}

define.scene "hurry/rope_bench" {
  place = "house", rest = true,
  text = [[You are on the ladder box, with your hands in your lap, palms up. Matti has the rope. It has gone on without you for some minutes and sounds just the same. Somebody has set a cup down next to you, with a saucer over it. From here the bell is less a noise than a kind of wall that one can lean on, and then there is none, and then there is.]],
  choices = {
    { "Drink it", id = "drink_cup", to = "wedding", add = { slow = 1 },
      reply = [[It is hot water with an onion in it. It is the best thing you have ever had. You are looking into the empty cup when the gate goes, and a very cold person begins to play something fast.]] },
    { "Shut your eyes between two strokes", id = "shut_eyes", to = "wedding",
      reply = [[You shut them after one, and open them on the next, and it is an hour later and there is dancing.]] },
  },
}

define.scene "hurry/hearth" {
  place = "house", intensity = 0.1,
  text = {
    [[Anton has the big pot on. He walks round it with his hands behind him. "Now," he says, "and I can't tell. You'll have to be it." So you stand with your face in the steam and say: not yet. Overhead the bell speaks, each time just when you have stopped waiting for it. There are nine cups on the board. Every so often one of you moves them a finger's breadth to the left.]],
    { when = "up.cheese", text = [[The cheese is lying there too, unwrapped. There was a label on it after all. "For whoever is hungry," it says, in your neighbour's hand.]] },
  },
  choices = {
    { "Say when", id = "say_when", to = "wedding", add = { slow = 1 },
      effect = function(run) run.character:feel("anton", 0.4) end,
      reply = [[It comes between one breath and the next: it smells of lentils. "Now," you say. He has it off the fire before you have shut your mouth, and you look at each other like two people who have caught a fish.]] },
    { "Go up and give the ringer a rest", id = "go_bell", to = "bell_late" },
    { "Sit down by the fire, and mind it", id = "mind_fire", to = "wedding",
      reply = [[A log, when it wants a log. That is all there is to it, and for an hour you do it well.]] },
  },
}

define.scene "hurry/gate_lamp" {
  place = "house", intensity = 0.3,
  text = [[You have a lamp on a pole. It lights a ball of cloud as big as a room, and you in it. Nothing to push here; nothing to push against. The Hurry has gone off to look for somebody with farther to go. Behind you the bell, and then the long minute. You find that you have started to hold the lamp higher in the minute, and to let it sink with the stroke.]],
  choices = {
    { "Call out into it", id = "call_cloud", to = "wedding",
      reply = [["Here!" you call, at every bell. "Here!" After some forty times a crossish voice says, close by, "Yes, we can see that," and a bride in walking boots comes out of the white with a clarinet player under her arm.]] },
    { "Stand, and keep the lamp where it is", id = "keep_lamp", to = "wedding", add = { slow = 1 },
      reply = [[Your arm hurts, and then it is an arm that hurts, and then it is where the lamp is. They come up the beam of it, one after the other. The ninth stops in front of you to tie his boot.]] },
  },
}

define.scene "hurry/wedding" {
  place = "house", rest = true,
  text = {
    [[They are married at three in the morning in the refectory, since they are here, and Mother Grete is up. It is a short service; most of the guests have their feet in basins. Then there is soup. Then they lie where they were sitting, under all the habits in the House, and the snow on the window sills starts to look like snow on window sills.]],
    { when = "up.hatstand", text = [[In the door the widow's hatstand holds nine wet coats, a veil and a clarinet. It stands with its feet apart like something that has found out what it is for.]] },
    { when = "up.cheese", text = [[The cheese has gone round, and come back as a rind.]] },
    { when = "up.hens", text = [[A hen walks from sleeper to sleeper, choosing.]] },
  },
  choices = {
    { "Lie down where there is room", id = "lie_down", to = "friday",
      reply = [[Between a bridesmaid and the wall. The floor is warm. It is Friday, and has been for three hours.]] },
    { "Wash the bowls first", id = "wash_bowls", to = "friday", add = { slow = 1 },
      reply = [[There are thirty-one. The water is hot. You do the inside, and the outside, and then you have a bowl in your hand, and it is clean.]] },
  },
}
