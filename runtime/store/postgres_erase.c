// postgres_erase.c - what a PostgreSQL database needs when a person is forgotten: all others wait, are told, and its files are written anew
//
// Every batch reads how many erasings there were, in the trip it begins with, and by that holds a lock on the table `erasing` until it ends
// (that costs nothing where nobody erases). An erasing waits until it has that lock alone: so no batch that it did not wait for goes on with
// names from before it, see postgres_batch.c. Rows that were deleted stay in the server's files; behind the commit all tables with texts are
// written anew, and what the planner keeps of their texts. Until that was done the row in `erasing` says so.
#include "store/postgres.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "store/sql_erase.h"

enum { CLEAN_WAIT_MS = 2000, NAP_MS = 50, MILLISECOND = 1000000 };

// Who only reads need not wait for one that is under way.
enum ts_status ts_postgres_count_erasings(struct postgres_store *pg, struct ts_err *err)
{
    if (pg->sql.mode == TS_STORE_READ) return TS_OK;
    return ts_postgres_ask(pg, "SELECT max(count) FROM erasing", 1, &pg->erasings, err);
}

static enum ts_status run_words(struct sql_store *sql, const char *words, struct ts_err *err)
{
    struct sql_statement *statement = NULL;
    enum ts_status status = ts_sql_prepare(sql, words, &statement, err);
    if (!status) status = sql->link->run(sql, statement, err);
    ts_sql_free(statement);
    return status;
}

// However long it takes.
static enum ts_status begin(struct sql_store *sql, struct ts_err *err)
{
    enum ts_status status = ts_postgres_begin_alone(ts_postgres(sql), err);
    return status ? status : run_words(sql, "SET LOCAL statement_timeout = 0", err);
}

static enum ts_status find_unfinished(struct sql_store *sql, bool *out, struct ts_err *err)
{
    struct sql_statement *statement = NULL;
    bool found = false;
    enum ts_status status = ts_sql_prepare(sql, "SELECT is_unclean FROM erasing", &statement, err);
    if (!status) status = ts_sql_next(sql, statement, &found, err);
    *out = !status && found && ts_sql_get_int(statement, 0);
    ts_sql_free(statement);
    return status;
}

static enum ts_status mark(struct sql_store *sql, struct ts_err *err)
{
    struct postgres_store *pg = ts_postgres(sql);
    enum ts_status status = run_words(sql, "UPDATE erasing SET count = count + 1, is_unclean = TRUE", err);
    if (status) return status;
    pg->erasings++;
    ts_sql_text(pg->own[PG_NOTIFY], 1, PG_ERASED, strlen(PG_ERASED));
    ts_postgres_send(pg, pg->own[PG_NOTIFY], false);
    return TS_OK;
}

// --- the files

struct cleaning {
    struct postgres_store *pg;
    int64_t since;
    bool has_heard, is_held; // of a try: the server said what it kept; somebody may still see rows from before, in one of its parts
    struct ts_buffer why; // what the server would not do; empty: nothing
};

// The server says in the detail of what it did to a table how many rows it had to keep for others: that number comes first, in whatever language
// the words are. What it does not do for lack of rights is a warning of class 01; one of another class may say that it goes down.
static void take_notice(void *self, const PGresult *notice)
{
    struct cleaning *cleaning = self;
    const struct pq_library *lib = &cleaning->pg->lib;
    const char *severity = lib->PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED), *code = lib->PQresultErrorField(notice, PG_DIAG_SQLSTATE);
    const char *detail = lib->PQresultErrorField(notice, PG_DIAG_MESSAGE_DETAIL);
    if (severity && strcmp(severity, "WARNING") == 0 && code && strncmp(code, "01", 2) == 0 && !cleaning->why.length)
        ts_buffer_add_text(&cleaning->why, lib->PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY));
    if (!detail || !severity || strcmp(severity, "INFO") != 0) return;
    detail += strcspn(detail, "0123456789");
    if (!*detail) return;
    cleaning->has_heard = true;
    cleaning->is_held |= strtoll(detail, NULL, 10) > 0;
}

static bool is_over(const struct cleaning *cleaning)
{
    return ts_clock_monotonic() - cleaning->since > CLEAN_WAIT_MS * (int64_t)MILLISECOND;
}

static bool is_clean(const struct cleaning *cleaning)
{
    return cleaning->has_heard && !cleaning->is_held;
}

static enum ts_status write_anew(struct cleaning *cleaning, const char *table, struct ts_err *err)
{
    struct ts_buffer words = {0};
    enum ts_status status;
    ts_buffer_add_format(&words, "VACUUM (FULL, VERBOSE) \"%s\"", table);
    cleaning->since = ts_clock_monotonic();
    while (true) {
        cleaning->has_heard = cleaning->is_held = false;
        status = ts_postgres_exec(cleaning->pg, words.bytes, err);
        if (status || cleaning->why.length || is_clean(cleaning) || is_over(cleaning)) break;
        nanosleep(&(struct timespec){.tv_nsec = NAP_MS * MILLISECOND}, NULL);
    }
    ts_buffer_clear(&words);
    if (status || cleaning->why.length || is_clean(cleaning)) return status;
    return ts_err_set(err, TS_BUSY, "somebody reads on what was there before");
}

