// relay.c - a store whose ordinary turns another process stores: batches, and what is under way
#include <stdlib.h>

#include "base/arena.h"
#include "store/lineage.h"
#include "store/relaying.h"
#include "store/stored_act.h"

// --- what is under way

static bool has_turn_of(const struct relay *relay, int64_t universe)
{
    for (uint32_t i = 0; i < relay->count; i++)
        if (!universe || relay->under_way[i].universe == universe) return true;
    return false;
}

static void let_go(struct relayed *turn)
{
    if (turn->turn) ts_travelled_clear(turn->turn);
    free(turn->turn);
    ts_buffer_clear(&turn->bytes);
}

static bool has_turn_of_run(const struct relay *relay, int64_t row, ts_symbol id)
{
    for (uint32_t i = 0; i < relay->count; i++)
        if (relay->under_way[i].run == row || relay->under_way[i].run_id == id) return true;
    return false;
}

// Who is just told of what is under way has it in hand.
static enum ts_status wait_for_one(struct relay *relay, struct ts_err *err)
{
    if (!relay->giving) return relay->wire.wait(relay->wire.self, err);
    return ts_err_set(err, TS_BUSY, "the store is asked for what is not stored yet while it tells of it: try again");
}

enum ts_status ts_relay_settle(struct ts_store *store, int64_t universe, struct ts_err *err)
{
    struct relay *relay = relay_of(store);
    enum ts_status status = TS_OK;
    while (!status && has_turn_of(relay, universe)) status = wait_for_one(relay, err);
    return status;
}

enum ts_status ts_relay_settle_run(struct ts_store *store, int64_t row, ts_symbol id, struct ts_err *err)
{
    struct relay *relay = relay_of(store);
    enum ts_status status = TS_OK;
    while (!status && has_turn_of_run(relay, row, id)) status = wait_for_one(relay, err);
    return status;
}

static enum relay_trouble trouble_of(const struct relay *relay, int64_t universe)
{
    const uint64_t *trouble = ts_map_find(&relay->troubles, (uint64_t)universe);
    return trouble ? (enum relay_trouble)*trouble : RELAY_FINE;
}

static void set_trouble(struct relay *relay, int64_t universe, enum relay_trouble trouble)
{
    if (universe && trouble_of(relay, universe) != trouble) *ts_map_add(&relay->troubles, (uint64_t)universe) = trouble;
}

uint64_t ts_relay_last(const struct ts_store *store) { return relay_of(store)->last; }

uint64_t ts_relay_first(const struct ts_store *store) { return relay_of(store)->count ? relay_of(store)->under_way[0].ticket : 0; }

bool ts_relay_is_under_way(const struct ts_store *store, int64_t universe) { return has_turn_of(relay_of(store), universe); }

uint64_t ts_relay_newest(const struct ts_store *store, int64_t universe)
{
    const struct relay *relay = relay_of(store);
    for (uint32_t i = relay->count; i > 0; i--)
        if (relay->under_way[i - 1].universe == universe) return relay->under_way[i - 1].ticket;
    return 0;
}

bool ts_relay_sees(struct ts_store *store, int64_t universe)
{
    struct ts_ahead ahead;
    return ts_ahead_open(relay_of(store), universe, &ahead);
}

int64_t ts_relay_answer(struct ts_store *store, uint64_t ticket, enum ts_status status)
{
    struct relay *relay = relay_of(store);
    uint32_t i = 0;
    while (i < relay->count && relay->under_way[i].ticket != ticket) i++;
    if (i == relay->count) return 0;
    int64_t universe = relay->under_way[i].universe;
    let_go(&relay->under_way[i]);
    memmove(&relay->under_way[i], &relay->under_way[i + 1], (--relay->count - i) * sizeof *relay->under_way);
    if (status) set_trouble(relay, universe, RELAY_SPOILED);
    return universe;
}

bool ts_relay_is_spoiled(const struct ts_store *store, int64_t universe) { return trouble_of(relay_of(store), universe) == RELAY_SPOILED; }

void ts_relay_mend(struct ts_store *store, int64_t universe)
{
    if (ts_relay_is_spoiled(store, universe)) set_trouble(relay_of(store), universe, RELAY_MENDED);
}

// --- batches

static enum ts_status begin(struct ts_store *store, int wait_ms, struct ts_err *err)
{
    struct relay *relay = relay_of(store);
    (void)err;
    relay->is_open = true;
    relay->is_direct = false;
    relay->wait_ms = wait_ms;
    relay->bytes.length = 0;
    relay->turn = (struct relayed){0};
    return TS_OK;
}

