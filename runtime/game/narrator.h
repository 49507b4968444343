// narrator.h - who puts a moment into words: what is asked of it, and how its words come
//
// A narrator only words. What happened, what can be chosen and what is remembered is decided and stored before it is asked, and whatever it answers
// is text: the engine checks it (game/passage.h), keeps it as a passage of its turn, and shows it. There are three: none (authored text alone), the
// grammar (grammar.h, within the turn, without any of this), and a model somewhere else, which takes time: it is what this interface is for.
#ifndef TS_GAME_NARRATOR_H
#define TS_GAME_NARRATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum ts_narrator_kind { TS_NARRATOR_NONE, TS_NARRATOR_GRAMMAR, TS_NARRATOR_MODEL };

struct ts_narrator_request { // texts are UTF-8 and borrowed during the call
    const char *instructions;  // the same for every moment
    const char *moment;        // canonical JSON, all of it data: brief, facts, tone, words, …
    const char *said;          // what of the passage stands already, checked; NULL: nothing
    const char *reason;        // why what came last was not taken; NULL: it is asked for the first time
    uint64_t seed;             // the same request has the same
    int64_t tokens_max;        // of its answer
    int64_t deadline;          // ts_clock_millis by which it must be over
};

enum ts_narrator_end {
    TS_NARRATOR_DONE,   // it said all it had to say
    TS_NARRATOR_CUT,    // tokens_max was reached
    TS_NARRATOR_FAILED, // it could not be asked, or its answer broke off: `reason` says why
};

struct ts_narrator_outcome {
    enum ts_narrator_end end;
    int64_t tokens_in, tokens_out; // 0 when it came from the cache
    bool is_estimated;             // it did not say how many: four bytes are a token
    bool is_cached;
    const char *reason;            // borrowed; of TS_NARRATOR_FAILED, in words for whoever keeps the world; never holds the key
};

struct ts_narrator_hearing { // called from `hear` alone
    void (*words)(void *self, const char *bytes, size_t length); // whole code points, as they come
    void (*over)(void *self, const struct ts_narrator_outcome *outcome); // once; the asking is gone then
    void *self;
};

struct ts_asking; // under way

struct ts_narrator { // what every narrator's own struct begins with; zero-initialised: TS_NARRATOR_NONE
    enum ts_narrator_kind kind;
    bool keeps_names;          // characters' names are sent as they are; otherwise a placeholder for each
    int64_t wait_ms;           // that a player waits at most
    int64_t run_tokens, session_tokens; // that may be spent; 0: no limit
    // The rest is of a model's alone:
    struct ts_asking *(*ask)(struct ts_narrator *narrator, const struct ts_narrator_request *request, const struct ts_narrator_hearing *hearing);
    void (*drop)(struct ts_narrator *narrator, struct ts_asking *asking); // nobody wants it any more: `over` is not called
    int (*fd)(const struct ts_narrator *narrator); // can be read when `hear` has something to do, deadlines too
    void (*hear)(struct ts_narrator *narrator); // at any time, whether fd can be read or not
    void (*tell)(const struct ts_narrator *narrator, struct ts_buffer *json); // how it fares, as the fields of an object: see narrator/README.md
    void (*close)(struct ts_narrator *narrator);
};

#endif
