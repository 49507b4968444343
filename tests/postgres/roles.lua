-- roles.lua - roles of a spec's server: who they are, what they may do, and urls by which they come
local support = require "support"

local M = {}

-- Makes one that may log in with a password of its own, and may do nothing yet.
function M.make(server, name)
  local password = "pw-" .. name .. "-" .. support.shell "od -An -N8 -tx1 /dev/urandom | tr -d ' \n'"
  server:sql(server.url, ("CREATE ROLE %s LOGIN PASSWORD '%s'"):format(name, password))
  return { name = name, password = password }
end

-- The url of a database for a role; without its password when that is elsewhere.
function M.url(role, database, has_no_password)
  return (database:gsub("//[^@]*@", "//" .. role.name .. (has_no_password and "" or ":" .. role.password) .. "@"))
end

-- The tables of a store, made by whoever owns the database, and what `store grant` prints run on them.
function M.tables(database) support.must { "store", "migrate", "--store", database, "--quiet" } end
function M.grant(database, role, ...)
  local sql = support.write(support.path "grant.sql", support.must { "store", "grant", role.name, ... })
  local said = support.shell(("psql -X -q -v ON_ERROR_STOP=1 -f %s %s 2>&1"):format(sql, support.quote(database)))
  assert(said == "", said)
end

-- What the server says to an SQL statement of a role.
function M.says(role, database, question)
  return support.shell(("psql -X -q -A -t -c %s %s 2>&1"):format(support.quote(question), support.quote(M.url(role, database))))
end

return M
