-- ledger_spec.lua - kill -9 at random moments, against a ledger of what was told
local ledger = require "ledger"
local support = require "support"

describe("the ledger", function()
  teardown(support.remove_scratch)

  it("shows no turn lost and none doubled, however often the process is killed", function()
    local found = ledger.run(support.is_long and 1000 or support.is_dev and 3 or 20)
    print(ledger.words(found))
    assert.same({ 0, 0 }, { found.lost, found.doubled })
    assert.is_true(found.told >= found.kills)
  end)
end)
