// lineage.c - the world of a universe that may have branched off another: its own rows over those of its ancestors
#include "store/lineage.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "store/world_sum.h"

enum { REMEMBERED = 4096 };

struct inherited { // what a key was at a universe's fork
    struct ts_own_value value;
};

struct ts_lineage {
    struct ts_fork_point *forks;
    uint32_t fork_count, fork_room;
    struct ts_map fork_of; // universe -> index + 1 in `forks`
    struct inherited *inherited;
    uint32_t inherited_count;
    struct ts_map inherited_of; // universe and key -> index + 1
};

struct ts_lineage *ts_lineage_new(void)
{
    struct ts_lineage *lineage = ts_memory_get(sizeof *lineage);
    *lineage = (struct ts_lineage){0};
    return lineage;
}

static void forget_inherited(struct ts_lineage *lineage)
{
    while (lineage->inherited_count) ts_value_drop(&lineage->inherited[--lineage->inherited_count].value.value);
    ts_map_clear(&lineage->inherited_of);
}

void ts_lineage_forget(struct ts_lineage *lineage)
{
    forget_inherited(lineage);
    lineage->fork_count = 0;
    ts_map_clear(&lineage->fork_of);
}

void ts_lineage_free(struct ts_lineage *lineage)
{
    if (!lineage) return;
    ts_lineage_forget(lineage);
    free(lineage->forks);
    free(lineage->inherited);
    free(lineage);
}

// --- forks: they never change

static enum ts_status find_fork(struct ts_store *store, int64_t universe, struct ts_fork_point *out, struct ts_err *err)
{
    struct ts_lineage *lineage = store->lineage;
    const uint64_t *known = ts_map_find(&lineage->fork_of, (uint64_t)universe);
    *out = known ? lineage->forks[*known - 1] : (struct ts_fork_point){0};
    if (known || !universe) return TS_OK;
    enum ts_status status = store->timeline.find_fork(store, universe, out, err);
    if (status) return status;
    if (lineage->fork_count == lineage->fork_room) {
        lineage->fork_room = lineage->fork_room ? lineage->fork_room * 2 : 16;
        lineage->forks = ts_memory_grow(lineage->forks, lineage->fork_room * sizeof *lineage->forks);
    }
    lineage->forks[lineage->fork_count++] = *out;
    *ts_map_add(&lineage->fork_of, (uint64_t)universe) = lineage->fork_count;
    return TS_OK;
}

// Where one stands in a lineage: a universe, and what of it can be seen.
struct spot {
    int64_t universe, position, until_seq;
};

// To the parent, as seen from the branch.
static void climb(struct spot *spot, const struct ts_fork_point *fork)
{
    spot->universe = fork->parent;
    if (fork->position < spot->position) spot->position = fork->position;
    if (fork->seq < spot->until_seq) spot->until_seq = fork->seq;
}

// Up to the universe whose own rows stand at the position.
static enum ts_status climb_to(struct ts_store *store, struct spot *spot, struct ts_fork_point *fork, struct ts_err *err)
{
    enum ts_status status;
    while (!(status = find_fork(store, spot->universe, fork, err)) && fork->parent && spot->position < fork->position) climb(spot, fork);
    return status;
}

// --- values

static const struct ts_own_value *find_inherited(const struct ts_lineage *lineage, int64_t universe, ts_symbol key)
{
    const uint64_t *known = ts_map_find(&lineage->inherited_of, (uint64_t)universe << 32 | key);
    return known ? &lineage->inherited[*known - 1].value : NULL;
}

static void remember(struct ts_lineage *lineage, int64_t universe, ts_symbol key, const struct ts_own_value *value)
{
    if (lineage->inherited_count == REMEMBERED) forget_inherited(lineage);
    if (!lineage->inherited) lineage->inherited = ts_memory_get(REMEMBERED * sizeof *lineage->inherited);
    struct inherited *kept = &lineage->inherited[lineage->inherited_count++];
    *kept = (struct inherited){*value};
    kept->value.value = ts_value_keep(value->value);
    *ts_map_add(&lineage->inherited_of, (uint64_t)universe << 32 | key) = lineage->inherited_count;
}

// Lays what is nearer over what is inherited.
static void lay_over(struct ts_own_value *near, const struct ts_own_value *inherited)
{
    if (near->is_set) return;
    near->is_set = inherited->is_set;
    if (inherited->is_set && inherited->value.type != TS_NIL) {
        struct ts_sum_at sum = {.sum = near->added};
        near->value = ts_value_keep(ts_sum_value(&sum, inherited->value));
    } else {
        near->added = ts_sum_add(near->added, inherited->added);
    }
}

