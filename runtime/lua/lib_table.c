// lib_table.c - list functions that believe no length they do not pay for; sorting is stable and always the same
#include "lua/guard.h"

static lua_Integer length_of(lua_State *L, int index)
{
    luaL_checkany(L, index);
    if (lua_type(L, index) == LUA_TTABLE && !lua_getmetatable(L, index)) return (lua_Integer)lua_rawlen(L, index);
    if (lua_type(L, index) == LUA_TTABLE)
        lua_pop(L, 1);
    else if (!luaL_getmetafield(L, index, "__index"))
        luaL_checktype(L, index, LUA_TTABLE);
    else
        lua_pop(L, 1);
    return luaL_len(L, index);
}

// Charges for the elements `from`..`to`, however many a lying length makes of them.
static void charge_range(lua_State *L, lua_Integer from, lua_Integer to)
{
    uint64_t count = to >= from ? (uint64_t)to - (uint64_t)from + 1 : 0;
    ts_box_charge(L, count > INT64_MAX / 8 ? INT64_MAX : (int64_t)count * 4 + 2);
}

static int insert(lua_State *L)
{
    lua_Integer end = (lua_Integer)((lua_Unsigned)length_of(L, 1) + 1), place = end;
    if (lua_gettop(L) == 3) {
        place = ts_guard_integer(L, 2);
        luaL_argcheck(L, (lua_Unsigned)place - 1u < (lua_Unsigned)end, 2, "position out of bounds");
        charge_range(L, place, end);
        for (lua_Integer i = end; i > place; i--) {
            lua_geti(L, 1, i - 1);
            lua_seti(L, 1, i);
        }
    } else if (lua_gettop(L) != 2)
        return luaL_error(L, "wrong number of arguments to 'insert'");
    ts_guard_charge(L, 2);
    lua_seti(L, 1, place);
    return 0;
}

static int take_out(lua_State *L)
{
    lua_Integer size = length_of(L, 1), place = ts_guard_optional(L, 2, size);
    if (place != size) luaL_argcheck(L, (lua_Unsigned)place - 1u <= (lua_Unsigned)size, 2, "position out of bounds");
    charge_range(L, place, size);
    lua_geti(L, 1, place);
    for (; place < size; place++) {
        lua_geti(L, 1, place + 1);
        lua_seti(L, 1, place);
    }
    lua_pushnil(L);
    lua_seti(L, 1, place);
    return 1;
}

static int move(lua_State *L)
{
    lua_Integer from = ts_guard_integer(L, 2), to = ts_guard_integer(L, 3), place = ts_guard_integer(L, 4);
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    length_of(L, 1);
    length_of(L, target);
    if (to < from) return lua_pushvalue(L, target), 1;
    luaL_argcheck(L, from > 0 || to < LUA_MAXINTEGER + from, 3, "too many elements to move");
    luaL_argcheck(L, place <= LUA_MAXINTEGER - (to - from), 4, "destination wrap around");
    charge_range(L, from, to);
    if (place > to || place <= from || (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ)))
        for (lua_Integer i = 0; i <= to - from; i++) {
            lua_geti(L, 1, from + i);
            lua_seti(L, target, place + i);
        }
    else
        for (lua_Integer i = to - from; i >= 0; i--) {
            lua_geti(L, 1, from + i);
            lua_seti(L, target, place + i);
        }
    lua_pushvalue(L, target);
    return 1;
}

static int concat(lua_State *L)
{
    lua_Integer size = length_of(L, 1), first = ts_guard_optional(L, 3, 1), last = ts_guard_optional(L, 4, size);
    size_t gap, length;
    const char *between = luaL_optlstring(L, 2, "", &gap);
    luaL_Buffer out;
    charge_range(L, first, last);
    luaL_buffinit(L, &out);
    for (lua_Integer i = first; i <= last; i++) {
        lua_geti(L, 1, i);
        if (!lua_isstring(L, -1))
            return luaL_error(L, "invalid value (a %s at index %I) in table for 'concat'", luaL_typename(L, -1), (LUAI_UACINT)i);
        lua_tolstring(L, -1, &length);
        ts_guard_charge(L, (int64_t)(length + gap) / 16);
        luaL_addvalue(&out);
        if (i < last)
            luaL_addlstring(&out, between, gap);
        else
            break;
    }
    luaL_pushresult(&out);
    return 1;
}

