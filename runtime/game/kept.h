// kept.h - what a player keeps beside their completions: skills they learned, a name they chose
#ifndef TS_GAME_KEPT_H
#define TS_GAME_KEPT_H

#include <stdint.h>

#include "base/symbol.h"

// The kinds there are. "skill": `name` is the skill's id, `value` what was paid for it, in points. "board": `name` is "name", `value` the name
// under which the player stands on leaderboards; who has none stands on none.
#define TS_KEPT_SKILL "skill"
#define TS_KEPT_BOARD "board"
#define TS_KEPT_BOARD_NAME "name"

struct ts_kept {
    const char *kind, *name, *value; // texts; value NULL: it is kept no longer
    int64_t at;                      // ms since 1970
};

// Points are computed, never stored: one a completed run, and one for every so many turns of completed runs; what was paid is taken off.
enum { TS_POINTS_A_RUN = 1, TS_TURNS_A_POINT = 100 };

#endif
