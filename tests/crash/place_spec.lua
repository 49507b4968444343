-- place_spec.lua - folders and stores that may not be written
local support = require "support"
local trial = require "trial"

describe("a folder that may not be written", function()
  local folder, tool
  setup(function()
    folder = support.folder(true)
    if support.shell("id -u") == "0" then tool = "setpriv --reuid=65534 --regid=65534 --clear-groups" else tool = "" end
  end)
  teardown(function()
    support.remove(folder)
    support.remove_scratch()
  end)

  local function is_possible()
    if tool ~= "" and not os.execute("command -v setpriv >/dev/null") then return false end
    os.execute("chmod a+rx " .. trial.content():match("^(.*)/"))
    return os.execute(tool .. " test -x " .. support.quote(support.binary)) and os.execute(tool .. " test -r " .. trial.content() .. "/crash/init.lua")
  end

  local function call(words)
    for _, word in ipairs { "--no-default-content", "--content", trial.content(), "--store", folder .. "/s.db" } do words[#words + 1] = word end
    words.under = tool
    return support.run(words)
  end

  it("is named, with the right that is missing; a store in it is read, and not played", function()
    if not is_possible() then return pending("another user cannot run the binary here") end
    os.execute("chmod 555 " .. folder)
    local done = call { "play", "crash:walk", "--run", "r", "--auto", "1" }
    assert(done.code == 73 or done.code == 77, ("exit %d: %s"):format(done.code, done.err))
    assert(done.err:find(folder, 1, true) and done.err:find("right", 1, true), done.err)
    os.execute("chmod 777 " .. folder)
    assert.equal(0, call { "play", "crash:walk", "--run", "r", "--player", "p", "--universe", "u", "--auto", "1" }.code)
    os.execute(("chmod 555 %s; chmod 444 %s/s.db"):format(folder, folder))
    local text = support.read(folder .. "/s.db")
    assert.equal(0, call { "run", "show", "r", "--json" }.code)
    assert.equal(0, call { "store", "check" }.code)
    done = call { "play", "--run", "r", "--auto", "1" }
    assert(done.code == 73 or done.code == 77, ("exit %d: %s"):format(done.code, done.err))
    assert(done.err:find(folder, 1, true) and done.err:find("right", 1, true), done.err)
    assert.equal(text, support.read(folder .. "/s.db"))
  end)
end)
