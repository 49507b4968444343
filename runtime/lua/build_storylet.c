// build_storylet.c - storylets: scenes that wait in a pool until they are drawn
#include <string.h>

#include "lua/alias.h"
#include "lua/kinds.h"

static void read_weight(struct ts_scope *scope, void *to)
{
    struct ts_draft_scene *scene = to;
    double weight;
    if (lua_type(scope->L, -1) != LUA_TNUMBER) {
        ts_read_condition(scope, &scene->model.weight);
        return;
    }
    weight = lua_tonumber(scope->L, -1);
    if (weight >= 0 && weight <= 1e9)
        scene->model.weight_fixed = weight;
    else
        ts_scope_problem(scope, "wrong-type", NULL, "\"weight\" of \"%s\" must be a number from 0", scope->what);
}

static void read_once(struct ts_scope *scope, void *to)
{
    enum ts_once *once = to;
    if (lua_isboolean(scope->L, -1))
        *once = lua_toboolean(scope->L, -1) ? TS_ONCE_RUN : TS_ONCE_NO;
    else if (lua_type(scope->L, -1) == LUA_TSTRING && strcmp(lua_tostring(scope->L, -1), "world") == 0)
        *once = TS_ONCE_WORLD;
    else
        ts_scope_wrong(scope, "true (once a run) or \"world\" (once for all)");
}

static const struct ts_field storylet_fields[] = {
    {"story", ts_read_nothing, 0, false, "the story it belongs to", "string"},
    {"pool", ts_read_nothing, 0, false, "the pool it waits in", "string"},
    {"label", ts_read_text, offsetof(struct ts_draft_scene, model.label), false, "the choice that leads to it, where it is offered"},
    {"when", ts_read_condition, offsetof(struct ts_draft_scene, model.when), false, "can be drawn only while this holds"},
    {"weight", read_weight, 0, false, "how likely it is beside the others; 1 unless told", TS_TYPE_WEIGHT},
    {"once", read_once, offsetof(struct ts_draft_scene, model.once), false, "true: once a run; \"world\": once for all runs", "true|\"world\""},
    {"cooldown", ts_read_count, offsetof(struct ts_draft_scene, model.cooldown), false, "turns before it can be drawn again"},
    {"urgent", ts_read_bool, offsetof(struct ts_draft_scene, model.urgent), false, "drawn before all that are not"},
    {"event", ts_read_event, offsetof(struct ts_draft_scene, event), false, "the deed that taking it from an offer writes on the timeline"},
    {NULL, NULL, 0, false, NULL},
};

static const char *read_word(struct ts_scope *scope, const char *field)
{
    const char *word = NULL;
    lua_pushstring(scope->L, field);
    lua_rawget(scope->L, -2);
    scope->field = field;
    if (lua_isnil(scope->L, -1))
        ts_scope_problem(scope, "missing-field", NULL, "storylet \"%s\" has no \"%s\"", scope->what, field);
    else
        word = ts_scope_string(scope);
    lua_pop(scope->L, 1);
    return word;
}

static void build_storylet(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {storylet_fields, ts_scene_fields, ts_care_fields, NULL};
    struct ts_build *build = scope->build;
    const char *story = read_word(scope, "story"), *pool = read_word(scope, "pool");
    struct ts_draft_scene *scene;
    if (!story || !pool) return;
    scope->story = ts_build_find_story(build, ts_build_full(build, scope->pack, story));
    if (!scope->story) {
        ts_scope_problem(scope, "unknown-story", ts_build_near_story(build, story), "there is no story \"%s\" for storylet \"%s\"", story,
                         definition->name);
        return;
    }
    ts_alias_check_story(build, scope->pack, scope->place, scope->story, ts_build_full(build, scope->pack, story));
    scene = ts_scene_add(scope, definition->name, ts_build_full(build, scope->pack, pool));
    if (scene) ts_scene_build(scope, scene, tables);
}

const struct ts_kind ts_kind_storylet = {.name = "storylet",
                                         .is_named = true,
                                         .fields = {storylet_fields, ts_scene_fields, ts_care_fields},
                                         .build = build_storylet};
