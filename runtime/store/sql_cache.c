// sql_cache.c - heads of runs, universes and world keys, remembered while this store holds the write lock
//
// Nobody else writes then, so what was read or written stays true; at the next lock SQLite tells whether somebody wrote meanwhile.
// Without the lock a universe's keys still hold as long as its seq is the one they were remembered at.
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

static void forget_keys(struct sql_store *sql)
{
    while (sql->key_count) ts_value_drop(&sql->keys[--sql->key_count].at.value);
    ts_map_clear(&sql->key_at);
}

static void forget_runs(struct sql_store *sql)
{
    while (sql->run_count) {
        struct sql_run *run = &sql->runs[--sql->run_count];
        ts_buffer_clear(&run->text);
        ts_buffer_clear(&run->choices);
    }
    sql->dirty = 0;
    ts_map_clear(&sql->run_at);
}

static void forget_universes(struct sql_store *sql)
{
    sql->universe_count = 0;
    ts_map_clear(&sql->universe_at);
}

void ts_sql_cache_forget(struct sql_store *sql)
{
    forget_keys(sql);
    forget_runs(sql);
    forget_universes(sql);
    ts_map_clear(&sql->named);
}

// --- runs

static enum ts_status add_name(struct sql_store *sql, ts_symbol symbol, struct ts_buffer *out, struct ts_err *err)
{
    struct sql_name name;
    enum ts_status status = ts_sql_name(sql, symbol, &name, err);
    if (out->length) ts_buffer_add_byte(out, ' ');
    ts_buffer_add_format(out, "%lld", (long long)name.id);
    return status;
}

enum ts_status ts_sql_stack_text(struct sql_store *sql, const sql_frame *stack, uint32_t depth, struct ts_buffer *out, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < depth && !status; i++) {
        status = add_name(sql, stack[i][0], out, err);
        if (!status) status = add_name(sql, stack[i][1], out, err);
    }
    return status;
}

enum ts_status ts_sql_stack_read(struct sql_store *sql, const char *text, sql_frame *stack, uint32_t *depth, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    char *rest = (char *)text;
    for (*depth = 0; rest && *rest && *depth < TS_STACK_MAX && !status; ++*depth) {
        int64_t scene = strtoll(rest, &rest, 10), onward = strtoll(rest, &rest, 10);
        status = ts_sql_symbol(sql, scene, &stack[*depth][0], err);
        if (!status) status = ts_sql_symbol(sql, onward, &stack[*depth][1], err);
    }
    return status;
}

static enum ts_status flush_run(struct sql_store *sql, struct sql_run *run, struct ts_err *err)
{
    enum sql which = run->has_shown ? SQL_RUN_HEAD_SHOWN : SQL_RUN_HEAD;
    struct sql_statement *statement = ts_sql_of(sql, which);
    struct ts_buffer stack = {0};
    struct sql_name scene;
    enum ts_status status = ts_sql_name(sql, run->scene, &scene, err);
    if (!status) status = ts_sql_stack_text(sql, run->stack, run->depth, &stack, err);
    ts_sql_int(statement, 1, run->state);
    ts_sql_int(statement, 2, run->turn);
    ts_sql_int(statement, 3, run->position);
    ts_sql_int(statement, 4, run->told);
    ts_sql_int(statement, 5, run->seq);
    ts_sql_id(statement, 6, scene.id);
    ts_sql_text(statement, 7, stack.bytes, stack.length);
    ts_sql_int(statement, 8, run->session);
    ts_sql_int(statement, 9, run->milestones);
    ts_sql_int(statement, 10, run->insights);
    ts_sql_int(statement, 11, run->last_played);
    if (run->has_shown) {
        ts_sql_text(statement, 12, run->text.bytes ? run->text.bytes : "", run->text.length);
        ts_sql_text(statement, 13, run->choices.bytes, run->choices.length);
    }
    ts_sql_int(statement, run->has_shown ? 14 : 12, run->row);
    if (!status) status = ts_sql_run(sql, which, err);
    ts_buffer_clear(&stack);
    if (!status) run->is_dirty = run->has_shown = false;
    return status;
}

enum ts_status ts_sql_cache_flush(struct sql_store *sql, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    while (sql->dirty && !status) {
        struct sql_run *run = &sql->runs[sql->dirty - 1];
        status = flush_run(sql, run, err);
        if (!status) sql->dirty = run->next_dirty;
    }
    return status;
}

void ts_sql_run_touch(struct sql_store *sql, struct sql_run *run)
{
    if (run->is_dirty) return;
    run->is_dirty = true;
    run->next_dirty = sql->dirty;
    sql->dirty = (uint32_t)(run - sql->runs) + 1;
}

static void read_stand(struct sql_statement *statement, struct sql_run *run)
{
    run->universe = ts_sql_get_int(statement, 0);
    run->id = (struct sql_name){ts_sql_get_int(statement, 1), ts_sql_get_int(statement, 2)};
    run->is_deleted = ts_sql_is_null(statement, 3);
    run->salt = ts_sql_get_int(statement, 3);
    run->state = (enum ts_run_state)ts_sql_get_int(statement, 4);
    run->turn = ts_sql_get_int(statement, 5);
    run->position = ts_sql_get_int(statement, 6);
    run->told = ts_sql_get_int(statement, 7);
    run->seq = ts_sql_get_int(statement, 8);
    run->session = (uint32_t)ts_sql_get_int(statement, 9);
    run->milestones = ts_sql_get_int(statement, 10);
    run->insights = ts_sql_get_int(statement, 11);
    run->last_played = ts_sql_get_int(statement, 12);
    run->last_key = (uint64_t)ts_sql_get_int(statement, 13);
}

