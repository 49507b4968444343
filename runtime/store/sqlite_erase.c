// sqlite_erase.c - what only a file needs when a person is forgotten: freed pages overwritten, then the whole file written anew
//
// The mark is a table `erasing`. Its coming changes the schema's number, which others look at; see sqlite_batch.c.
#include "store/sql_erase.h"
#include "store/sqlite.h"

enum { WAIT_MS = 10000, CLEAN_WAIT_MS = 2000 };

static enum ts_status run_words(struct sql_store *sql, const char *words, struct ts_err *err)
{
    return sqlite3_exec(ts_sqlite(sql)->db, words, NULL, NULL, NULL) == SQLITE_OK ? TS_OK : ts_sql_fail(sql, "erasing", err);
}

// Temporary tables are kept in memory, as is all that SQLite lays aside meanwhile.
static enum ts_status begin(struct sql_store *sql, struct ts_err *err)
{
    enum ts_status status = run_words(sql, "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY", err);
    if (!status) status = ts_sql_begin(&sql->store, WAIT_MS, err);
    if (!status) ts_sql_names_forget(sql); // another process may have erased somebody
    return status;
}

static enum ts_status find_unfinished(struct sql_store *sql, bool *out, struct ts_err *err)
{
    struct sql_statement *statement = NULL;
    enum ts_status status = ts_sql_prepare(sql, "SELECT 1 FROM sqlite_schema WHERE name = 'erasing'", &statement, err);
    if (!status) status = ts_sql_next(sql, statement, out, err);
    ts_sql_free(statement);
    return status;
}

static enum ts_status mark(struct sql_store *sql, struct ts_err *err)
{
    return run_words(sql, "CREATE TABLE IF NOT EXISTS erasing(since INTEGER)", err);
}

static enum ts_status clean(struct sql_store *sql, struct ts_err *err)
{
    struct ts_err why = {0};
    enum ts_status status = run_words(sql, "PRAGMA temp_store = FILE", err);
    if (status) return status;
    status = ts_sql_lock_writer(sql, CLEAN_WAIT_MS, &why);
    if (!status) {
        status = ts_sql_mark_clean(sql, CLEAN_WAIT_MS, &why);
        ts_sql_unlock_writer(sql);
    }
    if (!status) return TS_OK;
    return ts_err_set(err, status, "erased, but the file may still hold remains that nothing refers to (%s): run it again when nobody plays", why.message);
}

enum ts_status ts_sqlite_erase_player(struct ts_store *store, ts_symbol player, ts_each_remnant *each, void *self, struct ts_erased *out,
                                      struct ts_err *err)
{
    static const struct sql_erase_ways ways = {begin, find_unfinished, mark, clean};
    return ts_sql_erase(ts_sql(store), &ways, player, each, self, out, err);
}
