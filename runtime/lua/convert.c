// convert.c - what scripts hand over becomes values of the domain
//
// Nothing here raises, so that buffers are always given back.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/canon.h"
#include "lua/guard.h"
#include "lua/pack.h"

enum { DEPTH_MAX = 32 };

struct reader {
    lua_State *L;
    struct ts_buffer out;
    struct ts_err *err;
    size_t most; // bytes
};

struct entry {
    const char *key;
    size_t key_length, from, to; // of `"key":value` in the buffer
};

struct entries {
    struct entry *items;
    size_t count, room;
};

static enum ts_status read_any(struct reader *reader, int index, bool is_map, int depth);

static enum ts_status refuse(struct reader *reader, const char *why)
{
    return ts_err_set(reader->err, TS_FAILED, "%s", why);
}

static struct entry *add_entry(struct entries *entries)
{
    if (entries->count == entries->room) {
        entries->room = entries->room ? entries->room * 2 : 8;
        entries->items = ts_memory_grow(entries->items, entries->room * sizeof *entries->items);
    }
    return &entries->items[entries->count++];
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    size_t length = left->key_length < right->key_length ? left->key_length : right->key_length;
    int order = memcmp(left->key, right->key, length);
    return order ? order : left->key_length < right->key_length ? -1 : left->key_length > right->key_length;
}

static enum ts_status read_entry(struct reader *reader, struct entries *entries, int depth)
{
    struct entry *entry;
    size_t length, from = reader->out.length;
    const char *key;
    if (lua_type(reader->L, -2) != LUA_TSTRING)
        return refuse(reader, "has both named and numbered fields; keep a list or a map with string keys");
    key = lua_tolstring(reader->L, -2, &length);
    if (!ts_canon_is_text(key, length)) return refuse(reader, "has a key that is not UTF-8 text");
    ts_canon_add_text(&reader->out, key, length);
    ts_buffer_add_byte(&reader->out, ':');
    if (read_any(reader, lua_gettop(reader->L), false, depth) != TS_OK) return TS_FAILED;
    entry = add_entry(entries);
    *entry = (struct entry){key, length, from, reader->out.length};
    return TS_OK;
}

// Rewrites what lies in the buffer from `start` on in the order of the keys.
static void sort_entries(struct reader *reader, struct entries *entries, size_t start)
{
    struct ts_buffer sorted = {0};
    qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
    ts_buffer_add_byte(&sorted, '{');
    for (size_t i = 0; i < entries->count; i++) {
        if (i) ts_buffer_add_byte(&sorted, ',');
        ts_buffer_add(&sorted, reader->out.bytes + entries->items[i].from, entries->items[i].to - entries->items[i].from);
    }
    ts_buffer_add_byte(&sorted, '}');
    reader->out.length = start;
    ts_buffer_add(&reader->out, sorted.bytes, sorted.length);
    ts_buffer_clear(&sorted);
}

static enum ts_status read_map(struct reader *reader, int index, int depth)
{
    struct entries entries = {0};
    size_t start = reader->out.length;
    enum ts_status status = TS_OK;
    lua_pushnil(reader->L);
    while (status == TS_OK && lua_next(reader->L, index)) {
        status = read_entry(reader, &entries, depth);
        lua_pop(reader->L, 1);
    }
    if (status == TS_OK) sort_entries(reader, &entries, start);
    free(entries.items);
    return status;
}

// How many entries a table has whose keys are all 1..n; -1 when it is no list.
static lua_Integer count_list(lua_State *L, int index)
{
    lua_Integer count = 0, highest = 0;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_pop(L, 1);
        if (!lua_isinteger(L, -1) || lua_tointeger(L, -1) < 1) {
            lua_pop(L, 1);
            return -1;
        }
        count++;
        if (lua_tointeger(L, -1) > highest) highest = lua_tointeger(L, -1);
    }
    return highest == count ? count : -1;
}

static enum ts_status read_list(struct reader *reader, int index, int depth)
{
    lua_Integer count = count_list(reader->L, index);
    if (count < 0) return refuse(reader, "is neither a list without gaps nor a map with string keys");
    ts_buffer_add_byte(&reader->out, '[');
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1) ts_buffer_add_byte(&reader->out, ',');
        lua_rawgeti(reader->L, index, i);
        if (read_any(reader, lua_gettop(reader->L), false, depth) != TS_OK) return TS_FAILED;
        lua_pop(reader->L, 1);
    }
    ts_buffer_add_byte(&reader->out, ']');
    return TS_OK;
}

static const char marked; // its address: where tables that are maps even when empty are in the registry

void ts_lua_mark_map(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &marked) != LUA_TTABLE) {
        lua_pop(L, 1);
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &marked);
    }
    lua_pushvalue(L, index);
    lua_pushboolean(L, true);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

