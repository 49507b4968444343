// lib_json.c - json.encode and json.decode: lua-cjson with limits, in sorted order, its settings out of reach
//
// Lists, and maps with text keys. A null in a map is no entry; in a list it is an error. Metatables are ignored. Numbers
// are written with 14 digits. Bytes of strings pass as they are: whether they are UTF-8 is checked where values are kept.
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "lua/guard.h"
#include "lua/keys.h"

#include <lua-cjson.h> // which needs lua.h before it

enum {
    TEXT_MAX = 1 << 20,
    DEPTH_MAX = 32,
    BYTES_SLOT = 2,    // stack index of what is written so far
    ENCODER_SLOT = 3,  // and of cjson's encode
    PIECE = 4096,      // bytes of a string that cjson gets at once: its buffer lies outside the state and does not shrink
    SCALAR_STEPS = 40, // what a string or number costs to encode, besides its bytes
    TABLE_STEPS = 40,
    DECODE_STEPS = 80,
    DECODE_SLACK = 4096 // bytes for cjson's result and messages
};

// Keys in the registry.
static const char encoder_key[] = "cjson.encode", decoder_key[] = "cjson.decode";

static void set_option(lua_State *L, const char *name, int value)
{
    lua_getfield(L, -1, name);
    value ? lua_pushinteger(L, value) : lua_pushboolean(L, 0);
    lua_call(L, 1, 0);
}

static void open_cjson(lua_State *L)
{
    lua_pushcfunction(L, luaopen_cjson);
    lua_call(L, 0, 1);
    set_option(L, "decode_max_depth", DEPTH_MAX);
    set_option(L, "decode_invalid_numbers", 0);
    lua_getfield(L, -1, "decode");
    lua_rawsetp(L, LUA_REGISTRYINDEX, decoder_key);
    lua_getfield(L, -1, "encode");
    lua_rawsetp(L, LUA_REGISTRYINDEX, encoder_key);
    lua_pop(L, 1);
}

// Pushes one of cjson's functions. The box's own instance is made at the first use: few packs need one.
static void push_cjson(lua_State *L, const char *key)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) != LUA_TNIL) return;
    lua_pop(L, 1);
    open_cjson(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, key);
}

// What is written so far: a userdata at BYTES_SLOT, exchanged for a larger one as it grows.
struct writer {
    lua_State *L;
    char *bytes;
    size_t length, room;
    int depth;
};

static void add(struct writer *writer, const char *text, size_t length)
{
    if (length > TEXT_MAX - writer->length) luaL_error(writer->L, "json.encode: the text would be larger than 1 MB");
    if (writer->length + length > writer->room) {
        size_t room = 2 * (writer->length + length) + 256;
        char *bytes = lua_newuserdatauv(writer->L, room, 0);
        if (writer->length) memcpy(bytes, writer->bytes, writer->length);
        lua_replace(writer->L, BYTES_SLOT);
        writer->bytes = bytes;
        writer->room = room;
    }
    memcpy(writer->bytes + writer->length, text, length);
    writer->length += length;
    ts_guard_charge(writer->L, 1 + (int64_t)length / 2);
}

// Encodes the number or string on top, which it pops, and adds the result without `skip` bytes at both ends.
static void add_scalar(struct writer *writer, size_t skip)
{
    size_t length;
    const char *text;
    ts_guard_charge(writer->L, SCALAR_STEPS);
    lua_pushvalue(writer->L, ENCODER_SLOT);
    lua_insert(writer->L, -2);
    lua_call(writer->L, 1, 1);
    text = lua_tolstring(writer->L, -1, &length);
    add(writer, text + skip, length - 2 * skip);
    lua_pop(writer->L, 1);
}

static void encode_value(struct writer *writer, int index);

static void encode_number(struct writer *writer, int index)
{
    static const lua_Integer fifteen_digits = INT64_C(100000000000000);
    lua_State *L = writer->L;
    lua_Integer integer = lua_isinteger(L, index) ? lua_tointeger(L, index) : 0;
    double number = lua_tonumber(L, index);
    if (integer <= -fifteen_digits || integer >= fifteen_digits)
        luaL_error(L, "json.encode: the integer %I has more than 14 digits and would be rounded; encode it as a string",
                   (LUAI_UACINT)integer);
    if (!isfinite(number)) luaL_error(L, "json.encode: %s has no JSON form", isnan(number) ? "not-a-number" : "infinity");
    lua_pushvalue(L, index);
    add_scalar(writer, 0);
}

static void encode_string(struct writer *writer, int index)
{
    size_t length;
    const char *text = lua_tolstring(writer->L, index, &length);
    add(writer, "\"", 1);
    for (size_t at = 0; at < length; at += PIECE) {
        lua_pushlstring(writer->L, text + at, length - at < PIECE ? length - at : PIECE);
        add_scalar(writer, 1);
    }
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
    ts_guard_charge(L, TABLE_STEPS);
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
    push_cjson(L, encoder_key);
    encode_value(&writer, 1);
    lua_pushlstring(L, writer.bytes, writer.length);
    return 1;
}

