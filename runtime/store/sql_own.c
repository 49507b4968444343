// sql_own.c - what acts did to their own run: hashed from the rows, and buried with a deleted run
#include "store/sql.h"

void ts_sql_own_head(struct ts_chain *chain, int64_t salt, int64_t scene, int64_t session, int64_t at, int64_t choice, int64_t pick)
{
    ts_chain_name(chain, salt);
    ts_chain_name(chain, scene);
    ts_chain_int(chain, session);
    ts_chain_int(chain, at);
    ts_chain_name(chain, choice);
    ts_chain_name(chain, pick);
}

void ts_sql_own_stack(struct ts_chain *chain, const void *stack, size_t length)
{
    if (!stack || *(const char *)stack == '?') return; // see migrations/002_going_back.sql
    ts_chain_tag(chain, 's');
    ts_chain_bytes(chain, stack, length);
}

enum ts_status ts_sql_rows_next(struct sql_store *sql, struct sql_rows *rows, struct ts_err *err)
{
    enum ts_status status = ts_sql_next(sql, rows->statement, &rows->has_row, err);
    rows->universe = rows->has_row ? ts_sql_get_int(rows->statement, 0) : 0;
    rows->seq = rows->has_row ? ts_sql_get_int(rows->statement, 1) : 0;
    return status;
}

enum ts_status ts_sql_rows_of(struct sql_store *sql, struct sql_rows *rows, int64_t universe, int64_t seq, bool *out, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    *out = false;
    while (rows->has_row && !status) {
        *out = rows->universe == universe && rows->seq == seq;
        if (*out || rows->universe > universe || (rows->universe == universe && rows->seq > seq)) return TS_OK;
        status = ts_sql_rows_next(sql, rows, err);
    }
    return status;
}

enum ts_status ts_sql_chain_name(struct sql_store *sql, struct ts_chain *chain, int64_t id, struct ts_err *err)
{
    int64_t hash;
    enum ts_status status = ts_sql_hash_of(sql, id, &hash, err);
    ts_chain_name(chain, hash);
    return status;
}

static void chain_text(struct ts_chain *chain, struct sql_statement *row, int column)
{
    const void *bytes = ts_sql_get_text(row, column);
    ts_chain_bytes(chain, bytes, ts_sql_get_length(row, column));
}

static enum ts_status chain_var(struct sql_own *own, struct ts_err *err)
{
    struct ts_chain *chain = &own->sql->own;
    struct ts_value value = ts_sql_get_value(own->vars.statement, 3);
    ts_chain_tag(chain, 'v');
    enum ts_status status = ts_sql_chain_name(own->sql, chain, ts_sql_get_int(own->vars.statement, 2), err);
    ts_chain_value(chain, value);
    ts_value_drop(&value);
    return status ? status : ts_sql_rows_next(own->sql, &own->vars, err);
}

static enum ts_status chain_mark(struct sql_own *own, struct ts_err *err)
{
    struct ts_chain *chain = &own->sql->own;
    ts_chain_tag(chain, 'm');
    ts_chain_int(chain, ts_sql_get_int(own->marks.statement, 2));
    enum ts_status status = ts_sql_chain_name(own->sql, chain, ts_sql_get_int(own->marks.statement, 3), err);
    if (!status) status = ts_sql_chain_name(own->sql, chain, ts_sql_get_int(own->marks.statement, 4), err);
    return status ? status : ts_sql_rows_next(own->sql, &own->marks, err);
}

static enum ts_status chain_fault(struct sql_own *own, struct ts_err *err)
{
    struct ts_chain *chain = &own->sql->own;
    ts_chain_tag(chain, 'f');
    enum ts_status status = ts_sql_chain_name(own->sql, chain, ts_sql_get_int(own->faults.statement, 2), err);
    chain_text(chain, own->faults.statement, 3);
    chain_text(chain, own->faults.statement, 4);
    return status ? status : ts_sql_rows_next(own->sql, &own->faults, err);
}

static enum ts_status chain_packs(struct sql_own *own, struct ts_err *err)
{
    ts_chain_tag(&own->sql->own, 'p');
    enum ts_status status = ts_sql_chain_name(own->sql, &own->sql->own, ts_sql_get_int(own->packs.statement, 2), err);
    return status ? status : ts_sql_rows_next(own->sql, &own->packs, err);
}

static enum ts_status chain_act(struct sql_own *own, struct sql_statement *act, int64_t salt, struct ts_err *err)
{
    static const int columns[3] = {2, 5, 6}; // scene, choice, pick
    int64_t names[3];
    enum ts_status status = TS_OK;
    for (int i = 0; i < 3 && !status; i++) status = ts_sql_hash_of(own->sql, ts_sql_get_int(act, columns[i]), &names[i], err);
    if (status) return status;
    own->sql->own.length = 0;
    ts_sql_own_head(&own->sql->own, salt, names[0], ts_sql_get_int(act, 3), ts_sql_get_int(act, 4), names[1], names[2]);
    chain_text(&own->sql->own, act, 7);
    chain_text(&own->sql->own, act, 8);
    const void *stack = ts_sql_get_text(act, 9);
    ts_sql_own_stack(&own->sql->own, stack, ts_sql_get_length(act, 9));
    return TS_OK;
}

