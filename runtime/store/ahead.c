// ahead.c - a universe as it will be once what is under way there is stored
//
// Only turns at the universe's front: in the order of (position, seq), which the world goes by, they stand behind all rows there are, one behind the
// other. So rows are read as of the act before the first of them, whatever of them is stored by then, and the turns laid over that.
#include <stdlib.h>

#include "base/arena.h"
#include "store/relaying.h"
#include "store/world_sum.h"

static bool read_turn(const struct relay *relay, struct relayed *relayed)
{
    uint64_t after;
    if (relayed->turn) return true;
    relayed->turn = ts_memory_get(sizeof *relayed->turn);
    if (ts_relay_read(&relay->wire.known, relayed->bytes.bytes, relayed->bytes.length, &after, relayed->turn, NULL) == TS_OK) return true;
    free(relayed->turn);
    relayed->turn = NULL;
    return false;
}

bool ts_ahead_open(struct relay *relay, int64_t universe, struct ts_ahead *out)
{
    *out = (struct ts_ahead){relay, universe, INT64_MAX};
    for (uint32_t i = 0; i < relay->count; i++) {
        struct relayed *relayed = &relay->under_way[i];
        if (relayed->universe != universe) continue;
        if (!relayed->is_front || !read_turn(relay, relayed)) return false;
        if (out->since == INT64_MAX) out->since = relayed->seq - 1;
    }
    return true;
}

// The next one of the universe from a place on, as far as it is known by `until_seq`; NULL: there is none.
static const struct relayed *next(const struct ts_ahead *ahead, uint32_t *place, int64_t until_seq)
{
    while (*place < ahead->relay->count) {
        const struct relayed *relayed = &ahead->relay->under_way[(*place)++];
        if (relayed->universe == ahead->universe && relayed->seq <= until_seq) return relayed;
    }
    return NULL;
}

static const struct relayed *previous(const struct ts_ahead *ahead, uint32_t *place, int64_t until_seq)
{
    while (*place > 0) {
        const struct relayed *relayed = &ahead->relay->under_way[--*place];
        if (relayed->universe == ahead->universe && relayed->seq <= until_seq) return relayed;
    }
    return NULL;
}

void ts_ahead_head(const struct ts_ahead *ahead, int64_t *position, int64_t *seq)
{
    uint32_t place = ahead->relay->count;
    const struct relayed *last = previous(ahead, &place, INT64_MAX);
    *position = last->position;
    *seq = last->seq;
}

// --- world keys

static const struct ts_world_change *find_write(const struct relayed *relayed, ts_symbol key)
{
    const struct ts_changeset *changes = &relayed->turn->changes;
    for (uint32_t i = 0; i < changes->world_count; i++)
        if (changes->world[i].key == key) return &changes->world[i];
    return NULL;
}

static void put(struct ts_own_value *value, struct ts_value set)
{
    ts_value_drop(&value->value);
    *value = (struct ts_own_value){.is_set = true, .value = ts_value_keep(set)};
}

// What was added to a real before is in it already, and a sum of reals depends on how it is summed.
static bool add(struct ts_own_value *value, int64_t added, bool is_base)
{
    struct ts_sum_at sum = {.sum = added};
    if (!value->is_set || value->value.type == TS_NIL) {
        value->added = ts_sum_add(value->added, added);
        return true;
    }
    if (value->value.type == TS_REAL && is_base) return false;
    struct ts_value now = ts_value_keep(ts_sum_value(&sum, value->value));
    ts_value_drop(&value->value);
    value->value = now;
    return true;
}

bool ts_ahead_lay_over(const struct ts_ahead *ahead, ts_symbol key, int64_t position, int64_t until_seq, struct ts_own_value *value)
{
    const struct relayed *relayed;
    uint32_t place = 0;
    int64_t added = 0;
    bool is_base = true;
    while ((relayed = next(ahead, &place, until_seq))) {
        const struct ts_world_change *write = relayed->position <= position ? find_write(relayed, key) : NULL;
        if (!write) continue;
        if (write->add) {
            added = ts_sum_add(added, write->value.integer);
        } else {
            put(value, write->value);
            added = 0;
            is_base = false;
        }
    }
    return !added || add(value, added, is_base);
}

