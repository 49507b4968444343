// pack.c - a pack's box: made, filled with what scripts see, thrown away and made anew
#include <lauxlib.h>
#include <stdlib.h>

#include "lua/build.h"

static const char owner[] = "pack"; // its address is the key of the pack in its state's registry

struct ts_lua_pack *ts_lua_pack_of(lua_State *L)
{
    struct ts_lua_pack *pack;
    lua_rawgetp(L, LUA_REGISTRYINDEX, owner);
    pack = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return pack;
}

static int fill_state(lua_State *L)
{
    struct ts_lua_pack *pack = lua_touserdata(L, 1);
    lua_pushlightuserdata(L, pack);
    lua_rawsetp(L, LUA_REGISTRYINDEX, owner);
    ts_box_env(pack->box);
    ts_define_open(L);
    ts_require_open(L);
    ts_settings_open(L, pack);
    lua_settop(L, 0);
    ts_api_open(L);
    return 0;
}

enum ts_status ts_pack_open(struct ts_lua_pack *pack, struct ts_err *err)
{
    pack->box = ts_box_new(ts_symbol_text(pack->host->symbols, pack->name));
    if (!pack->box) ts_memory_give_up(); // a pack left out for that would change what is played
    ts_box_set_room(pack->box, pack->allowance.room);
    for (uint32_t i = 0; i < pack->source_count; i++) {
        pack->sources[i].state = TS_SOURCE_NEW;
        pack->sources[i].ref = LUA_NOREF;
    }
    return ts_box_run(pack->box, fill_state, pack, err);
}

// What it keeps of a large pack's definitions is not taken from what its callbacks may use; other packs get nothing more.
enum ts_status ts_pack_close(struct ts_lua_pack *pack, struct ts_err *err)
{
    size_t kept = ts_box_bytes(pack->box);
    ts_box_set_room(pack->box, kept < pack->allowance.room ? kept : pack->allowance.room);
    return ts_box_freeze(pack->box, err);
}

static enum ts_status rebuild(struct ts_lua_pack *pack, struct ts_build *build, struct ts_err *err)
{
    struct ts_lua_definitions definitions = {.arena = build->scratch};
    enum ts_status status = ts_pack_open(pack, err);
    if (status) return status;
    pack->definitions = &definitions;
    ts_pack_run(build, pack);
    for (enum ts_pass pass = TS_PASS_DECLARE; !pack->is_broken && pass <= TS_PASS_INSTANCES; pass++) {
        ts_build_walk(build, pack, pass);
        if (pass == TS_PASS_DECLARE) ts_migrations_read(build, pack); // as in load.c
    }
    if (!pack->is_broken && pack->rebound == pack->call_count) {
        ts_build_forget(pack);
        return ts_pack_close(pack, err);
    }
    pack->definitions = NULL;
    return ts_err_set(err, TS_FAILED, "pack \"%s\" could not be loaded again after it was stopped",
                      ts_symbol_text(pack->host->symbols, pack->name));
}

enum ts_status ts_lua_pack_rebuild(struct ts_lua_pack *pack, struct ts_err *err)
{
    struct ts_arena *scratch = ts_arena_new();
    struct ts_build build = {.host = pack->host,
                             .symbols = pack->host->symbols,
                             .keep = scratch,
                             .scratch = scratch,
                             .is_rebuilding = true,
                             .problems = {.arena = scratch}};
    enum ts_status status;
    ts_box_free(pack->box);
    pack->box = NULL;
    pack->is_rebuilding = true;
    pack->rebound = 0;
    status = rebuild(pack, &build, err);
    pack->is_rebuilding = false;
    pack->is_broken = status != TS_OK;
    for (uint32_t i = 0; i < pack->source_count; i++) ts_source_forget(&pack->sources[i]);
    ts_build_clear(&build);
    return status;
}
