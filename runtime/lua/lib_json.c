// lib_json.c - json.encode and json.decode: exact numbers, sorted keys, nothing allocated outside the state
//
// Lists and maps with text keys only. A null in a map is no entry; in a list it is an error. Metatables are ignored.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/guard.h"
#include "lua/keys.h"

enum { JSON_MAX = 1 << 20, DEPTH_MAX = 32, SLOT = 2 };

// What is written so far: a userdata at stack index SLOT, exchanged for a larger one as it grows.
struct writer {
    lua_State *L;
    char *bytes;
    size_t length, room;
    int depth;
};

static void add(struct writer *writer, const char *text, size_t length)
{
    if (length > JSON_MAX - writer->length) luaL_error(writer->L, "json.encode: the text would be larger than 1 MB");
    if (writer->length + length > writer->room) {
        size_t room = 2 * (writer->length + length) + 256;
        char *bytes = lua_newuserdatauv(writer->L, room, 0);
        if (writer->length) memcpy(bytes, writer->bytes, writer->length);
        lua_replace(writer->L, SLOT);
        writer->bytes = bytes;
        writer->room = room;
    }
    memcpy(writer->bytes + writer->length, text, length);
    writer->length += length;
    ts_guard_charge(writer->L, 1 + (int64_t)length / 4);
}

static void encode_value(struct writer *writer, int index);

static void encode_number(struct writer *writer, int index)
{
    char text[40];
    double number;
    int size;
    if (lua_isinteger(writer->L, index)) {
        size = snprintf(text, sizeof text, "%lld", (long long)lua_tointeger(writer->L, index));
        add(writer, text, (size_t)size);
        return;
    }
    number = lua_tonumber(writer->L, index);
    if (!isfinite(number)) luaL_error(writer->L, "json.encode: %s has no JSON form", isnan(number) ? "not-a-number" : "infinity");
    for (int digits = 15; digits <= 17; digits++) {
        size = snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) break;
    }
    if (!strpbrk(text, ".e")) size += snprintf(text + size, sizeof text - (size_t)size, ".0");
    add(writer, text, (size_t)size);
}

static void encode_escape(struct writer *writer, unsigned char c)
{
    char text[8];
    const char *short_forms = "\"\"\\\\\nn\rr\tt", *found = NULL;
    for (const char *form = short_forms; *form && !found; form += 2)
        if ((unsigned char)*form == c) found = form;
    if (found)
        snprintf(text, sizeof text, "\\%c", found[1]);
    else
        snprintf(text, sizeof text, "\\u%04x", c);
    add(writer, text, strlen(text));
}

static void encode_string(struct writer *writer, int index)
{
    size_t length;
    const unsigned char *text = (const unsigned char *)lua_tolstring(writer->L, index, &length), *from = text, *end = text + length;
    add(writer, "\"", 1);
    while (text < end) {
        uint32_t code;
        const unsigned char *next = ts_utf8_decode(text, &code);
        if (!next) luaL_error(writer->L, "json.encode: a string is not UTF-8");
        if (code < 0x20 || code == '"' || code == '\\') {
            add(writer, (const char *)from, (size_t)(text - from));
            encode_escape(writer, *text);
            from = next;
        }
        text = next;
    }
    add(writer, (const char *)from, (size_t)(end - from));
    add(writer, "\"", 1);
}

// Whether the sorted keys on top are exactly 1..count.
static bool is_list(lua_State *L, lua_Integer count)
{
    bool result;
    if (count == 0) return true;
    lua_rawgeti(L, -1, 1);
    lua_rawgeti(L, -2, count);
    result = lua_isinteger(L, -2) && lua_tointeger(L, -2) == 1 && lua_isinteger(L, -1) && lua_tointeger(L, -1) == count;
    lua_pop(L, 2);
    return result;
}

static void encode_entry(struct writer *writer, int table, int keys, lua_Integer place, bool list)
{
    lua_State *L = writer->L;
    if (place > 1) add(writer, ",", 1);
    lua_rawgeti(L, keys, place);
    if (!list) {
        if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "json.encode: a table is neither a list nor a map with text keys");
        encode_string(writer, lua_gettop(L));
        add(writer, ":", 1);
    }
    lua_rawget(L, table);
    encode_value(writer, lua_gettop(L));
    lua_pop(L, 1);
}

static void encode_table(struct writer *writer, int index)
{
    lua_State *L = writer->L;
    lua_Integer count;
    int table;
    bool list;
    if (++writer->depth > DEPTH_MAX) luaL_error(L, "json.encode: nested deeper than %d, or in a circle", DEPTH_MAX);
    luaL_checkstack(L, 10, NULL);
    ts_seal_resolve(L, index);
    table = lua_gettop(L);
    count = ts_keys_sorted(L, table, false);
    list = is_list(L, count);
    add(writer, list ? "[" : "{", 1);
    for (lua_Integer i = 1; i <= count; i++) encode_entry(writer, table, table + 1, i, list);
    add(writer, list ? "]" : "}", 1);
    lua_settop(L, table - 1);
    writer->depth--;
}

static void encode_value(struct writer *writer, int index)
{
    switch (lua_type(writer->L, index)) {
    case LUA_TBOOLEAN:
        lua_toboolean(writer->L, index) ? add(writer, "true", 4) : add(writer, "false", 5);
        break;
    case LUA_TNUMBER:
        encode_number(writer, index);
        break;
    case LUA_TSTRING:
        encode_string(writer, index);
        break;
    case LUA_TTABLE:
        encode_table(writer, index);
        break;
    case LUA_TNIL:
        add(writer, "null", 4);
        break;
    default:
        luaL_error(writer->L, "json.encode: a %s has no JSON form", luaL_typename(writer->L, index));
    }
}

static int encode(lua_State *L)
{
    struct writer writer = {.L = L};
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    lua_pushnil(L);
    encode_value(&writer, 1);
    lua_pushlstring(L, writer.bytes, writer.length);
    return 1;
}

void ts_lib_json(lua_State *L)
{
    static const luaL_Reg own[] = {{"encode", encode}, {"decode", ts_json_decode}, {NULL, NULL}};
    luaL_newlib(L, own);
}
