// pool.c - the server's worker processes, as its master sees them
#include "web/pool.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/map.h"
#include "web/ask.h"

static const char content_event[] = "event: content\ndata: {}\n\n"; // to streams, whose worker is succeeded by one with other packs

enum { DEATHS_MAX = 3, HOPS_MAX = 4, AGAIN_MS = 1000, PATIENCE_MS = 10000 };

struct worker {
    struct ts_wire wire;
    bool is_leaving; // it answers what it was given, and is succeeded by one of the next generation
    bool is_careful; // one before it died: what it had in hand is given to it piece by piece
};

struct nursery {
    pid_t process;
    struct ts_wire wire; // -1: there is none
};

struct ts_pool {
    struct ts_pool_how how;
    struct nursery present, next; // next: loading, not yet ready
    int64_t again;                // when a generation is tried again after one that could not load; 0: it need not be
    struct worker *workers;
    struct ts_asks asks;
    struct ts_map runs; // run -> 1 + the worker whose its universe is
};

// --- asks

static void send_ask(struct ts_pool *pool, struct ts_ask *ask)
{
    ts_wire_add(&pool->workers[ask->worker].wire, TS_FRAME_ASK, ask->number, ask->bytes.bytes, ask->bytes.length);
    ask->is_sent = true;
}

static bool can_be_sent(const struct ts_pool *pool, uint32_t worker)
{
    const struct worker *to = &pool->workers[worker];
    return to->wire.fd >= 0 && !to->wire.is_ended && !to->is_leaving && !(to->is_careful && ts_asks_has_in_hand(&pool->asks, worker));
}

// Those that nobody died over first, then in the order in which they came.
static void send_unsent(struct ts_pool *pool, uint32_t worker)
{
    struct ts_ask *ask;
    while (can_be_sent(pool, worker)) {
        ask = ts_asks_first_unsent(&pool->asks, worker);
        if (ask) send_ask(pool, ask);
        else pool->workers[worker].is_careful = false;
        if (!ask) break;
    }
    ts_wire_flush(&pool->workers[worker].wire, false);
}

static uint64_t key_of(const char *run)
{
    return ts_hash_fast(run, strlen(run)) | 1;
}

static uint32_t place(struct ts_pool *pool, enum ts_where where, const char *key)
{
    if (where == TS_AT_ANY || !key) return ts_asks_least_busy(&pool->asks, pool->how.workers);
    uint64_t *known = where == TS_AT_RUN ? ts_map_find(&pool->runs, key_of(key)) : NULL;
    return known ? (uint32_t)*known - 1 : ts_route_owner(key, pool->how.workers);
}

uint64_t ts_pool_ask(struct ts_pool *pool, enum ts_where where, const char *key, const struct ts_buffer *bytes, struct ts_asker asker)
{
    struct ts_ask *ask = ts_asks_add(&pool->asks);
    if (!ask) return 0;
    ask->asker = asker;
    ask->run = where == TS_AT_RUN && key ? key_of(key) : 0;
    ask->worker = place(pool, where, key);
    ts_buffer_add(&ask->bytes, bytes->bytes, bytes->length);
    send_unsent(pool, ask->worker);
    return ask->number;
}

// Who is leaving hears nothing any more, and ends its streams by itself.
static void end_listening(struct ts_pool *pool, uint32_t worker, uint64_t number)
{
    if (pool->workers[worker].is_leaving) return;
    ts_wire_add(&pool->workers[worker].wire, TS_FRAME_HANGUP, number, NULL, 0);
    ts_wire_flush(&pool->workers[worker].wire, false);
}

void ts_pool_hang_up(struct ts_pool *pool, uint64_t number)
{
    struct ts_ask *ask = ts_asks_find(&pool->asks, number);
    if (!ask) return;
    ask->is_left = true;
    if (ask->is_sent) end_listening(pool, ask->worker, number);
    if (ask->is_streaming || !ask->is_sent) ts_ask_forget(ask);
}

// --- what workers say

