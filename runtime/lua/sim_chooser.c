// sim_chooser.c - what picks choices in a player's stead
#include <string.h>

#include "base/suggest.h"
#include "lua/stage.h"

// The engine's own choosers are told apart by address; scripts cannot make such values.
static const enum ts_chooser kinds[] = {TS_CHOOSE_RANDOM, TS_CHOOSE_FIRST, TS_CHOOSE_LEAST_USED, TS_CHOOSE_GUIDED};
static const char *const names[] = {"random", "first", "least_used", "guided", "auto"};
enum { NAMES = sizeof names / sizeof *names };

const char *ts_chooser_name(enum ts_chooser chooser)
{
    return chooser == TS_CHOOSE_FUNCTION ? "function" : names[chooser];
}

bool ts_chooser_find(const char *name, enum ts_chooser *out, const char **near)
{
    for (size_t i = 0; i < NAMES; i++) {
        if (strcmp(names[i], name)) continue;
        *out = i < sizeof kinds / sizeof *kinds ? kinds[i] : TS_CHOOSE_RANDOM;
        return true;
    }
    if (near) *near = ts_suggest(name, names, NAMES);
    return false;
}

static int get_kind(lua_State *L)
{
    enum ts_chooser chooser = TS_CHOOSE_RANDOM;
    ts_chooser_find(lua_tostring(L, 2), &chooser, NULL);
    lua_pushlightuserdata(L, (void *)&kinds[chooser]);
    return 1;
}

// Upvalues: the list, how many of it were taken, whether its end is no error.
static int next_of_script(lua_State *L)
{
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(2)) + 1;
    lua_pushinteger(L, i);
    lua_replace(L, lua_upvalueindex(2));
    lua_geti(L, lua_upvalueindex(1), i);
    if (lua_isnil(L, -1) && lua_toboolean(L, lua_upvalueindex(3))) lua_pushboolean(L, false);
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
    lua_pushboolean(L, false);
    lua_pushcclosure(L, next_of_script, 3);
    return 1;
}

void ts_sim_chooser_own(lua_State *L, int function)
{
    if (lua_tocfunction(L, function) != next_of_script) return;
    lua_getupvalue(L, function, 1);
    lua_pushinteger(L, 0);
    lua_pushboolean(L, true);
    lua_pushcclosure(L, next_of_script, 3);
    lua_replace(L, function);
}

void ts_sim_chooser_begin(void *self)
{
    struct ts_asking *asking = self;
    if (lua_tocfunction(asking->L, asking->function) != next_of_script) return;
    lua_pushinteger(asking->L, 0);
    lua_setupvalue(asking->L, asking->function, 2);
}

static int prefer(lua_State *L)
{
    check_list(L);
    lua_pushcclosure(L, first_preferred, 1);
    return 1;
}

// Upvalue: the function. Arguments: the run, its choices.
static int greatest(lua_State *L)
{
    lua_Number most = 0;
    lua_settop(L, 2);
    lua_pushnil(L); // the id of the best so far
    for (lua_Integer i = 1; lua_geti(L, 2, i) == LUA_TTABLE; i++, lua_settop(L, 3)) {
        lua_getfield(L, 4, "locked");
        if (lua_toboolean(L, -1)) continue;
        lua_pushvalue(L, lua_upvalueindex(1));
        lua_pushvalue(L, 1);
        lua_pushvalue(L, 4);
        lua_call(L, 2, 1);
        if (lua_type(L, -1) != LUA_TNUMBER) return luaL_error(L, "greedy's function must return a number, not a %s", luaL_typename(L, -1));
        if (!lua_isnil(L, 3) && lua_tonumber(L, -1) <= most) continue;
        most = lua_tonumber(L, -1);
        lua_getfield(L, 4, "id");
        lua_replace(L, 3);
    }
    lua_settop(L, 3);
    return 1;
}

static int greedy(lua_State *L)
{
    ts_stage_add_self(L);
    if (!lua_isfunction(L, 2)) ts_api_fail(L, "\"worth\" must be a function of (run, choice), not %s", luaL_typename(L, 2));
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, greatest, 1);
    return 1;
}

const char *ts_sim_chooser_describe(lua_State *L, enum ts_chooser chooser, int function)
{
    lua_CFunction known = chooser == TS_CHOOSE_FUNCTION ? lua_tocfunction(L, function) : NULL;
    if (known == greatest) return "greedy";
    if (known == next_of_script) return "scripted";
    if (known == first_preferred) return "prefer";
    return ts_chooser_name(chooser);
}

static enum ts_chooser read_name(lua_State *L, const char *name)
{
    enum ts_chooser chooser = TS_CHOOSE_RANDOM;
    const char *near = NULL;
    if (!ts_chooser_find(name, &chooser, &near)) ts_api_fail_unknown(L, "chooser", name, near);
    return chooser;
}

enum ts_chooser ts_sim_chooser_read(lua_State *L, int argument, int *function)
{
    const enum ts_chooser *chooser;
    lua_getfield(L, argument + 1, "chooser");
    chooser = lua_touserdata(L, -1);
    *function = lua_gettop(L);
    if (lua_isfunction(L, -1)) return TS_CHOOSE_FUNCTION;
    if (lua_type(L, -1) == LUA_TSTRING) return read_name(L, lua_tostring(L, -1));
    if (!lua_isnil(L, -1) && !lua_islightuserdata(L, -1))
        ts_api_fail(L, "\"chooser\" must be one of sim.choosers, its name or a function, not %s", luaL_typename(L, -1));
    return chooser ? *chooser : TS_CHOOSE_RANDOM;
}

static const struct ts_api_row rows[] = {
    {"random", get_kind, "random: chooser", "At random; in a session from those whose turn neither ends the run nor is refused. The default."},
    {"auto", get_kind, "auto: chooser", "The same, by the name it has on the command line."},
    {"first", get_kind, "first: chooser", "The first open one."},
    {"least_used", get_kind, "least_used: chooser", "The one taken least often so far in the run."},
    {"guided", get_kind, "guided: chooser", "The one taken least often by all runs so far, or that leads to such."},
    {"greedy", greedy, "greedy(worth: fun(run, choice)) -> chooser", "The one for which the function gives the greatest number."},
    {"scripted", scripted, "scripted(list: table) -> chooser", "One id of the list after another; at its end sim.play ends the run, a session is an error."},
    {"prefer", prefer, "prefer(list: table) -> chooser", "The first of these that is open, otherwise at random."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_sim_choosers = {
    "choosers",
    "sim.choosers. A function serves as well: it gets the run and its choices and returns an id, nil for one at random, or false to end the "
    "session or, in sim.play, the run. What it keeps it must keep per run.", rows};

void ts_sim_chooser_declare(lua_State *L, struct ts_stage *stage)
{
    ts_api_declare(L, &ts_api_sim_choosers, stage);
}
