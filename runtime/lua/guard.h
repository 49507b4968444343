// guard.h - what the files of this floor share: the inside of a box, and charging
#ifndef TS_LUA_GUARD_H
#define TS_LUA_GUARD_H

#include <stdbool.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "lua/box.h"

enum {
    TS_HOOK_FIRST = 100,   // instructions until a call is looked at for the first time
    TS_HOOK_PERIOD = 1000, // and from then on
    TS_HOOK_SLOW = 10,     // when single instructions turn out to take long
    TS_HOOK_EXACT = 1,     // while somebody measures: also those of a call that ends before the first look
    TS_REPORT_SIZE = 2048,
    TS_WHERE_SIZE = 128,
    TS_VALUES_MAX = 8000,   // values that one library call may return
    TS_LOAD_MAX = 64 * 1024 // bytes that a script may `load` at once
};

struct ts_box {
    lua_State *main, *current;
    struct ts_limits limits;
    int64_t left, checkpoint; // steps; a charge that takes `left` below `checkpoint` looks at the clock
    int64_t started, seen;    // milliseconds, 0 until first looked at
    size_t used, moved;       // bytes held; bytes of big blocks allocated in this call
    size_t room;              // bytes added to the limit of each call
    int depth, full, slow;    // nested calls; how often the cap was met in this call; instructions of short periods, not yet charged
    bool is_exact;            // they count in ts_box_steps
    bool is_deep; // its stack was to grow too large in this call
    enum ts_trip trip;
    char where[TS_WHERE_SIZE];   // "file:line" at which it was stopped
    char report[TS_REPORT_SIZE]; // message and traceback of the last error
    char name[64];
};

// Pushed by a trip: a light userdata, so that raising it needs no memory.
extern const char ts_trip_mark[];

// Keys in the registry.
extern const char ts_key_env[], ts_key_globals[], ts_key_watched[];

static inline struct ts_box *ts_guard_box(lua_State *L)
{
    return *(struct ts_box **)lua_getextraspace(L);
}

// budget.c
void *ts_guard_allocate(void *box, void *block, size_t old_size, size_t new_size);
void ts_guard_arm(struct ts_box *box, const struct ts_limits *limits);
void ts_guard_trip(struct ts_box *box, lua_State *L, enum ts_trip trip);
void ts_guard_look(lua_State *L, struct ts_box *box); // at flag, steps and clock; raises
// To be called with the status of everything that caught an error: passes a trip on, charges for the rest.
void ts_guard_caught(lua_State *L, int status);

static inline void ts_guard_charge(lua_State *L, int64_t steps)
{
    struct ts_box *box = ts_guard_box(L);
    box->left -= steps;
    if (box->left < box->checkpoint) ts_guard_look(L, box);
}

// fault.c
int ts_fault_handler(lua_State *L);                        // message handler that fills box->report and runs no script code
void ts_fault_where(lua_State *L, char *out, size_t size); // "file:line" of the innermost script function, or ""
void ts_fault_clean(char *out, size_t size, const char *text, size_t length); // printable, cut, always terminated
// The name that is probably meant where the message speaks of a nil field or an unknown variable; false: none is near. Runs, allocates and raises nothing.
bool ts_fault_near(lua_State *L, const char *message, char *out, size_t size);
enum ts_status ts_fault_report(struct ts_box *box, int status, struct ts_err *err);

// seal.c
// Pushes the table behind a sealed view, or else the value at the index.
void ts_seal_resolve(lua_State *L, int index);
bool ts_seal_is(lua_State *L, int index);
void ts_seal_globals(lua_State *L);

// Argument readers that charge for long numerals before they are converted.
lua_Integer ts_guard_integer(lua_State *L, int index);
lua_Integer ts_guard_optional(lua_State *L, int index, lua_Integer otherwise);

// Pushes what `tostring` gives: as luaL_tolstring, but no address.
const char *ts_guard_describe(lua_State *L, int index, size_t *length);

// What follows the character at `text`, which ends in a zero byte; NULL when the sequence is broken.
const unsigned char *ts_utf8_decode(const unsigned char *text, uint32_t *code);

// Sets t[name] for the table on top: the stock C function of that name in the table at `stock`, behind a wrapper that
// charges for its arguments.
void ts_guard_wrap(lua_State *L, int stock, const char *const *names);

// lib_*.c: each pushes its library's table.
void ts_lib_base(lua_State *L); // into the environment on top, pushes nothing
void ts_lib_string(lua_State *L);
void ts_lib_pattern(lua_State *L); // into the string library on top
void ts_lib_table(lua_State *L);
void ts_lib_utf8(lua_State *L);
void ts_lib_coroutine(lua_State *L);
void ts_lib_math(lua_State *L);
void ts_lib_json(lua_State *L);

#endif
