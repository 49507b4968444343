-- endings.lua - four ways to be done with a Friday

define.scene "hurry/ice" {
  place = "house", ending = "ice",
  enter = function(_, universe)
    universe:record { action = "crosses the ice to Karsk before the sun has got to it", consequences = "A box is in time, and nobody is there.", major = true }
  end,
  text = {
    [[You are in Karsk at ten to twelve. You have no skin on your left hand, and you have Bel's stick. The office of the Upper Dairies is on the square, up three steps. The shutters are closed. "Gone over for the wedding," says a card in the window. "Back Monday."]],
    [[You knock, all the same. You sit down on the box. It is a sunny square with a pump in it, and four old people on a bench, who have looked at you, and have moved up. Twelve strikes. There are pigeons on the pump, and they go up at each of the strokes and come down again in between.]],
    { when = "run.character:feeling('ilo') > 0 or run.character:feeling('anton') > 0 or run.character:feeling('matti') > 0", text = [[Very faint, from over the pass, there is another bell. It is late by a minute. You know whose it is, and how it feels in the hands.]] },
    [["You've walked far," says one of the four. You think about it. You find that you can only remember the first part, before you started to run.]],
  },
}

define.scene "hurry/light" {
  place = "house", ending = "light",
  enter = function(run, universe)
    universe:change("hatstand", true)
    universe:record { action = "goes down from the High House with one thing on the frame", consequences = "A hatstand stays.", major = true }
    run:milestone("Went down light")
    run:integrate("support_re_authoring")
  end,
  text = {
    [[The box goes to Karsk with the wedding, on the clarinet player's sledge; it is his uncle's office. The fiddle goes along for company. The hatstand has been asked to stay. You write to the widow that it is in a good house, and holds thirty. What you have on the frame going down is your own blanket, and the cheese, or the rind of it.]],
    { when = "run.character:feeling('grete') >= 0.6", text = [[Mother Grete is on the steps, with a broom in each hand. You do the bottom half. At five you are down.]] },
    { when = "run.character:feeling('grete') < 0.6", text = [[You take the four hundred steps one at a time. The nineteenth is higher than the rest, and you are ready for it.]] },
    [[At the shed the wind is waiting. It has a look at what you have got. It blows a bit, this side and that, in the straps. In the valley somebody comes along the road, leaning, with a parcel. She asks if you are going by the mill, by any chance, and whether it would be any trouble.]],
    [["Yes," you say. "It would." She looks at you, astonished, and then at the parcel. Then she sets it down on the wall, and for a moment, with a hand to her back, she stands up straight.]],
  },
}

define.scene "hurry/round" {
  place = "house", ending = "round",
  enter = function(run, universe)
    universe:record { action = "carries all of it over the pass, and puts it down often", consequences = "There are places to sit along the road to Karsk.", major = true }
    run:milestone("Carried it a hundred steps at a time")
  end,
  text = {
    [[Saturday. It is all on the frame: the box, the fiddle, {up.cheese: what is left of the cheese|the cheese}, the hatstand out at both sides. It weighs to the ounce what it weighed on Wednesday. Bel has checked. "Over?" you ask. She looks from the needle to you. "No," says Bel, surprised.]],
    [[You go up a hundred steps, and put it down. You look at what there is: a ridge, a raven, a stone with a red lichen on it. You take it up. At the second stop you make the stone into a seat, with another on top. The wind comes by a few times. There is room enough, on a mountain. It goes past on the left.]],
    { when = "up.fiddle", text = [[At the bend, where one can see both ways, you play the one that takes fifty seconds.]] },
    [[In Karsk it is dark, the office is shut, and a card in the window says Monday. Round at the back there is a light. You ring. "It's late," says the clerk, with his napkin in his collar. "Yes," you say. He waits for the rest of it. Then he takes one end of the hatstand.]],
  },
}

define.scene "hurry/winter" {
  place = "house", ending = "winter",
  enter = function(run, universe)
    universe:change("hatstand", true)
    universe:record { action = "stays at the High House to ring until the thaw", consequences = "The bell is a little short, and then better.", major = true }
    run:milestone("Stayed until the thaw")
    run:integrate("enable_gentle_pacing")
  end,
  text = {
    [["Nobody," says Bel. "He can't do both." So the box goes with the wedding, and with it go the fiddle and a note, and you do not go anywhere. They give you the habit of somebody who was wider. Your hat is on the hatstand, on the third peg. The list on the inside of your head calls for some days yet, mornings, at about five; by Advent it is down to the cheese.]],
    { when = "letter == 'read'", text = [[Matti reads you one a night. She was very funny, his sister. In the ninth there is a drawing of him in a temper, on a trunk.]] },
    { when = "run.character:feeling('ilo') >= 0.6", text = [[Ilo has a new notebook. It has icicles in it, jackdaws, the times of the drip; on one page, with a box after it, there is you, and in the box is a sun.]] },
    { when = "doors", text = [[At noon you open the one door and he the other.]] },
    [[You ring, and turn the glass. Some of them are short. In the Book of Weather, for the second of March, there is a line in your own hand: "Drip in the north corner, all day. A carrier on the steps, leaning. Put the soup on."]],
  },
}
