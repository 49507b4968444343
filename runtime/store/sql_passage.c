// sql_passage.c - what a narrator told of turns: a row a piece
#include "store/sql.h"
#include "store/stored_act.h"

static enum ts_status find_next(struct sql_store *sql, int64_t run, int64_t turn, int64_t *out, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_PASSAGE_NEXT);
    bool found;
    ts_sql_int(statement, 1, run);
    ts_sql_int(statement, 2, turn);
    enum ts_status status = ts_sql_step(sql, SQL_PASSAGE_NEXT, &found, err);
    if (status) return status;
    *out = found ? ts_sql_get_int(statement, 0) : 0;
    ts_sql_done(sql, SQL_PASSAGE_NEXT);
    return TS_OK;
}

static enum ts_status add(struct sql_store *sql, int64_t run, const struct ts_passage *passage, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_PASSAGE_ADD);
    ts_sql_int(statement, 1, run);
    ts_sql_int(statement, 2, passage->turn);
    ts_sql_int(statement, 3, passage->piece);
    ts_sql_int(statement, 4, passage->by);
    ts_sql_int(statement, 5, passage->is_joined);
    ts_sql_int(statement, 6, passage->tokens_in);
    ts_sql_int(statement, 7, passage->tokens_out);
    ts_sql_int(statement, 8, passage->at);
    ts_sql_text(statement, 9, passage->length ? passage->text : "", passage->length);
    return ts_sql_run(sql, SQL_PASSAGE_ADD, err);
}

// A turn that is computed for the first time has none yet; its scene may be told of again behind a recap.
enum ts_status ts_sql_write_passage(struct sql_act *act)
{
    const struct ts_changeset *changes = act->changes;
    struct ts_passage passage = {.turn = changes->turn, .by = TS_BY_GRAMMAR, .text = changes->passage.bytes, .length = changes->passage.length, .at = changes->at};
    int64_t next = 0;
    enum ts_status status = ts_act_is_turn(changes) ? TS_OK : find_next(act->sql, act->run->row, changes->turn, &next, act->err);
    passage.piece = (uint32_t)next;
    return status ? status : add(act->sql, act->run->row, &passage, act->err);
}

// The screen as the player saw it last goes on with it, as ts_passage_show has it.
static enum ts_status show(struct sql_store *sql, int64_t run, const struct ts_passage *passage, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_PASSAGE_SHOW);
    if (!passage->length) return TS_OK;
    ts_sql_text(statement, 1, passage->is_joined ? " " : "\n", 1);
    ts_sql_text(statement, 2, passage->text, passage->length);
    ts_sql_int(statement, 3, run);
    return ts_sql_run(sql, SQL_PASSAGE_SHOW, err);
}

enum ts_status ts_sql_add_passage(struct ts_store *store, int64_t run, const struct ts_passage *passage, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_run *head = NULL;
    int64_t next = 0;
    enum ts_status status = ts_sql_cache_flush(sql, err);
    if (!status) status = ts_sql_run_head(sql, run, &head, err);
    if (!status && (!head || head->is_deleted)) status = ts_err_set(err, TS_DATA, "the run that was told of is not there any more");
    if (!status) status = find_next(sql, run, passage->turn, &next, err);
    if (!status) status = ts_passage_judge(passage, head->turn, next, err);
    if (status) return status;
    sql->has_written = true;
    status = add(sql, run, passage, err);
    if (!status) status = show(sql, run, passage, err);
    sql->is_broken = sql->is_broken || status;
    return status;
}

struct giving {
    ts_each_passage *each;
    void *self;
};

static enum ts_status give(struct sql_store *sql, struct sql_statement *row, void *self, struct ts_err *err)
{
    const struct giving *giving = self;
    (void)sql;
    (void)err;
    giving->each(giving->self, &(struct ts_passage){.turn = ts_sql_get_int(row, 0),
                                                    .piece = (uint32_t)ts_sql_get_int(row, 1),
                                                    .by = (enum ts_passage_by)ts_sql_get_int(row, 2),
                                                    .is_joined = ts_sql_get_int(row, 3) != 0,
                                                    .tokens_in = ts_sql_get_int(row, 4),
                                                    .tokens_out = ts_sql_get_int(row, 5),
                                                    .at = ts_sql_get_int(row, 6),
                                                    .text = ts_sql_get_text(row, 7),
                                                    .length = ts_sql_get_length(row, 7)});
    return TS_OK;
}

enum ts_status ts_sql_each_passage(struct ts_store *store, int64_t run, int64_t from, int64_t to, ts_each_passage *each, void *self, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(ts_sql(store), SQL_PASSAGE_EACH);
    ts_sql_int(statement, 1, run);
    ts_sql_int(statement, 2, to);
    ts_sql_int(statement, 3, from);
    return ts_sql_each_row(ts_sql(store), SQL_PASSAGE_EACH, give, &(struct giving){each, self}, err);
}
