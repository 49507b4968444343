// committer.c - the process that stores what workers computed, those that wait as one group
#include "web/committer.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/map.h"
#include "store/relay.h"
#include "web/frame.h"

enum { GROUP_MAX = 256, LOCK_WAIT_MS = 10000 };

struct client { // a worker
    struct ts_wire wire;
    struct ts_map lost; // universe -> the last ticket there that was not stored
};

struct item { // a turn of the group
    struct client *client;
    uint64_t ticket;
    int64_t universe;
    enum ts_status status;
    char *message; // NULL: it is stored
};

struct committer {
    struct ts_store *store;
    struct ts_changeset_wire known;
    int nursery;
    struct client **clients;
    struct pollfd *ready; // the nursery's, then the clients'
    uint32_t count, room;
    struct item group[GROUP_MAX];
    uint32_t size;
};

// --- a turn

static bool stands_on_lost(const struct client *client, int64_t universe, uint64_t after)
{
    const uint64_t *lost = ts_map_find(&client->lost, (uint64_t)universe);
    return after && lost && *lost == after;
}

static enum ts_status judge(const struct item *item, uint64_t after, struct ts_err *err)
{
    if (item->universe <= 0) return ts_err_set(err, TS_DATA, "a turn came to be stored in no universe");
    if (!stands_on_lost(item->client, item->universe, after)) return TS_OK;
    return ts_err_set(err, TS_CONFLICT, "the turn before this one was not stored");
}

static enum ts_status apply(struct committer *committer, const struct item *item, const struct ts_travelled *turn, uint64_t after, struct ts_err *err)
{
    struct ts_receipt receipt = {0};
    enum ts_status status = judge(item, after, err);
    if (!status) status = ts_store_apply(committer->store, &turn->changes, &receipt, err);
    if (!status && receipt.already) status = ts_err_set(err, TS_CONFLICT, "this turn was stored before: what is stored is what happened");
    return status;
}

static void fail(struct item *item, enum ts_status status, const struct ts_err *err)
{
    if (item->status) return;
    item->status = status;
    item->message = ts_memory_copy(err->message);
    if (item->universe) *ts_map_add(&item->client->lost, (uint64_t)item->universe) = item->ticket;
}

// What fails is undone alone. Anything else than TS_OK: the whole group is lost.
static enum ts_status write_turn(struct committer *committer, struct item *item, const struct ts_travelled *turn, uint64_t after, struct ts_err *err)
{
    enum ts_status status = ts_store_save(committer->store, err);
    if (status) return status;
    status = apply(committer, item, turn, after, err);
    if (!status) return TS_OK;
    fail(item, status, err);
    return ts_store_undo(committer->store, err);
}

// `group`: how that is so far. One that is lost with it is read too, so that what comes to be stored on it later is known to stand on nothing.
static enum ts_status take_turn(struct committer *committer, struct item *item, const struct ts_wire_frame *frame, enum ts_status group, struct ts_err *err)
{
    struct ts_travelled turn;
    struct ts_err why;
    uint64_t after;
    enum ts_status status = ts_relay_read(&committer->known, frame->bytes, frame->length, &after, &turn, &why);
    if (!status) {
        item->universe = turn.run.universe_row;
        if (!group) group = write_turn(committer, item, &turn, after, err);
        ts_travelled_clear(&turn);
    } else if (!group) {
        fail(item, status, &why);
    }
    if (group) fail(item, group, err);
    return group;
}

// --- a group: what waits, whole, worker by worker

static bool next_frame(struct committer *committer, uint32_t *from, struct ts_wire_frame *frame)
{
    for (; *from < committer->count; ++*from)
        while (ts_wire_next(&committer->clients[*from]->wire, frame))
            if (frame->kind == TS_FRAME_STORE) return true;
    return false;
}

static void answer(struct item *item)
{
    struct ts_buffer bytes = {0};
    struct ts_stored_head head = {item->status};
    ts_buffer_add(&bytes, &head, sizeof head);
    if (item->message) ts_buffer_add_text(&bytes, item->message);
    ts_wire_add(&item->client->wire, TS_FRAME_STORED, item->ticket, bytes.bytes, bytes.length);
    ts_buffer_clear(&bytes);
    free(item->message);
}

