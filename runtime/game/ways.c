// ways.c - where one can get from each scene of a story, as far as its content says without being played
#include "game/ways.h"

#include <stdlib.h>

#include "base/arena.h"

struct leaving { // a way back out of a detour
    const struct ts_scene *scene;
    const struct ts_choice *choice; // NULL: the scene itself
};

struct walk {
    const struct ts_story *story;
    ts_each_way *each;
    void *self;
    struct leaving *backs; // all there are in the story
    uint32_t back_count;
};

static void tell(const struct walk *walk, enum ts_way_kind kind, const struct ts_scene *from, const struct ts_scene *to,
                 const struct ts_choice *choice)
{
    struct ts_way way = {kind, from, to, choice};
    if (to) walk->each(walk->self, &way);
}

// --- coming back: whatever scene a detour ends in, it leads to where the detour was left

static void add_back(struct walk *walk, const struct ts_scene *scene, const struct ts_choice *choice)
{
    if ((walk->back_count & (walk->back_count - 1)) == 0)
        walk->backs = ts_memory_grow(walk->backs, (walk->back_count ? 2 * (size_t)walk->back_count : 1) * sizeof *walk->backs);
    walk->backs[walk->back_count++] = (struct leaving){scene, choice};
}

static void find_backs(struct walk *walk)
{
    for (uint32_t i = 0; i < walk->story->scene_count; i++) {
        const struct ts_scene *left = walk->story->scenes[i];
        if (left->back) add_back(walk, left, NULL);
        for (uint32_t k = 0; k < left->choice_count; k++)
            if (left->choices[k]->back) add_back(walk, left, left->choices[k]);
    }
}

static void come_back(const struct walk *walk, const struct ts_scene *to)
{
    for (uint32_t i = 0; i < walk->back_count; i++) tell(walk, TS_WAY_BACK, walk->backs[i].scene, to, walk->backs[i].choice);
}

// --- from one scene

// What moves when the choice is taken.
static const struct ts_choice *mover_of(const struct ts_choice *choice)
{
    for (int depth = 0; choice->as && depth < 16; depth++) choice = choice->as;
    return choice;
}

static void leave_by_choice(const struct walk *walk, const struct ts_scene *scene, const struct ts_choice *choice)
{
    const struct ts_choice *mover = mover_of(choice);
    const struct ts_scene *onward = mover->to ? mover->to : scene->next;
    if (mover->back) return; // told where the detour began
    if (mover->detour) {
        tell(walk, TS_WAY_CHOICE, scene, mover->detour, choice);
        come_back(walk, onward ? onward : scene);
        return;
    }
    tell(walk, TS_WAY_CHOICE, scene, onward ? onward : scene, choice);
}

static void draw(const struct walk *walk, const struct ts_scene *scene)
{
    const uint64_t *at = ts_map_find(&walk->story->pools, scene->draw.pool);
    const struct ts_scene_list *pool = at ? &walk->story->pool_scenes[*at - 1] : NULL;
    for (uint32_t i = 0; pool && i < pool->count; i++) {
        tell(walk, TS_WAY_DRAW, scene, pool->scenes[i], NULL);
        tell(walk, TS_WAY_BACK, pool->scenes[i], scene->next ? scene->next : scene, NULL);
    }
    tell(walk, TS_WAY_OTHERWISE, scene, scene->draw.otherwise, NULL);
}

static void leave(const struct walk *walk, const struct ts_scene *scene)
{
    for (uint32_t i = 0; i < scene->choice_count; i++) leave_by_choice(walk, scene, scene->choices[i]);
    if (scene->draw.pool) draw(walk, scene);
    if (scene->detour) {
        tell(walk, TS_WAY_DETOUR, scene, scene->detour, NULL);
        come_back(walk, scene->next ? scene->next : scene);
    }
    tell(walk, TS_WAY_OTHERWISE, scene, scene->otherwise, NULL);
    tell(walk, TS_WAY_NEXT, scene, scene->next, NULL);
    tell(walk, TS_WAY_INSTEAD, scene, scene->instead, NULL);
}

void ts_story_each_way(const struct ts_content *content, const struct ts_story *story, ts_each_way *each, void *self)
{
    struct walk walk = {.story = story, .each = each, .self = self};
    (void)content;
    find_backs(&walk);
    for (uint32_t i = 0; i < story->scene_count; i++) leave(&walk, story->scenes[i]);
    for (uint32_t i = 0; i < story->go_count; i++) tell(&walk, TS_WAY_GO, story->goes[i].from, story->goes[i].to, NULL);
    free(walk.backs);
}

