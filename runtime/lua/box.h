// box.h - one pack's Lua state: what it may reach, how much it may use, and what happened when it took more
#ifndef TS_LUA_BOX_H
#define TS_LUA_BOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "base/status.h"

// What one call may use. A field that is 0 means its default.
struct ts_limits {
    int64_t steps; // VM instructions and charged C work, default 20 M; the same in every process
    size_t bytes;  // live memory of the whole state, default 32 MB; 64 times as much may be moved about in one call
    int millis;    // wall clock, a backstop only, default 1800
};

enum ts_trip { TS_TRIP_NONE, TS_TRIP_STEPS, TS_TRIP_MEMORY, TS_TRIP_CLOCK };

// Bytes of one source file, and of what is compiled at once: what is made of a .story file is longer than the file.
enum { TS_BOX_SOURCE_MAX = 1 << 20, TS_BOX_COMPILED_MAX = 4 << 20 };

// A sandboxed state. Not for use by two threads at once; boxes share nothing with each other.
struct ts_box;

// A fresh box with the guarded libraries; NULL when out of memory. `name` (copied, cut at 63 bytes) is used in messages.
struct ts_box *ts_box_new(const char *name);
void ts_box_free(struct ts_box *box);

// The Lua thread that runs now: the main one, or the coroutine from which a binding was called.
lua_State *ts_box_lua(struct ts_box *box);

// The box that a state or one of its coroutines belongs to. One load from memory.
struct ts_box *ts_box_of(lua_State *L);

// Calls the function that lies below its `nargs` arguments on ts_box_lua(box), as lua_pcall does (LUA_MULTRET is fine),
// with a fresh budget; NULL means the default limits. A call from inside a running call of the same box uses what is
// left of that one's budget instead. Results are on the stack; on failure function and arguments are gone and `err`
// says "file:line: what" and, on indented lines, through which functions. No script code runs to make that message.
enum ts_status ts_box_call(struct ts_box *box, int nargs, int nresults, const struct ts_limits *limits, struct ts_err *err) TS_MUST_USE;

// The same for a call into `box` made by a binding that `outer` is running: it may use at most what is left to `outer`,
// and what it used is taken from there. After a failure the binding should raise; if the budget is gone, `outer`
// is stopped at its next charge or instruction.
enum ts_status ts_box_call_within(struct ts_box *outer, struct ts_box *box, int nargs, int nresults, const struct ts_limits *limits,
                                  struct ts_err *err) TS_MUST_USE;

// Runs a C function of the host in protected mode and outside the budget, with `data` as light userdata argument:
// the way to fill an environment, since whatever touches a state may run out of memory. No results.
enum ts_status ts_box_run(struct ts_box *box, lua_CFunction function, void *data, struct ts_err *err) TS_MUST_USE;

// Which limit stopped this box, if any. It stays: a stopped box refuses every later call and load until its owner
// frees it and builds another.
enum ts_trip ts_box_tripped(const struct ts_box *box);
const char *ts_trip_name(enum ts_trip trip); // "steps", "memory", "clock" or "none"

// Charges work done in C for a script: about one step for each 5 ns. Raises a Lua error when the budget is gone.
void ts_box_charge(lua_State *L, int64_t steps);

// Steps used by the last outermost call: instructions in whole hook periods, and every charge.
int64_t ts_box_steps(const struct ts_box *box);
// From the next call on every instruction is counted in it, which makes scripts many times slower; the limits stay where they are.
void ts_box_set_exact(struct ts_box *box, bool is_exact);

// Bytes the state holds now.
size_t ts_box_bytes(const struct ts_box *box);
// From the next call on so many bytes more than the limit of a call says; 0 at first.
void ts_box_set_room(struct ts_box *box, size_t bytes);

// Compiles text (never bytecode) of at most TS_BOX_COMPILED_MAX bytes and leaves the function on the stack.
// `chunkname` is the file's path as messages shall show it. `env_index` is the stack index of the environment table,
// 0 for the box's own. Sources made to keep the compiler busy are refused with a reason.
enum ts_status ts_box_load(struct ts_box *box, const char *chunkname, const char *source, size_t length, int env_index,
                           struct ts_err *err) TS_MUST_USE;

// Pushes the table behind the box's globals: whatever a loader puts in it (see ts_box_run) is a global for scripts,
// which themselves can neither assign a global nor read one that does not exist.
void ts_box_env(struct ts_box *box);

// Pushes what scripts see as their globals: a sealed view of ts_box_env, and the default environment of ts_box_load.
void ts_box_globals(struct ts_box *box);

// Replaces the table on top of the stack by a read-only view of it: reads and `pairs` go through, writes are errors
// that name `what` ("the string library"). Only the table itself is sealed, not those inside. May raise.
void ts_box_seal(lua_State *L, const char *what);

// Seals every global that is still a plain table. Call it when a pack is loaded.
enum ts_status ts_box_freeze(struct ts_box *box, struct ts_err *err) TS_MUST_USE;

// Adds the table or function at `index` to what ts_box_digest looks at.
enum ts_status ts_box_watch(struct ts_box *box, int index, struct ts_err *err) TS_MUST_USE;

// A digest of all that is reachable from watched values: tables, metatables, upvalues. The box's own globals are left
// out, since scripts cannot change them. Equal before and after a callback unless it kept state. 0 when it cannot be
// made (out of memory).
uint64_t ts_box_digest(struct ts_box *box);

// The same of one watched value, numbered from 1 to ts_box_watched; `file` is where it was written, "" for a table.
enum { TS_BOX_FILE_MAX = 256 };
uint64_t ts_box_digest_one(struct ts_box *box, uint32_t number, char file[TS_BOX_FILE_MAX]);
uint32_t ts_box_watched(struct ts_box *box);

#endif
