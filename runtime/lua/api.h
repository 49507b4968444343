// api.h - rows that become methods and fields: binding, argument checks and reference pages from the same lines
#ifndef TS_LUA_API_H
#define TS_LUA_API_H

#include <lauxlib.h>
#include <lua.h>

#include "base/buffer.h"
#include "lua/guard.h"
#include "lua/pack.h"

// How a row is read: with a parenthesis in its signature it is a method, without one a field, whose function pushes the value
// (NULL: the value is put there by ts_api_keep). Names that begin with `__` go into the metatable. `?` after a parameter's name:
// may be left out.

// What every bound function finds in its upvalues.
enum {
    TS_API_OWNER = 1, // light userdata: a struct ts_lua_pack, or what the simulation gave
    TS_API_ROW,       // light userdata; nil for the functions behind fields
    TS_API_MODULE,    // light userdata
    TS_API_CACHE,     // a table for what names stand for, one for all of the module
};

// Makes the module a type of this state. Raises when memory is gone, as the next two.
void ts_api_declare(lua_State *L, const struct ts_api_module *module, void *owner);
void ts_api_declare_objects(lua_State *L, const struct ts_api_module *module, void *owner); // whose fields need the object as argument 1
// Pushes a new object of a declared type, with `size` zeroed bytes of its own.
void *ts_api_push(lua_State *L, const struct ts_api_module *module, size_t size);
// Pops a value, which is from now on the field `name` of the type's objects.
void ts_api_keep(lua_State *L, const struct ts_api_module *module, const char *name);

// Raises "file:line: universe:add: why"; the second says what err says. To be called with nothing of C's alive.
int ts_api_fail(lua_State *L, const char *format, ...) TS_PRINTF(2, 3);
int ts_api_pass(lua_State *L, const struct ts_err *err);
int ts_api_fail_unknown(lua_State *L, const char *what, const char *wrong, const char *near); // near may be NULL

// Arguments, counted from 1 after the object itself; messages name them as the row's signature does.
void ts_api_check_self(lua_State *L);
void ts_api_check_arguments(lua_State *L); // the object and all of them by their types; leaves as many as the signature has
const char *ts_api_text(lua_State *L, int argument, size_t *length);
const char *ts_api_find_text(lua_State *L, int argument, size_t *length); // NULL when nil
int64_t ts_api_integer(lua_State *L, int argument);
int64_t ts_api_find_integer(lua_State *L, int argument, int64_t otherwise);
void ts_api_table(lua_State *L, int argument, const char *const *fields); // fields, NULL-ended, are all it may have
// Fields of the table at `argument`, which ts_api_table has seen. Texts live as long as the table.
const char *ts_api_field_text(lua_State *L, int argument, const char *field, size_t *length);
int64_t ts_api_field_integer(lua_State *L, int argument, const char *field, int64_t otherwise);
bool ts_api_field_flag(lua_State *L, int argument, const char *field);
// The value at a stack index, to be kept; charged for. `what` names it in the message.
struct ts_value ts_api_value(lua_State *L, int index, const char *what, bool is_map);
// The symbol of a name that a script gave: UTF-8 without NUL. Charged for, since symbols stay.
ts_symbol ts_api_symbol(lua_State *L, const char *bytes, size_t length);

// Runs `body` with `data` protected, so that C can clean up after it. False: it raised; clean up, then call lua_error.
bool ts_api_try(lua_State *L, lua_CFunction body, void *data, int results);

static inline struct ts_lua_pack *ts_api_pack(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(TS_API_OWNER));
}

