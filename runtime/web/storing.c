// storing.c - a worker's way to the committer
#include "web/storing.h"

#include <errno.h>
#include <poll.h>

#include "web/committer.h"

static void tell(struct ts_storing *storing, uint64_t ticket, enum ts_status status, const char *message)
{
    int64_t universe = ts_relay_answer(storing->store, ticket, status);
    if (universe) storing->stored(storing->self, &(struct ts_stored){ticket, universe, status, message});
}

static void take(struct ts_storing *storing, const struct ts_wire_frame *frame)
{
    struct ts_buffer words = {0};
    struct ts_stored_head head;
    if (frame->kind != TS_FRAME_STORED || frame->length < sizeof head) return;
    memcpy(&head, frame->bytes, sizeof head);
    ts_buffer_add(&words, frame->bytes + sizeof head, frame->length - sizeof head);
    tell(storing, frame->number, (enum ts_status)head.status, words.bytes);
    ts_buffer_clear(&words);
}

static void lose(struct ts_storing *storing)
{
    for (uint64_t ticket; (ticket = ts_relay_first(storing->store));)
        tell(storing, ticket, TS_UNAVAILABLE, "the process that stores turns has ended: whether this one was stored will be seen");
}

void ts_storing_hear(struct ts_storing *storing)
{
    struct ts_wire_frame frame;
    if (!storing->wire.is_ended) ts_wire_hear(&storing->wire);
    while (ts_wire_next(&storing->wire, &frame)) take(storing, &frame);
    if (storing->wire.is_ended) lose(storing);
}

static enum ts_status send_turn(void *self, uint64_t ticket, const struct ts_buffer *bytes, struct ts_err *err)
{
    struct ts_storing *storing = self;
    ts_wire_add(&storing->wire, TS_FRAME_STORE, ticket, bytes->bytes, bytes->length);
    ts_wire_flush(&storing->wire, true);
    if (!storing->wire.is_ended) return TS_OK;
    return ts_err_set(err, TS_UNAVAILABLE, "the process that stores turns has ended, and this one was not taken: try again");
}

static enum ts_status wait_for_answer(void *self, struct ts_err *err)
{
    struct ts_storing *storing = self;
    struct pollfd ready = {.fd = storing->wire.fd, .events = POLLIN};
    uint64_t first = ts_relay_first(storing->store);
    while (first && ts_relay_first(storing->store) == first) {
        if (!storing->wire.is_ended && poll(&ready, 1, -1) < 0 && errno != EINTR)
            return ts_err_set(err, TS_UNAVAILABLE, "the process that stores turns cannot be waited for");
        ts_storing_hear(storing);
    }
    return TS_OK;
}

enum ts_status ts_storing_wait(struct ts_storing *storing, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    while (!status && ts_relay_is_under_way(storing->store, 0)) status = wait_for_answer(storing, err);
    return status;
}

enum ts_status ts_storing_open(struct ts_storing *storing, const char *store, int fd, const struct ts_changeset_wire *known, struct ts_err *err)
{
    struct ts_relay_wire wire = {*known, send_turn, wait_for_answer, storing};
    struct ts_store *base;
    storing->wire = (struct ts_wire){.fd = fd};
    enum ts_status status = ts_store_open(store, TS_STORE_WRITE, known->content->symbols, &base, err);
    if (!status) ts_relay_open(base, &wire, &storing->store);
    return status;
}

void ts_storing_close(struct ts_storing *storing)
{
    ts_store_close(storing->store);
    storing->store = NULL;
    ts_wire_clear(&storing->wire);
}