static enum ts_status write_turn(struct relay *relay, struct ts_err *err)
{
    struct ts_travelled turn;
    struct ts_receipt receipt;
    uint64_t after;
    enum ts_status status = ts_relay_read(&relay->wire.known, relay->bytes.bytes, relay->bytes.length, &after, &turn, err);
    if (status) return status;
    status = ts_store_apply(relay->base, &turn.changes, &receipt, err);
    if (!status && receipt.already) status = ts_err_set(err, TS_CONFLICT, "turn %lld was stored before", (long long)turn.changes.turn);
    ts_travelled_clear(&turn);
    relay->bytes.length = 0;
    return status;
}

// From now on the base store writes the batch, what was to be sent away too.
static enum ts_status go_direct(struct relay *relay, struct ts_err *err)
{
    if (relay->is_direct) return TS_OK;
    ts_store_set_waiting(relay->base, relay->store.waiting, relay->store.waiting_self);
    enum ts_status status = ts_relay_settle(&relay->store, 0, err);
    if (!status) status = ts_store_begin(relay->base, relay->wait_ms, err);
    relay->is_direct = !status;
    return status || !relay->bytes.length ? status : write_turn(relay, err);
}

static enum ts_status commit(struct ts_store *store, struct ts_err *err)
{
    struct relay *relay = relay_of(store);
    enum ts_status status = TS_OK;
    relay->is_open = false;
    relay->last = 0;
    if (relay->is_direct) {
        relay->is_direct = false;
        status = ts_store_commit(relay->base, err);
        if (!status) set_trouble(relay, relay->turn.universe, RELAY_FINE);
        return status;
    }
    if (!relay->bytes.length) return TS_OK;
    relay->turn.ticket = relay->tickets + 1;
    status = relay->wire.send(relay->wire.self, relay->turn.ticket, &relay->bytes, err);
    if (status) return status;
    if (relay->count == relay->room) {
        relay->room = relay->room ? relay->room * 2 : 16;
        relay->under_way = ts_memory_grow(relay->under_way, relay->room * sizeof *relay->under_way);
    }
    relay->turn.bytes = relay->bytes;
    relay->bytes = (struct ts_buffer){0};
    relay->under_way[relay->count++] = relay->turn;
    relay->last = relay->tickets = relay->turn.ticket;
    relay->turn = (struct relayed){0};
    return TS_OK;
}

static void rollback(struct ts_store *store)
{
    struct relay *relay = relay_of(store);
    if (relay->is_direct) ts_store_rollback(relay->base);
    relay->is_open = relay->is_direct = false;
    relay->bytes.length = 0;
}

static bool is_writing(const struct ts_store *store) { return relay_of(store)->is_open; }

static enum ts_status hold(struct ts_store *store, const struct ts_changeset *changes, struct ts_err *err)
{
    enum ts_status status = go_direct(relay_of(store), err);
    return status ? status : ts_store_hold(ts_relay_base(store), changes, err);
}

static enum ts_status refuse_spoiled(const struct relay *relay, const struct ts_changeset *changes, struct ts_err *err)
{
    if (trouble_of(relay, changes->run->universe_row) != RELAY_SPOILED) return TS_OK;
    return ts_err_set(err, TS_CONFLICT, "a turn that run \"%s\" stands on, or one before it in its universe, was not stored: take the run up anew",
                      ts_act_name(changes, changes->run->id));
}

static bool can_be_sent(const struct relay *relay, const struct ts_changeset *changes)
{
    return !relay->is_direct && !relay->bytes.length && changes->has_read_world && trouble_of(relay, changes->run->universe_row) == RELAY_FINE &&
           ts_changeset_can_travel(&relay->wire.known, changes);
}

// By the head that was asked for when the turn was computed.
static bool is_front(const struct relay *relay, const struct ts_changeset *changes)
{
    const struct relay_head *head = &relay->head;
    return head->universe == changes->run->universe_row && head->seq == changes->base_seq && head->seq > 0 &&
           changes->run->head.position >= head->position;
}

static void take_turn(struct relay *relay, const struct ts_changeset *changes)
{
    const struct ts_run *run = changes->run;
    relay->turn = (struct relayed){.universe = run->universe_row,
                                   .run = run->row,
                                   .run_id = run->id,
                                   .position = run->head.position,
                                   .seq = changes->base_seq + 1,
                                   .is_front = is_front(relay, changes)};
    ts_bytes_put(&relay->bytes, ts_relay_newest(&relay->store, run->universe_row));
    ts_changeset_encode(&relay->wire.known, changes, ts_act_needs_counts(changes), &relay->bytes);
}

