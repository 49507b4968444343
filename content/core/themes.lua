-- themes.lua - the words by which themes are known in what a narrator wrote: who does not want to read of one is shown none of them

define.theme "abuse" {
  words = { "abus*", "beaten", "beat her", "beat him", "beats her", "beats him", "bruis*", "belt", "cower*", "flinch*", "hit her", "hit him", "hits her", "hits him", "molest*",
    "raised his hand", "raised her hand", "slapp*", "slaps", "threaten*" },
}
define.theme "loss" {
  words = { "ashes", "bereave*", "buried", "burial", "cemeter*", "coffin*", "corpse*", "dead", "death", "deaths", "die", "died", "dies", "drown*", "dying", "funeral*", "grave", "graves",
    "gravestone*", "graveyard*", "grief", "griev*", "headstone*", "last breath", "lost her", "lost him", "miscarr*", "mourn*", "obituar*", "passed away", "tomb*", "urn", "wake for",
    "widow*" },
}
define.theme "betrayal" {
  words = { "adulter*", "affair", "backstab*", "behind her back", "behind his back", "behind your back", "betray*", "cheated on", "cheats on", "double-cross*", "liar*", "lied to", "traitor*",
    "treacher*", "unfaithful*" },
}
define.theme "abandonment" {
  words = { "abandon*", "deserted", "disown*", "left behind", "left her there", "left him there", "left you there", "never came back", "orphan*", "unwanted", "walked out on" },
}
define.theme "substance" {
  words = { "addict*", "alcohol*", "beer", "beers", "booze*", "bottle of gin", "bottle of wine", "brandy", "cigar*", "cocaine", "drugs", "drunk*", "gin", "heroin", "hungover", "hangover*",
    "liquor", "needle in", "opium", "overdos*", "pills", "rum", "smoke a", "sober*", "syringe*", "tobacco", "vodka", "whiskey", "whisky", "wine" },
}
define.theme "behavioral" {
  words = { "binge*", "cut herself", "cut himself", "cut yourself", "cutting herself", "cutting himself", "gambl*", "hurt herself", "hurt himself", "hurt yourself", "purg*", "self-harm*",
    "starv*", "suicid*", "took her own life", "took his own life" },
}
define.theme "violence" {
  words = { "assault*", "attack*", "axe", "behead*", "blood", "bloody", "bleed*", "bled", "bullet*", "corpse*", "dagger*", "execut*", "fist", "fists", "gun", "guns", "gunshot*", "hang him",
    "kill*", "knife", "massacre*", "maim*", "murder*", "pistol*", "punch*", "rifle*", "shot dead", "slaughter*", "stab*", "strangl*", "sword*", "tortur*", "violen*", "wound*" },
}
