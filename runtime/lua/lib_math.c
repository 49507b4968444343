// lib_math.c - mathematics without chance: that is the run's
#include "lua/guard.h"

static int refuse_random(lua_State *L)
{
    return luaL_error(L, "math.%s is not available: use run.rng (or rng), which rolls the same for the same run and turn",
                      lua_tostring(L, lua_upvalueindex(1)));
}

void ts_lib_math(lua_State *L)
{
    static const char *const charged[] = {"abs", "acos", "asin", "atan", "ceil", "cos",  "deg", "exp",       "floor", "fmod", "log",
                                          "max", "min",  "modf", "rad",  "sin",  "sqrt", "tan", "tointeger", "type",  "ult",  NULL};
    static const char *const constants[] = {"huge", "maxinteger", "mininteger", "pi", NULL};
    static const char *const chances[] = {"random", "randomseed", NULL};
    int stock;
    lua_pushcfunction(L, luaopen_math);
    lua_call(L, 0, 1);
    stock = lua_gettop(L);
    lua_newtable(L);
    ts_guard_wrap(L, stock, charged);
    for (const char *const *name = constants; *name; name++) {
        lua_getfield(L, stock, *name);
        lua_setfield(L, -2, *name);
    }
    for (const char *const *name = chances; *name; name++) {
        lua_pushstring(L, *name);
        lua_pushcclosure(L, refuse_random, 1);
        lua_setfield(L, -2, *name);
    }
    lua_remove(L, stock);
}
