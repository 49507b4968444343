-- outer.lua - the far bank, the mountain road, the tower and the night market, whenever one passes through again

define.narrate "journey/far_bank" {
  brief = "The far, dusky bank of a river, with willows and a row of lamp poles that leads to a market; {character} is there again.",
  facts = { setting = "a dusky river bank with willows and a row of lamp poles",
    lamps = { "{world.lamps_lit >= 5: lamps hang on most of the poles|few of the poles have lamps}", against = "{world.lamps_lit >= 5: dark poles, unlit poles|row of lights}" } },
  tone = "calm", words = { 12, 48 }, when = "visits.far_bank > 1", grammar = "outer",
}

define.narrate "journey/foothill" {
  brief = "The last tap before a mountain road, with a ruined house of which one wall stands; {character} has come by again.",
  facts = { setting = "the foot of a mountain road, with a dripping tap and a wall" },
  tone = "bright", words = { 12, 48 }, when = "visits.foothill > 1", grammar = "outer",
}

define.narrate "journey/cairn" {
  brief = "A cairn on a shelf of a mountain, built of stones that people laid for others; {character} stands by it once more.",
  facts = { setting = "a shelf on a mountain, with a cairn and a wide view down",
    cairn = { "{world.cairn_stones >= 15: the cairn is taller than a person|the cairn is knee high}", against = "{world.cairn_stones >= 15: small cairn, low cairn|tall cairn, towering cairn}" } },
  tone = "clear", words = { 12, 48 }, when = "visits.cairn > 1", grammar = "outer",
}

define.narrate "journey/snow_hut" {
  brief = "A mountain hut that Tove keeps, with four bunks, a stove and a pan of soup; {character} is back in it.",
  facts = { setting = "a snowbound hut with four bunks, a stove and a pan of soup", keeper = "Tove keeps the hut" },
  tone = "warm", words = { 12, 48 }, when = "visits.snow_hut > 1", grammar = "outer",
}

define.narrate "journey/market_gate" {
  brief = "The first stalls of a night market where everyone speaks low; {character} comes in among them again.",
  facts = { setting = "a crooked street of stalls under canvas, each with a small lamp" },
  tone = "wry", words = { 12, 50 }, when = "visits.market_gate > 1", grammar = "outer",
}

define.narrate "journey/tower_foot" {
  brief = "A round tower in a field of beans, where letters are kept that were not sent; {character} is at the foot of it again.",
  facts = { setting = "the foot of a round tower in a field of beans", door = { "the door has a brass flap for letters", against = "no door, bricked up" } },
  tone = "hushed", words = { 12, 48 }, when = "visits.tower_foot > 1", grammar = "outer",
}

