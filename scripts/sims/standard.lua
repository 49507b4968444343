-- standard.lua - many runs of the story that the benchmark measures; needs `--content tests/bench/content`

local args = sim.args

return sim.play {
  story = "bench:standard", chooser = args.chooser, runs = args.runs or 100, turns = args.turns or 300, seed = args.seed, first = args.first,
  universe = args.universe,
}
