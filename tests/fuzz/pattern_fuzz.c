// pattern_fuzz.c - the counting matcher beside the stock one: pattern, zero byte, text; the same answer or the same complaint
#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

#include "lua/box.h"
#include "place.h"

enum { TEXT_MAX = 40, PATTERN_MAX = 20 };

struct input {
    const char *pattern, *text;
    size_t pattern_length, text_length;
};

static const char *const names[] = {"find", "match", "gsub"};

static int call(lua_State *L, int library, const char *name, const struct input *input)
{
    lua_getfield(L, library, name);
    lua_pushlstring(L, input->text, input->text_length);
    lua_pushlstring(L, input->pattern, input->pattern_length);
    lua_pushliteral(L, "<%0>");
    if (strcmp(name, "gsub")) lua_pushinteger(L, 1), lua_remove(L, -2);
    return lua_pcall(L, 3, LUA_MULTRET, 0);
}

static int compare(lua_State *L)
{
    const struct input *input = lua_touserdata(L, 1);
    lua_pushcfunction(L, luaopen_string);
    lua_call(L, 0, 1);
    ts_box_env(ts_box_of(L));
    lua_getfield(L, -1, "string");
    lua_replace(L, -2);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++, lua_settop(L, 3)) {
        int status = call(L, 2, names[i], input), count = lua_gettop(L) - 3;
        if (status != call(L, 3, names[i], input) || lua_gettop(L) - 3 != 2 * count) abort();
        for (int k = 1; k <= count; k++)
            if (!lua_rawequal(L, 3 + k, 3 + count + k)) abort();
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *zero = memchr(data, '\0', size);
    size_t length = zero ? (size_t)(zero - data) : size;
    struct input input = {(const char *)data, zero ? (const char *)zero + 1 : "", length, zero ? size - length - 1 : 0};
    struct ts_err err;
    if (input.pattern_length > PATTERN_MAX || input.text_length > TEXT_MAX) return 0; // the stock one may take for ever
    struct ts_box *box = ts_box_new("pattern");
    if (ts_box_run(box, compare, &input, &err) != TS_OK && !ts_box_tripped(box)) abort();
    ts_box_free(box);
    return 0;
}
