// noticed.c - what callbacks asked of a run and its world: what can decide how it goes on
#include "game/noticed.h"

#include <stdlib.h>

#include "base/arena.h"

void ts_noticed_add(struct ts_noticed *noticed, enum ts_noticed_kind kind, uint32_t id)
{
    uint64_t item = (uint64_t)kind << 32 | id, *is_known = ts_map_add(&noticed->at, item);
    if (*is_known) return;
    *is_known = 1;
    if (noticed->count == noticed->room) {
        noticed->room = noticed->room ? noticed->room * 2 : 32;
        noticed->items = ts_memory_grow(noticed->items, noticed->room * sizeof *noticed->items);
    }
    noticed->items[noticed->count++] = item;
}

void ts_noticed_clear(struct ts_noticed *noticed)
{
    ts_map_clear(&noticed->at);
    free(noticed->items);
    *noticed = (struct ts_noticed){0};
}
