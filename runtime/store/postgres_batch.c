// postgres_batch.c - begin, commit and rollback; what a batch locks; what it tells others
//
// A batch is a transaction, and begins without any lock: worlds do not block each other. Whoever writes an act locks its universe first,
// and is served in the order of asking; then the universe's head tells whether what is remembered of it still holds.
#include "store/postgres.h"

#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"

enum { MILLISECOND = 1000000, USUAL_WAIT = 10000 }; // the usual wait is what the session has, see postgres_connect.c

static void end_batch(struct postgres_store *pg)
{
    struct sql_store *sql = &pg->sql;
    sql->is_writing = sql->has_written = sql->is_broken = false;
    sql->fresh_universe = 0;
    sql->written.row = 0;
    pg->has_failed = pg->is_committing = false;
    pg->has_all = pg->is_alone = false;
    pg->transaction[0] = '\0';
    ts_map_clear(&pg->held);
    ts_postgres_names_forget(pg);
}

static void undo(struct postgres_store *pg)
{
    enum ts_status status = ts_postgres_settle(pg, NULL);
    pg->has_failed = false;
    for (int i = 0; i < SQL_COUNT; i++) ts_sql_done(&pg->sql, (enum sql)i);
    for (int i = 0; i < PG_OWN; i++) pg->own[i]->link->reset(pg->own[i]); // an answer that was not looked at is none to what is asked next
    if (!pg->is_lost) {
        ts_postgres_send(pg, ts_sql_of(&pg->sql, SQL_ROLLBACK), false);
        status = ts_postgres_settle(pg, NULL);
    }
    (void)status; // the server undoes what it is not asked to commit
    ts_sql_cache_forget(&pg->sql);
    ts_sql_names_forget(&pg->sql);
    end_batch(pg);
}

// For locks, which are taken later. 0 would be for ever.
static void set_wait(struct postgres_store *pg, int wait_ms)
{
    char words[16];
    snprintf(words, sizeof words, "%d", wait_ms > 0 ? wait_ms : 1);
    ts_sql_text(pg->own[PG_WAIT], 1, words, strlen(words));
    ts_postgres_send(pg, pg->own[PG_WAIT], false);
}

static enum ts_status begin(struct postgres_store *pg, int wait_ms, bool is_alone, struct ts_err *err)
{
    struct sql_store *sql = &pg->sql;
    if (sql->mode == TS_STORE_READ) return ts_err_set(err, TS_REFUSED, "the store \"%s\" was opened for reading only", sql->path);
    pg->is_torn = false;
    enum ts_status status = ts_postgres_be_connected(pg, err);
    if (status) return status;
    end_batch(pg);
    sql->is_writing = true;
    pg->is_alone = is_alone;
    sql->round++;
    ts_postgres_send(pg, ts_sql_of(sql, SQL_BEGIN), false);
    if (wait_ms != USUAL_WAIT) set_wait(pg, wait_ms);
    if (is_alone) ts_postgres_send(pg, pg->own[PG_ALONE], false);
    ts_postgres_send(pg, pg->own[PG_TRANSACTION], true);
    return TS_OK;
}

enum ts_status ts_postgres_begin(struct ts_store *store, int wait_ms, struct ts_err *err)
{
    return begin(ts_postgres(ts_sql(store)), wait_ms, false, err);
}

enum ts_status ts_postgres_begin_alone(struct postgres_store *pg, struct ts_err *err)
{
    enum ts_status status = begin(pg, USUAL_WAIT, true, err);
    if (status) return status;
    ts_sql_cache_forget(&pg->sql);
    ts_sql_names_forget(&pg->sql);
    status = ts_postgres_settle(pg, err);
    if (status) undo(pg);
    return status;
}

// Somebody was erased since names were last remembered: what is being written may be made of names that are gone. It is taken back, and done
// anew with nothing remembered.
static void compare_erasings(struct postgres_store *pg, int64_t erasings)
{
    bool is_known = erasings == pg->erasings || pg->is_alone;
    pg->erasings = erasings;
    if (is_known) return;
    pg->has_failed = true;
    ts_err_set(&pg->failure, TS_CONFLICT, "somebody was erased from the store \"%s\" meanwhile: try again", pg->sql.path);
}