// --- what can be reached at all

struct reach {
    const struct ts_story *story;
    bool *reached;
    const struct ts_scene **waiting, **returns; // scenes to be left; where detours come back to, once something does
    uint32_t waiting_count, return_count;
    uint32_t *first_go, *next_go;               // by scene, and by go: index + 1 of the next of the same scene
    struct ts_map drawn;
    bool comes_back;
};

static void visit(struct reach *reach, const struct ts_scene *scene)
{
    if (!scene || reach->reached[scene->index]) return;
    reach->reached[scene->index] = true;
    reach->waiting[reach->waiting_count++] = scene;
}

static void come_back_once(struct reach *reach)
{
    reach->comes_back = true;
    while (reach->return_count) visit(reach, reach->returns[--reach->return_count]);
}

static void visit_detour(struct reach *reach, const struct ts_scene *detour, const struct ts_scene *onward)
{
    visit(reach, detour);
    if (reach->reached[onward->index]) return;
    if (reach->comes_back) visit(reach, onward);
    else reach->returns[reach->return_count++] = onward;
}

static void take(struct reach *reach, const struct ts_scene *scene, const struct ts_choice *choice)
{
    const struct ts_choice *mover = mover_of(choice);
    const struct ts_scene *onward = mover->to ? mover->to : scene->next ? scene->next : scene;
    if (mover->back) come_back_once(reach);
    else if (mover->detour) visit_detour(reach, mover->detour, onward);
    else visit(reach, onward);
}

static void visit_pool(struct reach *reach, ts_symbol name)
{
    const uint64_t *at = ts_map_find(&reach->story->pools, name);
    const struct ts_scene_list *pool = at ? &reach->story->pool_scenes[*at - 1] : NULL;
    uint64_t *known = ts_map_add(&reach->drawn, name);
    for (uint32_t i = 0; pool && !*known && i < pool->count; i++) visit(reach, pool->scenes[i]);
    *known = 1;
}

static void visit_from(struct reach *reach, const struct ts_scene *scene)
{
    for (uint32_t i = 0; i < scene->choice_count; i++) take(reach, scene, scene->choices[i]);
    if (scene->draw.pool) visit_pool(reach, scene->draw.pool);
    if (scene->detour) visit_detour(reach, scene->detour, scene->next ? scene->next : scene);
    visit(reach, scene->draw.otherwise);
    visit(reach, scene->otherwise);
    visit(reach, scene->next);
    visit(reach, scene->instead);
    if (scene->back) come_back_once(reach);
    for (uint32_t i = reach->first_go[scene->index]; i; i = reach->next_go[i - 1]) visit(reach, reach->story->goes[i - 1].to);
}

static void sort_goes(struct reach *reach)
{
    for (uint32_t i = 0; i < reach->story->go_count; i++) {
        const struct ts_go *go = &reach->story->goes[i];
        if (!go->from) {
            visit(reach, go->to);
            continue;
        }
        reach->next_go[i] = reach->first_go[go->from->index];
        reach->first_go[go->from->index] = i + 1;
    }
}

void ts_story_reach(const struct ts_story *story, bool *reached)
{
    struct ts_arena *arena = ts_arena_new();
    size_t scenes = (size_t)story->scene_count + 1, detours = 1;
    for (uint32_t i = 0; i < story->scene_count; i++) detours += 1 + (size_t)story->scenes[i]->choice_count;
    struct reach reach = {.story = story, .reached = reached};
    reach.waiting = ts_arena_get(arena, scenes * sizeof *reach.waiting);
    reach.returns = ts_arena_get(arena, detours * sizeof *reach.returns);
    reach.first_go = ts_arena_get(arena, scenes * sizeof *reach.first_go);
    reach.next_go = ts_arena_get(arena, ((size_t)story->go_count + 1) * sizeof *reach.next_go);
    for (uint32_t i = 0; i < story->scene_count; i++) reached[i] = false;
    visit(&reach, story->start);
    sort_goes(&reach);
    for (uint32_t i = 0; story->goes_anywhere && i < story->scene_count; i++) visit(&reach, story->scenes[i]);
    while (reach.waiting_count) visit_from(&reach, reach.waiting[--reach.waiting_count]);
    ts_map_clear(&reach.drawn);
    ts_arena_free(arena);
}
