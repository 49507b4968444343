// spec.h - specs: what packs expect of themselves, in busted's words, each file in a box of its own
#ifndef TS_LUA_SPEC_H
#define TS_LUA_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "lua/sim.h"

enum ts_spec_end {
    TS_SPEC_PASSED,
    TS_SPEC_SKIPPED, // pending
    TS_SPEC_FAILED,  // an assertion or a sim.expect was not met
    TS_SPEC_ERRED,   // its code erred or was stopped; also what went wrong outside any test
};

struct ts_spec_test {    // how one test ended; borrowed during the call
    enum ts_spec_end end;
    const char *file;    // of the spec, as it was named
    const char *name;    // those of its describes and its own: "the lantern burns once lit"
    const char *where;   // "harbour/tests/lantern_spec.lua:12", where it went wrong, else where it is written; never NULL
    const char *message; // several lines; "" when it passed
    double seconds;
};
typedef void ts_each_spec_test(void *self, const struct ts_spec_test *test);

struct ts_spec_file {
    const char *path; // as messages name it
    const char *text;
    size_t length;
};

struct ts_spec_how {
    const char *filter; // a Lua pattern that the names of tests must have; NULL: all are run
    bool has_seed;      // the tests are run in another order, made from `seed`
    uint64_t seed;
    const char *args;   // `sim.args`: canonical JSON, a map
    ts_each_spec_test *each;
    void *self;
};

// Runs the tests of one file, each in a fresh world (sim->renew) and with a budget of its own; one that takes more is an error of that test,
// and those after it are run all the same. TS_OK whatever became of them: it is told through `each`. TS_UNAVAILABLE: busted is not installed.
// TS_USAGE: the filter is no pattern. Else the engine could not renew the world.
enum ts_status ts_spec_run(const struct ts_spec_file *file, const struct ts_sim *sim, const struct ts_spec_how *how,
                           struct ts_err *err) TS_MUST_USE;

#endif
