-- companions.lua - what walks beside a traveller, by the focus of the run; conditions to use as `when`

return {
  hare = [[run.focus == "anxiety_management"]],        -- a grey hare, always listening
  rule = [[run.focus == "self_esteem"]],               -- a folding rule, marked in another's hand
  thread = [[run.focus == "relationship_healing"]],    -- a red thread on the wrist, its end cut
  stone = [[run.focus ~= "anxiety_management" and run.focus ~= "self_esteem" and run.focus ~= "relationship_healing"]],
}
