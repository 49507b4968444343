// sql_acts.c - the log of a universe, act by act in order, and whether what is computed again is what an act has stored
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

// The last column: the hash does not cover detours, as version 1 wrote it (see migrations/002_going_back.sql). It left no mark on acts that
// cannot change them: pauses, resumptions and ends.
static const char acts_sql[] =
    "SELECT a.seq, a.turn, a.kind, a.position, a.session, a.at, a.scene, a.choice, a.pick, a.answer, a.run, coalesce(a.front, a.position), "
    "a.key, a.hash, CASE WHEN a.kind IN (0, 3, 10) THEN (SELECT p.packs FROM run_pack p WHERE p.run = a.run AND p.seq = a.seq) END, "
    "CASE WHEN a.stack IS NULL THEN a.kind BETWEEN 2 AND 6 ELSE substr(a.stack, 1, 1) = '?' END "
    "FROM act a WHERE a.universe = $1 ORDER BY a.seq";
static const char claims_sql[] = "SELECT key, seq FROM claim WHERE universe = $1 ORDER BY seq, key";

struct sql_acts {
    struct ts_acts acts;
    struct sql_store *sql;
    struct sql_statement *statement;     // while it has rows ahead, all reading of this store sees the same moment
    struct sql_universe before;  // as the act before the present one left the universe
    struct sql_universe present; // as the present act did
    struct sql_run run;          // of the present act, as far as a hash needs it; row 0: nobody's
};

static enum ts_status name_run(struct sql_acts *log, int64_t row, struct ts_logged_act *out, struct ts_err *err)
{
    struct sql_run *known = NULL;
    out->run_row = row;
    log->run = (struct sql_run){0};
    enum ts_status status = row ? ts_sql_run_head(log->sql, row, &known, err) : TS_OK;
    if (status || !known) return status;
    log->run = (struct sql_run){.row = row, .id = known->id, .salt = known->salt, .is_deleted = known->is_deleted};
    out->is_buried = known->is_deleted;
    return ts_sql_symbol(log->sql, log->run.id.id, &out->run, err);
}

static enum ts_status name_place(struct sql_acts *log, struct ts_act_record *act, ts_symbol *packs, struct ts_err *err)
{
    struct sql_statement *row = log->statement;
    enum ts_status status = ts_sql_symbol(log->sql, ts_sql_get_int(row, 6), &act->scene, err);
    if (!status) status = ts_sql_symbol(log->sql, ts_sql_get_int(row, 7), &act->choice, err);
    if (!status) status = ts_sql_symbol(log->sql, ts_sql_get_int(row, 8), &act->pick, err);
    return status ? status : ts_sql_symbol(log->sql, ts_sql_get_int(row, 14), packs, err);
}

static void move_on(struct sql_acts *log, const struct ts_logged_act *act)
{
    const void *hash = ts_sql_get_blob(log->statement, 13);
    log->before = log->present;
    log->present.seq = act->act.seq;
    log->present.position = act->front;
    memset(log->present.hash, 0, TS_HASH_SIZE);
    if (hash && ts_sql_get_length(log->statement, 13) == TS_HASH_SIZE) memcpy(log->present.hash, hash, TS_HASH_SIZE);
}

static enum ts_status next(struct ts_acts *acts, struct ts_logged_act *out, bool *found, struct ts_err *err)
{
    struct sql_acts *log = (struct sql_acts *)acts;
    struct sql_statement *row = log->statement;
    enum ts_status status = ts_sql_next(log->sql, row, found, err);
    if (status || !*found) return status;
    *out = (struct ts_logged_act){.act = {.seq = ts_sql_get_int(row, 0),
                                          .turn = ts_sql_get_int(row, 1),
                                          .kind = (enum ts_act_kind)ts_sql_get_int(row, 2),
                                          .position = ts_sql_get_int(row, 3),
                                          .session = (uint32_t)ts_sql_get_int(row, 4),
                                          .at = ts_sql_get_int(row, 5),
                                          .answer = ts_sql_get_text(row, 9)},
                                  .front = ts_sql_get_int(row, 11),
                                  .key = (uint64_t)ts_sql_get_int(row, 12)};
    move_on(log, out);
    status = name_run(log, ts_sql_get_int(row, 10), out, err);
    return status ? status : name_place(log, &out->act, &out->packs, err);
}

static enum ts_status prove(struct ts_acts *acts, const struct ts_changeset *changes, bool *is_same, struct ts_err *err)
{
    struct sql_acts *log = (struct sql_acts *)acts;
    struct sql_act act = {.sql = log->sql, .changes = changes, .universe = &log->before, .run = log->run.row ? &log->run : NULL, .err = err};
    act.is_without_stack = ts_sql_get_int(log->statement, 15);
    enum ts_status status = ts_sql_prove(&act);
    *is_same = !status && !memcmp(act.hash, log->present.hash, TS_HASH_SIZE);
    return status;
}

static enum ts_status each_claim(struct ts_acts *acts, ts_each_claim *each, void *self, struct ts_err *err)
{
    struct sql_acts *log = (struct sql_acts *)acts;
    struct sql_statement *statement = NULL;
    bool found = true;
    enum ts_status status = ts_sql_prepare(log->sql, claims_sql, &statement, err);
    if (!status) ts_sql_int(statement, 1, log->present.row);
    while (!status) {
        ts_symbol key = 0;
        status = ts_sql_next(log->sql, statement, &found, err);
        if (status || !found) break;
        status = ts_sql_symbol(log->sql, ts_sql_get_int(statement, 0), &key, err);
        if (!status) each(self, key, ts_sql_get_int(statement, 1));
    }
    ts_sql_free(statement);
    return status;
}

static void close_acts(struct ts_acts *acts)
{
    struct sql_acts *log = (struct sql_acts *)acts;
    ts_sql_free(log->statement);
    free(log);
}

// Behind what its first act goes on from: nothing, or the parent's act at the fork.
static enum ts_status find_start(struct sql_acts *log, int64_t universe, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(log->sql, SQL_UNIVERSE_FORK);
    bool found;
    log->present.row = universe;
    ts_sql_int(statement, 1, universe);
    enum ts_status status = ts_sql_step(log->sql, SQL_UNIVERSE_FORK, &found, err);
    if (status || !found) return status;
    log->present.position = ts_sql_get_int(statement, 1);
    log->present.seq = ts_sql_get_int(statement, 2);
    if (ts_sql_get_length(statement, 3) == TS_HASH_SIZE) memcpy(log->present.hash, ts_sql_get_blob(statement, 3), TS_HASH_SIZE);
    ts_sql_done(log->sql, SQL_UNIVERSE_FORK);
    return TS_OK;
}

enum ts_status ts_sql_open_acts(struct ts_store *store, int64_t universe, struct ts_acts **out, struct ts_err *err)
{
    struct sql_acts *log = ts_memory_get(sizeof *log);
    *log = (struct sql_acts){.acts = {next, prove, each_claim, close_acts}, .sql = ts_sql(store)};
    enum ts_status status = find_start(log, universe, err);
    if (!status) status = ts_sql_prepare(log->sql, acts_sql, &log->statement, err);
    if (status) {
        close_acts(&log->acts);
        return status;
    }
    ts_sql_expect_many(log->statement);
    ts_sql_int(log->statement, 1, universe);
    *out = &log->acts;
    return TS_OK;
}