// The act in hand, with a run; raises when there is none.
struct ts_view *ts_api_view(lua_State *L);
void ts_api_push_symbol(lua_State *L, const struct ts_symbols *symbols, ts_symbol symbol); // nil for 0
void ts_api_push_text(lua_State *L, const struct ts_text *text);                           // nil for NULL
void ts_api_push_name(lua_State *L, const struct ts_symbols *symbols, ts_symbol character); // as a reference, see prose.h
// Finds `name` among ids of content: as it is, as the pack's own, as core's; 0 when there is none.
ts_symbol ts_api_resolve(const struct ts_lua_pack *pack, const struct ts_map *ids, const char *name);
// What was found is called `now`; the script is told when it asked by another name, one that was given up. `now` 0: nothing to tell.
void ts_api_warn_former(lua_State *L, const struct ts_symbols *symbols, ts_symbol asked, ts_symbol now);

// --- api_vars.c: run.vars and run.own. Tables that are read in a writing callback are remembered, so that changes inside are kept.
extern const struct ts_api_module ts_api_vars, ts_api_own;
// Slot of the story's variable whose name is at the stack index `name`, or -1.
int64_t ts_vars_find(lua_State *L, const struct ts_view *view, int name);
void ts_vars_push(lua_State *L, struct ts_lua_pack *pack, const struct ts_view *view, uint32_t slot);
// Puts remembered tables that were changed back (`keep`) and forgets them. Never raises.
enum ts_status ts_vars_settle(struct ts_lua_pack *pack, bool keep, struct ts_err *err) TS_MUST_USE;

// --- api_run.c and others: declare the type and push its object.
void ts_api_open_run(lua_State *L, struct ts_lua_pack *pack);
void ts_api_open_character(lua_State *L, struct ts_lua_pack *pack);
void ts_api_open_universe(lua_State *L, struct ts_lua_pack *pack);
void ts_api_open_progression(lua_State *L, struct ts_lua_pack *pack);
void ts_api_open_rng(lua_State *L, struct ts_lua_pack *pack);
void ts_api_open_log(lua_State *L, struct ts_lua_pack *pack);
void ts_condition_open(lua_State *L, struct ts_lua_pack *pack); // the environment of the pack's conditions; needs the others

// --- api_events.c: pushes the list of events that fit the table of wishes at `argument` (may be none), seen from `position`.
int ts_events_push(lua_State *L, struct ts_view *view, int argument, int64_t position);
int ts_events_push_recent(lua_State *L, struct ts_view *view, int64_t limit); // the run's own

// --- api_focus.c: pushes what is written of the run's focus, or nil.
int ts_focus_push_info(lua_State *L);

// --- rows of the universe that are kept in files of their own: api_people.c, api_npc.c; what they share
void ts_universe_push_value(lua_State *L, struct ts_value value); // takes the value, also when it raises
int ts_people_push(lua_State *L);
int ts_npc_push(lua_State *L);

// --- api_character.c: the run has met whoever is called so; false when it had before. Raises where nothing can be written.
bool ts_character_meet(lua_State *L, const char *npc);
bool ts_character_has_met(lua_State *L, const char *npc);

// --- api_history.c: pushes what the key held, as seen from `position`, newest first; the limit is the function's second argument, if any.
int ts_history_push(lua_State *L, struct ts_view *view, ts_symbol key, int64_t position);
int ts_echoes_push(lua_State *L, struct ts_view *view, int64_t position); // the same of the echo that the first argument names

// --- all other modules, for the reference pages (pages.h)
struct ts_api_page {
    const struct ts_api_module *module;
    const char *called; // how a function of it is called: ":" on an object, "." on a table, "" by itself
};
extern const struct ts_api_page ts_api_pages[]; // ends with module NULL
bool ts_api_is_method(const struct ts_api_row *row); // else a field
const char *ts_api_prefix(const struct ts_api_module *module); // "sim." of those that share a name with one that callbacks get; else ""
extern const struct ts_api_module ts_api_care, ts_api_character, ts_api_npc, ts_api_past, ts_api_log, ts_api_world, ts_api_seen, ts_api_visits, ts_api_since;
extern const struct ts_api_module ts_api_sim_store, ts_api_sim_run, ts_api_sim_universe, ts_api_sim_choosers;

#endif
