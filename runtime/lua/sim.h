// sim.h - what headless scripts drive: an interface that the engine fills, bound to Lua as `sim`
#ifndef TS_LUA_SIM_H
#define TS_LUA_SIM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "base/value.h"

struct ts_sim_run;                      // a run under a script's hand

enum ts_chooser { TS_CHOOSE_RANDOM, TS_CHOOSE_FIRST, TS_CHOOSE_LEAST_USED, TS_CHOOSE_GUIDED, TS_CHOOSE_FUNCTION };

const char *ts_chooser_name(enum ts_chooser chooser); // "random"; "function"
// One that is no function, by its name or a former one. False: there is none; `near`, which may be NULL, is what was probably meant.
bool ts_chooser_find(const char *name, enum ts_chooser *out, const char **near);

// Asks the script's chooser function: given the run, answers the id of the choice to take ("" for one as TS_CHOOSE_RANDOM takes it), or
// that it wants no more turns.
typedef enum ts_status ts_ask_chooser(void *self, struct ts_sim_run *run, struct ts_buffer *choice, bool *is_over, struct ts_err *err);

struct ts_sim_start {                   // NULL and -1: not given
    const char *id, *player, *character, *universe, *story, *focus;
    int64_t seed, at;
    bool live, asks;                    // asks: warnings wait for an answer
};

struct ts_sim_session { int64_t turns; const char *notes; enum ts_chooser chooser; ts_ask_chooser *ask; void *ask_self; };

// What a chooser function notes by sim.expect while it is asked in a worker, which is another process. Given ask_self.
struct ts_sim_noting {
    void (*forget)(void *ask_self);                       // in the worker, before its part: what was noted until then is known at home
    void (*write)(void *ask_self, struct ts_buffer *out); // after it
    void (*add)(void *ask_self, const char **at);         // at home: what a worker wrote; `at` moves behind it
};

struct ts_sim_play {                    // numbers: -1 is not given
    const char *story, *universe;
    int64_t runs, turns, seed, first, max_turns;
    bool keeps_on;                      // no choice is taken that ends a run
    bool is_proof, is_unguarded;        // what players are shown is judged by what they ask to be spared; is_unguarded: and nothing is held back
    enum ts_chooser chooser;
    const char *chooser_name;           // "random", "greedy"
    ts_ask_chooser *ask;
    void (*begin)(void *ask_self);      // a run begins
    const struct ts_sim_noting *noting; // NULL unless a function chooses
    void *ask_self;
};

struct ts_sim {
    void *self;
    enum ts_status (*open)(void *self, struct ts_err *err);            // the store the command line names, or memory; once
    enum ts_status (*start)(void *self, const struct ts_sim_start *how, struct ts_sim_run **out, struct ts_err *err);
    enum ts_status (*resume)(void *self, const char *run, struct ts_sim_run **out, struct ts_err *err);
    // A run in hand gone back in, after `turn`, resumed; id NULL: the first that is free.
    enum ts_status (*branch)(void *self, struct ts_sim_run *run, int64_t turn, const char *id, struct ts_sim_run **out, struct ts_err *err);
    enum ts_status (*take)(void *self, struct ts_sim_run *run, const char *choice, const char *answer, struct ts_err *err);
    enum ts_status (*session)(void *self, struct ts_sim_run *run, const struct ts_sim_session *how, struct ts_err *err); // opens, plays, ends paused
    enum ts_status (*complete)(void *self, struct ts_sim_run *run, const char *reason, struct ts_err *err);
    enum ts_status (*abandon)(void *self, struct ts_sim_run *run, const char *reason, struct ts_err *err);
    enum ts_status (*pause)(void *self, struct ts_sim_run *run, const char *notes, struct ts_err *err);
    enum ts_status (*catch_up)(void *self, struct ts_sim_run *run, struct ts_err *err);
    // The player changes a setting of care; `name` NULL: passes over the scene where the run stands.
    enum ts_status (*care)(void *self, struct ts_sim_run *run, const char *name, const char *value, struct ts_err *err);
    enum ts_status (*set)(void *self, struct ts_sim_run *run, const char *name, struct ts_value value, struct ts_err *err); // tests only; takes value
    // What is asked of a run, player or universe comes as canonical JSON, the same as the command line prints with --json.
    enum ts_status (*show_run)(void *self, struct ts_sim_run *run, struct ts_buffer *json, struct ts_err *err);
    enum ts_status (*shown)(void *self, struct ts_sim_run *run, struct ts_buffer *json, struct ts_err *err); // {"text","news","notices","passage","choices":[…]}
    enum ts_status (*moment)(void *self, struct ts_sim_run *run, struct ts_buffer *json, struct ts_err *err); // as ts_show_moment has it; null: nothing is to be told
    enum ts_status (*show_player)(void *self, const char *player, struct ts_buffer *json, struct ts_err *err);
    enum ts_status (*show_universe)(void *self, const char *universe, struct ts_buffer *json, struct ts_err *err);
    enum ts_status (*timeline)(void *self, const char *universe, int64_t at, struct ts_buffer *json, struct ts_err *err);
    enum ts_status (*world)(void *self, const char *universe, const char *key, int64_t at, struct ts_value *out, struct ts_err *err);
    enum ts_status (*stories)(void *self, struct ts_buffer *json, struct ts_err *err); // the ids of all there are, sorted: a list
    void (*say)(void *self, const char *line, size_t length);         // what the script logs
    enum ts_status (*renew)(void *self, struct ts_err *err);           // all runs and the store are gone, and another is open: a fresh world
    enum ts_status (*play)(void *self, const struct ts_sim_play *how, struct ts_buffer *json, struct ts_err *err); // as engine/simulate.h says
    void (*tell)(void *self, int64_t expected, int64_t failed, const char *failures); // of sim.expect, when the script has ended
    bool ends;                         // turns are limited, so the script's own work is too
};

// Runs a simulation script in a box of its own, with `sim` bound and `sim.args` from canonical JSON (a map). What the script returns is
// appended to `result` as canonical JSON. TS_FAILED: the script erred, or a sim.expect failed (all failures are in err).
enum ts_status ts_sim_script(const char *name, const char *source, size_t length, const struct ts_sim *sim, const char *args,
                             struct ts_buffer *result, struct ts_err *err) TS_MUST_USE;

#endif
