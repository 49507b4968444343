// keys.h - the keys of a table in an order that is the same in every process
#ifndef TS_LUA_KEYS_H
#define TS_LUA_KEYS_H

#include <stdbool.h>

#include <lua.h>

// Pushes a list of the keys of the table at `index`: integers ascending, floats ascending, strings bytewise, false,
// true. Other keys have no order: they raise, or are left out when `skip_others`. Charges; returns the count.
lua_Integer ts_keys_sorted(lua_State *L, int index, bool skip_others);

// Pushes the first key of the table at `index` that comes after the key on top (nil: the very first), which it pops.
// Pushes nothing and returns false at the end.
bool ts_keys_next(lua_State *L, int index);

#endif
