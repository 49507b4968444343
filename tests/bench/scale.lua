-- scale.lua - what so many players need, computed from measured figures: tests/bench/run.lua 3 postgresql | lua5.4 tests/bench/scale.lua
--
-- Prints a line of JSON for each number of players. What is assumed of people stands here, what was measured comes in; docs/scale.md
-- says what follows.
local json = require "cjson"

local assumed = {
  turns_a_year = 3 * 52 * 30,      -- three sittings a week, of thirty turns
  busiest_hour = 0.1,              -- of a day's turns: of 24 even ones each would have 0.042
  seconds_between_turns = 40,      -- that a person reads
  headroom = 2,                    -- what is bought for what is needed
  measured_cores = 2,              -- of the machine that was measured, which ran the players too
  server_cores = 32,               -- of one large server
  connections = 400,               -- that one server keeps in hand well
  players_in_a_world = 50,         -- at most, of those who are playing at once
}

local function ceil(x) return math.ceil(x - 1e-9) end
local function round(x, digits) return tonumber(("%." .. (digits or 0) .. "f"):format(x)) end

local function plan(players, measured)
  local a = assumed
  local turns_a_day = players * a.turns_a_year / 365
  local busiest = turns_a_day * a.busiest_hour / 3600
  local playing = busiest * a.seconds_between_turns
  local a_server = measured.postgresql_eight_in_eight_universes.turns_per_second / a.measured_cores * a.server_cores / a.headroom
  local hot = measured.postgresql_eight_in_one_universe.turns_per_second
  local turns_a_year = players * a.turns_a_year
  return {
    players = players,
    turns_per_second = { mean = round(turns_a_day / 86400, 2), busiest_hour = round(busiest, 1) },
    playing_at_once = ceil(playing),
    servers = ceil(busiest / a_server),
    of_one_server = round(busiest / a_server, 3),
    sessions_per_server = ceil(playing / ceil(busiest / a_server)),
    needs_pooling = playing / ceil(busiest / a_server) > a.connections,
    of_a_hot_world = round(a.players_in_a_world / a.seconds_between_turns / hot, 3),
    gigabytes_a_year = round(turns_a_year * measured.postgresql_size.bytes_per_turn / 1e9, 1),
    log_megabytes_per_second = round(busiest * measured.postgresql_size.log_bytes_per_turn / 1e6, 3),
    rows_a_year = round(turns_a_year * measured.postgresql_size.rows_per_turn),
  }
end

local measured = json.decode(io.read("a"))
for _, name in ipairs { "postgresql_eight_in_eight_universes", "postgresql_eight_in_one_universe", "postgresql_size" } do
  assert(measured[name], name .. " was not measured: " .. (measured.postgresql and measured.postgresql.skipped or "give the answer of run.lua"))
end
print(json.encode {
  a_player_a_year = {
    turns = assumed.turns_a_year,
    kilobytes = round(assumed.turns_a_year * measured.postgresql_size.bytes_per_turn / 1000, 1),
    rows = round(assumed.turns_a_year * measured.postgresql_size.rows_per_turn),
  },
})
for _, players in ipairs { 1000, 1000000, 100000000 } do print(json.encode(plan(players, measured))) end
