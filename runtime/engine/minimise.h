// minimise.h - a path to a failure made as short as can be, by leaving out what it does not need
#ifndef TS_ENGINE_MINIMISE_H
#define TS_ENGINE_MINIMISE_H

#include "engine/outcome.h"
#include "engine/play.h"

struct ts_minimise {
    struct ts_start start; // of the run, with its seed
    enum ts_failing kind;
    const char *error;     // as it was told
    bool may_end;          // of STUCK: what is left might end the run
    bool is_whole;         // nothing is left out: it is played once, to see that it fails, and for `lines`
};

struct ts_minimised {
    struct ts_buffer path;  // ids of choices, each ended by '\n', as in struct ts_failure
    struct ts_buffer lines; // the same as `play --jsonl` reads them: with the words behind those that ask for some
    bool is_shown;          // the path shows the failure; false: not even the whole of it does, and it is given as it was
    int64_t turns;          // computed for it
};

// Plays the path again, and ever shorter ones, in a store in memory that is then forgotten: choices that are not open on a shorter one are left
// out as well. A way that is shorter in another manner is not looked for. The engine's own store is left alone.
enum ts_status ts_minimise(struct ts_engine *engine, const struct ts_minimise *what, const struct ts_buffer *path, struct ts_minimised *out,
                           struct ts_err *err) TS_MUST_USE;
void ts_minimised_clear(struct ts_minimised *out);

#endif
