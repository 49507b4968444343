// sim_chooser.c - what picks choices in a player's stead
#include <string.h>

#include "lua/stage.h"

// The engine's own choosers are told apart by address; scripts cannot make such values.
static const enum ts_chooser random_chooser = TS_CHOOSE_RANDOM, first_chooser = TS_CHOOSE_FIRST, least_used_chooser = TS_CHOOSE_LEAST_USED;

static int get_random(lua_State *L)
{
    lua_pushlightuserdata(L, (void *)&random_chooser);
    return 1;
}

static int get_first(lua_State *L)
{
    lua_pushlightuserdata(L, (void *)&first_chooser);
    return 1;
}

static int get_least_used(lua_State *L)
{
    lua_pushlightuserdata(L, (void *)&least_used_chooser);
    return 1;
}

// Upvalues: the list, how many of it were taken.
static int next_of_script(lua_State *L)
{
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(2)) + 1;
    lua_pushinteger(L, i);
    lua_replace(L, lua_upvalueindex(2));
    lua_geti(L, lua_upvalueindex(1), i);
    if (lua_isnil(L, -1)) return luaL_error(L, "the script of choices is at its end after %d", (int)(i - 1));
    return 1;
}

// Is the choice with the id at `id` among the choices at `choices`, and open?
static bool is_open(lua_State *L, int choices, int id)
{
    bool found = false;
    for (lua_Integer i = 1; !found && lua_geti(L, choices, i) == LUA_TTABLE; i++) {
        lua_getfield(L, -1, "id");
        lua_getfield(L, -2, "locked");
        found = lua_rawequal(L, -2, id) && !lua_toboolean(L, -1);
        lua_pop(L, 3);
    }
    if (!found) lua_pop(L, 1);
    return found;
}

// Upvalue: the list. Arguments: the run, its choices.
static int first_preferred(lua_State *L)
{
    lua_settop(L, 2);
    for (lua_Integer i = 1; lua_geti(L, lua_upvalueindex(1), i) != LUA_TNIL; i++) {
        if (is_open(L, 2, 3)) return 1;
        lua_settop(L, 2);
    }
    lua_pushnil(L);
    return 1;
}

static void check_list(lua_State *L)
{
    ts_stage_add_self(L);
    if (!lua_istable(L, 2)) ts_api_fail(L, "\"list\" must be a list of choice ids, not %s", luaL_typename(L, 2));
    lua_pushvalue(L, 2);
}

static int scripted(lua_State *L)
{
    check_list(L);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_of_script, 2);
    return 1;
}

static int prefer(lua_State *L)
{
    check_list(L);
    lua_pushcclosure(L, first_preferred, 1);
    return 1;
}

enum ts_chooser ts_sim_chooser_read(lua_State *L, int argument, int *function)
{
    const enum ts_chooser *chooser;
    lua_getfield(L, argument + 1, "chooser");
    chooser = lua_touserdata(L, -1);
    *function = lua_gettop(L);
    if (lua_isfunction(L, -1)) return TS_CHOOSE_FUNCTION;
    if (!lua_isnil(L, -1) && !lua_islightuserdata(L, -1))
        ts_api_fail(L, "\"chooser\" must be one of sim.choosers or a function, not %s", luaL_typename(L, -1));
    return chooser ? *chooser : TS_CHOOSE_RANDOM;
}

static const struct ts_api_row rows[] = {
    {"random", get_random, "random: chooser", "At random from those whose turn neither ends the run nor is refused; the default."},
    {"auto", get_random, "auto: chooser", "The same, by the name it has on the command line."},
    {"first", get_first, "first: chooser", "The first open one."},
    {"least_used", get_least_used, "least_used: chooser", "The one taken least often so far."},
    {"scripted", scripted, "scripted(list: table) -> chooser", "One id of the list after another; an error at its end."},
    {"prefer", prefer, "prefer(list: table) -> chooser", "The first of these that is open, otherwise at random."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_sim_choosers = {
    "choosers",
    "sim.choosers. A function serves as well: it gets the run and its choices and returns an id, or nil for one at random.", rows};

void ts_sim_chooser_declare(lua_State *L, struct ts_stage *stage)
{
    ts_api_declare(L, &ts_api_sim_choosers, stage);
}
