// sql_world.c - world keys in the file: written, and read at any position in a few seeks
#include "store/sql.h"

#include <stdlib.h>

enum { FEW_WRITES = 16, TRIES = 10 };

// --- the tree of late adds

// Summed in halves, since SQLite calls it an error when a sum of integers passes their range.
static enum ts_status add_range(struct sql_store *sql, int64_t universe, int64_t key, const struct ts_sum_range *range, int64_t *sum,
                                struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_LATE_RANGE);
    bool found;
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, key);
    ts_sql_int(statement, 3, range->level);
    ts_sql_int(statement, 4, range->from);
    ts_sql_int(statement, 5, range->to);
    enum ts_status status = ts_sql_step(sql, SQL_LATE_RANGE, &found, err);
    if (status || !found) return status;
    uint64_t high = (uint64_t)ts_sql_get_int(statement, 0), low = (uint64_t)ts_sql_get_int(statement, 1);
    *sum = ts_sum_add(*sum, (int64_t)((high << 32) + low));
    ts_sql_done(sql, SQL_LATE_RANGE);
    return TS_OK;
}

enum ts_status ts_sql_late_until(struct sql_store *sql, int64_t universe, int64_t key, int levels, int64_t position, int64_t *out,
                                 struct ts_err *err)
{
    struct ts_sum_range ranges[TS_SUM_LEVELS];
    int count = ts_sum_prefix(levels, position, ranges);
    enum ts_status status = TS_OK;
    *out = 0;
    for (int i = 0; i < count && !status; i++) status = add_range(sql, universe, key, &ranges[i], out, err);
    return status;
}

// Added here, where sums wrap around: in SQL they would become reals.
static enum ts_status late_put(struct sql_store *sql, int64_t universe, int64_t key, int level, int64_t bucket, int64_t amount,
                               struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_LATE_PUT);
    struct ts_sum_range here = {level, bucket, bucket};
    int64_t sum = amount;
    enum ts_status status = add_range(sql, universe, key, &here, &sum, err);
    if (status) return status;
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, key);
    ts_sql_int(statement, 3, level);
    ts_sql_int(statement, 4, bucket);
    ts_sql_int(statement, 5, sum);
    return ts_sql_run(sql, SQL_LATE_PUT, err);
}

static enum ts_status grow_tree(struct sql_store *sql, struct sql_key *key, int64_t name, int levels, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    if (!key->levels) key->levels = 1;
    for (; key->levels < levels && !status; key->levels++) {
        struct ts_sum_range below = {key->levels - 1, 0, INT64_MAX};
        int64_t sum = 0;
        status = add_range(sql, key->universe, name, &below, &sum, err);
        if (!status) status = late_put(sql, key->universe, name, key->levels, 0, sum, err);
    }
    return status;
}

static enum ts_status add_to_tree(struct sql_store *sql, struct sql_key *key, int64_t name, int64_t position, int64_t amount,
                                  struct ts_err *err)
{
    enum ts_status status = grow_tree(sql, key, name, ts_sum_levels(position), err);
    for (int level = 0; level < key->levels && !status; level++)
        status = late_put(sql, key->universe, name, level, ts_sum_bucket(position, level), amount, err);
    return status;
}

// --- writing

static enum ts_status write_late(struct sql_act *act, struct sql_key *key, int64_t name, int64_t amount)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_LATE_ADD);
    ts_sql_int(statement, 1, key->universe);
    ts_sql_int(statement, 2, name);
    ts_sql_int(statement, 3, act->position);
    ts_sql_int(statement, 4, act->seq);
    ts_sql_int(statement, 5, amount);
    enum ts_status status = ts_sql_run(act->sql, SQL_LATE_ADD, act->err);
    return status ? status : add_to_tree(act->sql, key, name, act->position, amount, act->err);
}

