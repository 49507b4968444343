// build_scene.c - scenes, wherever they are written
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

enum { SCENE_COST = 2000 };

const struct ts_field ts_draw_fields[] = {
    {"pool", ts_read_words, offsetof(struct ts_draft_draw, pool), true, "the pool that is drawn from"},
    {"offer", ts_read_count, offsetof(struct ts_draft_draw, offer), false, "how many are offered as choices"},
    {"enter", ts_read_bool, offsetof(struct ts_draft_draw, enter), false, "one is entered instead of offered"},
    {"otherwise", ts_read_words, offsetof(struct ts_draft_draw, otherwise), false, "the scene to go to when none can be drawn", "turnstone.scene_id"},
    {NULL, NULL, 0, false, NULL},
};

static void read_draw(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {ts_draw_fields, NULL};
    struct ts_draft_draw *draw = ts_arena_get(scope->build->keep, sizeof *draw);
    if (!ts_fields_is_table(scope, "a table, as in draw = { pool = \"dusk\", offer = 2 }")) return;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, ts_draw_fields, draw);
    if (!draw->enter && draw->offer == 0) draw->offer = 1;
    if (draw->pool) *(struct ts_draft_draw **)to = draw;
}

static void read_choices(struct ts_scope *scope, void *to)
{
    struct ts_draft_scene *scene = (struct ts_draft_scene *)((char *)to - offsetof(struct ts_draft_scene, choices));
    scene->has_choices = !lua_istable(scope->L, -1) || lua_rawlen(scope->L, -1) > 0;
    ts_choices_build(scope, scope->what, to);
}

const struct ts_field ts_scene_fields[] = {
    {"enter", ts_read_function, offsetof(struct ts_draft_scene, model.enter), false,
     "function(run, universe) called on entering, before the text"},
    {"text", ts_read_text, offsetof(struct ts_draft_scene, model.text), false, "what is told"},
    {"choices", read_choices, offsetof(struct ts_draft_scene, choices), false, "what can be done", "turnstone.choice[]"},
    {"include", ts_read_names, offsetof(struct ts_draft_scene, include), false, "shared choices to offer as well", "string|string[]"},
    {"draw", read_draw, offsetof(struct ts_draft_scene, draw), false, "storylets to draw: { pool, offer or enter, otherwise }", "turnstone.draw"},
    {"next", ts_read_words, offsetof(struct ts_draft_scene, next), false, "the scene that follows a choice without `to`", "turnstone.scene_id"},
    {"otherwise", ts_read_words, offsetof(struct ts_draft_scene, otherwise), false, "the scene to go to when no choice is open", "turnstone.scene_id"},
    {"detour", ts_read_words, offsetof(struct ts_draft_scene, detour), false, "a scene to visit that comes back", "turnstone.scene_id"},
    {"back", ts_read_bool, offsetof(struct ts_draft_scene, model.back), false, "returns from the detour that led here"},
    {"ending", ts_read_name, offsetof(struct ts_draft_scene, model.ending), false, "ends the run, under this name", "string"},
    {"instead", ts_read_words, offsetof(struct ts_draft_scene, instead), false, "the scene for those who asked not to see this one", "turnstone.scene_id"},
    {"rest", ts_read_bool, offsetof(struct ts_draft_scene, model.rest), false, "somewhere to rest: nothing is asked here"},
    {"reflect", ts_moment_read, offsetof(struct ts_draft_scene, model.reflect), false, "something to think about, if one likes: a text or { text, minutes }", "turnstone.text|turnstone.moment"},
    {"breath", ts_moment_read, offsetof(struct ts_draft_scene, model.breath), false, "a breath to take, if one likes: a text or { text, minutes }", "turnstone.text|turnstone.moment"},
    {"narrate", ts_narrate_read, offsetof(struct ts_draft_scene, model.narrate), false, "the moment that a narrator may put into words, behind the text", "turnstone.narrate"},
    {"place", ts_read_words, offsetof(struct ts_draft_scene, where), false, "where it is: runs in one place see each other's minor deeds"},
    {NULL, NULL, 0, false, NULL},
};

