// build_story.c - stories: what they are called, where they start, what they remember
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

struct header {
    const char *title, *focus, *start;
    bool is_endless;
};

static const struct ts_field story_fields[] = {
    {"title", ts_read_title, offsetof(struct header, title), false, "what players see"},
    {"focus", ts_read_words, offsetof(struct header, focus), false, "the focus a run of it carries unless told another"},
    {"start", ts_read_words, offsetof(struct header, start), false, "the scene it begins with", "turnstone.scene_id"},
    {"recap", ts_read_table, 0, false, "how a catch-up is told: { narrate = { … } }", "turnstone.recap"},
    {"endless", ts_read_bool, offsetof(struct header, is_endless), false, "it is meant to go on: no ending is missed"},
    {"vars", ts_read_table, 0, false, "its variables and what they hold at first", "table<string, any>"},
    {"scenes", ts_read_table, 0, false, "its scenes by name", "table<string, turnstone.scene>"},
    {NULL, NULL, 0, false, NULL},
};

static bool push_table(lua_State *L, const char *name)
{
    lua_pushstring(L, name);
    lua_rawget(L, -2);
    if (lua_istable(L, -1)) return true;
    lua_pop(L, 1);
    return false;
}

static void declare_vars(struct ts_scope *scope, struct ts_draft_story *draft)
{
    struct ts_build *build = scope->build;
    struct ts_story *story = draft->story;
    struct ts_var *vars;
    struct ts_place outer = scope->place;
    if (build->is_rebuilding || !push_table(scope->L, "vars")) return;
    scope->field = "vars";
    scope->place = ts_scope_find(scope, "vars", TS_WRITTEN_TABLE);
    ts_vars_build(scope, story->id, &draft->vars);
    scope->place = outer;
    lua_pop(scope->L, 1);
    vars = ts_arena_get(build->keep, (draft->vars.count + 1) * sizeof *vars);
    for (uint32_t i = 0; i < draft->vars.count; i++) {
        vars[i] = *(struct ts_var *)draft->vars.items[i];
        *ts_map_add(&story->var_by_name, vars[i].name) = i + 1;
    }
    story->vars = vars;
    story->var_count = draft->vars.count;
}

static struct ts_draft_story *add_draft(struct ts_scope *scope, ts_symbol id)
{
    struct ts_build *build = scope->build;
    struct ts_draft_story *draft = ts_list_add(&build->stories, build->scratch, sizeof *draft);
    draft->story = ts_arena_get(build->keep, sizeof *draft->story);
    draft->known = build->is_rebuilding ? ts_content_find_story(&build->host->content, ts_build_text(build, id)) : draft->story;
    if (!draft->known) draft->known = draft->story;
    draft->pack = scope->pack;
    *ts_map_add(&build->story_by_id, id) = build->stories.count;
    return draft;
}

static void declare_story(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {story_fields, NULL};
    struct ts_build *build = scope->build;
    struct header header = {0};
    struct ts_draft_story *draft;
    ts_symbol id = ts_build_full(build, scope->pack, definition->name);
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name a story: use a-z, 0-9, _ and -", definition->name);
        return;
    }
    scope->what = ts_build_text(build, id);
    if (!ts_build_claim(build, scope->pack, 'i', id, definition->place)) return;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, story_fields, &header);
    draft = add_draft(scope, id);
    draft->focus = header.focus;
    draft->start = header.start;
    draft->story->id = id;
    draft->story->name = ts_symbol_of(build->symbols, definition->name);
    draft->story->pack = scope->pack->index;
    draft->story->place = definition->place;
    draft->story->is_endless = header.is_endless;
    draft->story->title = header.title ? header.title : ts_build_text(build, draft->story->name);
    declare_vars(scope, draft);
    if (!header.start)
        ts_scope_problem(scope, "missing-start", NULL, "story \"%s\" does not say which scene it starts with; add start = \"…\"",
                         definition->name);
}

// A variable may have the name of a scene.
static struct ts_place find_scene(struct ts_scope *scope, const char *name)
{
    struct ts_place place = ts_scope_find(scope, name, TS_WRITTEN_TABLE);
    return place.line == scope->place.line ? ts_scope_find(scope, name, TS_WRITTEN_NAME) : place;
}

static void build_scenes(struct ts_scope *scope)
{
    static const struct ts_field *const tables[] = {ts_scene_fields, ts_care_fields, NULL};
    struct ts_names names = ts_scope_keys(scope);
    struct ts_scope outer = *scope;
    for (uint32_t i = 0; i < names.count; i++) {
        struct ts_draft_scene *scene;
        lua_pushstring(scope->L, names.items[i]);
        lua_rawget(scope->L, -2);
        scope->field = names.items[i];
        scope->place = find_scene(scope, names.items[i]);
        if (ts_fields_is_table(scope, "a table") && (scene = ts_scene_add(scope, names.items[i], 0))) ts_scene_build(scope, scene, tables);
        lua_pop(scope->L, 1);
        *scope = outer;
    }
}

static void build_story(struct ts_scope *scope, const struct ts_definition *definition)
{
    struct ts_build *build = scope->build;
    scope->story = ts_build_find_story(build, ts_build_full(build, scope->pack, definition->name));
    if (!scope->story || scope->story->story->place.line != definition->place.line) return;
    scope->what = ts_build_text(build, scope->story->story->id);
    scope->owner = scope->story->story->id;
    scope->field = "recap";
    if (push_table(scope->L, "recap")) {
        ts_recap_read(scope, &scope->story->story->recap);
        lua_pop(scope->L, 1);
    }
    scope->field = "scenes";
    if (!push_table(scope->L, "scenes")) return;
    build_scenes(scope);
    lua_pop(scope->L, 1);
}

const struct ts_kind ts_kind_story = {.name = "story",
                                      .is_named = true,
                                      .fields = {story_fields},
                                      .declare = declare_story,
                                      .build = build_story};