static void take_answer(struct ts_ask *ask, const struct ts_wire_frame *frame)
{
    const struct ts_asker asker = ask->asker;
    struct ts_answer_head head;
    if (frame->length < sizeof head) return;
    memcpy(&head, frame->bytes, sizeof head);
    bool is_left = ask->is_left, was_streaming = ask->is_streaming;
    if (head.type == TS_REPLY_STREAM && !is_left) ask->is_streaming = true;
    else ts_ask_forget(ask);
    if (!is_left && !was_streaming) asker.answered(asker.self, head, frame->bytes + sizeof head, frame->length - sizeof head);
}

static void end_stream(struct ts_ask *ask)
{
    const struct ts_asker asker = ask->asker;
    bool is_left = ask->is_left;
    ts_ask_forget(ask);
    if (!is_left) asker.ended(asker.self);
}

static void go_elsewhere(struct ts_pool *pool, struct ts_ask *ask, const struct ts_wire_frame *frame)
{
    struct ts_buffer universe = {0};
    ts_buffer_add(&universe, frame->bytes, frame->length);
    uint32_t owner = ts_route_owner(universe.bytes, pool->how.workers);
    ts_buffer_clear(&universe);
    if (ask->run) *ts_map_add(&pool->runs, ask->run) = owner + 1;
    ask->worker = owner;
    ask->is_sent = false;
    if (++ask->hops > HOPS_MAX) ts_ask_fail(ask, 500);
    else send_unsent(pool, owner);
}

static void take(struct ts_pool *pool, uint32_t worker, const struct ts_wire_frame *frame)
{
    struct ts_ask *ask = ts_asks_find(&pool->asks, frame->number);
    if ((!ask || ask->is_left) && ts_frame_opens_stream(frame)) end_listening(pool, worker, frame->number); // opened after its listener had left
    if (!ask) return; // whoever asked has left
    switch (frame->kind) {
    case TS_FRAME_ANSWER: take_answer(ask, frame); break;
    case TS_FRAME_ELSEWHERE: go_elsewhere(pool, ask, frame); break;
    case TS_FRAME_EVENT:
        if (!ask->is_left) ask->asker.event(ask->asker.self, frame->bytes, frame->length);
        break;
    case TS_FRAME_END: end_stream(ask); break;
    default: break;
    }
}

// --- processes

// In a fork: nothing of the master's stays open but what it talks by.
_Noreturn static void become_nursery(const struct ts_pool *pool, int master)
{
    if (dup2(master, 3) < 0 || close_range(4, ~0u, 0)) _exit(74);
    pool->how.nurse(pool->how.self, 3);
    _exit(0);
}

static enum ts_status open_nursery(struct ts_pool *pool, struct nursery *out, struct ts_err *err)
{
    int ends[2];
    if (!ts_wire_pair(ends)) return ts_err_set(err, TS_IO, "cannot make a socket to another process: %s", strerror(errno));
    pid_t process = fork();
    if (!process) become_nursery(pool, ends[1]);
    close(ends[1]);
    *out = (struct nursery){.process = process, .wire = {.fd = ends[0]}};
    if (process > 0) return TS_OK;
    ts_wire_clear(&out->wire);
    return ts_err_set(err, TS_IO, "cannot start another process: %s", strerror(errno));
}

static void wait_for(pid_t process)
{
    while (process > 0 && waitpid(process, NULL, 0) < 0 && errno == EINTR) continue;
}

static void hire(struct ts_pool *pool, uint32_t index)
{
    struct worker *worker = &pool->workers[index];
    int ends[2];
    if (pool->present.wire.fd < 0 || !ts_wire_pair(ends)) return;
    if (ts_wire_give(pool->present.wire.fd, index, ends[1])) worker->wire = (struct ts_wire){.fd = ends[0]};
    else close(ends[0]);
    close(ends[1]);
    worker->is_leaving = false;
}

