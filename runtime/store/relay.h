// relay.h - a store whose ordinary turns another process stores, many at once
//
// Reads go to a store of this process. A turn that can travel (game/changeset_wire.h) is sent away at its commit, which says TS_OK before it
// is stored: it is under way until its ticket is answered. All else is written here, as ever, once nothing is under way. The world that scripts see has what is under way at its
// universe's front; whatever else would read of it waits.
//
// An answer that is no TS_OK spoils the turn's universe: whatever was computed on that turn is wrong, so no act there is taken (TS_CONFLICT)
// until whoever plays has let go of all its runs in hand there and says so by ts_relay_mend.
#ifndef TS_STORE_RELAY_H
#define TS_STORE_RELAY_H

#include "game/changeset_wire.h"
#include "store/store.h"

struct ts_relay_wire { // to who stores
    struct ts_changeset_wire known;
    enum ts_status (*send)(void *self, uint64_t ticket, const struct ts_buffer *bytes, struct ts_err *err); // bytes: for ts_relay_read there
    enum ts_status (*wait)(void *self, struct ts_err *err); // until one more answer came, which was given to ts_relay_answer
    void *self;
};

// `base` is open for writing, and is closed with `out`.
void ts_relay_open(struct ts_store *base, const struct ts_relay_wire *wire, struct ts_store **out);

uint64_t ts_relay_last(const struct ts_store *relay);                         // the ticket of the last commit; 0: it is stored
uint64_t ts_relay_first(const struct ts_store *relay);                        // of what is under way, sent before all others; 0: nothing is
bool ts_relay_is_under_way(const struct ts_store *relay, int64_t universe);   // anything of it, by its row; 0: anything
// Acts of a universe can be computed without waiting: nothing is under way there, or it can be seen ahead (ahead.c). What is computed or read
// then must not be told before the newest ticket there is answered.
bool ts_relay_sees(struct ts_store *relay, int64_t universe);
uint64_t ts_relay_newest(const struct ts_store *relay, int64_t universe);     // of those under way; 0: nothing is
int64_t ts_relay_answer(struct ts_store *relay, uint64_t ticket, enum ts_status status); // the universe it was of; 0: it was not under way
bool ts_relay_is_spoiled(const struct ts_store *relay, int64_t universe);
void ts_relay_mend(struct ts_store *relay, int64_t universe); // nothing of it may be under way; its next act is written here, under the lock

// --- for who stores
// What was sent. `*after`: the ticket of the turn under way in the same universe that it was computed on, 0: none; when that one was not
// stored this one must not be either.
enum ts_status ts_relay_read(const struct ts_changeset_wire *known, const char *bytes, size_t length, uint64_t *after,
                             struct ts_travelled *out, struct ts_err *err) TS_MUST_USE;

#endif
