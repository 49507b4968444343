-- zip.lua - writes .zip files for the specs: stored, not deflated
local M = {}

local function checksum(text)
  local crc = 0xffffffff
  for index = 1, #text do
    crc = crc ~ text:byte(index)
    for _ = 1, 8 do crc = (crc >> 1) ~ (0xedb88320 & -(crc & 1)) end
  end
  return crc ~ 0xffffffff
end

-- What both headers of an entry have in common: versions, flags, method, time (1980-01-01), sums, sizes, length of the name, of extras.
local function shared(name, text) return ("<I2I2I2I2I2I4I4I4I2I2"):pack(20, 0, 0, 0, 33, checksum(text), #text, #text, #name, 0) end

-- entries: a list of { name, text }. Gives the path.
function M.write(path, entries)
  local file = assert(io.open(path, "wb"))
  local at, index = 0, {}
  for _, entry in ipairs(entries) do
    local name, text = entry[1], entry[2]
    local head = "PK\3\4" .. shared(name, text) .. name
    index[#index + 1] = "PK\1\2" .. ("<I2"):pack(20) .. shared(name, text) .. ("<I2I2I2I4I4"):pack(0, 0, 0, 0, at) .. name
    file:write(head, text)
    at = at + #head + #text
  end
  local central = table.concat(index)
  file:write(central, "PK\5\6", ("<I2I2I2I2I4I4I2"):pack(0, 0, #entries, #entries, #central, at, 0))
  assert(file:close())
  return path
end

return M