static bool is_marked(lua_State *L, int index)
{
    bool is = lua_rawgetp(L, LUA_REGISTRYINDEX, &marked) == LUA_TTABLE;
    if (is) {
        lua_pushvalue(L, index);
        is = lua_rawget(L, -2) != LUA_TNIL;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return is;
}

static enum ts_status read_table(struct reader *reader, int index, bool is_map, int depth)
{
    lua_State *L = reader->L;
    if (depth > DEPTH_MAX) return refuse(reader, "is nested too deep, or holds itself");
    if (!lua_checkstack(L, 6)) return refuse(reader, "is nested too deep for the Lua stack");
    if (lua_getmetatable(L, index)) {
        lua_pop(L, 1);
        ts_seal_resolve(L, index);
        index = lua_gettop(L);
    }
    lua_pushnil(L);
    if (!lua_next(L, index)) {
        ts_buffer_add_text(&reader->out, is_map || is_marked(L, index) ? "{}" : "[]");
        return TS_OK;
    }
    lua_pop(L, 1);
    is_map = lua_type(L, -1) == LUA_TSTRING;
    lua_pop(L, 1);
    return is_map ? read_map(reader, index, depth + 1) : read_list(reader, index, depth + 1);
}

static enum ts_status read_string(struct reader *reader, int index)
{
    size_t length;
    const char *bytes = lua_tolstring(reader->L, index, &length);
    if (!ts_canon_is_text(bytes, length)) return refuse(reader, "holds a string that is not UTF-8 text without NUL");
    ts_canon_add_text(&reader->out, bytes, length);
    return TS_OK;
}

static enum ts_status read_any(struct reader *reader, int index, bool is_map, int depth)
{
    int top = lua_gettop(reader->L);
    enum ts_status status = TS_OK;
    switch (lua_type(reader->L, index)) {
    case LUA_TBOOLEAN: ts_buffer_add_text(&reader->out, lua_toboolean(reader->L, index) ? "true" : "false"); break;
    case LUA_TNUMBER:
        if (lua_isinteger(reader->L, index)) ts_canon_add_int(&reader->out, lua_tointeger(reader->L, index));
        else if (isfinite(lua_tonumber(reader->L, index))) ts_canon_add_real(&reader->out, lua_tonumber(reader->L, index));
        else status = refuse(reader, "holds a number that is not finite");
        break;
    case LUA_TSTRING: status = read_string(reader, index); break;
    case LUA_TTABLE: status = read_table(reader, index, is_map, depth); break;
    default:
        status = ts_err_set(reader->err, TS_FAILED, "holds a %s; only booleans, numbers, strings and tables of them can be kept",
                            lua_typename(reader->L, lua_type(reader->L, index)));
    }
    if (status == TS_OK && reader->out.length > reader->most)
        status = ts_err_set(reader->err, TS_FAILED, "is larger than %d kB; keep less in one place", TS_VALUE_MAX / 1024);
    lua_settop(reader->L, top);
    return status;
}

static enum ts_status read_scalar_text(lua_State *L, int index, struct ts_value *out, struct ts_err *err)
{
    size_t length;
    const char *bytes = lua_tolstring(L, index, &length);
    if (!ts_canon_is_text(bytes, length)) return ts_err_set(err, TS_FAILED, "is not UTF-8 text without NUL");
    if (length + 2 > TS_VALUE_MAX)
        return ts_err_set(err, TS_FAILED, "is larger than %d kB; keep less in one place", TS_VALUE_MAX / 1024);
    *out = ts_value_text(bytes, length);
    return TS_OK;
}

static enum ts_status read_tree(lua_State *L, int index, bool is_map, struct ts_value *out, struct ts_err *err)
{
    struct reader reader = {.L = L, .err = err, .most = TS_VALUE_MAX};
    enum ts_status status = read_any(&reader, index, is_map, 0);
    if (status == TS_OK) {
        *out = ts_value_text(reader.out.bytes, reader.out.length);
        out->type = TS_TREE;
    }
    ts_buffer_clear(&reader.out);
    return status;
}

enum ts_status ts_lua_read_value(lua_State *L, int index, bool is_map, struct ts_value *out, struct ts_err *err)
{
    index = lua_absindex(L, index);
    switch (lua_type(L, index)) {
    case LUA_TNONE:
    case LUA_TNIL: *out = ts_value_nil(); return TS_OK;
    case LUA_TBOOLEAN: *out = ts_value_bool(lua_toboolean(L, index)); return TS_OK;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) return *out = ts_value_int(lua_tointeger(L, index)), TS_OK;
        if (!isfinite(lua_tonumber(L, index))) return ts_err_set(err, TS_FAILED, "is not a finite number");
        return *out = ts_value_real(lua_tonumber(L, index)), TS_OK;
    case LUA_TSTRING: return read_scalar_text(L, index, out, err);
    case LUA_TTABLE: return read_tree(L, index, is_map, out, err);
    default:
        return ts_err_set(err, TS_FAILED, "is a %s; only booleans, numbers, strings and tables of them can be kept",
                          lua_typename(L, lua_type(L, index)));
    }
}

enum ts_status ts_lua_read_json(lua_State *L, int index, struct ts_buffer *out, struct ts_err *err)
{
    struct reader reader = {.L = L, .err = err, .most = SIZE_MAX};
    enum ts_status status = TS_OK;
    if (lua_isnoneornil(L, index)) ts_buffer_add_text(&reader.out, "null");
    else status = read_any(&reader, lua_absindex(L, index), false, 0);
    if (status == TS_OK) ts_buffer_add(out, reader.out.bytes, reader.out.length);
    ts_buffer_clear(&reader.out);
    return status;
}
