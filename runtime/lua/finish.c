// finish.c - the content's arrays and maps, from drafts that are resolved
#include <stdlib.h>
#include <string.h>

#include "lua/narrate.h"

// --- stories

static void finish_scenes(struct ts_build *build, struct ts_draft_story *draft)
{
    const struct ts_scene **scenes = ts_arena_get(build->keep, (draft->scenes.count + 1) * sizeof *scenes);
    for (uint32_t i = 0; i < draft->scenes.count; i++) scenes[i] = &((struct ts_draft_scene *)draft->scenes.items[i])->model;
    draft->story->scenes = scenes;
    draft->story->scene_count = draft->scenes.count;
}

static void finish_pools(struct ts_build *build, const struct ts_draft_story *draft)
{
    struct ts_story *story = draft->story;
    struct ts_scene_list *pools = ts_arena_get(build->keep, (draft->pool_count + 1) * sizeof *pools);
    const struct ts_scene **room = ts_arena_get(build->keep, (story->scene_count + 1) * sizeof *room), **next = room;
    for (uint32_t i = 0; i < story->scene_count; i++)
        if (story->scenes[i]->pool) pools[*ts_map_find(&story->pools, story->scenes[i]->pool) - 1].count++;
    for (uint32_t i = 0; i < draft->pool_count; next += pools[i].count, i++) pools[i].scenes = next;
    for (uint32_t i = 0; i < draft->pool_count; i++) pools[i].count = 0;
    for (uint32_t i = 0; i < story->scene_count; i++) {
        struct ts_scene_list *pool = story->scenes[i]->pool ? &pools[*ts_map_find(&story->pools, story->scenes[i]->pool) - 1] : NULL;
        if (pool) room[pool->scenes - (const struct ts_scene *const *)room + pool->count++] = story->scenes[i];
    }
    story->pool_scenes = pools;
}

static void finish_stories(struct ts_build *build, struct ts_content *content)
{
    content->stories = ts_arena_get(build->keep, (build->stories.count + 1) * sizeof *content->stories);
    content->story_count = build->stories.count;
    for (uint32_t i = 0; i < build->stories.count; i++) {
        struct ts_draft_story *draft = build->stories.items[i];
        finish_scenes(build, draft);
        finish_pools(build, draft);
        content->stories[i] = draft->story;
        *ts_map_add(&content->story_by_id, draft->story->id) = i + 1;
    }
}

// --- the others

static int compare_vars(const void *a, const void *b, void *symbols)
{
    const struct ts_var *one = *(struct ts_var *const *)a, *other = *(struct ts_var *const *)b;
    if (one->pack != other->pack) return one->pack < other->pack ? -1 : 1;
    return strcmp(ts_symbol_text(symbols, one->name), ts_symbol_text(symbols, other->name));
}

static int compare_keys(const void *a, const void *b, void *symbols)
{
    const struct ts_world_key *one = *(struct ts_world_key *const *)a, *other = *(struct ts_world_key *const *)b;
    if (one->pack != other->pack) return one->pack < other->pack ? -1 : 1;
    return strcmp(ts_symbol_text(symbols, one->id), ts_symbol_text(symbols, other->id));
}

// The items one behind the other, each of `size` bytes.
static void *flatten(struct ts_build *build, const struct ts_list *list, size_t size)
{
    char *items = ts_arena_get(build->keep, (list->count + 1) * size);
    for (uint32_t i = 0; i < list->count; i++) memcpy(items + i * size, list->items[i], size);
    return items;
}

// The host's own variables follow those of the packs. No pack can have their owners' names.
static uint32_t add_host_var(struct ts_build *build, struct ts_content *content, const char *owner, const char *name)
{
    content->own[content->own_count++] = (struct ts_var){
        .name = ts_symbol_of(build->symbols, name), .owner = ts_symbol_of(build->symbols, owner), .pack = TS_PACK_HOST, .is_map = true};
    return content->own_count;
}

static void finish_own(struct ts_build *build, struct ts_content *content)
{
    content->own = ts_arena_get(build->keep, (build->own.count + TS_HOST_VARS) * sizeof *content->own);
    content->own_count = build->own.count;
    for (uint32_t i = 0; i < build->own.count; i++) content->own[i] = *(struct ts_var *)build->own.items[i];
    content->care_var = add_host_var(build, content, "care", "settings");
    content->character_var = add_host_var(build, content, "run.character", "state");
}

static void finish_world(struct ts_build *build, struct ts_content *content)
{
    if (build->own.count) qsort_r(build->own.items, build->own.count, sizeof(void *), compare_vars, build->symbols);
    if (build->keys.count) qsort_r(build->keys.items, build->keys.count, sizeof(void *), compare_keys, build->symbols);
    finish_own(build, content);
    content->keys = flatten(build, &build->keys, sizeof *content->keys);
    content->key_count = build->keys.count;
    for (uint32_t i = 0; i < content->key_count; i++) *ts_map_add(&content->key_by_id, content->keys[i].id) = i + 1;
}

static void finish_concepts(struct ts_build *build, struct ts_content *content)
{
    content->metaconcepts = flatten(build, &build->metaconcepts, sizeof *content->metaconcepts);
    content->metaconcept_count = build->metaconcepts.count;
    content->themes = flatten(build, &build->themes, sizeof *content->themes);
    content->theme_count = build->themes.count;
    for (uint32_t i = 0; i < content->metaconcept_count; i++) *ts_map_add(&content->metaconcept_by_id, content->metaconcepts[i].id) = i + 1;
    content->unlocks = flatten(build, &build->unlocks, sizeof *content->unlocks);
    content->unlock_count = build->unlocks.count;
    for (uint32_t i = 0; i < content->unlock_count; i++) *ts_map_add(&content->unlock_by_id, content->unlocks[i].id) = i + 1;
}

