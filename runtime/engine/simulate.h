// simulate.h - stories played without a player: scripts that drive runs, and many runs at full speed
#ifndef TS_ENGINE_SIMULATE_H
#define TS_ENGINE_SIMULATE_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "engine/play.h"
#include "lua/sim.h"

struct ts_simulate_how {
    const char *name, *source; // the script: its name for messages, its text
    size_t length;
    const char *args_json;                                     // `sim.args`: canonical JSON, a map
    const char *store_url;                                     // NULL: memory
    int jobs;                                                  // worker processes of sim.play in memory; at least 1
    void (*progress)(void *self, int64_t done, int64_t total); // turns; may be NULL
    void (*say)(void *self, const char *line, size_t length);     // what scripts and packs log; may be NULL
    void *self;
};

// Runs the script; what it returns is appended to `result` as canonical JSON. engine->store is opened when the script asks for it and
// is closed again; it must be NULL. TS_FAILED: the script erred or an expectation failed, all of them in err.
enum ts_status ts_simulate(struct ts_engine *engine, const struct ts_simulate_how *how, struct ts_buffer *result,
                           struct ts_err *err) TS_MUST_USE;

// --- stray.c: TS_FAILED names the files whose functions hold something else than at ts_host_remember.
enum ts_status ts_stray_check(struct ts_engine *engine, struct ts_err *err) TS_MUST_USE;

// --- simulate_many.c: many runs of one story, for sim.play
struct ts_many {
    const char *story, *universe; // universe NULL: one for each run, which is what workers share out
    int64_t runs, turns;
    uint64_t seed;
    enum ts_chooser chooser; // not a script's function
};
enum ts_status ts_simulate_many(struct ts_engine *engine, const struct ts_simulate_how *how, const struct ts_many *many,
                                struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;

#endif
