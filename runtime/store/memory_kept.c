// memory_kept.c - what players keep, in memory: rows as they came, so that a batch is undone by cutting them back
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "store/memory.h"

enum ts_status ts_mem_keep(struct ts_store *store, ts_symbol player, const struct ts_kept *kept, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    const uint64_t *known = ts_map_find(&memory->players, player);
    if (!known || !*known) return ts_player_refuse(store, player, err);
    memory->kept = ts_mem_room(memory->kept, memory->kept_count, &memory->kept_room, sizeof *memory->kept);
    memory->kept[memory->kept_count++] = (struct mem_kept){
        player, {ts_memory_copy(kept->kind), ts_memory_copy(kept->name), ts_memory_copy(kept->value), kept->at}};
    return TS_OK;
}

void ts_mem_cut_kept(struct mem_store *memory, uint32_t count)
{
    while (memory->kept_count > count) {
        struct ts_kept *kept = &memory->kept[--memory->kept_count].kept;
        free((char *)kept->kind);
        free((char *)kept->name);
        free((char *)kept->value);
    }
}

static int compare(const void *a, const void *b)
{
    const struct mem_kept *one = *(struct mem_kept *const *)a, *other = *(struct mem_kept *const *)b;
    int kinds = strcmp(one->kept.kind, other->kept.kind), names = strcmp(one->kept.name, other->kept.name);
    if (kinds || names) return kinds ? kinds : names;
    return one < other ? -1 : one > other; // the later one behind, wherever it stands in the list
}

static bool is_last(struct mem_kept *const *rows, uint32_t count, uint32_t at)
{
    return at + 1 == count || strcmp(rows[at]->kept.kind, rows[at + 1]->kept.kind) || strcmp(rows[at]->kept.name, rows[at + 1]->kept.name);
}

enum ts_status ts_mem_each_kept(struct ts_store *store, ts_symbol player, ts_each_kept *each, void *self, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    uint32_t count = 0;
    (void)err;
    if (!memory->kept_count) return TS_OK;
    struct mem_kept **rows = ts_memory_get(memory->kept_count * sizeof *rows);
    for (uint32_t i = 0; i < memory->kept_count; i++)
        if (memory->kept[i].player == player) rows[count++] = &memory->kept[i];
    if (count) qsort(rows, count, sizeof *rows, compare);
    for (uint32_t i = 0; i < count; i++)
        if (rows[i]->kept.value && is_last(rows, count, i)) each(self, &rows[i]->kept);
    free(rows);
    return TS_OK;
}