static enum ts_status write_row(struct sql_act *act, int64_t universe, int64_t name, const struct ts_folded_write *write, struct ts_value kept,
                                int64_t sum, int64_t leaf)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_WORLD_ADD);
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, name);
    ts_sql_int(statement, 3, act->position);
    ts_sql_int(statement, 4, act->seq);
    ts_sql_int(statement, 5, !write->add);
    ts_sql_int(statement, 6, sum);
    ts_sql_value(statement, 7, kept);
    ts_sql_id(statement, 8, leaf); // NULL reads as 0
    return ts_sql_run(act->sql, SQL_WORLD_ADD, act->err);
}

// The sum of the row before, and the late adds at just this position when it is a set.
static enum ts_status find_before(struct sql_act *act, const struct sql_key *key, int64_t name, bool is_set, int64_t *sum, int64_t *leaf)
{
    enum ts_status status = TS_OK;
    *sum = key->at.sum;
    *leaf = 0;
    if (key->has_row && act->position < key->last_position) {
        struct sql_key before;
        status = ts_sql_world_row(act->sql, key->universe, name, act->position, &before, act->err);
        if (status) return status;
        *sum = before.at.sum;
        ts_value_drop(&before.at.value);
    }
    if (!is_set || !key->levels) return status;
    struct ts_sum_range here = {0, act->position, act->position};
    return add_range(act->sql, key->universe, name, &here, leaf, act->err);
}

static void change_key(struct sql_act *act, struct sql_key *key, const struct ts_folded_write *write, int64_t sum, int64_t leaf)
{
    bool is_early = key->has_row && act->position < key->last_position;
    if (!is_early) {
        key->has_row = true;
        key->last_position = act->position;
        key->at.sum = sum;
    }
    if (write->add || (key->at.has_set && act->position < key->set_position)) return;
    ts_value_drop(&key->at.value);
    key->at.has_set = true;
    key->at.value = ts_value_keep(write->value);
    key->at.set_sum = sum;
    key->at.set_leaf = leaf;
    key->set_position = act->position;
}

static enum ts_status write_kept(struct sql_act *act, const struct ts_folded_write *write, struct ts_value kept, const struct sql_name *name)
{
    struct sql_key *key;
    int64_t sum, leaf;
    ts_chain_tag(&act->sql->shared, 'w');
    ts_chain_name(&act->sql->shared, name->hash);
    ts_chain_int(&act->sql->shared, !write->add);
    ts_chain_value(&act->sql->shared, kept);
    if (act->is_proof) return TS_OK;
    enum ts_status status = ts_sql_key(act->sql, act->universe->row, write->key, name->id, &key, act->err);
    if (status) return status;
    if (write->add && key->has_row && act->position < key->last_position) return write_late(act, key, name->id, write->value.integer);
    status = find_before(act, key, name->id, !write->add, &sum, &leaf);
    if (status) return status;
    if (write->add) sum = ts_sum_add(sum, write->value.integer);
    status = write_row(act, key->universe, name->id, write, kept, sum, leaf);
    if (!status) change_key(act, key, write, sum, leaf);
    return status;
}

static enum ts_status write_one(struct sql_act *act, const struct ts_folded_write *write, const struct sql_name *name)
{
    struct ts_value kept;
    enum ts_status status = ts_sql_value_kept(act->sql, write->value, &kept, act->err);
    if (!status) status = write_kept(act, write, kept, name);
    ts_value_drop(&kept);
    return status;
}

struct world_row {
    struct sql_name name;
    struct ts_folded_write write;
};

struct world_rows {
    struct sql_act *act;
    struct world_row *rows;
    uint32_t count;
};

static void collect(void *self, const struct ts_folded_write *write)
{
    struct world_rows *rows = self;
    struct sql_act *act = rows->act;
    struct world_row row = {.write = *write};
    uint32_t place = rows->count++;
    if (act->status) return;
    act->status = ts_sql_name(act->sql, write->key, &row.name, act->err);
    while (place > 0 && rows->rows[place - 1].name.id > row.name.id) {
        rows->rows[place] = rows->rows[place - 1];
        place--;
    }
    rows->rows[place] = row;
}