static void finish_skills(struct ts_build *build, struct ts_content *content)
{
    content->skills = ts_arena_get(build->keep, (build->skills.count + 1) * sizeof *content->skills);
    content->skill_count = build->skills.count;
    for (uint32_t i = 0; i < build->skills.count; i++) {
        content->skills[i] = ((struct ts_draft_skill *)build->skills.items[i])->model;
        *ts_map_add(&content->skill_by_id, content->skills[i].id) = i + 1;
    }
}

static const char *nearest_concept(struct ts_build *build, const char *name)
{
    const struct ts_content *content = &build->host->content;
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < content->metaconcept_count; i++)
        if (!ts_near_add(&near, ts_build_text(build, content->metaconcepts[i].id))) break;
    return ts_near_find(&near, name);
}

static void find_concept(struct ts_build *build, struct ts_focus *focus, ts_symbol *concepts, struct ts_draft_name by)
{
    const struct ts_map *known = &build->host->content.metaconcept_by_id;
    ts_symbol own = ts_build_bare(build, by.pack, by.name), plain = ts_symbol_of(build->symbols, by.name);
    ts_symbol id = ts_map_find(known, own) ? own : ts_map_find(known, plain) ? plain : 0;
    if (!id)
        ts_build_problem(build, by.pack, by.place, "unknown-metaconcept", nearest_concept(build, by.name),
                         "focus \"%s\" names \"%s\", which is no metaconcept", ts_build_text(build, focus->id), by.name);
    for (uint32_t i = 0; i < focus->metaconcept_count; i++)
        if (concepts[i] == id) return;
    if (id) concepts[focus->metaconcept_count++] = id;
}

static void find_concepts(struct ts_build *build, struct ts_draft_focus *draft)
{
    struct ts_draft_name own = {.pack = &build->host->packs[draft->model.pack], .place = draft->model.place};
    ts_symbol *concepts = ts_arena_get(build->keep, (draft->metaconcepts.count + draft->more.count + 1) * sizeof *concepts);
    draft->model.metaconcepts = concepts;
    for (uint32_t i = 0; i < draft->metaconcepts.count; i++) {
        own.name = draft->metaconcepts.items[i];
        find_concept(build, &draft->model, concepts, own);
    }
    for (uint32_t i = 0; i < draft->more.count; i++)
        find_concept(build, &draft->model, concepts, *(struct ts_draft_name *)draft->more.items[i]);
}

static const char *nearest_focus(struct ts_build *build, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < build->focuses.count; i++)
        if (!ts_near_add(&near, ts_build_text(build, ((struct ts_draft_focus *)build->focuses.items[i])->model.id))) break;
    return ts_near_find(&near, name);
}

// Once all are in place.
static void find_like(struct ts_build *build, const struct ts_draft_focus *draft, struct ts_focus *focus)
{
    const struct ts_map *known = &build->host->content.focus_by_id;
    struct ts_lua_pack *pack = &build->host->packs[focus->pack];
    if (!draft->like) return;
    ts_symbol own = ts_build_bare(build, pack, draft->like), plain = ts_symbol_of(build->symbols, draft->like);
    focus->like = ts_map_find(known, own) ? own : ts_map_find(known, plain) ? plain : 0;
    if (!focus->like || focus->like == focus->id)
        ts_build_problem(build, pack, focus->place, "unknown-focus", nearest_focus(build, draft->like), "focus \"%s\" is like \"%s\", which is no other focus",
                         ts_build_text(build, focus->id), draft->like);
}

static void finish_focuses(struct ts_build *build, struct ts_content *content)
{
    content->focuses = ts_arena_get(build->keep, (build->focuses.count + 1) * sizeof *content->focuses);
    content->focus_count = build->focuses.count;
    for (uint32_t i = 0; i < build->focuses.count; i++) {
        struct ts_draft_focus *draft = build->focuses.items[i];
        find_concepts(build, draft);
        content->focuses[i] = draft->model;
        *ts_map_add(&content->focus_by_id, draft->model.id) = i + 1;
    }
    for (uint32_t i = 0; i < content->focus_count; i++) find_like(build, build->focuses.items[i], &content->focuses[i]);
}

static void finish_handlers(struct ts_build *build, struct ts_content *content)
{
    uint32_t counts[TS_HAPPENING_COUNT] = {0};
    for (uint32_t i = 0; i < build->handlers.count; i++) counts[((struct ts_draft_handler *)build->handlers.items[i])->model.happening]++;
    for (int kind = 0; kind < TS_HAPPENING_COUNT; kind++)
        content->handlers[kind] = ts_arena_get(build->keep, (counts[kind] + 1) * sizeof **content->handlers);
    for (uint32_t i = 0; i < build->handlers.count; i++) {
        const struct ts_draft_handler *draft = build->handlers.items[i];
        enum ts_happening kind = draft->model.happening;
        content->handlers[kind][content->handler_count[kind]++] = draft->model;
    }
}

void ts_finish_content(struct ts_build *build)
{
    struct ts_content *content = &build->host->content;
    finish_stories(build, content);
    finish_world(build, content);
    finish_concepts(build, content);
    finish_skills(build, content);
    finish_focuses(build, content);
    finish_handlers(build, content);
    ts_resolve_narrates(build);
}
