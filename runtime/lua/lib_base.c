// lib_base.c - the basic functions: pairs in order, errors that cannot swallow a trip, no way out of the state
#include <string.h>

#include "lua/guard.h"
#include "lua/keys.h"
#include "lua/scan.h"

enum { CALL_STEPS = 10, LOAD_STEPS = 20, REFUSAL_STEPS = 100 };

static const char guard_key[] = "guard"; // in the metatable of a metatable in use: what the script set, or false

static int describe_value(lua_State *L)
{
    luaL_checkany(L, 1);
    ts_guard_charge(L, 2);
    ts_guard_describe(L, 1, NULL);
    return 1;
}

// next and pairs

static int next_key(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    ts_seal_resolve(L, 1);
    lua_replace(L, 1);
    ts_guard_charge(L, 4);
    if (!ts_keys_next(L, 1)) return lua_pushnil(L), 1;
    lua_pushvalue(L, -1);
    lua_rawget(L, 1);
    return 2;
}

// Upvalues: the table, its keys in order, how many were given.
static int next_in_order(lua_State *L)
{
    lua_Integer place = lua_tointeger(L, lua_upvalueindex(3));
    for (;;) {
        if (lua_rawgeti(L, lua_upvalueindex(2), ++place) == LUA_TNIL) return 1;
        lua_pushvalue(L, -1);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) break;
        lua_pop(L, 2);
        ts_guard_charge(L, 1);
    }
    lua_pushinteger(L, place);
    lua_replace(L, lua_upvalueindex(3));
    return 2;
}

static int finish_pairs(lua_State *L, int status, lua_KContext extra)
{
    (void)L, (void)status, (void)extra;
    return 3;
}

static int pairs(lua_State *L)
{
    luaL_checkany(L, 1);
    ts_guard_charge(L, 4);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(L, 1);
        lua_callk(L, 1, 3, 0, finish_pairs);
        return 3;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    ts_seal_resolve(L, 1);
    ts_keys_sorted(L, -1, false);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_in_order, 3);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

// raw access

static bool is_forbidden(lua_State *L, int index)
{
    const char *key = lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : "";
    return key[0] == '_' && key[1] == '_' && (!strcmp(key, "__gc") || !strcmp(key, "__mode") || !strcmp(key, "__close"));
}

static int set_guarded(lua_State *L)
{
    if (is_forbidden(L, 2)) return luaL_error(L, "'%s' is not available to scripts", lua_tostring(L, 2));
    lua_settop(L, 3);
    lua_rawset(L, 1);
    return 0;
}

static int raw_set(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    luaL_checkany(L, 3);
    if (ts_seal_is(L, 1)) return luaL_error(L, "this table cannot be changed");
    set_guarded(L);
    lua_settop(L, 1);
    return 1;
}

static int raw_get(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    lua_settop(L, 2);
    ts_seal_resolve(L, 1);
    lua_insert(L, 2);
    lua_rawget(L, 2);
    return 1;
}

// Metatables. A metatable in use has a metatable of its own whose __newindex keeps out what the collector would act on;
// what the script itself set there is copied into it. Scripts never see that one.

static bool get_guard(lua_State *L, int index)
{
    if (!lua_getmetatable(L, index)) return false;
    if (lua_rawgetp(L, -1, guard_key) != LUA_TNIL) return lua_remove(L, -2), true;
    lua_pop(L, 2);
    return false;
}

static void refuse_fields(lua_State *L, int index)
{
    static const char *const fields[] = {"__gc", "__mode", "__close"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        lua_pushstring(L, fields[i]);
        if (lua_rawget(L, index) != LUA_TNIL) luaL_error(L, "'%s' is not available to scripts", fields[i]);
        lua_pop(L, 1);
    }
}

// Pushes a guard that does what the metatable at `index` says (0: nothing).
static void push_guard(lua_State *L, int index)
{
    lua_newtable(L);
    lua_pushcfunction(L, set_guarded);
    lua_setfield(L, -2, "__newindex");
    if (index)
        for (lua_pushnil(L); lua_next(L, index);) {
            lua_pushvalue(L, -2);
            lua_insert(L, -2);
            lua_rawset(L, -4);
            ts_guard_charge(L, 2);
        }
    if (index)
        lua_pushvalue(L, index);
    else
        lua_pushboolean(L, 0);
    lua_rawsetp(L, -2, guard_key);
}

// Makes the table at `index` fit to be a metatable.
static void guard_metatable(lua_State *L, int index)
{
    if (get_guard(L, index)) {
        lua_pop(L, 1);
        return;
    }
    refuse_fields(L, index);
    push_guard(L, lua_getmetatable(L, index) ? lua_gettop(L) : 0);
    lua_setmetatable(L, index);
}

static int set_metatable(lua_State *L)
{
    int type = lua_type(L, 2);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
    ts_guard_charge(L, CALL_STEPS);
    lua_settop(L, 2);
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
    if (type == LUA_TTABLE && ts_seal_is(L, 2)) return luaL_error(L, "a table that cannot be changed cannot be a metatable");
    if (type == LUA_TTABLE) guard_metatable(L, 2);
    lua_settop(L, 2);
    if (get_guard(L, 1))
        push_guard(L, type == LUA_TTABLE ? 2 : 0);
    else
        lua_pushvalue(L, 2);
    lua_setmetatable(L, 1);
    lua_settop(L, 1);
    return 1;
}

