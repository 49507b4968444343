// value_test.c - what variables and world keys hold
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "base/canon.h"
#include "base/clock.h"
#include "base/value.h"

static void decodes_what_it_encodes_byte_for_byte(void **state)
{
    static const char *const encodings[] = {
        "null",
        "true",
        "false",
        "0",
        "-1",
        "9223372036854775807",
        "-9223372036854775808",
        "0.1",
        "-0.0",
        "1.0",
        "1e+300",
        "4.94065645841247e-324",
        "0.30000000000000004",
        "\"\"",
        "\"Fog on the water\"",
        "\"caf\xc3\xa9 \xf0\x9f\x8c\x8a\"",
        "\"a \\\"b\\\" \\\\ c\\n\\t\\u0001\"",
        "[]",
        "{}",
        "[1,2.0,\"three\",[true],{\"a\":{}}]",
        "{\"a\":1,\"ab\":2,\"b\":[]}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct ts_value value;
        struct ts_buffer again = {0};
        struct ts_err err = {0};
        if (ts_value_decode(encodings[i], strlen(encodings[i]), &value, &err)) fail_msg("%s: %s", encodings[i], err.message);
        ts_value_encode(value, &again);
        assert_string_equal(again.bytes, encodings[i]);
        ts_buffer_clear(&again);
        ts_value_drop(&value);
    }
}

static void refuses_what_is_not_canonical(void **state)
{
    static const char *const encodings[] = {
        "",
        " 1",
        "1 ",
        "01",
        "+1",
        "-0",
        "1.",
        "1.50",
        "1e5",
        "1E+300",
        "9223372036854775808",
        "1e400",
        "nan",
        "tru",
        "\"a",
        "\"a\"b",
        "\"\\/\"",
        "\"\\u000a\"",
        "\"\\u0041\"",
        "\"\n\"",
        "\"\xff\"",
        "\"\\u0000\"",
        "[1, 2]",
        "[1,]",
        "[1",
        "[null]",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"a\"}",
        "{\"a\":}",
        "{1:2}",
        "{\"a\":1",
        "[]]",
    };
    (void)state;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct ts_value value;
        struct ts_err err = {0};
        if (!ts_value_decode(encodings[i], strlen(encodings[i]), &value, &err)) fail_msg("%s was taken", encodings[i]);
        assert_int_equal(err.status, TS_DATA);
        assert_int_equal(value.type, TS_NIL);
    }
}

static void refuses_a_tree_that_is_nested_without_end(void **state)
{
    char deep[20000];
    struct ts_value value;
    struct ts_err err;
    (void)state;
    memset(deep, '[', sizeof deep);
    assert_int_equal(ts_value_decode(deep, sizeof deep, &value, &err), TS_DATA);
}

static void keeps_integers_and_reals_apart(void **state)
{
    (void)state;
    assert_false(ts_value_is_equal(ts_value_int(1), ts_value_real(1)));
    assert_false(ts_value_is_equal(ts_value_real(0.0), ts_value_real(-0.0)));
    assert_true(ts_value_is_equal(ts_value_int(7), ts_value_int(7)));
    assert_false(ts_value_is_equal(ts_value_nil(), ts_value_bool(false)));
}

static void compares_texts_by_their_bytes(void **state)
{
    struct ts_value a = ts_value_text("rope", 4), b = ts_value_text("rope", 4), tree = ts_value_text("[]", 2),
                    text = ts_value_text("[]", 2);
    (void)state;
    tree.type = TS_TREE;
    assert_true(ts_value_is_equal(a, b));
    assert_false(ts_value_is_equal(tree, text));
    ts_value_drop(&a);
    ts_value_drop(&b);
    ts_value_drop(&tree);
    ts_value_drop(&text);
}

static void counts_references(void **state)
{
    struct ts_value first = ts_value_text("a lantern", 9), second = ts_value_keep(first);
    (void)state;
    assert_int_equal(first.text->refs, 2);
    ts_value_drop(&first);
    assert_int_equal(first.type, TS_NIL);
    assert_string_equal(second.text->bytes, "a lantern");
    assert_int_equal(second.text->refs, 1);
    ts_value_drop(&second);
    ts_value_drop(&second);
}

static void takes_only_nil_and_false_as_untrue(void **state)
{
    (void)state;
    assert_false(ts_value_is_true(ts_value_nil()));
    assert_false(ts_value_is_true(ts_value_bool(false)));
    assert_true(ts_value_is_true(ts_value_bool(true)));
    assert_true(ts_value_is_true(ts_value_int(0)));
}

static void prints_as_a_story_reads(void **state)
{
    struct ts_buffer out = {0};
    struct ts_value words = ts_value_text("a \"rope\"", 8);
    (void)state;
    ts_value_print(ts_value_int(3), &out);
    ts_buffer_add_byte(&out, ' ');
    ts_value_print(ts_value_real(2.5), &out);
    ts_buffer_add_byte(&out, ' ');
    ts_value_print(ts_value_bool(true), &out);
    ts_buffer_add_byte(&out, ' ');
    ts_value_print(words, &out);
    assert_string_equal(out.bytes, "3 2.5 true a \"rope\"");
    ts_value_drop(&words);
    ts_buffer_clear(&out);
}

static void knows_text_from_bytes(void **state)
{
    (void)state;
    assert_true(ts_canon_is_text("caf\xc3\xa9", 5));
    assert_true(ts_canon_is_text("", 0));
    assert_false(ts_canon_is_text("a\0b", 3));
    assert_false(ts_canon_is_text("\xc0\xaf", 2));
    assert_false(ts_canon_is_text("\xed\xa0\x80", 3));
    assert_false(ts_canon_is_text("\xf4\x90\x80\x80", 4));
    assert_false(ts_canon_is_text("\xe2\x82", 2));
}

static void prints_times_in_utc(void **state)
{
    char out[32];
    (void)state;
    assert_string_equal(ts_clock_print(1772357400000, out), "2026-03-01T09:30:00Z");
    assert_string_equal(ts_clock_print(0, out), "1970-01-01T00:00:00Z");
    assert_string_equal(ts_clock_print(-1, out), "1969-12-31T23:59:59Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_what_it_encodes_byte_for_byte),
        cmocka_unit_test(refuses_what_is_not_canonical),
        cmocka_unit_test(refuses_a_tree_that_is_nested_without_end),
        cmocka_unit_test(keeps_integers_and_reals_apart),
        cmocka_unit_test(compares_texts_by_their_bytes),
        cmocka_unit_test(counts_references),
        cmocka_unit_test(takes_only_nil_and_false_as_untrue),
        cmocka_unit_test(prints_as_a_story_reads),
        cmocka_unit_test(knows_text_from_bytes),
        cmocka_unit_test(prints_times_in_utc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
