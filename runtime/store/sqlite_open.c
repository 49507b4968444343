// sqlite_open.c - opening and closing a store in one SQLite file
#include "store/sqlite.h"

#include <stdlib.h>
#include <string.h>

enum { CLOSE_WAIT_MS = 1000 };

// By a statement, as that looks at the log's index; the number that SQLite hands out without one is that of the last look.
static uint64_t version(struct ts_store *store, int64_t universe)
{
    (void)universe; // one file, one number
    struct sql_store *sql = ts_sql(store);
    bool found;
    if (ts_sql_step(sql, SQL_DATA_VERSION, &found, NULL) || !found) return 0;
    uint64_t number = (uint64_t)ts_sql_get_int(ts_sql_of(sql, SQL_DATA_VERSION), 0);
    ts_sql_done(sql, SQL_DATA_VERSION);
    return number;
}

// One after the other: of two that close at the same moment each would leave the log for the other to fold back.
static void close_store(struct ts_store *store)
{
    struct sql_store *sql = ts_sql(store);
    ts_sql_rollback(store);
    if (sql->statements[SQL_APPLICATION_GET]) ts_sql_mark_end(sql);
    ts_sql_clear(sql);
    enum ts_status status = sql->mode == TS_STORE_READ ? TS_OK : ts_sql_lock_writer(sql, CLOSE_WAIT_MS, NULL);
    (void)status; // whoever writes for so long closes later
    sqlite3_close(ts_sqlite(sql)->db);
    ts_sql_lock_close(sql);
    free(sql);
}

static void set_driver(struct ts_driver *driver)
{
    driver->close = close_store;
    driver->begin = ts_sql_begin;
    driver->commit = ts_sql_commit;
    driver->rollback = ts_sql_rollback;
    driver->save = ts_sql_save;
    driver->undo = ts_sql_undo;
    driver->version = version;
    driver->lock_run = ts_sql_lock_run;
    driver->unlock_run = ts_sql_unlock_run;
    driver->is_played = ts_sql_is_played;
    driver->backup = ts_sql_backup;
    driver->export = ts_sql_export;
    driver->erase_player = ts_sqlite_erase_player;
}

static int count_log_pages(void *self, sqlite3 *db, const char *name, int pages)
{
    (void)db;
    (void)name;
    ((struct sqlite_store *)self)->wal_pages = pages;
    return SQLITE_OK;
}

// A file name as a SQLite url, with what has a meaning there escaped.
void ts_sql_url(struct ts_buffer *out, const char *path, const char *query)
{
    ts_buffer_add_text(out, "file:");
    for (; *path; path++) {
        if (strchr("%?#", *path))
            ts_buffer_add_format(out, "%%%02x", (unsigned char)*path);
        else
            ts_buffer_add_byte(out, *path);
    }
    ts_buffer_add_text(out, query);
}

static int open_as(struct sql_store *sql, const char *query, bool writable)
{
    struct ts_buffer url = {0};
    ts_sql_url(&url, sql->path, query);
    int code = sqlite3_open_v2(url.bytes, &ts_sqlite(sql)->db,
                               (writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
    ts_buffer_clear(&url);
    return code;
}

// On a full disk no index of a log can be made: then a store without a log is read as it lies, and the index of a log is kept in
// memory, which needs the store for oneself.
static int open_full(struct sql_store *sql, bool has_log)
{
    sqlite3_close(ts_sqlite(sql)->db);
    int code = open_as(sql, has_log ? "" : "?immutable=1", has_log);
    return code == SQLITE_OK && has_log ? sqlite3_exec(ts_sqlite(sql)->db, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL) : code;
}

// Reading opens for writing where it may, since a log can only be read with an index beside it that somebody must write; it never
// writes the store itself, and takes away what it made, or what another reader made (a log with nothing in it). A clean store in a folder that may not be written is read as it lies.
static int open_database(struct sql_store *sql)
{
    int64_t log_size;
    bool has_log = ts_sql_file_has_log(sql->path, &log_size), reads = sql->mode == TS_STORE_READ, writable = !reads || ts_sql_file_is_writable(sql->path);
    int code = open_as(sql, writable || has_log ? "" : "?immutable=1", writable);
    if (code == SQLITE_OK && reads && writable) {
        int looked = sqlite3_exec(ts_sqlite(sql)->db, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL) & 0xff;
        if (looked == SQLITE_IOERR || looked == SQLITE_CANTOPEN || looked == SQLITE_FULL) code = open_full(sql, has_log);
    }
    if (code == SQLITE_OK && reads && log_size) sqlite3_db_config(ts_sqlite(sql)->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    return code;
}

static enum ts_status prepare(struct sql_store *sql, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (int i = 0; i < SQL_COUNT && !status; i++) status = ts_sql_prepare(sql, ts_sql_statements[i], &sql->statements[i], err);
    return status;
}

static enum ts_status set_up(struct sql_store *sql, struct ts_err *err)
{
    static const char settings[] =
        "PRAGMA synchronous = FULL; " SQL_CACHE_SIZE " PRAGMA trusted_schema = OFF; PRAGMA temp_store = FILE;";
    sqlite3_extended_result_codes(ts_sqlite(sql)->db, 1);
    sqlite3_busy_timeout(ts_sqlite(sql)->db, SQL_BUSY_MS);
    sqlite3_db_config(ts_sqlite(sql)->db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    if (sqlite3_exec(ts_sqlite(sql)->db, settings, NULL, NULL, NULL) != SQLITE_OK) return ts_sql_fail(sql, "opening it", err);
    if (sql->mode == TS_STORE_READ && sqlite3_exec(ts_sqlite(sql)->db, "PRAGMA query_only = ON", NULL, NULL, NULL) != SQLITE_OK)
        return ts_sql_fail(sql, "opening it", err);
    sqlite3_wal_autocheckpoint(ts_sqlite(sql)->db, 0);
    sqlite3_wal_hook(ts_sqlite(sql)->db, count_log_pages, sql);
    enum ts_status status = ts_sql_check_version(sql, err);
    return status ? status : prepare(sql, err);
}

enum ts_status ts_sqlite_open(const char *path, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out,
                              struct ts_err *err)
{
    struct sql_store *sql;
    enum ts_status status = TS_OK;
    *out = NULL;
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // its count of memory takes a lock at every allocation; refused once SQLite runs
    bool creates = mode == TS_STORE_CREATE && !ts_sql_file_exists(path); // which sweeps already
    if (creates) status = ts_sql_file_create(path, err);
    if (!status) status = ts_sql_file_judge(path, err);
    if (!status && !creates && mode != TS_STORE_READ) ts_sql_file_sweep(path);
    if (status) return status;
    struct sqlite_store *made = ts_memory_get(sizeof *made);
    memset(made, 0, sizeof *made);
    made->lock_file = -1;
    sql = &made->sql;
    ts_sql_init(sql, &ts_sqlite_link, path, mode, symbols);
    set_driver(&sql->driver);
    status = ts_sql_lock_open(sql, err);
    if (!status && mode != TS_STORE_READ) status = ts_sql_migrate(sql, err);
    if (!status) status = open_database(sql) == SQLITE_OK ? set_up(sql, err) : ts_sql_fail(sql, "opening it", err);
    if (status) {
        close_store(&sql->store);
        return status;
    }
    *out = &sql->store;
    return TS_OK;
}
