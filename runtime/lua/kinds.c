// kinds.c - walks a pack's definitions and hands each to its kind
#include "lua/kinds.h"

#include <lauxlib.h>
#include <string.h>

#define LISTED(name, signature, doc) &ts_kind_##name,
#define AMEND_LISTED(name, signature, doc) &ts_kind_amend_##name,
const struct ts_kind *const ts_kinds[] = {TS_KINDS(LISTED) NULL};
const struct ts_kind *const ts_amend_kinds[] = {TS_AMENDS(AMEND_LISTED) NULL};

static void read_definition(struct ts_scope *scope, const struct ts_definition *definition, enum ts_pass pass)
{
    const struct ts_kind *kind = definition->kind;
    lua_State *L = scope->L;
    if (definition->ref == LUA_NOREF) {
        if (pass == TS_PASS_DECLARE)
            ts_scope_problem(scope, "missing-field", NULL, "%s.%s \"%s\" has no table; write its fields in { } behind the name",
                             kind->is_amendment ? "amend" : "define", kind->name, definition->name);
        return;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, definition->ref);
    if (pass == TS_PASS_DECLARE && kind->declare) kind->declare(scope, definition);
    if (pass == TS_PASS_BUILD && kind->build) kind->build(scope, definition);
    lua_pop(L, 1);
}

struct walk {
    struct ts_build *build;
    struct ts_lua_pack *pack;
    enum ts_pass pass;
    uint32_t read; // definitions
};

static int walk_definitions(lua_State *L)
{
    struct walk *walk = lua_touserdata(L, 1);
    const struct ts_list *list = &walk->pack->definitions->list;
    for (uint32_t i = 0; i < list->count; i++, walk->read++) {
        const struct ts_definition *definition = list->items[i];
        struct ts_scope scope = {.build = walk->build, .pack = walk->pack, .L = L, .place = definition->place, .what = definition->name};
        luaL_checkstack(L, 40, "to read a definition");
        read_definition(&scope, definition, walk->pass);
    }
    return 0;
}

static int walk_instances(lua_State *L)
{
    const struct walk *walk = lua_touserdata(L, 1);
    for (uint32_t i = 0; i < walk->pack->instance_count; i++) ts_group_build(walk->build, walk->pack, &walk->pack->instances[i], L);
    return 0;
}

static uint32_t scenes_of(const struct ts_build *build, const struct ts_lua_pack *pack)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < build->stories.count; i++) {
        const struct ts_list *scenes = &((struct ts_draft_story *)build->stories.items[i])->scenes;
        for (uint32_t k = 0; k < scenes->count; k++) count += ((struct ts_draft_scene *)scenes->items[k])->model.pack == pack->index;
    }
    return count;
}

static void tell_failed(const struct walk *walk, struct ts_err *err)
{
    struct ts_build *build = walk->build;
    struct ts_lua_pack *pack = walk->pack;
    const struct ts_list *list = &pack->definitions->list;
    const char *name = ts_build_text(build, pack->name);
    struct ts_place place = {0};
    if (!ts_box_tripped(pack->box)) {
        ts_build_problem(build, pack, place, "script-error", NULL, "the definitions of pack \"%s\" cannot be read: %s", name, err->message);
        return;
    }
    err->message[strcspn(err->message, "\n")] = '\0';
    if (walk->read < list->count) place = ((struct ts_definition *)list->items[walk->read])->place;
    ts_build_problem(build, pack, place, "too-many", TS_TOO_LARGE_HINT, "pack \"%s\" is too large to be read: at scene %u, definition %u of %u, it was %s", name, scenes_of(build, pack),
                     walk->read + 1, list->count, strstr(err->message, "stopped"));
}

void ts_build_walk(struct ts_build *build, struct ts_lua_pack *pack, enum ts_pass pass)
{
    struct walk walk = {.build = build, .pack = pack, .pass = pass};
    lua_State *L = ts_box_lua(pack->box);
    struct ts_err err;
    enum ts_status status;
    if (ts_box_tripped(pack->box)) return;
    lua_pushcfunction(L, pass == TS_PASS_INSTANCES ? walk_instances : walk_definitions);
    lua_pushlightuserdata(L, &walk);
    lua_gc(L, LUA_GCSTOP); // hardly anything made here is garbage
    status = ts_box_call(pack->box, 1, 0, &pack->allowance.walk, &err);
    lua_gc(L, LUA_GCRESTART);
    if (status == TS_OK) return;
    pack->is_broken = true;
    tell_failed(&walk, &err);
}

static int forget_tables(lua_State *L)
{
    const struct ts_lua_pack *pack = lua_touserdata(L, 1);
    for (uint32_t i = 0; i < pack->definitions->list.count; i++)
        luaL_unref(L, LUA_REGISTRYINDEX, ((struct ts_definition *)pack->definitions->list.items[i])->ref);
    lua_gc(L, LUA_GCCOLLECT);
    return 0;
}

void ts_build_forget(struct ts_lua_pack *pack)
{
    struct ts_err err;
    if (!ts_box_tripped(pack->box) && ts_box_run(pack->box, forget_tables, pack, &err) != TS_OK) pack->is_broken = true;
    pack->definitions = NULL;
}
