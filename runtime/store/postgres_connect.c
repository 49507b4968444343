// postgres_connect.c - connections to PostgreSQL: made, set up, made again
#include "store/postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

enum { SECOND = 1000000000, FIRST_NAP = 20000000, LAST_NAP = 1000000000 }; // nanoseconds

static void keep_quiet(void *self, const char *message)
{
    (void)self;
    (void)message;
}

// The url may say otherwise: of two that name the same the later one counts.
typedef PGconn *make_connection(const char *const *keywords, const char *const *values, int expand_dbname);
static PGconn *open_connection(const char *url, make_connection *make)
{
    static const char *const keywords[] = {"connect_timeout",      "keepalives_idle",           "keepalives_interval", "keepalives_count",
                                           "tcp_user_timeout",     "fallback_application_name", "client_encoding",     "dbname",
                                           NULL};
    char name[64], host[32] = "";
    gethostname(host, sizeof host - 1);
    snprintf(name, sizeof name, "turnstone %s %ld", host, (long)getpid());
    const char *const values[] = {"10", "10", "5", "3", "20000", name, "UTF8", url, NULL};
    return make(keywords, values, 1);
}

enum ts_status ts_postgres_refuse(struct postgres_store *pg, const PGresult *result, struct ts_err *err)
{
    ts_postgres_fail(pg, result, &pg->failure);
    return ts_err_set(err, pg->failure.status, "%s", pg->failure.message);
}

enum ts_status ts_postgres_exec(struct postgres_store *pg, const char *words, struct ts_err *err)
{
    PGresult *result = pg->lib.PQexec(pg->connection, words);
    ExecStatusType state = pg->lib.PQresultStatus(result);
    enum ts_status status = state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK ? TS_OK : ts_postgres_refuse(pg, result, err);
    pg->lib.PQclear(result);
    return status;
}

enum ts_status ts_postgres_ask(struct postgres_store *pg, const char *words, int count, int64_t out[], struct ts_err *err)
{
    PGresult *result = pg->lib.PQexec(pg->connection, words);
    enum ts_status status = pg->lib.PQresultStatus(result) == PGRES_TUPLES_OK ? TS_OK : ts_postgres_refuse(pg, result, err);
    for (int i = 0; i < count; i++)
        out[i] = !status && pg->lib.PQntuples(result) && !pg->lib.PQgetisnull(result, 0, i) ? strtoll(pg->lib.PQgetvalue(result, 0, i), NULL, 10) : -1;
    pg->lib.PQclear(result);
    return status;
}

bool ts_postgres_is_replica(const struct postgres_store *pg)
{
    const char *said = pg->lib.PQparameterStatus(pg->connection, "in_hot_standby"); // told by servers from version 14 on
    return said && strcmp(said, "on") == 0;
}

// A replica can be read, and has no news.
static enum ts_status listen(struct postgres_store *pg, struct ts_err *err)
{
    static const char words[] = "LISTEN turnstone; SELECT pg_backend_pid(), CAST(extract(epoch FROM pg_postmaster_start_time()) * 1000000 AS BIGINT)";
    if (!ts_postgres_is_replica(pg)) {
        int64_t told[2];
        enum ts_status status = ts_postgres_ask(pg, words, 2, told, err);
        pg->process = told[0];
        pg->server = told[1];
        return status;
    }
    if (pg->sql.mode == TS_STORE_READ) return TS_OK;
    return ts_err_set(err, TS_CANNOT_CREATE, "the server of the store \"%s\" is a replica, which can only be read: give the server that it follows",
                      pg->sql.path);
}

// A commit is durable when it returns, whatever the server's settings say for others; what only its machine can keep is asked. Names without
// a schema are ours, or PostgreSQL's own: temporary tables come last, which would come first unsaid.
enum ts_status ts_postgres_set_up(struct postgres_store *pg, struct ts_err *err)
{
    static const char session[] = "SET search_path = turnstone, pg_temp; SET statement_timeout = '60s'; SET lock_timeout = '10s'; "
                                  "SET idle_in_transaction_session_timeout = '10s'; SET bytea_output = 'hex'; "
                                  "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'; "
                                  "SELECT CAST(current_setting('fsync', true) = 'off' OR current_setting('full_page_writes', true) = 'off' AS INTEGER)";
    int64_t unsafe = 0;
    enum ts_status status = ts_postgres_ask(pg, session, 1, &unsafe, err);
    pg->sql.store.is_unsafe = unsafe > 0;
    if (!status) status = listen(pg, err);
    if (!status && pg->sql.mode == TS_STORE_READ) status = ts_postgres_exec(pg, "SET default_transaction_read_only = on", err);
    return status;
}

