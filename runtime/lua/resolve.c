// resolve.c - from names to pointers: scenes that lead to scenes, pools, places
#include <string.h>

#include "base/rng.h"
#include "base/suggest.h"
#include "lua/build.h"

static struct ts_draft_scene *scene_at(const struct ts_draft_story *story, const struct ts_map *map, ts_symbol symbol)
{
    const uint64_t *at = symbol ? ts_map_find(map, symbol) : NULL;
    return at ? story->scenes.items[*at - 1] : NULL;
}

struct ts_draft_scene *ts_resolve_scene(struct ts_build *build, struct ts_draft_story *story, const struct ts_lua_pack *pack, const char *name)
{
    struct ts_draft_scene *scene = NULL;
    if (strchr(name, ':')) return scene_at(story, &story->scene_by_full, ts_symbol_of(build->symbols, name));
    if (pack != story->pack) scene = scene_at(story, &story->story->scene_by_id, ts_build_full(build, pack, name));
    return scene ? scene : scene_at(story, &story->story->scene_by_id, ts_symbol_of(build->symbols, name));
}

static const char *nearest_scene(struct ts_build *build, const struct ts_draft_story *story, const char *name)
{
    const char **names = ts_arena_get(build->scratch, (story->scenes.count + 1) * sizeof *names);
    for (uint32_t i = 0; i < story->scenes.count; i++) {
        const struct ts_draft_scene *scene = story->scenes.items[i];
        names[i] = ts_build_text(build, strchr(name, ':') ? scene->model.full : scene->model.id);
    }
    return ts_suggest(name, names, story->scenes.count);
}

const struct ts_scene *ts_resolve_target(struct ts_build *build, const struct ts_target *from, const char *name)
{
    struct ts_lua_pack *pack = &build->host->packs[from->pack];
    struct ts_draft_scene *scene;
    if (!name) return NULL;
    scene = ts_resolve_scene(build, from->story, pack, name);
    if (scene) return &scene->model;
    ts_build_problem(build, pack, from->place, "unknown-target", ts_build_did_you_mean(build, nearest_scene(build, from->story, name)),
                     "\"%s\" of \"%s\" leads to \"%s\", which is no scene of \"%s\"", from->field, from->what, name,
                     ts_build_text(build, from->story->story->id));
    return NULL;
}

// A scene's name stands for where that scene is; other words are places of their own.
ts_symbol ts_resolve_place(struct ts_build *build, struct ts_draft_story *story, const struct ts_lua_pack *pack, const char *name)
{
    struct ts_draft_scene *scene = story ? ts_resolve_scene(build, story, pack, name) : NULL;
    if (!scene) return ts_symbol_of(build->symbols, name);
    if (!scene->where || strcmp(scene->where, name) == 0 || ts_resolve_scene(build, story, pack, scene->where) == scene) return scene->model.full;
    if (ts_resolve_scene(build, story, pack, scene->where)) return ts_resolve_scene(build, story, pack, scene->where)->model.full;
    return ts_symbol_of(build->symbols, scene->where);
}

// --- pools

static bool has_pool(const struct ts_draft_story *story, ts_symbol pool)
{
    for (uint32_t i = 0; i < story->scenes.count; i++)
        if (((struct ts_draft_scene *)story->scenes.items[i])->model.pool == pool) return true;
    return false;
}

static const char *nearest_pool(struct ts_build *build, const struct ts_draft_story *story, const char *name)
{
    const char **names = ts_arena_get(build->scratch, (story->scenes.count * 2 + 1) * sizeof *names);
    uint32_t count = 0;
    for (uint32_t i = 0; i < story->scenes.count; i++) {
        const struct ts_draft_scene *scene = story->scenes.items[i];
        const char *pool = ts_build_text(build, scene->model.pool);
        if (!scene->model.pool) continue;
        names[count++] = pool;
        names[count++] = strchr(pool, ':') + 1;
    }
    return ts_suggest(name, names, count);
}

static void resolve_draw(struct ts_build *build, struct ts_draft_scene *scene, struct ts_target *from)
{
    const struct ts_draft_draw *draw = scene->draw;
    struct ts_lua_pack *pack = &build->host->packs[scene->model.pack];
    ts_symbol pool = ts_build_full(build, pack, draw->pool);
    if (!has_pool(scene->story, pool))
        ts_build_problem(build, pack, scene->model.place, "unknown-pool", ts_build_did_you_mean(build, nearest_pool(build, scene->story, draw->pool)),
                         "\"%s\" draws from \"%s\", but no storylet of \"%s\" is in that pool", from->what, draw->pool, ts_build_text(build, scene->story->story->id));
    from->field = "draw.otherwise";
    scene->model.draw = (struct ts_draw){ .pool = pool, .offer = draw->offer, .enter = draw->enter, .otherwise = ts_resolve_target(build, from, draw->otherwise) };
}

