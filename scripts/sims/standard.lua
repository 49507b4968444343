-- standard.lua - many runs of the story that the benchmark measures; needs `--content tests/bench/content`

return sim.play {
  story = "bench:standard", runs = sim.args.runs or 100, turns = sim.args.turns or 300, seed = sim.args.seed, universe = sim.args.universe,
}
