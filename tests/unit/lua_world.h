// lua_world.h - the small world with one pack's Lua state: what tests of callbacks play with
#ifndef TESTS_UNIT_LUA_WORLD_H
#define TESTS_UNIT_LUA_WORLD_H

#include <stdio.h>

#include "small_world.h"

#include "lua/api.h"
#include "lua/build.h"
#include "lua/call.h"

struct lua_world {
    struct small_world *small;
    struct ts_host host;
    struct ts_lua_pack packs[2];
    struct ts_progression progression;
    struct ts_reads reads;
    struct ts_err err;
};

static inline void lua_world_share(struct lua_world *lua)
{
    struct small_world *small = lua->small;
    for (uint32_t i = 0; i < small->story.var_count; i++) *ts_map_add(&small->story.var_by_name, small->vars[i].name) = i + 1;
    lua->host.symbols = small->symbols;
    lua->host.content = small->content;
    lua->host.packs = lua->packs;
    ts_lua_script_open(&lua->host);
    ts_progression_init(&lua->progression, small->symbols, name(small, "player"));
    lua->progression.completed = 2, lua->progression.turns = 270;
    small->view.content = &lua->host.content;
    small->view.script = &lua->host.script;
    small->view.progression = &lua->progression;
}

static inline int lua_world_open(void **state)
{
    struct lua_world *lua = calloc(1, sizeof *lua);
    void *small;
    small_world_open(&small);
    lua->small = small;
    lua_world_share(lua);
    for (uint32_t i = 0; i < 2; i++) {
        struct ts_lua_pack *pack = &lua->packs[i];
        *pack = (struct ts_lua_pack){.host = &lua->host, .index = i, .name = lua->small->packs[i].name};
        assert_int_equal(TS_OK, ts_pack_open(pack, &lua->err));
    }
    *state = lua;
    return 0;
}

static inline int lua_world_close(void **state)
{
    struct lua_world *lua = *state;
    void *small = lua->small;
    ts_buffer_clear(&lua->host.deprecated);
    ts_map_clear(&lua->host.deprecated_at);
    for (uint32_t i = 0; i < 2; i++) {
        ts_box_free(lua->packs[i].box);
        free(lua->packs[i].calls);
    }
    ts_reads_clear(&lua->reads);
    ts_buffer_clear(&lua->host.said);
    ts_progression_clear(&lua->progression);
    ts_map_clear(&lua->small->story.var_by_name);
    small_world_close(&small);
    free(lua);
    return 0;
}

// A function of harbour, as its scripts would write it: "function(run) … end".
static inline ts_call lua_world_function(struct lua_world *lua, uint32_t pack, const char *function)
{
    char source[2000];
    struct ts_place place = {name(lua->small, "harbour/init.lua"), 1};
    int length = snprintf(source, sizeof source, "return %s", function);
    struct ts_box *box = lua->packs[pack].box;
    assert_int_equal(TS_OK, ts_box_load(box, "harbour/init.lua", source, (size_t)length, 0, &lua->err));
    assert_int_equal(TS_OK, ts_box_call(box, 0, 1, NULL, &lua->err));
    return ts_lua_call_add(&lua->packs[pack], "effect of harbour:lantern/quay/light", place, &lua->small->story);
}

static inline enum ts_status lua_world_act(struct lua_world *lua, const char *function)
{
    ts_call call = lua_world_function(lua, HARBOUR, function);
    return lua->host.script.act(lua->host.script.self, &lua->small->view, call, NULL, &lua->err);
}

static inline ts_call lua_world_condition(struct lua_world *lua, const char *source)
{
    struct ts_place place = {name(lua->small, "harbour/init.lua"), 7};
    ts_call call = 0;
    enum ts_status status = ts_condition_compile(&lua->packs[HARBOUR], &lua->small->story, source, strlen(source), "when of harbour:lantern/quay/light",
                                                 place, &call, &lua->err);
    return status == TS_OK ? call : 0;
}

#endif
