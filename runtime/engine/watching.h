// watching.h - what the packs' functions and conditions did while runs were played
#ifndef TS_ENGINE_WATCHING_H
#define TS_ENGINE_WATCHING_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/play.h"

struct ts_watched { // of one call of the content
    uint64_t asked;       // how often it ran
    uint64_t held;        // of a condition or rule: how often it was true
    uint64_t failed;      // erred or was stopped
    // Spent in it and what it called, when that is measured: steps in half of its calls, time in the rest, since counting each
    // step takes far longer than the steps.
    uint64_t counted, timed;
    int64_t steps, nanos;
};

// What all its calls took: what was measured, for as many as were asked.
int64_t ts_watched_steps(const struct ts_watched *call);
int64_t ts_watched_nanos(const struct ts_watched *call);

// Stands between the engine and the packs' scripts. It must neither move nor end while a run in hand was started through it.
struct ts_watching {
    struct ts_script script;       // what the engine asks from ts_watching_begin on
    const struct ts_script *inner;
    struct ts_host *host;
    struct ts_watched *calls;      // by ts_call; owned
    uint32_t count;
    uint64_t begun;                // calls so far
    uint32_t depth;                // calls that have not returned
    bool is_measured;              // steps and time too
};

void ts_watching_begin(struct ts_watching *watching, struct ts_engine *engine, bool is_measured);
void ts_watching_end(struct ts_watching *watching, struct ts_engine *engine); // the engine asks the scripts themselves again; counts stay
void ts_watching_add(struct ts_watching *watching, const struct ts_watched *others); // as many, of another process
void ts_watching_clear(struct ts_watching *watching);

#endif
