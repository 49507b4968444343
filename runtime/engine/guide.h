// guide.h - where in a story there is most that was not met yet: what the chooser `guided` goes by
#ifndef TS_ENGINE_GUIDE_H
#define TS_ENGINE_GUIDE_H

#include "engine/coverage.h"
#include "engine/hand.h"

struct ts_guide;

// Counts so far are those of `known` and of `own` together; both are borrowed and may go on growing.
struct ts_guide *ts_guide_new(const struct ts_content *content, const struct ts_story *story, const struct ts_coverage *known,
                              const struct ts_coverage *own);
void ts_guide_free(struct ts_guide *guide);
// A run begins: it gets leanings of its own, and something to look for. To be told of every turn too.
void ts_guide_begin(struct ts_guide *guide, uint64_t seed);
void ts_guide_step(struct ts_guide *guide);
// How much an open choice promises, with a roll from 0 to 1 of its own: the greatest is to be taken.
double ts_guide_score(const struct ts_guide *guide, const struct ts_play *play, const struct ts_offer *offer, double roll);

#endif