static enum ts_status write_group(struct committer *committer, uint32_t *from, struct ts_wire_frame *frame, struct ts_err *err)
{
    enum ts_status status = ts_store_begin(committer->store, LOCK_WAIT_MS, err);
    do { // those behind a failure of the group are answered with it
        struct item *item = &committer->group[committer->size++];
        *item = (struct item){.client = committer->clients[*from], .ticket = frame->number};
        status = take_turn(committer, item, frame, status, err);
    } while (committer->size < GROUP_MAX && next_frame(committer, from, frame));
    if (!status) return ts_store_commit(committer->store, err);
    ts_store_rollback(committer->store);
    return status;
}

// False: nothing waits.
static bool store_group(struct committer *committer)
{
    struct ts_wire_frame frame;
    struct ts_err err;
    uint32_t from = 0;
    committer->size = 0;
    if (!next_frame(committer, &from, &frame)) return false;
    enum ts_status status = write_group(committer, &from, &frame, &err);
    for (uint32_t i = 0; i < committer->size; i++) {
        if (status) fail(&committer->group[i], status, &err);
        answer(&committer->group[i]);
    }
    for (uint32_t i = 0; i < committer->count; i++) ts_wire_flush(&committer->clients[i]->wire, false);
    return true;
}

// --- workers come and go

static void add_client(struct committer *committer, int fd)
{
    if (committer->count == committer->room) {
        committer->room = committer->room ? committer->room * 2 : 8;
        committer->clients = ts_memory_grow(committer->clients, committer->room * sizeof *committer->clients);
        committer->ready = ts_memory_grow(committer->ready, (committer->room + 1) * sizeof *committer->ready);
    }
    struct client *client = ts_memory_get(sizeof *client);
    *client = (struct client){.wire = {.fd = fd}};
    committer->clients[committer->count++] = client;
}

static void drop_client(struct committer *committer, uint32_t index)
{
    struct client *client = committer->clients[index];
    ts_wire_clear(&client->wire);
    ts_map_clear(&client->lost);
    free(client);
    committer->clients[index] = committer->clients[--committer->count];
}

static void drop_ended(struct committer *committer)
{
    for (uint32_t i = committer->count; i > 0; i--)
        if (committer->clients[i - 1]->wire.is_ended) drop_client(committer, i - 1);
}

static void meet(struct committer *committer)
{
    uint64_t index;
    int given;
    if (ts_wire_receive(committer->nursery, &index, &given)) {
        add_client(committer, given);
        return;
    }
    close(committer->nursery);
    committer->nursery = -1;
}

// Waits until somebody says something; false: there is nobody left.
static bool hear(struct committer *committer)
{
    struct pollfd *ready = committer->ready;
    uint32_t count = committer->count;
    if (!count && committer->nursery < 0) return false;
    ready[0] = (struct pollfd){.fd = committer->nursery, .events = POLLIN}; // one that is less than 0 is passed over
    for (uint32_t i = 0; i < count; i++) {
        const struct ts_wire *wire = &committer->clients[i]->wire;
        ready[i + 1] = (struct pollfd){.fd = wire->fd, .events = (short)(POLLIN | (ts_wire_has_unsent(wire) ? POLLOUT : 0))};
    }
    if (poll(ready, count + 1, -1) < 0) return errno == EINTR;
    for (uint32_t i = 0; i < count; i++) {
        struct ts_wire *wire = &committer->clients[i]->wire;
        if (ready[i + 1].revents & POLLOUT) ts_wire_flush(wire, false);
        if (ready[i + 1].revents & ~POLLOUT) ts_wire_hear(wire);
    }
    if (ready[0].revents) meet(committer);
    return true;
}

// What a worker sent before it hung up is stored too.
static void serve(struct committer *committer)
{
    while (hear(committer)) {
        while (store_group(committer)) continue;
        drop_ended(committer);
    }
}

enum ts_status ts_committer_run(struct ts_engine *engine, const char *store, int nursery, struct ts_err *err)
{
    struct committer *committer = ts_memory_get(sizeof *committer);
    *committer = (struct committer){.known = {engine->content, ts_symbols_count(engine->symbols)}, .nursery = nursery};
    committer->ready = ts_memory_get(sizeof *committer->ready);
    enum ts_status status = ts_store_open(store, TS_STORE_WRITE, engine->symbols, &committer->store, err);
    if (!status) serve(committer);
    if (!status) ts_store_close(committer->store);
    free(committer->clients);
    free(committer->ready);
    free(committer);
    return status;
}
