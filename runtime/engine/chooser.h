// chooser.h - in simulation: what picks choices in a player's stead
#ifndef TS_ENGINE_CHOOSER_H
#define TS_ENGINE_CHOOSER_H

#include "engine/guide.h"
#include "engine/play.h"
#include "lua/sim.h"

struct ts_choosing {
    enum ts_chooser chooser;      // no function
    bool may_end;                 // the turn taken may end the run
    bool is_patient;              // when a choice is refused, the next best is tried
    const struct ts_guide *guide; // of TS_CHOOSE_GUIDED
    void (*refused)(void *self, ts_symbol choice, const struct ts_err *why); // told of each that failed by itself; may be NULL
    void *self;
};

// One turn by a choice of the chooser's. TS_CHOOSE_RANDOM is always patient; TS_CHOOSE_FIRST takes what stands first; TS_CHOOSE_LEAST_USED
// what the run took least often, the first of equals; TS_CHOOSE_GUIDED what promises most.
// TS_FAILED: nothing is left that could be taken. TS_REFUSED: that of one that is not patient.
enum ts_status ts_chooser_take(struct ts_play *play, const struct ts_choosing *how, struct ts_err *err) TS_MUST_USE;

#endif