// What it had in hand is asked again; who died over the same too often is told so.
static void bury(struct ts_pool *pool, uint32_t index)
{
    struct worker *worker = &pool->workers[index];
    bool was_leaving = worker->is_leaving, was_careful = worker->is_careful;
    ts_wire_clear(&worker->wire);
    if (!was_leaving && pool->how.died && pool->present.wire.fd >= 0) pool->how.died(pool->how.self, index);
    for (uint32_t i = 0; i < pool->asks.top; i++) {
        struct ts_ask *ask = &pool->asks.items[i];
        if (!ask->number || ask->worker != index || !ask->is_sent) continue;
        if (!was_leaving && ts_ask_is_in_hand(ask, index)) ask->deaths++;
        ask->is_sent = false;
        ask->since = ts_clock_millis();
        if (ask->is_left) ts_ask_forget(ask);
        else if (ask->deaths >= DEATHS_MAX) ts_ask_fail(ask, 500);
        else if (was_leaving && ask->is_streaming) ask->asker.event(ask->asker.self, content_event, sizeof content_event - 1);
    }
    worker->is_careful = !was_leaving || was_careful;
    worker->is_leaving = false;
    hire(pool, index);
    send_unsent(pool, index);
}

// --- generations

void ts_pool_renew(struct ts_pool *pool)
{
    struct ts_err err;
    if (pool->next.wire.fd >= 0) return;
    pool->again = 0;
    enum ts_status status = open_nursery(pool, &pool->next, &err);
    if (status) pool->again = ts_clock_millis() + AGAIN_MS;
}

// Workers of before answer what they have, pause their runs, and end; each place is then taken by one that knows the new content.
static void succeed(struct ts_pool *pool)
{
    ts_wire_clear(&pool->present.wire);
    pool->present = pool->next;
    pool->next = (struct nursery){.wire = {.fd = -1}};
    for (uint32_t i = 0; i < pool->how.workers; i++) {
        struct worker *worker = &pool->workers[i];
        bool is_there = worker->wire.fd >= 0;
        ts_wire_flush(&worker->wire, is_there);
        worker->is_leaving = is_there && !shutdown(worker->wire.fd, SHUT_WR);
        if (!worker->is_leaving) bury(pool, i);
    }
}

static void tell_ready(const struct ts_pool *pool, const struct ts_wire_frame *frame)
{
    struct ts_buffer packs = {0};
    ts_buffer_add(&packs, frame->bytes, frame->length);
    if (pool->how.renewed) pool->how.renewed(pool->how.self, packs.bytes, NULL);
    ts_buffer_clear(&packs);
}

static void hear_next(struct ts_pool *pool)
{
    struct ts_wire *wire = &pool->next.wire;
    struct ts_wire_frame frame;
    struct ts_err why = {TS_IO, "the process that loads the content ended by itself"};
    ts_wire_hear(wire);
    bool has_word = ts_wire_next(wire, &frame);
    if (has_word && frame.kind == TS_FRAME_READY) {
        succeed(pool);
        tell_ready(pool, &frame);
        return;
    }
    if (!has_word && !wire->is_ended) return;
    if (has_word && frame.length == sizeof why) memcpy(&why, frame.bytes, sizeof why);
    ts_wire_clear(wire);
    if (pool->how.renewed) pool->how.renewed(pool->how.self, "", &why);
    if (pool->present.wire.fd < 0) pool->again = ts_clock_millis() + AGAIN_MS;
}

// The committer is gone, and all workers with it.
static void hear_present(struct ts_pool *pool)
{
    ts_wire_hear(&pool->present.wire);
    if (!pool->present.wire.is_ended) return;
    ts_wire_clear(&pool->present.wire);
    if (pool->how.died) pool->how.died(pool->how.self, TS_WORKERS_MAX);
    ts_pool_renew(pool);
}

// --- the loop

static void add_wire(struct pollfd *out, uint32_t *count, const struct ts_wire *wire)
{
    if (wire->fd < 0) return;
    out[(*count)++] = (struct pollfd){.fd = wire->fd, .events = (short)(POLLIN | (ts_wire_has_unsent(wire) ? POLLOUT : 0))};
}

uint32_t ts_pool_watch(struct ts_pool *pool, struct pollfd *out, int *wait_ms)
{
    uint32_t count = 0;
    add_wire(out, &count, &pool->present.wire);
    add_wire(out, &count, &pool->next.wire);
    for (uint32_t i = 0; i < pool->how.workers; i++) add_wire(out, &count, &pool->workers[i].wire);
    bool is_lame = pool->again || pool->present.wire.fd < 0;
    *wait_ms = is_lame ? AGAIN_MS / 4 : -1;
    return count;
}

