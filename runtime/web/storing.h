// storing.h - a worker's way to the committer: its store is a relay, whose turns are stored there
#ifndef TS_WEB_STORING_H
#define TS_WEB_STORING_H

#include "store/relay.h"
#include "web/frame.h"

struct ts_stored { // how a turn ended that was under way
    uint64_t ticket;
    int64_t universe; // its row
    enum ts_status status; // not TS_OK: not stored, or nobody knows (TS_UNAVAILABLE); see store/relay.h for what to do then
    const char *message;   // borrowed during the call
};

struct ts_storing {
    struct ts_wire wire;
    struct ts_store *store; // the relay; NULL: it is not open
    void (*stored)(void *self, const struct ts_stored *stored); // also called while the store is asked something that waits: only to be noted then
    void *self;
};

// Opens the store by its url, for writing, and a relay over it to the committer at the descriptor `fd`. `stored` and `self` are set, all else
// is zero-initialised. `known` is what there was at the fork: the engine's content, and the count of its symbols before any store was opened.
enum ts_status ts_storing_open(struct ts_storing *storing, const char *store, int fd, const struct ts_changeset_wire *known, struct ts_err *err) TS_MUST_USE;
void ts_storing_close(struct ts_storing *storing); // the store too; what is under way is not waited for
// Hears what the committer has said, without waiting: to be called when wire.fd can be read. All that is under way ends as TS_UNAVAILABLE
// when the committer is gone (wire.is_ended).
void ts_storing_hear(struct ts_storing *storing);
enum ts_status ts_storing_wait(struct ts_storing *storing, struct ts_err *err) TS_MUST_USE; // until nothing is under way

#endif
