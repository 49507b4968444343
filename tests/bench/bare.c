// bare.c - the same program without limits: what steps, memory and time of packs cost is the difference
//
// It stands in for lua/budget.c: no count hook, no cap, nothing is ever stopped. All else is the runtime as it is.
#include <stdlib.h>

#include "lua/guard.h"

const char ts_trip_mark[] = "stopped";

void ts_guard_arm(struct ts_box *box, const struct ts_limits *limits)
{
    (void)limits;
    box->left = INT64_MAX / 2;
    box->checkpoint = INT64_MIN;
    box->where[0] = box->report[0] = '\0';
}

void ts_guard_trip(struct ts_box *box, lua_State *L, enum ts_trip trip)
{
    (void)box, (void)L, (void)trip;
}

void ts_guard_look(lua_State *L, struct ts_box *box)
{
    (void)L, (void)box;
}

void ts_guard_caught(lua_State *L, int status)
{
    (void)L, (void)status;
}

void ts_box_charge(lua_State *L, int64_t steps)
{
    (void)L, (void)steps;
}

void *ts_guard_allocate(void *box, void *block, size_t old_size, size_t new_size)
{
    (void)box, (void)old_size;
    if (new_size) return realloc(block, new_size);
    free(block);
    return NULL;
}
