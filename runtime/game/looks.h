// looks.h - what scripts and conditions looked at: written down while they run, for whoever wants to know why they answered so
#ifndef TS_GAME_LOOKS_H
#define TS_GAME_LOOKS_H

#include <stdint.h>

#include "base/value.h"

struct ts_look_at {
    char *what; // "lit", "world harbour:warm_nights", "visits of keeper"
    char *value; // as it was found first, canonical JSON
};

enum { TS_LOOKS_MAX = 256 }; // further ones are not written down

struct ts_looks { // each thing once, in the order of the first time; zero-initialised is empty
    struct ts_look_at *items;
    uint32_t count, room;
};

void ts_looks_add(struct ts_looks *looks, const char *kind, const char *name, struct ts_value value); // kind: "world ", ""
void ts_looks_clear(struct ts_looks *looks);

#endif
