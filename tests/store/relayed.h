// relayed.h - a relay whose turns are stored by this very process, when it is waited for: in groups, some of which fail if they are told to
#ifndef TS_TESTS_STORE_RELAYED_H
#define TS_TESTS_STORE_RELAYED_H

#include "store/relay.h"

enum { RELAYED_MAX = 256 };

struct relayed_turn {
    uint64_t ticket;
    char *bytes;
    size_t length;
    enum ts_status status; // once it is written
};

struct relayed { // who stores, and what was sent to it
    struct ts_store *store, *relay;
    struct ts_changeset_wire known;
    struct relayed_turn turns[RELAYED_MAX];
    uint64_t lost[RELAYED_MAX]; // tickets of turns that were not stored
    int count, written, lost_count, sent, groups, waits, group_size; // written: and not answered yet; group_size 0: as many as there are
    int fail_group, fail_turn;                       // in so many groups or turns from now; 0: none
};

static inline enum ts_status relayed_send(void *self, uint64_t ticket, const struct ts_buffer *bytes, struct ts_err *err)
{
    struct relayed *relayed = self;
    if (relayed->count == RELAYED_MAX) return ts_err_set(err, TS_UNAVAILABLE, "too many turns are under way");
    struct relayed_turn *turn = &relayed->turns[relayed->count++];
    *turn = (struct relayed_turn){ticket, ts_memory_get(bytes->length + 1), bytes->length, TS_OK};
    memcpy(turn->bytes, bytes->bytes, bytes->length);
    relayed->sent++;
    return TS_OK;
}

static inline bool relayed_is_lost(const struct relayed *relayed, uint64_t ticket)
{
    for (int i = 0; i < relayed->lost_count; i++)
        if (relayed->lost[i] == ticket) return true;
    return false;
}

static inline enum ts_status relayed_store(struct relayed *relayed, const struct relayed_turn *turn, struct ts_err *err)
{
    struct ts_travelled travelled;
    struct ts_receipt receipt = {0};
    uint64_t after;
    enum ts_status status = ts_relay_read(&relayed->known, turn->bytes, turn->length, &after, &travelled, err);
    if (status) return status;
    if (after && relayed_is_lost(relayed, after)) status = TS_CONFLICT;
    if (!status) status = ts_store_apply(relayed->store, &travelled.changes, &receipt, err);
    if (!status && relayed->fail_turn && --relayed->fail_turn == 0) status = TS_FAILED;
    if (!status && receipt.already) status = TS_CONFLICT;
    ts_travelled_clear(&travelled);
    return status;
}

static inline void relayed_lose(struct relayed *relayed, struct relayed_turn *turn, enum ts_status status)
{
    if (turn->status) return;
    turn->status = status;
    relayed->lost[relayed->lost_count++] = turn->ticket;
}

// One group, which is not answered yet.
static inline enum ts_status relayed_write(struct relayed *relayed, struct ts_err *err)
{
    enum ts_status status = ts_store_begin(relayed->store, 1000, err);
    int size = relayed->group_size && relayed->group_size < relayed->count ? relayed->group_size : relayed->count;
    for (int i = 0; i < size && !status; i++) {
        status = ts_store_save(relayed->store, err);
        enum ts_status stored = status ? status : relayed_store(relayed, &relayed->turns[i], err);
        if (stored) relayed_lose(relayed, &relayed->turns[i], stored);
        if (stored && !status) status = ts_store_undo(relayed->store, err);
    }
    bool fails = relayed->fail_group && --relayed->fail_group == 0;
    if (fails || status) ts_store_rollback(relayed->store);
    else status = ts_store_commit(relayed->store, err);
    relayed->groups++;
    for (int i = 0; i < size && (fails || status); i++) relayed_lose(relayed, &relayed->turns[i], status ? status : TS_IO);
    relayed->written = size;
    return status;
}

static inline enum ts_status relayed_answer(struct relayed *relayed)
{
    for (int i = 0; i < relayed->written; i++) {
        if (ts_relay_answer(relayed->relay, relayed->turns[i].ticket, relayed->turns[i].status) == 0) return TS_FAILED;
        free(relayed->turns[i].bytes);
    }
    relayed->count -= relayed->written;
    memmove(relayed->turns, relayed->turns + relayed->written, (size_t)relayed->count * sizeof *relayed->turns);
    relayed->written = 0;
    return TS_OK;
}

static inline enum ts_status relayed_wait(void *self, struct ts_err *err)
{
    struct relayed *relayed = self;
    if (!relayed->count) return ts_err_set(err, TS_FAILED, "nothing is under way, and somebody waits");
    relayed->waits++;
    enum ts_status status = relayed->written ? TS_OK : relayed_write(relayed, err);
    return status ? status : relayed_answer(relayed);
}

// Both stores are open for writing in the same file.
static inline struct ts_store *relayed_open(struct relayed *relayed, struct ts_store *base, struct ts_store *store, const struct ts_content *content)
{
    *relayed = (struct relayed){.store = store, .known = {content, ts_symbols_count(content->symbols)}};
    struct ts_relay_wire wire = {relayed->known, relayed_send, relayed_wait, relayed};
    ts_relay_open(base, &wire, &relayed->relay);
    return relayed->relay;
}

static inline void relayed_clear(struct relayed *relayed)
{
    while (relayed->count) free(relayed->turns[--relayed->count].bytes);
    ts_store_close(relayed->store);
}

#endif
