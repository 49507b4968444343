// world_sum.h - what a world key holds at a position, by sums instead of by reading its history
//
// Writes of a key stand in order of (position, seq). A `set` holds until the next write, an `add` counts at every later position
// up to the next set. Each stored row carries the running sum of the adds up to it, sets left aside, so that the adds between
// two rows are a difference. A write is late when the key already has a row at a greater position: a late add would change all
// sums ahead of it, so it is no row but goes into a tree of sums. Its buckets of 64, 64*64, ... positions hold what was added in
// them; the adds up to a position are the sum of a few ranges of buckets, one range a level.
// A set notes in `leaf` what the tree held at exactly its own position when it was stored: that came before it.
#ifndef TS_STORE_WORLD_SUM_H
#define TS_STORE_WORLD_SUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/value.h"

enum { TS_SUM_LEVELS = 11, TS_SUM_BITS = 6 }; // 11 levels of 6 bits hold every position

// Levels a tree needs to hold a position (at least 1). A tree that grows from n levels gets, as level n, one bucket 0 that holds
// the sum of all its level n - 1.
int ts_sum_levels(int64_t position);

static inline int64_t ts_sum_bucket(int64_t position, int level)
{
    return level * TS_SUM_BITS < 63 ? position >> (level * TS_SUM_BITS) : 0;
}

struct ts_sum_range {
    int level;
    int64_t from, to; // buckets, inclusive
};

// The ranges whose sums make up all late adds at positions <= `position` in a tree of `levels`; returns how many.
int ts_sum_prefix(int levels, int64_t position, struct ts_sum_range ranges[TS_SUM_LEVELS]);

struct ts_sum_at { // what a store finds out about a key at a position
    bool has_set;
    struct ts_value value;     // of the last set row at or before the position; borrowed
    int64_t set_sum, set_leaf; // of that row
    int64_t late_before_set;   // late adds at positions before that row's
    int64_t sum;               // of the last row at or before the position; 0 when there is none
    int64_t late;              // late adds at or before the position
};

// The key's value there over `initial` where it was never set, or set to nil. Sums wrap around. Borrowed from `at` or `initial`.
struct ts_value ts_sum_value(const struct ts_sum_at *at, struct ts_value initial);

// a + b, wrapping around.
static inline int64_t ts_sum_add(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

#endif
