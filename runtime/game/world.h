// world.h - what a script can learn of the shared world: an interface that the engine fills from a store
#ifndef TS_GAME_WORLD_H
#define TS_GAME_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/symbol.h"
#include "base/value.h"

struct ts_event { // as stored
    int64_t position, seq;
    uint32_t ordinal;          // within its act
    ts_symbol run, character, character_name;
    struct ts_text *action, *consequences; // borrowed during the call; consequences may be NULL
    bool major;
    ts_symbol place;
    ts_symbol care;            // see event_care.h; 0: it asks nothing of who reads of it
    int64_t at;
};

struct ts_event_query {
    int64_t from, to;          // positions, inclusive
    int64_t since_seq;         // only seq > this; 0: all
    int64_t until_seq;         // only seq <= this; 0: all
    ts_symbol reader;          // only what this run may know: major, its own, or at `place`; 0: all
    ts_symbol place;
    ts_symbol run;             // only this run's own; 0: anybody's
    bool others_only;          // not the reader's own
    bool major_only;
    bool newest_first;
    int64_t limit;             // 0: no limit
};

struct ts_world_version { int64_t position, seq; ts_symbol run; bool add; struct ts_value value; }; // value borrowed; of an add: what was added

struct ts_bystander { ts_symbol run, character, character_name; int64_t position; int state; }; // a run of the universe

typedef void ts_each_event(void *self, const struct ts_event *event);
typedef void ts_each_version(void *self, const struct ts_world_version *version);
typedef void ts_each_bystander(void *self, const struct ts_bystander *who);

// All take the universe by its store row. Visible at a position is what stands at positions <= it, whenever it was stored.
struct ts_world {
    void *self;
    // The universe's head. Any out may be NULL.
    enum ts_status (*head)(void *self, int64_t universe, int64_t *position, int64_t *seq, struct ts_err *err);
    // The key's value at a position, over `initial` where it was never set; `out` is a new reference.
    enum ts_status (*get)(void *self, int64_t universe, ts_symbol key, int64_t position, struct ts_value initial,
                          struct ts_value *out, struct ts_err *err);
    enum ts_status (*is_claimed)(void *self, int64_t universe, ts_symbol key, bool *out, struct ts_err *err);
    enum ts_status (*history)(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t limit,
                              ts_each_version *each, void *each_self, struct ts_err *err); // newest first
    enum ts_status (*events)(void *self, int64_t universe, const struct ts_event_query *query,
                             ts_each_event *each, void *each_self, struct ts_err *err);
    enum ts_status (*bystanders)(void *self, int64_t universe, ts_each_bystander *each, void *each_self, struct ts_err *err);
};

#endif
