// sqlite_migrate.c - the schema, migration by migration, and older stores brought to it
//
// A store is migrated alone: nobody else has it open, by the lock file and by SQLite's own lock, which programs of all versions heed.
// Its log is folded back and its file copied (sqlite_keep.c). Then the main file is marked as moving, by which a program of an older
// version takes it for another program's: it must not write where the log holds a schema it does not know. Each migration is one
// transaction, folded back before the next; the mark goes last. A process that dies leaves a store that is moving and has a backup:
// the next one that opens it goes on from the version it finds.
#include "store/sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

enum { WAIT_MS = 2000, NAP_US = 2000, TABLES_MAX = 64, TABLE_NAME = 64 };

extern const char ts_embedded_001_first_sql[], ts_embedded_002_going_back_sql[], ts_embedded_003_packs_sql[], ts_embedded_004_care_sql[],
    ts_embedded_005_kept_sql[], ts_embedded_006_event_care_sql[], ts_embedded_007_passages_sql[]; // put in by the build

const char *const ts_sql_migrations[] = {ts_embedded_001_first_sql, ts_embedded_002_going_back_sql, ts_embedded_003_packs_sql,
                                         ts_embedded_004_care_sql, ts_embedded_005_kept_sql, ts_embedded_006_event_care_sql, ts_embedded_007_passages_sql,
                                         NULL};

struct moving { // a store on its way
    int64_t mark;    // as it was found
    bool has_log, is_begun, is_settled; // settled: the main file holds everything and has no mark
};

static enum ts_status fail(struct sql_store *sql, struct ts_err *err)
{
    int kind = sqlite3_extended_errcode(ts_sqlite(sql)->db) & 0xff;
    if (kind == SQLITE_FULL)
        return ts_err_set(err, TS_IO,
                          "the store \"%s\" could not be brought to version %d: its disk is full; free about twice the store's size and try "
                          "again",
                          sql->path, SQL_VERSION);
    sql->is_broken = kind == SQLITE_IOERR; // nothing more is asked of a file whose sync failed
    if (sql->is_broken)
        return ts_err_set(err, TS_IO, "the store \"%s\" could not be brought to version %d: its disk failed (%s); look after it and try again",
                          sql->path, SQL_VERSION, sqlite3_errmsg(ts_sqlite(sql)->db));
    return ts_sql_fail(sql, "migrating it", err);
}

