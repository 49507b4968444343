// simulating.h - many runs being played: what the files behind sim.play share
#ifndef TS_ENGINE_SIMULATING_H
#define TS_ENGINE_SIMULATING_H

#include "engine/care_audit.h"
#include "engine/chooser.h"
#include "engine/crew.h"
#include "engine/hand.h"
#include "engine/simulate.h"

struct ts_sim_run { // a run under a script's hand
    struct ts_play *play;
    struct ts_sim_run *next;
};

struct ts_stage { // what a script stands on
    struct ts_engine *engine;
    const struct ts_simulate_how *how;
    struct ts_sim_run *runs; // all that were started or resumed
    int64_t left;            // turns that the script may still take
    int64_t world_left, deadline; // and that it may take in this world, and until when (0: for ever)
};

struct ts_simulating_kept { // how things stood when a batch began, which the store may take back
    struct ts_outcome outcome;
    struct ts_buffer path;
    int64_t number, next, turns, left;
    size_t said;
    bool is_going, is_stuck;
};

struct ts_simulating {
    struct ts_engine *engine;
    const struct ts_simulate_how *how;
    const struct ts_many *many;
    const struct ts_story *story;
    struct ts_outcome outcome;    // in a worker that of its part, else of all
    struct ts_coverage known;     // what was counted before the part began, by all; for `guided`
    int64_t left;                 // turns that may still be taken
    bool is_interrupted, is_kept; // is_kept: in a store that is looked at later
    struct ts_crew_worker *worker; // NULL: at home
    struct ts_buffer said;        // by packs
    struct ts_care_audit *audit;  // NULL: players ask for nothing
    // the run in hand
    struct ts_choosing choosing;
    struct ts_play *play;
    int64_t number, acts, turns;
    int64_t next, until;           // numbers of the run to be begun then, and behind the last
    bool is_going;                 // a run is in hand
    bool is_again;                 // the batch was begun before
    struct ts_simulating_kept kept;
    ts_symbol *path; // choices as shown, one a turn, and answers to warnings; owned
    int64_t path_count, path_room;
    bool is_stuck, is_over, has_erred; // is_over: the chooser wants no more; has_erred: it failed itself, which is none of the story's
};

// --- simulate_runs.c: plays so many runs from the one with the number `first` on, one after another.
enum ts_status ts_simulating_play(struct ts_simulating *work, int64_t first, int64_t count, struct ts_err *err) TS_MUST_USE;
// "sim_1_000007", by its number.
void ts_simulating_run_id(const struct ts_many *many, int64_t number, char id[64]);
uint64_t ts_simulating_seed(const struct ts_many *many, int64_t number);
struct ts_names { char run[64], player[64], universe[64]; };
struct ts_start ts_simulating_start(const struct ts_many *many, int64_t number, struct ts_names *names); // borrows all
// TS_FAILED: the time of a test, which ends at `deadline`, is over. 0: it has no end.
enum ts_status ts_simulating_look_at_clock(int64_t deadline, struct ts_err *err) TS_MUST_USE;
// Is the story played with no more turns left? To be asked between runs.
bool ts_simulating_is_over(struct ts_simulating *work);

// --- simulate_tell.c: the JSON object of ts_simulate_many.
enum ts_status ts_simulating_tell(struct ts_simulating *work, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;

void ts_simulating_tell_stories(const struct ts_engine *engine, struct ts_buffer *json); // the ids of all there are, sorted: a list

// --- simulate_session.c: a ts_sim's session, `self` is the stage.
enum ts_status ts_stage_session(void *self, struct ts_sim_run *run, const struct ts_sim_session *how, struct ts_err *err);
enum ts_status ts_stage_sit_down(struct ts_sim_run *run, struct ts_err *err) TS_MUST_USE; // unless it has a session
enum ts_status ts_stage_spend(struct ts_stage *stage, struct ts_err *err) TS_MUST_USE;    // simulate.c: one turn, if any is left

// --- simulate.c: opens the store of a simulation and does to it what packs do to a store that they meet first.
enum ts_status ts_simulate_open(struct ts_engine *engine, const char *url, struct ts_err *err) TS_MUST_USE;

#endif
