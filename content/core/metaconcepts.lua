-- metaconcepts.lua - the principles a run can integrate, by category

-- therapeutic
define.metaconcept "support_therapeutic_goals" {
  title = "Support Therapeutic Goals", category = "therapeutic", scope = { "therapeutic", "narrative" },
}
define.metaconcept "promote_self_compassion" {
  title = "Promote Self-Compassion", category = "therapeutic", scope = { "therapeutic", "narrative" },
}
define.metaconcept "enable_externalization" {
  title = "Enable Externalization", category = "therapeutic", scope = { "therapeutic", "narrative" },
}
define.metaconcept "support_re_authoring" {
  title = "Support Re-Authoring", category = "therapeutic", scope = { "therapeutic", "narrative" },
}

-- narrative
define.metaconcept "ensure_narrative_quality" {
  title = "Ensure Narrative Quality", category = "narrative", scope = { "narrative" },
}
define.metaconcept "maintain_chronology" {
  title = "Maintain Chronology", category = "narrative", scope = { "narrative" },
}
define.metaconcept "develop_compelling_characters" {
  title = "Develop Compelling Characters", category = "narrative", scope = { "narrative" },
}
define.metaconcept "create_meaningful_choices" {
  title = "Create Meaningful Choices", category = "narrative", scope = { "narrative", "game" },
}
define.metaconcept "balance_tone" {
  title = "Balance Tone", category = "narrative", scope = { "narrative", "therapeutic" },
}

-- safety
define.metaconcept "prioritize_player_agency" {
  title = "Prioritize Player Agency", category = "safety", scope = { "all" },
}
define.metaconcept "respect_player_boundaries" {
  title = "Respect Player Boundaries", category = "safety", scope = { "all" },
}
define.metaconcept "provide_content_warnings" {
  title = "Provide Content Warnings", category = "safety", scope = { "therapeutic", "narrative" },
}
define.metaconcept "enable_gentle_pacing" {
  title = "Enable Gentle Pacing", category = "safety", scope = { "all" },
}
define.metaconcept "offer_skip_options" {
  title = "Offer Skip Options", category = "safety", scope = { "therapeutic", "narrative" },
}
define.metaconcept "validate_player_experience" {
  title = "Validate Player Experience", category = "safety", scope = { "therapeutic" },
}

-- game
define.metaconcept "maintain_challenge_balance" {
  title = "Maintain Challenge Balance", category = "game", scope = { "game" },
}
define.metaconcept "support_system_adaptation" {
  title = "Support System Adaptation", category = "game", scope = { "game" },
}
define.metaconcept "enable_collaborative_play" {
  title = "Enable Collaborative Play", category = "game", scope = { "game", "narrative" },
}
