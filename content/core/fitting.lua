-- fitting.lua - which metaconcepts fit which focus; read by focuses.lua and rules/milestones.lua

local M = {}

--- Fit every run, whatever its focus. They follow the focus's own.
M.every_run = {
  "support_therapeutic_goals",
  "create_meaningful_choices",
  "prioritize_player_agency",
  "enable_gentle_pacing",
}

--- A focus's own come first.
M.by_focus = {
  anxiety_management = { "promote_self_compassion", "enable_externalization", "validate_player_experience" },
  self_esteem = { "promote_self_compassion", "support_re_authoring", "maintain_challenge_balance" },
  relationship_healing = { "develop_compelling_characters", "respect_player_boundaries", "enable_collaborative_play" },
  anxiety = { "promote_self_compassion", "enable_externalization", "support_system_adaptation" },
  depression = { "validate_player_experience", "support_re_authoring", "balance_tone" },
  trauma = { "respect_player_boundaries", "provide_content_warnings", "offer_skip_options" },
  grief = { "validate_player_experience", "maintain_chronology", "support_re_authoring" },
  social_anxiety = { "promote_self_compassion", "maintain_challenge_balance", "enable_collaborative_play" },
  identity = { "support_re_authoring", "develop_compelling_characters", "ensure_narrative_quality" },
  ptsd = { "respect_player_boundaries", "offer_skip_options", "provide_content_warnings" },
  stress = { "promote_self_compassion", "balance_tone", "support_system_adaptation" },
  relationships = { "respect_player_boundaries", "develop_compelling_characters", "enable_collaborative_play" },
}

--- The metaconcept due the nth time one is due (n counts from 1): round and round through those that fit.
--- A focus this file does not know, or none, gets those that fit every run.
function M.due(focus, n)
  local own = focus and M.by_focus[focus] or {}
  local i = (n - 1) % (#own + #M.every_run) + 1
  if i <= #own then return own[i] end
  return M.every_run[i - #own]
end

return M