void ts_postgres_take_transaction(struct postgres_store *pg)
{
    struct sql_statement *statement = pg->own[PG_TRANSACTION];
    bool found = false;
    if (pg->transaction[0]) return;
    if (ts_sql_next(&pg->sql, statement, &found, NULL) || !found) return;
    snprintf(pg->transaction, sizeof pg->transaction, "%s", ts_sql_get_text(statement, 0));
    int64_t erasings = ts_sql_get_int(statement, 1);
    statement->link->reset(statement);
    compare_erasings(pg, erasings);
}

// --- what a batch locks

static void lock(struct postgres_store *pg, int of, int64_t number)
{
    ts_sql_int(pg->own[PG_LOCK], 1, ts_postgres_lock_key(of, number));
    ts_postgres_send(pg, pg->own[PG_LOCK], false);
}

// Does what is remembered of the universe still hold? If not, all is forgotten that may hang together with it.
static enum ts_status compare_head(struct postgres_store *pg, int64_t universe, struct ts_err *err)
{
    struct sql_store *sql = &pg->sql;
    struct sql_statement *head = ts_sql_of(sql, SQL_UNIVERSE_HEAD);
    bool found;
    enum ts_status status = ts_sql_next(sql, head, &found, err);
    if (status) return status;
    bool is_known = ts_sql_is_known(sql, universe, found ? ts_sql_get_int(head, 0) : 0);
    if (found) ts_sql_done(sql, SQL_UNIVERSE_HEAD);
    if (is_known) return TS_OK;
    status = ts_sql_cache_flush(sql, err);
    ts_sql_cache_forget(sql);
    return status;
}

static void hold_players(struct postgres_store *pg)
{
    if (!pg->has_all) lock(pg, PG_PLAYERS, 0);
    pg->has_all = true;
}

// Players' locks follow universes' in every batch, so that two batches of one act each never wait for each other.
enum ts_status ts_postgres_hold(struct ts_store *store, const struct ts_changeset *changes, struct ts_err *err)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    if (pg->has_failed) return ts_postgres_settle(pg, err);
    if (!changes) {
        hold_players(pg);
        return TS_OK;
    }
    int64_t universe = changes->run->universe_row;
    bool is_new = !universe && changes->run->universe, is_held = universe && ts_map_find(&pg->held, (uint64_t)universe);
    if (is_new) lock(pg, PG_UNIVERSE_ID, (int64_t)ts_symbol_hash(store->symbols, changes->run->universe));
    if (universe && !is_held) lock(pg, PG_UNIVERSE, universe);
    if (changes->completes || changes->grant_count) hold_players(pg);
    ts_postgres_names_ask(pg, changes);
    if (!universe || is_held) return ts_postgres_names_take(pg, err);
    *ts_map_add(&pg->held, (uint64_t)universe) = 1;
    ts_sql_int(ts_sql_of(&pg->sql, SQL_UNIVERSE_HEAD), 1, universe);
    ts_postgres_send(pg, ts_sql_of(&pg->sql, SQL_UNIVERSE_HEAD), true);
    enum ts_status status = ts_postgres_names_take(pg, err);
    return status ? status : compare_head(pg, universe, err);
}

// --- the end

static enum ts_status find_outcome(struct postgres_store *pg, char *out, size_t room, struct ts_err *err)
{
    struct sql_statement *statement = pg->own[PG_OUTCOME];
    bool found;
    *out = '\0';
    ts_sql_text(statement, 1, pg->transaction, strlen(pg->transaction));
    enum ts_status status = ts_sql_next(&pg->sql, statement, &found, err);
    if (status || !found) return status;
    snprintf(out, room, "%s", ts_sql_is_null(statement, 0) ? "" : ts_sql_get_text(statement, 0));
    statement->link->reset(statement);
    return TS_OK;
}

