// sql_care.c - what players asked to be spared: a row a player, beside the copies that their runs have
#include <string.h>

#include "store/sql.h"

enum ts_status ts_sql_load_care(struct ts_store *store, ts_symbol player, struct ts_text **out, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_statement *statement = ts_sql_of(sql, SQL_CARE_FIND);
    struct sql_name name;
    bool found;
    *out = NULL;
    enum ts_status status = ts_sql_name_find(sql, player, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(statement, 1, name.id);
    status = ts_sql_step(sql, SQL_CARE_FIND, &found, err);
    if (status || !found) return status;
    *out = ts_sql_get_words(statement, 0);
    ts_sql_done(sql, SQL_CARE_FIND);
    return TS_OK;
}

static enum ts_status put(struct sql_store *sql, ts_symbol player, const char *settings, size_t length, int64_t at, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_CARE_PUT);
    struct sql_name name;
    enum ts_status status = ts_sql_name(sql, player, &name, err);
    if (status) return status;
    ts_sql_int(statement, 1, name.id);
    ts_sql_text(statement, 2, settings, length);
    ts_sql_int(statement, 3, at);
    return ts_sql_run(sql, SQL_CARE_PUT, err);
}

enum ts_status ts_sql_write_care(struct sql_act *act)
{
    const struct ts_text *care = act->changes->care;
    return put(act->sql, act->changes->run->player, care->bytes, care->length, act->changes->at, act->err);
}

enum ts_status ts_sql_set_care(struct ts_store *store, ts_symbol player, const char *settings, int64_t at, struct ts_err *err)
{
    int64_t id;
    enum ts_status status = ts_sql_put_player(ts_sql(store), player, at, &id, err);
    return status ? status : put(ts_sql(store), player, settings, strlen(settings), at, err);
}