enum ts_status ts_sql_write_world(struct sql_act *act)
{
    struct world_row few[FEW_WRITES];
    struct world_rows rows = {.act = act, .rows = few};
    if (act->changes->world_count > FEW_WRITES) rows.rows = ts_memory_get(act->changes->world_count * sizeof *rows.rows);
    ts_changeset_each_write(act->changes, collect, &rows);
    for (uint32_t i = 0; i < rows.count && !act->status; i++) act->status = write_one(act, &rows.rows[i].write, &rows.rows[i].name);
    if (rows.rows != few) free(rows.rows);
    return act->status;
}

// --- reading

static enum ts_status read_part(struct sql_store *sql, struct sql_statement *row, struct sql_key *out, struct ts_err *err)
{
    switch (ts_sql_get_int(row, 0)) {
    case 0: out->levels = ts_sql_get_int(row, 1) + 1; break;
    case 1:
        out->has_row = true;
        out->last_position = ts_sql_get_int(row, 1);
        out->at.sum = ts_sql_get_int(row, 2);
        break;
    default:
        out->at.has_set = true;
        out->set_position = ts_sql_get_int(row, 1);
        out->at.set_sum = ts_sql_get_int(row, 2);
        out->at.set_leaf = ts_sql_get_int(row, 4);
        return ts_sql_value_told(sql, row, 3, &out->at.value, err);
    }
    return TS_OK;
}

enum ts_status ts_sql_world_row(struct sql_store *sql, int64_t universe, int64_t key, int64_t position, struct sql_key *out,
                                struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_WORLD_AT);
    enum ts_status status;
    bool found = true;
    *out = (struct sql_key){.universe = universe};
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, key);
    ts_sql_int(statement, 3, position);
    while (!(status = ts_sql_step(sql, SQL_WORLD_AT, &found, err)) && found)
        if ((status = read_part(sql, statement, out, err))) break;
    if (status) ts_sql_done(sql, SQL_WORLD_AT);
    return status;
}

static void give_value(const struct ts_sum_at *at, struct ts_own_value *out)
{
    struct ts_sum_at added = *at;
    *out = (struct ts_own_value){.is_set = at->has_set};
    if (at->has_set && at->value.type != TS_NIL) out->value = ts_value_keep(ts_sum_value(at, ts_value_nil()));
    added.value = ts_value_nil();
    out->added = ts_sum_value(&added, ts_value_int(0)).integer;
}

static enum ts_status finish(struct sql_store *sql, const struct sql_key *key, int64_t name, int64_t position, struct ts_own_value *out,
                             struct ts_err *err)
{
    struct ts_sum_at at = key->at;
    enum ts_status status = TS_OK;
    if (key->levels) {
        status = ts_sql_late_until(sql, key->universe, name, key->levels, position, &at.late, err);
        if (!status && at.has_set)
            status = ts_sql_late_until(sql, key->universe, name, key->levels, key->set_position - 1, &at.late_before_set, err);
    }
    if (!status) give_value(&at, out);
    return status;
}

static enum ts_status read_behind(struct sql_store *sql, int64_t universe, ts_symbol key, int64_t name, int64_t position,
                                  struct ts_own_value *out, bool *done, struct ts_err *err)
{
    struct sql_key *head;
    enum ts_status status = ts_sql_key(sql, universe, key, name, &head, err);
    *done = !status && (!head->has_row || position >= head->last_position) && (sql->is_writing || !head->levels);
    return *done ? finish(sql, head, name, position, out, err) : status;
}

