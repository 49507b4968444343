// explore.h - what is wrong with stories, found by playing them
#ifndef TS_ENGINE_EXPLORE_H
#define TS_ENGINE_EXPLORE_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/play.h"
#include "lua/host.h"

enum { TS_EXPLORE_STATES = 5000, TS_EXPLORE_TURNS = 100000, TS_EXPLORE_SEED = 1, TS_EXPLORE_RUNS = 300, TS_EXPLORE_RUN_TURNS = 500 };

// Every choice of a story is tried in every state it can be in, the states with the fewest choices behind them first, so that a finding
// comes with a shortest path. Two states are one when what the packs' functions and conditions ask about is the same: scene, way back,
// variables, world keys, and counts and numbers up to a bound, which is raised while something is missing. Rolls are those of a seed;
// a story that rolls is explored with three. Then lives are led in one world, each with other choices than before, so that what takes
// long, or more than one life, happens too. Where there are more states than may be looked at, and something was not met yet, so many guided
// runs of at most so many turns look for it (half of them each in a world of its own), and what never happened is told with how it was
// looked for. Nothing is said of what never happens in a story in which something failed. No clock decides anything: what is found is the
// same every time.
struct ts_explore_how {
    const char *const *stories; // ids, or names of packs; a pack without a story of its own stands for all stories
    uint32_t story_count;       // 0: all
    int64_t states, turns;      // most of a story: states looked at in a row, turns computed; 0: the numbers above
    uint64_t seed;              // the first of them
    bool (*is_ended)(void *self);                              // asked now and then: ends with what was found; may be NULL
    void (*progress)(void *self, int64_t done, int64_t total); // stories; may be NULL
    void *self;
};

struct ts_explored_finding {
    struct ts_problem problem;   // codes: stuck, trap, endless, script-error, refused; as warnings never-true, always-true, never-reached,
                                 // never-earned
    const char *story;           // NULL: of no story
    const char *focus;           // that the run carries; NULL: the story's own
    const char *const *path;     // the choices that show it from the run's opening on, as `play --jsonl` reads them
    uint32_t path_count;
    bool has_path;               // false for what never happens
    bool is_lived;               // only met in a world where others had lived: the path is that of the life that met it
    uint64_t seed;               // of the run, when has_path
};
typedef void ts_each_explored(void *self, const struct ts_explored_finding *finding);

struct ts_explored {
    uint32_t stories;
    int64_t states, turns;       // seen; computed
    int64_t guided;              // runs, of all stories that have more states than were looked at
    bool is_partial;             // there is such a story
    bool is_interrupted;
};

// `engine` has content and no store. Findings come by story, then place. TS_DATA: no such story or pack.
enum ts_status ts_explore(struct ts_engine *engine, const struct ts_explore_how *how, ts_each_explored *each, void *self,
                          struct ts_explored *out, struct ts_err *err) TS_MUST_USE;

#endif
