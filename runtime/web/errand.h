// errand.h - what takes long, or may bring a process down, done by a child of the worker
#ifndef TS_WEB_ERRAND_H
#define TS_WEB_ERRAND_H

#include <poll.h>
#include <sys/types.h>

#include "web/answer.h"

struct ts_errand_child; // as the child sees itself

// In the child, a fork of the worker that ends with it: what `out` holds, of that type, is the answer; `more` is a second one (the page of a
// simulation), which may stay empty.
struct ts_errand_how {
    enum ts_status (*work)(const struct ts_engine *engine, void *self, struct ts_errand_child *child, struct ts_buffer *out, struct ts_buffer *more,
                           struct ts_err *err);
    void *self; // for the child; the caller's again once it has begun
    enum ts_reply_type type;
};
void ts_errand_tell(struct ts_errand_child *child, int64_t done, int64_t of); // how far it is

enum ts_errand_state { TS_ERRAND_RUNS, TS_ERRAND_DONE, TS_ERRAND_FAILED };
struct ts_errand {
    pid_t process;
    struct ts_wire wire;
    enum ts_errand_state state;
    enum ts_reply_type type;
    uint64_t number;   // the request that is answered when it has ended; 0: it is asked for by its id
    ts_symbol id, player;
    int64_t done, of, since; // since: ms, when it was begun, or asked for last
    uint64_t *listeners; uint32_t listener_count, listener_room;
    struct ts_buffer answer, more;
    struct ts_err err;
    enum ts_status status;
};

enum { TS_ERRANDS_MAX = 16, TS_ERRAND_KEPT_MS = 60 * 60 * 1000 };

// The request is answered when it has ended (`request`), or it has an id of its own, by which this worker is found. TS_BUSY: too many are under way.
enum ts_status ts_errand_begin(struct ts_desk *desk, const struct ts_errand_how *how, const struct ts_request *request, struct ts_errand **out,
                               struct ts_err *err) TS_MUST_USE;
struct ts_errand *ts_errand_find(struct ts_desk *desk, ts_symbol id);
void ts_errand_drop(struct ts_desk *desk, struct ts_errand *errand); // and ends it
void ts_errand_listen(struct ts_desk *desk, struct ts_errand *errand, uint64_t number);
void ts_errand_leave(struct ts_desk *desk, uint64_t number); // a listener, or who waits for the answer, has left

nfds_t ts_errands_watch(const struct ts_desk *desk, struct pollfd *out, nfds_t room);
void ts_errands_hear(struct ts_desk *desk);
void ts_errands_end(struct ts_desk *desk);

#endif
