// postgres_lock.c - who plays which run: locks of the session, which die with it
#include "store/postgres.h"

#include <stdio.h>
#include <string.h>

int64_t ts_postgres_lock_key(int of, int64_t number)
{
    return (int64_t)((uint64_t)of << 56 | ((uint64_t)number & 0xffffffffffffff));
}

static bool is_held(const struct sql_store *sql, ts_symbol run)
{
    const uint64_t *row = ts_map_find(&sql->locked, run);
    return row && *row;
}

static enum ts_status call(struct postgres_store *pg, enum postgres_own which, int64_t row, bool *out, struct ts_err *err)
{
    struct sql_statement *statement = pg->own[which];
    bool found;
    *out = false;
    ts_sql_int(statement, 1, ts_postgres_lock_key(PG_RUN, row));
    enum ts_status status = ts_sql_next(&pg->sql, statement, &found, err);
    if (status || !found) return status;
    *out = ts_sql_get_int(statement, 0) != 0;
    statement->link->reset(statement);
    return TS_OK;
}

static void bind_key(struct sql_statement *statement, int64_t row)
{
    uint64_t key = (uint64_t)ts_postgres_lock_key(PG_RUN, row);
    ts_sql_int(statement, 1, (int64_t)(key >> 32));
    ts_sql_int(statement, 2, (int64_t)(key & 0xffffffff));
}

// "turnstone harbour 1234 since 2026-...", as far as this user may see it.
static void find_holder(struct postgres_store *pg, int64_t row, char *out, size_t room)
{
    struct sql_statement *statement = pg->own[PG_HOLDER];
    bool found = false;
    snprintf(out, room, "another process");
    bind_key(statement, row);
    if (ts_sql_next(&pg->sql, statement, &found, NULL) || !found) return;
    const char *name = ts_sql_get_text(statement, 0), *since = ts_sql_get_text(statement, 1);
    if (name && *name && since) snprintf(out, room, "\"%.100s\" since %.40s", name, since);
    statement->link->reset(statement);
}

enum ts_status ts_postgres_lock_run(struct ts_store *store, ts_symbol run, struct ts_err *err)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    const char *id = ts_symbol_text(store->symbols, run);
    char holder[160];
    bool is_mine;
    int64_t row;
    enum ts_status status = ts_sql_row_find(&pg->sql, SQL_RUN_FIND, run, &row, err);
    if (status) return status;
    if (!row) return ts_err_set(err, TS_DATA, "unknown run \"%s\": `turnstone runs` lists those there are", id);
    if (is_held(&pg->sql, run)) return ts_lock_refuse(store, run, err);
    if (pg->sql.mode != TS_STORE_READ) status = call(pg, PG_TAKE_RUN, row, &is_mine, err);
    else is_mine = true;
    if (status) return status;
    if (is_mine) {
        *ts_map_add(&pg->sql.locked, run) = (uint64_t)row;
        return TS_OK;
    }
    find_holder(pg, row, holder, sizeof holder);
    return ts_err_set(err, TS_BUSY, "run \"%s\" is being played by %s: end that session first", id, holder);
}

void ts_postgres_unlock_run(struct ts_store *store, ts_symbol run)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    bool is_given;
    if (!is_held(&pg->sql, run)) return;
    uint64_t *row = ts_map_find(&pg->sql.locked, run);
    if (!pg->is_lost && pg->sql.mode != TS_STORE_READ) {
        enum ts_status status = call(pg, PG_GIVE_RUN, (int64_t)*row, &is_given, NULL);
        (void)status; // it goes with the connection
    }
    *row = 0;
}

bool ts_postgres_is_played(struct ts_store *store, ts_symbol run)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    struct sql_statement *statement = pg->own[PG_IS_TAKEN];
    int64_t row;
    bool found = false;
    if (ts_sql_row_find(&pg->sql, SQL_RUN_FIND, run, &row, NULL) || !row) return false;
    bind_key(statement, row);
    if (ts_sql_next(&pg->sql, statement, &found, NULL)) return false;
    if (found) statement->link->reset(statement);
    return found;
}

// What another took meanwhile is lost: the acts of both are told apart by where the run stands.
void ts_postgres_lock_again(struct postgres_store *pg)
{
    for (uint32_t i = 0; i < pg->sql.locked.room; i++) {
        struct ts_map_entry *entry = &pg->sql.locked.entries[i];
        bool is_mine;
        if (!entry->key || !entry->value) continue;
        if (call(pg, PG_TAKE_RUN, (int64_t)entry->value, &is_mine, NULL) || !is_mine) entry->value = 0;
    }
}
