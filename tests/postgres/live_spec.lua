-- live_spec.lua - in a live world on a server each hears what others do, in order and all of it, also behind a cut and without typing
local heard = require "heard"
local beside = require "beside"
local server = require "server"
local support = require "support"

describe("in a live world on a server", function()
  local one = server.get()
  teardown(function()
    one:stop()
    support.remove_scratch()
  end)

  it("each turn is heard once and in order", function()
    local pair = heard.new(one:database())
    print(heard.words(pair:measure(120)))
    pair:stop()
  end)

  it("turns that come faster than they can be shown are all heard", function()
    local pair, count = heard.new(one:database()), 300
    pair.teller.input:write(("say\n"):rep(count))
    pair.told = count
    pair:hear()
    pair:stop()
  end)

  it("a line that is being typed stays while others are heard", function()
    local pair = heard.new(one:database())
    pair.hearer.input:setvbuf "no"
    pair.hearer.input:write "wa"
    pair:tell()
    pair:hear()
    pair.hearer.input:write "it\n"
    beside.read_until(pair.hearer, "Wait")
    pair:stop()
  end)

  it("who is let go by the server hears what was told meanwhile, without a word typed", function()
    local url = one:database()
    local pair = heard.new(url)
    for _ = 1, 3 do
      one:sql(url, ("SELECT pg_terminate_backend(%s, 5000)"):format(heard.backend_of(one, url, pair.hearer)))
      for _ = 1, 15 do pair:tell() end
      pair:hear()
    end
    pair:stop()
  end)

  it("who was there when the server crashed hears what was told behind it", function()
    local pair = heard.new(one:database())
    for _ = 1, 2 do
      one:restart()
      for _ = 1, 15 do pair:tell() end
      pair:hear()
    end
    pair:stop()
  end)
end)
