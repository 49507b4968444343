// sqlite_batch.c - begin, commit and rollback
#include "store/sqlite.h"

static unsigned data_version(struct sql_store *sql)
{
    unsigned version = 0;
    sqlite3_file_control(ts_sqlite(sql)->db, "main", SQLITE_FCNTL_DATA_VERSION, &version);
    return version;
}

static void undo(struct sql_store *sql)
{
    if (!sqlite3_get_autocommit(ts_sqlite(sql)->db)) {
        enum ts_status status = ts_sql_run(sql, SQL_ROLLBACK, NULL);
        (void)status; // SQLite may have undone it by itself
    }
    for (int i = 0; i < SQL_COUNT; i++) ts_sql_done(sql, (enum sql)i);
    ts_sql_cache_forget(sql);
    if (sql->has_written || ts_sqlite(sql)->was_written) ts_sql_names_forget(sql);
    sql->is_writing = sql->has_written = sql->is_broken = ts_sqlite(sql)->has_saved = ts_sqlite(sql)->was_written = false;
    sql->fresh_universe = 0;
    ts_sql_unlock_writer(sql);
}

// Names are never taken away but with a person, and that changes the schema's number; see sqlite_erase.c.
static enum ts_status forget_erased(struct sql_store *sql, struct ts_err *err)
{
    bool found;
    enum ts_status status = ts_sql_step(sql, SQL_SCHEMA_GET, &found, err);
    if (status || !found) return status;
    int schema = (int)ts_sql_get_int(ts_sql_of(sql, SQL_SCHEMA_GET), 0);
    ts_sql_done(sql, SQL_SCHEMA_GET);
    if (schema != ts_sqlite(sql)->schema) ts_sql_names_forget(sql);
    ts_sqlite(sql)->schema = schema;
    return TS_OK;
}

enum ts_status ts_sql_begin(struct ts_store *store, int wait_ms, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    enum ts_status status;
    if (sql->mode == TS_STORE_READ) return ts_err_set(err, TS_REFUSED, "the store \"%s\" was opened for reading only", sql->path);
    status = ts_sql_lock_writer(sql, wait_ms, err);
    if (status) return status;
    if (!ts_sqlite(sql)->has_marked || ts_sqlite(sql)->is_mark_open) status = ts_sql_mark_begin(sql, err);
    if (!status) status = ts_sql_run(sql, SQL_BEGIN, err);
    if (status) {
        ts_sql_unlock_writer(sql);
        return status;
    }
    sql->is_writing = true;
    sql->has_written = false;
    if (!ts_sqlite(sql)->has_counted) status = ts_sql_run(sql, SQL_MARK_CLOSED, err); // see sqlite_log.c
    if (status) {
        undo(sql);
        return status;
    }
    if (data_version(sql) == ts_sqlite(sql)->version) return TS_OK;
    ts_sql_cache_forget(sql);
    sql->round++;
    status = forget_erased(sql, err);
    if (status) undo(sql);
    return status;
}

// A failed commit is not tried again: nobody knows what of it reached the disk.
enum ts_status ts_sql_commit(struct ts_store *store, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    enum ts_status status = TS_OK;
    if (sql->is_broken)
        status = ts_err_set(
            err, TS_IO, "could not be saved: an act of this batch could not be written to \"%s\", and none of them was taken", sql->path);
    if (!status) status = ts_sql_cache_flush(sql, err);
    if (!status) status = ts_sql_mark_commit(sql, err);
    if (status) {
        undo(sql);
        return status;
    }
    ts_sqlite(sql)->version = data_version(sql);
    ts_sqlite(sql)->has_counted = true;
    sql->is_writing = sql->has_written = ts_sqlite(sql)->has_saved = ts_sqlite(sql)->was_written = false;
    sql->fresh_universe = 0;
    ts_sql_unlock_writer(sql);
    return TS_OK;
}

void ts_sql_rollback(struct ts_store *store)
{
    struct sql_store *sql = ts_sql(store);
    if (sql->is_writing) undo(sql);
}

// Heads that wait to be written are written first, so that what is remembered afterwards can be forgotten with what is undone.
enum ts_status ts_sql_save(struct ts_store *store, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    enum ts_status status = TS_OK;
    if (sql->is_broken) return ts_err_set(err, TS_IO, "an act of this batch could not be written to \"%s\": take the batch back", sql->path);
    status = ts_sql_cache_flush(sql, err);
    if (!status && ts_sqlite(sql)->has_saved) status = ts_sql_run(sql, SQL_SAVE_END, err);
    if (!status) status = ts_sql_run(sql, SQL_SAVE, err);
    sql->is_broken = status;
    ts_sqlite(sql)->has_saved = !status;
    ts_sqlite(sql)->was_written |= sql->has_written;
    sql->has_written = false;
    return status;
}

// SQLite may have taken the whole batch back by itself, as it does when the disk is full: then there is nothing left to go back to.
enum ts_status ts_sql_undo(struct ts_store *store, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    for (int i = 0; i < SQL_COUNT; i++) ts_sql_done(sql, (enum sql)i);
    bool can_undo = ts_sqlite(sql)->has_saved && !sqlite3_get_autocommit(ts_sqlite(sql)->db);
    enum ts_status status = can_undo ? ts_sql_run(sql, SQL_UNDO, err)
                                     : ts_err_set(err, TS_IO, "could not be saved: an act could not be written to \"%s\", and all of its batch was taken back", sql->path);
    if (sql->has_written) {
        ts_sql_cache_forget(sql);
        ts_sql_names_forget(sql);
    }
    sql->has_written = false;
    sql->is_broken = status;
    sql->fresh_universe = 0;
    return status;
}