static enum ts_status read_both(struct sql_store *sql, int64_t universe, int64_t name, int64_t position, struct ts_own_value *out,
                                struct ts_err *err)
{
    struct sql_key row;
    enum ts_status status = ts_sql_begin_reading(sql, err);
    if (status) return status;
    status = ts_sql_world_row(sql, universe, name, position, &row, err);
    if (!status) status = finish(sql, &row, name, position, out, err);
    ts_value_drop(&row.at.value);
    enum ts_status ended = ts_sql_end_reading(sql, status ? NULL : err);
    return status ? status : ended;
}

// Rows and late sums belong together: somebody may write between two statements. What was cut off begins again.
static enum ts_status read_as_one(struct sql_store *sql, int64_t universe, int64_t name, int64_t position, struct ts_own_value *out,
                                  struct ts_err *err)
{
    enum ts_status status = read_both(sql, universe, name, position, out, err);
    for (int tries = 1; status && tries < TRIES && !sql->readings && ts_store_is_torn(&sql->store); tries++)
        status = read_both(sql, universe, name, position, out, err);
    return status;
}

static enum ts_status read_now(struct sql_store *sql, int64_t universe, ts_symbol key, int64_t name, int64_t position,
                               struct ts_own_value *out, struct ts_err *err)
{
    struct sql_key row;
    bool done = false;
    enum ts_status status = TS_OK;
    if (sql->is_writing || sql->fresh_universe == universe)
        status = read_behind(sql, universe, key, name, position, out, &done, err);
    if (status || done) return status;
    status = ts_sql_world_row(sql, universe, name, position, &row, err);
    if (!status && row.levels && !sql->is_writing) {
        ts_value_drop(&row.at.value);
        return read_as_one(sql, universe, name, position, out, err);
    }
    if (!status) status = finish(sql, &row, name, position, out, err);
    ts_value_drop(&row.at.value);
    return status;
}

// --- as it was once: what was stored by then does not change, so that no two statements can disagree

static enum ts_status late_at(struct sql_store *sql, const int64_t at[4], int64_t *out, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_LATE_AT_SEQ);
    bool found;
    *out = 0;
    for (int i = 0; i < 4; i++) ts_sql_int(statement, i + 1, at[i]);
    enum ts_status status = ts_sql_step(sql, SQL_LATE_AT_SEQ, &found, err);
    if (status || !found) return status;
    *out = (int64_t)(((uint64_t)ts_sql_get_int(statement, 0) << 32) + (uint64_t)ts_sql_get_int(statement, 1));
    ts_sql_done(sql, SQL_LATE_AT_SEQ);
    return TS_OK;
}

static enum ts_status read_then(struct sql_store *sql, int64_t universe, int64_t name, int64_t position, int64_t until_seq,
                                struct ts_own_value *out, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_WORLD_AT_SEQ);
    struct sql_key row = {.universe = universe};
    int64_t at[4] = {universe, name, position, until_seq};
    bool found = true;
    enum ts_status status;
    for (int i = 0; i < 4; i++) ts_sql_int(statement, i + 1, at[i]);
    while (!(status = ts_sql_step(sql, SQL_WORLD_AT_SEQ, &found, err)) && found)
        if ((status = read_part(sql, statement, &row, err))) break;
    if (status) ts_sql_done(sql, SQL_WORLD_AT_SEQ);
    if (!status) status = late_at(sql, at, &row.at.late, err);
    at[2] = row.set_position - 1;
    if (!status && row.at.has_set) status = late_at(sql, at, &row.at.late_before_set, err);
    if (!status) give_value(&row.at, out);
    ts_value_drop(&row.at.value);
    return status;
}

enum ts_status ts_sql_world_at(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t until_seq, struct ts_own_value *out,
                               struct ts_err *err)
{
    struct sql_store *sql = self;
    struct sql_name name;
    *out = (struct ts_own_value){0};
    enum ts_status status = ts_sql_name_find(sql, key, &name, err);
    if (status || !name.id) return status;
    if (until_seq < INT64_MAX) return read_then(sql, universe, name.id, position, until_seq, out, err);
    return read_now(sql, universe, key, name.id, position, out, err);
}
