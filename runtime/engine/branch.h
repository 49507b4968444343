// branch.h - going back: a run, or a universe alone, goes on from a past moment in a universe of its own
#ifndef TS_ENGINE_BRANCH_H
#define TS_ENGINE_BRANCH_H

#include "base/ident.h"
#include "engine/play.h"

struct ts_branched { // what was made
    char run[TS_IDENT_MAX + 1], universe[TS_IDENT_MAX + 1]; // run: "" for a universe alone
    char parent[TS_IDENT_MAX + 1];                          // the run, or universe, that it goes on with
    int64_t turn, position;
};

// A new run in a new universe, as the run stood after `turn`: paused, with the same seed; its scene is shown anew, nothing is entered.
// The run itself and its universe stay untouched, and its play lock is held meanwhile. `id` NULL: the first free of "alex-2", "alex-3", …
// of the first run of that life. TS_DATA: unknown run. TS_REFUSED: no such turn (the message says which there are), it reached the ending,
// the id is taken, the detours it stood in were not kept. TS_BUSY: the run is being played. TS_FAILED: the scene's text errs.
enum ts_status ts_branch_run(struct ts_engine *engine, const char *run, int64_t turn, const char *id, struct ts_branched *out,
                             struct ts_err *err) TS_MUST_USE;
// The same for a run in hand, which stays in hand as it is.
enum ts_status ts_branch_play(const struct ts_play *play, int64_t turn, const char *id, struct ts_branched *out, struct ts_err *err) TS_MUST_USE;

// The branch as it was made once, under the ids that it had then; where the acts of a log are taken again.
enum ts_status ts_branch_again(struct ts_engine *engine, const char *run, int64_t turn, const char *id, const char *universe,
                               struct ts_err *err) TS_MUST_USE;

// A new universe that has of this one what stands at positions <= `at` by now; at < 0: all. `id` NULL: the first free of "realm-2", …
// TS_DATA: unknown universe. TS_REFUSED: `at` is still to come, the id is taken.
enum ts_status ts_branch_universe(struct ts_engine *engine, const char *universe, int64_t at, const char *id, struct ts_branched *out,
                                  struct ts_err *err) TS_MUST_USE;

#endif
