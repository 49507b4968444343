// sql_read.c - runs read back out of the file
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

enum ts_status ts_sql_each_row(struct sql_store *sql, enum sql which, sql_give *give, void *each, struct ts_err *err)
{
    bool found = true;
    enum ts_status status = TS_OK;
    while (!status) {
        status = ts_sql_step(sql, which, &found, err);
        if (status || !found) return status;
        status = give(sql, ts_sql_of(sql, which), each, err);
    }
    ts_sql_done(sql, which);
    return status;
}

// --- runs

// Columns as in RUN_COLUMNS.
static enum ts_status read_names(struct sql_store *sql, struct sql_statement *row, struct ts_run_record *out, struct ts_err *err)
{
    const struct {
        int column;
        ts_symbol *symbol;
    } names[] = {
        {1, &out->id},    {3, &out->universe}, {4, &out->player}, {5, &out->character}, {6, &out->character_name},
        {7, &out->story}, {8, &out->focus},    {16, &out->scene}, {22, &out->ending},   {28, &out->parent},
        {29, &out->life},
    };
    enum ts_status status = TS_OK;
    for (size_t i = 0; i < sizeof names / sizeof *names && !status; i++)
        status = ts_sql_symbol(sql, ts_sql_get_int(row, names[i].column), names[i].symbol, err);
    return status;
}

static void read_numbers(struct sql_statement *row, struct ts_run_record *out)
{
    out->row = ts_sql_get_int(row, 0);
    out->universe_row = ts_sql_get_int(row, 2);
    out->seed = (uint64_t)ts_sql_get_int(row, 9);
    out->fork_turn = ts_sql_get_int(row, 10);
    out->created_at = ts_sql_get_int(row, 11);
    out->state = (enum ts_run_state)ts_sql_get_int(row, 12);
    out->turn = ts_sql_get_int(row, 13);
    out->position = ts_sql_get_int(row, 14);
    out->told = ts_sql_get_int(row, 15);
    out->session = (uint32_t)ts_sql_get_int(row, 18);
    out->milestones = ts_sql_get_int(row, 19);
    out->insights = ts_sql_get_int(row, 20);
    out->last_played = ts_sql_get_int(row, 21);
    out->completed_at = ts_sql_get_int(row, 24);
    out->live = ts_sql_get_int(row, 27) != 0;
    out->fork_seq = ts_sql_get_int(row, 30);
    out->fork_milestones = ts_sql_get_int(row, 31);
    out->seq = ts_sql_get_int(row, 32);
    out->reason = ts_sql_get_words(row, 23);
    out->text = ts_sql_get_words(row, 25);
    out->choices = ts_sql_get_words(row, 26);
}

static enum ts_status count_sessions(struct sql_store *sql, struct ts_run_record *out, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_RUN_SESSIONS);
    bool found;
    ts_sql_int(statement, 1, out->row);
    enum ts_status status = ts_sql_step(sql, SQL_RUN_SESSIONS, &found, err);
    if (status || !found) return status;
    out->sessions = (uint32_t)ts_sql_get_int(statement, 0);
    out->session_open = ts_sql_get_int(statement, 1) > 0;
    ts_sql_done(sql, SQL_RUN_SESSIONS);
    return TS_OK;
}

static enum ts_status add_metaconcept(struct sql_store *sql, struct sql_statement *row, void *each, struct ts_err *err)
{
    struct ts_run_record *out = each;
    out->metaconcepts = ts_memory_grow(out->metaconcepts, (out->metaconcept_count + 1) * sizeof *out->metaconcepts);
    return ts_sql_symbol(sql, ts_sql_get_int(row, 0), &out->metaconcepts[out->metaconcept_count++], err);
}

enum ts_status ts_sql_read_metaconcepts(struct sql_store *sql, int64_t until_seq, struct ts_run_record *out, struct ts_err *err)
{
    ts_sql_int(ts_sql_of(sql, SQL_RUN_METACONCEPTS), 1, out->row);
    ts_sql_int(ts_sql_of(sql, SQL_RUN_METACONCEPTS), 2, until_seq);
    return ts_sql_each_row(sql, SQL_RUN_METACONCEPTS, add_metaconcept, out, err);
}

static enum ts_status read_run(struct sql_store *sql, struct sql_statement *row, struct ts_run_record *out, struct ts_err *err)
{
    *out = (struct ts_run_record){0};
    read_numbers(row, out);
    enum ts_status status = read_names(sql, row, out, err);
    if (!status) status = ts_sql_stack_read(sql, ts_sql_get_text(row, 17), out->stack, &out->depth, err);
    if (!status) status = count_sessions(sql, out, err);
    if (!status) status = ts_sql_read_metaconcepts(sql, INT64_MAX, out, err);
    if (!status) status = ts_sql_read_packs(sql, INT64_MAX, out, err);
    if (status) ts_run_record_clear(out);
    return status;
}

enum ts_status ts_sql_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_name name;
    bool found = false;
    enum ts_status status = ts_sql_cache_flush(sql, err);
    if (!status) status = ts_sql_name_find(sql, run, &name, err);
    if (status) return status;
    ts_sql_int(ts_sql_of(sql, SQL_RUN_LOAD), 1, name.id);
    if (name.id) status = ts_sql_step(sql, SQL_RUN_LOAD, &found, err);
    if (status) return status;
    if (!found) return ts_err_set(err, TS_DATA, "unknown run \"%s\": `turnstone runs` lists those there are", ts_symbol_text(store->symbols, run));
    status = read_run(sql, ts_sql_of(sql, SQL_RUN_LOAD), out, err);
    ts_sql_done(sql, SQL_RUN_LOAD);
    return status;
}

