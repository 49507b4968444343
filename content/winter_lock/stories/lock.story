// lock.story - one night at a lock: a boat below it, a mill above it, and four feet of water between them

=== evening ===
The last boat of the year was due on Tuesday. It is Friday, and the paint pot in the shed has a skin of ice on it.
The gauge board by the top gate says four feet. Below four, the mill wheel stops.
{world["echo/book"] ~= "":In the shed the lock book lies open at last winter. The page is signed *{world["echo/book"]}*, and under the name somebody has drawn a mare, with the one foot short.}
{strips:The horse blanket hangs from its nail in strips. You cut it up in October, on a warm day, and gave nobody a reason.}
  * (gauge) [Read the gauge again] You bend close with the lamp. Four feet exactly, and the water so still that the number stands twice, once on its head.
  * (horn) [Listen] A horn, a long way down the cut. Two notes, the second one short, as a man blows who is out of breath.
  - You walk along to the bottom gates. A lamp comes round the bend, low, with no horse in front of it. Two people are hauling.
  -> alongside

=== alongside ===
# intensity 0.2
The *Perseverance* rides deep: twenty tons of coal under a stiff sheet. The man at the line is Amos Tull. The other is his daughter, who is perhaps eleven.
"The mare went down at Cobb's Bridge," he says. "We've pulled since noon. Will you put us up tonight?"
  * (mare) "Is she dead?"
    "She's in Cobb's barn. She'll do, if somebody pays for the barn."
  * (girl) [Look at the girl] She has sacking round her hands. She looks at your lamp rather than at you, as one looks at a fire.
  * (refuse) "There's a lock of water between you and the mill stopping."
    "I know what a lock costs," says Amos. "I've paid for enough of them."
  - -> night

=== night ===
{The lock lies empty, its walls black and shining.|Frost has come up on the beams.|There is ice in the corners of the chamber now, thin as a watch glass.}
  * (indoors) [Take the girl in to the stove]
    ~ warm = true
    -> stove -> night
  * (ask_mill) [Go up to the mill and ask] -> mill
  * (fill) {not mended} [Fill the lock for them now]
    ~ water = water - 2
    The paddles go up with a noise like a dropped chain. {gauge:You know without looking what the board will say.|It takes eleven minutes, and you count them.}
    -> through
  * (mend) [Caulk the bottom gates first]
    Half of what a lock costs is what it loses. {strips:You fetch the strips|You cut up a horse blanket for the gap} and hold the pole while Amos drives the strips home with the back of a hatchet.
    * * (hurry) [Leave it at the one gate]
      ~ water = water - 1
      "That'll have to be good enough," you say, and Amos, who has been looking at the ice, nods.
    * * (mended) [Do both gates]
      It takes until two. When you put your ear to the planks you can hear that there is nothing to hear.
    - - Your fingers have stopped belonging to you. {hurry:At least it was quick.|At least it is done.}
    -> night
  * (drop) {mended} [Fill the lock, slowly, by one paddle]
    ~ water = water - 1
    You let it in a hand at a time. Nothing runs out at the bottom. It is nearly an hour, and it costs one foot.
    -> through
  + (wait) [Wait for the morning] -> morning

=== stove ===
The hut is as wide as a bed is long. She sits on the coal box with her hands held out, and does not say anything until they have stopped hurting.
  * (feed) [Put on more coal]
    There is one bucket after this. She watches you do it. "We've twenty ton," she says. "None of it's ours."
  * (name) "What do they call you?"
    "Ruth." She considers the kettle. "My father says you're the one who let the Maybury boat freeze."
    * * (truth) "Yes. That was me."
      ~ told = true
      "Why?" she asks, and you tell her: there was one lock of water and the mill had asked first. She thinks about it longer than the inspector did.
    * * (dodge) "That was a hard year."
      "It's a hard year now," says Ruth.
    - - The kettle starts to tick.
  * (quiet) [Let her be] You cut bread and leave it where she can reach it. After a while there is less of it.
  - When you go out again she has the lamp turned toward the window, so that it shines on the beam you have to lean against. <>
  {told:Nobody has done that for you before.|You can see where you are putting your feet.}
  <-

=== mill ===
Mrs Garrod comes down to the door with flour in her hair. The wheel turns behind her in the dark, and the whole house turns a little with it.
  * (plead) "I need a foot of water. There's a child hauling."
    "I've forty sacks promised for Saturday." She looks past you, down the cut, at the one lamp. {girl:You tell her about the sacking.|You don't know what else to tell her.}
    * * (promise) "I'll come and carry sacks for it."
      ~ promised = true
      ~ water = water + 1
      "Every one of the forty," says Mrs Garrod, and goes to shut her sluice. The house stops turning.
    * * (leave) [Leave it there]
      "If it was mine to give," she says. It is, but you have said that yourself, at this time of year, to somebody.
  * (listen) [Stand and listen to the wheel]
    It drops a beat at each turn, where a float is missing. There is less water in the leat than you thought.
  - "Mind the step," she says. "It's gone to glass." -> night

=== through ===
The top gate swings when you have both put your backs to it, and the *Perseverance* slides out above, a long black thing with one light.
{water >= 4:The board still says four feet.|{water == 3:The board says three feet. You hear the wheel labour, and go on.|The board says {water == 2:two feet|one foot}. Up the valley something that has sounded all night leaves off.}}
  * (toll) [Ask for the toll]
    He counts it out of a tobacco tin, and it leaves nothing in the tin. {mare:You think of the barn at Cobb's Bridge.}
  * (free) [Write "no toll" in the book]
    You write the date, the boat, twenty tons, and a stroke where the money goes. Amos watches the pen. "They'll ask you about that," he says.
  * (hand) {warm} [Give Ruth your gloves]
    They come to her elbows. She does not thank you; she picks up the line with them.
  - {water >= 3: -> went_on}
  -> wheel_stopped

=== morning ===
Nobody fills anything. By four the ice has joined across the cut; by six it will take a man's weight.
  * (sit_up) [Sit up with them]
    Amos talks about the mare until it gets light. {warm:Ruth sleeps on the coal box with her boots on.|Ruth sleeps under the sheet, on the coal that is not hers.}
  * (sleep) [Go to bed]
    You lie and hear the hull complain. It is not a loud noise.
  - -> froze

=== went_on ===
{promised:On Saturday you carry forty sacks, and on Sunday you cannot lift a cup.|The wheel turns. It turns slowly, but a slow wheel grinds too.}
In the first week of March a boat comes up behind a grey mare that is lame in one foot. {hand:The girl who leads her is wearing your gloves.|A girl is leading her.}
-> END through

=== wheel_stopped ===
Mrs Garrod's forty sacks go out on Wednesday, half of them short, and she does not stop to talk at the lock again until Easter.
{free:In the book there is a stroke where the money goes, and under it the inspector's initials, very small.|The toll is in the box, where anybody can count it.}
-> END stopped

=== froze ===
It is five weeks before the cut is open. They live in the boat, and then, when the sheet tears, in the hut with you.
{told:Ruth asks you once more about the Maybury boat, and this time she only wants to know how long it was.|In February Ruth says, "So this is how it was," and you say yes.} Forty sacks go out on Saturday, all full.
-> END held