enum ts_status ts_sql_run_head(struct sql_store *sql, int64_t row, struct sql_run **out, struct ts_err *err)
{
    uint64_t *known = ts_map_find(&sql->run_at, (uint64_t)row);
    struct sql_statement *statement = ts_sql_of(sql, SQL_RUN_STAND);
    bool found;
    *out = known ? &sql->runs[*known - 1] : NULL;
    if (known || row <= 0) return TS_OK;
    ts_sql_int(statement, 1, row);
    enum ts_status status = ts_sql_step(sql, SQL_RUN_STAND, &found, err);
    if (status || !found) return status;
    struct sql_run run = {.row = row};
    read_stand(statement, &run);
    ts_sql_done(sql, SQL_RUN_STAND);
    if (sql->run_count == SQL_CACHED) {
        status = ts_sql_cache_flush(sql, err);
        if (status) return status;
        forget_runs(sql);
    }
    if (!sql->runs) sql->runs = ts_memory_get(SQL_CACHED * sizeof *sql->runs);
    *out = &sql->runs[sql->run_count++];
    **out = run;
    *ts_map_add(&sql->run_at, (uint64_t)row) = sql->run_count;
    return TS_OK;
}

// --- universes

static void take_hash(struct sql_statement *statement, int column, struct sql_universe *universe)
{
    const void *hash = ts_sql_get_blob(statement, column);
    if (hash && ts_sql_get_length(statement, column) == TS_HASH_SIZE) memcpy(universe->hash, hash, TS_HASH_SIZE);
}

// A branch that has no act yet goes on from its fork.
static enum ts_status read_fork(struct sql_store *sql, struct sql_universe *universe, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_UNIVERSE_FORK);
    bool found;
    ts_sql_int(statement, 1, universe->row);
    enum ts_status status = ts_sql_step(sql, SQL_UNIVERSE_FORK, &found, err);
    if (status || !found) return status;
    universe->position = ts_sql_get_int(statement, 1);
    universe->seq = ts_sql_get_int(statement, 2);
    take_hash(statement, 3, universe);
    ts_sql_done(sql, SQL_UNIVERSE_FORK);
    return TS_OK;
}

static enum ts_status read_universe(struct sql_store *sql, struct sql_universe *universe, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_UNIVERSE_HEAD);
    bool found;
    ts_sql_int(statement, 1, universe->row);
    enum ts_status status = ts_sql_step(sql, SQL_UNIVERSE_HEAD, &found, err);
    if (status) return status;
    if (!found) return read_fork(sql, universe, err);
    universe->uncounted = -1;
    universe->seq = ts_sql_get_int(statement, 0);
    universe->position = ts_sql_get_int(statement, 1);
    take_hash(statement, 2, universe);
    ts_sql_done(sql, SQL_UNIVERSE_HEAD);
    return TS_OK;
}

enum ts_status ts_sql_universe(struct sql_store *sql, int64_t row, struct sql_universe **out, struct ts_err *err)
{
    uint64_t *known = ts_map_find(&sql->universe_at, (uint64_t)row);
    struct sql_universe universe = {.row = row};
    *out = known ? &sql->universes[*known - 1] : NULL;
    if (known) return TS_OK;
    enum ts_status status = read_universe(sql, &universe, err);
    if (status) return status;
    if (sql->universe_count == SQL_CACHED) forget_universes(sql);
    if (!sql->universes) sql->universes = ts_memory_get(SQL_CACHED * sizeof *sql->universes);
    *out = &sql->universes[sql->universe_count++];
    **out = universe;
    *ts_map_add(&sql->universe_at, (uint64_t)row) = sql->universe_count;
    return TS_OK;
}

enum ts_status ts_sql_universe_hash(struct sql_store *sql, int64_t row, int64_t *out, struct ts_err *err)
{
    bool found;
    *out = 0;
    ts_sql_int(ts_sql_of(sql, SQL_UNIVERSE_HASH), 1, row);
    enum ts_status status = ts_sql_step(sql, SQL_UNIVERSE_HASH, &found, err);
    if (status || !found) return status;
    *out = ts_sql_get_int(ts_sql_of(sql, SQL_UNIVERSE_HASH), 0);
    ts_sql_done(sql, SQL_UNIVERSE_HASH);
    return TS_OK;
}

bool ts_sql_is_known(const struct sql_store *sql, int64_t row, int64_t seq)
{
    const uint64_t *known = ts_map_find(&sql->universe_at, (uint64_t)row);
    return known && sql->universes[*known - 1].seq == seq;
}

// --- world keys

enum ts_status ts_sql_key(struct sql_store *sql, int64_t universe, ts_symbol key, int64_t name, struct sql_key **out, struct ts_err *err)
{
    uint64_t *known = ts_map_find(&sql->key_at, (uint64_t)universe << 32 | key);
    struct sql_key head = {0};
    *out = known ? &sql->keys[*known - 1] : NULL;
    if (known) return TS_OK;
    enum ts_status status = name ? ts_sql_world_row(sql, universe, name, INT64_MAX, &head, err) : TS_OK;
    if (status) return status;
    if (sql->key_count == SQL_CACHED) forget_keys(sql);
    if (!sql->keys) sql->keys = ts_memory_get(SQL_CACHED * sizeof *sql->keys);
    head.universe = universe;
    head.key = key;
    *out = &sql->keys[sql->key_count++];
    **out = head;
    *ts_map_add(&sql->key_at, (uint64_t)universe << 32 | key) = sql->key_count;
    return TS_OK;
}
