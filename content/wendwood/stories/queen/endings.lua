-- endings.lua - how the night in Wendwood can end: home, united, at_once, closed, stayed

define.scene "queen/home" {
  ending = "home",
  text = {
    { text = [[Ottoline opens before you have knocked. She puts the box to her ear, and the kettle on. "Then she's had an evening out," she says. In the morning her nephew takes the cart by the high road, two days round with the queen on his knee, and on Tuesday there is a card from Vane with a drawing of a bee on it that might be a bear.]] },
    { text = [[{run.character:feeling('pell') >= 0.2: Pell has sat down on the stile, on the top step, from which one can look into the wood and into the kitchen. "Tea," he writes, and considers the likelihood.|Pell waits on the other side of the stile. When the lamp is put out he is still there, and lifts his hat to the window.}]] },
    { when = "seen.ash", text = [[In the ash lies your letter, uppermost. Somebody will have it by tomorrow.]] },
  },
}

define.scene "queen/united" {
  ending = "united",
  text = {
    { text = [[There is a way with two hives that are each half of something. Jory fetches his neighbour's weak one in a barrow, and between the two you lay a sheet of newspaper, with a few holes pricked in it. For some days they can be heard reading. By Wednesday the doorstep is white with chewed newsprint, most of it out of the item about the fair.]] },
    { text = [[{label ~= "": Your line is on its lid, varnished.|One of the lids has a new line on it, in Jory's hand: *A cold night, and a long way. They came all the same.*} On the far side you are asked after, now, by name.]] },
    { text = [[{run.character:feeling('pell') >= 0.5: Pell has pinned up five slips in the shed, one of each. The rest, he thinks, would do for lighting the smoker.|Pell walks home at your left, and writes, and looks across at you, and crosses something out.}]] },
  },
}

define.scene "queen/at_once" {
  ending = "at_once",
  text = {
    { text = [[She walks out on Jory's thumb, in no haste, and turns there once, so that everybody may see. Then she goes up. Over the first tree she is a bee, and over the second she is a speck, and then the three of you are looking at a place in the air. Jory begins to laugh; there is nothing else for it. "Well," he says. "I've seen her."]] },
    { text = [[A fortnight later they find a swarm in the church roof, a great one, and nobody will have it moved. He goes and sits under it on weekdays. {veil: You left him the veil.|He takes his hat off to it, and keeps his collar up.}]] },
    { text = [[{run.character:feeling('pell') >= 0.5: "I had that one," says Pell on the way home. "*Bees, escape of.*" He finds it, at the very front, and folds it into a hat.|Pell has a slip for it. He looks at it, and at the sky, and for once does not read it out.}]] },
  },
}

define.scene "queen/closed" {
  ending = "closed",
  text = {
    { text = [[You walk home by the high road, two days of it, with your hand inside your coat, where there is nothing now. It keeps the shape for a while. {opened > 0: You looked, in the night, and it lasted a minute.|You have not seen her. You would not know her if you met her.} On Tuesday you are peeling potatoes when it comes to you that by this time they have met, or have not. You stop with the knife in the air. Then you do the next potato.]] },
    { when = "seen.drive", text = [[Somewhere in there, by night, a woman drives in ten pegs, and leaves the last one crooked.]] },
    { when = "seen.scarf", text = [[In October a scarf comes by the post, washed, with *50* chalked on the wrapping, and under it, *not falls*.]] },
    { when = "seen.stroke", text = [[On a stone by a stream there is a wavy stroke. It is the fashion now.]] },
    { text = [[{run.character:feeling('pell') >= 0.5: Pell has asked Jory whether he could use somebody with a clear hand, for the lids. He comes by of a Friday, for an hour, and brings a sandwich. A new one.|Pell still goes at your left. He takes two steps to your one, and writes on every fourth.}]] },
    { when = "slip == 'lent'", text = [[His slip lies in your kitchen drawer, folded, between the string and the corks. It is only lent.]] },
  },
}

define.scene "queen/stayed" {
  ending = "stayed",
  text = {
    { text = [[On the third evening Jory takes off the one stone and you take off the other. {seen.corner: Where you lifted it they have glued it down twice over.|They have glued it down all round, as they do with a thing they mean to keep.} Under it the box hangs between the combs with its end eaten through, and it is empty. She is three combs along. She walks like somebody going through a house to put out the lights, and wherever she comes they make room.]] },
    { text = [["So that's what it was doing," says Jory, "all that time." He shuts it up again. He has no line for the lid. {label ~= "": He reads yours, which has dried.|He leaves it bare.}]] },
    { text = [[{run.character:feeling('pell') >= 0.5: Pell sits on the upturned bucket and has not written since noon. They come out past him into the light, one and then one and then one, and you can see that he is tempted to count them, and that he only looks.|Pell has written out three days of slips. He asks Jory whether he has a use for the backs.}]] },
    { when = "veil", text = [[The veil hangs on the nail by the cup. You can fetch it when you come.]] },
  },
}
