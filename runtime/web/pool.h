// pool.h - the server's worker processes, as its master sees them
//
// The master has neither content nor a store. A nursery, a fork of it, loads the content and forks the committer and the workers, so that
// they share what they loaded; another nursery is the next generation, with the packs as they are by then.
#ifndef TS_WEB_POOL_H
#define TS_WEB_POOL_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "web/frame.h"
#include "web/route.h"

struct ts_pool;

enum { TS_WORKERS_MAX = 64 };

struct ts_pool_how {
    uint32_t workers;
    void (*nurse)(void *self, int master); // in the nursery: see nursery.h
    // Content was read, for the first time or again: `packs` are "core 1.0.0, harbour 1.2.0". Or (`why`) it could not be, and the old one stays. May be NULL.
    void (*renewed)(void *self, const char *packs, const struct ts_err *why);
    void (*died)(void *self, uint32_t worker); // one ended by itself, and another takes its place; TS_WORKERS_MAX: the nursery or the committer, and so all. May be NULL
    void *self;
};

// Who asked hears of it here, never from inside of ts_pool_ask. A request is given again when its worker dies, up to three times.
struct ts_asker {
    // Once. `length` 0 with a status of 500 or more: the pool's own word, as workers died over it (500) or none can be had (503).
    void (*answered)(void *self, struct ts_answer_head head, const char *body, size_t length);
    void (*event)(void *self, const char *bytes, size_t length); // of a stream, after `answered` with TS_REPLY_STREAM
    void (*ended)(void *self);                                   // of a stream
    void *self;
};

// Loads content; what keeps it from that is `err`.
enum ts_status ts_pool_open(const struct ts_pool_how *how, struct ts_pool **out, struct ts_err *err) TS_MUST_USE;
// Answers what was asked, hangs up, and waits until runs are paused and all processes have ended. Streams just end. NULL is fine.
void ts_pool_close(struct ts_pool *pool);
// `key`: the run or universe that it is about, as `where` says; NULL: any worker will do. Returns its number, never 0; 0: too many are waiting.
uint64_t ts_pool_ask(struct ts_pool *pool, enum ts_where where, const char *key, const struct ts_buffer *ask, struct ts_asker asker);
void ts_pool_hang_up(struct ts_pool *pool, uint64_t number); // the asker hears no more of it; an act is done all the same
// For the master's loop: fills in what to wait for, at most TS_WORKERS_MAX + 2, and how long at most (ms, -1: any time). Then what came is heard.
uint32_t ts_pool_watch(struct ts_pool *pool, struct pollfd *out, int *wait_ms);
void ts_pool_hear(struct ts_pool *pool);
// A new generation is begun, with the content read again; `renewed` tells how that went, and so do streams, by an event `content`.
void ts_pool_renew(struct ts_pool *pool);

#endif
