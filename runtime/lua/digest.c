// digest.c - a digest over what a pack's functions could keep between calls
//
// Objects are visited breadth first and numbered as they are met, so that circles end and no address enters.
#include <string.h>

#include "lua/guard.h"
#include "lua/keys.h"

enum { QUEUE = 2, NUMBERS = 3, UPVALUES_MAX = 255 }; // stack indices: objects by number, numbers by object

struct walk {
    lua_State *L;
    uint64_t hash;
    lua_Integer count;
};

static void mix(struct walk *walk, uint64_t word)
{
    walk->hash = (walk->hash ^ word) * 0x9E3779B97F4A7C15u;
    walk->hash ^= walk->hash >> 29;
}

static void mix_bytes(struct walk *walk, const char *bytes, size_t length)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    mix(walk, length);
    mix(walk, hash);
}

// Mixes in the number of the table or function on top, queues it when it is new, and pops it.
static void mix_object(struct walk *walk)
{
    lua_State *L = walk->L;
    lua_pushvalue(L, -1);
    if (lua_rawget(L, NUMBERS) == LUA_TNIL) {
        lua_pushvalue(L, -2);
        lua_rawseti(L, QUEUE, ++walk->count);
        lua_pushvalue(L, -2);
        lua_pushinteger(L, walk->count);
        lua_rawset(L, NUMBERS);
        mix(walk, (uint64_t)walk->count);
    } else
        mix(walk, (uint64_t)lua_tointeger(L, -1));
    lua_pop(L, 2);
}

// Mixes in the value on top and pops it.
static void mix_value(struct walk *walk)
{
    lua_State *L = walk->L;
    int type = lua_type(L, -1);
    mix(walk, (uint64_t)(type + 1));
    if (type == LUA_TTABLE || type == LUA_TFUNCTION) {
        mix_object(walk);
        return;
    }
    if (type == LUA_TBOOLEAN) mix(walk, (uint64_t)lua_toboolean(L, -1));
    if (type == LUA_TSTRING) {
        size_t length;
        const char *text = lua_tolstring(L, -1, &length);
        mix_bytes(walk, text, length);
    }
    if (type == LUA_TNUMBER) {
        lua_Number number = lua_tonumber(L, -1);
        uint64_t word = (uint64_t)lua_tointeger(L, -1);
        if (!lua_isinteger(L, -1)) memcpy(&word, &number, sizeof word);
        mix(walk, word);
        mix(walk, (uint64_t)lua_isinteger(L, -1));
    }
    lua_pop(L, 1);
}

// Keys without an order count by how many there are and, added up, by what kind of value they hold.
static void mix_others(struct walk *walk, int table)
{
    uint64_t others = 0;
    for (lua_pushnil(walk->L); lua_next(walk->L, table); lua_pop(walk->L, 1)) {
        int type = lua_type(walk->L, -2);
        if (type != LUA_TNUMBER && type != LUA_TSTRING && type != LUA_TBOOLEAN) others += 16 + (uint64_t)lua_type(walk->L, -1);
    }
    mix(walk, others);
}

static void walk_table(struct walk *walk, int table)
{
    lua_State *L = walk->L;
    lua_Integer count = ts_keys_sorted(L, table, true);
    int keys = lua_gettop(L);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, keys, i);
        lua_pushvalue(L, -1);
        mix_value(walk);
        lua_rawget(L, table);
        mix_value(walk);
    }
    mix_others(walk, table);
    if (!lua_getmetatable(L, table)) lua_pushnil(L);
    mix_value(walk);
}

static void walk_function(struct walk *walk, int function)
{
    lua_State *L = walk->L;
    lua_Debug about;
    lua_pushvalue(L, function);
    lua_getinfo(L, ">S", &about);
    mix_bytes(walk, about.short_src, strlen(about.short_src));
    mix(walk, (uint64_t)about.linedefined);
    for (int i = 1; i <= UPVALUES_MAX && lua_getupvalue(L, function, i); i++) mix_value(walk);
}

static void walk_object(struct walk *walk)
{
    int object = lua_gettop(walk->L);
    if (lua_istable(walk->L, object))
        walk_table(walk, object);
    else
        walk_function(walk, object);
    lua_settop(walk->L, object - 1);
}

// Gives the object on top the number 0, so that it is never walked; pops it.
static void leave_out(struct walk *walk)
{
    lua_pushinteger(walk->L, 0);
    lua_rawset(walk->L, NUMBERS);
}

struct look { // at one watched value, or at all
    lua_Integer only; // 0: all
    uint64_t hash;
    char *file;       // TS_BOX_FILE_MAX bytes, or NULL
};

// The file that wrote the function on top; a table is nobody's.
static void name_file(lua_State *L, char *file)
{
    lua_Debug about = {0};
    if (lua_isfunction(L, -1)) {
        lua_pushvalue(L, -1);
        lua_getinfo(L, ">S", &about);
    }
    const char *name = about.source && about.source[0] == '@' ? about.source + 1 : "";
    size_t length = strnlen(name, TS_BOX_FILE_MAX - 1);
    memcpy(file, name, length);
    file[length] = '\0';
}

static int walk_watched(lua_State *L)
{
    struct look *look = lua_touserdata(L, 1);
    struct walk walk = {.L = L, .hash = 0x7475726E73746F6Eu};
    lua_newtable(L);
    lua_newtable(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, ts_key_env);
    leave_out(&walk);
    lua_rawgetp(L, LUA_REGISTRYINDEX, ts_key_globals);
    leave_out(&walk);
    lua_rawgetp(L, LUA_REGISTRYINDEX, ts_key_watched);
    if (look->only) {
        lua_rawgeti(L, -1, look->only);
        lua_remove(L, -2);
    }
    if (look->file) name_file(L, look->file);
    mix_value(&walk);
    for (lua_Integer i = 1; i <= walk.count; i++) {
        lua_rawgeti(L, QUEUE, i);
        walk_object(&walk);
    }
    look->hash = walk.hash ? walk.hash : 1;
    return 0;
}

uint64_t ts_box_digest(struct ts_box *box)
{
    struct look look = {0};
    if (ts_box_run(box, walk_watched, &look, NULL) != TS_OK) return 0;
    return look.hash;
}

uint64_t ts_box_digest_one(struct ts_box *box, uint32_t number, char file[TS_BOX_FILE_MAX])
{
    struct look look = {.only = number, .file = file};
    file[0] = '\0';
    if (ts_box_run(box, walk_watched, &look, NULL) != TS_OK) return 0;
    return look.hash;
}

static int count_watched(lua_State *L)
{
    uint32_t *count = lua_touserdata(L, 1);
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, ts_key_watched) == LUA_TTABLE) *count = (uint32_t)lua_rawlen(L, -1);
    return 0;
}

uint32_t ts_box_watched(struct ts_box *box)
{
    uint32_t count = 0;
    if (ts_box_run(box, count_watched, &count, NULL) != TS_OK) return 0;
    return count;
}

static int add_watched(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, ts_key_watched) == LUA_TNIL) {
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, ts_key_watched);
    }
    lua_pushvalue(L, 1);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
    return 0;
}

enum ts_status ts_box_watch(struct ts_box *box, int index, struct ts_err *err)
{
    lua_State *L = box->current;
    index = lua_absindex(L, index);
    if (!lua_checkstack(L, 2)) return ts_err_set(err, TS_FAILED, "%s: the Lua stack is full", box->name);
    lua_pushcfunction(L, add_watched);
    lua_pushvalue(L, index);
    return ts_box_call(box, 1, 0, NULL, err);
}
