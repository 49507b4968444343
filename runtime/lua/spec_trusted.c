// spec_trusted.c - Lua's full libraries inside a box, for busted and our own scripts, out of reach of the specs
//
// Chunks get the state's globals as they are when they are compiled. So these are the trusted ones only while trusted code is being
// loaded; what a spec compiles gets the sealed ones.
#include "lua/spec_trusted.h"

#include <string.h>

#include "base/embedded.h"
#include "lua/guard.h"

// Makes the table on top the state's globals, and leaves in its place what they were.
static void swap_globals(lua_State *L)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_insert(L, -2);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
}

// Upvalues: the trusted globals, the stock require.
static int require(lua_State *L)
{
    int status;
    lua_settop(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    swap_globals(L);
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_pushvalue(L, 1);
    status = lua_pcall(L, 1, 1, 0);
    lua_pushvalue(L, 2);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    return status == LUA_OK ? 1 : lua_error(L);
}

// A folder that is not absolute is wherever the program was started: not to be trusted.
static void clean_path(lua_State *L, int package, const char *field)
{
    luaL_Buffer kept;
    const char *path, *end;
    lua_getfield(L, package, field);
    path = lua_tostring(L, -1);
    luaL_buffinit(L, &kept);
    for (; path && *path; path = *end ? end + 1 : end) {
        end = path + strcspn(path, ";");
        if (*path != '/') continue;
        luaL_addlstring(&kept, path, (size_t)(end - path));
        luaL_addchar(&kept, ';');
    }
    luaL_pushresult(&kept);
    lua_setfield(L, package, field);
    lua_pop(L, 1);
}

static void set_require(lua_State *L, int globals)
{
    lua_getfield(L, globals, "package");
    clean_path(L, lua_gettop(L), "path");
    clean_path(L, lua_gettop(L), "cpath");
    lua_pop(L, 1);
    lua_pushvalue(L, globals);
    lua_getfield(L, globals, "require");
    lua_pushcclosure(L, require, 2);
    lua_setfield(L, globals, "require");
}

void ts_spec_trusted_push(lua_State *L)
{
    int globals, sealed, text;
    luaL_checkstack(L, 16, NULL);
    lua_newtable(L);
    globals = lua_gettop(L);
    lua_pushvalue(L, globals);
    swap_globals(L);
    sealed = lua_gettop(L);
    lua_pushliteral(L, "");
    text = lua_gettop(L);
    if (!lua_getmetatable(L, text)) lua_pushnil(L);
    luaL_openlibs(L); // gives strings the stock methods
    lua_setmetatable(L, text);
    lua_pushvalue(L, sealed);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_settop(L, globals);
    set_require(L, globals);
}

void ts_spec_trusted_load(lua_State *L, const char *path)
{
    const struct ts_embedded_file *file = ts_embedded_get(path);
    int globals = lua_gettop(L);
    lua_pushfstring(L, "=scripts/%s", path);
    if (luaL_loadbufferx(L, file->bytes, file->length, lua_tostring(L, -1), "t") != LUA_OK) lua_error(L);
    lua_pushvalue(L, globals);
    lua_setupvalue(L, -2, 1);
    lua_replace(L, globals);
    lua_settop(L, globals);
}