static void hear_worker(struct ts_pool *pool, uint32_t index)
{
    struct ts_wire *wire = &pool->workers[index].wire;
    struct ts_wire_frame frame;
    if (wire->fd < 0) return;
    ts_wire_flush(wire, false);
    ts_wire_hear(wire);
    while (ts_wire_next(wire, &frame)) take(pool, index, &frame);
    if (wire->is_ended) bury(pool, index);
    else if (pool->workers[index].is_careful) send_unsent(pool, index);
}

static void give_up_waiting(struct ts_pool *pool)
{
    int64_t latest = ts_clock_millis() - PATIENCE_MS;
    for (uint32_t i = 0; i < pool->asks.top; i++) {
        struct ts_ask *ask = &pool->asks.items[i];
        if (ask->number && !ask->is_sent && ask->since < latest && pool->workers[ask->worker].wire.fd < 0) ts_ask_fail(ask, 503);
    }
}

void ts_pool_hear(struct ts_pool *pool)
{
    if (pool->present.wire.fd >= 0) hear_present(pool);
    if (pool->next.wire.fd >= 0) hear_next(pool);
    if (pool->again && ts_clock_millis() >= pool->again) ts_pool_renew(pool);
    for (uint32_t i = 0; i < pool->how.workers; i++) hear_worker(pool, i);
    if (pool->present.wire.fd < 0) give_up_waiting(pool);
    while (waitpid(-1, NULL, WNOHANG) > 0) continue; // nurseries of before
}

// --- beginning and end

static enum ts_status wait_ready(struct ts_pool *pool, struct ts_err *err)
{
    struct ts_wire *wire = &pool->present.wire;
    struct ts_wire_frame frame = {0};
    while (!ts_wire_next(wire, &frame)) {
        struct pollfd ready = {.fd = wire->fd, .events = POLLIN};
        if (wire->is_ended) return ts_err_set(err, TS_IO, "the process that loads the content ended by itself");
        if (poll(&ready, 1, -1) > 0) ts_wire_hear(wire);
    }
    if (frame.kind == TS_FRAME_READY) {
        tell_ready(pool, &frame);
        return TS_OK;
    }
    memcpy(err, frame.bytes, sizeof *err);
    return err->status;
}

enum ts_status ts_pool_open(const struct ts_pool_how *how, struct ts_pool **out, struct ts_err *err)
{
    struct ts_pool *pool = ts_memory_get(sizeof *pool);
    memset(pool, 0, sizeof *pool);
    pool->how = *how;
    pool->present.wire.fd = pool->next.wire.fd = -1;
    pool->workers = ts_memory_get(how->workers * sizeof *pool->workers);
    for (uint32_t i = 0; i < how->workers; i++) pool->workers[i] = (struct worker){.wire = {.fd = -1}};
    enum ts_status status = open_nursery(pool, &pool->present, err);
    if (!status) status = wait_ready(pool, err);
    for (uint32_t i = 0; i < how->workers && !status; i++) hire(pool, i);
    if (status) ts_pool_close(pool);
    else *out = pool;
    return status;
}

static void hang_up_all(struct ts_pool *pool)
{
    for (uint32_t i = 0; i < pool->how.workers; i++) {
        struct ts_wire *wire = &pool->workers[i].wire;
        struct ts_wire_frame frame;
        if (wire->fd < 0) continue;
        ts_wire_flush(wire, true);
        pool->workers[i].is_leaving = !shutdown(wire->fd, SHUT_WR);
        while (pool->workers[i].is_leaving && !wire->is_ended) {
            struct pollfd ready = {.fd = wire->fd, .events = POLLIN};
            if (poll(&ready, 1, -1) > 0) ts_wire_hear(wire);
            while (ts_wire_next(wire, &frame)) take(pool, i, &frame);
        }
        ts_wire_clear(wire);
    }
}

void ts_pool_close(struct ts_pool *pool)
{
    if (!pool) return;
    hang_up_all(pool);
    for (uint32_t i = 0; i < pool->asks.top; i++)
        if (pool->asks.items[i].number) ts_ask_fail(&pool->asks.items[i], 503);
    ts_wire_clear(&pool->next.wire);
    ts_wire_clear(&pool->present.wire);
    wait_for(pool->next.process);
    wait_for(pool->present.process);
    ts_map_clear(&pool->runs);
    free(pool->workers);
    free(pool);
}
