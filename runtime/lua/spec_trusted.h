// spec_trusted.h - Lua's full libraries inside a box, for busted and our own scripts, out of reach of the specs
#ifndef TS_LUA_SPEC_TRUSTED_H
#define TS_LUA_SPEC_TRUSTED_H

#include <lua.h>

// Pushes the globals of trusted code: all stock libraries, with a `require` that finds modules in absolute folders only. The box's own
// globals, and the methods of strings, stay what they were. May raise.
void ts_spec_trusted_push(lua_State *L);

// Compiles one of scripts/test/ and leaves the function, whose globals are those at the top, in their place. May raise.
void ts_spec_trusted_load(lua_State *L, const char *path);

#endif
