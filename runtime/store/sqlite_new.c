// sqlite_new.c - a store that is filled in one go: nobody sees it before it is whole, and nothing is left of one that fails
#include "store/sqlite.h"

#include <stdlib.h>
#include <unistd.h>

enum ts_status ts_sql_new_check_log(const char *path, struct ts_err *err)
{
    static const char *const endings[] = {"-wal", "-journal"};
    enum ts_status status = TS_OK;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !status; i++) {
        char *log = ts_sql_file_beside(path, endings[i]);
        if (ts_sql_file_exists(log) && !ts_sql_file_exists(path)) // in this order: somebody may be making it right now
            status = ts_err_set(err, TS_CANNOT_CREATE,
                                "\"%s\" is the log of a store that is no longer at \"%s\": bring that file back, or move its log away",
                                log, path);
        free(log);
    }
    return status;
}

static enum ts_status refuse_taken(const char *path, struct ts_err *err)
{
    return ts_err_set(err, TS_CANNOT_CREATE, "\"%s\" exists already and was left as it is: give another path", path);
}

enum ts_status ts_sql_new_fail(struct sql_new *new, struct ts_err *err)
{
    int code = new->db ? sqlite3_errcode(new->db) : SQLITE_CANTOPEN;
    const char *why = new->db ? sqlite3_errmsg(new->db) : "it cannot be opened";
    // The file was made a moment ago: what cannot be opened now is no question of rights, and what reads as damaged was not read.
    if (code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_CANTOPEN || code == SQLITE_CORRUPT)
        return ts_err_set(err, TS_IO, "the store \"%s\" cannot be made: the disk is full or fails (%s); nothing of it was kept, free space and try again",
                          new->path, why);
    if (code == SQLITE_NOMEM)
        return ts_err_set(err, TS_IO, "out of memory while making the store \"%s\": nothing of it was kept, close other programs and try again",
                          new->path);
    return ts_err_set(err, TS_CANNOT_CREATE, "the store \"%s\" cannot be made (%s): nothing of it was kept", new->path, why);
}

static enum ts_status set_up(struct sql_new *new, struct ts_err *err)
{
    static const char settings[] = "PRAGMA page_size = 2048; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                                   "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = FILE;";
    new->layer = ts_sql_gather_new();
    if (sqlite3_open_v2(new->made.bytes, &new->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, new->layer->zName) != SQLITE_OK ||
        sqlite3_exec(new->db, settings, NULL, NULL, NULL) != SQLITE_OK)
        return ts_sql_new_fail(new, err);
    return TS_OK;
}

enum ts_status ts_sql_new_open(struct sql_new *new, const char *path, struct ts_err *err)
{
    int file;
    *new = (struct sql_new){.path = path};
    if (ts_sql_file_exists(path)) return refuse_taken(path, err);
    enum ts_status status = ts_sql_new_check_log(path, err);
    if (!status) status = ts_sql_file_begin(path, &new->made, &file, err);
    if (status) {
        ts_buffer_clear(&new->made);
        return status;
    }
    close(file);
    status = set_up(new, err);
    if (status) ts_sql_new_close(new);
    return status;
}

// Through SQLite's own layer, since the log that a store is switched to needs shared memory.
enum ts_status ts_sql_new_seal(struct sql_new *new, struct ts_err *err)
{
    static const char settings[] = "PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; PRAGMA application_id = 0x5475726e;";
    if (sqlite3_close(new->db) != SQLITE_OK) return ts_sql_new_fail(new, err);
    new->db = NULL;
    if (sqlite3_open_v2(new->made.bytes, &new->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
        sqlite3_exec(new->db, settings, NULL, NULL, NULL) != SQLITE_OK || ts_sql_stamp(new->db) != SQLITE_OK ||
        sqlite3_wal_checkpoint_v2(new->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
        return ts_sql_new_fail(new, err);
    return TS_OK;
}

// The last one to close it takes its log, which is empty, away.
enum ts_status ts_sql_new_place(struct sql_new *new, struct ts_err *err)
{
    bool is_taken = false;
    if (sqlite3_close(new->db) != SQLITE_OK) return ts_sql_new_fail(new, err);
    new->db = NULL;
    enum ts_status status = ts_sql_file_place(new->made.bytes, new->path, &is_taken, err);
    return !status && is_taken ? refuse_taken(new->path, err) : status;
}

void ts_sql_new_close(struct sql_new *new)
{
    sqlite3_close(new->db);
    ts_sql_gather_free(new->layer);
    if (new->made.bytes) ts_sql_file_remove(new->made.bytes);
    ts_buffer_clear(&new->made);
    *new = (struct sql_new){0};
}
