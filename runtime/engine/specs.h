// specs.h - the specs that lie beside packs' content, run with that content
#ifndef TS_ENGINE_SPECS_H
#define TS_ENGINE_SPECS_H

#include "engine/play.h"
#include "lua/spec.h"

struct ts_specs_how {
    const char *const *packs; // whose specs; none: of all packs that have some
    uint32_t pack_count;
    const char *filter;       // a Lua pattern for the names of tests; NULL
    bool has_seed;            // another order of tests, and other rolls of runs that are given no seed
    uint64_t seed;
    ts_each_spec_test *each;
    void (*say)(void *self, const char *line, size_t length); // what specs and packs log
    void *self;
};

// Runs tests/*_spec.lua of the packs' folders or archives, in order of packs and names. State that a pack kept outside `run.vars` is told as one more
// test that failed. engine->store must be NULL. `files` is how many there were. TS_DATA: no such pack, or a file cannot be read; one that
// was named and has no specs is TS_DATA too.
enum ts_status ts_specs_run(struct ts_engine *engine, const struct ts_specs_how *how, uint32_t *files, struct ts_err *err) TS_MUST_USE;

#endif
