// care_lead.c - may something be shown, and where a run is led that was to enter what may not
#include <stdlib.h>

#include "base/arena.h"
#include "game/care.h"
#include "game/ways.h"

enum { INSTEADS_MAX = 16 }; // scenes that stand in for one another

static bool touches(const struct ts_care *care, ts_symbol theme)
{
    for (uint32_t i = 0; i < care->theme_count; i++)
        if (care->themes[i] == theme) return true;
    return false;
}

bool ts_care_spares(const struct ts_care_state *state)
{
    return ts_care_ceiling(&state->settings) < 1 || state->settings.boundary_count || state->settings.pure;
}

bool ts_care_allows(const struct ts_content *content, const struct ts_care_state *state, const struct ts_care *care, uint32_t pack)
{
    const struct ts_care_settings *settings = &state->settings;
    double ceiling = ts_care_ceiling(&state->settings);
    if (!ts_care_spares(state)) return true;
    if (!care) return content->packs[pack].declares_care;
    if (care->intensity > ceiling || (settings->pure && (care->theme_count || care->warning))) return false;
    for (uint32_t i = 0; i < settings->boundary_count; i++)
        if (touches(care, settings->boundaries[i]) || (care->warning && care->warning->type == settings->boundaries[i])) return false;
    return true;
}

bool ts_care_warns(const struct ts_care_state *state, const struct ts_care *care)
{
    return care && care->warning && !state->settings.pure;
}

// --- the nearest scene ahead that may be shown

struct search {
    const struct ts_content *content;
    const struct ts_story *story;
    const struct ts_care_state *state;
    struct ts_way *ways;
    size_t way_count, way_room;
    const struct ts_scene **queue; // scenes met, nearest first
    bool *is_met;                  // by index in the story
    uint32_t met;
};

static bool is_open(const struct search *search, const struct ts_scene *scene)
{
    return ts_care_allows(search->content, search->state, scene->care, scene->pack);
}

static void keep_way(void *self, const struct ts_way *way)
{
    struct search *search = self;
    if (!way->from) return;
    if (search->way_count == search->way_room) {
        search->way_room = search->way_room ? 2 * search->way_room : 64;
        search->ways = ts_memory_grow(search->ways, search->way_room * sizeof *search->ways);
    }
    search->ways[search->way_count++] = *way;
}

static void meet(struct search *search, const struct ts_scene *scene)
{
    if (search->is_met[scene->index]) return;
    search->is_met[scene->index] = true;
    search->queue[search->met++] = scene;
}

static const struct ts_scene *look_ahead(struct search *search, const struct ts_scene *from)
{
    const struct ts_scene *ending = NULL;
    meet(search, from);
    for (uint32_t next = 0; next < search->met; next++) {
        const struct ts_scene *scene = search->queue[next];
        if (scene != from && is_open(search, scene) && !scene->ending) return scene;
        if (scene != from && is_open(search, scene) && !ending) ending = scene;
        for (size_t i = 0; i < search->way_count; i++)
            if (search->ways[i].from == scene) meet(search, search->ways[i].to);
    }
    return ending;
}

const struct ts_scene *ts_care_ahead(const struct ts_content *content, const struct ts_story *story, const struct ts_care_state *state,
                                     const struct ts_scene *scene)
{
    struct search search = {.content = content, .story = story, .state = state};
    ts_story_each_way(content, story, keep_way, &search);
    struct ts_arena *arena = ts_arena_new();
    search.queue = ts_arena_get(arena, (story->scene_count + 1) * sizeof *search.queue);
    search.is_met = ts_arena_get(arena, story->scene_count + 1);
    const struct ts_scene *found = look_ahead(&search, scene);
    ts_arena_free(arena);
    free(search.ways);
    return found;
}

const struct ts_scene *ts_care_stand_in(const struct ts_content *content, const struct ts_care_state *state, const struct ts_scene *scene,
                                        bool is_shut)
{
    if (is_shut) scene = scene->instead;
    for (int i = 0; scene && i < INSTEADS_MAX; i++, scene = scene->instead)
        if (ts_care_allows(content, state, scene->care, scene->pack)) return scene;
    return NULL;
}
