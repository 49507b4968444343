// pattern_test.c - the counting matcher gives what the stock functions give, on seeded random patterns
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <lauxlib.h>
#include <lualib.h>

#include "lua/box.h"

enum { ROUNDS = 20000, STOCK = 2, OURS = 3, TEXT_MAX = 24, PATTERN_MAX = 64 };

struct chance {
    uint64_t state;
};

static unsigned roll(struct chance *chance, unsigned sides)
{
    chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(chance->state >> 33) % sides;
}

static size_t random_text(struct chance *chance, char *out)
{
    static const char letters[] = "aaabbc1 _-%.([A\xC3\xA9\n";
    size_t length = roll(chance, TEXT_MAX);
    for (size_t i = 0; i < length; i++) out[i] = roll(chance, 40) ? letters[roll(chance, sizeof letters - 1)] : '\0';
    return length;
}

static size_t random_pattern(struct chance *chance, char *out)
{
    static const char *const pieces[] = {"a",    "b",    "c",      ".",       "%a", "%d",   "%s",    "%w",    "%W",    "%p",    "%x",
                                         "%l",   "%u",   "%c",     "%g",      "%z", "[ab]", "[^ab]", "[a-c]", "[%w_]", "[^%s]", "[]]",
                                         "[^]]", "[a-]", "[%-a]",  "(",       ")",  "()",   "(a*)",  "(.-)",  "(.)",   "%1",    "%2",
                                         "%b()", "%bab", "%f[%w]", "%f[^%w]", "*",  "+",    "-",     "?",     "^",     "$",     "%%",
                                         "%.",   "[",    "%",      "]",       "%f", "%b",   "%bx",   "%0",    "-",     "*",     "?"};
    size_t length = 0;
    for (unsigned count = 1 + roll(chance, 6); count > 0; count--) {
        const char *piece = pieces[roll(chance, sizeof pieces / sizeof *pieces)];
        size_t size = strlen(piece);
        memcpy(out + length, piece, size);
        length += size;
    }
    if (roll(chance, 60) == 0) out[length++] = '\0';
    return length;
}

static const char *message_of(lua_State *L)
{
    const char *text = lua_tostring(L, -1);
    return text ? text : "(none)";
}

static void push_arguments(lua_State *L, int base, int count)
{
    for (int i = 1; i <= count; i++) lua_pushvalue(L, base + i);
}

// Calls t[name] of the table at `library` with the `count` values above `base`; returns the status.
static int call(lua_State *L, int library, const char *name, int base, int count)
{
    lua_getfield(L, library, name);
    push_arguments(L, base, count);
    return lua_pcall(L, count, LUA_MULTRET, 0);
}

static void compare_results(lua_State *L, const char *name, int base, int count)
{
    int stock_top, stock = base + count, status = call(L, STOCK, name, base, count);
    stock_top = lua_gettop(L);
    if (status != call(L, OURS, name, base, count) || (status == LUA_OK && lua_gettop(L) - stock_top != stock_top - stock))
        fail_msg("%s(%s, %s): %s", name, lua_tostring(L, base + 1), lua_tostring(L, base + 2), luaL_tolstring(L, -1, NULL));
    if (status != LUA_OK) {
        const char *ours = message_of(L);
        lua_pop(L, 1);
        assert_string_equal(ours, message_of(L));
        lua_settop(L, stock);
        return;
    }
    for (int i = 1; i <= stock_top - stock; i++)
        if (!lua_rawequal(L, stock + i, stock_top + i)) {
            print_error("%s(%s, %s): %s is not %s\n", name, lua_tostring(L, base + 1), lua_tostring(L, base + 2),
                        luaL_tolstring(L, stock_top + i, NULL), luaL_tolstring(L, stock + i, NULL));
            fail();
        }
    lua_settop(L, stock);
}

