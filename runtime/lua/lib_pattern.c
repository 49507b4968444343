// lib_pattern.c - find, match, gmatch and gsub over the counting matcher
#include <string.h>

#include "lua/guard.h"
#include "lua/pattern.h"

static size_t place_from(lua_Integer place, size_t length)
{
    if (place > 0) return (size_t)place - 1;
    if (place == 0 || place < -(lua_Integer)length) return 0;
    return length + (size_t)place;
}

static bool is_plain(const char *pattern, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (pattern[i] && strchr("^$*+?.([%-", pattern[i])) return false;
    return true;
}

static int find_plain(lua_State *L, const char *text, size_t length, size_t from, const char *wanted, size_t wanted_length)
{
    const char *found = wanted_length ? memmem(text + from, length - from, wanted, wanted_length) : text + from;
    size_t looked = (found ? (size_t)(found - text) : length) - from;
    ts_guard_charge(L, 1 + (int64_t)(looked + wanted_length) / 8);
    if (!found) return lua_pushnil(L), 1;
    lua_pushinteger(L, found - text + 1);
    lua_pushinteger(L, found - text + (lua_Integer)wanted_length);
    return 2;
}

static int find_pattern(lua_State *L, const char *text, size_t length, size_t from, bool wants_place)
{
    size_t size;
    const char *pattern = lua_tolstring(L, 2, &size), *end;
    bool anchored = *pattern == '^' && size > 0;
    struct ts_match match;
    ts_match_init(&match, L, text, length, pattern + size);
    for (const char *at = text + from; at <= match.text_end; at++) {
        end = ts_match_at(&match, at, pattern + anchored);
        if (end) {
            ts_match_settle(&match);
            if (!wants_place) return ts_match_push_all(&match, at, end);
            lua_pushinteger(L, at - text + 1);
            lua_pushinteger(L, end - text);
            return 2 + ts_match_push_all(&match, NULL, NULL);
        }
        if (anchored) break;
    }
    ts_match_settle(&match);
    lua_pushnil(L);
    return 1;
}

static int find_either(lua_State *L, bool wants_place)
{
    size_t length, size, from;
    const char *text = luaL_checklstring(L, 1, &length), *pattern = luaL_checklstring(L, 2, &size);
    from = place_from(ts_guard_optional(L, 3, 1), length);
    if (from > length) return lua_pushnil(L), 1;
    if (wants_place && (lua_toboolean(L, 4) || (ts_guard_charge(L, (int64_t)size / 8), is_plain(pattern, size))))
        return find_plain(L, text, length, from, pattern, size);
    return find_pattern(L, text, length, from, wants_place);
}

static int find(lua_State *L)
{
    return find_either(L, true);
}

static int match_once(lua_State *L)
{
    return find_either(L, false);
}

// Upvalues: text, pattern, offset to go on from, offset at which the last match ended (-1: none).
static int next_match(lua_State *L)
{
    size_t length, size;
    const char *text = lua_tolstring(L, lua_upvalueindex(1), &length), *pattern = lua_tolstring(L, lua_upvalueindex(2), &size);
    lua_Integer from = lua_tointeger(L, lua_upvalueindex(3)), last = lua_tointeger(L, lua_upvalueindex(4));
    struct ts_match match;
    ts_match_init(&match, L, text, length, pattern + size);
    for (const char *at = text + from; at <= match.text_end; at++) {
        const char *end = ts_match_at(&match, at, pattern);
        if (!end || end - text == last) continue;
        ts_match_settle(&match);
        lua_pushinteger(L, end - text);
        lua_copy(L, -1, lua_upvalueindex(3));
        lua_replace(L, lua_upvalueindex(4));
        return ts_match_push_all(&match, at, end);
    }
    ts_match_settle(&match);
    return 0;
}

static int each_match(lua_State *L)
{
    size_t length, from;
    luaL_checklstring(L, 1, &length);
    luaL_checkstring(L, 2);
    from = place_from(ts_guard_optional(L, 3, 1), length);
    lua_settop(L, 2);
    lua_pushinteger(L, (lua_Integer)(from > length ? length + 1 : from));
    lua_pushinteger(L, -1);
    lua_pushcclosure(L, next_match, 4);
    return 1;
}

static void add_template(struct ts_match *match, luaL_Buffer *out, const char *start, const char *end)
{
    size_t size;
    const char *from = lua_tolstring(match->L, 3, &size), *last = from + size, *mark;
    ts_guard_charge(match->L, (int64_t)size / 16);
    for (; (mark = memchr(from, '%', (size_t)(last - from))); from = mark + 1) {
        luaL_addlstring(out, from, (size_t)(mark - from));
        mark++;
        if (mark < last && *mark == '%')
            luaL_addchar(out, '%');
        else if (mark < last && *mark == '0')
            luaL_addlstring(out, start, (size_t)(end - start));
        else if (mark < last && *mark >= '1' && *mark <= '9') {
            ts_match_push(match, *mark - '1', start, end);
            luaL_addvalue(out);
        } else
            luaL_error(match->L, "invalid use of '%%' in replacement string");
    }
    luaL_addlstring(out, from, (size_t)(last - from));
}

// Adds what stands for the match; returns whether that is something else than the match itself.
static bool add_replacement(struct ts_match *match, luaL_Buffer *out, const char *start, const char *end, int type)
{
    lua_State *L = match->L;
    if (type == LUA_TSTRING || type == LUA_TNUMBER) return add_template(match, out, start, end), true;
    if (type == LUA_TFUNCTION) {
        lua_pushvalue(L, 3);
        lua_call(L, ts_match_push_all(match, start, end), 1);
    } else {
        ts_match_push(match, 0, start, end);
        lua_gettable(L, 3);
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(out, start, (size_t)(end - start));
        return false;
    }
    if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    luaL_addvalue(out);
    return true;
}

static int replace_all(lua_State *L)
{
    size_t length, size;
    const char *text = luaL_checklstring(L, 1, &length), *pattern = luaL_checklstring(L, 2, &size), *at = text, *last = NULL;
    int type = lua_type(L, 3);
    lua_Integer most = ts_guard_optional(L, 4, (lua_Integer)length + 1), count = 0;
    bool anchored = *pattern == '^' && size > 0, changed = false;
    struct ts_match match;
    luaL_Buffer out;
    luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                     "string/function/table");
    if (type == LUA_TNUMBER) lua_tostring(L, 3);
    luaL_buffinit(L, &out);
    ts_match_init(&match, L, text, length, pattern + size);
    while (count < most) {
        const char *end = ts_match_at(&match, at, pattern + anchored);
        if (end && end != last) {
            count++;
            changed = add_replacement(&match, &out, at, end, type) || changed;
            at = last = end;
        } else if (at < match.text_end)
            luaL_addchar(&out, *at++);
        else
            break;
        if (anchored) break;
    }
    ts_match_settle(&match);
    ts_guard_charge(L, (int64_t)luaL_bufflen(&out) / 16);
    if (changed) luaL_addlstring(&out, at, (size_t)(match.text_end - at));
    if (changed)
        luaL_pushresult(&out);
    else
        lua_pushvalue(L, 1);
    lua_pushinteger(L, count);
    return 2;
}

void ts_lib_pattern(lua_State *L)
{
    static const luaL_Reg own[] = {
        {"find", find}, {"match", match_once}, {"gmatch", each_match}, {"gsub", replace_all}, {NULL, NULL},
    };
    luaL_setfuncs(L, own, 0);
}
