// prelude.c - rows whose functions are written in Lua: scripts/prelude/
#include "lua/prelude.h"

#include <stdio.h>

#include "base/embedded.h"

enum { PATH_MAX_SIZE = 64 };

void ts_prelude_open(lua_State *L, struct ts_lua_pack *pack, const struct ts_api_module *module, const char *name)
{
    char path[PATH_MAX_SIZE];
    snprintf(path, sizeof path, "prelude/%s.lua", name);
    const struct ts_embedded_file *file = ts_embedded_get(path);
    lua_pushfstring(L, "=scripts/%s", path);
    if (luaL_loadbufferx(L, file->bytes, file->length, lua_tostring(L, -1), "t") != LUA_OK) lua_error(L);
    ts_box_globals(pack->box);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &module->doc); // a third key of the module, see ts_api_declare
    lua_pop(L, 1);
}

void ts_prelude_push(lua_State *L, const struct ts_api_module *module, const char *name)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &module->doc);
    lua_getfield(L, -1, name);
    lua_remove(L, -2);
}

void ts_prelude_run(lua_State *L, int first)
{
    const struct ts_api_row *row = lua_touserdata(L, lua_upvalueindex(TS_API_ROW));
    luaL_checkstack(L, 4, NULL);
    ts_prelude_push(L, lua_touserdata(L, lua_upvalueindex(TS_API_MODULE)), row->name);
    lua_insert(L, first);
    lua_call(L, lua_gettop(L) - first, 2);
    if (lua_isnil(L, -2) && lua_type(L, -1) == LUA_TSTRING) ts_api_fail(L, "%s", lua_tostring(L, -1));
    lua_pop(L, 1);
}

int ts_prelude_call(lua_State *L)
{
    ts_api_check_arguments(L);
    ts_prelude_run(L, 1);
    return 1;
}
