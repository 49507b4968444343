// sqlite.h - a store in one SQLite file: what its parts share, beside what all stores of rows do alike (sql.h)
#ifndef TS_STORE_SQLITE_H
#define TS_STORE_SQLITE_H

#include <sqlite3.h>

#include "store/sql.h"
#include "store/sqlite_file.h"

enum {
    SQL_APPLICATION = 0x5475726e,        // "Turn"
    SQL_APPLICATION_OPEN = 0x5475726f,   // in the main file while the log beside it holds more (see migrations/001_first.sql)
    SQL_APPLICATION_MOVING = 0x54757270, // in the main file while it is brought to a later version (see sqlite_migrate.c)
    SQL_BUSY_MS = 200,                   // how long SQLite waits for locks of its own
};

struct sqlite_statement {
    struct sql_statement statement;
    sqlite3_stmt *own;
};

struct sqlite_store {
    struct sql_store sql;
    sqlite3 *db;
    int lock_file;                               // -1: none
    bool has_marked, has_counted, is_mark_open;  // counted: its commits show in page 1
    bool has_saved, was_written; // a place to undo to; written before it
    int wal_pages;
    void (*tell)(void *self, int64_t operations); // of long work
    void *tell_self;
    unsigned version; // of the data, when this store last committed
    int schema;       // its number when names were last remembered; erasing somebody changes it
};

static inline struct sqlite_store *ts_sqlite(struct sql_store *sql)
{
    return (struct sqlite_store *)sql;
}

// --- sqlite_link.c
extern const struct sql_link ts_sqlite_link;
enum ts_status ts_sql_fail(struct sql_store *sql, const char *doing, struct ts_err *err); // what SQLite's last error means
static inline sqlite3_stmt *ts_sqlite_of(struct sql_store *sql, enum sql which)
{
    return ((struct sqlite_statement *)sql->statements[which])->own;
}

// --- sqlite_lock.c
enum ts_status ts_sql_lock_open(struct sql_store *sql, struct ts_err *err) TS_MUST_USE;
void ts_sql_lock_close(struct sql_store *sql);
enum ts_status ts_sql_lock_writer(struct sql_store *sql, int wait_ms, struct ts_err *err) TS_MUST_USE;
void ts_sql_unlock_writer(struct sql_store *sql);
// Whoever may write has the store open together with others, or `alone` to migrate it; held until the lock file is closed. Does not
// wait. Who is alone and asks not to be any more lets others in without a moment in which nobody holds it.
enum ts_status ts_sql_lock_whole(struct sql_store *sql, bool alone, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_lock_run(struct ts_store *store, ts_symbol run, struct ts_err *err);
void ts_sql_unlock_run(struct ts_store *store, ts_symbol run);
bool ts_sql_is_played(struct ts_store *store, ts_symbol run);

// --- sqlite_new.c: a store that is filled in one go; nobody sees it before it is whole. sqlite_gather.c: its file layer
struct sql_new {
    const char *path; // borrowed
    struct ts_buffer made;
    sqlite3_vfs *layer;
    sqlite3 *db;      // without journal or syncs: what is left half-way is thrown away
};
// TS_CANNOT_CREATE: the path exists, or the log of a store that was there.
enum ts_status ts_sql_new_open(struct sql_new *new, const char *path, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_new_fail(struct sql_new *new, struct ts_err *err);              // what SQLite's last error on it means
enum ts_status ts_sql_new_seal(struct sql_new *new, struct ts_err *err) TS_MUST_USE;  // all is written: in the shape of a store closed well
enum ts_status ts_sql_new_place(struct sql_new *new, struct ts_err *err) TS_MUST_USE; // once sealed
void ts_sql_new_close(struct sql_new *new);                                           // zero-initialised is fine
enum ts_status ts_sql_new_check_log(const char *path, struct ts_err *err) TS_MUST_USE; // a log alone would be played into what is put there
sqlite3_vfs *ts_sql_gather_new(void);            // registered under a name of its own
void ts_sql_gather_free(sqlite3_vfs *layer);

// --- sqlite_mend.c: in the transaction that filled it; then all its references hold, and `tables` says what came of them
enum ts_status ts_sql_mend(struct sql_new *new, struct ts_salvaged_tables *tables, struct ts_err *err) TS_MUST_USE;

// --- sqlite_open.c
void ts_sql_url(struct ts_buffer *out, const char *path, const char *query); // a file name as a SQLite url

// --- sqlite_mark.c: the `open` mark
enum ts_status ts_sql_mark_begin(struct sql_store *sql, struct ts_err *err) TS_MUST_USE;  // before the first write of this store
enum ts_status ts_sql_mark_commit(struct sql_store *sql, struct ts_err *err) TS_MUST_USE; // COMMIT, and a checkpoint when one is due
void ts_sql_mark_end(struct sql_store *sql);                                              // before closing
int ts_sql_stamp(sqlite3 *db); // inside a transaction, or of a new file; a code of SQLite's
#define SQL_CACHE_SIZE "PRAGMA cache_size = -16000;"
// Writes the file anew and empties the log, so that nothing deleted is left in either; drops the table `erasing`. The writer's lock is
// held. TS_BUSY: somebody goes on reading longer than that.
enum ts_status ts_sql_mark_clean(struct sql_store *sql, int wait_ms, struct ts_err *err) TS_MUST_USE;

// --- sqlite_batch.c
enum ts_status ts_sql_begin(struct ts_store *store, int wait_ms, struct ts_err *err);
enum ts_status ts_sql_commit(struct ts_store *store, struct ts_err *err);
void ts_sql_rollback(struct ts_store *store);
enum ts_status ts_sql_save(struct ts_store *store, struct ts_err *err);
enum ts_status ts_sql_undo(struct ts_store *store, struct ts_err *err);


// --- sqlite_backup.c, sqlite_export.c, sqlite_import.c, sqlite_erase.c
enum ts_status ts_sql_backup(struct ts_store *store, const char *path, ts_progress *progress, void *self, struct ts_err *err);
enum ts_status ts_sql_export(struct ts_store *store, ts_each_line *each, void *self, struct ts_exported *out, struct ts_err *err);
// The names of all tables, those that others refer to first, then by name: each with its NUL, an empty one behind the last.
enum ts_status ts_sql_tables(struct sql_store *sql, struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sqlite_erase_player(struct ts_store *store, ts_symbol player, ts_each_remnant *each, void *self, struct ts_erased *out,
                                   struct ts_err *err);

#endif
