// sql_tally.c - a run's counts: the last snapshot, and what came after it
#include "store/sql.h"

#include <stdlib.h>

struct counting { // from the last act backward
    struct ts_map sums;    // symbol -> count << 32 | turn
    struct ts_map settled; // symbol -> 1: a migration said all that it counted before
};

static void count(struct counting *counting, ts_symbol symbol, uint64_t more, uint64_t turn)
{
    if (!symbol || (counting->settled.count && ts_map_find(&counting->settled, symbol))) return;
    uint64_t *sum = ts_map_add(&counting->sums, symbol);
    uint64_t last = *sum & UINT32_MAX;
    *sum = ((*sum >> 32) + more) << 32 | (last > turn ? last : turn);
}

static enum ts_status count_name(struct sql_store *sql, struct counting *counting, int64_t name, uint64_t turn, struct ts_err *err)
{
    ts_symbol symbol;
    enum ts_status status = ts_sql_symbol(sql, name, &symbol, err);
    if (!status) count(counting, symbol, 1, turn);
    return status;
}

// "name count turn" for each.
static enum ts_status count_sums(struct sql_store *sql, struct counting *counting, const char *text, bool settles, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    char *rest = (char *)text;
    while (rest && *rest && !status) {
        int64_t name = strtoll(rest, &rest, 10);
        uint64_t sum = strtoull(rest, &rest, 10), when = strtoull(rest, &rest, 10);
        ts_symbol symbol;
        status = ts_sql_symbol(sql, name, &symbol, err);
        if (!status) count(counting, symbol, sum, when);
        if (!status && settles && symbol) *ts_map_add(&counting->settled, symbol) = 1;
    }
    return status;
}

static enum ts_status read_snapshot(struct sql_store *sql, int64_t run, int64_t until_seq, struct ts_buffer *text, int64_t *seq,
                                    struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_SNAPSHOT_LAST);
    bool found;
    *seq = 0;
    ts_sql_int(statement, 1, run);
    ts_sql_int(statement, 2, until_seq);
    enum ts_status status = ts_sql_step(sql, SQL_SNAPSHOT_LAST, &found, err);
    if (status || !found) return status;
    *seq = ts_sql_get_int(statement, 2);
    const char *counts = ts_sql_get_text(statement, 1);
    ts_buffer_add_text(text, counts ? counts : "");
    ts_sql_done(sql, SQL_SNAPSHOT_LAST);
    return TS_OK;
}

static enum ts_status count_listed(struct sql_store *sql, struct counting *counting, const char *text, uint64_t turn, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    char *rest = (char *)text;
    while (*rest && !status) status = count_name(sql, counting, strtoll(rest, &rest, 10), turn, err);
    return status;
}

// turn, scene, choice, tally, kind; see is_plain_tally of sql_part.c.
static enum ts_status count_act(struct sql_store *sql, struct sql_statement *row, void *each, struct ts_err *err)
{
    struct counting *counting = each;
    uint64_t turn = (uint64_t)ts_sql_get_int(row, 0);
    const char *listed = ts_sql_get_text(row, 3);
    ts_symbol choice;
    if (listed && ts_sql_get_int(row, 4) == TS_ACT_MIGRATE) return count_sums(sql, counting, listed, true, err);
    if (listed) return count_listed(sql, counting, listed, turn, err);
    enum ts_status status = count_name(sql, counting, ts_sql_get_int(row, 1), turn, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 2), &choice, err);
    if (status || !choice) return status;
    count(counting, choice, 1, turn);
    count(counting, ts_sql_bare(sql, choice), 1, turn);
    return TS_OK;
}

enum ts_status ts_sql_last_act(struct sql_store *sql, int64_t run, int64_t *universe, int64_t *seq, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_RUN_STAND);
    bool found;
    *universe = *seq = 0;
    ts_sql_int(statement, 1, run);
    enum ts_status status = ts_sql_step(sql, SQL_RUN_STAND, &found, err);
    if (status || !found) return status;
    *universe = ts_sql_get_int(statement, 0);
    *seq = ts_sql_get_int(statement, 8);
    ts_sql_done(sql, SQL_RUN_STAND);
    return TS_OK;
}

enum ts_status ts_sql_each_tally(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_tally *each, void *self,
                                 struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_statement *statement = ts_sql_of(sql, SQL_TALLY_EACH);
    struct counting counting = {.sums = {0}};
    struct ts_buffer snapshot = {0};
    int64_t universe, last, since;
    enum ts_status status = ts_sql_cache_flush(sql, err);
    if (!status) status = ts_sql_last_act(sql, run, &universe, &last, err);
    if (!status && last > until_seq) last = until_seq; // an act of this run: see ts_store_load_run_at
    if (!status) status = read_snapshot(sql, run, last, &snapshot, &since, err);
    if (!status) {
        ts_sql_int(statement, 1, universe);
        ts_sql_int(statement, 2, last);
        ts_sql_int(statement, 3, since);
        status = ts_sql_each_row(sql, SQL_TALLY_EACH, count_act, &counting, err);
    }
    if (!status) status = count_sums(sql, &counting, snapshot.bytes, false, err);
    for (uint32_t i = 0; i < counting.sums.room && !status; i++) {
        const struct ts_map_entry *entry = &counting.sums.entries[i];
        if (entry->value >> 32) each(self, (ts_symbol)entry->key, (struct ts_tally){(uint32_t)(entry->value >> 32), (uint32_t)entry->value});
    }
    ts_map_clear(&counting.sums);
    ts_map_clear(&counting.settled);
    ts_buffer_clear(&snapshot);
    return status;
}
