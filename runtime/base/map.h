// map.h - from numbers to numbers: open addressing, no removal
#ifndef TS_BASE_MAP_H
#define TS_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

struct ts_map_entry {
    uint64_t key; // 0 is an empty place, so keys are never 0
    uint64_t value;
};

// Zero-initialised is empty.
struct ts_map {
    struct ts_map_entry *entries;
    uint32_t count, room; // room is 0 or a power of two
};

void ts_map_clear(struct ts_map *map);                             // gives the memory back
uint64_t *ts_map_add(struct ts_map *map, uint64_t key);            // finds or adds with value 0; valid until the next add

// Where the search for a key begins.
static inline uint32_t ts_map_start(const struct ts_map *map, uint64_t key)
{
    return (uint32_t)((key * 0x9e3779b97f4a7c15u) >> 32) & (map->room - 1);
}

// NULL when absent; valid until the next add.
static inline uint64_t *ts_map_find(const struct ts_map *map, uint64_t key)
{
    if (map->room == 0 || key == 0) return NULL;
    for (uint32_t i = ts_map_start(map, key);; i = (i + 1) & (map->room - 1)) {
        struct ts_map_entry *entry = &map->entries[i];
        if (entry->key == key) return &entry->value;
        if (entry->key == 0) return NULL;
    }
}

#endif
