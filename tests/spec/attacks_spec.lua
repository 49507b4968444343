-- attacks_spec.lua - every hostile script of the corpus alone, through eval of the real binary
local support = require "support"
local attacks = require "attacks"

local all = attacks.all()
if support.is_dev and not support.is_long then all = attacks.sample(all, 5) end
local tally = attacks.tally()

describe("alone, the attack", function()
  teardown(function()
    support.remove_scratch()
    attacks.print("alone", tally)
  end)

  for _, attack in ipairs(all) do
    it(attack.name .. " ends in order", function()
      local done = attacks.within(attacks.seconds * 1000, attack, function() return attacks.weigh { "eval", attack.path } end)
      attacks.add(tally, attack, done)
      assert.equal(0, done.signal, done.err:sub(1, 400))
      assert(done.code == 0 or done.code == 1 or done.code == 65, "exit " .. done.code .. ": " .. done.err:sub(1, 400))
      assert.is_falsy(attacks.escaped(attack, done), "it got out: " .. done.err:sub(1, 400) .. done.out:sub(1, 400))
      if attack.expect == "refuse" then assert.are_not.equal(0, done.code, "it was not refused") end
      if attack.expect == "limit" and done.ms > 1000 and not support.is_dev then
        assert.truthy(done.err:find("stopped", 1, true) or done.err:find("is the limit", 1, true), "no limit stopped it: " .. done.err:sub(1, 400))
      end
      assert.is_true(done.ms <= attacks.seconds * 1000, "took " .. done.ms .. " ms")
      if not support.is_dev then assert.is_true(done.kb <= attacks.kilobytes, "took " .. done.kb .. " kB") end
      assert.is_true(#done.out + #done.err < 20000, "printed " .. #done.out + #done.err .. " bytes")
      assert.is_nil((done.out .. done.err):find("[%z\1-\8\11-\31]"), "printed control characters")
    end)
  end
end)