enum ts_status ts_postgres_connect(struct postgres_store *pg, struct ts_err *err)
{
    pg->lib.PQfinish(pg->connection);
    pg->connection = NULL;
    ts_postgres_drop_queue(pg);
    pg->has_failed = pg->is_lost = false;
    pg->is_looking = false;
    enum ts_status status = ts_postgres_check_url(&pg->lib, pg->url, err);
    if (status) return status;
    pg->connection = ts_postgres_take_coming(pg);
    if (!pg->connection) pg->connection = open_connection(pg->url, pg->lib.PQconnectdbParams);
    pg->number++;
    pg->looks++; // who was away has missed what there was
    pg->name_next = pg->name_end = 0; // a server that crashed may have forgotten what it set aside
    if (pg->lib.PQstatus(pg->connection) != CONNECTION_OK) return ts_postgres_fail_to_connect(pg, err);
    pg->lib.PQsetNoticeProcessor(pg->connection, keep_quiet, NULL);
    if (strcmp(pg->lib.PQparameterStatus(pg->connection, "server_encoding"), "UTF8") != 0)
        return ts_err_set(err, TS_DATA, "the database \"%s\" is not encoded in UTF-8: make one with `createdb -E UTF8`", pg->sql.path);
    return ts_postgres_set_up(pg, err);
}

PGconn *ts_postgres_begin_connection(struct postgres_store *pg)
{
    return open_connection(pg->url, pg->lib.PQconnectStartParams);
}

static enum ts_status connect_wholly(struct postgres_store *pg, struct ts_err *err)
{
    pg->is_connecting = true;
    ts_sql_cache_forget(&pg->sql);
    ts_sql_names_forget(&pg->sql); // of who was erased meanwhile
    enum ts_status status = ts_postgres_connect(pg, err);
    if (!status && !pg->lib.PQenterPipelineMode(pg->connection))
        status = ts_err_set(err, TS_UNAVAILABLE, "the store \"%s\" does not take statements", pg->sql.path);
    if (!status) ts_postgres_lock_again(pg);
    pg->is_connecting = false;
    return !status && pg->is_lost ? ts_err_set(err, TS_UNAVAILABLE, "%s", pg->failure.message) : status;
}

enum ts_status ts_postgres_give_up(struct postgres_store *pg, struct ts_err *err)
{
    pg->is_unreached = pg->is_lost = true;
    pg->is_torn = false; // nothing is done anew where nobody answers
    pg->gave_up = ts_clock_monotonic();
    return ts_err_set(err, TS_UNAVAILABLE, "%s", pg->failure.message);
}

enum ts_status ts_postgres_reconnect(struct postgres_store *pg, struct ts_err *err)
{
    int64_t since = ts_clock_monotonic(), length = FIRST_NAP;
    bool has_told = false;
    enum ts_status status;
    if (pg->is_unreached && since - pg->gave_up < SECOND) return ts_err_set(err, TS_UNAVAILABLE, "%s", pg->failure.message);
    while ((status = connect_wholly(pg, err)) == TS_UNAVAILABLE) {
        int64_t waited = ts_clock_monotonic() - since;
        if (waited > PG_PATIENCE * (int64_t)SECOND) return ts_postgres_give_up(pg, err);
        if (waited > SECOND && !has_told && pg->sql.store.waiting) {
            pg->sql.store.waiting(pg->sql.store.waiting_self, "");
            has_told = true;
        }
        ts_clock_nap(length);
        if (length < LAST_NAP) length *= 2;
    }
    return status;
}

void ts_postgres_take_up(struct postgres_store *pg)
{
    struct ts_err err;
    if (!connect_wholly(pg, &err)) return;
    pg->lib.PQfinish(pg->connection);
    pg->connection = NULL; // whoever needs it tries again, and is told why it cannot be had
}

enum ts_status ts_postgres_be_connected(struct postgres_store *pg, struct ts_err *err)
{
    return pg->is_lost || pg->lib.PQstatus(pg->connection) != CONNECTION_OK ? ts_postgres_reconnect(pg, err) : TS_OK;
}

enum ts_status ts_postgres_was_reached(struct ts_store *store, struct ts_err *err)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    bool was_reached = !pg->is_unreached;
    pg->is_unreached = false;
    return was_reached ? TS_OK : ts_err_set(err, TS_UNAVAILABLE, "%s", pg->failure.message);
}
