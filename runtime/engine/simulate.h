// simulate.h - stories played without a player: scripts that drive runs, and many runs at full speed
#ifndef TS_ENGINE_SIMULATE_H
#define TS_ENGINE_SIMULATE_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "engine/outcome.h"
#include "engine/play.h"
#include "engine/watching.h"
#include "lua/sim.h"

struct ts_simulated { int64_t turns; double part; }; // taken so far by all runs; how much of what was asked is done, 0 to 1

struct ts_simulate_how {
    const char *name, *source; // the script: its name for messages, its text
    size_t length;
    const char *args_json;                                     // `sim.args`: canonical JSON, a map
    const char *store_url;                                     // NULL: memory
    uint64_t seed;                                             // stirred into the seeds of runs that are given none
    int jobs;                                                  // worker processes of sim.play; 0: one for each processor
    int64_t max_turns;                                         // of the whole script; 0: as many as it takes
    int64_t world_turns, world_millis;                         // of one world, between two renewals: what a test may take; 0: what it takes
    const char *content;                                       // options behind a command that shows a failure; NULL: none
    bool is_minimising;                                        // the paths of failures are made as short as can be
    struct ts_watching *watching;                              // begun on the engine: workers bring home what they counted; may be NULL
    void (*progress)(void *self, const struct ts_simulated *so_far); // may be NULL
    void (*say)(void *self, const char *line, size_t length);     // what scripts and packs log; may be NULL
    void (*watch)(void *self, bool is_on); // from now on, and no more, signals are noted instead of ending the process; may be NULL
    bool (*is_ended)(void *self);          // has one come? then sim.play ends with what is done; may be NULL
    struct ts_buffer *plays;               // a JSON list of what each sim.play gave; may be NULL
    int64_t *expected, *failed;            // of sim.expect; may be NULL
    struct ts_buffer *failures;            // a line each; may be NULL
    void *self;
};

// Runs the script; what it returns is appended to `result` as canonical JSON. engine->store is opened when the script asks for it and
// is closed again; it must be NULL. TS_FAILED: the script erred or an expectation failed, all of them in err.
enum ts_status ts_simulate(struct ts_engine *engine, const struct ts_simulate_how *how, struct ts_buffer *result,
                           struct ts_err *err) TS_MUST_USE;

// The same for other scripts than a simulation's: `body` is given what they drive, and all is closed behind it.
typedef enum ts_status ts_simulate_body(void *self, const struct ts_sim *sim, struct ts_err *err);
enum ts_status ts_simulate_with(struct ts_engine *engine, const struct ts_simulate_how *how, ts_simulate_body *body, void *self,
                                struct ts_err *err) TS_MUST_USE;

// --- stray.c: TS_FAILED names the files whose functions hold something else than at ts_host_remember.
enum ts_status ts_stray_check(struct ts_engine *engine, struct ts_err *err) TS_MUST_USE;

enum ts_care_proof { TS_PROOF_NONE, TS_PROOF_GUARDED, TS_PROOF_UNGUARDED }; // UNGUARDED: nothing is held back, so that it fails

// --- simulate_many.c: many runs of one story, for sim.play. Fields that are 0 or NULL are as their comment says.
struct ts_many {
    const char *story, *universe; // universe NULL: one for each run, which is what workers share out
    int64_t runs, turns;          // turns of each run at most
    uint64_t seed;
    enum ts_chooser chooser;
    const char *chooser_name;     // NULL: that of `chooser`
    ts_ask_chooser *ask;          // of TS_CHOOSE_FUNCTION
    void (*begin)(void *ask_self); // a run begins; may be NULL
    const struct ts_sim_noting *noting; // may be NULL
    void *ask_self;
    struct ts_sim_run *hand;      // what the function is given
    int64_t first;                // number of the first run; 0: 1. The same number with the same seed is the same run
    int64_t max_turns;            // of all runs together; 0: as many as it takes
    int64_t deadline;             // by ts_clock_monotonic: TS_FAILED behind it; 0: none
    bool keeps_on;                // no choice is taken that ends a run
    const char *care;             // what players ask for, for ts_start.care; NULL: nothing
    enum ts_care_proof proof;     // instead, each asks for something else, and what they are shown is judged
    int64_t *taken;               // how many turns all runs took together; NULL: nobody asks
};

// Runs without a universe of their own choice play in worker processes, each in a store in memory that is then forgotten; others here,
// in engine->store, which may be NULL for memory. Appends one JSON object with sorted keys: the same bytes for any number of jobs.
//   {"care","chooser","coverage":{"choices":[{"id","taken"}…],"choices_met","choices_total","scenes":[{"id","visits"}…],"scenes_met",
//   "scenes_total"},"cut_off","endings":{id:runs},"events","failures":[{"command","error","path":[choice ids],"run","seed","shortest","times","turn"}…],
//   "is_interrupted","not_played","runs","seed","stuck","story","turn_counts":{"histogram":[{"from","runs","to"}…],"least","mean","median",
//   "most"},"turns","turns_each","unlocks":{id:runs}}
// "care" is there when what players are shown is judged, see care_audit.h.
// Failures are the first of each kind of error, at most 20. "shortest" is there when it was looked for and found; "command" shows that path,
// otherwise "path".
// TS_INTERRUPTED never: what was done until then is told, and "is_interrupted" is true. TS_DATA: no such story.
enum ts_status ts_simulate_many(struct ts_engine *engine, const struct ts_simulate_how *how, const struct ts_many *many,
                                struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;

#endif
