// memory_world.c - universes in memory, as scripts and people see them
#include "store/memory.h"

static enum ts_status unknown_universe(struct ts_err *err)
{
    return ts_err_set(err, TS_DATA, "unknown universe: `turnstone universe list` shows those there are");
}

static struct mem_key *find_key(const struct mem_universe *universe, ts_symbol key)
{
    const uint64_t *index = ts_map_find(&universe->key_of, key);
    return index && *index ? &universe->keys[*index - 1] : NULL;
}

static enum ts_status head(void *self, int64_t universe, int64_t *position, int64_t *seq, struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(self, universe);
    if (!found) return unknown_universe(err);
    if (position) *position = found->head.position;
    if (seq) *seq = ts_mem_seq(found);
    return TS_OK;
}

static enum ts_status get(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t until_seq, struct ts_own_value *out,
                          struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(self, universe);
    *out = (struct ts_own_value){0};
    if (!found) return unknown_universe(err);
    const struct mem_key *rows = find_key(found, key);
    if (rows) *out = ts_mem_key_value(rows, position, until_seq);
    return TS_OK;
}

static enum ts_status find_claim(void *self, int64_t universe, ts_symbol key, int64_t to, int64_t until_seq, bool *found,
                                 struct ts_err *err)
{
    const struct mem_universe *here = ts_mem_universe(self, universe);
    *found = false;
    if (!here) return unknown_universe(err);
    const uint64_t *claim = ts_map_find(&here->claims, key);
    *found = claim && *claim && *claim <= ts_mem_acts_until(here, until_seq) && here->acts[*claim - 1].position <= to;
    return TS_OK;
}

static enum ts_status history(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t until_seq, int64_t limit,
                              ts_each_version *each, void *each_self, struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(self, universe);
    if (!found) return unknown_universe(err);
    const struct mem_key *rows = find_key(found, key);
    if (rows) ts_mem_key_history(self, rows, position, until_seq, limit, each, each_self);
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

static enum ts_status each_key(void *self, int64_t universe, ts_each_key *each, void *each_self, struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(self, universe);
    if (!found) return unknown_universe(err);
    for (uint32_t i = 0; i < found->key_count; i++)
        if (found->keys[i].count) each(each_self, found->keys[i].id);
    return TS_OK;
}

static enum ts_status find_fork(void *self, int64_t universe, struct ts_fork_point *out, struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(self, universe);
    if (!found) return unknown_universe(err);
    *out = found->fork;
    return TS_OK;
}

static enum ts_status find_parent(void *self, ts_symbol run, ts_symbol *out, struct ts_err *err)
{
    const struct mem_store *memory = self;
    const uint64_t *row = ts_map_find(&memory->run_of, run);
    const struct mem_run *found = row ? ts_mem_run(memory, (int64_t)*row) : NULL;
    const struct mem_run *parent = found ? ts_mem_run(memory, found->parent) : NULL;
    (void)err;
    *out = parent ? parent->id : 0;
    return TS_OK;
}

struct ts_timeline ts_mem_timeline(void)
{
    return (struct ts_timeline){.head = head,
                                .get = get,
                                .find_claim = find_claim,
                                .history = history,
                                .events = ts_mem_events,
                                .bystanders = bystanders,
                                .each_key = each_key,
                                .find_fork = find_fork,
                                .find_parent = find_parent};
}

static struct ts_universe_record record_of(const struct mem_store *memory, int64_t row)
{
    const struct mem_universe *universe = ts_mem_universe(memory, row), *parent = ts_mem_universe(memory, universe->fork.parent);
    return (struct ts_universe_record){.id = universe->id,
                                       .parent = parent ? parent->id : 0,
                                       .row = row,
                                       .position = universe->head.position,
                                       .seq = ts_mem_seq(universe),
                                       .fork_position = universe->fork.position,
                                       .fork_seq = universe->fork.seq,
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
    if (*found) *out = record_of(memory, (int64_t)*row);
    return TS_OK;
}

enum ts_status ts_mem_each_universe(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    (void)err;
    for (uint32_t i = 0; i < memory->universe_count; i++) {
        struct ts_universe_record record = record_of(memory, i + 1);
        each(self, &record);
    }
    return TS_OK;
}

enum ts_status ts_mem_last_merge(struct ts_store *store, int64_t universe, int64_t source, struct ts_merged *out, struct ts_err *err)
{
    const struct mem_universe *found = ts_mem_universe(ts_mem(store), universe);
    *out = (struct ts_merged){0};
    if (!found) return unknown_universe(err);
    for (uint32_t i = found->head.merge_count; i-- > 0;) {
        if (found->merges[i].source != source) continue;
        *out = found->merges[i].merged;
        return TS_OK;
    }
    return TS_OK;
}