// What the key was at the fork of `universe`: walked to, ancestor by ancestor.
static enum ts_status find_at_fork(struct ts_store *store, int64_t universe, const struct ts_fork_point *fork, ts_symbol key,
                                   struct ts_own_value *out, struct ts_err *err)
{
    struct spot spot = {universe, INT64_MAX, INT64_MAX};
    struct ts_fork_point up = *fork;
    const struct ts_own_value *known = NULL;
    enum ts_status status = TS_OK;
    *out = (struct ts_own_value){0};
    while (!status && up.parent && !out->is_set && !known) {
        struct ts_own_value here = {0};
        climb(&spot, &up);
        status = store->timeline.get(store, spot.universe, key, spot.position, spot.until_seq, &here, err);
        if (!status) lay_over(out, &here);
        ts_value_drop(&here.value);
        if (!status) status = find_fork(store, spot.universe, &up, err);
        if (!status && up.parent && up.position <= spot.position && up.seq <= spot.until_seq)
            known = find_inherited(store->lineage, spot.universe, key);
    }
    if (!status && known) lay_over(out, known);
    if (!status) remember(store->lineage, universe, key, out);
    return status;
}

static enum ts_status inherit(struct ts_store *store, int64_t universe, const struct ts_fork_point *fork, ts_symbol key,
                              struct ts_own_value *value, struct ts_err *err)
{
    const struct ts_own_value *known = find_inherited(store->lineage, universe, key);
    struct ts_own_value found = {0};
    enum ts_status status = known ? TS_OK : find_at_fork(store, universe, fork, key, &found, err);
    if (!status) lay_over(value, known ? known : &found);
    ts_value_drop(&found.value);
    return status;
}

enum ts_status ts_store_value_at(struct ts_store *store, int64_t universe, ts_symbol key, int64_t position, int64_t seq,
                                 struct ts_value initial, struct ts_value *out, struct ts_err *err)
{
    struct spot spot = {universe, position, seq ? seq : INT64_MAX};
    struct ts_fork_point fork;
    struct ts_own_value value = {0};
    *out = ts_value_nil();
    enum ts_status status = climb_to(store, &spot, &fork, err);
    if (!status) status = store->timeline.get(store, spot.universe, key, spot.position, spot.until_seq, &value, err);
    if (!status && fork.parent && !value.is_set) status = inherit(store, spot.universe, &fork, key, &value, err);
    if (!status) {
        struct ts_sum_at sum = {.sum = value.added};
        bool has_value = value.is_set && value.value.type != TS_NIL;
        *out = ts_value_keep(has_value ? value.value : ts_sum_value(&sum, initial));
    }
    ts_value_drop(&value.value);
    return status;
}

static enum ts_status get(void *self, int64_t universe, ts_symbol key, int64_t position, struct ts_value initial, struct ts_value *out,
                          struct ts_err *err)
{
    return ts_store_value_at(self, universe, key, position, 0, initial, out, err);
}

// --- the rest of the world

static enum ts_status head(void *self, int64_t universe, int64_t *position, int64_t *seq, struct ts_err *err)
{
    struct ts_store *store = self;
    return store->timeline.head(store, universe, position, seq, err);
}

enum ts_status ts_store_is_claimed_at(struct ts_store *store, int64_t universe, ts_symbol key, int64_t seq, bool *out, struct ts_err *err)
{
    struct spot spot = {universe, INT64_MAX, seq ? seq : INT64_MAX};
    struct ts_fork_point fork;
    enum ts_status status;
    *out = false;
    do {
        status = store->timeline.find_claim(store, spot.universe, key, spot.position, spot.until_seq, out, err);
        if (!status) status = find_fork(store, spot.universe, &fork, err);
        if (!status) climb(&spot, &fork);
    } while (!status && !*out && spot.universe);
    return status;
}

static enum ts_status is_claimed(void *self, int64_t universe, ts_symbol key, bool *out, struct ts_err *err)
{
    return ts_store_is_claimed_at(self, universe, key, 0, out, err);
}

struct versions { // given so far, of so many
    ts_each_version *each;
    void *self;
    int64_t given;
};

static void give_version(void *self, const struct ts_world_version *version)
{
    struct versions *versions = self;
    versions->given++;
    versions->each(versions->self, version);
}

static enum ts_status history(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t limit, ts_each_version *each,
                              void *each_self, struct ts_err *err)
{
    struct ts_store *store = self;
    struct spot spot = {universe, position, INT64_MAX};
    struct versions versions = {each, each_self, 0};
    struct ts_fork_point fork;
    enum ts_status status = climb_to(store, &spot, &fork, err);
    while (!status && spot.universe && (!limit || versions.given < limit)) {
        status = store->timeline.history(store, spot.universe, key, spot.position, spot.until_seq, limit ? limit - versions.given : 0,
                                         give_version, &versions, err);
        if (!status) status = find_fork(store, spot.universe, &fork, err);
        if (!status) climb(&spot, &fork);
    }
    return status;
}

// --- events: an ancestor's come before the branch's own

