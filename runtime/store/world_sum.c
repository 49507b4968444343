// world_sum.c - what a world key holds at a position, by sums instead of by reading its history
#include "store/world_sum.h"

enum { FAN = 1 << TS_SUM_BITS };

int ts_sum_levels(int64_t position)
{
    int levels = 1;
    while (levels < TS_SUM_LEVELS && ts_sum_bucket(position, levels)) levels++;
    return levels;
}

int ts_sum_prefix(int levels, int64_t position, struct ts_sum_range ranges[TS_SUM_LEVELS])
{
    int count = 0;
    if (position < 0) return 0;
    if (ts_sum_levels(position) > levels) position = (int64_t)(((uint64_t)1 << (levels * TS_SUM_BITS)) - 1);
    for (int level = 0; level < levels; level++) {
        int64_t bucket = ts_sum_bucket(position, level), from = bucket - bucket % FAN, to = level ? bucket - 1 : bucket;
        if (from <= to) ranges[count++] = (struct ts_sum_range){level, from, to};
    }
    return count;
}

struct ts_value ts_sum_value(const struct ts_sum_at *at, struct ts_value initial)
{
    bool is_set = at->has_set && at->value.type != TS_NIL;
    struct ts_value base = is_set ? at->value : initial;
    uint64_t added = (uint64_t)at->sum + (uint64_t)at->late;
    if (at->has_set) added -= (uint64_t)at->set_sum + (uint64_t)at->late_before_set + (uint64_t)at->set_leaf;
    if (added == 0) return base;
    if (base.type == TS_NIL) return ts_value_int((int64_t)added);
    if (base.type == TS_INT) return ts_value_int(ts_sum_add(base.integer, (int64_t)added));
    if (base.type == TS_REAL) return ts_value_real(base.real + (double)(int64_t)added);
    return base;
}
