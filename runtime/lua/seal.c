// seal.c - tables that scripts can read but not change, and the globals, which are one
#include <string.h>

#include "base/suggest.h"
#include "lua/guard.h"

enum { NAMES_MAX = 256 };

const char ts_key_env[] = "environment", ts_key_globals[] = "globals", ts_key_watched[] = "watched";
static const char seal_key[] = "sealed"; // in the metatable of a view: the table behind it

static bool has_seal(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index)) return false;
    lua_rawgetp(L, -1, seal_key);
    lua_remove(L, -2);
    if (lua_istable(L, -1)) return true;
    lua_pop(L, 1);
    return false;
}

bool ts_seal_is(lua_State *L, int index)
{
    bool sealed = has_seal(L, index);
    if (sealed) lua_pop(L, 1);
    return sealed;
}

void ts_seal_resolve(lua_State *L, int index)
{
    if (!has_seal(L, index)) lua_pushvalue(L, index);
}

static int refuse_write(lua_State *L)
{
    char key[64];
    size_t length = 0;
    const char *text = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &length) : luaL_typename(L, 2);
    ts_fault_clean(key, sizeof key, text, length ? length : strlen(text));
    return luaL_error(L, "%s cannot be changed: assigning '%s' is an error", lua_tostring(L, lua_upvalueindex(1)), key);
}

static int refuse_global(lua_State *L)
{
    char key[64];
    size_t length = 0;
    const char *text = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &length) : luaL_typename(L, 2);
    ts_fault_clean(key, sizeof key, text, length ? length : strlen(text));
    lua_rawgetp(L, LUA_REGISTRYINDEX, ts_key_env);
    lua_pushvalue(L, 2);
    if (!lua_isnil(L, 2) && lua_rawget(L, -2) != LUA_TNIL) return luaL_error(L, "'%s' belongs to the runtime and cannot be changed", key);
    return luaL_error(L, "assigning a global is an error: '%s' (declare it local)", key);
}

static const char *nearest_global(lua_State *L, int env, const char *wrong)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (lua_pushnil(L); count < NAMES_MAX && lua_next(L, env); lua_pop(L, 1))
        if (lua_type(L, -2) == LUA_TSTRING) names[count++] = lua_tostring(L, -2);
    return ts_suggest(wrong, names, count);
}

static int refuse_undefined(lua_State *L)
{
    char key[64];
    size_t length;
    const char *near;
    if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, "undefined name of type %s", luaL_typename(L, 2));
    ts_fault_clean(key, sizeof key, lua_tolstring(L, 2, &length), lua_rawlen(L, 2));
    ts_guard_charge(L, 1000);
    lua_rawgetp(L, LUA_REGISTRYINDEX, ts_key_env);
    near = nearest_global(L, lua_gettop(L), key);
    if (near) return luaL_error(L, "undefined name '%s', did you mean '%s'?", key, near);
    return luaL_error(L, "undefined name '%s'", key);
}

// Pushes a view of the table at `index`, whose writes go to the function on top, which it pops.
static void push_view(lua_State *L, int index)
{
    int refusal = lua_gettop(L);
    lua_createtable(L, 0, 0);
    lua_createtable(L, 0, 4);
    lua_pushvalue(L, index);
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, refusal);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushvalue(L, index);
    lua_rawsetp(L, -2, seal_key);
    lua_setmetatable(L, -2);
    lua_remove(L, refusal);
}

static int sealed_length(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)));
    return 1;
}

void ts_box_seal(lua_State *L, const char *what)
{
    int table = lua_gettop(L);
    luaL_checkstack(L, 8, NULL);
    lua_pushstring(L, what);
    lua_pushcclosure(L, refuse_write, 1);
    push_view(L, table);
    lua_getmetatable(L, -1);
    lua_pushvalue(L, table);
    lua_pushcclosure(L, sealed_length, 1);
    lua_setfield(L, -2, "__len");
    lua_pop(L, 1);
    lua_replace(L, table);
}

static void add_library(lua_State *L, const char *name, void (*push)(lua_State *), const char *what)
{
    push(L);
    ts_box_seal(L, what);
    lua_setfield(L, -2, name);
}

void ts_seal_globals(lua_State *L)
{
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, refuse_undefined);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, ts_key_env);
    ts_lib_base(L);
    add_library(L, "string", ts_lib_string, "the string library");
    add_library(L, "table", ts_lib_table, "the table library");
    add_library(L, "utf8", ts_lib_utf8, "the utf8 library");
    add_library(L, "coroutine", ts_lib_coroutine, "the coroutine library");
    add_library(L, "math", ts_lib_math, "the math library");
    add_library(L, "json", ts_lib_json, "the json library");
    lua_pushcfunction(L, refuse_global);
    push_view(L, lua_gettop(L) - 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_rawsetp(L, LUA_REGISTRYINDEX, ts_key_globals);
    lua_pop(L, 1);
}

void ts_box_env(struct ts_box *box)
{
    lua_rawgetp(box->current, LUA_REGISTRYINDEX, ts_key_env);
}

void ts_box_globals(struct ts_box *box)
{
    lua_rawgetp(box->current, LUA_REGISTRYINDEX, ts_key_globals);
}

static int seal_tables(lua_State *L)
{
    int env;
    lua_rawgetp(L, LUA_REGISTRYINDEX, ts_key_env);
    env = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, env); lua_settop(L, env + 1)) {
        if (!lua_istable(L, -1) || ts_seal_is(L, -1) || lua_type(L, -2) != LUA_TSTRING) continue;
        ts_box_seal(L, lua_tostring(L, -2));
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, env);
    }
    return 0;
}

enum ts_status ts_box_freeze(struct ts_box *box, struct ts_err *err)
{
    return ts_box_run(box, seal_tables, NULL, err);
}
