// sql_snapshot.c - what a run counts, from its acts, and whether a snapshot says the same
#include <stdlib.h>

#include "store/sql_check.h"

static void count(struct ts_map *counts, int64_t name, int64_t turn)
{
    if (name <= 0) return;
    uint64_t *sum = ts_map_add(counts, (uint64_t)name);
    uint64_t last = *sum & UINT32_MAX, now = (uint64_t)turn & UINT32_MAX;
    *sum = ((*sum >> 32) + 1) << 32 | (last > now ? last : now);
}

// The id of "harbour:lantern#light" by that of "harbour:lantern/quay/light"; 0: nothing ever counted it by name.
static enum ts_status find_bare(struct sql_store *sql, struct ts_map *bares, int64_t choice, int64_t *out, struct ts_err *err)
{
    uint64_t *known = ts_map_add(bares, (uint64_t)choice);
    struct sql_name name = {0};
    ts_symbol symbol;
    if (*known) {
        *out = (int64_t)*known - 1;
        return TS_OK;
    }
    enum ts_status status = ts_sql_symbol(sql, choice, &symbol, err);
    if (!status && symbol) status = ts_sql_name_find(sql, ts_sql_bare(sql, symbol), &name, err);
    *out = name.id;
    *known = (uint64_t)name.id + 1;
    return status;
}

// As they are counted when a run is loaded; see sqlite_tally.c.
enum ts_status ts_sql_count_act(struct sql_store *sql, struct ts_map *bares, struct ts_map *counts, const struct sql_logged *act,
                                struct ts_err *err)
{
    int64_t bare = 0;
    if (act->tally && act->kind == TS_ACT_MIGRATE) {
        ts_sql_counts_take(counts, act->tally);
        return TS_OK;
    }
    if (act->tally) {
        char *rest = (char *)act->tally;
        while (*rest) count(counts, strtoll(rest, &rest, 10), act->turn);
        return TS_OK;
    }
    if (act->kind > TS_ACT_TURN) return TS_OK;
    count(counts, act->scene, act->turn);
    if (!act->choice) return TS_OK;
    enum ts_status status = find_bare(sql, bares, act->choice, &bare, err);
    count(counts, act->choice, act->turn);
    count(counts, bare, act->turn);
    return status;
}

// A snapshot is "name count turn" for each name; 0 for a text that is none.
static bool read_triple(char **rest, int64_t *name, uint64_t *sum)
{
    char *start = *rest;
    *name = strtoll(start, rest, 10);
    *sum = strtoull(*rest, rest, 10) << 32;
    *sum |= strtoull(*rest, rest, 10) & UINT32_MAX;
    return *rest != start && *name > 0;
}

bool ts_sql_counts_are(const struct ts_map *counts, const char *text)
{
    char *rest = (char *)text;
    uint32_t found = 0;
    while (rest && *rest) {
        int64_t name;
        uint64_t sum;
        if (!read_triple(&rest, &name, &sum)) return false;
        const uint64_t *own = ts_map_find(counts, (uint64_t)name);
        if (!own || *own != sum) return false;
        found++;
    }
    for (uint32_t i = 0; i < counts->room; i++) found -= counts->entries[i].value >> 32 != 0; // 0: given up in a migration
    return found == 0;
}

void ts_sql_counts_take(struct ts_map *counts, const char *text)
{
    char *rest = (char *)text;
    int64_t name;
    uint64_t sum;
    while (rest && *rest && read_triple(&rest, &name, &sum)) *ts_map_add(counts, (uint64_t)name) = sum;
}
