// past.c - a universe as it stood once: what was stored by then, and nothing later
#include "engine/past.h"

#include <stdlib.h>

#include "base/arena.h"

static enum ts_status head(void *self, int64_t universe, int64_t *position, int64_t *seq, struct ts_err *err)
{
    const struct ts_past *past = self;
    (void)universe, (void)err;
    if (position) *position = past->end;
    if (seq) *seq = past->seq;
    return TS_OK;
}

static enum ts_status get(void *self, int64_t universe, ts_symbol key, int64_t position, struct ts_value initial, struct ts_value *out,
                          struct ts_err *err)
{
    const struct ts_past *past = self;
    return ts_store_value_at(past->store, universe, key, position, past->seq, initial, out, err);
}

static enum ts_status is_claimed(void *self, int64_t universe, ts_symbol key, bool *out, struct ts_err *err)
{
    const struct ts_past *past = self;
    return ts_store_is_claimed_at(past->store, universe, key, past->seq, out, err);
}

struct versions { // of which so many are given that were stored by then
    const struct ts_past *past;
    ts_each_version *each;
    void *self;
    int64_t given, limit;
};

static void give_version(void *self, const struct ts_world_version *version)
{
    struct versions *versions = self;
    if (version->seq > versions->past->seq || (versions->limit && versions->given == versions->limit)) return;
    versions->given++;
    versions->each(versions->self, version);
}

static enum ts_status history(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t limit, ts_each_version *each,
                              void *each_self, struct ts_err *err)
{
    const struct ts_past *past = self;
    struct versions versions = {past, each, each_self, 0, limit};
    return past->present->history(past->present->self, universe, key, position, 0, give_version, &versions, err);
}

static enum ts_status events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err)
{
    const struct ts_past *past = self;
    struct ts_event_query then = *query;
    if (!then.until_seq || then.until_seq > past->seq) then.until_seq = past->seq;
    return past->present->events(past->present->self, universe, &then, each, each_self, err);
}

static enum ts_status bystanders(void *self, int64_t universe, ts_each_bystander *each, void *each_self, struct ts_err *err)
{
    const struct ts_past *past = self;
    return past->present->bystanders(past->present->self, universe, each, each_self, err);
}

// --- the last position then: where the run stood that stood furthest

struct standing {
    struct ts_past *past;
    int64_t *rows;
    uint32_t count, room;
};

static void add_run(void *self, const struct ts_run_record *run)
{
    struct standing *standing = self;
    if (standing->count == standing->room) {
        standing->room = standing->room ? standing->room * 2 : 16;
        standing->rows = ts_memory_grow(standing->rows, standing->room * sizeof *standing->rows);
    }
    standing->rows[standing->count++] = run->row;
}

static bool find_standing(void *self, const struct ts_act_record *act)
{
    struct ts_past *past = self;
    if (act->seq > past->seq) return true;
    if (act->position > past->end) past->end = act->position;
    return false;
}

static enum ts_status find_end(struct ts_past *past, const struct ts_universe_record *universe, struct ts_err *err)
{
    struct standing standing = {.past = past};
    past->end = universe->seq <= past->seq ? universe->position : universe->parent ? universe->fork_position : 0;
    if (universe->seq <= past->seq) return TS_OK;
    enum ts_status status = ts_store_each_run(past->store, (struct ts_run_filter){.universe = universe->id}, add_run, &standing, err);
    for (uint32_t i = 0; i < standing.count && !status; i++)
        status = ts_store_each_act(past->store, standing.rows[i], 0, find_standing, past, err);
    free(standing.rows);
    return status;
}

enum ts_status ts_past_open(struct ts_past *past, struct ts_store *store, ts_symbol universe, int64_t seq, struct ts_err *err)
{
    struct ts_universe_record record = {0};
    bool found = false;
    *past = (struct ts_past){.store = store, .present = ts_store_world(store), .seq = seq};
    past->world = (struct ts_world){past, head, get, is_claimed, history, events, bystanders};
    enum ts_status status = ts_store_find_universe(store, universe, &record, &found, err);
    if (status) return status;
    if (!found) return ts_err_set(err, TS_DATA, "the run's universe is not in this store: try `turnstone store check`");
    return find_end(past, &record, err);
}