struct events {
    struct ts_store *store;
    ts_each_event *each;
    void *self;
    int64_t given;
};

static void give_event(void *self, const struct ts_event *event)
{
    struct events *events = self;
    events->given++;
    events->each(events->self, event);
}

// What the query asks of the parent. `*has_any`: there can be something.
static enum ts_status ask_parent(struct ts_store *store, const struct ts_fork_point *fork, struct ts_event_query *query, bool *has_any,
                                 struct ts_err *err)
{
    ts_symbol reader = 0, run = 0;
    enum ts_status status = query->reader ? store->timeline.find_parent(store, query->reader, &reader, err) : TS_OK;
    if (!status && query->run) status = store->timeline.find_parent(store, query->run, &run, err);
    *has_any = query->from <= fork->position && query->since_seq < fork->seq && (run || !query->run);
    if (reader) query->reader = reader; // who was never there sees what anybody sees
    query->run = run;
    if (query->to > fork->position) query->to = fork->position;
    if (!query->until_seq || query->until_seq > fork->seq) query->until_seq = fork->seq;
    return status;
}

static enum ts_status events_of(struct events *events, int64_t universe, const struct ts_event_query *query, struct ts_err *err);

static enum ts_status own_events(struct events *events, int64_t universe, const struct ts_event_query *query, struct ts_err *err)
{
    struct ts_event_query rest = *query;
    if (query->limit && events->given >= query->limit) return TS_OK;
    if (query->limit) rest.limit = query->limit - events->given;
    return events->store->timeline.events(events->store, universe, &rest, give_event, events, err);
}

static enum ts_status parent_events(struct events *events, const struct ts_fork_point *fork, const struct ts_event_query *query,
                                    struct ts_err *err)
{
    struct ts_event_query up = *query;
    bool has_any;
    enum ts_status status = ask_parent(events->store, fork, &up, &has_any, err);
    return status || !has_any ? status : events_of(events, fork->parent, &up, err);
}

static enum ts_status events_of(struct events *events, int64_t universe, const struct ts_event_query *query, struct ts_err *err)
{
    struct ts_fork_point fork;
    enum ts_status status = find_fork(events->store, universe, &fork, err);
    if (status) return status;
    if (!fork.parent) return own_events(events, universe, query, err);
    if (query->newest_first) {
        status = own_events(events, universe, query, err);
        return status ? status : parent_events(events, &fork, query, err);
    }
    status = parent_events(events, &fork, query, err);
    return status ? status : own_events(events, universe, query, err);
}

static enum ts_status world_events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                                   struct ts_err *err)
{
    struct events events = {self, each, each_self, 0};
    return events_of(&events, universe, query, err);
}

static enum ts_status bystanders(void *self, int64_t universe, ts_each_bystander *each, void *each_self, struct ts_err *err)
{
    struct ts_store *store = self;
    return store->timeline.bystanders(store, universe, each, each_self, err);
}

struct ts_world ts_lineage_world(struct ts_store *store)
{
    return (struct ts_world){.self = store,
                             .head = head,
                             .get = get,
                             .is_claimed = is_claimed,
                             .history = history,
                             .events = world_events,
                             .bystanders = bystanders};
}

// --- the lineage itself

enum ts_status ts_store_each_own_event(struct ts_store *store, int64_t universe, const struct ts_event_query *query, ts_each_event *each,
                                       void *self, struct ts_err *err)
{
    return store->timeline.events(store, universe, query, each, self, err);
}

enum ts_status ts_store_each_ancestor(struct ts_store *store, int64_t universe, ts_each_ancestor *each, void *self, struct ts_err *err)
{
    struct spot spot = {universe, INT64_MAX, INT64_MAX};
    struct ts_fork_point fork;
    enum ts_status status = TS_OK;
    while (!status && spot.universe) {
        struct ts_ancestor ancestor = {spot.universe, spot.position, spot.until_seq};
        each(self, &ancestor);
        status = find_fork(store, spot.universe, &fork, err);
        if (!status) climb(&spot, &fork);
    }
    return status;
}

struct keys {
    struct ts_map seen;
    ts_each_key *each;
    void *self;
};

static void give_key(void *self, ts_symbol key)
{
    struct keys *keys = self;
    uint64_t *seen = ts_map_add(&keys->seen, key);
    if (!*seen) keys->each(keys->self, key);
    *seen = 1;
}

enum ts_status ts_store_each_key(struct ts_store *store, int64_t universe, ts_each_key *each, void *self, struct ts_err *err)
{
    struct keys keys = {{0}, each, self};
    struct ts_fork_point fork;
    enum ts_status status = TS_OK;
    while (!status && universe) {
        status = store->timeline.each_key(store, universe, give_key, &keys, err);
        if (!status) status = find_fork(store, universe, &fork, err);
        universe = fork.parent;
    }
    ts_map_clear(&keys.seen);
    return status;
}
