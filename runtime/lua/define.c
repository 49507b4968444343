// define.c - `define`, `on` and `amend`: they only collect what scripts hand them
#include <lauxlib.h>
#include <string.h>

#include "base/suggest.h"
#include "lua/kinds.h"
#include "lua/prelude.h"

enum { DEFINITION_STEPS = 200, KINDS_MAX = 32 };

// Where the script called from: the innermost Lua function.
static struct ts_place calling_place(lua_State *L, struct ts_lua_pack *pack)
{
    struct ts_place place = {0};
    lua_Debug frame;
    for (int level = 1; lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Sl", &frame);
        if (frame.currentline <= 0 || frame.source[0] != '@') continue;
        place.file = ts_symbol_of(pack->host->symbols, frame.source + 1);
        place.line = (uint32_t)frame.currentline;
        return place;
    }
    return place;
}

static struct ts_lua_pack *loading_pack(lua_State *L, const char *function)
{
    struct ts_lua_pack *pack = ts_lua_pack_of(L);
    if (!pack || !pack->definitions)
        luaL_error(L, "%s works only while the pack is loaded; write it outside of functions that run in play", function);
    ts_box_charge(L, DEFINITION_STEPS);
    return pack;
}

static struct ts_definition *collect(lua_State *L, struct ts_lua_pack *pack, const struct ts_kind *kind, const char *name, struct ts_place place)
{
    struct ts_lua_definitions *all = pack->definitions;
    struct ts_definition *definition;
    if (all->list.count >= pack->allowance.definitions) {
        if (!all->is_full) all->full_at = place;
        all->is_full = true;
        luaL_error(L, "there are more than %d definitions in this pack", (int)pack->allowance.definitions);
    }
    definition = ts_list_add(&all->list, all->arena, sizeof *definition);
    definition->kind = kind;
    definition->name = name ? ts_arena_copy(all->arena, name, strlen(name)) : NULL;
    definition->place = place;
    definition->ref = LUA_NOREF;
    return definition;
}

static const char *check_name(lua_State *L, int index, const char *kind)
{
    size_t length;
    const char *name = lua_tolstring(L, index, &length);
    if (lua_type(L, index) != LUA_TSTRING) luaL_error(L, "%s needs a name first: %s \"name\" { … }", kind, kind);
    if (length == 0 || length > 400 || strlen(name) != length) luaL_error(L, "the name after %s must have 1 to 400 letters", kind);
    return name;
}

