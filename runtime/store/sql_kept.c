// sql_kept.c - what players keep beside their completions: a row a thing
#include <string.h>

#include "store/sql.h"

static void bind(struct sql_statement *statement, int64_t player, const struct ts_kept *kept)
{
    ts_sql_int(statement, 1, player);
    ts_sql_text(statement, 2, kept->kind, strlen(kept->kind));
    ts_sql_text(statement, 3, kept->name, strlen(kept->name));
}

enum ts_status ts_sql_put_kept(struct ts_store *store, ts_symbol player, const struct ts_kept *kept, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    enum sql which = kept->value ? SQL_KEPT_PUT : SQL_KEPT_DROP;
    struct sql_statement *statement = ts_sql_of(sql, which);
    struct sql_name name;
    bool found;
    enum ts_status status = ts_sql_find_player(store, player, &found, err);
    if (!status && !found) status = ts_player_refuse(store, player, err);
    if (!status) status = ts_sql_name_find(sql, player, &name, err);
    if (status) return status;
    bind(statement, name.id, kept);
    if (kept->value) {
        ts_sql_text(statement, 4, kept->value, strlen(kept->value));
        ts_sql_int(statement, 5, kept->at);
    }
    return ts_sql_run(sql, which, err);
}

struct giving {
    ts_each_kept *each;
    void *self;
};

static enum ts_status give(struct sql_store *sql, struct sql_statement *row, void *self, struct ts_err *err)
{
    const struct giving *giving = self;
    (void)sql;
    (void)err;
    giving->each(giving->self, &(struct ts_kept){.kind = ts_sql_get_text(row, 0),
                                                 .name = ts_sql_get_text(row, 1),
                                                 .value = ts_sql_get_text(row, 2),
                                                 .at = ts_sql_get_int(row, 3)});
    return TS_OK;
}

enum ts_status ts_sql_each_kept(struct ts_store *store, ts_symbol player, ts_each_kept *each, void *self, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_name name;
    enum ts_status status = ts_sql_name_find(sql, player, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(ts_sql_of(sql, SQL_KEPT_EACH), 1, name.id);
    return ts_sql_each_row(sql, SQL_KEPT_EACH, give, &(struct giving){each, self}, err);
}
