// pack.h - loaded packs and their boxes: what the files of lua/ share, seen by nobody else
#ifndef TS_LUA_PACK_H
#define TS_LUA_PACK_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/plural.h"
#include "game/content.h"
#include "game/script.h"
#include "game/view.h"
#include "lua/allowance.h"
#include "lua/box.h"
#include "lua/host.h"

struct ts_lua_pack {
    struct ts_host *host;
    uint32_t index;               // in host->content.packs
    ts_symbol name;
    struct ts_box *box;
    struct ts_allowance allowance; // while it is loaded
    uint32_t *calls;              // the pack's calls in the order of its definitions: rebuilding gives them new refs
    uint32_t call_count, call_room;
    bool is_rebuilding;           // ts_lua_call_add then answers calls[rebound++] with the new ref, and adds none
    uint32_t rebound;
    bool is_broken;               // a script of it failed, or the state was stopped
    struct ts_lua_source *sources; // its scripts as read at load: what rebuilding runs
    uint32_t source_count;
    struct ts_lua_source *migrations; // the files of its folder migrations/, by name
    uint32_t migration_count;
    struct ts_setting_info **settings; // as its user set them
    uint32_t setting_count;
    uint32_t former_count;        // names it says it gave up
    uint32_t amended;             // scenes it amends, each time counted
    struct ts_lua_definitions *definitions; // what its scripts defined so far; NULL when it is not loading
    const struct ts_lua_instance *instances; // which stories its shared choices were made for
    uint32_t instance_count;
    uint64_t *held;               // what its functions held at ts_host_remember, in order; NULL before
    uint32_t held_count;
    struct ts_buffer *said;       // where `log` goes under ts_host_eval; NULL otherwise
    bool has_tables;              // tables of variables were handed out in the callback in hand, see api_vars.c
    int run, universe, progression, tables, conditions; // registry references that ts_api_open made
};

struct ts_host {
    struct ts_symbols *symbols;
    struct ts_content content;
    struct ts_lua_pack *packs;
    struct ts_script script;      // answers of script.c, self is the host
    struct ts_view *view;         // the act in hand while a call runs; NULL otherwise
    uint32_t rebuilds;
    struct ts_running *now, unheard; // where it is said what runs: never NULL, `unheard` when nobody asks
    struct ts_box *running;       // of the innermost call; what that calls uses its budget. NULL between calls
    uint32_t depth;               // calls into boxes that have not returned, see call.c
    int64_t steps;                // spent by all calls into boxes that have returned
    struct ts_buffer said;        // lines of `log`, each with a newline; capped, see api_log.c
    const struct ts_origin *origins; // of amendments, and of what they took the place of; in the content's arena
    uint32_t origin_count;
    struct ts_buffer deprecated;  // lines of deprecated.c, each with a newline
    struct ts_map deprecated_at;  // hash of a call site and name -> 1: is in there, or was
    struct ts_plain **plains;     // by call: conditions that need no Lua, NULL for all else; in the content's arena
    uint32_t plain_count;
    const struct ts_locale *locale; // translations; of the host that holds what was read from disk. NULL: nobody asked for any
    struct ts_plurals plurals;    // rules that texts with plurals use
    const struct ts_wording **lines; // in the content's arena
    uint32_t line_count;
    struct ts_host *library;      // holds what was read from disk: the sources of all packs; NULL for a lone file
    struct ts_text **texts;       // held by values in the content
    uint32_t text_count, text_room;
};

// host.c: the pack whose state this is (the box's owner).
struct ts_lua_pack *ts_lua_pack_of(lua_State *L);

// --- running.c: says what runs from now on, and gives what ran before, to be said again afterwards.
struct ts_running ts_running_script(struct ts_lua_pack *pack, ts_symbol file);
struct ts_running ts_running_call(struct ts_host *host, const struct ts_call_info *call, const struct ts_view *view);

// --- load.c: runs a pack's scripts in a new box and walks its definitions; `rebind` gives the calls new refs and changes nothing else.
enum ts_status ts_lua_pack_rebuild(struct ts_lua_pack *pack, struct ts_err *err);

// --- call.c: adds a call to the content. Pops the function from L's top. While a pack is rebuilt, gives the next of its calls the new ref.
ts_call ts_lua_call_add(struct ts_lua_pack *pack, const char *role, struct ts_place place, const struct ts_story *story);

// --- migration.c: the function of a migration, as struct ts_script has it.
enum ts_status ts_migration_call(void *self, struct ts_view *view, ts_call call, struct ts_migrating *what, struct ts_err *err);

// --- script.c: lets host->script answer.
void ts_lua_script_open(struct ts_host *host);

// --- deprecated.c: notes, once for each call site of this host, that the script which is running used a name that was given up:
// "harbour/init.lua:12: \"pier\" is called \"quay\" now". Said through ts_host_take_deprecated. Never raises; any coroutine of a pack will do.
void ts_deprecated_warn(lua_State *L, const char *was, const char *now);

// --- condition.c: a Lua expression over variables, `seen visits since world run universe item`, for `story` (NULL: none), compiled in the pack's
// state to a call. TS_FAILED with the reason; unknown names are found when the content is complete (ts_condition_check).
enum ts_status ts_condition_compile(struct ts_lua_pack *pack, const struct ts_story *story, const char *source, size_t length,
                                    const char *role, struct ts_place place, ts_call *out, struct ts_err *err);
// The free names a condition uses, checked against the story: calls `unknown(self, name, suggestion or NULL)` for each that is none, and
// `former(self, name, name now)` for each that was given up.
typedef void ts_each_unknown(void *self, const char *name, const char *suggestion);
void ts_condition_check(struct ts_lua_pack *pack, const struct ts_story *story, const char *source, size_t length,
                        ts_each_unknown *unknown, ts_each_unknown *former, void *self);

// --- convert.c: values between Lua and the domain. Trees keep lists and maps apart: an empty table is a list unless `is_map`.
void ts_lua_push_value(lua_State *L, struct ts_value value, bool is_map);
// TS_FAILED: functions, NaN, mixed or sparse keys, NUL or bad UTF-8, cycles, depth over 32, more than TS_VALUE_MAX bytes; never raises.
enum ts_status ts_lua_read_value(lua_State *L, int index, bool is_map, struct ts_value *out, struct ts_err *err);
// Appends a value of any size as canonical JSON.
enum ts_status ts_lua_read_json(lua_State *L, int index, struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;
void ts_lua_mark_map(lua_State *L, int index); // a table that is a map even when it is empty; may raise
// Pushes what JSON without spaces says, maps and lists as tables, null as nil. False when it is none: pushes nil.
bool ts_lua_push_json(lua_State *L, const char *bytes, size_t length);

// --- api_*.c: what callbacks get as arguments; made once per state, handles onto pack->host->view.
void ts_api_open(lua_State *L);          // makes the three objects and the global `log`; may raise

// One row per function of a module: feeds binding, argument checks, reference page, editor annotations and "did you mean".
struct ts_api_row {
    const char *name;
    lua_CFunction function;
    const char *signature;       // "add(key: string, amount: integer)"
    const char *doc;             // one line
    const char *instead;         // "universe:set(key, value)": the row is given up, and using it warns once a call site; NULL: it is not
};
struct ts_api_module {
    const char *name, *doc;      // "universe"
    const struct ts_api_row *rows; // ends with name NULL
};
extern const struct ts_api_module ts_api_run, ts_api_universe, ts_api_progression, ts_api_rng, ts_api_sim, ts_api_define, ts_api_amend, ts_api_on;

#endif
