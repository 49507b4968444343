// symbol_test.c - names as small numbers
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/hash.h"
#include "base/map.h"
#include "base/symbol.h"

enum { MANY = 20000 };

static void gives_the_same_number_for_the_same_name(void **state)
{
    struct ts_symbols *symbols = ts_symbols_new();
    ts_symbol quay = ts_symbol_of(symbols, "harbour:lantern/quay");
    (void)state;
    assert_int_equal(quay, 1);
    assert_int_equal(ts_symbol_add(symbols, "harbour:lantern/quay!", 20), quay);
    assert_int_equal(ts_symbol_find(symbols, "keeper", 6), 0);
    assert_int_equal(ts_symbol_of(symbols, "keeper"), 2);
    assert_int_equal(ts_symbols_count(symbols), 2);
    assert_int_equal(ts_symbol_length(symbols, quay), 20);
    ts_symbols_free(symbols);
}

static void takes_no_name_as_zero(void **state)
{
    struct ts_symbols *symbols = ts_symbols_new();
    (void)state;
    assert_int_equal(ts_symbol_of(symbols, NULL), 0);
    assert_int_equal(ts_symbol_of(symbols, ""), 0);
    assert_string_equal(ts_symbol_text(symbols, 0), "");
    ts_symbols_free(symbols);
    ts_symbols_free(NULL);
}

static void keeps_every_text_where_it_is_while_it_grows(void **state)
{
    struct ts_symbols *symbols = ts_symbols_new();
    const char *first = ts_symbol_text(symbols, ts_symbol_of(symbols, "name 0"));
    char text[32];
    (void)state;
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "name %d", i);
        assert_int_equal(ts_symbol_of(symbols, text), i + 1);
    }
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "name %d", i);
        assert_string_equal(ts_symbol_text(symbols, ts_symbol_find(symbols, text, strlen(text))), text);
    }
    assert_ptr_equal(ts_symbol_text(symbols, 1), first);
    ts_symbols_free(symbols);
}

static void hashes_the_same_on_every_machine(void **state)
{
    struct ts_symbols *symbols = ts_symbols_new();
    (void)state;
    assert_true(ts_hash_fast("", 0) == 11912144113143032851u);
    assert_true(ts_hash_fast("harbour", 7) == 605950195846417302u);
    assert_true(ts_hash_fast("harbour:lantern/quay/light", 26) == 13380148158407121330u);
    assert_true(ts_symbol_hash(symbols, ts_symbol_of(symbols, "harbour")) == 605950195846417302u);
    ts_symbols_free(symbols);
}

static void chains_as_blake2b_does(void **state)
{
    static const unsigned char empty[TS_HASH_SIZE] = {0xca, 0xe6, 0x69, 0x41, 0xd9, 0xef, 0xbd, 0x40,
                                                      0x4e, 0x4d, 0x88, 0x75, 0x8e, 0xa6, 0x76, 0x70};
    unsigned char one[TS_HASH_SIZE], two[TS_HASH_SIZE], joined[2 * TS_HASH_SIZE];
    (void)state;
    ts_hash_chain(NULL, "", 0, one);
    assert_memory_equal(one, empty, TS_HASH_SIZE);
    memcpy(joined, one, TS_HASH_SIZE);
    memcpy(joined + TS_HASH_SIZE, "a turn", 6);
    ts_hash_chain(one, "a turn", 6, two);
    ts_hash_chain(NULL, joined, TS_HASH_SIZE + 6, one);
    assert_memory_equal(one, two, TS_HASH_SIZE);
}

static void maps_find_what_was_added_and_nothing_else(void **state)
{
    struct ts_map map = {0};
    (void)state;
    assert_null(ts_map_find(&map, 1));
    for (uint64_t key = 1; key <= MANY; key++) *ts_map_add(&map, key * key) = key;
    assert_int_equal(map.count, MANY);
    for (uint64_t key = 1; key <= MANY; key++) assert_true(*ts_map_find(&map, key * key) == key);
    assert_null(ts_map_find(&map, 3));
    assert_null(ts_map_find(&map, 0));
    assert_true(*ts_map_add(&map, 4) == 2);
    ts_map_clear(&map);
    assert_null(ts_map_find(&map, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_same_number_for_the_same_name),
        cmocka_unit_test(takes_no_name_as_zero),
        cmocka_unit_test(keeps_every_text_where_it_is_while_it_grows),
        cmocka_unit_test(hashes_the_same_on_every_machine),
        cmocka_unit_test(chains_as_blake2b_does),
        cmocka_unit_test(maps_find_what_was_added_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
