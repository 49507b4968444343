// lib_utf8.c - UTF-8 functions; a broken sequence is an error everywhere
#include "lua/guard.h"

enum { CODE_MAX = 0x10FFFF };

const unsigned char *ts_utf8_decode(const unsigned char *text, uint32_t *code)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    int more = *text < 0x80 ? 0 : *text < 0xC0 ? -1 : *text < 0xE0 ? 1 : *text < 0xF0 ? 2 : *text < 0xF8 ? 3 : -1;
    if (more < 0) return NULL;
    *code = more == 0 ? *text : *text & (0x3Fu >> more);
    for (int i = 1; i <= more; i++) {
        if ((text[i] & 0xC0) != 0x80) return NULL;
        *code = *code << 6 | (text[i] & 0x3F);
    }
    if (*code < least[more] || *code > CODE_MAX || (*code >= 0xD800 && *code <= 0xDFFF)) return NULL;
    return text + more + 1;
}

static lua_Integer place_in(lua_Integer place, size_t length)
{
    if (place >= 0) return place;
    return place < -(lua_Integer)length ? 0 : (lua_Integer)length + place + 1;
}

static int codepoints(lua_State *L)
{
    size_t length;
    const unsigned char *text = (const unsigned char *)luaL_checklstring(L, 1, &length), *at;
    lua_Integer first = place_in(ts_guard_optional(L, 2, 1), length), last = place_in(ts_guard_optional(L, 3, first), length);
    int count = 0;
    luaL_argcheck(L, first >= 1, 2, "out of bounds");
    luaL_argcheck(L, last <= (lua_Integer)length, 3, "out of bounds");
    if (first > last) return 0;
    ts_guard_charge(L, 1 + (last - first) / 2);
    luaL_checkstack(L, last - first < TS_VALUES_MAX ? (int)(last - first) + 1 : TS_VALUES_MAX, "string slice too long");
    for (at = text + first - 1; at < text + last;) {
        uint32_t code;
        at = ts_utf8_decode(at, &code);
        if (!at) return luaL_error(L, "invalid UTF-8 code");
        if (count == TS_VALUES_MAX) return luaL_error(L, "utf8.codepoint: more than %d characters at once", TS_VALUES_MAX);
        lua_pushinteger(L, code);
        count++;
    }
    return count;
}

static int count_characters(lua_State *L)
{
    size_t length;
    const unsigned char *text = (const unsigned char *)luaL_checklstring(L, 1, &length);
    lua_Integer at = place_in(ts_guard_optional(L, 2, 1), length) - 1, last = place_in(ts_guard_optional(L, 3, -1), length) - 1;
    lua_Integer count = 0;
    luaL_argcheck(L, at >= 0 && at <= (lua_Integer)length, 2, "initial position out of bounds");
    luaL_argcheck(L, last < (lua_Integer)length, 3, "final position out of bounds");
    ts_guard_charge(L, last > at ? 1 + (last - at) / 2 : 1);
    while (at <= last) {
        uint32_t code;
        const unsigned char *next = ts_utf8_decode(text + at, &code);
        if (!next) return lua_pushnil(L), lua_pushinteger(L, at + 1), 2;
        at = next - text;
        count++;
    }
    lua_pushinteger(L, count);
    return 1;
}

static bool continues(const char *text, lua_Integer at)
{
    return (text[at] & 0xC0) == 0x80;
}

// Moves `count` characters from the byte at `at` (from 0); -1 when there are not so many.
static lua_Integer walk(const char *text, lua_Integer length, lua_Integer at, lua_Integer count)
{
    if (count == 0)
        while (at > 0 && continues(text, at)) at--;
    for (; count < 0 && at > 0; count++) do
            at--;
        while (at > 0 && continues(text, at));
    if (count > 0)
        count--;
    else if (count < 0)
        return -1;
    for (; count > 0 && at < length; count--) do
            at++;
        while (continues(text, at));
    return count == 0 ? at : -1;
}

static int offset(lua_State *L)
{
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer count = ts_guard_integer(L, 2), from, found;
    uint64_t bytes = count < 0 ? 0 - (uint64_t)count : (uint64_t)count;
    from = place_in(ts_guard_optional(L, 3, count > 0 ? 1 : (lua_Integer)length + 1), length) - 1;
    luaL_argcheck(L, from >= 0 && from <= (lua_Integer)length, 3, "position out of bounds");
    if (count != 0 && continues(text, from)) return luaL_error(L, "initial position is a continuation byte");
    ts_guard_charge(L, 1 + (int64_t)(bytes < length ? bytes : length));
    found = walk(text, (lua_Integer)length, from, count);
    if (found < 0)
        lua_pushnil(L);
    else
        lua_pushinteger(L, found + 1);
    return 1;
}

static int next_code(lua_State *L)
{
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer at = ts_guard_integer(L, 2);
    uint32_t code;
    if (at > 0 && at <= (lua_Integer)length)
        while (continues(text, at)) at++;
    if (at < 0 || at >= (lua_Integer)length) return 0;
    if (!ts_utf8_decode((const unsigned char *)text + at, &code)) return luaL_error(L, "invalid UTF-8 code");
    lua_pushinteger(L, at + 1);
    lua_pushinteger(L, code);
    return 2;
}

static int codes(lua_State *L)
{
    luaL_checkstring(L, 1);
    lua_settop(L, 1);
    lua_pushcfunction(L, next_code);
    lua_insert(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

void ts_lib_utf8(lua_State *L)
{
    static const char *const charged[] = {"char", NULL};
    static const luaL_Reg own[] = {
        {"codepoint", codepoints}, {"len", count_characters}, {"offset", offset}, {"codes", codes}, {NULL, NULL},
    };
    int stock;
    lua_pushcfunction(L, luaopen_utf8);
    lua_call(L, 0, 1);
    stock = lua_gettop(L);
    luaL_newlib(L, own);
    ts_guard_wrap(L, stock, charged);
    lua_getfield(L, stock, "charpattern");
    lua_setfield(L, -2, "charpattern");
    lua_remove(L, stock);
}