static void resolve_scene(struct ts_build *build, struct ts_draft_scene *scene)
{
    struct ts_target from = { .story = scene->story, .pack = scene->model.pack, .place = scene->model.place, .what = ts_build_text(build, scene->model.full) };
    from.field = "next";
    scene->model.next = ts_resolve_target(build, &from, scene->next);
    from.field = "otherwise";
    scene->model.otherwise = ts_resolve_target(build, &from, scene->otherwise);
    from.field = "detour";
    scene->model.detour = ts_resolve_target(build, &from, scene->detour);
    scene->model.where = scene->where ? ts_resolve_place(build, scene->story, &build->host->packs[scene->model.pack], scene->where) : scene->model.full;
    if (scene->draw) resolve_draw(build, scene, &from);
}

// --- stories

static const char *nearest_focus(struct ts_build *build, const char *name)
{
    const char **names = ts_arena_get(build->scratch, (build->focuses.count + 1) * sizeof *names);
    for (uint32_t i = 0; i < build->focuses.count; i++) names[i] = ts_build_text(build, ((struct ts_draft_focus *)build->focuses.items[i])->model.id);
    return ts_suggest(name, names, build->focuses.count);
}

static ts_symbol find_focus(struct ts_build *build, struct ts_draft_story *story)
{
    ts_symbol own = ts_build_bare(build, story->pack, story->focus), bare = ts_symbol_of(build->symbols, story->focus);
    for (uint32_t i = 0; i < build->focuses.count; i++)
        if (((struct ts_draft_focus *)build->focuses.items[i])->model.id == own) return own;
    for (uint32_t i = 0; i < build->focuses.count; i++)
        if (((struct ts_draft_focus *)build->focuses.items[i])->model.id == bare) return bare;
    ts_build_problem(build, story->pack, story->story->place, "unknown-focus", ts_build_did_you_mean(build, nearest_focus(build, story->focus)),
                     "there is no focus \"%s\"", story->focus);
    return 0;
}

static void resolve_story(struct ts_build *build, struct ts_draft_story *story)
{
    struct ts_draft_scene *start = story->start ? ts_resolve_scene(build, story, story->pack, story->start) : NULL;
    if (story->focus) story->story->focus = find_focus(build, story);
    if (start) story->story->start = &start->model;
    else if (story->start)
        ts_build_problem(build, story->pack, story->story->place, "missing-start", ts_build_did_you_mean(build, nearest_scene(build, story, story->start)),
                         "story \"%s\" starts with \"%s\", which is no scene of it", ts_build_text(build, story->story->id), story->start);
    for (uint32_t i = 0; i < story->scenes.count; i++) resolve_scene(build, story->scenes.items[i]);
}

// --- shared choices

static uint64_t pair_of(ts_symbol group, ts_symbol story)
{
    return ts_rng_mix(group, story) | 1;
}

static void find_pairs(struct ts_build *build, struct ts_map *pairs)
{
    for (uint32_t i = 0; i < build->stories.count; i++) {
        const struct ts_draft_story *story = build->stories.items[i];
        for (uint32_t k = 0; k < story->scenes.count; k++) {
            const struct ts_draft_scene *scene = story->scenes.items[k];
            for (uint32_t n = 0; n < scene->include.count; n++)
                *ts_map_add(pairs, pair_of(ts_build_full(build, &build->host->packs[scene->model.pack], scene->include.items[n]), story->story->id)) = 1;
        }
    }
}

static void list_instances(struct ts_build *build, struct ts_lua_pack *pack, const struct ts_map *pairs)
{
    struct ts_lua_instance *instances = ts_arena_get(build->keep, (build->groups.count * build->stories.count + 1) * sizeof *instances);
    pack->instances = instances;
    for (uint32_t i = 0; i < build->groups.count; i++) {
        const struct ts_draft_group *group = build->groups.items[i];
        for (uint32_t k = 0; group->pack == pack && k < build->stories.count; k++) {
            const struct ts_draft_story *story = build->stories.items[k];
            if (ts_map_find(pairs, pair_of(group->id, story->story->id)))
                instances[pack->instance_count++] = (struct ts_lua_instance){ .group = group->id, .story = story->story };
        }
    }
}

void ts_resolve_groups(struct ts_build *build)
{
    struct ts_map pairs = { 0 };
    find_pairs(build, &pairs);
    for (uint32_t i = 0; i < build->host->content.pack_count; i++) list_instances(build, &build->host->packs[i], &pairs);
    ts_map_clear(&pairs);
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
    for (uint32_t i = 0; i < build->stories.count; i++) resolve_story(build, build->stories.items[i]);
    each_scene(build, ts_resolve_includes);
    ts_resolve_amendments(build);
    each_scene(build, ts_resolve_choices);
    ts_resolve_handlers(build);
    ts_finish_content(build);
    ts_check_content(build);
}
