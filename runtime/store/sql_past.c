// sql_past.c - a run as it was once, and the acts it took
#include "store/sql.h"

#include <string.h>

// --- the run of a line that took a turn: itself or, before its fork, one it goes on with

static enum ts_status no_such_turn(struct sql_store *sql, ts_symbol run, int64_t last, struct ts_err *err)
{
    const char *id = ts_symbol_text(sql->store.symbols, run);
    return ts_err_set(err, TS_REFUSED, "run \"%s\" has no such turn: it has turns 0 to %lld", id, (long long)last);
}

static enum ts_status load_parent(struct sql_store *sql, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err)
{
    struct ts_symbols *symbols = sql->store.symbols;
    ts_symbol parent = out->parent;
    ts_run_record_clear(out);
    enum ts_status status = ts_sql_load_run(&sql->store, parent, out, err);
    if (status != TS_DATA) return status;
    return ts_err_set(err, TS_REFUSED, "turn %lld of run \"%s\" was taken as run \"%s\", which was deleted: branch at a later turn",
                      (long long)turn, ts_symbol_text(symbols, run), ts_symbol_text(symbols, parent));
}

static enum ts_status find_owner(struct sql_store *sql, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err)
{
    enum ts_status status = ts_sql_load_run(&sql->store, run, out, err);
    if (!status && (turn < 0 || turn > out->turn)) {
        status = no_such_turn(sql, run, out->turn, err);
        ts_run_record_clear(out);
    }
    while (!status && out->parent && turn < out->fork_turn) status = load_parent(sql, run, turn, out, err);
    return status;
}

// --- what was then

static void forget_present(struct ts_run_record *out)
{
    ts_text_drop(out->reason);
    ts_text_drop(out->text);
    ts_text_drop(out->choices);
    out->reason = out->text = out->choices = NULL;
    out->metaconcept_count = 0;
    out->session = out->sessions = 0;
    out->session_open = out->has_lost_stack = false;
    out->ending = 0;
    out->completed_at = 0;
    out->state = TS_ACTIVE;
}

static enum ts_status read_turn(struct sql_store *sql, struct sql_statement *row, struct ts_run_record *out, struct ts_err *err)
{
    const char *stack = ts_sql_get_text(row, 3);
    out->seq = out->told = ts_sql_get_int(row, 0);
    out->position = ts_sql_get_int(row, 1);
    out->last_played = ts_sql_get_int(row, 4);
    out->has_lost_stack = stack && strcmp(stack, "?") == 0;
    if (stack && *stack == '?') stack++; // see migrations/002_going_back.sql
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 2), &out->scene, err);
    return status ? status : ts_sql_stack_read(sql, out->has_lost_stack ? NULL : stack, out->stack, &out->depth, err);
}

static enum ts_status find_turn(struct sql_store *sql, int64_t turn, struct ts_run_record *out, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_TURN_FIND);
    bool found;
    ts_sql_int(statement, 1, out->row);
    ts_sql_int(statement, 2, turn);
    enum ts_status status = ts_sql_step(sql, SQL_TURN_FIND, &found, err);
    if (!status && !found) return no_such_turn(sql, out->id, out->turn, err);
    if (!status) status = read_turn(sql, statement, out, err);
    ts_sql_done(sql, SQL_TURN_FIND);
    out->turn = turn;
    return status;
}

static enum ts_status take_later_marks(struct sql_store *sql, struct ts_run_record *out, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_MARKS_SINCE);
    bool found;
    ts_sql_int(statement, 1, out->row);
    ts_sql_int(statement, 2, out->seq);
    enum ts_status status = ts_sql_step(sql, SQL_MARKS_SINCE, &found, err);
    if (status || !found) return status;
    out->milestones -= ts_sql_get_int(statement, 0);
    out->insights -= ts_sql_get_int(statement, 1);
    ts_sql_done(sql, SQL_MARKS_SINCE);
    status = ts_sql_read_metaconcepts(sql, out->seq, out, err);
    return status ? status : ts_sql_read_packs(sql, out->seq, out, err);
}

enum ts_status ts_sql_load_run_at(struct ts_store *store, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    enum ts_status status = find_owner(sql, run, turn, out, err);
    if (status) return status;
    forget_present(out);
    status = find_turn(sql, turn, out, err);
    if (!status) status = take_later_marks(sql, out, err);
    if (status) ts_run_record_clear(out);
    return status;
}

// --- its acts

static enum ts_status read_act(struct sql_store *sql, struct sql_statement *row, struct ts_act_record *out, struct ts_err *err)
{
    *out = (struct ts_act_record){.seq = ts_sql_get_int(row, 0),
                                  .turn = ts_sql_get_int(row, 1),
                                  .kind = (enum ts_act_kind)ts_sql_get_int(row, 2),
                                  .position = ts_sql_get_int(row, 3),
                                  .session = (uint32_t)ts_sql_get_int(row, 4),
                                  .at = ts_sql_get_int(row, 5),
                                  .answer = ts_sql_get_text(row, 9),
                                  .key = (uint64_t)ts_sql_get_int(row, 10)};
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 6), &out->scene, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 7), &out->choice, err);
    return status ? status : ts_sql_symbol(sql, ts_sql_get_int(row, 8), &out->pick, err);
}

enum ts_status ts_sql_each_act(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_act *each, void *self, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_statement *statement = ts_sql_of(sql, SQL_ACT_EACH);
    struct ts_act_record act;
    int64_t universe, last;
    bool found = true;
    enum ts_status status = ts_sql_last_act(sql, run, &universe, &last, err);
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, until_seq < last ? until_seq : last);
    ts_sql_int(statement, 3, 0);
    while (!status) {
        status = ts_sql_step(sql, SQL_ACT_EACH, &found, err);
        if (status || !found) return status;
        status = read_act(sql, statement, &act, err);
        if (!status && !each(self, &act)) break;
    }
    ts_sql_done(sql, SQL_ACT_EACH);
    return status;
}
