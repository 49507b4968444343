// plain.h - conditions so plain that no Lua is needed to answer them
//
// Most conditions compare variables, world keys and what was seen with constants. They are read into a tree beside being compiled, and
// answered from it, many times as fast. Whatever is not sure to come out as in Lua is left to Lua.
#ifndef TS_LUA_PLAIN_H
#define TS_LUA_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "game/view.h"

struct ts_plain;

// NULL when the expression needs Lua. Lives as long as the arena.
struct ts_plain *ts_plain_read(struct ts_arena *arena, struct ts_symbols *symbols, const char *source, size_t length);

// What the expression gives, a new reference. False: ask Lua, nothing has happened.
bool ts_plain_value(struct ts_plain *plain, struct ts_view *view, struct ts_value *out);

#endif
