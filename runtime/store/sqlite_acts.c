// sqlite_acts.c - the log of a universe, act by act in order, and whether what is computed again is what an act has stored
#include "store/sqlite.h"

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
    sqlite3_stmt *statement;     // while it has rows ahead, all reading of this store sees the same moment
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
    sqlite3_stmt *row = log->statement;
    enum ts_status status = ts_sql_symbol(log->sql, sqlite3_column_int64(row, 6), &act->scene, err);
    if (!status) status = ts_sql_symbol(log->sql, sqlite3_column_int64(row, 7), &act->choice, err);
    if (!status) status = ts_sql_symbol(log->sql, sqlite3_column_int64(row, 8), &act->pick, err);
    return status ? status : ts_sql_symbol(log->sql, sqlite3_column_int64(row, 14), packs, err);
}

static void move_on(struct sql_acts *log, const struct ts_logged_act *act)
{
    const void *hash = sqlite3_column_blob(log->statement, 13);
    log->before = log->present;
    log->present.seq = act->act.seq;
    log->present.position = act->front;
    memset(log->present.hash, 0, TS_HASH_SIZE);
    if (hash && sqlite3_column_bytes(log->statement, 13) == TS_HASH_SIZE) memcpy(log->present.hash, hash, TS_HASH_SIZE);
}

static enum ts_status next(struct ts_acts *acts, struct ts_logged_act *out, bool *found, struct ts_err *err)
{
    struct sql_acts *log = (struct sql_acts *)acts;
    sqlite3_stmt *row = log->statement;
    int code = sqlite3_step(row);
    *found = code == SQLITE_ROW;
    if (code != SQLITE_ROW) return code == SQLITE_DONE ? TS_OK : ts_sql_fail(log->sql, "reading", err);
    *out = (struct ts_logged_act){.act = {.seq = sqlite3_column_int64(row, 0),
                                          .turn = sqlite3_column_int64(row, 1),
                                          .kind = (enum ts_act_kind)sqlite3_column_int(row, 2),
                                          .position = sqlite3_column_int64(row, 3),
                                          .session = (uint32_t)sqlite3_column_int64(row, 4),
                                          .at = sqlite3_column_int64(row, 5),
                                          .answer = (const char *)sqlite3_column_text(row, 9)},
                                  .front = sqlite3_column_int64(row, 11),
                                  .key = (uint64_t)sqlite3_column_int64(row, 12)};
    move_on(log, out);
    enum ts_status status = name_run(log, sqlite3_column_int64(row, 10), out, err);
    return status ? status : name_place(log, &out->act, &out->packs, err);
}

static enum ts_status prove(struct ts_acts *acts, const struct ts_changeset *changes, bool *is_same, struct ts_err *err)
{
    struct sql_acts *log = (struct sql_acts *)acts;
    struct sql_act act = {.sql = log->sql, .changes = changes, .universe = &log->before, .run = log->run.row ? &log->run : NULL, .err = err};
    act.is_without_stack = sqlite3_column_int(log->statement, 15);
    enum ts_status status = ts_sql_prove(&act);
    *is_same = !status && !memcmp(act.hash, log->present.hash, TS_HASH_SIZE);
    return status;
}

static enum ts_status each_claim(struct ts_acts *acts, ts_each_claim *each, void *self, struct ts_err *err)
{
    struct sql_acts *log = (struct sql_acts *)acts;
    sqlite3_stmt *statement = NULL;
    enum ts_status status = TS_OK;
    int code = sqlite3_prepare_v2(log->sql->db, claims_sql, -1, &statement, NULL);
    if (code == SQLITE_OK) sqlite3_bind_int64(statement, 1, log->present.row);
    while (code == SQLITE_OK && !status && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        ts_symbol key = 0;
        code = SQLITE_OK;
        status = ts_sql_symbol(log->sql, sqlite3_column_int64(statement, 0), &key, err);
        if (!status) each(self, key, sqlite3_column_int64(statement, 1));
    }
    if (!status && code != SQLITE_DONE) status = ts_sql_fail(log->sql, "reading", err);
    sqlite3_finalize(statement);
    return status;
}

static void close_acts(struct ts_acts *acts)
{
    struct sql_acts *log = (struct sql_acts *)acts;
    sqlite3_finalize(log->statement);
    free(log);
}

// Behind what its first act goes on from: nothing, or the parent's act at the fork.
static enum ts_status find_start(struct sql_acts *log, int64_t universe, struct ts_err *err)
{
    sqlite3_stmt *statement = ts_sql_of(log->sql, SQL_UNIVERSE_FORK);
    bool found;
    log->present.row = universe;
    ts_sql_int(statement, 1, universe);
    enum ts_status status = ts_sql_step(log->sql, SQL_UNIVERSE_FORK, &found, err);
    if (status || !found) return status;
    log->present.position = sqlite3_column_int64(statement, 1);
    log->present.seq = sqlite3_column_int64(statement, 2);
    if (sqlite3_column_bytes(statement, 3) == TS_HASH_SIZE) memcpy(log->present.hash, sqlite3_column_blob(statement, 3), TS_HASH_SIZE);
    ts_sql_done(log->sql, SQL_UNIVERSE_FORK);
    return TS_OK;
}

enum ts_status ts_sql_open_acts(struct ts_store *store, int64_t universe, struct ts_acts **out, struct ts_err *err)
{
    struct sql_acts *log = ts_memory_get(sizeof *log);
    *log = (struct sql_acts){.acts = {next, prove, each_claim, close_acts}, .sql = ts_sql(store)};
    enum ts_status status = find_start(log, universe, err);
    if (!status && sqlite3_prepare_v2(log->sql->db, acts_sql, -1, &log->statement, NULL) != SQLITE_OK)
        status = ts_sql_fail(log->sql, "reading", err);
    if (status) {
        close_acts(&log->acts);
        return status;
    }
    sqlite3_bind_int64(log->statement, 1, universe);
    *out = &log->acts;
    return TS_OK;
}