static int get_metatable(lua_State *L)
{
    luaL_checkany(L, 1);
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return 1;
    if (get_guard(L, 1)) {
        if (!lua_toboolean(L, -1)) lua_pushnil(L);
        return 1;
    }
    if (!lua_getmetatable(L, 1)) lua_pushnil(L);
    return 1;
}

// errors

static int finish_call(lua_State *L, int status, lua_KContext kept)
{
    ts_guard_caught(L, status);
    if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L) - (int)kept;
    lua_pushboolean(L, 0);
    lua_pushvalue(L, -2);
    return 2;
}

static int protected_call(lua_State *L)
{
    int status;
    luaL_checkany(L, 1);
    ts_guard_charge(L, CALL_STEPS + lua_gettop(L) / 8);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_call);
    return finish_call(L, status, 0);
}

// Upvalue: the script's handler, which must not run (without hooks) for a trip's own error.
static int handle(lua_State *L)
{
    if (ts_guard_box(L)->trip) return 1;
    ts_guard_caught(L, LUA_ERRRUN);
    lua_settop(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 1, 1);
    return 1;
}

static int protected_call_handled(lua_State *L)
{
    int status, nargs = lua_gettop(L) - 2;
    luaL_checktype(L, 2, LUA_TFUNCTION);
    ts_guard_charge(L, CALL_STEPS + nargs / 8);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, handle, 1);
    lua_replace(L, 2);
    lua_pushboolean(L, 1);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2);
    status = lua_pcallk(L, nargs, LUA_MULTRET, 2, 2, finish_call);
    return finish_call(L, status, 2);
}

// load

// Joins the pieces that the reader at 1 gives and puts the text in its place.
static void join_pieces(lua_State *L)
{
    luaL_Buffer buffer;
    size_t total = 0;
    luaL_buffinit(L, &buffer);
    for (;;) {
        size_t length;
        lua_pushvalue(L, 1);
        lua_call(L, 0, 1);
        if (lua_isnil(L, -1)) break;
        if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "reader function must return a string");
        length = lua_rawlen(L, -1);
        total += length;
        if (total > TS_LOAD_MAX) luaL_error(L, "load: the source is larger than %d kB", TS_LOAD_MAX / 1024);
        if (length == 0) break;
        luaL_addvalue(&buffer);
    }
    lua_pop(L, 1);
    luaL_pushresult(&buffer);
    lua_replace(L, 1);
}

static int refuse_load(lua_State *L, const char *why, int line)
{
    ts_guard_charge(L, REFUSAL_STEPS);
    lua_pushnil(L);
    if (line)
        lua_pushfstring(L, "load:%d: %s", line, why);
    else
        lua_pushfstring(L, "load: %s", why);
    return 2;
}

static int finish_load(lua_State *L, int status, bool has_env)
{
    if (status == LUA_ERRMEM) ts_guard_caught(L, status);
    ts_guard_look(L, ts_guard_box(L));
    if (status != LUA_OK) {
        lua_pushnil(L);
        lua_insert(L, -2);
        return 2;
    }
    if (has_env) {
        lua_pushvalue(L, 4);
        if (!lua_setupvalue(L, -2, 1)) lua_pop(L, 1);
    }
    return 1;
}

static int load(lua_State *L)
{
    bool has_env = !lua_isnone(L, 4);
    char why[TS_SCAN_WHY];
    const char *source, *name, *mode = luaL_optstring(L, 3, "bt");
    size_t length;
    int line;
    lua_settop(L, 4);
    if (!strchr(mode, 't')) return refuse_load(L, "only text can be loaded", 0);
    if (lua_type(L, 1) != LUA_TSTRING) {
        luaL_checktype(L, 1, LUA_TFUNCTION);
        join_pieces(L);
    }
    source = lua_tolstring(L, 1, &length);
    if (length > TS_LOAD_MAX) return refuse_load(L, "the source is larger than 64 kB", 0);
    ts_guard_charge(L, 1000 + (int64_t)length * LOAD_STEPS);
    name = luaL_optstring(L, 2, length < 200 ? source : "=(load)");
    line = ts_scan_source(source, length, why);
    if (line) return refuse_load(L, why, line);
    return finish_load(L, luaL_loadbufferx(L, source, length, name, "t"), has_env);
}

void ts_lib_base(lua_State *L)
{
    static const char *const plain[] = {"error", "ipairs", "rawequal", "rawlen", "type", NULL};
    static const char *const charged[] = {"assert", "select", "tonumber", NULL};
    static const luaL_Reg own[] = {
        {"next", next_key},
        {"pairs", pairs},
        {"rawset", raw_set},
        {"rawget", raw_get},
        {"load", load},
        {"setmetatable", set_metatable},
        {"getmetatable", get_metatable},
        {"pcall", protected_call},
        {"xpcall", protected_call_handled},
        {"tostring", describe_value},
        {NULL, NULL},
    };
    int env = lua_gettop(L), stock;
    lua_pushcfunction(L, luaopen_base);
    lua_call(L, 0, 1);
    stock = lua_gettop(L);
    lua_pushvalue(L, env);
    for (const char *const *name = plain; *name; name++) {
        lua_getfield(L, stock, *name);
        lua_setfield(L, -2, *name);
    }
    ts_guard_wrap(L, stock, charged);
    luaL_setfuncs(L, own, 0);
    lua_pushstring(L, LUA_VERSION);
    lua_setfield(L, -2, "_VERSION");
    lua_settop(L, env);
}
