// resolve.c - from names to pointers: scenes that lead to scenes, pools, places
#include <stdlib.h>
#include <string.h>

#include "game/rename.h"
#include "lua/alias.h"
#include "lua/amend.h"

static struct ts_draft_scene *scene_at(const struct ts_draft_story *story, const struct ts_map *map, ts_symbol symbol)
{
    const uint64_t *at = symbol ? ts_map_find(map, symbol) : NULL;
    return at ? story->scenes.items[*at - 1] : NULL;
}

struct ts_draft_scene *ts_resolve_scene(struct ts_build *build, struct ts_draft_story *story, const struct ts_lua_pack *pack,
                                        const char *name)
{
    struct ts_draft_scene *scene = NULL;
    if (strchr(name, ':')) {
        ts_symbol full = ts_symbol_of(build->symbols, name);
        return scene_at(story, &story->scene_by_full, ts_renames_now(&build->host->content.former, build->symbols, TS_RENAMED_SCENE, full));
    }
    if (pack != story->pack) scene = scene_at(story, &story->story->scene_by_id, ts_build_full(build, pack, name));
    return scene ? scene : scene_at(story, &story->story->scene_by_id, ts_symbol_of(build->symbols, name));
}

static const char *nearest_scene(struct ts_build *build, const struct ts_draft_story *story, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < story->scenes.count; i++) {
        const struct ts_draft_scene *scene = story->scenes.items[i];
        if (!ts_near_add(&near, ts_build_text(build, strchr(name, ':') ? scene->model.full : scene->model.id))) break;
    }
    return ts_near_find(&near, name);
}

// Where a target is written: in the first line of the name, from where what leads there is defined.
static struct ts_place place_of_target(struct ts_build *build, struct ts_lua_pack *pack, const struct ts_target *from, const char *name)
{
    struct ts_lua_source *source = ts_build_source(pack, from->place);
    struct ts_place place = from->place;
    if (source) place.line = ts_source_line_of_text(source, build->scratch, name, strlen(name), place.line);
    return place;
}

const struct ts_scene *ts_resolve_target(struct ts_build *build, const struct ts_target *from, const char *name)
{
    struct ts_lua_pack *pack = &build->host->packs[from->pack];
    struct ts_draft_scene *scene;
    if (!name) return NULL;
    scene = ts_resolve_scene(build, from->story, pack, name);
    if (scene) {
        ts_alias_check_scene(build, pack, from->place, scene, name);
        return &scene->model;
    }
    ts_build_problem(build, pack, place_of_target(build, pack, from, name), "unknown-target", nearest_scene(build, from->story, name),
                     "\"%s\" of \"%s\" leads to \"%s\", which is no scene of \"%s\"", from->field, from->what, name,
                     ts_build_text(build, from->story->story->id));
    return NULL;
}

// A scene's name stands for where that scene is; other words are places of their own.
ts_symbol ts_resolve_place(struct ts_build *build, struct ts_draft_story *story, const struct ts_lua_pack *pack, const char *name)
{
    struct ts_draft_scene *scene = story ? ts_resolve_scene(build, story, pack, name) : NULL;
    if (!scene) return ts_symbol_of(build->symbols, name);
    if (!scene->where || strcmp(scene->where, name) == 0 || ts_resolve_scene(build, story, pack, scene->where) == scene)
        return scene->model.full;
    if (ts_resolve_scene(build, story, pack, scene->where)) return ts_resolve_scene(build, story, pack, scene->where)->model.full;
    return ts_symbol_of(build->symbols, scene->where);
}

const struct ts_event_text *ts_resolve_event(struct ts_build *build, struct ts_draft_story *story, const struct ts_lua_pack *pack,
                                             const struct ts_draft_event *event)
{
    if (event->text && event->place) event->text->place = ts_resolve_place(build, story, pack, event->place);
    return event->text;
}

// --- pools

static const char *nearest_pool(struct ts_build *build, const struct ts_draft_story *story, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < story->scenes.count; i++) {
        const struct ts_draft_scene *scene = story->scenes.items[i];
        const char *pool = ts_build_text(build, scene->model.pool), *local = strchr(pool, ':');
        if (local && (!ts_near_add(&near, pool) || !ts_near_add(&near, local + 1))) break;
    }
    return ts_near_find(&near, name);
}

static void resolve_draw(struct ts_build *build, struct ts_draft_scene *scene, struct ts_target *from)
{
    const struct ts_draft_draw *draw = scene->draw;
    struct ts_lua_pack *pack = &build->host->packs[scene->model.pack];
    ts_symbol pool = ts_build_full(build, pack, draw->pool);
    if (!ts_map_find(&scene->story->story->pools, pool))
        ts_build_problem(build, pack, scene->model.place, "unknown-pool", nearest_pool(build, scene->story, draw->pool),
                         "\"%s\" draws from \"%s\", but no storylet of \"%s\" is in that pool", from->what, draw->pool,
                         ts_build_text(build, scene->story->story->id));
    from->field = "draw.otherwise";
    scene->model.draw = (struct ts_draw){
        .pool = pool, .offer = draw->offer, .enter = draw->enter, .otherwise = ts_resolve_target(build, from, draw->otherwise)};
}