static int pack(lua_State *L)
{
    int count = lua_gettop(L);
    ts_guard_charge(L, 2 + count);
    lua_createtable(L, count, 1);
    lua_insert(L, 1);
    for (int i = count; i >= 1; i--) lua_rawseti(L, 1, i);
    lua_pushinteger(L, count);
    lua_setfield(L, 1, "n");
    return 1;
}

static int unpack(lua_State *L)
{
    lua_Integer first = ts_guard_optional(L, 2, 1);
    lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : ts_guard_integer(L, 3);
    if (first > last) return 0;
    if ((lua_Unsigned)last - (lua_Unsigned)first >= TS_VALUES_MAX)
        return luaL_error(L, "too many results to unpack (at most %d)", TS_VALUES_MAX);
    ts_guard_charge(L, 2 + (lua_Integer)((lua_Unsigned)last - (lua_Unsigned)first));
    luaL_checkstack(L, (int)(last - first) + 1, "too many results to unpack");
    for (lua_Integer i = first; i < last; i++) lua_geti(L, 1, i);
    lua_geti(L, 1, last);
    return (int)(last - first) + 1;
}

// sort: a merge sort over two lists, 1: the table, 2: the order or nil, 3 and 4: the lists

static bool is_less(lua_State *L)
{
    bool less;
    if (lua_isnil(L, 2)) {
        less = lua_compare(L, -2, -1, LUA_OPLT);
        lua_pop(L, 2);
        return less;
    }
    lua_pushvalue(L, 2);
    lua_insert(L, -3);
    lua_call(L, 2, 1);
    less = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return less;
}

// Whether element `right` of the list at `from` must come before element `left`.
static bool is_out_of_order(lua_State *L, int from, lua_Integer left, lua_Integer right)
{
    ts_guard_charge(L, 6);
    lua_rawgeti(L, from, right);
    lua_rawgeti(L, from, left);
    return is_less(L);
}

static void merge(lua_State *L, int from, int to, lua_Integer start, lua_Integer middle, lua_Integer end)
{
    lua_Integer left = start, right = middle;
    for (lua_Integer i = start; i < end; i++) {
        bool take_right = left >= middle || (right < end && is_out_of_order(L, from, left, right));
        lua_rawgeti(L, from, take_right ? right++ : left++);
        lua_rawseti(L, to, i);
    }
}

static int sort_lists(lua_State *L, lua_Integer count)
{
    int from = 3, to = 4;
    for (lua_Integer width = 1; width < count; width *= 2) {
        for (lua_Integer start = 1; start <= count; start += 2 * width) {
            lua_Integer middle = start + width < count + 1 ? start + width : count + 1;
            lua_Integer end = middle + width < count + 1 ? middle + width : count + 1;
            ts_guard_charge(L, 4 * (end - start));
            merge(L, from, to, start, middle, end);
        }
        from = 7 - from;
        to = 7 - to;
    }
    return from;
}

static int sort(lua_State *L)
{
    lua_Integer count = length_of(L, 1);
    int sorted;
    if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    if (count < 2) return 0;
    luaL_argcheck(L, count < INT32_MAX, 1, "array too big");
    charge_range(L, 1, count);
    lua_createtable(L, (int)count, 0);
    lua_createtable(L, (int)count, 0);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(L, 1, i);
        lua_rawseti(L, 3, i);
    }
    sorted = sort_lists(L, count);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, sorted, i);
        lua_seti(L, 1, i);
    }
    return 0;
}

void ts_lib_table(lua_State *L)
{
    static const luaL_Reg own[] = {
        {"insert", insert}, {"remove", take_out}, {"move", move}, {"concat", concat},
        {"pack", pack},     {"unpack", unpack},   {"sort", sort}, {NULL, NULL},
    };
    luaL_newlib(L, own);
}
