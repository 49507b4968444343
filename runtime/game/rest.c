// rest.c - how far it is from each scene of a story to one where nothing is asked
#include "game/rest.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "game/ways.h"

struct step { uint32_t from, to; bool is_free; }; // free: no choice is needed

struct search {
    int *choices;
    struct step *steps; // in the order told, then by `to`
    size_t count, room;
    uint32_t *into;     // by scene: where the steps to it begin; one more for the end
    uint32_t *waiting;
};

// Who stands in the scene may go on without choosing: it offers nothing.
static bool is_free(const struct ts_way *way)
{
    if (way->kind == TS_WAY_CHOICE || way->kind == TS_WAY_GO || way->choice) return false;
    if (way->kind == TS_WAY_DRAW) return way->from->draw.enter;
    return way->kind == TS_WAY_DETOUR || (way->from->choice_count == 0 && !way->from->draw.pool);
}

// Not by `instead`: that way is for those who asked not to see the scene.
static void keep(void *self, const struct ts_way *way)
{
    struct search *search = self;
    if (!way->from || way->kind == TS_WAY_INSTEAD) return;
    if (search->count == search->room) {
        search->room = search->room ? 2 * search->room : 64;
        search->steps = ts_memory_grow(search->steps, search->room * sizeof *search->steps);
    }
    search->steps[search->count++] = (struct step){way->from->index, way->to->index, is_free(way)};
}

static int by_target(const void *a, const void *b)
{
    const struct step *one = a, *other = b;
    return (one->to > other->to) - (one->to < other->to);
}

static void sort(struct search *search, uint32_t scenes)
{
    if (search->count) qsort(search->steps, search->count, sizeof *search->steps, by_target);
    for (uint32_t scene = 0, at = 0; scene <= scenes; scene++) {
        while (at < search->count && search->steps[at].to < scene) at++;
        search->into[scene] = at;
    }
}

static void come_to(struct search *search, uint32_t scene, int choices, uint32_t *count)
{
    if (search->choices[scene] <= choices) return;
    search->choices[scene] = choices;
    search->waiting[(*count)++] = scene;
}

// Backward from all that are `choices` away, to those that are as far without a choice.
static void spread(struct search *search, int choices, uint32_t count)
{
    while (count) {
        uint32_t scene = search->waiting[--count];
        for (uint32_t i = search->into[scene]; i < search->into[scene + 1]; i++)
            if (search->steps[i].is_free) come_to(search, search->steps[i].from, choices, &count);
    }
}

static uint32_t step_back(struct search *search, int choices, uint32_t scenes)
{
    uint32_t count = 0;
    for (uint32_t scene = 0; scene < scenes; scene++)
        for (uint32_t i = search->into[scene]; search->choices[scene] == choices - 1 && i < search->into[scene + 1]; i++)
            come_to(search, search->steps[i].from, choices, &count);
    return count;
}

void ts_story_rest(const struct ts_content *content, const struct ts_story *story, int *choices)
{
    struct ts_arena *arena = ts_arena_new();
    struct search search = {.choices = choices};
    uint32_t count = 0;
    search.into = ts_arena_get(arena, ((size_t)story->scene_count + 2) * sizeof *search.into);
    search.waiting = ts_arena_get(arena, ((size_t)story->scene_count + 1) * sizeof *search.waiting);
    ts_story_each_way(content, story, keep, &search);
    sort(&search, story->scene_count);
    for (uint32_t i = 0; i < story->scene_count; i++) choices[i] = TS_REST_FAR;
    for (uint32_t i = 0; i < story->scene_count; i++)
        if (story->scenes[i]->rest) come_to(&search, i, 0, &count);
    for (int away = 0; away <= TS_REST_NEAR; away++) {
        if (away) count = step_back(&search, away, story->scene_count);
        spread(&search, away, count);
    }
    free(search.steps);
    ts_arena_free(arena);
}
