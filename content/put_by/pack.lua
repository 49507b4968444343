return {
  name = "put_by",
  version = "1.0.0",
  title = "Put By",
  description = "Four days of minding a bookshop that has one door to the street and one to the sea, in the week of the highest tide.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "core" },
}
