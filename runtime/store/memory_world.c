// memory_world.c - universes in memory, as scripts and people see them
#include "store/memory.h"

static enum ts_status unknown_universe(struct ts_err *err)
{
    return ts_err_set(err, TS_DATA, "unknown universe: `turnstone universe list` shows those there are");
}

struct mem_key *ts_mem_find_key(const struct mem_universe *universe, ts_symbol key)
{
    const uint64_t *index = ts_map_find(&universe->key_of, key);
    return index && *index ? &universe->keys[*index - 1] : NULL;
}

static enum ts_status head(void *self, int64_t universe, int64_t *position, int64_t *seq, struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(self, universe);
    if (!found) return unknown_universe(err);
    if (position) *position = found->head.position;
    if (seq) *seq = found->head.act_count;
    return TS_OK;
}

static enum ts_status get(void *self, int64_t universe, ts_symbol key, int64_t position, struct ts_value initial, struct ts_value *out,
                          struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(self, universe);
    if (!found) return unknown_universe(err);
    const struct mem_key *rows = ts_mem_find_key(found, key);
    *out = ts_value_keep(rows ? ts_mem_key_value(rows, position, initial) : initial);
    return TS_OK;
}

static enum ts_status is_claimed(void *self, int64_t universe, ts_symbol key, bool *out, struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(self, universe);
    if (!found) return unknown_universe(err);
    const uint64_t *claim = ts_map_find(&found->claims, key);
    *out = claim && *claim;
    return TS_OK;
}

static enum ts_status history(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t limit, ts_each_version *each,
                              void *each_self, struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(self, universe);
    if (!found) return unknown_universe(err);
    const struct mem_key *rows = ts_mem_find_key(found, key);
    if (rows) ts_mem_key_history(self, rows, position, limit, each, each_self);
    return TS_OK;
}

static enum ts_status bystanders(void *self, int64_t universe, ts_each_bystander *each, void *each_self, struct ts_err *err)
{
    const struct mem_store *memory = self;
    if (!ts_mem_universe(memory, universe)) return unknown_universe(err);
    for (uint32_t i = 0; i < memory->run_count; i++) {
        const struct mem_run *run = memory->runs[i];
        if (run->universe_row != universe || run->head.is_deleted) continue;
        const uint64_t *name = ts_map_find(&memory->names, run->character);
        struct ts_bystander who = {run->id, run->character, name ? (ts_symbol)*name : 0, run->head.position, run->head.state};
        each(each_self, &who);
    }
    return TS_OK;
}

struct ts_world ts_mem_world(struct mem_store *memory)
{
    return (struct ts_world){.self = memory,
                             .head = head,
                             .get = get,
                             .is_claimed = is_claimed,
                             .history = history,
                             .events = ts_mem_events,
                             .bystanders = bystanders};
}

static struct ts_universe_record record_of(const struct mem_universe *universe, int64_t row)
{
    return (struct ts_universe_record){.id = universe->id,
                                       .row = row,
                                       .position = universe->head.position,
                                       .seq = universe->head.act_count,
                                       .created_at = universe->created_at,
                                       .live = universe->live,
                                       .runs = universe->runs,
                                       .events = universe->head.event_count};
}

enum ts_status ts_mem_find_universe(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    const uint64_t *row = ts_map_find(&memory->universe_of, id);
    (void)err;
    *found = row && *row;
    if (*found) *out = record_of(memory->universes[*row - 1], (int64_t)*row);
    return TS_OK;
}

enum ts_status ts_mem_each_universe(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    (void)err;
    for (uint32_t i = 0; i < memory->universe_count; i++) {
        struct ts_universe_record record = record_of(memory->universes[i], i + 1);
        each(self, &record);
    }
    return TS_OK;
}

enum ts_status ts_mem_each_key(struct ts_store *store, int64_t universe, ts_each_key *each, void *self, struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(ts_mem(store), universe);
    if (!found) return unknown_universe(err);
    for (uint32_t i = 0; i < found->key_count; i++)
        if (found->keys[i].count) each(self, found->keys[i].id);
    return TS_OK;
}
