// rng_test.c - random streams that need no storage
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"

static void gives_the_published_numbers_of_xoshiro(void **state)
{
    static const uint64_t expected[] = {11520u, 0u, 1509978240u, 1215971899390074240u};
    struct ts_rng rng = {{1, 2, 3, 4}};
    (void)state;
    for (int i = 0; i < 4; i++) assert_true(ts_rng_next(&rng) == expected[i]);
}

static void gives_the_same_rolls_for_the_same_parts_for_ever(void **state)
{
    static const int64_t dice[] = {2, 2, 3, 1, 3, 5, 3, 5, 5, 6, 6, 1};
    struct ts_rng rng = ts_rng_stream(1, 2, 3, 4);
    (void)state;
    assert_true(ts_rng_next(&rng) == 12775192346711045277u);
    for (size_t i = 0; i < sizeof dice / sizeof *dice; i++) assert_int_equal(ts_rng_int(&rng, 1, 6), dice[i]);
}

static void gives_other_rolls_when_any_part_differs(void **state)
{
    uint64_t first[5];
    struct ts_rng streams[] = {ts_rng_stream(1, 2, 3, 4), ts_rng_stream(9, 2, 3, 4), ts_rng_stream(1, 9, 3, 4), ts_rng_stream(1, 2, 9, 4),
                               ts_rng_stream(2, 1, 3, 4)};
    (void)state;
    for (int i = 0; i < 5; i++) first[i] = ts_rng_next(&streams[i]);
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < i; j++) assert_true(first[i] != first[j]);
    assert_true(ts_rng_mix(1, 2) != ts_rng_mix(2, 1));
}

static void stays_within_its_bounds_at_any_size(void **state)
{
    struct ts_rng rng = ts_rng_stream(7, 7, 7, 7);
    (void)state;
    for (int i = 0; i < 10000; i++) {
        int64_t small = ts_rng_int(&rng, -3, 3), far = ts_rng_int(&rng, INT64_MIN, INT64_MAX - 1);
        double real = ts_rng_real(&rng);
        assert_true(small >= -3 && small <= 3);
        assert_true(far < INT64_MAX);
        assert_true(real >= 0 && real < 1);
    }
    assert_int_equal(ts_rng_int(&rng, 5, 5), 5);
    ts_rng_int(&rng, INT64_MIN, INT64_MAX);
}

static void favours_no_face(void **state)
{
    struct ts_rng rng = ts_rng_stream(1, 1, 1, 1);
    int faces[6] = {0};
    (void)state;
    for (int i = 0; i < 60000; i++) faces[ts_rng_int(&rng, 0, 5)]++;
    for (int i = 0; i < 6; i++) assert_in_range(faces[i], 9600, 10400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_published_numbers_of_xoshiro),
        cmocka_unit_test(gives_the_same_rolls_for_the_same_parts_for_ever),
        cmocka_unit_test(gives_other_rolls_when_any_part_differs),
        cmocka_unit_test(stays_within_its_bounds_at_any_size),
        cmocka_unit_test(favours_no_face),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
