// noticed.h - what callbacks asked of a run and its world: what can decide how it goes on
#ifndef TS_GAME_NOTICED_H
#define TS_GAME_NOTICED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"

enum ts_noticed_kind {
    TS_NOTICED_VAR = 1, // id: its slot
    TS_NOTICED_TALLY,   // the symbol of what is counted
    TS_NOTICED_KEY,     // the symbol of a world key
};

// Zero-initialised is empty.
struct ts_noticed {
    struct ts_map at;
    uint64_t *items; // kind << 32 | id, each once, in the order of the first time; owned
    uint32_t count, room;
    bool has_rolled; // dice too
    bool asks_others; // who else is there, what happened, or what the player has earned
};

void ts_noticed_add(struct ts_noticed *noticed, enum ts_noticed_kind kind, uint32_t id);
void ts_noticed_clear(struct ts_noticed *noticed);

#endif
