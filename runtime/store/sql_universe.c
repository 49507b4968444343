// sql_universe.c - universes in the file, as scripts and people see them
#include "store/sql.h"

static enum ts_status head(void *self, int64_t universe, int64_t *position, int64_t *seq, struct ts_err *err)
{
    struct sql_store *sql = self;
    struct sql_universe *cached;
    struct sql_statement *statement = ts_sql_of(sql, SQL_UNIVERSE_HEAD);
    bool found;
    if (sql->is_writing || (sql->link->is_fresh && sql->link->is_fresh(sql, universe))) {
        enum ts_status status = ts_sql_universe(sql, universe, &cached, err);
        if (status) return status;
        if (position) *position = cached->position;
        if (seq) *seq = cached->seq;
        if (!sql->is_writing) sql->fresh_universe = universe;
        return TS_OK;
    }
    ts_sql_int(statement, 1, universe);
    enum ts_status status = ts_sql_step(sql, SQL_UNIVERSE_HEAD, &found, err);
    if (status) return status;
    if (seq) *seq = found ? ts_sql_get_int(statement, 0) : 0;
    if (position) *position = found ? ts_sql_get_int(statement, 1) : 0;
    sql->fresh_universe = found && ts_sql_is_known(sql, universe, ts_sql_get_int(statement, 0)) ? universe : 0;
    if (found) ts_sql_done(sql, SQL_UNIVERSE_HEAD);
    return TS_OK;
}

static enum ts_status find_claim(void *self, int64_t universe, ts_symbol key, int64_t to, int64_t until_seq, bool *found,
                                 struct ts_err *err)
{
    struct sql_store *sql = self;
    struct sql_statement *statement = ts_sql_of(sql, SQL_CLAIM_FIND);
    struct sql_name name;
    *found = false;
    enum ts_status status = ts_sql_name_find(sql, key, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, name.id);
    ts_sql_int(statement, 3, until_seq);
    ts_sql_int(statement, 4, to);
    status = ts_sql_step(sql, SQL_CLAIM_FIND, found, err);
    ts_sql_done(sql, SQL_CLAIM_FIND);
    return status;
}

static enum ts_status find_fork(void *self, int64_t universe, struct ts_fork_point *out, struct ts_err *err)
{
    struct sql_store *sql = self;
    struct sql_statement *statement = ts_sql_of(sql, SQL_UNIVERSE_FORK);
    bool found;
    *out = (struct ts_fork_point){0};
    ts_sql_int(statement, 1, universe);
    enum ts_status status = ts_sql_step(sql, SQL_UNIVERSE_FORK, &found, err);
    if (status || !found) return status;
    *out = (struct ts_fork_point){ts_sql_get_int(statement, 0), ts_sql_get_int(statement, 1), ts_sql_get_int(statement, 2)};
    ts_sql_done(sql, SQL_UNIVERSE_FORK);
    return TS_OK;
}

static enum ts_status find_parent(void *self, ts_symbol run, ts_symbol *out, struct ts_err *err)
{
    struct sql_store *sql = self;
    struct sql_statement *statement = ts_sql_of(sql, SQL_RUN_PARENT);
    struct sql_name name;
    bool found;
    *out = 0;
    enum ts_status status = ts_sql_name_find(sql, run, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(statement, 1, name.id);
    status = ts_sql_step(sql, SQL_RUN_PARENT, &found, err);
    if (status || !found) return status;
    status = ts_sql_symbol(sql, ts_sql_get_int(statement, 0), out, err);
    ts_sql_done(sql, SQL_RUN_PARENT);
    return status;
}

static enum ts_status give_version(struct sql_store *sql, struct sql_statement *row, ts_each_version *each, void *self, struct ts_err *err)
{
    struct ts_world_version version = {
        .position = ts_sql_get_int(row, 0), .seq = ts_sql_get_int(row, 1), .add = ts_sql_get_int(row, 2) == 0};
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 4), &version.run, err);
    if (!status) status = ts_sql_value_told(sql, row, 3, &version.value, err);
    if (status) return status;
    each(self, &version);
    ts_value_drop(&version.value);
    return TS_OK;
}

static enum ts_status history(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t until_seq, int64_t limit,
                              ts_each_version *each, void *each_self, struct ts_err *err)
{
    struct sql_store *sql = self;
    struct sql_statement *statement = ts_sql_of(sql, SQL_WORLD_HISTORY);
    struct sql_name name;
    bool found = true;
    enum ts_status status = ts_sql_name_find(sql, key, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, name.id);
    ts_sql_int(statement, 3, position);
    ts_sql_int(statement, 4, until_seq);
    ts_sql_int(statement, 5, limit ? limit : INT64_MAX);
    while (!status) {
        status = ts_sql_step(sql, SQL_WORLD_HISTORY, &found, err);
        if (status || !found) return status;
        status = give_version(sql, statement, each, each_self, err);
    }
    ts_sql_done(sql, SQL_WORLD_HISTORY);
    return status;
}

