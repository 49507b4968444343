// convert_json.c - canonical JSON and values become Lua values
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/pack.h"

enum { DEPTH_MAX = 33, NUMBER_MAX = 64 }; // a value's own depth and one for what is around it

struct source {
    lua_State *L;
    const char *at, *end;
};

static bool push_any(struct source *source, int depth);

static bool skip_char(struct source *source, char c)
{
    if (source->at >= source->end || *source->at != c) return false;
    source->at++;
    return true;
}

static bool push_word(struct source *source, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(source->end - source->at) < length || memcmp(source->at, word, length) != 0) return false;
    source->at += length;
    if (*word == 'n') lua_pushnil(source->L);
    else lua_pushboolean(source->L, *word == 't');
    return true;
}

static bool push_number(struct source *source)
{
    char digits[NUMBER_MAX];
    size_t length = 0;
    bool is_real = false;
    for (; source->at < source->end && *source->at && strchr("+-.0123456789eE", *source->at); source->at++) {
        if (length == sizeof digits - 1) return false;
        is_real = is_real || strchr(".eE", *source->at);
        digits[length++] = *source->at;
    }
    digits[length] = '\0';
    if (length == 0) return false;
    if (is_real) lua_pushnumber(source->L, strtod(digits, NULL));
    else lua_pushinteger(source->L, strtoll(digits, NULL, 10));
    return true;
}

static bool read_unit(struct source *source, uint32_t *unit)
{
    *unit = 0;
    if (source->end - source->at < 4) return false;
    for (int i = 0; i < 4; i++) {
        char c = *source->at++;
        const char *digits = "0123456789abcdef", *found = strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c);
        if (!c || !found) return false;
        *unit = *unit * 16 + (uint32_t)(found - digits);
    }
    return true;
}

static size_t put_point(char *out, uint32_t point)
{
    if (point < 0x80) return out[0] = (char)point, 1;
    if (point < 0x800) return out[0] = (char)(0xc0 | point >> 6), out[1] = (char)(0x80 | (point & 63)), 2;
    if (point < 0x10000)
        return out[0] = (char)(0xe0 | point >> 12), out[1] = (char)(0x80 | (point >> 6 & 63)), out[2] = (char)(0x80 | (point & 63)), 3;
    out[0] = (char)(0xf0 | point >> 18), out[1] = (char)(0x80 | (point >> 12 & 63));
    return out[2] = (char)(0x80 | (point >> 6 & 63)), out[3] = (char)(0x80 | (point & 63)), 4;
}

// After the backslash. Adds at most as many bytes as were read.
static bool read_escape(struct source *source, char *out, size_t *length)
{
    static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char c = source->at < source->end ? *source->at++ : '\0';
    const char *found = c ? strchr(plain, c) : NULL;
    uint32_t unit, low;
    if (found) return out[(*length)++] = meant[found - plain], true;
    if (c != 'u' || !read_unit(source, &unit)) return false;
    if (unit >= 0xd800 && unit < 0xdc00) {
        if (!skip_char(source, '\\') || !skip_char(source, 'u') || !read_unit(source, &low)) return false;
        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
    *length += put_point(out + *length, unit);
    return true;
}

static bool push_escaped(struct source *source, const char *end)
{
    luaL_Buffer buffer;
    char *out = luaL_buffinitsize(source->L, &buffer, (size_t)(end - source->at));
    size_t length = 0;
    bool ok = true;
    while (ok && source->at < end) {
        if (skip_char(source, '\\')) ok = read_escape(source, out, &length);
        else out[length++] = *source->at++;
    }
    luaL_pushresultsize(&buffer, length);
    return ok;
}

static bool push_string(struct source *source)
{
    const char *end;
    bool has_escape = false, ok = true;
    if (!skip_char(source, '"')) return false;
    for (end = source->at; end < source->end && *end != '"'; end++)
        if (*end == '\\') has_escape = true, end++;
    if (end >= source->end) return false;
    if (has_escape) ok = push_escaped(source, end);
    else lua_pushlstring(source->L, source->at, (size_t)(end - source->at));
    source->at = end + 1;
    return ok;
}

static bool push_list(struct source *source, int depth)
{
    lua_newtable(source->L);
    if (skip_char(source, ']')) return true;
    for (lua_Integer i = 1;; i++) {
        if (!push_any(source, depth)) return false;
        lua_rawseti(source->L, -2, i);
        if (skip_char(source, ']')) return true;
        if (!skip_char(source, ',')) return false;
    }
}

static bool push_map(struct source *source, int depth)
{
    lua_newtable(source->L);
    if (skip_char(source, '}')) return true;
    for (;;) {
        if (!push_string(source) || !skip_char(source, ':') || !push_any(source, depth)) return false;
        lua_rawset(source->L, -3);
        if (skip_char(source, '}')) return true;
        if (!skip_char(source, ',')) return false;
    }
}

static bool push_any(struct source *source, int depth)
{
    if (depth > DEPTH_MAX || source->at >= source->end || !lua_checkstack(source->L, 6)) return false;
    switch (*source->at) {
    case '[': source->at++; return push_list(source, depth + 1);
    case '{': source->at++; return push_map(source, depth + 1);
    case '"': return push_string(source);
    case 't': return push_word(source, "true");
    case 'f': return push_word(source, "false");
    case 'n': return push_word(source, "null");
    default: return push_number(source);
    }
}

bool ts_lua_push_json(lua_State *L, const char *bytes, size_t length)
{
    struct source source = {.L = L, .at = bytes, .end = bytes + length};
    int top = lua_gettop(L);
    if (push_any(&source, 0) && source.at == source.end) return true;
    lua_settop(L, top);
    lua_pushnil(L);
    return false;
}

void ts_lua_push_value(lua_State *L, struct ts_value value, bool is_map)
{
    (void)is_map; // lists and maps are both tables here
    switch (value.type) {
    case TS_NIL: lua_pushnil(L); break;
    case TS_BOOL: lua_pushboolean(L, value.boolean); break;
    case TS_INT: lua_pushinteger(L, value.integer); break;
    case TS_REAL: lua_pushnumber(L, value.real); break;
    case TS_TEXT: lua_pushlstring(L, value.text->bytes, value.text->length); break;
    case TS_TREE: ts_lua_push_json(L, value.text->bytes, value.text->length); break;
    }
}
