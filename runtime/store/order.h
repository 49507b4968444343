// order.h - entries in order of position, cheap to put in early under a million others
#ifndef TS_STORE_ORDER_H
#define TS_STORE_ORDER_H

#include <stdbool.h>
#include <stdint.h>

struct ts_entry {
    int64_t position;
    uint64_t index; // of what the entry stands for; grows with time, so that entries of one position stand as they came
};

struct ts_chunk {
    struct ts_entry *entries;
    uint32_t count, room;
};

struct ts_order { // zero-initialised is empty
    struct ts_chunk *chunks;
    uint32_t count, room;
};

struct ts_order_at { // a place in an order; invalid once the order changes
    uint32_t chunk, entry;
};

void ts_order_clear(struct ts_order *order);
void ts_order_add(struct ts_order *order, int64_t position, uint64_t index);                 // behind those of the same position
void ts_order_remove(struct ts_order *order, int64_t position, uint64_t index);              // must be there
bool ts_order_last(const struct ts_order *order, int64_t position, struct ts_order_at *at);  // last entry at or before it; false: none
bool ts_order_first(const struct ts_order *order, int64_t position, struct ts_order_at *at); // first entry at or behind it; false: none
bool ts_order_next(const struct ts_order *order, struct ts_order_at *at);
bool ts_order_previous(const struct ts_order *order, struct ts_order_at *at);

static inline const struct ts_entry *ts_order_get(const struct ts_order *order, struct ts_order_at at)
{
    return &order->chunks[at.chunk].entries[at.entry];
}

#endif
