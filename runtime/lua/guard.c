// guard.c - reading arguments, describing values and wrapping stock functions so that long ones are paid for
#include "lua/guard.h"

static int call_stock(lua_State *L)
{
    int count = lua_gettop(L);
    int64_t cost = 1 + count / 4;
    for (int i = 1; i <= count; i++)
        if (lua_type(L, i) == LUA_TSTRING) cost += (int64_t)(lua_rawlen(L, i) / 4);
    ts_guard_charge(L, cost);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

void ts_guard_wrap(lua_State *L, int stock, const char *const *names)
{
    stock = lua_absindex(L, stock);
    for (; *names; names++) {
        lua_getfield(L, stock, *names);
        lua_pushcclosure(L, call_stock, 1);
        lua_setfield(L, -2, *names);
    }
}

lua_Integer ts_guard_integer(lua_State *L, int index)
{
    if (lua_type(L, index) == LUA_TSTRING) ts_guard_charge(L, (int64_t)lua_rawlen(L, index));
    return luaL_checkinteger(L, index);
}

lua_Integer ts_guard_optional(lua_State *L, int index, lua_Integer otherwise)
{
    return lua_isnoneornil(L, index) ? otherwise : ts_guard_integer(L, index);
}

const char *ts_guard_describe(lua_State *L, int index, size_t *length)
{
    index = lua_absindex(L, index);
    if (luaL_callmeta(L, index, "__tostring")) {
        if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "'__tostring' must return a string");
        return lua_tolstring(L, -1, length);
    }
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
    case LUA_TSTRING:
        lua_pushvalue(L, index);
        break;
    case LUA_TBOOLEAN:
        lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
        break;
    default:
        lua_pushstring(L, luaL_typename(L, index));
    }
    return lua_tolstring(L, -1, length);
}
