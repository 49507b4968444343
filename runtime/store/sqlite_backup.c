// sqlite_backup.c - a copy of the whole store as of one moment, while others go on playing
//
// All pages are read inside one read transaction, which keeps nobody from writing; the log only cannot be started anew meanwhile.
#include "store/sqlite.h"

enum { STEP = 2000 }; // pages between two looks at the progress

static enum ts_status copy_pages(struct sql_store *sql, struct sql_new *new, int page_size, ts_progress *progress, void *self, struct ts_err *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(new->db, "main", ts_sqlite(sql)->db, "main");
    int code = SQLITE_OK;
    if (!backup) return ts_sql_new_fail(new, err);
    while (code == SQLITE_OK) {
        code = sqlite3_backup_step(backup, STEP);
        int64_t pages = sqlite3_backup_pagecount(backup), left = sqlite3_backup_remaining(backup);
        if (progress) progress(self, (pages - left) * page_size, pages * page_size);
    }
    code = sqlite3_backup_finish(backup); // leaves in the new one what went wrong on either side
    return code == SQLITE_OK ? TS_OK : ts_sql_new_fail(new, err);
}

// From here on this connection sees one moment. The file is mapped, since reading it page by page takes as long as all the rest.
static enum ts_status begin_reading(struct sql_store *sql, int *page_size, struct ts_err *err)
{
    sqlite3_stmt *asked = NULL;
    bool done = sqlite3_exec(ts_sqlite(sql)->db, "PRAGMA mmap_size = 1099511627776; BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(ts_sqlite(sql)->db, "PRAGMA page_size", -1, &asked, NULL) == SQLITE_OK && sqlite3_step(asked) == SQLITE_ROW;
    if (done) *page_size = sqlite3_column_int(asked, 0);
    enum ts_status status = done ? TS_OK : ts_sql_fail(sql, "reading it", err);
    sqlite3_finalize(asked);
    return status;
}

enum ts_status ts_sql_backup(struct ts_store *store, const char *path, ts_progress *progress, void *self, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_new new;
    int page_size = 0;
    if (!sqlite3_get_autocommit(ts_sqlite(sql)->db)) return ts_err_set(err, TS_REFUSED, "a batch is open: commit it before the store is backed up");
    enum ts_status status = ts_sql_new_open(&new, path, err);
    if (status) return status;
    status = begin_reading(sql, &page_size, err);
    if (!status) status = copy_pages(sql, &new, page_size, progress, self, err);
    if (!sqlite3_get_autocommit(ts_sqlite(sql)->db)) sqlite3_exec(ts_sqlite(sql)->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_exec(ts_sqlite(sql)->db, "PRAGMA mmap_size = 0", NULL, NULL, NULL);
    if (!status) status = ts_sql_new_seal(&new, err);
    if (!status) status = ts_sql_new_place(&new, err);
    ts_sql_new_close(&new);
    return status;
}
