// map.c - from numbers to numbers: open addressing, no removal
#include "base/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_ROOM = 16 };

static struct ts_map_entry *place_of(const struct ts_map *map, uint64_t key)
{
    uint32_t i = ts_map_start(map, key);
    while (map->entries[i].key && map->entries[i].key != key) i = (i + 1) & (map->room - 1);
    return &map->entries[i];
}

static void grow(struct ts_map *map)
{
    struct ts_map bigger = {.count = map->count, .room = map->room ? map->room * 2 : FIRST_ROOM};
    size_t size = bigger.room * sizeof *bigger.entries;
    bigger.entries = ts_memory_get(size);
    memset(bigger.entries, 0, size);
    for (uint32_t i = 0; i < map->room; i++)
        if (map->entries[i].key) *place_of(&bigger, map->entries[i].key) = map->entries[i];
    free(map->entries);
    *map = bigger;
}

uint64_t *ts_map_add(struct ts_map *map, uint64_t key)
{
    uint64_t *found = ts_map_find(map, key);
    struct ts_map_entry *entry;
    assert(key != 0);
    if (found) return found;
    if (map->count + 1 > map->room / 4 * 3) grow(map);
    entry = place_of(map, key);
    entry->key = key;
    map->count++;
    return &entry->value;
}

void ts_map_clear(struct ts_map *map)
{
    free(map->entries);
    *map = (struct ts_map){0};
}
