// relaying.h - a relay: what its parts share
#ifndef TS_STORE_RELAYING_H
#define TS_STORE_RELAYING_H

#include "base/map.h"
#include "store/driver.h"
#include "store/relay.h"

struct relayed { // a turn under way
    uint64_t ticket;
    int64_t universe, run; // rows
    ts_symbol run_id;
    int64_t position, seq;       // of its act
    bool is_front;               // nothing in its universe stood further when it was computed
    struct ts_buffer bytes;      // as it was sent
    struct ts_travelled *turn;   // read from them when it is needed; NULL: not yet
};

struct relay_head { // of a universe, with what is under way there
    int64_t universe, position, seq;
};

struct relay {
    struct ts_store store;
    struct ts_store *base;
    struct ts_relay_wire wire;
    struct relayed *under_way; // in the order of their tickets
    uint32_t count, room;
    uint64_t tickets, last; // given so far; of the last commit
    struct ts_map troubles; // universe -> enum relay_trouble
    // the batch that is open
    bool is_open, is_direct; // direct: the base store writes it
    int wait_ms;
    struct ts_buffer bytes; // of the turn that its commit sends; none: empty
    struct relayed turn;
    struct relay_head head; // that was asked for last
    int giving;             // calls to others that are told of what is under way: meanwhile none of it may be answered
};

enum relay_trouble { RELAY_FINE, RELAY_SPOILED, RELAY_MENDED }; // mended: the next act there is written here

static inline struct relay *relay_of(const struct ts_store *store)
{
    return (struct relay *)store;
}

static inline struct ts_store *ts_relay_base(const struct ts_store *store)
{
    return relay_of(store)->base;
}

// --- relay.c: wait until nothing of it is under way
enum ts_status ts_relay_settle(struct ts_store *store, int64_t universe, struct ts_err *err) TS_MUST_USE; // 0: of any
enum ts_status ts_relay_settle_run(struct ts_store *store, int64_t row, ts_symbol id, struct ts_err *err) TS_MUST_USE; // by one of both

// --- relay_read.c, relay_timeline.c
void ts_relay_set_reads(struct ts_driver *driver);
extern const struct ts_timeline ts_relay_timeline;

// --- ahead.c: a universe with what is under way there
struct ts_ahead {
    struct relay *relay;
    int64_t universe;
    int64_t since; // the seq of the last act before what is under way: rows are read up to it. INT64_MAX: nothing is under way
};
// False: what is under way there can only be waited for.
bool ts_ahead_open(struct relay *relay, int64_t universe, struct ts_ahead *out);
void ts_ahead_head(const struct ts_ahead *ahead, int64_t *position, int64_t *seq); // of the last turn under way
bool ts_ahead_lay_over(const struct ts_ahead *ahead, ts_symbol key, int64_t position, int64_t until_seq, struct ts_own_value *value); // false: not exactly
bool ts_ahead_has_claim(const struct ts_ahead *ahead, ts_symbol key, int64_t to, int64_t until_seq);
int64_t ts_ahead_each_version(const struct ts_ahead *ahead, ts_symbol key, int64_t position, int64_t until_seq, int64_t limit,
                              ts_each_version *each, void *self);                                        // newest first; how many there were
int64_t ts_ahead_each_event(const struct ts_ahead *ahead, const struct ts_event_query *query, int64_t given, ts_each_event *each, void *self); // alike, with those given before
void ts_ahead_each_key(const struct ts_ahead *ahead, ts_each_key *each, void *self); // one may come more than once
const struct ts_run *ts_ahead_find_run(const struct ts_ahead *ahead, ts_symbol run); // as its last turn under way leaves it; NULL: it has none

#endif