static bool has_texts(const struct ts_table *table)
{
    for (int i = 0; i < table->count; i++)
        if (table->columns[i].kind == 'T' || table->columns[i].kind == 'A') return true;
    return false;
}

// Samples of a table's texts are kept for the planner, and of an empty table those of before: so one is given a row while they are taken, which
// nobody else sees.
static enum ts_status sample_anew(struct cleaning *cleaning, const struct ts_table *table, struct ts_err *err)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "BEGIN; LOCK TABLE \"%s\" IN SHARE ROW EXCLUSIVE MODE; INSERT INTO \"%s\" SELECT ", table->name, table->name);
    for (int i = 0; i < table->count; i++) ts_buffer_add_format(&words, "%s%s", i ? ", " : "", table->columns[i].kind == 'I' ? "0" : "''");
    ts_buffer_add_format(&words, " WHERE NOT EXISTS (SELECT 1 FROM \"%s\"); ANALYZE \"%s\"; ", table->name, table->name);
    ts_buffer_add_format(&words, "DELETE FROM \"%s\" WHERE xmin = CAST(pg_current_xact_id() AS xid); COMMIT", table->name);
    enum ts_status status = ts_postgres_exec(cleaning->pg, words.bytes, err);
    enum ts_status undone = status ? ts_postgres_exec(cleaning->pg, "ROLLBACK", NULL) : TS_OK;
    (void)undone; // else it went with the connection
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status write_all_anew(struct cleaning *cleaning, struct ts_err *err)
{
    struct ts_tables tables = {0};
    enum ts_status status = ts_tables_load(&tables, err);
    for (int i = 0; i < tables.count && !status && !cleaning->why.length; i++) {
        if (!has_texts(&tables.items[i])) continue;
        status = sample_anew(cleaning, &tables.items[i], err);
        if (!status) status = write_anew(cleaning, tables.items[i].name, err);
    }
    if (!status && !cleaning->why.length) status = write_anew(cleaning, "pg_statistic", err);
    ts_tables_clear(&tables);
    if (status || !cleaning->why.length) return status;
    return ts_err_set(err, TS_CANNOT_CREATE, "%s", cleaning->why.bytes);
}

static enum ts_status take_mark(struct postgres_store *pg, struct ts_err *err)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "UPDATE erasing SET is_unclean = FALSE WHERE count = %lld", (long long)pg->erasings);
    enum ts_status status = ts_postgres_exec(pg, words.bytes, err);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status clean_session(struct postgres_store *pg, struct ts_err *err)
{
    struct cleaning cleaning = {.pg = pg};
    PQnoticeReceiver before = pg->lib.PQsetNoticeReceiver(pg->connection, take_notice, &cleaning);
    enum ts_status status = ts_postgres_exec(pg, "SET statement_timeout = 0; SET lock_timeout = '2s'", err);
    if (!status) status = write_all_anew(&cleaning, err);
    pg->lib.PQsetNoticeReceiver(pg->connection, before, NULL);
    enum ts_status restored = ts_postgres_set_up(pg, status ? NULL : err);
    if (!status) status = restored;
    if (!status) status = take_mark(pg, err);
    ts_buffer_clear(&cleaning.why);
    return status;
}

static enum ts_status clean_once(struct postgres_store *pg, struct ts_err *err)
{
    enum ts_status status = pg->is_lost ? ts_postgres_reconnect(pg, err) : ts_postgres_settle(pg, err);
    if (!status && !pg->lib.PQexitPipelineMode(pg->connection)) status = ts_err_set(err, TS_UNAVAILABLE, "the server is still answering");
    if (status) return status;
    status = clean_session(pg, err);
    if (!pg->lib.PQenterPipelineMode(pg->connection)) pg->is_lost = true;
    return status;
}

static enum ts_status clean(struct sql_store *sql, struct ts_err *err)
{
    struct postgres_store *pg = ts_postgres(sql);
    struct ts_err why = {0};
    enum ts_status status = clean_once(pg, &why);
    if (status == TS_UNAVAILABLE) status = clean_once(pg, &why);
    if (!status) return TS_OK;
    return ts_err_set(err, status, "erased, but the server's files may still hold remains that nothing refers to (%s): run it again %s", why.message,
                      status == TS_CANNOT_CREATE ? "as the owner of the database and its tables" : "when nobody plays");
}

// Who has to wait for others, or may not, is told so at once: only what was taken back is done anew.
enum ts_status ts_postgres_erase_player(struct ts_store *store, ts_symbol player, ts_each_remnant *each, void *self, struct ts_erased *out,
                                        struct ts_err *err)
{
    static const struct sql_erase_ways ways = {begin, find_unfinished, mark, clean};
    enum ts_status status = ts_sql_erase(ts_sql(store), &ways, player, each, self, out, err);
    if (status != TS_CONFLICT) ts_postgres(ts_sql(store))->is_torn = false;
    return status;
}
