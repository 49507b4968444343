// past.h - a universe as it stood once: what was stored by then, and nothing later
#ifndef TS_ENGINE_PAST_H
#define TS_ENGINE_PAST_H

#include "store/store.h"

struct ts_past {
    struct ts_world world; // `self` is this struct, so that it must not move
    struct ts_store *store;
    const struct ts_world *present;
    int64_t seq, end; // the last act that is seen; the universe's last position then
};

// Fills `past` for the universe of this id as of `seq`.
enum ts_status ts_past_open(struct ts_past *past, struct ts_store *store, ts_symbol universe, int64_t seq, struct ts_err *err) TS_MUST_USE;

#endif
