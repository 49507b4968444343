-- store_files_spec.lua - a store's files: backup, copy, export and import
local support = require "support"

local story = "enchanted_realm:journey"
local disk, store, lines

local function path(name) return disk .. "/" .. name end
local function shell(command) return support.shell(command .. " 2>&1") end
local function files() return shell("ls -A " .. support.quote(disk)) end
local function is_sound(name) return support.must { "store", "check", "--store", name } end
local function export(name) return support.must { "store", "export", "--store", name, "--quiet" } end

-- Through a shell that sets something first.
local function after(setting) return ("sh -c '%s; exec \"$@\"' sh"):format(setting) end

local function wait_for_lines(name, count)
  local seen
  repeat
    seen = select(2, support.read(name):gsub("\n", ""))
  until seen >= count
  return seen
end

describe("a store's files", function()
  setup(function()
    disk = support.folder(true)
    store = path("store.db")
    support.must { "play", story, "--run", "r", "--player", "p", "--universe", "u", "--as", "Zoë \"Z\"", "--seed", "7", "--auto", "8", "--jsonl",
      "--store", store }
    lines = export(store)
  end)
  teardown(function()
    support.remove(disk)
    support.remove_scratch()
  end)

  it("are backed up whole, private and closed", function()
    local target = path("backup.db")
    local told = support.answer { "store", "backup", target, "--store", store, "--json", under = after "umask 000" }
    assert.equal(store, told.store)
    assert.equal(target, told.backup)
    assert.equal(#support.read(target), told.bytes)
    assert.equal("600", shell("stat -c %a " .. support.quote(target)))
    assert.equal(target, shell("ls " .. support.quote(target) .. "*"))
    is_sound(target)
    assert.equal(lines, export(target))
    support.must { "play", "--run", "r", "--auto", "1", "--jsonl", "--store", target }
  end)

  it("are backed up beside the store under the time when no name is given", function()
    local told = support.answer { "store", "backup", "--store", store, "--json" }
    assert.truthy(told.backup:find("^" .. store:gsub("%p", "%%%0") .. "%.%d+%-%d%d%-%d%dT%d%d%-%d%d%-%d%dZ%.bak$"), told.backup)
    assert.equal(lines, export(told.backup))
  end)

  it("are never written over", function()
    local there, before = support.write(path("there"), "mine"), files()
    for _, call in ipairs {
      { "store", "backup", there, "--store", store },
      { "store", "copy", store, there },
      { "store", "export", "--output", there, "--store", store },
      { "store", "import", "--store", there, input = lines },
    } do
      local done = support.run(call)
      assert.equal(73, done.code, done.err)
      assert.truthy(done.err:find("exists already", 1, true), done.err)
      assert.equal("mine", support.read(there))
    end
    assert.equal(before, files())
  end)

  it("are backed up while another process plays on, with every turn told before", function()
    local playing, told, target = path("playing.db"), path("told"), path("meanwhile.db")
    support.must { "play", story, "--run", "r", "--player", "p", "--universe", "u", "--seed", "7", "--auto", "1", "--jsonl", "--store", playing }
    local player = shell(("%s play --run r --auto 1000000 --jsonl --store %s >%s 2>/dev/null </dev/null & echo $!"):format(
      support.quote(support.binary), support.quote(playing), support.quote(told)))
    for round = 1, 3 do
      local name = target .. round
      local before = wait_for_lines(told, round * 20)
      support.must { "store", "backup", name, "--store", playing }
      assert.equal(0, select(3, os.execute("kill -0 " .. player)), "the player stopped")
      is_sound(name)
      local stored = support.answer({ "run", "show", "r", "--store", name, "--json" }).turns
      assert(stored >= before + 1, stored .. " of " .. before + 1)
      support.must { "store", "copy", playing, name .. ".copy" }
      is_sound(name .. ".copy")
    end
    os.execute("kill " .. player)
  end)

  it("come out of an export as they were", function()
    local target = path("imported.db")
    local told = support.answer { "store", "import", "-", "--store", target, "--json", input = lines, under = after "umask 000" }
    assert.equal(select(2, lines:gsub("\n", "")) - 2, told.records)
    assert.truthy(lines:find('"hash":"' .. told.hash .. '"}\n$'))
    assert.equal("600", shell("stat -c %a " .. support.quote(target)))
    is_sound(target)
    assert.equal(lines, export(target))
    support.must { "play", "--run", "r", "--auto", "1", "--jsonl", "--store", target }
  end)

  it("are exported to a private file too", function()
    local target = path("lines")
    support.must { "store", "export", "--output", target, "--store", store, under = after "umask 000" }
    assert.equal(lines, support.read(target))
    assert.equal("600", shell("stat -c %a " .. support.quote(target)))
    support.must { "store", "import", target, "--store", path("from_file.db") }
  end)

  it("are copied record by record, and verified", function()
    local target = path("copy.db")
    local told = support.answer { "store", "copy", store, "sqlite:" .. target, "--json" }
    assert.equal(select(2, lines:gsub("\n", "")) - 2, told.records)
    assert.equal(lines, export(target))
    assert.equal(65, support.run({ "store", "copy", path("nowhere.db"), path("x.db") }).code)
    assert.falsy(support.exists(path("x.db")))
  end)

  it("are not made of lines that do not fit", function()
    local list = {}
    for line in lines:gmatch("[^\n]+") do list[#list + 1] = line end
    local function with(change)
      local copy = table.move(list, 1, #list, 1, {})
      change(copy)
      return table.concat(copy, "\n") .. "\n"
    end
    local before = files()
    for what, case in pairs {
      missing = { "line 9 ", with(function(l) table.remove(l, 9) end) },
      repeated = { "line 10 ", with(function(l) table.insert(l, 9, l[9]) end) },
      reordered = { "line 9 ", with(function(l) l[9], l[10] = l[10], l[9] end) },
      altered = { "line 9 ", with(function(l) l[9] = l[9]:gsub("%d", "7", 1):gsub('"id":%d+', '"id":7') .. " " end) },
      cut = { "it was cut", with(function(l) l[#l] = nil end) },
      halved = { "is cut short", lines:sub(1, #lines // 2) },
      longer = { "comes after the last one", lines .. "{}\n" },
      empty = { "there is no line", "" },
      foreign = { "line 1 ", "hello\n" },
      newer = { "newer turnstone", (lines:gsub('"version":%d+', '"version":99', 1)) },
    } do
      local done = support.run { "store", "import", "--store", path("refused.db"), input = case[2] }
      assert.equal(65, done.code, what .. ": " .. done.err)
      assert.truthy(done.err:find(case[1], 1, true), what .. ": " .. done.err)
      assert.falsy(done.err:find("Zoë", 1, true))
      assert.equal(before, files())
    end
  end)

  it("leave nothing behind where the disk is full", function()
    local before = files()
    for _, call in ipairs {
      { "store", "backup", path("full.db"), "--store", store },
      { "store", "copy", store, path("full.db") },
      { "store", "export", "--output", path("full.db"), "--store", store },
      { "store", "import", "--store", path("full.db"), input = lines },
    } do
      call.under = after 'trap "" XFSZ; ulimit -f 16'
      local done = support.run(call)
      assert.equal(74, done.code, table.concat(call, " ") .. ": " .. done.err)
      assert.truthy(done.err:find("full", 1, true), done.err)
      -- an empty log that a full disk kept from being read stays beside the store until it is written again
      assert.equal(before, (files():gsub("store%.db%-%a+\n", "")))
    end
    assert.equal(lines, export(store))
  end)

  it("say which folder is missing", function()
    local done = support.run { "store", "backup", path("no/such.db"), "--store", store }
    assert.equal(73, done.code)
    assert.truthy(done.err:find(path("no"), 1, true), done.err)
  end)

  local is_root = support.shell("id -u") == "0"
  local as_other = is_root and os.execute("command -v setpriv >/dev/null") and it or pending
  as_other("are backed up out of a folder that may only be read", function()
    local folder, open = path("readonly"), path("open")
    os.execute(("mkdir %s %s && cp %s %s/s.db && cp %s %s/turnstone && chmod -R a+rX %s && chmod 755 %s && chmod 777 %s"):format(
      folder, open, store, folder, support.binary, disk, disk, disk, open))
    local call = support.run { "store", "backup", open .. "/b.db", "--store", folder .. "/s.db", under = after "exec 2>/dev/null" }
    assert.equal(0, call.code)
    local done = shell(("setpriv --reuid 65534 --regid 65534 --clear-groups %s/turnstone store backup %s/c.db --store %s/s.db"):format(disk, open, folder))
    assert.truthy(done:find("is backed up", 1, true), done)
    assert.equal(export(open .. "/b.db"), export(open .. "/c.db"))
    assert.equal("s.db", shell("ls -A " .. folder))
  end)
end)
