// api_rng.c - dice that fall the same whenever the same thing is asked
#include "base/rng.h"
#include "lua/api.h"

static int roll_int(lua_State *L)
{
    int64_t low = ts_api_integer(L, 1), high = ts_api_integer(L, 2);
    struct ts_view *view = ts_api_view(L);
    struct ts_rng rng;
    if (low > high) return ts_api_fail(L, "\"low\" is above \"high\"");
    rng = ts_view_rng(view);
    lua_pushinteger(L, ts_rng_int(&rng, low, high));
    return 1;
}

static int64_t list_length(lua_State *L)
{
    ts_api_check_self(L);
    if (!lua_istable(L, 2)) ts_api_fail(L, "\"list\" must be a table, not %s", luaL_typename(L, 2));
    return luaL_len(L, 2);
}

static int roll_pick(lua_State *L)
{
    int64_t length = list_length(L);
    struct ts_view *view = ts_api_view(L);
    struct ts_rng rng;
    if (length < 1) return 0;
    rng = ts_view_rng(view);
    lua_geti(L, 2, ts_rng_int(&rng, 1, length));
    return 1;
}

// Fisher and Yates, on a copy.
static int roll_shuffle(lua_State *L)
{
    int64_t length = list_length(L);
    struct ts_rng rng = ts_view_rng(ts_api_view(L));
    lua_newtable(L);
    for (int64_t i = 1; i <= length; i++) {
        int64_t j = ts_rng_int(&rng, 1, i);
        ts_box_charge(L, 10);
        lua_rawgeti(L, -1, j);
        lua_rawseti(L, -2, i);
        lua_geti(L, 2, i);
        lua_rawseti(L, -2, j);
    }
    return 1;
}

static int roll_chance(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    struct ts_rng rng;
    ts_api_check_self(L);
    if (lua_type(L, 2) != LUA_TNUMBER) return ts_api_fail(L, "\"p\" must be a number from 0 to 1, not %s", luaL_typename(L, 2));
    rng = ts_view_rng(view);
    lua_pushboolean(L, ts_rng_real(&rng) < lua_tonumber(L, 2));
    return 1;
}

static const struct ts_api_row rows[] = {
    {"int", roll_int, "int(low: integer, high: integer) -> integer", "A whole number from low to high, both included."},
    {"pick", roll_pick, "pick(list: table) -> value", "One value of a list, nil of an empty one."},
    {"shuffle", roll_shuffle, "shuffle(list: table) -> table", "A copy of the list in another order."},
    {"chance", roll_chance, "chance(p: number) -> boolean", "True p times out of 1."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_rng = {
    "rng", "Dice of run seed, pack, turn and what they are for: the same in every process, and whenever asked in the same turn.", rows};

void ts_api_open_rng(lua_State *L, struct ts_lua_pack *pack)
{
    ts_api_declare(L, &ts_api_rng, pack);
}
