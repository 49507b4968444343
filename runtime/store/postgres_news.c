// postgres_news.c - what others commit: told by the server as it happens, asked about at times, caught up with behind a cut
//
// The server tells of a commit by the number of its universe, which comes to the connection by itself. Whoever waits asks for the descriptor
// first: that asks the server every few seconds whether it is there, so that a way which was cut silently is found, and makes a new connection
// step by step where the old one is gone. So whoever types is kept waiting for no more than looking up the server's name, and what it answers
// once it is there.
#include "store/postgres.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

#define SECOND INT64_C(1000000000)
enum { LOOK_AGAIN = 5, ATTEMPT = 5 }; // seconds: between two looks at the server; for one connection to be made
static const int64_t first_pause = SECOND / 20, last_pause = SECOND; // between two attempts, as far as it doubles

// --- is the server there?

// What was sent before the question has no rows that anybody waits for, and is over with its answer.
static void ask_whether_there(struct postgres_store *pg)
{
    if (pg->is_looking || ts_clock_monotonic() - pg->looked_at < LOOK_AGAIN * SECOND) return;
    pg->looked_at = ts_clock_monotonic();
    if (!pg->lib.PQpipelineSync(pg->connection)) return;
    ts_postgres_drop_queue(pg);
    pg->is_looking = true;
}

// As far as the answer is there; `waits`: until it is. It counts as news, for whoever died behind a commit has told of nothing.
static void take_answer(struct postgres_store *pg, bool waits)
{
    for (int ends = 0; pg->is_looking && ends < 2 && (waits || !pg->lib.PQisBusy(pg->connection));) {
        PGresult *result = pg->lib.PQgetResult(pg->connection);
        ends = result ? 0 : ends + 1;
        if (pg->lib.PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
            pg->is_looking = false;
            pg->is_stale = true;
            pg->looks++;
        }
        pg->lib.PQclear(result);
    }
}

void ts_postgres_end_look(struct postgres_store *pg)
{
    take_answer(pg, true);
    pg->is_looking = false;
}

// --- what was told

static void take(struct postgres_store *pg)
{
    PGnotify *notice;
    if (!pg->lib.PQconsumeInput(pg->connection)) pg->is_stale = true; // it is gone, and so are the news
    take_answer(pg, false);
    while ((notice = pg->lib.PQnotifies(pg->connection))) {
        uint64_t universe = strtoull(notice->extra, NULL, 10), *count = ts_map_find(&pg->told_of, universe);
        if (notice->be_pid != pg->process) {
            bool is_erasing = strcmp(notice->extra, PG_ERASED) == 0;
            pg->told++;
            if (count) ++*count;
            pg->is_stale |= is_erasing || ts_map_find(&pg->sql.universe_at, universe) != NULL;
            if (is_erasing) ts_sql_names_forget(&pg->sql);
        }
        pg->lib.PQfreemem(notice);
    }
}

uint64_t ts_postgres_version(struct ts_store *store, int64_t universe)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    take(pg);
    pg->heard = pg->told + pg->looks;
    return pg->looks + (universe ? *ts_map_add(&pg->told_of, (uint64_t)universe) : pg->told);
}

bool ts_postgres_is_fresh(struct sql_store *sql, int64_t universe)
{
    struct postgres_store *pg = ts_postgres(sql);
    take(pg);
    if (ts_postgres_is_replica(pg)) return false; // which is told nothing
    if (pg->is_stale) ts_sql_cache_forget(sql);
    pg->is_stale = false;
    return ts_map_find(&sql->universe_at, (uint64_t)universe) != NULL;
}

// --- behind a cut

static bool can_go_on(const struct postgres_store *pg)
{
    short events = pg->coming_state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    struct pollfd ready = {.fd = pg->lib.PQsocket(pg->coming), .events = events};
    return ready.fd < 0 || poll(&ready, 1, 0) != 0;
}

static void drop_coming(struct postgres_store *pg)
{
    pg->lib.PQfinish(pg->coming);
    pg->coming = NULL;
}

static void begin_attempt(struct postgres_store *pg)
{
    if (ts_clock_monotonic() < pg->coming_at) return;
    pg->coming = ts_postgres_begin_connection(pg);
    pg->coming_state = PGRES_POLLING_WRITING;
    pg->coming_at = ts_clock_monotonic() + ATTEMPT * SECOND;
}

static void end_attempt(struct postgres_store *pg)
{
    drop_coming(pg);
    pg->pause = pg->pause < first_pause ? first_pause : pg->pause < last_pause ? pg->pause * 2 : pg->pause;
    pg->coming_at = ts_clock_monotonic() + ts_clock_jitter(pg->pause);
}

// One step towards a new connection. What keeps it from being made is told to whoever needs it.
static void come_back(struct postgres_store *pg)
{
    if (!pg->coming) begin_attempt(pg);
    if (pg->coming && can_go_on(pg)) pg->coming_state = pg->lib.PQconnectPoll(pg->coming);
    if (!pg->coming) return;
    if (pg->coming_state == PGRES_POLLING_OK) {
        pg->pause = first_pause;
        pg->coming_at = ts_clock_monotonic() + ts_clock_jitter(last_pause); // should it be of no use
        ts_postgres_take_up(pg);
    } else if (pg->coming_state == PGRES_POLLING_FAILED || ts_clock_monotonic() > pg->coming_at) {
        end_attempt(pg);
    }
}

PGconn *ts_postgres_take_coming(struct postgres_store *pg)
{
    PGconn *coming = pg->coming;
    if (pg->lib.PQstatus(coming) != CONNECTION_OK) {
        drop_coming(pg);
        return NULL;
    }
    pg->coming = NULL;
    return coming;
}

int ts_postgres_news_fd(struct ts_store *store)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    if (pg->sql.is_writing || pg->sql.readings) return -1;
    if (pg->lib.PQstatus(pg->connection) == CONNECTION_OK) ask_whether_there(pg);
    else come_back(pg);
    take(pg);
    return pg->heard == pg->told + pg->looks ? pg->lib.PQsocket(pg->connection) : -1;
}
