// world_sum_test.c - ranges of the tree of sums, and values by differences
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/rng.h"
#include "store/order.h"
#include "store/world_sum.h"

static void takes_as_many_levels_as_a_position_needs(void **state)
{
    (void)state;
    assert_int_equal(ts_sum_levels(0), 1);
    assert_int_equal(ts_sum_levels(63), 1);
    assert_int_equal(ts_sum_levels(64), 2);
    assert_int_equal(ts_sum_levels(4095), 2);
    assert_int_equal(ts_sum_levels(4096), 3);
    assert_int_equal(ts_sum_levels(INT64_MAX), TS_SUM_LEVELS);
}

// Every position up to the asked one lies in exactly one range, none behind it in any.
static void covers_each_position_once(void **state)
{
    struct ts_rng rng = ts_rng_stream(1, 2, 3, 4);
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct ts_sum_range ranges[TS_SUM_LEVELS];
        int bits = (int)ts_rng_int(&rng, 1, 62);
        int64_t asked = ts_rng_int(&rng, 0, (INT64_C(1) << bits) - 1), other = ts_rng_int(&rng, 0, asked + 200);
        int count = ts_sum_prefix(TS_SUM_LEVELS, asked, ranges), inside = 0;
        assert_true(count <= TS_SUM_LEVELS);
        for (int r = 0; r < count; r++) {
            int64_t bucket = ts_sum_bucket(other, ranges[r].level);
            assert_true(ranges[r].to - ranges[r].from < 64);
            if (bucket >= ranges[r].from && bucket <= ranges[r].to) inside++;
        }
        assert_int_equal(inside, other <= asked);
    }
}

static void asks_no_more_than_the_tree_holds(void **state)
{
    struct ts_sum_range ranges[TS_SUM_LEVELS];
    (void)state;
    assert_int_equal(ts_sum_prefix(2, -1, ranges), 0);
    assert_int_equal(ts_sum_prefix(0, 5, ranges), 0);
    assert_int_equal(ts_sum_prefix(1, INT64_MAX, ranges), 1);
    assert_int_equal(ranges[0].from, 0);
    assert_int_equal(ranges[0].to, 63);
}

static void adds_to_what_was_set_last(void **state)
{
    struct ts_sum_at at = {.sum = 10, .late = 3};
    (void)state;
    assert_int_equal(ts_sum_value(&at, ts_value_int(100)).integer, 113);
    at = (struct ts_sum_at){.has_set = true, .value = ts_value_int(7), .set_sum = 4, .set_leaf = 1, .late_before_set = 1, .sum = 10, .late = 3};
    assert_int_equal(ts_sum_value(&at, ts_value_int(100)).integer, 7 + 6 + 1);
    at.value = ts_value_nil(); // back to the declared value
    assert_int_equal(ts_sum_value(&at, ts_value_int(100)).integer, 100 + 6 + 1);
    at.value = ts_value_bool(true); // nothing can be added to it
    assert_int_equal(ts_sum_value(&at, ts_value_int(100)).type, TS_BOOL);
}

static void wraps_instead_of_overflowing(void **state)
{
    struct ts_sum_at at = {.sum = INT64_MAX, .late = INT64_MAX};
    (void)state;
    assert_int_equal(ts_sum_value(&at, ts_value_int(2)).integer, 0);
}

enum { MANY = 4000 };

static int place_in(const int64_t positions[MANY], const bool gone[MANY], int index)
{
    int place = 0;
    for (int i = 0; i < MANY; i++)
        place += !gone[i] && (positions[i] < positions[index] || (positions[i] == positions[index] && i < index));
    return place;
}

static void keeps_entries_in_order(void **state)
{
    static int64_t positions[MANY];
    static bool gone[MANY];
    struct ts_rng rng = ts_rng_stream(9, 9, 9, 9);
    struct ts_order order = {0};
    struct ts_order_at at;
    int count = 0, left = MANY;
    (void)state;
    for (int i = 0; i < MANY; i++) {
        positions[i] = i % 2 ? i : ts_rng_int(&rng, 0, 300);
        ts_order_add(&order, positions[i], (uint64_t)i);
    }
    for (int i = 0; i < MANY; i += 3, left--) {
        gone[i] = true;
        ts_order_remove(&order, positions[i], (uint64_t)i);
    }
    assert_true(ts_order_first(&order, 0, &at));
    do {
        int index = (int)ts_order_get(&order, at)->index;
        if (count % 50 == 0) assert_int_equal(place_in(positions, gone, index), count);
        count++;
    } while (ts_order_next(&order, &at));
    assert_int_equal(count, left);
    assert_true(ts_order_last(&order, 100, &at));
    assert_true(ts_order_get(&order, at)->position <= 100);
    assert_true(!ts_order_next(&order, &at) || ts_order_get(&order, at)->position > 100);
    assert_false(ts_order_last(&order, -1, &at));
    assert_false(ts_order_first(&order, MANY, &at));
    ts_order_clear(&order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_as_many_levels_as_a_position_needs), cmocka_unit_test(covers_each_position_once),
        cmocka_unit_test(asks_no_more_than_the_tree_holds),         cmocka_unit_test(adds_to_what_was_set_last),
        cmocka_unit_test(wraps_instead_of_overflowing),             cmocka_unit_test(keeps_entries_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
