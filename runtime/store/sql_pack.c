// sql_pack.c - what runs are played with, and what packs did to the store
#include "store/sql.h"

// Id 0: not known.
static enum ts_status find_packs(struct sql_store *sql, int64_t run, int64_t until_seq, int64_t *id, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_PACKS_FIND);
    bool found;
    *id = 0;
    ts_sql_int(statement, 1, run);
    ts_sql_int(statement, 2, until_seq);
    enum ts_status status = ts_sql_step(sql, SQL_PACKS_FIND, &found, err);
    if (status || !found) return status;
    *id = ts_sql_get_int(statement, 0);
    ts_sql_done(sql, SQL_PACKS_FIND);
    return TS_OK;
}

enum ts_status ts_sql_read_packs(struct sql_store *sql, int64_t until_seq, struct ts_run_record *out, struct ts_err *err)
{
    int64_t id;
    enum ts_status status = find_packs(sql, out->row, until_seq, &id, err);
    return status ? status : ts_sql_symbol(sql, id, &out->packs, err);
}

// A run's first act always has its own, a branch's too: its parent may be deleted.
enum ts_status ts_sql_write_packs(struct sql_act *act)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_PACKS_ADD);
    struct sql_name packs;
    int64_t before = 0;
    enum ts_status status = ts_sql_name(act->sql, act->changes->packs, &packs, act->err);
    if (!status && !act->is_proof && act->changes->kind != TS_ACT_START && act->changes->kind != TS_ACT_BRANCH)
        status = find_packs(act->sql, act->run->row, INT64_MAX, &before, act->err);
    if (status || before == packs.id) return status;
    ts_chain_tag(&act->sql->own, 'p');
    ts_chain_name(&act->sql->own, packs.hash);
    if (act->is_proof) return TS_OK;
    ts_sql_int(statement, 1, act->run->row);
    ts_sql_int(statement, 2, act->seq);
    ts_sql_int(statement, 3, packs.id);
    return ts_sql_run(act->sql, SQL_PACKS_ADD, act->err);
}

// --- deeds

struct each_deed {
    ts_each_deed *each;
    void *self;
};

static enum ts_status give_deed(struct sql_store *sql, struct sql_statement *row, void *each, struct ts_err *err)
{
    const struct each_deed *to = each;
    struct ts_deed_record record = {.at = ts_sql_get_int(row, 1), .completion = ts_sql_get_int(row, 2)};
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 0), &record.name, err);
    if (!status) to->each(to->self, &record);
    return status;
}

enum ts_status ts_sql_each_deed(struct ts_store *store, ts_each_deed *each, void *self, struct ts_err *err)
{
    return ts_sql_each_row(ts_sql(store), SQL_DEED_EACH, give_deed, &(struct each_deed){each, self}, err);
}

enum ts_status ts_sql_add_deed(struct ts_store *store, ts_symbol name, int64_t at, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_statement *statement = ts_sql_of(sql, SQL_DEED_ADD);
    struct sql_name deed;
    int64_t added = 0;
    enum ts_status status = ts_sql_name(sql, name, &deed, err);
    if (status) return status;
    ts_sql_int(statement, 1, deed.id);
    ts_sql_int(statement, 2, at);
    status = ts_sql_run(sql, SQL_DEED_ADD, err);
    if (!status) status = sql->link->count_changed(sql, statement, &added, err);
    if (status || added) return status;
    return ts_deed_refuse(store, name, err);
}
