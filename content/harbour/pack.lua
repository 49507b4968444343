return {
  name = "harbour",
  version = "1.0.0",
  title = "The Harbour",
  description = "One evening on a quay, with a lantern that nobody has lit and a name that has not been said.",
  requires = { "core" },
}
