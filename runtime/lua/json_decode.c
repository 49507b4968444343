// json_decode.c - json.decode: a strict reader that charges for the text and allocates only inside the state
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lua/guard.h"

enum { JSON_MAX = 1 << 20, DEPTH_MAX = 32 };

struct reader {
    lua_State *L;
    const char *start, *at, *end; // *end is a zero byte
    int depth;
};

static void decode_value(struct reader *reader);

static void refuse(struct reader *reader, const char *why)
{
    luaL_error(reader->L, "json.decode: %s at byte %d", why, (int)(reader->at - reader->start) + 1);
}

static char skip_space(struct reader *reader)
{
    while (*reader->at && strchr(" \t\n\r", *reader->at)) reader->at++;
    return *reader->at;
}

static void expect(struct reader *reader, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(reader->at, word, length) != 0) refuse(reader, "expected a value");
    reader->at += length;
}

static const char *skip_digits(struct reader *reader, const char *at)
{
    const char *from = at;
    while (*at >= '0' && *at <= '9') at++;
    if (at == from) refuse(reader, "broken number");
    return at;
}

static void decode_number(struct reader *reader)
{
    const char *from = reader->at, *at = from + (*from == '-'), *end = *at == '0' ? at + 1 : skip_digits(reader, at);
    bool is_float = *end == '.' || *end == 'e' || *end == 'E';
    if (*end == '.') end = skip_digits(reader, end + 1);
    if (*end == 'e' || *end == 'E') end = skip_digits(reader, end + 1 + (end[1] == '+' || end[1] == '-'));
    errno = 0;
    if (is_float)
        lua_pushnumber(reader->L, strtod(from, NULL));
    else
        lua_pushinteger(reader->L, strtoll(from, NULL, 10));
    if (!is_float && errno == ERANGE) refuse(reader, "an integer does not fit into 64 bits");
    if (is_float && !isfinite(lua_tonumber(reader->L, -1))) refuse(reader, "a number is too large");
    reader->at = end;
}

static uint32_t decode_hex(struct reader *reader)
{
    uint32_t code = 0;
    for (int i = 0; i < 4; i++, reader->at++) {
        char c = *reader->at;
        if (c >= '0' && c <= '9')
            code = code * 16 + (uint32_t)(c - '0');
        else if ((c | 32) >= 'a' && (c | 32) <= 'f')
            code = code * 16 + (uint32_t)((c | 32) - 'a' + 10);
        else
            refuse(reader, "broken \\u");
    }
    return code;
}

static void add_code(luaL_Buffer *out, uint32_t code)
{
    if (code < 0x80)
        luaL_addchar(out, (char)code);
    else if (code < 0x800)
        luaL_addchar(out, (char)(0xC0 | code >> 6));
    else if (code < 0x10000)
        luaL_addchar(out, (char)(0xE0 | code >> 12));
    else
        luaL_addchar(out, (char)(0xF0 | code >> 18));
    if (code >= 0x10000) luaL_addchar(out, (char)(0x80 | (code >> 12 & 0x3F)));
    if (code >= 0x800) luaL_addchar(out, (char)(0x80 | (code >> 6 & 0x3F)));
    if (code >= 0x80) luaL_addchar(out, (char)(0x80 | (code & 0x3F)));
}

static void decode_unicode(struct reader *reader, luaL_Buffer *out)
{
    uint32_t code = decode_hex(reader), low;
    if (code >= 0xDC00 && code <= 0xDFFF) refuse(reader, "broken \\u");
    if (code >= 0xD800 && code <= 0xDBFF) {
        if (reader->at[0] != '\\' || reader->at[1] != 'u') refuse(reader, "broken \\u");
        reader->at += 2;
        low = decode_hex(reader);
        if (low < 0xDC00 || low > 0xDFFF) refuse(reader, "broken \\u");
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    add_code(out, code);
}

static void decode_escape(struct reader *reader, luaL_Buffer *out)
{
    static const char forms[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
    char c = *++reader->at;
    const char *form = forms;
    reader->at += c != '\0';
    if (c == 'u') {
        decode_unicode(reader, out);
        return;
    }
    while (*form && *form != c) form += 2;
    if (!*form) refuse(reader, "broken escape");
    luaL_addchar(out, form[1]);
}

static void decode_string(struct reader *reader)
{
    luaL_Buffer out;
    luaL_buffinit(reader->L, &out);
    reader->at++;
    while (*reader->at != '"') {
        const char *from = reader->at;
        uint32_t code;
        while ((unsigned char)*reader->at >= 0x20 && *reader->at != '"' && *reader->at != '\\') {
            const unsigned char *next = ts_utf8_decode((const unsigned char *)reader->at, &code);
            if (!next)
                refuse(reader, "text that is not UTF-8");
            else
                reader->at = (const char *)next;
        }
        luaL_addlstring(&out, from, (size_t)(reader->at - from));
        if (*reader->at == '\\')
            decode_escape(reader, &out);
        else if (*reader->at != '"')
            refuse(reader, "a string does not end");
    }
    reader->at++;
    luaL_pushresult(&out);
}

static void decode_list(struct reader *reader)
{
    lua_Integer count = 0;
    lua_newtable(reader->L);
    reader->at++;
    if (skip_space(reader) == ']') {
        reader->at++;
        return;
    }
    for (;; reader->at++) {
        decode_value(reader);
        if (lua_isnil(reader->L, -1)) refuse(reader, "a null in a list, which Lua cannot hold,");
        lua_rawseti(reader->L, -2, ++count);
        if (skip_space(reader) != ',') break;
    }
    if (*reader->at != ']') refuse(reader, "expected ',' or ']'");
    reader->at++;
}

static void decode_map(struct reader *reader)
{
    lua_newtable(reader->L);
    reader->at++;
    if (skip_space(reader) == '}') {
        reader->at++;
        return;
    }
    for (;; reader->at++) {
        if (skip_space(reader) != '"') refuse(reader, "expected a key");
        decode_string(reader);
        if (skip_space(reader) != ':') refuse(reader, "expected ':'");
        reader->at++;
        decode_value(reader);
        lua_rawset(reader->L, -3);
        if (skip_space(reader) != ',') break;
    }
    if (*reader->at != '}') refuse(reader, "expected ',' or '}'");
    reader->at++;
}

static void decode_value(struct reader *reader)
{
    if (++reader->depth > DEPTH_MAX) refuse(reader, "nested too deep");
    luaL_checkstack(reader->L, 6, NULL);
    switch (skip_space(reader)) {
    case '{':
        decode_map(reader);
        break;
    case '[':
        decode_list(reader);
        break;
    case '"':
        decode_string(reader);
        break;
    case 't':
        expect(reader, "true"), lua_pushboolean(reader->L, 1);
        break;
    case 'f':
        expect(reader, "false"), lua_pushboolean(reader->L, 0);
        break;
    case 'n':
        expect(reader, "null"), lua_pushnil(reader->L);
        break;
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        decode_number(reader);
        break;
    default:
        refuse(reader, "expected a value");
    }
    reader->depth--;
}

int ts_json_decode(lua_State *L)
{
    size_t length;
    struct reader reader = {.L = L, .start = luaL_checklstring(L, 1, &length)};
    reader.at = reader.start;
    reader.end = reader.start + length;
    if (length > JSON_MAX) return luaL_error(L, "json.decode: the text is larger than 1 MB");
    ts_guard_charge(L, 10 + 3 * (int64_t)length);
    decode_value(&reader);
    skip_space(&reader);
    if (reader.at != reader.end) refuse(&reader, "something follows the value");
    return 1;
}