struct each_run {
    ts_each_run *each;
    void *self;
};

static enum ts_status give_run(struct sql_store *sql, struct sql_statement *row, void *each, struct ts_err *err)
{
    const struct each_run *to = each;
    struct ts_run_record record;
    enum ts_status status = read_run(sql, row, &record, err);
    if (status) return status;
    to->each(to->self, &record);
    ts_run_record_clear(&record);
    return TS_OK;
}

enum ts_status ts_sql_each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct each_run to = {each, self};
    struct sql_name player, universe;
    enum ts_status status = ts_sql_cache_flush(sql, err);
    if (!status) status = ts_sql_name_find(sql, filter.player, &player, err);
    if (!status) status = ts_sql_name_find(sql, filter.universe, &universe, err);
    if (status || (filter.player && !player.id) || (filter.universe && !universe.id)) return status;
    ts_sql_int(ts_sql_of(sql, SQL_RUN_EACH), 1, player.id);
    ts_sql_int(ts_sql_of(sql, SQL_RUN_EACH), 2, universe.id);
    return ts_sql_each_row(sql, SQL_RUN_EACH, give_run, &to, err);
}

// --- variables

struct each_var {
    ts_each_var *each;
    void *self;
};

static enum ts_status give_var(struct sql_store *sql, struct sql_statement *row, void *each, struct ts_err *err)
{
    const struct each_var *to = each;
    const char *name = ts_sql_get_text(row, 0), *dot = name ? strrchr(name, '.') : NULL;
    if (!dot || ts_sql_is_null(row, 1)) return TS_OK; // NULL: given up
    struct ts_var_record record = {ts_symbol_add(sql->store.symbols, name, (size_t)(dot - name)), ts_symbol_of(sql->store.symbols, dot + 1),
                                   ts_value_nil()};
    enum ts_status status = ts_sql_value_told(sql, row, 1, &record.value, err);
    if (status) return status;
    to->each(to->self, &record);
    ts_value_drop(&record.value);
    return TS_OK;
}

enum ts_status ts_sql_each_var(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_var *each, void *self, struct ts_err *err)
{
    struct each_var to = {each, self};
    ts_sql_int(ts_sql_of(ts_sql(store), SQL_VAR_EACH), 1, run);
    ts_sql_int(ts_sql_of(ts_sql(store), SQL_VAR_EACH), 2, until_seq);
    return ts_sql_each_row(ts_sql(store), SQL_VAR_EACH, give_var, &to, err);
}

// --- sessions, marks, faults

struct each_session {
    ts_each_session *each;
    void *self;
};

static enum ts_status give_session(struct sql_store *sql, struct sql_statement *row, void *each, struct ts_err *err)
{
    const struct each_session *to = each;
    const char *end = ts_sql_get_text(row, 6);
    struct ts_session_record record = {.number = (uint32_t)ts_sql_get_int(row, 0),
                                       .started_at = ts_sql_get_int(row, 1),
                                       .ended_at = ts_sql_get_int(row, 2),
                                       .first_turn = ts_sql_get_int(row, 3),
                                       .turns = ts_sql_get_int(row, 4),
                                       .notes = ts_sql_get_words(row, 5),
                                       .end = end ? end : "open"};
    (void)sql;
    (void)err;
    to->each(to->self, &record);
    ts_text_drop(record.notes);
    return TS_OK;
}

enum ts_status ts_sql_each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err)
{
    struct each_session to = {each, self};
    enum ts_status status = ts_sql_cache_flush(ts_sql(store), err);
    ts_sql_int(ts_sql_of(ts_sql(store), SQL_SESSION_EACH), 1, run);
    return status ? status : ts_sql_each_row(ts_sql(store), SQL_SESSION_EACH, give_session, &to, err);
}

struct each_mark {
    ts_each_mark *each;
    void *self;
};

static enum ts_status give_mark(struct sql_store *sql, struct sql_statement *row, void *each, struct ts_err *err)
{
    const struct each_mark *to = each;
    struct ts_mark_record record = {.turn = ts_sql_get_int(row, 0), .kind = (enum ts_mark_kind)ts_sql_get_int(row, 1)};
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 2), &record.id, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 3), &record.pack, err);
    if (!status) to->each(to->self, &record);
    return status;
}

enum ts_status ts_sql_each_mark(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err)
{
    struct each_mark to = {each, self};
    ts_sql_int(ts_sql_of(ts_sql(store), SQL_MARK_EACH), 1, run);
    return ts_sql_each_row(ts_sql(store), SQL_MARK_EACH, give_mark, &to, err);
}

struct each_fault {
    ts_each_fault *each;
    void *self;
};

static enum ts_status give_fault(struct sql_store *sql, struct sql_statement *row, void *each, struct ts_err *err)
{
    const struct each_fault *to = each;
    struct ts_fault_record record = {.turn = ts_sql_get_int(row, 0),
                                     .where = ts_sql_get_text(row, 2),
                                     .message = ts_sql_get_text(row, 3)};
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 1), &record.pack, err);
    if (!status) to->each(to->self, &record);
    return status;
}

enum ts_status ts_sql_each_fault(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err)
{
    struct each_fault to = {each, self};
    ts_sql_int(ts_sql_of(ts_sql(store), SQL_FAULT_EACH), 1, run);
    return ts_sql_each_row(ts_sql(store), SQL_FAULT_EACH, give_fault, &to, err);
}
