// lib_string.c - string functions that pay for the bytes they make, and the metatable of all strings
#include <string.h>

#include "lua/guard.h"

enum { BYTES_PER_STEP = 16 };

static size_t place_from(lua_Integer place, size_t length)
{
    if (place > 0) return (size_t)place;
    if (place == 0) return 1;
    return place < -(lua_Integer)length ? 1 : length + (size_t)place + 1;
}

static size_t place_to(lua_Integer place, size_t length)
{
    if (place > (lua_Integer)length) return length;
    if (place >= 0) return (size_t)place;
    return place < -(lua_Integer)length ? 0 : length + (size_t)place + 1;
}

static int length_of(lua_State *L)
{
    size_t length;
    luaL_checklstring(L, 1, &length);
    lua_pushinteger(L, (lua_Integer)length);
    return 1;
}

static int cut(lua_State *L)
{
    size_t length, from, to;
    const char *text = luaL_checklstring(L, 1, &length);
    from = place_from(ts_guard_integer(L, 2), length);
    to = place_to(ts_guard_optional(L, 3, -1), length);
    if (from > to) return lua_pushliteral(L, ""), 1;
    ts_guard_charge(L, 1 + (int64_t)(to - from) / BYTES_PER_STEP);
    lua_pushlstring(L, text + from - 1, to - from + 1);
    return 1;
}

static int bytes_of(lua_State *L)
{
    size_t length, from, to;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer first = ts_guard_optional(L, 2, 1);
    from = place_from(first, length);
    to = place_to(ts_guard_optional(L, 3, (lua_Integer)from), length);
    if (from > to) return 0;
    if (to - from >= TS_VALUES_MAX) return luaL_error(L, "string.byte: more than %d bytes at once", TS_VALUES_MAX);
    ts_guard_charge(L, (int64_t)(to - from) + 1);
    luaL_checkstack(L, (int)(to - from) + 1, "string slice too long");
    for (size_t i = from; i <= to; i++) lua_pushinteger(L, (unsigned char)text[i - 1]);
    return (int)(to - from) + 1;
}

static void fill_repeated(char *out, const char *text, size_t length, const char *between, size_t gap, lua_Integer count)
{
    for (; count-- > 0; out += length) {
        memcpy(out, text, length);
        if (count == 0 || gap == 0) continue;
        memcpy(out + length, between, gap);
        out += gap;
    }
}

static int repeat(lua_State *L)
{
    size_t length, gap, room = ts_guard_box(L)->limits.bytes, total;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer count = ts_guard_integer(L, 2);
    const char *between = luaL_optlstring(L, 3, "", &gap);
    luaL_Buffer buffer;
    if (count <= 0 || length + gap == 0) return lua_pushliteral(L, ""), 1;
    if (length + gap > room || (size_t)count > room / (length + gap)) return luaL_error(L, "resulting string too large");
    total = (size_t)count * length + (size_t)(count - 1) * gap;
    ts_guard_charge(L, 1 + (int64_t)(total / BYTES_PER_STEP) + count);
    fill_repeated(luaL_buffinitsize(L, &buffer, total), text, length, between, gap, count);
    luaL_pushresultsize(&buffer, total);
    return 1;
}

// Past the conversion specification at `at`; returns its letter, or 0 at the end of the text.
static char read_conversion(const char **at, const char *end)
{
    while (*at < end && strchr("-+ #0.123456789", **at) && **at) ++*at;
    return *at < end ? *(*at)++ : '\0';
}

// Puts texts in place of what %s shall show, so that the stock function meets strings and numbers only.
static int64_t prepare_arguments(lua_State *L, const char *format, size_t size)
{
    const char *end = format + size;
    int argument = 1, count = lua_gettop(L);
    int64_t cost = (int64_t)size / 4;
    while (format < end) {
        char letter;
        size_t length = 0;
        if (*format++ != '%') continue;
        if (format < end && *format == '%') {
            format++;
            continue;
        }
        letter = read_conversion(&format, end);
        if (++argument > count || !letter) break;
        if (letter == 'p') luaL_error(L, "string.format: '%%p' is not available to scripts");
        if (letter == 's') {
            ts_guard_describe(L, argument, &length);
            lua_replace(L, argument);
        } else if (lua_type(L, argument) == LUA_TSTRING)
            length = lua_rawlen(L, argument);
        cost += 20 + (int64_t)length / 2;
    }
    return cost;
}

static int format(lua_State *L)
{
    size_t size;
    const char *text = luaL_checklstring(L, 1, &size);
    ts_guard_charge(L, prepare_arguments(L, text, size));
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

// Arithmetic on strings that are numerals, as the stock library has it.

static bool push_number(lua_State *L, int index)
{
    size_t length;
    const char *text;
    if (lua_type(L, index) == LUA_TNUMBER) return lua_pushvalue(L, index), true;
    if (lua_type(L, index) != LUA_TSTRING) return false;
    text = lua_tolstring(L, index, &length);
    ts_guard_charge(L, 4 + (int64_t)length);
    return lua_stringtonumber(L, text) == length + 1;
}

static int calculate(lua_State *L)
{
    int operation = (int)lua_tointeger(L, lua_upvalueindex(1));
    const char *event = lua_tostring(L, lua_upvalueindex(2));
    lua_settop(L, 2);
    if (push_number(L, 1) && push_number(L, 2)) {
        lua_arith(L, operation);
        return 1;
    }
    lua_settop(L, 2);
    if (lua_type(L, 2) == LUA_TSTRING || !luaL_getmetafield(L, 2, event))
        return luaL_error(L, "attempt to perform arithmetic on a %s value", luaL_typename(L, lua_type(L, 1) == LUA_TNUMBER ? 2 : 1));
    lua_insert(L, -3);
    lua_call(L, 2, 1);
    return 1;
}

static void set_metatable(lua_State *L, int library)
{
    static const struct {
        const char *event;
        int operation;
    } rows[] = {
        {"__add", LUA_OPADD}, {"__sub", LUA_OPSUB}, {"__mul", LUA_OPMUL},   {"__mod", LUA_OPMOD},
        {"__pow", LUA_OPPOW}, {"__div", LUA_OPDIV}, {"__idiv", LUA_OPIDIV},
    };
    lua_pushliteral(L, "");
    lua_newtable(L);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lua_pushinteger(L, rows[i].operation);
        lua_pushstring(L, rows[i].event);
        lua_pushcclosure(L, calculate, 2);
        lua_setfield(L, -2, rows[i].event);
    }
    lua_pushvalue(L, library);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

void ts_lib_string(lua_State *L)
{
    static const char *const charged[] = {"char", "lower", "upper", "reverse", NULL};
    static const luaL_Reg own[] = {{"len", length_of}, {"sub", cut}, {"byte", bytes_of}, {"rep", repeat}, {NULL, NULL}};
    int stock;
    lua_pushcfunction(L, luaopen_string);
    lua_call(L, 0, 1);
    stock = lua_gettop(L);
    luaL_newlib(L, own);
    ts_guard_wrap(L, stock, charged);
    lua_getfield(L, stock, "format");
    lua_pushcclosure(L, format, 1);
    lua_setfield(L, -2, "format");
    ts_lib_pattern(L);
    lua_remove(L, stock);
    set_metatable(L, lua_gettop(L));
}