// Scenes that a pack adds to another's story live in its own namespace.
static bool is_guest(const struct ts_scope *scope)
{
    return scope->pack != scope->story->pack;
}

static void add_pool(struct ts_draft_story *story, ts_symbol pool)
{
    uint64_t *at = ts_map_add(&story->story->pools, pool);
    if (*at == 0) *at = ++story->pool_count;
}

struct ts_draft_scene *ts_scene_add(struct ts_scope *scope, const char *name, ts_symbol pool)
{
    struct ts_build *build = scope->build;
    struct ts_draft_story *story = scope->story;
    const char *pack = ts_build_text(build, scope->pack->name), *story_name = ts_build_text(build, story->known->name);
    ts_symbol full = ts_build_symbol(build, "%s:%s/%s", pack, story_name, name);
    struct ts_draft_scene *scene;
    ts_box_charge(scope->L, SCENE_COST);
    if (!ts_ident_is_name(name, strlen(name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name a scene: use a-z, 0-9, _ and -", name);
        return NULL;
    }
    if (!ts_build_claim(build, scope->pack, 'i', full, scope->place)) return NULL;
    scene = ts_list_add(&story->scenes, build->keep, sizeof *scene);
    scene->story = story;
    scene->model.id = is_guest(scope) ? ts_build_symbol(build, "%s:%s", pack, name) : ts_symbol_of(build->symbols, name);
    scene->model.full = full;
    scene->model.index = story->scenes.count - 1;
    scene->model.pack = scope->pack->index;
    scene->model.place = scope->place;
    scene->model.pool = pool;
    scene->model.weight_fixed = 1;
    *ts_map_add(&story->story->scene_by_id, scene->model.id) = story->scenes.count;
    *ts_map_add(&story->scene_by_full, full) = story->scenes.count;
    if (pool) add_pool(story, pool);
    return scene;
}

void ts_scene_build(struct ts_scope *scope, struct ts_draft_scene *scene, const struct ts_field *const *tables)
{
    struct ts_care care = ts_care_none();
    scope->what = ts_build_text(scope->build, scene->model.full);
    scope->owner = scene->model.full;
    ts_fields_check(scope, tables);
    for (; *tables; tables++) ts_fields_read(scope, *tables, *tables == ts_care_fields ? (void *)&care : (void *)scene);
    scene->model.care = ts_care_keep(scope, &care);
}

// "lantern/cellar" or "harbour:lantern/cellar": the story is found, the rest is the name. NULL and a problem when it is not.
static const char *read_name(struct ts_scope *scope, const char *name)
{
    struct ts_build *build = scope->build;
    const char *slash = strchr(name, '/');
    const char *story = slash ? ts_build_format(build, "%.*s", (int)(slash - name), name) : NULL;
    if (!slash) {
        ts_scope_problem(scope, "bad-name", NULL, "define.scene \"%s\" does not say its story; write \"story/%s\"", name, name);
        return NULL;
    }
    scope->story = ts_build_find_story(build, ts_build_full(build, scope->pack, story));
    if (scope->story) return slash + 1;
    ts_scope_problem(scope, "unknown-story", ts_build_near_story(build, story), "there is no story \"%s\" for scene \"%s\"", story, name);
    return NULL;
}

static void build_scene(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {ts_scene_fields, ts_care_fields, NULL};
    const char *name = read_name(scope, definition->name);
    struct ts_draft_scene *scene = name ? ts_scene_add(scope, name, 0) : NULL;
    if (scene) ts_scene_build(scope, scene, tables);
}

const struct ts_kind ts_kind_scene = {.name = "scene", .is_named = true, .fields = {ts_scene_fields, ts_care_fields}, .build = build_scene};