int64_t ts_ahead_each_version(const struct ts_ahead *ahead, ts_symbol key, int64_t position, int64_t until_seq, int64_t limit,
                              ts_each_version *each, void *self)
{
    const struct relayed *relayed;
    uint32_t place = ahead->relay->count;
    int64_t given = 0;
    while ((!limit || given < limit) && (relayed = previous(ahead, &place, until_seq))) {
        const struct ts_world_change *write = relayed->position <= position ? find_write(relayed, key) : NULL;
        if (!write) continue;
        struct ts_world_version version = {relayed->position, relayed->seq, relayed->run_id, write->add, write->value};
        ahead->relay->giving++;
        each(self, &version);
        ahead->relay->giving--;
        given++;
    }
    return given;
}

void ts_ahead_each_key(const struct ts_ahead *ahead, ts_each_key *each, void *self)
{
    const struct relayed *relayed;
    uint32_t place = 0;
    while ((relayed = next(ahead, &place, INT64_MAX)))
        for (uint32_t i = 0; i < relayed->turn->changes.world_count; i++) each(self, relayed->turn->changes.world[i].key);
}

// --- claims and runs

bool ts_ahead_has_claim(const struct ts_ahead *ahead, ts_symbol key, int64_t to, int64_t until_seq)
{
    const struct relayed *relayed;
    uint32_t place = 0;
    while ((relayed = next(ahead, &place, until_seq))) {
        const struct ts_changeset *changes = &relayed->turn->changes;
        for (uint32_t i = 0; i < changes->claim_count && relayed->position <= to; i++)
            if (changes->claims[i] == key) return true;
    }
    return false;
}

const struct ts_run *ts_ahead_find_run(const struct ts_ahead *ahead, ts_symbol run)
{
    const struct relayed *relayed;
    uint32_t place = ahead->relay->count;
    while ((relayed = previous(ahead, &place, INT64_MAX)))
        if (relayed->run_id == run) return &relayed->turn->run;
    return NULL;
}

// --- events

static bool fits(const struct ts_event_query *query, const struct ts_event *event)
{
    bool is_own = query->reader && event->run == query->reader;
    if (event->position < query->from || event->position > query->to || event->seq <= query->since_seq) return false;
    if ((query->run && event->run != query->run) || (query->others_only && is_own) || (query->major_only && !event->major)) return false;
    return !query->reader || event->major || is_own || (query->place && event->place == query->place);
}

static struct ts_event event_of(const struct relayed *relayed, uint32_t n)
{
    const struct ts_changeset *changes = &relayed->turn->changes;
    const struct ts_event_record *record = &changes->events[n];
    return (struct ts_event){.position = relayed->position,
                             .seq = relayed->seq,
                             .ordinal = n,
                             .run = relayed->run_id,
                             .character = changes->run->character,
                             .character_name = changes->run->character_name,
                             .action = record->action,
                             .consequences = record->consequences,
                             .major = record->major || changes->is_major,
                             .place = record->place,
                             .care = record->care,
                             .at = changes->at};
}

int64_t ts_ahead_each_event(const struct ts_ahead *ahead, const struct ts_event_query *query, int64_t given, ts_each_event *each, void *self)
{
    const struct relayed *relayed;
    int64_t until = query->until_seq ? query->until_seq : INT64_MAX;
    uint32_t place = query->newest_first ? ahead->relay->count : 0;
    while ((relayed = query->newest_first ? previous(ahead, &place, until) : next(ahead, &place, until))) {
        uint32_t count = relayed->turn->changes.event_count;
        for (uint32_t i = 0; i < count; i++) {
            struct ts_event event = event_of(relayed, query->newest_first ? count - 1 - i : i);
            if (query->limit && given >= query->limit) return given;
            if (!fits(query, &event)) continue;
            ahead->relay->giving++;
            each(self, &event);
            ahead->relay->giving--;
            given++;
        }
    }
    return given;
}