// What the words give first, as a number; -1: nothing, with *status what went wrong.
static int64_t ask(struct sql_store *sql, const char *words, enum ts_status *status, struct ts_err *err)
{
    sqlite3_stmt *statement = NULL;
    int64_t answer = -1;
    if (*status) return answer;
    int code = sqlite3_prepare_v2(ts_sqlite(sql)->db, words, -1, &statement, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    if (code == SQLITE_ROW) answer = sqlite3_column_int64(statement, 0);
    else if (code != SQLITE_DONE) *status = fail(sql, err);
    sqlite3_finalize(statement);
    return answer;
}

static enum ts_status run(struct sql_store *sql, const char *words, struct ts_err *err)
{
    return sqlite3_exec(ts_sqlite(sql)->db, words, NULL, NULL, NULL) == SQLITE_OK ? TS_OK : fail(sql, err);
}

// --- one migration

struct tables { // and how many rows they have
    struct { char name[TABLE_NAME]; int64_t rows; } items[TABLES_MAX];
    int count;
};

static enum ts_status count_rows(struct sql_store *sql, const char *table, int64_t *rows, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "SELECT count(*) FROM \"%s\"", table);
    *rows = ask(sql, words.bytes, &status, err);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status count_tables(struct sql_store *sql, struct tables *out, struct ts_err *err)
{
    static const char words[] = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    sqlite3_stmt *statement = NULL;
    enum ts_status status = TS_OK;
    int code = sqlite3_prepare_v2(ts_sqlite(sql)->db, words, -1, &statement, NULL);
    out->count = 0;
    while (code == SQLITE_OK && !status && out->count < TABLES_MAX && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        snprintf(out->items[out->count].name, TABLE_NAME, "%s", (const char *)sqlite3_column_text(statement, 0));
        status = count_rows(sql, out->items[out->count].name, &out->items[out->count].rows, err);
        out->count++;
        code = SQLITE_OK;
    }
    if (!status && code != SQLITE_DONE && code != SQLITE_OK) status = fail(sql, err);
    sqlite3_finalize(statement);
    return status;
}

// A migration that leaves a table its name leaves it its rows.
static enum ts_status compare_tables(struct sql_store *sql, const struct tables *before, int number, struct ts_err *err)
{
    struct tables *after = ts_memory_get(sizeof *after);
    enum ts_status status = count_tables(sql, after, err);
    for (int i = 0; i < before->count && !status; i++)
        for (int j = 0; j < after->count && !status; j++)
            if (!strcmp(before->items[i].name, after->items[j].name) && after->items[j].rows < before->items[i].rows)
                status = ts_err_set(err, TS_DATA,
                                    "the store \"%s\" would lose rows of \"%s\" on its way to version %d, and stays as it was: run "
                                    "`turnstone store check` with the version that wrote it",
                                    sql->path, before->items[i].name, number);
    free(after);
    return status;
}

static enum ts_status check_references(struct sql_store *sql, int number, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    int64_t broken = ask(sql, "SELECT 1 FROM pragma_foreign_key_check LIMIT 1", &status, err);
    if (!status && broken == 1)
        return ts_err_set(err, TS_DATA,
                          "the store \"%s\" does not hold together on its way to version %d, and stays as it was: run `turnstone store "
                          "check` with the version that wrote it, and go back to a backup",
                          sql->path, number);
    return status;
}

// Room for the file as it will be is taken before the commit: a disk that is full later would leave a store that only this version reads.
static enum ts_status reserve(struct sql_store *sql, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    int64_t page = ask(sql, "PRAGMA page_size", &status, err), pages = ask(sql, "PRAGMA page_count", &status, err);
    int chunk = (int)page;
    sqlite3_int64 size = page * pages;
    if (status) return status;
    sqlite3_file_control(ts_sqlite(sql)->db, "main", SQLITE_FCNTL_CHUNK_SIZE, &chunk);
    if (sqlite3_file_control(ts_sqlite(sql)->db, "main", SQLITE_FCNTL_SIZE_HINT, &size) != SQLITE_OK)
        status = ts_err_set(err, TS_IO, "the store \"%s\" could not be brought to this version: its disk is full or fails; free about twice the store's size and try again",
                            sql->path);
    return status;
}

static enum ts_status write_migration(struct sql_store *sql, int number, int64_t at, struct ts_err *err)
{
    struct ts_buffer script = {0};
    ts_buffer_add_format(&script, "%s; PRAGMA user_version = %d;", ts_sql_migrations[number - 1], number);
    if (number > 1) ts_buffer_add_format(&script, "INSERT INTO version(number, at) VALUES (%d, %lld);", number, (long long)at);
    enum ts_status status = run(sql, script.bytes, err);
    ts_buffer_clear(&script);
    return status;
}

static enum ts_status migrate_one(struct sql_store *sql, int number, int64_t at, struct ts_err *err)
{
    struct tables *before = ts_memory_get(sizeof *before);
    enum ts_status status = run(sql, "BEGIN IMMEDIATE", err);
    if (!status) status = count_tables(sql, before, err);
    if (!status) status = write_migration(sql, number, at, err);
    if (!status) status = compare_tables(sql, before, number, err);
    if (!status) status = check_references(sql, number, err);
    if (!status) status = reserve(sql, err);
    if (!status) status = run(sql, "COMMIT", err);
    if (status && !sqlite3_get_autocommit(ts_sqlite(sql)->db)) sqlite3_exec(ts_sqlite(sql)->db, "ROLLBACK", NULL, NULL, NULL);
    free(before);
    return status;
}

enum ts_status ts_sql_migrate_from(struct sql_store *sql, int from, int64_t at, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (int number = from + 1; number <= SQL_VERSION && !status; number++) status = migrate_one(sql, number, at, err);
    return status;
}

// --- a store that is there

static enum ts_status fold(struct sql_store *sql, struct ts_err *err)
{
    int code = sqlite3_wal_checkpoint_v2(ts_sqlite(sql)->db, "main", SQLITE_CHECKPOINT_FULL, NULL, NULL);
    return code == SQLITE_OK ? TS_OK : fail(sql, err);
}

// In the main file too: a log that held more is folded back whole.
static enum ts_status set_mark(struct sql_store *sql, int application, struct ts_err *err)
{
    char words[64];
    snprintf(words, sizeof words, "PRAGMA application_id = %d", application);
    enum ts_status status = run(sql, words, err);
    return status ? status : fold(sql, err);
}

// Opened so that nobody else can: this fails when anybody has the store open, if only for reading.
static enum ts_status open_alone(struct sql_store *sql, struct ts_err *err)
{
    static const char settings[] = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL; PRAGMA cache_size = -64000; PRAGMA "
                                   "foreign_keys = OFF; PRAGMA trusted_schema = OFF; BEGIN IMMEDIATE; ROLLBACK";
    int code = sqlite3_open_v2(sql->path, &ts_sqlite(sql)->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_extended_result_codes(ts_sqlite(sql)->db, 1);
    sqlite3_busy_timeout(ts_sqlite(sql)->db, SQL_BUSY_MS);
    sqlite3_wal_autocheckpoint(ts_sqlite(sql)->db, 0);
    if (code == SQLITE_OK) code = sqlite3_exec(ts_sqlite(sql)->db, settings, NULL, NULL, NULL);
    if (code == SQLITE_OK) return TS_OK;
    if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
        return ts_err_set(err, TS_BUSY,
                          "the store \"%s\" is to be brought to version %d, and another program has it open: end that one, then try again",
                          sql->path, SQL_VERSION);
    return ts_sql_fail(sql, "opening it", err);
}

// Everything in the main file, then the mark taken off.
static enum ts_status settle(struct sql_store *sql, struct ts_err *err)
{
    enum ts_status status = set_mark(sql, SQL_APPLICATION_MOVING, err);
    return status ? status : set_mark(sql, SQL_APPLICATION, err);
}

// The log is folded back and the file kept, before anything is changed. A store that is moving was kept when it set out, and nobody can
// have written since.
static enum ts_status keep(struct sql_store *sql, struct moving *moving, struct ts_migrated *out, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    if (moving->mark == SQL_APPLICATION_MOVING) {
        ts_sql_kept_find(sql, out->from, out->backup, sizeof out->backup);
        return TS_OK;
    }
    if (moving->has_log || moving->mark != SQL_APPLICATION) {
        status = set_mark(sql, SQL_APPLICATION_OPEN, err);
        if (!status) status = set_mark(sql, SQL_APPLICATION, err);
    }
    moving->is_settled = !status;
    if (!status) status = ts_sql_keep(sql, out->from, out->backup, sizeof out->backup, err);
    if (status) return status;
    moving->is_begun = true;
    moving->is_settled = false;
    return set_mark(sql, SQL_APPLICATION_MOVING, err);
}

static enum ts_status move(struct sql_store *sql, struct ts_migrated *out, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    int64_t at = ts_clock_now();
    while (out->to < SQL_VERSION && !status) {
        status = migrate_one(sql, out->to + 1, at, err);
        if (status) break;
        out->to++;
        status = fold(sql, err);
    }
    return status;
}

// What was reserved goes back to the disk; what was kept is what is there.
static void retreat(struct sql_store *sql, struct ts_migrated *out)
{
    enum ts_status status = TS_OK;
    int64_t size = ask(sql, "PRAGMA page_size", &status, NULL) * ask(sql, "PRAGMA page_count", &status, NULL);
    sqlite3_file *file = NULL;
    sqlite3_file_control(ts_sqlite(sql)->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!status && file && file->pMethods) file->pMethods->xTruncate(file, size);
    if (out->backup[0]) unlink(out->backup);
    out->backup[0] = '\0';
}

static enum ts_status migrate(struct sql_store *sql, struct moving *moving, struct ts_migrated *out, struct ts_err *err)
{
    enum ts_status status = TS_OK, settled;
    out->from = out->to = (int)ask(sql, "PRAGMA user_version", &status, err);
    moving->mark = ask(sql, "PRAGMA application_id", &status, err);
    if (!status && out->from > SQL_VERSION) status = ts_sql_check_version(sql, err);
    if (status) return status;
    if (out->from < SQL_VERSION) status = keep(sql, moving, out, err);
    if (status && !moving->is_begun) return status;
    if (!status) status = move(sql, out, err);
    if (sql->is_broken) return status;
    settled = settle(sql, status ? NULL : err); // after a failure too: what was committed is whole, of whatever version
    moving->is_settled = !settled;
    if (status && !settled && moving->is_begun && out->to == out->from) retreat(sql, out);
    return status ? status : settled;
}

static enum ts_status migrate_alone(struct sql_store *sql, struct ts_err *err)
{
    struct sqlite_store alone = {.sql = {.path = sql->path}};
    int64_t log_size;
    struct moving moving = {.has_log = ts_sql_file_has_log(sql->path, &log_size) && log_size > 0};
    enum ts_status status = ts_sql_lock_writer(sql, WAIT_MS, err);
    if (status) return status;
    status = open_alone(&alone.sql, err);
    if (!status) status = migrate(&alone.sql, &moving, &sql->store.migrated, err);
    // A log that is not folded back whole stays: the main file alone would be half of the store.
    if (alone.db && !moving.is_settled) sqlite3_db_config(alone.db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    sqlite3_close(alone.db);
    ts_sql_unlock_writer(sql);
    return status;
}

enum ts_status ts_sql_migrate(struct sql_store *sql, struct ts_err *err)
{
    int64_t deadline = ts_clock_monotonic() + WAIT_MS * INT64_C(1000000);
    bool is_current = ts_sql_file_is_current(sql->path);
    enum ts_status status = ts_sql_lock_whole(sql, !is_current, err);
    while (status == TS_BUSY && ts_clock_monotonic() < deadline) {
        nanosleep(&(struct timespec){.tv_nsec = NAP_US * 1000L}, NULL);
        is_current = ts_sql_file_is_current(sql->path); // somebody else may have brought it here
        status = ts_sql_lock_whole(sql, !is_current, err);
    }
    if (status) return status;
    sql->store.migrated = (struct ts_migrated){.from = SQL_VERSION, .to = SQL_VERSION};
    if (is_current) return TS_OK;
    status = migrate_alone(sql, err);
    return status ? status : ts_sql_lock_whole(sql, false, err);
}

enum ts_status ts_sql_check_version(struct sql_store *sql, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    int64_t version = ask(sql, "PRAGMA user_version", &status, err);
    if (status || version == SQL_VERSION) return status;
    if (version > SQL_VERSION && sql->mode != TS_STORE_READ) // what its log holds is not touched
        sqlite3_db_config(ts_sqlite(sql)->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    if (version > SQL_VERSION)
        return ts_err_set(err, TS_DATA,
                          "the store \"%s\" was written by a newer turnstone (version %d, this one knows up to %d): use the newer one",
                          sql->path, (int)version, SQL_VERSION);
    return ts_err_set(err, TS_DATA,
                      "the store \"%s\" is of version %d, this turnstone reads version %d: bring it over with `turnstone store migrate "
                      "--store %s` (a backup is made first)",
                      sql->path, (int)version, SQL_VERSION, sql->path);
}

enum ts_status ts_sqlite_migrate(const char *path, struct ts_migrated *out, struct ts_err *err)
{
    struct ts_store *store;
    enum ts_status status = ts_sqlite_open(path, TS_STORE_WRITE, NULL, &store, err);
    if (status) return status;
    *out = store->migrated;
    store->driver->close(store);
    return TS_OK;
}
