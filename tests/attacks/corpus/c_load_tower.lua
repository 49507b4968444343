-- expect: limit ; load called from the reader of load
local function read() load(read) return "x" end return load(read)