// A server that crashed gives numbers of transactions that never reached its disk to others: only what was written tells whose it was. A
// batch without acts is taken for undone once the server was started anew: what it writes can be written again.
static enum ts_status find_ours(struct postgres_store *pg, bool is_same_server, bool *found, struct ts_err *err)
{
    const struct sql_universe *written = &pg->sql.written;
    struct sql_statement *statement = pg->own[PG_ACT];
    *found = is_same_server;
    if (!written->row) return TS_OK;
    ts_sql_int(statement, 1, written->row);
    ts_sql_int(statement, 2, written->seq);
    ts_sql_blob(statement, 3, written->hash, sizeof written->hash);
    enum ts_status status = ts_sql_next(&pg->sql, statement, found, err);
    if (!status && *found) statement->link->reset(statement);
    return status;
}

// The commit was on its way when the connection was lost: the server is asked what became of it. Who is told that it was taken back computes
// the act again, and finds it by its key should it be there after all.
static enum ts_status learn_outcome(struct postgres_store *pg, struct ts_err *err)
{
    int64_t since = ts_clock_monotonic(), server = pg->server; // that gave the number
    char outcome[16] = "in progress";
    bool is_ours = false;
    pg->sql.is_writing = pg->has_failed = pg->is_torn = false;
    enum ts_status status = ts_postgres_reconnect(pg, err);
    while (!status && strcmp(outcome, "in progress") == 0 && ts_clock_monotonic() - since < PG_PATIENCE * INT64_C(1000) * MILLISECOND) {
        status = find_outcome(pg, outcome, sizeof outcome, err);
        if (!status && strcmp(outcome, "in progress") == 0) nanosleep(&(struct timespec){.tv_nsec = 20 * MILLISECOND}, NULL);
    }
    if (!status && strcmp(outcome, "committed") == 0) status = find_ours(pg, pg->server == server, &is_ours, err);
    if (status)
        return ts_err_set(err, TS_UNAVAILABLE,
                          "the connection to the store \"%s\" was lost while the turn was being saved, and whether it was is not known: take the run up "
                          "again when its server runs",
                          pg->sql.path);
    if (is_ours) return TS_OK;
    pg->is_torn = true;
    return ts_err_set(err, TS_CONFLICT, "the connection to the store \"%s\" was lost before the turn was saved", pg->sql.path);
}

// Behind the commit, so that nobody's commit waits for another's news.
static void announce(struct postgres_store *pg, uint64_t universe)
{
    char words[24];
    snprintf(words, sizeof words, "%llu", (unsigned long long)universe);
    ts_sql_text(pg->own[PG_NOTIFY], 1, words, strlen(words));
    ts_postgres_send(pg, pg->own[PG_NOTIFY], false);
}

static void send_news(struct postgres_store *pg)
{
    for (uint32_t i = 0; i < pg->held.room; i++)
        if (pg->held.entries[i].key) announce(pg, pg->held.entries[i].key);
    if (pg->has_all) announce(pg, 0); // of what players have
}

static enum ts_status send_commit(struct postgres_store *pg, struct ts_err *err)
{
    enum ts_status status = ts_sql_cache_flush(&pg->sql, err);
    if (!status) ts_postgres_take_transaction(pg);
    if (!status) status = ts_sql_run(&pg->sql, SQL_COMMIT, err);
    if (status) return status;
    pg->is_committing = true;
    send_news(pg);
    status = ts_postgres_settle(pg, err);
    if (!status || !pg->is_lost) return status;
    status = learn_outcome(pg, err);
    if (status) return status;
    send_news(pg); // those before may be lost
    enum ts_status told = ts_postgres_settle(pg, NULL);
    (void)told; // others look again by themselves
    return TS_OK;
}

enum ts_status ts_postgres_commit(struct ts_store *store, struct ts_err *err)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    enum ts_status status = TS_OK;
    if (pg->has_failed) status = ts_postgres_settle(pg, err);
    else if (pg->sql.is_broken)
        status = ts_err_set(err, TS_IO, "could not be saved: an act of this batch could not be written to \"%s\", and none of them was taken",
                            pg->sql.path);
    if (!status) status = send_commit(pg, err);
    if (status) undo(pg);
    else end_batch(pg);
    return status;
}

void ts_postgres_rollback(struct ts_store *store)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    if (pg->sql.is_writing) undo(pg);
}
