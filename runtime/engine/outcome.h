// outcome.h - what many runs of one story came to: their sums, their ends, and what went wrong
#ifndef TS_ENGINE_OUTCOME_H
#define TS_ENGINE_OUTCOME_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/map.h"
#include "engine/coverage.h"

enum { TS_FAILURES_TOLD = 20, TS_FAILURES_MAX = 200 }; // different ones: as many are told, as many are remembered

enum ts_failing {
    TS_FAILING_TURN,  // the last choice of the path was refused: its effect, the scene it leads to or a text erred
    TS_FAILING_FAULT, // it was taken, but something was undone in it
    TS_FAILING_STUCK, // behind the path there is nothing that could be taken, and it is no ending
};

struct ts_failure { // the first of those with the same error
    enum ts_failing kind;
    int64_t run, turn; // number of the run, from 1; the turn that failed, 0: its opening
    uint64_t seed;     // of the run
    int64_t times, last; // in how many runs; the last of them
    struct ts_buffer path; // ids of choices as shown, each ended by '\n'; the last is the one that failed, unless STUCK
    struct ts_buffer error;
};

// Zero-initialised is nothing yet.
struct ts_outcome {
    int64_t runs, turns, events;
    int64_t stuck;      // runs that had nothing left to take
    int64_t cut_off;    // runs that were still going when they had their turns
    int64_t not_played; // runs that were asked for, but the turns of all were used up, or a signal came
    struct ts_coverage coverage;
    struct ts_map endings, unlocks; // symbol -> runs that came to it
    uint32_t *lengths;              // turns of each run, in the order of their numbers; owned
    uint32_t length_count, length_room;
    struct ts_failure *failures;    // owned; in the order they were met
    uint32_t failure_count, failure_room;
};

void ts_outcome_clear(struct ts_outcome *outcome);
void ts_outcome_copy(struct ts_outcome *to, const struct ts_outcome *from); // all of it, over what there was
void ts_outcome_add_length(struct ts_outcome *outcome, int64_t turns);
// Takes path and error, which are then empty. One that says the same as one before is counted there.
void ts_outcome_add_failure(struct ts_outcome *outcome, struct ts_failure *failure);

// --- outcome_wire.c: as bytes, which another process with the same content understands.
void ts_outcome_write(const struct ts_outcome *outcome, const struct ts_symbols *symbols, struct ts_buffer *out);
int64_t ts_outcome_turns(const char *at); // of what was written there
// Adds what was written at `*at`, which moves behind it. The runs in it come after those that are there.
void ts_outcome_add(struct ts_outcome *outcome, struct ts_symbols *symbols, const char **at);

#endif
