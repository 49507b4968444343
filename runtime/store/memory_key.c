// memory_key.c - the rows of one world key in memory
#include <stdlib.h>

#include "store/memory.h"

// Rows in order of (position, seq), walked backward.
struct cursor {
    const struct mem_write *rows;
    const struct ts_order *order; // NULL: the rows themselves are in order
    struct ts_order_at at;
    uint32_t index;
    bool is_valid;
};

// How many of the rows stand at or before the position, when they are in order.
static uint32_t count_before(const struct mem_write *rows, uint32_t count, int64_t position)
{
    uint32_t low = 0, high = count;
    if (count && rows[count - 1].position <= position) return count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (rows[middle].position <= position) low = middle + 1;
        else high = middle;
    }
    return low;
}

static struct cursor cursor_of_rows(const struct mem_key *key, int64_t position)
{
    struct cursor cursor = {.rows = key->rows};
    if (key->is_mixed) {
        cursor.order = &key->order;
        cursor.is_valid = ts_order_last(cursor.order, position, &cursor.at);
    } else {
        cursor.index = count_before(key->rows, key->count, position);
        cursor.is_valid = cursor.index-- > 0;
    }
    return cursor;
}

static struct cursor cursor_of_order(const struct mem_write *rows, const struct ts_order *order, int64_t position)
{
    struct cursor cursor = {.rows = rows, .order = order};
    cursor.is_valid = ts_order_last(order, position, &cursor.at);
    return cursor;
}

static const struct mem_write *cursor_get(const struct cursor *cursor)
{
    if (!cursor->is_valid) return NULL;
    return &cursor->rows[cursor->order ? ts_order_get(cursor->order, cursor->at)->index : cursor->index];
}

static void cursor_back(struct cursor *cursor)
{
    cursor->is_valid = cursor->order ? ts_order_previous(cursor->order, &cursor->at) : cursor->index-- > 0;
}

static const struct mem_write *last_row(const struct mem_key *key, int64_t position)
{
    struct cursor cursor = cursor_of_rows(key, position);
    return cursor_get(&cursor);
}

static const struct mem_write *last_set(const struct mem_key *key, int64_t position)
{
    struct cursor cursor = cursor_of_order(key->rows, &key->sets, position);
    return cursor_get(&cursor);
}

// --- the tree of late adds

static int64_t bucket_sum(const struct mem_late *late, int level, int64_t bucket)
{
    const uint64_t *sum = ts_map_find(&late->levels[level], (uint64_t)bucket + 1);
    return sum ? (int64_t)*sum : 0;
}

static int64_t range_sum(const struct mem_late *late, const struct ts_sum_range *range)
{
    int64_t sum = 0;
    for (int64_t bucket = range->from; bucket <= range->to; bucket++) sum = ts_sum_add(sum, bucket_sum(late, range->level, bucket));
    return sum;
}

static int64_t late_until(const struct mem_key *key, int64_t position)
{
    struct ts_sum_range ranges[TS_SUM_LEVELS];
    int64_t sum = 0;
    if (!key->late) return 0;
    int count = ts_sum_prefix(key->late->level_count, position, ranges);
    for (int i = 0; i < count; i++) sum = ts_sum_add(sum, range_sum(key->late, &ranges[i]));
    return sum;
}

static void grow_tree(struct mem_late *late, int levels)
{
    if (!late->level_count) late->level_count = 1;
    for (; late->level_count < levels; late->level_count++) {
        const struct ts_map *below = &late->levels[late->level_count - 1];
        uint64_t sum = 0;
        for (uint32_t i = 0; i < below->room; i++)
            if (below->entries[i].key) sum += below->entries[i].value;
        if (sum) *ts_map_add(&late->levels[late->level_count], 1) = sum;
    }
}

