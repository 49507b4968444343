// keys.c - the keys of a table in an order that is the same in every process
#include "lua/keys.h"

#include <stdlib.h>
#include <string.h>

#include "lua/guard.h"

enum { SHORT_MAX = 24 };

enum rank { INTEGER, FLOAT, STRING, BOOLEAN, OTHERS };

struct key {
    enum rank rank;
    lua_Integer place; // in the list or on the stack
    lua_Integer integer;
    lua_Number number;
    const char *text;
    size_t length;
};

static struct key read_key(lua_State *L, int index)
{
    struct key key = {.rank = OTHERS};
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        key.rank = lua_isinteger(L, index) ? INTEGER : FLOAT;
        if (key.rank == INTEGER)
            key.integer = lua_tointeger(L, index);
        else
            key.number = lua_tonumber(L, index);
        break;
    case LUA_TSTRING:
        key.rank = STRING;
        key.text = lua_tolstring(L, index, &key.length);
        break;
    case LUA_TBOOLEAN:
        key.rank = BOOLEAN;
        key.integer = lua_toboolean(L, index);
        break;
    default:
        break;
    }
    return key;
}

static int compare_texts(const struct key *a, const struct key *b)
{
    size_t shorter = a->length < b->length ? a->length : b->length;
    int result = memcmp(a->text, b->text, shorter);
    return result ? result : (a->length > b->length) - (a->length < b->length);
}

static int compare(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    if (a->rank == STRING) return compare_texts(a, b);
    if (a->rank == FLOAT) return (a->number > b->number) - (a->number < b->number);
    return (a->integer > b->integer) - (a->integer < b->integer);
}

static void refuse_key(lua_State *L, int index)
{
    luaL_error(L, "a table with a %s as key has no fixed order; keep a list beside it", luaL_typename(L, index));
}

// Pushes the keys as they come; *sorted tells whether that is their order.
static lua_Integer collect(lua_State *L, int index, bool skip_others, bool *sorted)
{
    struct key last = {.rank = INTEGER, .integer = LUA_MININTEGER};
    lua_Integer count = 0;
    *sorted = true;
    lua_createtable(L, (int)lua_rawlen(L, index) + 4, 0);
    for (lua_pushnil(L); lua_next(L, index);) {
        struct key key = read_key(L, -2);
        lua_pop(L, 1);
        if (key.rank == OTHERS && !skip_others) refuse_key(L, -1);
        if (key.rank == OTHERS) continue;
        if (*sorted && compare(&last, &key) > 0) *sorted = false;
        last = key;
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, ++count);
        if (count % 64 == 0) ts_guard_charge(L, 64);
    }
    return count;
}

static int64_t sort_cost(lua_Integer count)
{
    int64_t cost = count;
    for (lua_Integer rest = count; rest > 1; rest /= 2) cost += count;
    return cost;
}

// Sorts a short list on top in place, with its keys on the stack meanwhile.
static void sort_short(lua_State *L, lua_Integer count)
{
    struct key keys[SHORT_MAX];
    int list = lua_gettop(L);
    luaL_checkstack(L, SHORT_MAX + 1, NULL);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, list, i + 1);
        keys[i] = read_key(L, -1);
        keys[i].place = list + i + 1;
    }
    qsort(keys, (size_t)count, sizeof *keys, compare);
    for (int i = 0; i < count; i++) {
        lua_pushvalue(L, (int)keys[i].place);
        lua_rawseti(L, list, i + 1);
    }
    lua_settop(L, list);
}

// Replaces the list on top by a sorted one.
static void sort_long(lua_State *L, lua_Integer count)
{
    struct key *keys = lua_newuserdatauv(L, (size_t)count * sizeof *keys, 0);
    for (lua_Integer i = 0; i < count; i++) {
        lua_rawgeti(L, -2, i + 1);
        keys[i] = read_key(L, -1); // the text stays: the list holds the string
        keys[i].place = i + 1;
        lua_pop(L, 1);
    }
    qsort(keys, (size_t)count, sizeof *keys, compare);
    lua_createtable(L, (int)count, 0);
    for (lua_Integer i = 0; i < count; i++) {
        lua_rawgeti(L, -3, keys[i].place);
        lua_rawseti(L, -2, i + 1);
    }
    lua_replace(L, -3);
    lua_pop(L, 1);
}

lua_Integer ts_keys_sorted(lua_State *L, int index, bool skip_others)
{
    bool sorted;
    lua_Integer count;
    index = lua_absindex(L, index);
    luaL_checkstack(L, 6, NULL);
    count = collect(L, index, skip_others, &sorted);
    ts_guard_charge(L, sort_cost(count)); // sorted or not: how they lie in the table differs between processes
    if (sorted) return count;
    if (count <= SHORT_MAX)
        sort_short(L, count);
    else
        sort_long(L, count);
    return count;
}

bool ts_keys_next(lua_State *L, int index)
{
    int after = lua_gettop(L), best = after + 1;
    struct key from = read_key(L, after), found = {.rank = OTHERS};
    bool any = lua_isnil(L, after), has_one = false;
    int seen = 0;
    index = lua_absindex(L, index);
    luaL_checkstack(L, 4, NULL);
    lua_pushnil(L);
    for (lua_pushnil(L); lua_next(L, index);) {
        struct key key = read_key(L, -2);
        lua_pop(L, 1);
        if (++seen % 64 == 0) ts_guard_charge(L, 64);
        if (key.rank == OTHERS) refuse_key(L, -1);
        if ((!any && compare(&key, &from) <= 0) || (has_one && compare(&key, &found) >= 0)) continue;
        found = key;
        has_one = true;
        lua_pushvalue(L, -1);
        lua_replace(L, best);
    }
    lua_remove(L, after);
    if (!has_one) lua_pop(L, 1);
    return has_one;
}
