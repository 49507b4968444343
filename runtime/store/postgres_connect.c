// postgres_connect.c - connections to PostgreSQL: made, set up, made again
#include "store/postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

enum { PATIENCE = 30, SECOND = 1000000000, FIRST_NAP = 20000000, LAST_NAP = 1000000000 }; // seconds; the others in nanoseconds

static void keep_quiet(void *self, const char *message)
{
    (void)self;
    (void)message;
}

// The url may say otherwise: of two that name the same the later one counts.
static PGconn *open_connection(const char *url)
{
    static const char *const keywords[] = {"connect_timeout",      "keepalives_idle",           "keepalives_interval", "keepalives_count",
                                           "tcp_user_timeout",     "fallback_application_name", "client_encoding",     "dbname",
                                           NULL};
    char name[64], host[32] = "";
    gethostname(host, sizeof host - 1);
    snprintf(name, sizeof name, "turnstone %s %ld", host, (long)getpid());
    const char *const values[] = {"10", "10", "5", "3", "20000", name, "UTF8", url, NULL};
    return PQconnectdbParams(keywords, values, 1);
}

enum ts_status ts_postgres_refuse(struct postgres_store *pg, const PGresult *result, struct ts_err *err)
{
    ts_postgres_fail(pg, result, &pg->failure);
    return ts_err_set(err, pg->failure.status, "%s", pg->failure.message);
}

enum ts_status ts_postgres_exec(struct postgres_store *pg, const char *words, struct ts_err *err)
{
    PGresult *result = PQexec(pg->connection, words);
    ExecStatusType state = PQresultStatus(result);
    enum ts_status status = state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK ? TS_OK : ts_postgres_refuse(pg, result, err);
    PQclear(result);
    return status;
}

enum ts_status ts_postgres_ask(struct postgres_store *pg, const char *words, int64_t *out, struct ts_err *err)
{
    PGresult *result = PQexec(pg->connection, words);
    enum ts_status status = PQresultStatus(result) == PGRES_TUPLES_OK ? TS_OK : ts_postgres_refuse(pg, result, err);
    *out = -1;
    if (!status && PQntuples(result) && !PQgetisnull(result, 0, 0)) *out = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    return status;
}

// A commit is durable when it returns, whatever the server's settings say for others.
static enum ts_status set_up(struct postgres_store *pg, struct ts_err *err)
{
    static const char session[] = "SET search_path = turnstone; SET statement_timeout = '60s'; SET lock_timeout = '10s'; "
                                  "SET idle_in_transaction_session_timeout = '10s'; SET bytea_output = 'hex'; "
                                  "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'; "
                                  "LISTEN turnstone";
    enum ts_status status = ts_postgres_exec(pg, session, err);
    if (!status && pg->sql.mode == TS_STORE_READ) status = ts_postgres_exec(pg, "SET default_transaction_read_only = on", err);
    return status;
}

enum ts_status ts_postgres_connect(struct postgres_store *pg, struct ts_err *err)
{
    PQfinish(pg->connection);
    ts_postgres_drop_queue(pg);
    pg->has_failed = pg->is_lost = false;
    pg->connection = open_connection(pg->url);
    pg->number++;
    pg->news++; // who was away has missed what there was
    pg->name_next = pg->name_end = 0; // a server that crashed may have forgotten what it set aside
    if (PQstatus(pg->connection) != CONNECTION_OK) {
        ts_postgres_fail(pg, NULL, &pg->failure);
        return ts_err_set(err, pg->failure.status, "%s", pg->failure.message);
    }
    PQsetNoticeProcessor(pg->connection, keep_quiet, NULL);
    if (strcmp(PQparameterStatus(pg->connection, "server_encoding"), "UTF8") != 0)
        return ts_err_set(err, TS_DATA, "the database \"%s\" is not encoded in UTF-8: make one with `createdb -E UTF8`", pg->sql.path);
    return set_up(pg, err);
}

static void nap(int64_t length)
{
    uint64_t share = (uint64_t)ts_clock_monotonic() ^ (uint64_t)getpid() * 2654435761u; // so that not all come back at once
    int64_t jittered = length / 2 + (int64_t)(share % (uint64_t)length);
    nanosleep(&(struct timespec){.tv_sec = jittered / SECOND, .tv_nsec = jittered % SECOND}, NULL);
}

enum ts_status ts_postgres_reconnect(struct postgres_store *pg, struct ts_err *err)
{
    int64_t since = ts_clock_monotonic(), length = FIRST_NAP;
    bool has_told = false;
    enum ts_status status;
    ts_sql_cache_forget(&pg->sql);
    while ((status = ts_postgres_connect(pg, err)) == TS_UNAVAILABLE) {
        int64_t waited = ts_clock_monotonic() - since;
        if (waited > PATIENCE * (int64_t)SECOND) return status;
        if (waited > SECOND && !has_told && pg->sql.store.waiting) {
            pg->sql.store.waiting(pg->sql.store.waiting_self, "");
            has_told = true;
        }
        nap(length);
        if (length < LAST_NAP) length *= 2;
    }
    if (!status && !PQenterPipelineMode(pg->connection)) status = ts_err_set(err, TS_UNAVAILABLE, "the store \"%s\" does not take statements", pg->sql.path);
    if (!status) ts_postgres_lock_again(pg);
    return status;
}
