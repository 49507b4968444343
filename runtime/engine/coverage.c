// coverage.c - how often each scene was entered and each choice taken while runs were played
#include "engine/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "engine/hand.h"

static void make_room(struct ts_coverage *coverage, uint32_t room)
{
    if (room <= coverage->room) return;
    coverage->counts = ts_memory_grow(coverage->counts, room * sizeof *coverage->counts);
    memset(coverage->counts + coverage->room, 0, (room - coverage->room) * sizeof *coverage->counts);
    coverage->room = room;
}

void ts_coverage_count(struct ts_coverage *coverage, ts_symbol full, uint64_t times)
{
    if (full >= coverage->room) make_room(coverage, full + full / 4 + 64);
    coverage->counts[full] += times;
}

void ts_coverage_add_act(struct ts_coverage *coverage, const struct ts_play *play)
{
    const struct ts_changeset *changes = &play->changes;
    for (uint32_t i = 0; i < changes->entered_count; i++) ts_coverage_count(coverage, changes->entered[i].scene->full, 1);
    if (changes->choice) ts_coverage_count(coverage, changes->choice->full, 1);
}

uint64_t ts_coverage_get(const struct ts_coverage *coverage, ts_symbol full)
{
    return full < coverage->room ? coverage->counts[full] : 0;
}

void ts_coverage_add(struct ts_coverage *coverage, const struct ts_coverage *other)
{
    make_room(coverage, other->room);
    for (uint32_t i = 0; i < other->room; i++) coverage->counts[i] += other->counts[i];
}

void ts_coverage_clear(struct ts_coverage *coverage)
{
    free(coverage->counts);
    *coverage = (struct ts_coverage){0};
}

static void cover(const struct ts_coverage *coverage, struct ts_map *told, ts_symbol full, uint32_t *all, uint32_t *met)
{
    uint64_t *is_told = ts_map_add(told, full);
    if (*is_told) return;
    *is_told = 1;
    *all += 1;
    *met += ts_coverage_get(coverage, full) > 0;
}

struct ts_covered ts_coverage_of(const struct ts_coverage *coverage, const struct ts_story *story)
{
    struct ts_covered covered = {0};
    struct ts_map told = {0};
    for (uint32_t i = 0; i < story->scene_count; i++) {
        const struct ts_scene *scene = story->scenes[i];
        cover(coverage, &told, scene->full, &covered.scenes, &covered.scenes_met);
        for (uint32_t k = 0; k < scene->choice_count; k++) cover(coverage, &told, scene->choices[k]->full, &covered.choices, &covered.choices_met);
    }
    ts_map_clear(&told);
    return covered;
}