static void resolve_scene(struct ts_build *build, struct ts_draft_scene *scene)
{
    struct ts_target from = {
        .story = scene->story, .pack = scene->model.pack, .place = scene->model.place, .what = ts_build_text(build, scene->model.full)};
    from.field = "next";
    scene->model.next = ts_resolve_target(build, &from, scene->next);
    from.field = "otherwise";
    scene->model.otherwise = ts_resolve_target(build, &from, scene->otherwise);
    from.field = "detour";
    scene->model.detour = ts_resolve_target(build, &from, scene->detour);
    from.field = "instead";
    scene->model.instead = ts_resolve_target(build, &from, scene->instead);
    scene->model.where =
        scene->where ? ts_resolve_place(build, scene->story, &build->host->packs[scene->model.pack], scene->where) : scene->model.full;
    scene->model.event = ts_resolve_event(build, scene->story, &build->host->packs[scene->model.pack], &scene->event);
    if (scene->draw) resolve_draw(build, scene, &from);
}

// --- stories

static const char *nearest_focus(struct ts_build *build, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < build->focuses.count; i++)
        if (!ts_near_add(&near, ts_build_text(build, ((struct ts_draft_focus *)build->focuses.items[i])->model.id))) break;
    return ts_near_find(&near, name);
}

static ts_symbol find_focus(struct ts_build *build, struct ts_draft_story *story)
{
    ts_symbol own = ts_build_bare(build, story->pack, story->focus), bare = ts_symbol_of(build->symbols, story->focus);
    for (uint32_t i = 0; i < build->focuses.count; i++)
        if (((struct ts_draft_focus *)build->focuses.items[i])->model.id == own) return own;
    for (uint32_t i = 0; i < build->focuses.count; i++)
        if (((struct ts_draft_focus *)build->focuses.items[i])->model.id == bare) return bare;
    ts_build_problem(build, story->pack, story->story->place, "unknown-focus", nearest_focus(build, story->focus),
                     "there is no focus \"%s\"", story->focus);
    return 0;
}

static void resolve_story(struct ts_build *build, struct ts_draft_story *story)
{
    struct ts_draft_scene *start = story->start ? ts_resolve_scene(build, story, story->pack, story->start) : NULL;
    if (story->focus) story->story->focus = find_focus(build, story);
    if (start)
        story->story->start = &start->model;
    else if (story->start)
        ts_build_problem(build, story->pack, story->story->place, "missing-start", nearest_scene(build, story, story->start),
                         "story \"%s\" starts with \"%s\", which is no scene of it", ts_build_text(build, story->story->id), story->start);
    for (uint32_t i = 0; i < story->scenes.count; i++) resolve_scene(build, story->scenes.items[i]);
}

// --- shared choices

struct pair {
    uint32_t group, story;
};

// Adds the pair to the group's pack, once.
static void add_pair(struct ts_build *build, struct ts_map *known, struct ts_list *pairs, ts_symbol group, uint32_t story)
{
    const uint64_t *at = ts_map_find(&build->group_by_id, group);
    uint64_t *mark = at ? ts_map_add(known, *at << 32 | (story + 1)) : NULL;
    struct pair *pair;
    if (!mark || *mark) return;
    *mark = 1;
    pair = ts_list_add(pairs, build->scratch, sizeof *pair);
    *pair = (struct pair){.group = (uint32_t)*at - 1, .story = story};
}

static void find_pairs(struct ts_build *build, struct ts_map *known, struct ts_list *pairs)
{
    for (uint32_t i = 0; i < build->stories.count; i++) {
        const struct ts_draft_story *story = build->stories.items[i];
        for (uint32_t k = 0; k < story->scenes.count; k++) {
            const struct ts_draft_scene *scene = story->scenes.items[k];
            for (uint32_t n = 0; n < scene->include.count; n++)
                add_pair(build, known, pairs, ts_build_full(build, &build->host->packs[scene->model.pack], scene->include.items[n]), i);
        }
    }
}

static int compare_pairs(const void *a, const void *b)
{
    const struct pair *one = *(struct pair *const *)a, *other = *(struct pair *const *)b;
    if (one->group != other->group) return one->group < other->group ? -1 : 1;
    return one->story < other->story ? -1 : one->story > other->story;
}

void ts_resolve_groups(struct ts_build *build)
{
    struct ts_map known = {0};
    struct ts_list pairs = {0};
    struct ts_lua_instance *instances;
    find_pairs(build, &known, &pairs);
    ts_map_clear(&known);
    if (pairs.count) qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_pairs);
    instances = ts_arena_get(build->keep, (pairs.count + 1) * sizeof *instances);
    for (uint32_t i = 0; i < pairs.count; i++) { // groups are listed pack by pack, so each pack's lie together
        const struct pair *pair = pairs.items[i];
        const struct ts_draft_group *group = build->groups.items[pair->group];
        if (group->pack->instance_count++ == 0) group->pack->instances = &instances[i];
        instances[i] =
            (struct ts_lua_instance){.group = group->id, .story = ((struct ts_draft_story *)build->stories.items[pair->story])->story};
    }
}

static void each_scene(struct ts_build *build, void (*act)(struct ts_build *, struct ts_draft_scene *))
{
    for (uint32_t i = 0; i < build->stories.count; i++) {
        struct ts_draft_story *story = build->stories.items[i];
        for (uint32_t k = 0; k < story->scenes.count; k++) act(build, story->scenes.items[k]);
    }
}

void ts_resolve_content(struct ts_build *build)
{
    ts_aliases_resolve(build);
    for (uint32_t i = 0; i < build->stories.count; i++) resolve_story(build, build->stories.items[i]);
    each_scene(build, ts_resolve_includes);
    ts_aliases_resolve_choices(build); // before amendments hide some
    ts_resolve_amendments(build);
    ts_resolve_changes(build);
    each_scene(build, ts_resolve_choices);
    ts_resolve_handlers(build);
    ts_resolve_skills(build);
    ts_finish_content(build);
    ts_resolve_goes(build);
    ts_aliases_finish(build);
    ts_origin_finish(build);
    ts_check_content(build);
}
