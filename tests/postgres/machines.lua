-- machines.lua - machines on one: each a network and a host name of its own, joined to the first by a cable that can be cut
local support = require "support"

local M = {}
M.__index = M

-- True, or nil and what the command said.
local function try(command)
  local errors = support.path("machines.err")
  if os.execute(("%s >%s 2>&1"):format(command, errors)) then return true end
  return nil, support.read(errors)
end

-- A process that holds the namespaces until this one has ended; its number, or nil and why there is none.
local function hold(name)
  local command = [[unshare --net --uts sh -c 'hostname %s && ip link set lo up && echo $$ && exec >/dev/null 2>&1 && exec tail --pid=$0 -f /dev/null' $PPID 2>&1 &]]
  local said = support.shell(command:format(name))
  if said:find("^%d+$") then return tonumber(said) end
  return nil, said
end

-- Puts words before a command, so that it is run on machine `name`.
function M:on(name) return ("nsenter --target %d --net --uts --"):format(self.holders[name]) end

function M:must(name, command)
  local done, why = try(self:on(name) .. " " .. command)
  assert(done, why)
end

-- Machine 0 is the server's, at `address`; from each other one a cable leads there.
M.address = "10.83.0.1"
local function join(self, number)
  local name, net = "machine" .. number, "10.83." .. number
  for _, step in ipairs {
    { "machine0", ("ip link add cable%d type veth peer name cable netns %d"):format(number, self.holders[name]) },
    { "machine0", ("ip address add %s.1/30 dev cable%d"):format(net, number) },
    { "machine0", ("ip link set cable%d up"):format(number) },
    { name, ("ip address add %s.2/30 dev cable"):format(net) },
    { name, "ip link set cable up" },
    { name, ("ip route add %s via %s.1"):format(M.address, net) },
  } do
    local done, why = try(self:on(step[1]) .. " " .. step[2])
    if not done then return nil, step[2] .. ": " .. why end
  end
  return true
end

-- machine0, and so many more; nil and why when there can be none.
function M.new(count)
  local self = setmetatable({ holders = {} }, M)
  for number = 0, count do
    local holder, why = hold("machine" .. number)
    if not holder then self:remove() return nil, why end
    self.holders["machine" .. number] = holder
  end
  local done, why = try(self:on "machine0" .. " ip address add " .. M.address .. "/32 dev lo")
  for number = 1, count do
    if done then done, why = join(self, number) end
  end
  if done then return self end
  self:remove()
  return nil, why
end

function M:remove()
  for _, holder in pairs(self.holders) do os.execute("kill " .. holder) end
end

-- Nothing goes either way.
function M:cut(number) self:must("machine0", ("ip link set cable%d down"):format(number)) end
function M:mend(number) self:must("machine0", ("ip link set cable%d up"):format(number)) end

-- What machine `number` asks still arrives, and no answer comes back.
function M:silence(number) self:must("machine0", ("ip route add blackhole 10.83.%d.2/32"):format(number)) end
function M:hear(number) self:must("machine0", ("ip route del blackhole 10.83.%d.2/32"):format(number)) end

return M
