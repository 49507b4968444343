// build_npc.c - somebody of the world: facts that are world keys "npc/NAME/FACT", see api_npc.c
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

struct npc {
    const char *title;
    struct ts_names met;
};

static const struct ts_field npc_fields[] = {
    {"title", ts_read_title, offsetof(struct npc, title), false, "what they are called; a fact of theirs as well, so that it can change"},
    {"facts", ts_read_table, 0, false, "what is so of them at first, by name: { mood = \"wary\", loaves = 0 }", "table<string, any>"},
    {"met", ts_read_names, offsetof(struct npc, met), false, "the scenes in which a run meets them, the first time it comes to one: \"lantern/quay\"", "turnstone.scene_id|turnstone.scene_id[]"},
    {NULL, NULL, 0, false, NULL},
};

// The host's own facts: a table of them, pushed.
static void push_own(lua_State *L, const char *title)
{
    lua_createtable(L, 0, 2);
    lua_pushstring(L, title);
    lua_setfield(L, -2, "title");
    lua_pushinteger(L, 0);
    lua_setfield(L, -2, "met_by");
}

// Of the table on top.
static void declare_facts(struct ts_scope *scope, const char *npc, bool is_own)
{
    struct ts_names names = ts_scope_keys(scope);
    for (uint32_t i = 0; i < names.count; i++) {
        const char *fact = names.items[i];
        if (!is_own && (!strcmp(fact, "title") || !strcmp(fact, "met_by")))
            ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot be a fact of npc \"%s\": it has one of that name", fact, npc);
        else ts_world_key_declare(scope, fact, ts_build_format(scope->build, "npc/%s/%s", npc, fact));
    }
}

static void declare_npc(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {npc_fields, NULL};
    struct npc npc = {.title = definition->name};
    lua_State *L = scope->L;
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name an npc: use a-z, 0-9, _ and -", definition->name);
        return;
    }
    scope->what = ts_build_format(scope->build, "npc/%s", definition->name);
    ts_fields_check(scope, tables);
    ts_fields_read(scope, npc_fields, &npc);
    push_own(L, npc.title);
    declare_facts(scope, definition->name, true);
    lua_pop(L, 1);
    lua_getfield(L, -1, "facts");
    if (lua_istable(L, -1)) declare_facts(scope, definition->name, false);
    lua_pop(L, 1);
}

static void add_handler(struct ts_scope *scope, const char *scene, ts_call meet)
{
    struct ts_build *build = scope->build;
    struct ts_draft_handler *handler = ts_build_add_handler(
        build, &(struct ts_handler){.happening = TS_SCENE_ENTERED, .pack = scope->pack->index, .run = meet,
                                    .place = ts_scope_find_text(scope, scene, strlen(scene))});
    handler->scene = scene;
    handler->said = ts_build_format(build, "\"met\" of \"%s\"", scope->what);
}

static bool may_meet_in(struct ts_scope *scope, const char *scene)
{
    const char *colon = strchr(scene, ':'), *own = ts_build_text(scope->build, scope->pack->name);
    bool is_own = !colon || (strlen(own) == (size_t)(colon - scene) && !strncmp(scene, own, strlen(own)));
    if (is_own || scope->build->host->content.packs[scope->pack->index].may_write_vars) return true;
    ts_scope_problem(scope, "not-permitted", "add permissions = { \"vars.write\" } to pack.lua",
                     "\"%s\" is met in \"%s\", which is another pack's, without permission", scope->what, scene);
    return false;
}

static void build_npc(struct ts_scope *scope, const struct ts_definition *definition)
{
    struct npc npc = {0};
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) return; // told when they were to be declared
    scope->what = ts_build_format(scope->build, "npc/%s", definition->name);
    ts_fields_read(scope, npc_fields, &npc);
    if (!npc.met.count) return;
    scope->field = "met";
    ts_call meet = ts_handler_make(scope, "meet", definition->name);
    for (uint32_t i = 0; i < npc.met.count; i++)
        if (may_meet_in(scope, npc.met.items[i])) add_handler(scope, npc.met.items[i], meet);
}

const struct ts_kind ts_kind_npc = {.name = "npc", .is_named = true, .fields = {npc_fields}, .declare = declare_npc, .build = build_npc};