static enum ts_status chain_rows(struct sql_own *own, struct sql_rows *rows,
                                 enum ts_status (*chain)(struct sql_own *own, struct ts_err *err), int64_t universe, int64_t seq,
                                 struct ts_err *err)
{
    bool has_row;
    enum ts_status status;
    while (!(status = ts_sql_rows_of(own->sql, rows, universe, seq, &has_row, err)) && has_row) {
        status = chain(own, err);
        if (status) break;
    }
    return status;
}

enum ts_status ts_sql_own_hash(struct sql_own *own, struct sql_statement *act, int64_t salt, unsigned char out[TS_HASH_SIZE], struct ts_err *err)
{
    int64_t universe = ts_sql_get_int(act, 0), seq = ts_sql_get_int(act, 1);
    enum ts_status status = chain_act(own, act, salt, err);
    if (!status) status = chain_rows(own, &own->vars, chain_var, universe, seq, err);
    if (!status) status = chain_rows(own, &own->marks, chain_mark, universe, seq, err);
    if (!status) status = chain_rows(own, &own->faults, chain_fault, universe, seq, err);
    if (!status) status = chain_rows(own, &own->packs, chain_packs, universe, seq, err);
    ts_hash_chain(NULL, own->sql->own.bytes, own->sql->own.length, out);
    return status;
}

// --- burying

static enum ts_status start_rows(struct sql_store *sql, struct sql_rows *rows, enum sql which, int64_t run, struct ts_err *err)
{
    rows->statement = ts_sql_of(sql, which);
    ts_sql_int(rows->statement, 1, run);
    return ts_sql_rows_next(sql, rows, err);
}

// The acts were sorted before the first is seen, so that changing them does not disturb the reading.
static enum ts_status bury_act(struct sql_store *sql, struct sql_statement *act, const unsigned char hash[TS_HASH_SIZE], struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_TOMBSTONE_ADD), *bury = ts_sql_of(sql, SQL_BURY_ACT);
    ts_sql_int(bury, 1, ts_sql_get_int(act, 0));
    ts_sql_int(bury, 2, ts_sql_get_int(act, 1));
    ts_sql_int(statement, 1, ts_sql_get_int(act, 0));
    ts_sql_int(statement, 2, ts_sql_get_int(act, 1));
    ts_sql_blob(statement, 3, hash, TS_HASH_SIZE);
    enum ts_status status = ts_sql_run(sql, SQL_TOMBSTONE_ADD, err);
    return status ? status : ts_sql_run(sql, SQL_BURY_ACT, err);
}

static enum ts_status bury_acts(struct sql_store *sql, const struct sql_run *run, struct ts_err *err)
{
    struct sql_own own = {.sql = sql};
    struct sql_statement *acts = ts_sql_of(sql, SQL_RUN_ACTS);
    bool found = true;
    enum ts_status status = start_rows(sql, &own.vars, SQL_RUN_VARS, run->row, err);
    if (!status) status = start_rows(sql, &own.marks, SQL_RUN_MARKS, run->row, err);
    if (!status) status = start_rows(sql, &own.faults, SQL_RUN_FAULTS, run->row, err);
    if (!status) status = start_rows(sql, &own.packs, SQL_RUN_PACKS, run->row, err);
    ts_sql_int(acts, 1, run->universe);
    ts_sql_int(acts, 2, run->seq);
    ts_sql_int(acts, 3, 0);
    while (!status) {
        unsigned char hash[TS_HASH_SIZE];
        status = ts_sql_step(sql, SQL_RUN_ACTS, &found, err);
        if (status || !found) break;
        status = ts_sql_own_hash(&own, acts, run->salt, hash, err);
        if (!status) status = bury_act(sql, acts, hash, err);
    }
    ts_sql_done(sql, SQL_RUN_ACTS);
    ts_sql_done(sql, SQL_RUN_VARS);
    ts_sql_done(sql, SQL_RUN_MARKS);
    ts_sql_done(sql, SQL_RUN_FAULTS);
    ts_sql_done(sql, SQL_RUN_PACKS);
    return status;
}

enum ts_status ts_sql_bury(struct sql_store *sql, const struct sql_run *run, struct ts_err *err)
{
    static const enum sql steps[] = {SQL_BURY_VARS,      SQL_BURY_MARKS,     SQL_BURY_FAULTS,   SQL_BURY_PACKS,
                                     SQL_BURY_SNAPSHOTS, SQL_BURY_WAYPOINTS, SQL_BURY_SESSIONS, SQL_BURY_PASSAGES, SQL_BURY_RUN};
    enum ts_status status = bury_acts(sql, run, err);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !status; i++) {
        ts_sql_int(ts_sql_of(sql, steps[i]), 1, run->row);
        status = ts_sql_run(sql, steps[i], err);
    }
    return status;
}
