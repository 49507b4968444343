// json_fuzz.c - JSON that scripts and stores are given: decoded, encoded, decoded again, and pushed from C
#include <lauxlib.h>
#include <string.h>

#include "lua/pack.h"
#include "place.h"

static const char script[] = "local text = ... local value = json.decode(text) local again = json.encode(value) "
                             "assert(json.encode(json.decode(again)) == again)";

struct input {
    const char *text;
    size_t length;
};

static int push_text(lua_State *L)
{
    const struct input *input = lua_touserdata(L, 1);
    ts_lua_push_json(L, input->text, input->length);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_box *box = ts_box_new("json");
    struct input input = {(const char *)data, size};
    struct ts_err err;
    if (ts_box_load(box, "json.lua", script, sizeof script - 1, 0, &err) != TS_OK) abort();
    lua_pushlstring(ts_box_lua(box), input.text, input.length);
    if (ts_box_call(box, 1, 0, NULL, &err) != TS_OK && strstr(err.message, "assertion failed")) abort();
    if (ts_box_run(box, push_text, &input, &err) != TS_OK && !*err.message) abort();
    ts_box_free(box);
    return 0;
}