// Bytes that the state holds at most after decoding the text: a table with its first entry for each bracket, a slot of a
// list that has just doubled for each comma, what an entry of a map that is being doubled takes more for each colon, and
// half a string's head for each quote.
static size_t room_for(const char *text, size_t length)
{
    static const unsigned char bytes[256] = {['['] = 80, ['{'] = 80, [','] = 32, [':'] = 40, ['"'] = 28};
    size_t room = length;
    for (size_t i = 0; i < length; i++) room += bytes[(unsigned char)text[i]];
    return room;
}

// Raises unless the box can take that many bytes more, after a collection if need be. They count as moved, since what
// the call moves is not counted.
static void reserve(lua_State *L, struct ts_box *box, size_t room)
{
    size_t bytes = room + DECODE_SLACK, moved = box->moved + room;
    void *block = ts_guard_allocate(box, NULL, 0, bytes);
    if (!block) {
        lua_gc(L, LUA_GCCOLLECT);
        block = ts_guard_allocate(box, NULL, 0, bytes);
    }
    if (!block) {
        ts_guard_trip(box, L, TS_TRIP_MEMORY);
        ts_guard_look(L, box);
    }
    ts_guard_allocate(box, block, bytes, 0);
    box->moved = moved;
}

// cjson loses its buffer when an allocation raises. So the allocator, which refuses nothing while no thread is current,
// is kept from that: what the call can take has been reserved.
static int call_unlimited(lua_State *L, struct ts_box *box)
{
    lua_State *current = box->current;
    int status;
    box->current = NULL;
    status = lua_pcall(L, 1, 1, 0);
    box->current = current;
    return status;
}

// What is wrong with a decoded value. Raised only when all of it was seen, since the order of the tables' entries differs
// between processes.
struct wrongs {
    bool null_in_list, too_large;
};

static void settle_number(lua_State *L, struct wrongs *wrongs)
{
    static const double exact = 9007199254740992.0; // from here on, digits may have been lost: that stays a float
    double number = lua_tonumber(L, -1);
    if (!isfinite(number)) wrongs->too_large = true;
    if (fabs(number) >= exact || number != floor(number)) return;
    lua_pop(L, 1);
    lua_pushinteger(L, (lua_Integer)number);
}

// Turns what cjson made, on top of the stack, into what scripts know, in place: it allocates nothing.
static void settle(lua_State *L, struct wrongs *wrongs)
{
    int table = lua_gettop(L), type = lua_type(L, table);
    if (type == LUA_TNUMBER) settle_number(L, wrongs);
    if (type == LUA_TLIGHTUSERDATA) {
        lua_pop(L, 1);
        lua_pushnil(L);
    }
    if (type != LUA_TTABLE) return;
    for (lua_pushnil(L); lua_next(L, table); lua_settop(L, table + 1)) {
        bool null = lua_islightuserdata(L, -1);
        if (null && lua_isinteger(L, -2)) wrongs->null_in_list = true;
        if (!null && !lua_istable(L, -1) && lua_type(L, -1) != LUA_TNUMBER) continue;
        settle(L, wrongs);
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, table);
    }
}

static int refuse_text(lua_State *L, int status)
{
    const char *why;
    ts_guard_caught(L, status);
    why = lua_tostring(L, -1);
    return luaL_error(L, "json.decode: %c%s", tolower((unsigned char)*why), why + 1);
}

static int decode(lua_State *L)
{
    struct ts_box *box = ts_guard_box(L);
    struct wrongs wrongs = {0};
    size_t length, room;
    const char *text = luaL_checklstring(L, 1, &length);
    int status;
    if (length > TEXT_MAX) return luaL_error(L, "json.decode: the text is larger than 1 MB");
    if (memchr(text, '\0', length)) return luaL_error(L, "json.decode: the text holds a zero byte; write it as \\u0000");
    room = room_for(text, length);
    ts_guard_charge(L, DECODE_STEPS + (int64_t)(length + room / 2));
    luaL_checkstack(L, LUA_MINSTACK + 6 * DEPTH_MAX, NULL); // before it is reserved: a stack grows by doubling
    push_cjson(L, decoder_key);
    lua_pushvalue(L, 1);
    reserve(L, box, room);
    status = call_unlimited(L, box);
    if (status != LUA_OK) return refuse_text(L, status);
    settle(L, &wrongs);
    if (wrongs.null_in_list) return luaL_error(L, "json.decode: there is a null in a list, which Lua cannot hold; leave it out");
    if (wrongs.too_large) return luaL_error(L, "json.decode: a number is too large");
    return 1;
}

void ts_lib_json(lua_State *L)
{
    static const luaL_Reg own[] = {{"encode", encode}, {"decode", decode}, {NULL, NULL}};
    luaL_newlib(L, own);
}
