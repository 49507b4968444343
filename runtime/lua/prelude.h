// prelude.h - rows whose functions are written in Lua: scripts/prelude/
#ifndef TS_LUA_PRELUDE_H
#define TS_LUA_PRELUDE_H

#include "lua/api.h"

// Runs scripts/prelude/<name>.lua, which returns the functions of the module's rows by their names. May raise.
void ts_prelude_open(lua_State *L, struct ts_lua_pack *pack, const struct ts_api_module *module, const char *name);
// Pushes the function `name` of the module's file.
void ts_prelude_push(lua_State *L, const struct ts_api_module *module, const char *name);
// Calls what the file has under the row's name with all that lies from stack index `first` on, and leaves one result in their place. nil and
// a reason: raised, as from the line that called.
void ts_prelude_run(lua_State *L, int first);
// A row's function: the same with the object and the arguments, which are checked by the row's signature.
int ts_prelude_call(lua_State *L);

#endif