static enum ts_status give_bystander(struct sql_store *sql, struct sql_statement *row, ts_each_bystander *each, void *self, struct ts_err *err)
{
    struct ts_bystander who = {.position = ts_sql_get_int(row, 3), .state = ts_sql_get_int(row, 4)};
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 0), &who.run, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 1), &who.character, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 2), &who.character_name, err);
    if (!status) each(self, &who);
    return status;
}

static enum ts_status bystanders(void *self, int64_t universe, ts_each_bystander *each, void *each_self, struct ts_err *err)
{
    struct sql_store *sql = self;
    bool found = true;
    enum ts_status status = ts_sql_cache_flush(sql, err);
    ts_sql_int(ts_sql_of(sql, SQL_BYSTANDERS), 1, universe);
    while (!status) {
        status = ts_sql_step(sql, SQL_BYSTANDERS, &found, err);
        if (status || !found) return status;
        status = give_bystander(sql, ts_sql_of(sql, SQL_BYSTANDERS), each, each_self, err);
    }
    ts_sql_done(sql, SQL_BYSTANDERS);
    return status;
}

static enum ts_status each_key(void *self, int64_t universe, ts_each_key *each, void *each_self, struct ts_err *err)
{
    struct sql_store *sql = self;
    struct sql_statement *statement = ts_sql_of(sql, SQL_UNIVERSE_KEYS);
    bool found = true;
    enum ts_status status = TS_OK;
    ts_sql_int(statement, 1, universe);
    while (!status) {
        ts_symbol key;
        status = ts_sql_step(sql, SQL_UNIVERSE_KEYS, &found, err);
        if (status || !found) return status;
        status = ts_sql_symbol(sql, ts_sql_get_int(statement, 0), &key, err);
        if (!status) each(each_self, key);
    }
    ts_sql_done(sql, SQL_UNIVERSE_KEYS);
    return status;
}

const struct ts_timeline ts_sql_timeline = {
    .head = head,
    .get = ts_sql_world_at,
    .find_claim = find_claim,
    .history = history,
    .events = ts_sql_events,
    .bystanders = bystanders,
    .each_key = each_key,
    .find_fork = find_fork,
    .find_parent = find_parent,
};

// --- records

static enum ts_status give_universe(struct sql_store *sql, struct sql_statement *row, ts_each_universe *each, void *self, struct ts_err *err)
{
    struct ts_universe_record record = {.row = ts_sql_get_int(row, 0),
                                        .fork_position = ts_sql_get_int(row, 3),
                                        .fork_seq = ts_sql_get_int(row, 4),
                                        .live = ts_sql_get_int(row, 5) != 0,
                                        .created_at = ts_sql_get_int(row, 6),
                                        .runs = ts_sql_get_int(row, 7),
                                        .events = ts_sql_get_int(row, 8)};
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 1), &record.id, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 2), &record.parent, err);
    if (!status) status = head(sql, record.row, &record.position, &record.seq, err);
    if (!status) each(self, &record);
    return status;
}

static enum ts_status each_of(struct sql_store *sql, int64_t name, ts_each_universe *each, void *self, struct ts_err *err)
{
    bool found = true;
    enum ts_status status = TS_OK;
    ts_sql_int(ts_sql_of(sql, SQL_UNIVERSE_EACH), 1, name);
    while (!status) {
        status = ts_sql_step(sql, SQL_UNIVERSE_EACH, &found, err);
        if (status || !found) return status;
        status = give_universe(sql, ts_sql_of(sql, SQL_UNIVERSE_EACH), each, self, err);
    }
    ts_sql_done(sql, SQL_UNIVERSE_EACH);
    return status;
}

struct found {
    struct ts_universe_record *out;
    bool *found;
};

static void take(void *self, const struct ts_universe_record *record)
{
    struct found *found = self;
    *found->out = *record;
    *found->found = true;
}

enum ts_status ts_sql_find_universe(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct found into = {out, found};
    struct sql_name name;
    *found = false;
    enum ts_status status = ts_sql_name_find(sql, id, &name, err);
    return status || !name.id ? status : each_of(sql, name.id, take, &into, err);
}

enum ts_status ts_sql_each_universe(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err)
{
    return each_of(ts_sql(store), 0, each, self, err);
}

enum ts_status ts_sql_last_merge(struct ts_store *store, int64_t universe, int64_t source, struct ts_merged *out, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_statement *statement = ts_sql_of(sql, SQL_MERGE_LAST);
    bool found;
    *out = (struct ts_merged){0};
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, source);
    enum ts_status status = ts_sql_step(sql, SQL_MERGE_LAST, &found, err);
    if (status || !found) return status;
    *out = (struct ts_merged){ts_sql_get_int(statement, 0), ts_sql_get_int(statement, 1), ts_sql_get_int(statement, 2)};
    ts_sql_done(sql, SQL_MERGE_LAST);
    return TS_OK;
}