static void add_to_tree(struct mem_late *late, int64_t position, int64_t amount)
{
    grow_tree(late, ts_sum_levels(position));
    for (int level = 0; level < late->level_count; level++)
        *ts_map_add(&late->levels[level], (uint64_t)ts_sum_bucket(position, level) + 1) += (uint64_t)amount;
}

static void write_late(struct mem_key *key, const struct mem_write *write)
{
    struct mem_late *late = key->late;
    if (!late) {
        late = key->late = ts_memory_get(sizeof *late);
        *late = (struct mem_late){0};
    }
    late->rows = ts_mem_room(late->rows, late->count, &late->room, sizeof *late->rows);
    ts_order_add(&late->order, write->position, late->count);
    late->rows[late->count++] = *write;
    add_to_tree(late, write->position, write->value.integer);
}

// --- writing

static void mix(struct mem_key *key)
{
    for (uint32_t i = 0; i < key->count; i++) ts_order_add(&key->order, key->rows[i].position, i);
    key->is_mixed = true;
}

static void write_row(struct mem_key *key, const struct mem_write *write, bool is_early)
{
    const struct mem_write *before = last_row(key, write->position);
    struct mem_write row = *write;
    row.sum = ts_sum_add(before ? before->sum : 0, write->add ? write->value.integer : 0);
    row.leaf = !write->add && key->late ? bucket_sum(key->late, 0, write->position) : 0;
    if (is_early && !key->is_mixed) mix(key);
    key->rows = ts_mem_room(key->rows, key->count, &key->room, sizeof *key->rows);
    if (key->is_mixed) ts_order_add(&key->order, row.position, key->count);
    if (!row.add) ts_order_add(&key->sets, row.position, key->count);
    key->rows[key->count++] = row;
    if (!is_early) key->last_position = row.position;
}

bool ts_mem_key_write(struct mem_key *key, const struct mem_write *write)
{
    bool is_early = key->count && write->position < key->last_position;
    if (is_early && write->add) {
        write_late(key, write);
        return true;
    }
    write_row(key, write, is_early);
    return false;
}

static void undo_late(struct mem_late *late)
{
    const struct mem_write *row = &late->rows[--late->count];
    ts_order_remove(&late->order, row->position, late->count);
    add_to_tree(late, row->position, (int64_t)(0 - (uint64_t)row->value.integer));
}

void ts_mem_key_undo(struct mem_key *key, bool late)
{
    struct mem_write *row;
    if (late) {
        undo_late(key->late);
        return;
    }
    row = &key->rows[--key->count];
    if (key->is_mixed) ts_order_remove(&key->order, row->position, key->count);
    if (!row->add) ts_order_remove(&key->sets, row->position, key->count);
    ts_value_drop(&row->value);
    const struct mem_write *last = last_row(key, INT64_MAX);
    key->last_position = last ? last->position : 0;
}

void ts_mem_key_clear(struct mem_key *key)
{
    while (key->count) ts_value_drop(&key->rows[--key->count].value);
    free(key->rows);
    ts_order_clear(&key->order);
    ts_order_clear(&key->sets);
    if (!key->late) return;
    for (int i = 0; i < TS_SUM_LEVELS; i++) ts_map_clear(&key->late->levels[i]);
    ts_order_clear(&key->late->order);
    free(key->late->rows);
    free(key->late);
}

// --- reading

// A key that was set to nothing is as one that was never set, but for what lies before it.
static struct ts_own_value own_value(const struct ts_sum_at *at)
{
    struct ts_own_value out = {.is_set = at->has_set};
    struct ts_value value = ts_sum_value(at, ts_value_nil());
    if (at->has_set && at->value.type != TS_NIL)
        out.value = ts_value_keep(value);
    else if (value.type == TS_INT)
        out.added = value.integer;
    return out;
}