static void keep_table(lua_State *L, int index, struct ts_definition *definition, const char *kind)
{
    if (!lua_istable(L, index)) luaL_error(L, "%s needs a table { … } of fields, not a %s", kind, luaL_typename(L, index));
    if (definition->ref != LUA_NOREF)
        luaL_error(L, "%s \"%s\" was given two tables; write it once more with another name", kind, definition->name);
    lua_pushvalue(L, index);
    definition->ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

// The function that takes the table of `define.story "lantern"`; upvalues: the definition, the kind's name as written.
static int take_table(lua_State *L)
{
    struct ts_definition *definition = lua_touserdata(L, lua_upvalueindex(1));
    (void)loading_pack(L, lua_tostring(L, lua_upvalueindex(2)));
    keep_table(L, 1, definition, lua_tostring(L, lua_upvalueindex(2)));
    return 0;
}

// `define.story`; upvalues: the kind, its name as written.
static int take_name(lua_State *L)
{
    const struct ts_kind *kind = lua_touserdata(L, lua_upvalueindex(1));
    const char *written = lua_tostring(L, lua_upvalueindex(2));
    struct ts_lua_pack *pack = loading_pack(L, written);
    struct ts_place place = calling_place(L, pack);
    if (!kind->is_named) {
        if (!lua_istable(L, 1)) luaL_error(L, "%s takes no name, only a table: %s { … }", written, written);
        keep_table(L, 1, collect(L, pack, kind, NULL, place), written);
        return 0;
    }
    lua_pushlightuserdata(L, collect(L, pack, kind, check_name(L, 1, written), place));
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_pushcclosure(L, take_table, 2);
    if (lua_gettop(L) < 3 || lua_isnil(L, 2)) return 1;
    lua_pushvalue(L, 2);
    lua_call(L, 1, 0);
    return 0;
}

static void push_taker(lua_State *L, const struct ts_kind *kind, const char *module, const char *name)
{
    lua_pushlightuserdata(L, (void *)kind);
    lua_pushfstring(L, "%s.%s", module, name);
    lua_pushcclosure(L, take_name, 2);
}

static int find_in(lua_State *L, const struct ts_kind *const *kinds, const char *module)
{
    const char *names[KINDS_MAX], *wrong = luaL_checkstring(L, 2), *near;
    size_t count = 0;
    for (const struct ts_kind *const *kind = kinds; *kind; kind++) {
        names[count++] = (*kind)->name;
        if (strcmp((*kind)->name, wrong) != 0) continue;
        push_taker(L, *kind, module, wrong);
        return 1;
    }
    near = ts_suggest(wrong, names, count);
    if (near) return luaL_error(L, "there is no %s.%s; did you mean %s.%s?", module, wrong, module, near);
    return luaL_error(L, "there is no %s.%s; see `turnstone api` for the kinds there are", module, wrong);
}

static int find_kind(lua_State *L)
{
    return find_in(L, ts_kinds, "define");
}

static int find_amendment(lua_State *L)
{
    return find_in(L, ts_amend_kinds, "amend");
}

// on(name, filter?, fn) becomes the definition { name's table: [1] = filter or false, [2] = fn }.
static int take_handler(lua_State *L)
{
    struct ts_lua_pack *pack = loading_pack(L, "on");
    const char *name = check_name(L, 1, "on");
    int function = lua_gettop(L) >= 3 ? 3 : 2;
    struct ts_definition *definition;
    if (!lua_isfunction(L, function)) luaL_error(L, "on(\"%s\") needs a function to call", name);
    if (function == 3 && !lua_istable(L, 2) && !lua_isnil(L, 2)) luaL_error(L, "the filter of on(\"%s\") must be a table", name);
    lua_createtable(L, 2, 0);
    if (function == 3 && lua_istable(L, 2))
        lua_pushvalue(L, 2);
    else
        lua_pushboolean(L, 0);
    lua_rawseti(L, -2, 1);
    lua_pushvalue(L, function);
    lua_rawseti(L, -2, 2);
    definition = collect(L, pack, &ts_kind_handler, name, calling_place(L, pack));
    definition->ref = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

static int refuse_write(lua_State *L)
{
    return luaL_error(L, "define and amend cannot be changed");
}

// An object whose fields are found by a function, so that a wrong name gets a suggestion.
static void bind_object(lua_State *L, const char *name, lua_CFunction find)
{
    lua_pushstring(L, name);
    lua_newuserdatauv(L, 1, 0);
    lua_createtable(L, 0, 3);
    lua_pushcfunction(L, find);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_write);
    lua_setfield(L, -2, "__newindex");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_rawset(L, -3);
}

void ts_define_open(lua_State *L)
{
    bind_object(L, "define", find_kind);
    bind_object(L, "amend", find_amendment);
    lua_pushstring(L, "on");
    lua_pushcfunction(L, take_handler);
    lua_rawset(L, -3);
    ts_prelude_open(L, ts_lua_pack_of(L), &ts_api_on, "handler");
}

#define ROW(name, signature, doc) {#name, take_name, signature, doc},
static const struct ts_api_row rows[] = {
    TS_KINDS(ROW){NULL, NULL, NULL, NULL},
};

static const struct ts_api_row amend_rows[] = {
    TS_AMENDS(ROW){NULL, NULL, NULL, NULL},
};

static const struct ts_api_row on_rows[] = {
    {"on", take_handler, "on(happening: string, filter: table?, handler: function)",
     "Calls handler(run, universe, event) when it happens: run.started, run.resumed, run.completed, run.abandoned, scene.entered, choice.taken, "
     "turn.ended, milestone.reached, insight.found, metaconcept.integrated, ending.reached, unlock.granted, news.arrived. The filter, which "
     "may be left out: story, scene, choice, ending, id, every."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_on = {"on", "What a pack does when something happens.", on_rows};
const struct ts_api_module ts_api_amend = {"amend", "What packs change in what others defined, while they are loaded.", amend_rows};
const struct ts_api_module ts_api_define = {"define", "What packs define while they are loaded.", rows};
