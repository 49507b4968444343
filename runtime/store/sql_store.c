// sql_store.c - what all stores of rows do alike: made, taken apart, driven
#include "store/sql.h"

#include <stdlib.h>

static bool is_writing(const struct ts_store *store)
{
    return ((const struct sql_store *)store)->is_writing;
}

// --- what is read as of one moment

enum ts_status ts_sql_begin_reading(struct sql_store *sql, struct ts_err *err)
{
    enum ts_status status = sql->is_writing || sql->readings ? TS_OK : ts_sql_run(sql, SQL_BEGIN_READING, err);
    if (!status) sql->readings++;
    return status;
}

enum ts_status ts_sql_end_reading(struct sql_store *sql, struct ts_err *err)
{
    return --sql->readings || sql->is_writing ? TS_OK : ts_sql_run(sql, SQL_COMMIT, err);
}

static enum ts_status begin_reading(struct ts_store *store, struct ts_err *err)
{
    return ts_sql_begin_reading(ts_sql(store), err);
}

static void end_reading(struct ts_store *store)
{
    enum ts_status status = ts_sql_end_reading(ts_sql(store), NULL);
    (void)status; // nothing was written
}

static const struct ts_driver shared = {
    .is_writing = is_writing,
    .begin_reading = begin_reading,
    .end_reading = end_reading,
    .apply = ts_sql_apply,
    .grant = ts_sql_grant,
    .load_run = ts_sql_load_run,
    .load_run_at = ts_sql_load_run_at,
    .each_run = ts_sql_each_run,
    .each_var = ts_sql_each_var,
    .each_tally = ts_sql_each_tally,
    .each_act = ts_sql_each_act,
    .each_session = ts_sql_each_session,
    .each_mark = ts_sql_each_mark,
    .each_fault = ts_sql_each_fault,
    .find_universe = ts_sql_find_universe,
    .each_universe = ts_sql_each_universe,
    .last_merge = ts_sql_last_merge,
    .find_player = ts_sql_find_player,
    .each_completion = ts_sql_each_completion,
    .each_unlock = ts_sql_each_unlock,
    .load_care = ts_sql_load_care,
    .set_care = ts_sql_set_care,
    .keep = ts_sql_put_kept,
    .each_kept = ts_sql_each_kept,
    .add_passage = ts_sql_add_passage,
    .each_passage = ts_sql_each_passage,
    .each_player = ts_sql_each_player,
    .each_deed = ts_sql_each_deed,
    .add_deed = ts_sql_add_deed,
    .character_name = ts_sql_character_name,
    .check = ts_sql_check,
    .open_acts = ts_sql_open_acts,
};

void ts_sql_init(struct sql_store *sql, const struct sql_link *link, const char *path, enum ts_store_mode mode, struct ts_symbols *symbols)
{
    sql->driver = shared;
    sql->store = (struct ts_store){.driver = &sql->driver, .symbols = symbols, .timeline = ts_sql_timeline};
    sql->link = link;
    sql->path = ts_memory_copy(path);
    sql->mode = mode;
}

void ts_sql_clear(struct sql_store *sql)
{
    for (int i = 0; i < SQL_COUNT; i++) ts_sql_free(sql->statements[i]);
    ts_sql_cache_forget(sql);
    ts_map_clear(&sql->locked);
    ts_map_clear(&sql->var_names);
    ts_map_clear(&sql->bares);
    ts_chain_free(&sql->own);
    ts_chain_free(&sql->shared);
    free(sql->names);
    free(sql->runs);
    free(sql->universes);
    free(sql->keys);
    free(sql->character_name);
    free(sql->path);
}