// By the last row and the last set that are seen.
static struct ts_own_value value_by(const struct mem_key *key, int64_t position, const struct mem_write *row, const struct mem_write *set)
{
    struct ts_sum_at at = {.sum = row ? row->sum : 0, .late = late_until(key, position)};
    if (set) {
        at.has_set = true;
        at.value = set->value;
        at.set_sum = set->sum;
        at.set_leaf = set->leaf;
        at.late_before_set = late_until(key, set->position - 1);
    }
    return own_value(&at);
}

static bool is_behind(const struct mem_write *a, const struct mem_write *b)
{
    return a->position > b->position || (a->position == b->position && a->seq > b->seq);
}

struct walk { // over all writes, newest first
    struct cursor rows, late;
    int64_t until_seq;
};

static struct walk walk_of(const struct mem_key *key, int64_t position, int64_t until_seq)
{
    struct walk walk = {.rows = cursor_of_rows(key, position), .until_seq = until_seq};
    if (key->late) walk.late = cursor_of_order(key->late->rows, &key->late->order, position);
    return walk;
}

static const struct mem_write *walk_next(struct walk *walk)
{
    for (;;) {
        const struct mem_write *row = cursor_get(&walk->rows), *other = cursor_get(&walk->late);
        bool takes_late = other && (!row || is_behind(other, row));
        if (takes_late) row = other;
        if (!row) return NULL;
        cursor_back(takes_late ? &walk->late : &walk->rows);
        if (row->seq <= walk->until_seq) return row;
    }
}

// The sums are those of all writes; when some of them are not seen, the others are read one by one.
static struct ts_own_value value_by_walk(const struct mem_key *key, int64_t position, int64_t until_seq)
{
    struct walk walk = walk_of(key, position, until_seq);
    struct ts_sum_at at = {0};
    const struct mem_write *row;
    while ((row = walk_next(&walk)) && row->add) at.sum = ts_sum_add(at.sum, row->value.integer);
    at.has_set = row != NULL;
    if (row) at.value = row->value;
    return own_value(&at);
}

static uint32_t count_until(const struct mem_write *rows, uint32_t count, int64_t seq)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (rows[middle].seq <= seq) low = middle + 1;
        else high = middle;
    }
    return low;
}

// Of rows that came in order those that are seen are the first ones, and each one's sum is of those before it.
static struct ts_own_value value_by_prefix(const struct mem_key *key, int64_t position, int64_t until_seq)
{
    uint32_t before = count_before(key->rows, key->count, position), stored = count_until(key->rows, key->count, until_seq);
    uint32_t count = before < stored ? before : stored;
    const struct mem_write *row = count ? &key->rows[count - 1] : NULL;
    if (!row) return (struct ts_own_value){0};
    struct cursor set = cursor_of_order(key->rows, &key->sets, row->position);
    while (set.is_valid && cursor_get(&set) > row) cursor_back(&set);
    return value_by(key, position, row, cursor_get(&set));
}

struct ts_own_value ts_mem_key_value(const struct mem_key *key, int64_t position, int64_t until_seq)
{
    bool has_late = key->late && key->late->count;
    bool sees_late = !has_late || key->late->rows[key->late->count - 1].seq <= until_seq;
    if (sees_late && (!key->count || key->rows[key->count - 1].seq <= until_seq))
        return value_by(key, position, last_row(key, position), last_set(key, position));
    return key->is_mixed || has_late ? value_by_walk(key, position, until_seq) : value_by_prefix(key, position, until_seq);
}

void ts_mem_key_history(const struct mem_store *memory, const struct mem_key *key, int64_t position, int64_t until_seq, int64_t limit,
                        ts_each_version *each, void *self)
{
    struct walk walk = walk_of(key, position, until_seq);
    const struct mem_write *row;
    for (int64_t count = 0; (limit == 0 || count < limit) && (row = walk_next(&walk)); count++) {
        const struct mem_run *run = ts_mem_run(memory, row->run);
        struct ts_world_version version = {row->position, row->seq, run ? run->id : 0, row->add, row->value};
        each(self, &version);
    }
}