// Writes all that gmatch yields as one text.
static void push_matches(lua_State *L, int library, int base, int count)
{
    luaL_Buffer all;
    int iterator, status = call(L, library, "gmatch", base, count);
    if (status != LUA_OK) return;
    iterator = lua_gettop(L);
    lua_newtable(L);
    for (int round = 1; round < 100; round++) {
        int top = lua_gettop(L), results;
        lua_pushvalue(L, iterator);
        status = lua_pcall(L, 0, LUA_MULTRET, 0);
        results = lua_gettop(L) - top;
        for (int i = 1; i <= results; i++) lua_pushfstring(L, "<%s>", luaL_tolstring(L, top + i, NULL));
        for (int i = 1; i <= results; i++) {
            lua_pushvalue(L, -1);
            lua_rawseti(L, iterator + 1, (lua_Integer)lua_rawlen(L, iterator + 1) + 1);
            lua_pop(L, 2);
        }
        lua_settop(L, top);
        if (status != LUA_OK || results == 0) break;
    }
    luaL_buffinit(L, &all);
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, iterator + 1); i++) {
        lua_rawgeti(L, iterator + 1, i);
        luaL_addvalue(&all);
    }
    luaL_pushresult(&all);
}

static void compare_gmatch(lua_State *L, int base, int count)
{
    int top = lua_gettop(L);
    size_t length, other;
    const char *stock, *ours;
    push_matches(L, STOCK, base, count);
    stock = lua_tolstring(L, -1, &length);
    push_matches(L, OURS, base, count);
    ours = lua_tolstring(L, -1, &other);
    assert_int_equal(length, other);
    assert_memory_equal(stock, ours, length);
    lua_settop(L, top);
}

static void push_replacement(lua_State *L, struct chance *chance)
{
    static const char *const templates[] = {"", "x", "<%0>", "%1", "%1%2", "%%", "%", "%9", "%x", "a%0%1"};
    switch (roll(chance, 4)) {
    case 0:
        assert_false(luaL_dostring(L, "return function(a, b) if a == 'a' then return nil end return b end"));
        break;
    case 1:
        assert_false(luaL_dostring(L, "return { a = 'A', b = false, ab = 12, c = {} }"));
        break;
    default:
        lua_pushstring(L, templates[roll(chance, sizeof templates / sizeof *templates)]);
    }
}

static void compare_one(lua_State *L, struct chance *chance)
{
    char text[TEXT_MAX + 1], pattern[PATTERN_MAX];
    int base = lua_gettop(L);
    size_t length = random_text(chance, text);
    lua_pushlstring(L, text, length);
    length = random_pattern(chance, pattern);
    lua_pushlstring(L, pattern, length);
    if (roll(chance, 3))
        lua_pushnil(L);
    else
        lua_pushinteger(L, (lua_Integer)roll(chance, 40) - 15);
    compare_results(L, "find", base, 3);
    compare_results(L, "match", base, 3);
    compare_gmatch(L, base, 3);
    lua_pushboolean(L, 1);
    compare_results(L, "find", base, 4);
    lua_settop(L, base + 2);
    push_replacement(L, chance);
    compare_results(L, "gsub", base, 3);
    lua_pushinteger(L, roll(chance, 4));
    compare_results(L, "gsub", base, 4);
    lua_settop(L, base);
}

static int compare_many(lua_State *L)
{
    struct chance chance = {*(uint64_t *)lua_touserdata(L, 1)};
    lua_pushcfunction(L, luaopen_string);
    lua_call(L, 0, 1);
    ts_box_env(ts_box_of(L));
    lua_getfield(L, -1, "string");
    lua_remove(L, -2);
    for (int i = 0; i < ROUNDS; i++) compare_one(L, &chance);
    return 0;
}

static void matches_as_the_stock_functions_do(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct ts_err err = {.message = ""};
        struct ts_box *box = ts_box_new("patterns");
        assert_non_null(box);
        if (ts_box_run(box, compare_many, &seed, &err) != TS_OK) fail_msg("%s", err.message);
        ts_box_free(box);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(matches_as_the_stock_functions_do)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