static enum ts_status apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err)
{
    struct relay *relay = relay_of(store);
    int64_t universe = changes->run->universe_row;
    enum ts_status status = refuse_spoiled(relay, changes, err);
    if (status) return status;
    if (can_be_sent(relay, changes)) {
        take_turn(relay, changes);
        *receipt = (struct ts_receipt){.seq = changes->base_seq + 1};
        return TS_OK;
    }
    status = go_direct(relay, err);
    if (!status) status = refuse_spoiled(relay, changes, err); // by what was waited for
    relay->turn.universe = universe;
    return status ? status : ts_store_apply(relay->base, changes, receipt, err);
}

enum ts_status ts_relay_read(const struct ts_changeset_wire *known, const char *bytes, size_t length, uint64_t *after,
                             struct ts_travelled *out, struct ts_err *err)
{
    struct ts_bytes sent = {bytes, bytes + length};
    *after = ts_bytes_get(&sent);
    return ts_changeset_decode(known, sent.at, (size_t)(sent.end - sent.at), out, err);
}

// --- what is written here alone

static enum ts_status grant(struct ts_store *store, const struct ts_granting *grant, struct ts_err *err)
{
    enum ts_status status = go_direct(relay_of(store), err);
    return status ? status : ts_store_grant(ts_relay_base(store), grant, err);
}

static enum ts_status set_care(struct ts_store *store, ts_symbol player, const char *settings, int64_t at, struct ts_err *err)
{
    enum ts_status status = go_direct(relay_of(store), err);
    return status ? status : ts_store_set_care(ts_relay_base(store), player, settings, at, err);
}

static enum ts_status keep(struct ts_store *store, ts_symbol player, const struct ts_kept *kept, struct ts_err *err)
{
    enum ts_status status = go_direct(relay_of(store), err);
    return status ? status : ts_store_keep(ts_relay_base(store), player, kept, err);
}

static enum ts_status add_passage(struct ts_store *store, int64_t run, const struct ts_passage *passage, struct ts_err *err)
{
    enum ts_status status = go_direct(relay_of(store), err);
    return status ? status : ts_store_add_passage(ts_relay_base(store), run, passage, err);
}

static enum ts_status add_deed(struct ts_store *store, ts_symbol name, int64_t at, struct ts_err *err)
{
    enum ts_status status = go_direct(relay_of(store), err);
    return status ? status : ts_store_add_deed(ts_relay_base(store), name, at, err);
}

static enum ts_status erase_player(struct ts_store *store, ts_symbol player, ts_each_remnant *each, void *self, struct ts_erased *out,
                                   struct ts_err *err)
{
    enum ts_status status = ts_relay_settle(store, 0, err);
    return status ? status : ts_store_erase_player(ts_relay_base(store), player, each, self, out, err);
}

// --- the relay itself

static void close_store(struct ts_store *store)
{
    struct relay *relay = relay_of(store);
    rollback(store);
    ts_store_close(relay->base);
    while (relay->count) let_go(&relay->under_way[--relay->count]);
    ts_buffer_clear(&relay->bytes);
    ts_map_clear(&relay->troubles);
    free(relay->under_way);
    free((struct ts_driver *)store->driver);
    free(relay);
}

static const struct ts_driver *make_driver(void)
{
    struct ts_driver *driver = ts_memory_get(sizeof *driver);
    *driver = (struct ts_driver){
        .close = close_store,
        .begin = begin,
        .commit = commit,
        .rollback = rollback,
        .is_writing = is_writing,
        .hold = hold,
        .apply = apply,
        .grant = grant,
        .set_care = set_care,
        .keep = keep,
        .add_passage = add_passage,
        .add_deed = add_deed,
        .erase_player = erase_player,
    };
    ts_relay_set_reads(driver);
    return driver;
}

void ts_relay_open(struct ts_store *base, const struct ts_relay_wire *wire, struct ts_store **out)
{
    struct relay *relay = ts_memory_get(sizeof *relay);
    *relay = (struct relay){.store = {.driver = make_driver(),
                                      .symbols = base->symbols,
                                      .timeline = ts_relay_timeline,
                                      .lineage = ts_lineage_new(),
                                      .migrated = base->migrated,
                                      .is_unsafe = base->is_unsafe},
                            .base = base,
                            .wire = *wire};
    relay->store.world = ts_lineage_world(&relay->store);
    *out = &relay->store;
}
