// api_argument.c - what a script hands to a binding, checked by the row's signature
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/canon.h"
#include "base/suggest.h"
#include "lua/api.h"

enum { TEXT_COST = 2, SYMBOL_COST = 200 };

// Copies the name of a parameter out of the row's signature.
static const char *parameter_name(lua_State *L, int argument, char out[64])
{
    const struct ts_api_row *row = lua_touserdata(L, lua_upvalueindex(TS_API_ROW));
    const char *at = row ? strchr(row->signature, '(') : NULL;
    size_t length;
    for (int i = 1; at && i < argument; i++) at = strchr(at + 1, ',');
    if (!at) return "argument";
    at += 1 + strspn(at + 1, " ");
    length = strcspn(at, "?:,) ");
    snprintf(out, 64, "%.*s", (int)length, at);
    return out;
}

static int fail_argument(lua_State *L, int argument, const char *wanted)
{
    char name[64];
    return ts_api_fail(L, "\"%s\" must be %s, not %s", parameter_name(L, argument, name), wanted, luaL_typename(L, argument + 1));
}

void ts_api_check_self(lua_State *L)
{
    if (lua_type(L, 1) != LUA_TUSERDATA) ts_api_fail(L, "call it with a colon");
}

const char *ts_api_text(lua_State *L, int argument, size_t *length)
{
    ts_api_check_self(L);
    if (lua_type(L, argument + 1) != LUA_TSTRING) fail_argument(L, argument, "a string");
    return lua_tolstring(L, argument + 1, length);
}

const char *ts_api_find_text(lua_State *L, int argument, size_t *length)
{
    ts_api_check_self(L);
    return lua_isnoneornil(L, argument + 1) ? NULL : ts_api_text(L, argument, length);
}

int64_t ts_api_integer(lua_State *L, int argument)
{
    int is_integer = 0;
    lua_Integer integer = 0;
    ts_api_check_self(L);
    if (lua_type(L, argument + 1) == LUA_TNUMBER) integer = lua_tointegerx(L, argument + 1, &is_integer);
    if (!is_integer) fail_argument(L, argument, "an integer");
    return integer;
}

int64_t ts_api_find_integer(lua_State *L, int argument, int64_t otherwise)
{
    ts_api_check_self(L);
    return lua_isnoneornil(L, argument + 1) ? otherwise : ts_api_integer(L, argument);
}

// --- all by the signature

static bool is_type(lua_State *L, int index, const char *type)
{
    int is_integer = 1;
    if (!strcmp(type, "number")) return lua_type(L, index) == LUA_TNUMBER && isfinite(lua_tonumber(L, index));
    if (!strcmp(type, "integer")) return lua_type(L, index) == LUA_TNUMBER && (lua_tointegerx(L, index, &is_integer), is_integer);
    return !strcmp(type, "value") || !strcmp(luaL_typename(L, index), type);
}

// `at` is how the signature names it: "count?: integer".
static void check_typed(lua_State *L, int argument, const char *at, size_t length)
{
    char words[64], wanted[80];
    snprintf(words, sizeof words, "%.*s", (int)length, at);
    const char *colon = strchr(words, ':'), *type = colon ? colon + 2 : "value";
    bool is_optional = words[strcspn(words, "?:")] == '?';
    if (is_optional && lua_isnoneornil(L, argument + 1)) return;
    snprintf(wanted, sizeof wanted, "%s %s", strchr("aeiou", *type) ? "an" : "a", type);
    if (!is_type(L, argument + 1, type)) fail_argument(L, argument, wanted);
}

void ts_api_check_arguments(lua_State *L)
{
    const struct ts_api_row *row = lua_touserdata(L, lua_upvalueindex(TS_API_ROW));
    const char *at = strchr(row->signature, '(') + 1;
    int argument = 0;
    ts_api_check_self(L);
    for (size_t length; *at != ')'; at += length + strspn(at + length, ", ")) {
        length = strcspn(at, ",)");
        check_typed(L, ++argument, at, length);
    }
    lua_settop(L, argument + 1);
}

// --- tables

static size_t count_names(const char *const *names)
{
    size_t count = 0;
    while (names[count]) count++;
    return count;
}

static void check_field_name(lua_State *L, const char *const *fields)
{
    const char *name;
    size_t i = 0, count = count_names(fields);
    if (lua_type(L, -2) != LUA_TSTRING) ts_api_fail(L, "takes named fields only, such as \"%s\"", fields[0]);
    name = lua_tostring(L, -2);
    while (i < count && strcmp(fields[i], name) != 0) i++;
    if (i == count) ts_api_fail_unknown(L, "field", name, ts_suggest(name, fields, count));
}

void ts_api_table(lua_State *L, int argument, const char *const *fields)
{
    ts_api_check_self(L);
    if (!lua_istable(L, argument + 1)) fail_argument(L, argument, "a table");
    lua_pushnil(L);
    while (lua_next(L, argument + 1)) {
        check_field_name(L, fields);
        lua_pop(L, 1);
    }
}

static int push_table_field(lua_State *L, int argument, const char *field)
{
    lua_pushstring(L, field);
    return lua_rawget(L, argument + 1);
}

const char *ts_api_field_text(lua_State *L, int argument, const char *field, size_t *length)
{
    int type = push_table_field(L, argument, field);
    const char *text = type == LUA_TSTRING ? lua_tolstring(L, -1, length) : NULL;
    if (type != LUA_TSTRING && type != LUA_TNIL) ts_api_fail(L, "\"%s\" must be a string, not %s", field, lua_typename(L, type));
    lua_pop(L, 1);
    return text;
}

int64_t ts_api_field_integer(lua_State *L, int argument, const char *field, int64_t otherwise)
{
    int is_integer = 0, type = push_table_field(L, argument, field);
    lua_Integer integer = type == LUA_TNUMBER ? lua_tointegerx(L, -1, &is_integer) : 0;
    if (type != LUA_TNIL && !is_integer) ts_api_fail(L, "\"%s\" must be an integer, not %s", field, lua_typename(L, type));
    lua_pop(L, 1);
    return type == LUA_TNIL ? otherwise : integer;
}

bool ts_api_field_flag(lua_State *L, int argument, const char *field)
{
    bool flag;
    push_table_field(L, argument, field);
    flag = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return flag;
}

struct ts_value ts_api_value(lua_State *L, int index, const char *what, bool is_map)
{
    struct ts_value value;
    struct ts_err err;
    if (ts_lua_read_value(L, index, is_map, &value, &err) != TS_OK) ts_api_fail(L, "\"%s\" %s", what, err.message);
    // Not ts_box_charge, which may raise while the value is alive: the next charge or hook sees it.
    if (value.type >= TS_TEXT) ts_guard_box(L)->left -= (int64_t)value.text->length * TEXT_COST;
    return value;
}

ts_symbol ts_api_symbol(lua_State *L, const char *bytes, size_t length)
{
    if (!ts_canon_is_text(bytes, length)) ts_api_fail(L, "takes UTF-8 text without NUL");
    if (length > TS_VALUE_MAX) ts_api_fail(L, "takes at most %d kB of text", TS_VALUE_MAX / 1024);
    ts_box_charge(L, SYMBOL_COST + (int64_t)length * TEXT_COST);
    return ts_symbol_add(ts_api_pack(L)->host->symbols, bytes, length);
}
