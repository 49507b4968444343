-- focuses.lua - what a run may carry: a setting that suits it, the ideas it works with, what may be reached, what may be asked

local fits = require("fitting").by_focus

define.focus "anxiety_management" {
  title = "Anxiety Management", setting = "enchanted forest", like = "anxiety",
  ideas = { "safe uncertainty", "growth mindset", "self-compassion" },
  milestones = {
    left_open = "A question was left open overnight, and the night was slept through.",
    asked_twice = "The same fear came to the door again, and was greeted by its name.",
    small_step = "A step was taken while the hands still shook.",
    set_down = "Something that was carried in case was set down, and was not needed.",
  },
  prompts = {
    "Which of your fears has been with you longest, and what has it been guarding?",
    "When did something turn out otherwise than you feared, and what did you do that day?",
    "What would you do with the next hour if the answer could wait?",
    "Who, or what, makes a strange place a little less strange?",
  },
  themes = { "abandonment" }, pacing = "moderate",
  metaconcepts = fits.anxiety_management,
}
define.focus "self_esteem" {
  title = "Self-Esteem", setting = "jungle ruins",
  ideas = { "self-worth", "achievement" },
  milestones = {
    own_measure = "A thing was measured with a measure of one's own.",
    signed = "A piece of work was signed.",
    let_it_stand = "A kind word was heard to its end, and not argued with.",
    tried_badly = "Something was done badly, for the first time, and done again.",
    asked_for = "Something was asked for, and no reason was given.",
  },
  prompts = {
    "Whose voice is it that counts your mistakes, and where did it learn to count?",
    "What have you made that is still in use?",
    "What do people come to you for?",
    "If nobody were keeping score, what would you go on doing?",
  },
  themes = { "loss" }, pacing = "moderate",
  metaconcepts = fits.self_esteem,
}
define.focus "relationship_healing" {
  title = "Relationship Healing", setting = "highlands guest house", like = "relationships",
  ideas = { "attachment", "boundaries", "vulnerability" },
  milestones = {
    came_back = "A talk that had broken off was taken up again.",
    own_part = "One's own part was said, and nothing of the other's.",
    no_further = "A line was drawn, kindly, and it held.",
    heard_out = "Somebody was heard out who had been wrong.",
  },
  prompts = {
    "What was never said, because it was never the moment?",
    "What would have to be true for you to knock at that door again?",
    "What do you still owe each other, and what has long been paid?",
    "Where do you end, and where does the other begin, when you are both tired?",
  },
  themes = { "betrayal", "abandonment" }, pacing = "slow",
  metaconcepts = fits.relationship_healing,
}
define.focus "anxiety" {
  title = "Anxiety", setting = "enchanted forest",
  ideas = { "safe uncertainty", "growth mindset", "self-compassion" },
  milestones = {
    named = "The Worry was given a name that is not yours.",
    went_along = "You went on without knowing, and looked about you on the way.",
    let_pass = "A wave was let pass without being fought.",
    spoke_gently = "You spoke to yourself as to somebody who is lost.",
    turned_over = "A mistake was turned over, and there was something written on its back.",
  },
  prompts = {
    "If the Worry had a shape and a coat, what would it be wearing today?",
    "What does it promise you, if only you listen long enough?",
    "What can you see from here that does not depend on tomorrow?",
    "What did you not know last year that you know by now, and how did you find out?",
  },
  themes = { "abandonment" }, pacing = "moderate",
  metaconcepts = fits.anxiety,
}
define.focus "depression" {
  title = "Depression", setting = "abandoned space station",
  ideas = { "behavioral activation", "meaning-making", "connection" },
  milestones = {
    one_thing = "One small thing was done before wanting to.",
    opened_a_shutter = "Light was let in, and left in.",
    answered = "Somebody called, and was answered.",
    tended = "Something alive was looked after.",
    said_why = "It was said aloud what a day had been for.",
  },
  prompts = {
    "What is the smallest thing that would make this room a little more yours?",
    "Who would notice the light in your window?",
    "When did you last lose count of the time, and what was in your hands?",
    "What still works, although nobody has asked it to?",
    "What does the Grey say about you that it would never say of anyone else?",
  },
  themes = { "loss" }, pacing = "slow",
  metaconcepts = fits.depression,
}
define.focus "trauma" {
  title = "Trauma", setting = "1920s Paris",
  ideas = { "window of tolerance", "grounding", "agency" },
  milestones = {
    found_the_floor = "In the middle of it, the floor was felt underfoot.",
    stopped_it = "It was enough, and you said so, and it stopped.",
    chose_the_seat = "You chose where to sit.",
    came_and_went = "You went near it, and came away again, at your own pace.",
    told_in_order = "What happened has a beginning by now, and an end.",
  },
  prompts = {
    "How does your body tell you first that it is becoming too much?",
    "What is there in this room that was not there then?",
    "Where would you like the door to be?",
    "What did you do, back then, that got you through? It may have been small.",
  },
  themes = { "violence" }, pacing = "slow",
  metaconcepts = fits.trauma,
}
define.focus "grief" {
  title = "Grief", setting = "coastal bookshop",
  ideas = { "continuing bonds", "dual process", "meaning reconstruction" },
  milestones = {
    name_aloud = "The name was said aloud.",
    put_to_use = "Something they left was put to use.",
    went_through = "You went from the one room to the other, and back, and neither was the wrong one.",
    laughed = "Somebody laughed at an old story, and it was you.",
    went_on_writing = "A line was added where the last one had been theirs.",
  },
  prompts = {
    "What of theirs do you do by now without thinking?",
    "What would you tell them first?",
    "Which day of the week is the longest, and which one has grown shorter?",
    "What have you kept, and does it need to be you who keeps it?",
    "Who else misses them, in another way than you?",
  },
  themes = { "loss" }, pacing = "slow",
  metaconcepts = fits.grief,
}
define.focus "social_anxiety" {
  title = "Social Anxiety", setting = "magic market",
  ideas = { "exposure", "self-efficacy", "compassionate mind" },
  milestones = {
    asked_the_price = "You asked a stranger something, and waited for the answer.",
    stayed = "You stayed a little longer than you meant to.",
    looked_up = "You looked up, and most of them were busy with their own affairs.",
    slip = "Your tongue slipped in front of people, and the evening went on.",
    second_time = "The second time was easier than the first.",
  },
  prompts = {
    "Who of all those people, do you think, is hoping that nobody will speak to them?",
    "What would you say if a stammer were worth as much as a song?",
    "What is the kindest thing a stranger ever said to you? They had to begin, too.",
    "Which small thing have you already done that once seemed out of reach?",
  },
  themes = { "abandonment" }, pacing = "moderate",
  metaconcepts = fits.social_anxiety,
}
define.focus "identity" {
  title = "Identity", setting = "cyberpunk café",
  ideas = { "self-concept", "values clarification", "autonomy" },
  milestones = {
    own_name = "You were asked who you are, and answered in your own words.",
    gave_back = "A role that never fitted was handed back.",
    two_at_once = "Two things that seemed to rule each other out were both true of you.",
    chose_without_leave = "A choice was made, and nobody was asked.",
  },
  prompts = {
    "Which of your names do you turn round for?",
    "What would you still hold to if it cost you something?",
    "Who were you before you were good at what you do?",
    "What have you taken over from others that you would choose again?",
  },
  themes = { "betrayal" }, pacing = "moderate",
  metaconcepts = fits.identity,
}
define.focus "ptsd" {
  title = "PTSD", setting = "university library",
  ideas = { "safety", "empowerment", "present moment" },
  milestones = {
    knew_the_exits = "You knew the ways out, and stayed.",
    this_is_now = "You told the two apart: that was then, and this is a Tuesday.",
    closed_the_book = "A book was closed half way, and the place was marked.",
    held_the_key = "It was you who held the key.",
    someone_near = "You let somebody sit near.",
  },
  prompts = {
    "What are five things in this room that nobody had yet made, back then?",
    "Which seat would you take, and what would you have at your back?",
    "What tells you that you are here, and that it is now?",
    "What have you been keeping watch over, and who could take the second watch?",
  },
  themes = { "violence" }, pacing = "slow",
  metaconcepts = fits.ptsd,
}
define.focus "stress" {
  title = "Stress", setting = "mountain monastery",
  ideas = { "mindfulness", "acceptance", "non-judgment" },
  milestones = {
    one_at_a_time = "One thing was done at a time, and the others waited.",
    let_it_ring = "Something rang, and was left to ring.",
    only_weather = "A thought was noticed, and it was only weather.",
    put_one_back = "A load was looked at, and one piece was put back that was somebody else's.",
  },
  prompts = {
    "What in your pack is yours, and what were you only holding for somebody?",
    "What do you hear now that was there the whole time?",
    "If today had to stay unfinished, which part of it would you leave?",
    "How does the day begin when nobody is waiting?",
  },
  themes = { "loss" }, pacing = "slow",
  metaconcepts = fits.stress,
}
define.focus "relationships" {
  title = "Relationships", setting = "highlands guest house",
  ideas = { "attachment", "boundaries", "vulnerability" },
  milestones = {
    said_no = "A no was said to somebody who matters, and they stayed.",
    leaned = "You leaned on somebody, a little, and were not let fall.",
    showed = "You showed something that you mostly keep out of sight.",
    let_go_first = "Somebody went for a while, and the thread held.",
    asked_how = "You asked how it was for them.",
  },
  prompts = {
    "Who sees it first when you are not well?",
    "What do you need most when you are hardest to be with?",
    "Which door in you is always open, and which one asks for a knock?",
    "What would you like to be asked?",
  },
  themes = { "abandonment", "betrayal" }, pacing = "moderate",
  metaconcepts = fits.relationships,
}
