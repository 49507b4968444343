// vignette.h - the moment where a turn comes to rest, when its author lets a narrator put it into words
#ifndef TS_ENGINE_VIGNETTE_H
#define TS_ENGINE_VIGNETTE_H

#include "engine/hand.h"
#include "game/grammar.h"

struct ts_vignette { // what may be told of, as it stands: finished texts, names in them as references; zero-initialised, then made, then cleared
    const struct ts_narrate *narrate;
    struct ts_buffer brief;
    struct ts_buffer *facts, *against; // narrate->fact_count each
};
// Renders it as the run stands, in or after an act. TS_FAILED: a text of it errs.
enum ts_status ts_vignette_make(struct ts_play *play, const struct ts_narrate *narrate, struct ts_vignette *out, struct ts_err *err) TS_MUST_USE;
void ts_vignette_clear(struct ts_vignette *moment);

// Appends what the grammar tells of it in so many words; nothing when it has none.
enum ts_status ts_vignette_tell(struct ts_play *play, const struct ts_vignette *moment, uint32_t words_min, uint32_t words_max, struct ts_buffer *out,
                              struct ts_err *err) TS_MUST_USE;

// The last thing of an act that shows something: finds its moment, and lets the grammar tell it where no model does. Nothing of the run is touched, and
// whatever of it errs is trouble for whoever keeps the world, see ts_play_trouble, never of the act.
void ts_vignette_meet(struct ts_play *play, bool is_told);

// --- spoken.c: what the run's latest passages said
const struct ts_spoken *ts_spoken_of(struct ts_play *play);
void ts_trouble_add(struct ts_play *play, const char *words); // its first line, once a sitting

#endif