define.grammar "outer" {
  story = "journey",
  far_bank = { "{@willows} {@over}", "{@over} {@poles}", "{@poles} {@willows}" },
  foothill = { "{@tap} {@road}", "{@road} {@wall}", "{@wall} {@tap}" },
  cairn = { "{@wind} {@stones}", "{@stones} {@view}", "{@view} {@wind}" },
  snow_hut = { "{@stove} {@outdoors}", "{@outdoors} {@tove}", "{@tove} {@stove}" },
  market_gate = { "{@lamps} {@stalls}", "{@stalls} {@crowd}", "{@crowd} {@lamps}" },
  tower_foot = { "{@beans} {@tower}", "{@tower} {@path}", "{@path} {@beans}" },
  willows = {
    "A willow leaf comes down on your sleeve, narrow, and yellow on one side.", "The willows are all talk at the top and perfectly still below the knee.", "Gnats stand in a column over the path, and close up again behind you.",
    "Something goes into a willow root on one side, and is heard complaining on the other.", "Someone has plaited three of the long withies together, and they have gone on growing like that.",
    "A caddis case lies on the stone, empty, made of smaller stones.", "Long leaves turn over, all silver, and turn back before you have said so.", "A blackbird throws last year about under the bushes.",
    "In a fork sits an old nest with a new feather in it.", "Where somebody has lain the grass is getting up again, a blade at a time.",
  },
  over = {
    "Across the water somebody is beating a mat; you see the blow, and then you hear it.", "Over on the bright side a door opens, the size of a grain of rice, and a grain of rice comes out.", "The ferry rope dips in the middle and comes up with a beard of weed.",
    "Smoke goes up from the village in nine threads, and is wound into one before it gets anywhere.", "A voice over there calls someone in to eat, and a dog on this side stands up.",
    "The ferry is lying at the other side, and looks from here like something spilt.", "Two children over there throw stones to this bank, and every one of them falls in.",
    "You see the miller's cart come down to the water, wait, and go up again as if that had been all.", "A fish rises exactly half way.", "Washing is taken in on the bright side, and the village is white and then is not.",
  },
  poles = {
    { "{@passer}", weight = 2 },
    "A beetle is climbing the nearest pole, and has stopped at the hook to look out.", "From the market comes a laugh, low, and then the clink of small change.", "The hedge has a gap in it at the height of a fox.",
    "Two people come along by the poles, one of them counting, and say good evening without losing the number.",
    { "On a hook where no lamp is, somebody has hung a single boot.", when = "world.lamps_lit < 5" },
    { "Under each lamp lies its circle, and in one of them a toad is sitting for its portrait.", when = "world.lamps_lit >= 5" },
    { "One after another, as far as the bend, the lamps are nodded at by the wind.", when = "world.lamps_lit >= 5" },
    "At the foot of the third pole somebody has planted a marigold.", "A bat goes along the row, cutting every corner.", "The wind is in the hooks, and each has a slightly different opinion of it.",
    "Someone has left a ladder against a pole, with a coat on the lowest rung.",
  },
  tap = {
    "The tap lets a drop grow until it has the whole mountain in it, upside down, and lets go.", "Wasps come to the wet stone to drink, in turn.", "A tin cup stands bottom up beside the tap, with a white ring where it has dried.",
    "Where the drip runs off, a green line goes down the road as far as the first gate.", "A goat puts its forefeet on the stone, drinks, and looks you over while it does.",
    "A stone under the tap has been hollowed to the size of a thumb.", "The pipe coughs, and what comes next comes twice as fast.", "A wagtail runs about in the wet with its hands in its pockets.",
    "Somebody's hat was set down full of water, and is still half full.", "In the trickle a leaf goes round and round, waiting to be let on.",
  },
  road = {
    { "{@passer}", weight = 2 },
    "A stone comes down from the third bend, hopping, and joins the others.", "High up a cart is being talked round a corner.", "The snow poles lay their shadows down the slope, each pointing at the next.",
    "\"Is it far?\" calls somebody on the way up. \"It was,\" calls somebody on the way down.", "Thyme grows in the cart ruts, and the road smells of having been driven on.",
    "A cart has left a smear of blue on the corner stone, and the stone has others, in all colours.", "Somewhere among the bends a donkey makes up its mind out loud.",
    "The dust at the edge is printed with the feet of a hen, a long way from any hen.", "Two walkers have stopped to look at one map, and each of them points.",
    "Along the ditch the foxgloves are out, as far up as the third bell.",
  },
  wall = {
    "In the last house, which is a wall, a redstart goes in and out at the window.", "The wall has kept the sun of the day and gives it out at the back.", "A lizard runs along the stones as far as its shadow goes, and waits there for it.",
    "Nettles have taken the kitchen, and left a path to where the stove would be.", "From the lintel hangs a goat's bell, and now and then the wind is the goat.",
    "A gatepost stands by itself beyond the wall, with the gate leaning on it, open.", "Somebody has put a jar of daisies in what was the window.", "Swallows have built under the one bit of eave that there is.",
    "A hen looks out of the bread oven, and draws in her head.",
  },
  wind = {
    "The wind goes once round the cairn, as one goes round a table before sitting down.", "A raven leans back on the air and is carried up without having done anything.", "Somewhere below a cowbell is carried past, and the cow does not follow.",
    "Cold comes up over the edge of the shelf, and smells of stone and a little of smoke.", "For the length of a breath nothing blows, and the grasses stand up to see.",
    "A scrap of sheep's wool goes by, and is caught on the one thorn.", "You hear the wind arrive at the far slope, and cross, and arrive here.",
    "A bumblebee comes over the edge from below, flying like somebody carrying a wardrobe.", "The air is so thin and clean up here that a match struck at the hut can be smelt.",
    "A gust tries the cairn for loose stones, and finds the usual one.",
  },
  stones = {
    "One stone has a name scratched into it, and somebody has turned that side to the sun.", "Moss has begun to sew two of the stones together.", "In a gap lies a button, put there and not dropped.",
    "Two of them are the halves of one stone, and lie as far apart as the heap allows.", "Under an overhang a spider has shut up shop.",
    "A red one has faded on top, and is still red where it lies on the next.", "Ants have a road through it, in at the bottom and out at the third layer.", "There is a white pebble up there no bigger than a tooth.",
    "Somebody has wedged a slate upright, so that the rest can lie easy.", "One has rolled off, and has been put back a little better.",
  },
  view = {
    { "{@below}", weight = 3 },
    "Far down the river shows one bend, bright, until a cloud lays its hand on it.", "The shadow of the shelf has reached the last house, and is going on towards the gate.", "You can see a cart by its dust, and that it has stopped to talk.",
    "A kestrel hangs below you, and you look down on its back, which is red.", "There is the hill, and there the lane, and the square is as big as a thumbnail.",
    "Rain is walking up the valley on the other side, and nobody under it has looked up yet.", { "The mill wheel flashes, once for each turn.", when = "world.miller_helped" }, "From up here the forest has a parting in it, where the ferns must be.",
    "Three sheep have got on to a ledge, and are pretending that it was the plan.", "A window somewhere takes the sun and hands it on.",
  },
  stove = {
    "In the stove a log turns over, and the whole room looks up.", "The pan says a word, and the lid agrees with it.", "Mittens are steaming along the rail, all of them left hands.",
    "The kettle has been moved to the cool side, and goes on muttering about it.", "On the table there is a game of dominoes that somebody is about to win, and has been since Tuesday.",
    "A potato has been put on the hot plate, with a name cut in it.", "The fire draws up its knees, and there is a smell of resin.", "Wet wool, pipe smoke, onions; the room has them on like three coats.",
    "One of the stove's feet is a book, and it is a thick one.", "The poker is hung up, and goes on swinging like a clock.",
  },
  outdoors = {
    "The rope at the door tightens, hums, and hangs.", "Something walks along the roof on small feet, and slides off at the end.", "Outside a pole creaks in its hole, and the next one takes it up.",
    "The light on the ceiling comes from below, as it does where there is snow.", "A long way off a slope lets go, softly, like someone sitting down on a bed.",
    "A bird the size of a walnut is at the sill, and knocks.", "Somebody stamps the snow from their boots in the porch, and it takes them as long as it takes.", "The weather cock has frozen, and insists.",
    "Beyond the window the pole line goes up, and the last that can be seen is only a thought of a pole.", "An icicle lets go of the eave and stands in the snow beside the others.",
  },
  tove = {
    { "{@bunk}", weight = 3 },
    "Tove lifts the lid, listens, and puts in one more onion.", "\"Boots,\" says Tove, without looking round. \"They're off,\" says somebody in a bunk.", "Tove is darning on a wooden egg with someone's initials on it.",
    "Whoever is in the upper bunk laughs in their sleep, and Tove nods, as at a thing she has told them.", "Tove counts the cups on their hooks, and is content with the number.",
    "Tove saws a loaf against her chest, and the slices fall all one way.", "\"Who's got my spoon?\" asks a bunk. \"It's a spoon,\" says Tove.", "Tove wipes the table in front of you, round your hands.",
    "Somebody has asked Tove something, and she is looking for the answer among the jars.", "Tove winds the clock, and holds it to the ear of a guest who is asleep.",
  },
  lamps = {
    "A lamp is handed down, trimmed with a thumbnail, and handed up again.", "By one of the lamps somebody is reading a letter to a row of eggs.", "The canvas breathes in, and all the shadows on it hold on to their hats.",
    "A boy goes by with a taper, his hand round the flame as one carries a fledgling.",
    { "Where it is darkest, one can hear that somebody is humming.", when = "world.lamps_lit < 10" }, { "At the far end the fountain holds up its one arm, and the lamps lean to look.", when = "world.lamps_lit >= 10" },
    "The flame nearest you leans out to see who has come.", "Somebody trims a wick, and two people on the other side of the street look younger.", "A moth has sat down on a price.",
    "Where two lamps hang close the shadow of a hand has a hand of its own.", "One lamp is being used to keep a kitten warm.",
  },
  stalls = {
    "There are spoons for sale, each with the dent of a mouth.", "Somebody is selling string by the length of what is to be said with it.", "A pancake is turned in the air, and for that long nobody has anything else to do.",
    "One tray holds nothing but the keys of diaries.", "The man with the pears gives each of them a quarter turn, so that it may see something.",
    "There is a stall with one turnip on it, and it is not for sale.", "A woman has laid out the insides of a clock in the order in which she took them out.",
    "Somebody is stirring something slowly, and five people are watching the spoon.", "The bread here is sold by the smell, and then one is given the bread.", "In a cage sits nothing, with water and a bit of lettuce.",
    "On a board the prices have been chalked up, rubbed out, and chalked up kinder.",
  },
  crowd = {
    { "{@passer}", weight = 2 },
    "\"How much?\" \"What have you got?\" \"A story about a duck.\" \"Then it's two.\"", "Two people are carrying a door through the crowd, and hold it open for everyone.", "A child asleep on a shoulder goes by at the height of the lamps.",
    "Somebody steps aside for you, and somebody for them, and so it goes on down the street.", "An old woman pays with a coin, looks after it, and is given it back to hold.",
    "A man comes through walking backwards in front of his small son.", "\"Is this the queue?\" \"It is now.\"", "Two friends have met, and the street flows round them as it would round a pump.",
    "Somebody is eating a dumpling with great care, and everyone leaves room.", "A girl counts something off on the fingers of whoever is next to her.",
  },
  beans = {
    "Down between two rows a hat is moving, and stops whenever you look.", "One bean has got off its stick and is climbing the tower.", "Pigeons walk about in the field with their hands behind them.",
    "The bean sticks have been tied with ends of ribbon, blue, and rose, and what was rose.", "Somebody has left a chair in the middle of the field, for the sitting down between two rows.",
    "A scarecrow has been given a hat that is better than yours.", "The wind goes through the field in one long row, and comes back in the next.", "A hare's ears stand up among the stakes, and are then two leaves.",
  },
  tower = {
    "From one of the windows a paper dart comes out, thinks, and goes round the back.", "High up somebody reads half a line aloud, stops, and reads it again more kindly.", "A jackdaw brings a piece of string to the third window, and is not let in with it.",
    "Something drops inside, from one floor to the next, no heavier than a page.", "The tower's shadow goes over the field as it does every day, and stops short of the lane.",
    "In the topmost window a lamp is put out, by day, as if somebody had only just noticed.", "Ivy has got up as far as the second window, and has put a hand over the sill.",
    "From inside comes the sound of a rubber stamp, and a sigh.",
  },
  path = {
    "Somebody comes out along the path in good shoes, slows down by the last row, and goes back.", "On the path lies an envelope with nothing on it but the ring of a cup.", "Before the door there are heel marks close together, of someone who stood a long while.",
    "The brass has been polished, round the words and not over them.", "A snail has crossed the doorstep and signed for it.",
    "A wheelbarrow stands by the path with twine in it and somebody's spectacles.", "One of the flags before the door has a thumb-shaped dip, where rain waits.",
    "Somebody has drawn an arrow in the dust, towards the door, and rubbed out its head.",
  },
  -- Said in so many ways that one can walk here for months.
  passer = {
    { "{@who.cap w} {@w, select, many {come} other {comes}} by with {@load}{@manner}.", weight = 2 },
    "First comes {@load}, and then, holding on to it, {@who}.", "\"What have you got there?\" somebody is asked. \"{@load.cap}.\"",
  },
  below = { "Far down on the road, no bigger than {@small}, {@who w} {@w, select, many {are} other {is}} {@doing}." },
  bunk = { "\"{@ask}\" says a bunk. \"{@answer},\" says Tove.", "\"{@ask}\" Tove looks into the pan. \"{@answer}.\"" },
  who = {
    { "a carter", is = "one" }, { "a woman in three shawls", is = "one" }, { "two brothers", is = "many" }, { "a boy with no cap", is = "one" }, { "a pedlar", is = "one" }, { "three girls", is = "many" }, { "an old man in good boots", is = "one" },
    { "two nuns", is = "many" }, { "somebody in a travelling rug", is = "one" }, { "a bride's uncles", is = "many" },
  },
  load = {
    "a hen in a bag", "a clock wrapped in a towel", "one oar", "a sheaf of umbrellas", "a bucket of tadpoles", "a map rolled up in another map", "a cradle, empty and well made", "a loaf as long as an arm", "a bell stuffed with hay", "a very small plough",
    "half a ladder", "a jar of something blue", "a picture of a horse", "a hive under a cloth",
  },
  manner = {
    ", in no hurry at all", ", and {@w, select, many {look} other {looks}} back twice", ", talking to it quietly", ", and {@w, select, many {have} other {has}} to stop and laugh", ", and {@w, select, many {say} other {says}} that it is not far, without having been asked",
    ", on the side where the shade is", "",
  },
  doing = { "waiting for a dog", "shaking out a coat", "talking to a goat", "looking up", "sitting on a milestone", "going back for something", "handing round a bottle", "looking at the one cloud" },
  small = { "a comma", "a caraway seed", "a crumb", "the head of a pin", "a thing one might have on one's sleeve" },
  ask = { "Is it still blowing?", "What day is it?", "Did somebody come in?", "Who's singing?", "Are we very high up?", "Will it hold?", "Was that the door?", "Is it me or the stove?" },
  answer = { "Eat your soup", "So I've heard", "Ask me in the morning", "That depends which side one sleeps on", "Not for the time being", "It was when I looked" },
}
