// coverage.h - how often each scene was entered and each choice taken while runs were played
#ifndef TS_ENGINE_COVERAGE_H
#define TS_ENGINE_COVERAGE_H

#include <stdint.h>

#include "engine/play.h"

// Zero-initialised is empty. Counts go by the symbols of content: a scene's or storylet's `full`, a choice's `full`, whatever value an
// `each` gave it; a storylet taken from an offer counts as the scene it is.
struct ts_coverage {
    uint64_t *counts; // of symbols below `room`; owned
    uint32_t room;
};

// Adds what the last act of the play, which is stored, entered and took.
void ts_coverage_add_act(struct ts_coverage *coverage, const struct ts_play *play);
void ts_coverage_count(struct ts_coverage *coverage, ts_symbol full, uint64_t times);
uint64_t ts_coverage_get(const struct ts_coverage *coverage, ts_symbol full);
void ts_coverage_add(struct ts_coverage *coverage, const struct ts_coverage *other);
void ts_coverage_clear(struct ts_coverage *coverage);

// Of a story: how many scenes and choices there are to be counted, each once however often it is included, and how many were met.
struct ts_covered { uint32_t scenes, scenes_met, choices, choices_met; };
struct ts_covered ts_coverage_of(const struct ts_coverage *coverage, const struct ts_story *story);

#endif
