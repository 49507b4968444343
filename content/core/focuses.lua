-- focuses.lua - what a run may carry: a setting that suits it and the ideas it works with

local fits = require("fitting").by_focus

define.focus "anxiety_management" {
  title = "Anxiety Management", setting = "enchanted forest",
  ideas = { "safe uncertainty", "growth mindset", "self-compassion" },
  metaconcepts = fits.anxiety_management,
}
define.focus "self_esteem" {
  title = "Self-Esteem", setting = "jungle ruins",
  ideas = { "self-worth", "achievement" },
  metaconcepts = fits.self_esteem,
}
define.focus "relationship_healing" {
  title = "Relationship Healing", setting = "highlands guest house",
  ideas = { "attachment", "boundaries", "vulnerability" },
  metaconcepts = fits.relationship_healing,
}
define.focus "anxiety" {
  title = "Anxiety", setting = "enchanted forest",
  ideas = { "safe uncertainty", "growth mindset", "self-compassion" },
  metaconcepts = fits.anxiety,
}
define.focus "depression" {
  title = "Depression", setting = "abandoned space station",
  ideas = { "behavioral activation", "meaning-making", "connection" },
  metaconcepts = fits.depression,
}
define.focus "trauma" {
  title = "Trauma", setting = "1920s Paris",
  ideas = { "window of tolerance", "grounding", "agency" },
  metaconcepts = fits.trauma,
}
define.focus "grief" {
  title = "Grief", setting = "coastal bookshop",
  ideas = { "continuing bonds", "dual process", "meaning reconstruction" },
  metaconcepts = fits.grief,
}
define.focus "social_anxiety" {
  title = "Social Anxiety", setting = "magic market",
  ideas = { "exposure", "self-efficacy", "compassionate mind" },
  metaconcepts = fits.social_anxiety,
}
define.focus "identity" {
  title = "Identity", setting = "cyberpunk café",
  ideas = { "self-concept", "values clarification", "autonomy" },
  metaconcepts = fits.identity,
}
define.focus "ptsd" {
  title = "PTSD", setting = "university library",
  ideas = { "safety", "empowerment", "present moment" },
  metaconcepts = fits.ptsd,
}
define.focus "stress" {
  title = "Stress", setting = "mountain monastery",
  ideas = { "mindfulness", "acceptance", "non-judgment" },
  metaconcepts = fits.stress,
}
define.focus "relationships" {
  title = "Relationships", setting = "highlands guest house",
  ideas = { "attachment", "boundaries", "vulnerability" },
  metaconcepts = fits.relationships,
}
