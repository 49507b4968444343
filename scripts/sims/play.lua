-- play.lua - many runs of a story, as the command line asks: `turnstone sim play --story harbour:lantern --chooser guided`

local args = sim.args
if not args.story then error("say which story: `turnstone sim play --story harbour:lantern`", 0) end

return sim.play {
  story = args.story, chooser = args.chooser, runs = args.runs or 100, turns = args.turns, seed = args.seed, first = args.first,
  universe = args.universe,
}
