// sqlite_mark.c - the `open` mark, which shows a copy made without its log
//
// SQLite writes commits to a log beside the main file and now and then copies them back (a checkpoint). Our checkpoints follow
// a commit that marks the file as open and are followed by one that takes the mark off: so the main file is marked as long as
// the log holds more, and the log's last word is always "not marked". When anybody folds the whole log back, the mark goes with it.
#include "store/sqlite.h"

#include <stdio.h>

enum { CHECKPOINT_PAGES = 4000, APPLICATION_PLACE = 68 };

// What the main file itself says, whatever the log holds.
static bool is_marked_in_file(struct sql_store *sql)
{
    sqlite3_file *file = NULL;
    unsigned char bytes[4] = {0};
    sqlite3_file_control(ts_sqlite(sql)->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!file || !file->pMethods || file->pMethods->xRead(file, bytes, sizeof bytes, APPLICATION_PLACE) != SQLITE_OK) return false;
    return bytes[3] == (SQL_APPLICATION_OPEN & 0xff);
}

static enum ts_status is_marked_last(struct sql_store *sql, bool *out, struct ts_err *err)
{
    bool found;
    *out = false;
    enum ts_status status = ts_sql_step(sql, SQL_APPLICATION_GET, &found, err);
    if (status || !found) return status;
    *out = ts_sql_get_int(ts_sql_of(sql, SQL_APPLICATION_GET), 0) == SQL_APPLICATION_OPEN;
    ts_sql_done(sql, SQL_APPLICATION_GET);
    return TS_OK;
}

static enum ts_status commit_mark(struct sql_store *sql, enum sql mark, struct ts_err *err)
{
    enum ts_status status = ts_sql_run(sql, SQL_BEGIN, err);
    if (status) return status;
    status = ts_sql_run(sql, mark, err);
    if (!status) status = ts_sql_run(sql, SQL_COMMIT, err);
    if (status && !sqlite3_get_autocommit(ts_sqlite(sql)->db)) {
        enum ts_status undone = ts_sql_run(sql, SQL_ROLLBACK, NULL);
        (void)undone;
    }
    return status;
}

// By page 1 the log is known to belong to the main file, see sqlite_log.c. SQLite keeps the number as a wish for the size of its
// cache, which every connection of ours sets by itself.
int ts_sql_stamp(sqlite3 *db)
{
    char words[96];
    uint32_t number;
    sqlite3_randomness(sizeof number, &number);
    snprintf(words, sizeof words, "PRAGMA default_cache_size = %u; " SQL_CACHE_SIZE, (unsigned)(number >> 2 | 1));
    return sqlite3_exec(db, words, NULL, NULL, NULL);
}

// In a commit of its own, behind one that has the stamp of before: whatever the main file has by then, the log has it too.
static void commit_stamp(struct sql_store *sql)
{
    if (ts_sql_run(sql, SQL_BEGIN, NULL)) return;
    if (ts_sql_stamp(ts_sqlite(sql)->db) == SQLITE_OK && !ts_sql_run(sql, SQL_COMMIT, NULL)) return;
    if (!sqlite3_get_autocommit(ts_sqlite(sql)->db)) sqlite3_exec(ts_sqlite(sql)->db, "ROLLBACK", NULL, NULL, NULL);
}

// A checkpoint that fails has lost nothing: the log still holds all, and the next one tries again.
static void checkpoint_marked(struct sql_store *sql)
{
    commit_stamp(sql);
    sqlite3_wal_checkpoint_v2(ts_sqlite(sql)->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    ts_sqlite(sql)->wal_pages = 0;
    ts_sqlite(sql)->is_mark_open = commit_mark(sql, SQL_MARK_CLOSED, NULL) != TS_OK;
}

enum ts_status ts_sql_mark_begin(struct sql_store *sql, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    if (!ts_sqlite(sql)->has_marked) {
        status = is_marked_last(sql, &ts_sqlite(sql)->is_mark_open, err);
        if (!status && !ts_sqlite(sql)->is_mark_open && !is_marked_in_file(sql)) {
            status = commit_mark(sql, SQL_MARK_OPEN, err);
            if (!status) checkpoint_marked(sql);
        }
        ts_sqlite(sql)->has_marked = !status;
    }
    if (!status && ts_sqlite(sql)->is_mark_open) {
        status = commit_mark(sql, SQL_MARK_CLOSED, err);
        ts_sqlite(sql)->is_mark_open = status != TS_OK;
    }
    return status;
}

enum ts_status ts_sql_mark_commit(struct sql_store *sql, struct ts_err *err)
{
    bool is_due = ts_sqlite(sql)->wal_pages >= CHECKPOINT_PAGES;
    enum ts_status status = is_due ? ts_sql_run(sql, SQL_MARK_OPEN, err) : TS_OK;
    if (!status) status = ts_sql_run(sql, SQL_COMMIT, err);
    if (!status && is_due) checkpoint_marked(sql);
    return status;
}

static enum ts_status run_words(struct sql_store *sql, const char *words, struct ts_err *err)
{
    enum ts_status status = sqlite3_exec(ts_sqlite(sql)->db, words, NULL, NULL, NULL) == SQLITE_OK ? TS_OK : ts_sql_fail(sql, "cleaning", err);
    if (status && !sqlite3_get_autocommit(ts_sqlite(sql)->db)) sqlite3_exec(ts_sqlite(sql)->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static enum ts_status empty_log(struct sql_store *sql, int wait_ms, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    sqlite3_busy_timeout(ts_sqlite(sql)->db, wait_ms);
    if (sqlite3_wal_checkpoint_v2(ts_sqlite(sql)->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
        status = ts_sql_fail(sql, "cleaning", err);
    sqlite3_busy_timeout(ts_sqlite(sql)->db, SQL_BUSY_MS);
    ts_sqlite(sql)->wal_pages = 0;
    return status;
}

enum ts_status ts_sql_mark_clean(struct sql_store *sql, int wait_ms, struct ts_err *err)
{
    enum ts_status status = ts_sql_mark_begin(sql, err), closed;
    if (!status) status = run_words(sql, "VACUUM", err);
    if (!status) status = commit_mark(sql, SQL_MARK_OPEN, err);
    if (status) return status;
    status = empty_log(sql, wait_ms, err);
    if (status) closed = commit_mark(sql, SQL_MARK_CLOSED, NULL);
    else closed = status = run_words(sql, "BEGIN IMMEDIATE; DROP TABLE IF EXISTS erasing; PRAGMA application_id = 0x5475726e; COMMIT", err);
    ts_sqlite(sql)->is_mark_open = closed != TS_OK;
    return status;
}

// Closing folds the log back when nobody else has the store open. That must not leave a mark in the main file.
void ts_sql_mark_end(struct sql_store *sql)
{
    bool is_marked = true;
    enum ts_status status = TS_OK;
    if (!ts_sqlite(sql)->db || sql->mode == TS_STORE_READ) return;
    status = is_marked_last(sql, &is_marked, NULL);
    if (!status && is_marked && !ts_sql_lock_writer(sql, 0, NULL)) {
        status = commit_mark(sql, SQL_MARK_CLOSED, NULL);
        is_marked = status != TS_OK;
        ts_sql_unlock_writer(sql);
    }
    if (is_marked) sqlite3_db_config(ts_sqlite(sql)->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
}
