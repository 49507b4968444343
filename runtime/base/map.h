// map.h - from numbers to numbers: open addressing, no removal
#ifndef TS_BASE_MAP_H
#define TS_BASE_MAP_H

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
uint64_t *ts_map_find(const struct ts_map *map, uint64_t key);     // NULL when absent; valid until the next add
uint64_t *ts_map_add(struct ts_map *map, uint64_t key);            // finds or adds with value 0; valid until the next add

#endif
