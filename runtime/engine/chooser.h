// chooser.h - in simulation: what picks choices in a player's stead
#ifndef TS_ENGINE_CHOOSER_H
#define TS_ENGINE_CHOOSER_H

#include "engine/play.h"
#include "lua/sim.h"

// One turn by a choice of the chooser's. TS_CHOOSE_RANDOM is ts_play_auto; TS_CHOOSE_FIRST takes what stands first;
// TS_CHOOSE_LEAST_USED what the run took least often, the first of equals. TS_FAILED: nothing is open.
enum ts_status ts_chooser_take(struct ts_play *play, enum ts_chooser chooser, struct ts_err *err) TS_MUST_USE;

#endif
