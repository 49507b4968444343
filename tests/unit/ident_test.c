// ident_test.c - which names and ids are allowed
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/ident.h"

static bool is_name(const char *text)
{
    return ts_ident_is_name(text, strlen(text));
}

static bool is_key(const char *text)
{
    return ts_ident_is_key(text, strlen(text));
}

static void takes_plain_names_only(void **state)
{
    char longest[TS_IDENT_MAX + 2];
    (void)state;
    assert_true(is_name("warm_nights"));
    assert_true(is_name("hut-14"));
    assert_false(is_name(""));
    assert_false(is_name("Quay"));
    assert_false(is_name("a b"));
    assert_false(is_name("a/b"));
    assert_false(is_name("caf\xc3\xa9"));
    memset(longest, 'a', sizeof longest);
    assert_true(ts_ident_is_name(longest, TS_IDENT_MAX));
    assert_false(ts_ident_is_name(longest, TS_IDENT_MAX + 1));
}

static void takes_keys_of_names_and_slashes(void **state)
{
    (void)state;
    assert_true(is_key("lamps"));
    assert_true(is_key("lamps/east/2"));
    assert_false(is_key("lamps/"));
    assert_false(is_key("/lamps"));
    assert_false(is_key("lamps//east"));
    assert_false(is_key("lamps/East"));
    assert_false(is_key(""));
}

static void composes_ids(void **state)
{
    char out[TS_IDENT_MAX + 1];
    struct ts_err err;
    (void)state;
    assert_int_equal(ts_ident_read("run id", "Zoe\xcc\x88", out, &err), TS_OK);
    assert_string_equal(out, "Zo\xc3\xab");
    assert_int_equal(ts_ident_read("run id", "run alex 001", out, &err), TS_OK);
    assert_int_equal(ts_ident_read("run id", "\xe6\xb5\xb7", out, &err), TS_OK);
}

struct refusal {
    const char *id, *says;
};

static void refuses_ids_that_deceive(void **state)
{
    static const struct refusal refusals[] = {
        {"", "is empty"},
        {" ", "space"},
        {"alex ", "begins or ends with a space"},
        {"\xc2\xa0"
         "alex",
         "begins or ends with a space"},
        {"a\tb", "a control character"},
        {"a\x7f", "a control character"},
        {"a\xe2\x80\xae"
         "b",
         "an invisible format character"},                  // right-to-left override
        {"a\xe2\x80\x8b", "an invisible format character"}, // zero-width space
        {"\xee\x80\x80", "a private-use character"},
        {"\xcd\xb8", "a character that is none"}, // U+0378, unassigned
        {"a\xe2\x80\xa8", "a line break"},
        {"\xe3\x85\xa4", "an invisible character"}, // Hangul filler
        {"a\xff", "not UTF-8"},
        {"\xed\xa0\x80", "not UTF-8"}, // a lone surrogate
        {"a/b", "slash"},
        {"a\\b", "slash"},
        {".", "cannot be"},
        {"..", "cannot be"},
    };
    char out[TS_IDENT_MAX + 1];
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct ts_err err = {0};
        assert_int_equal(ts_ident_read("player id", refusals[i].id, out, &err), TS_DATA);
        if (!strstr(err.message, refusals[i].says)) fail_msg("case %zu says: %s", i, err.message);
        assert_non_null(strstr(err.message, "player id"));
    }
}

static void refuses_ids_of_more_than_128_bytes(void **state)
{
    char out[TS_IDENT_MAX + 1], text[2 * TS_IDENT_MAX];
    struct ts_err err;
    (void)state;
    memset(text, 'a', sizeof text);
    text[TS_IDENT_MAX] = '\0';
    assert_int_equal(ts_ident_read("run id", text, out, &err), TS_OK);
    text[TS_IDENT_MAX] = 'a';
    text[TS_IDENT_MAX + 1] = '\0';
    assert_int_equal(ts_ident_read("run id", text, out, &err), TS_DATA);
    assert_non_null(strstr(err.message, "too long"));
}

static void takes_titles_with_spaces_and_slashes(void **state)
{
    char out[TS_IDENT_MAX + 1];
    struct ts_err err;
    (void)state;
    assert_int_equal(ts_ident_read_title("name", "  Alex / Sam  ", out, &err), TS_OK);
    assert_string_equal(out, "Alex / Sam");
    assert_int_equal(ts_ident_read_title("name", "   ", out, &err), TS_DATA);
    assert_int_equal(ts_ident_read_title("name", "A\nB", out, &err), TS_DATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_plain_names_only),
        cmocka_unit_test(takes_keys_of_names_and_slashes),
        cmocka_unit_test(composes_ids),
        cmocka_unit_test(refuses_ids_that_deceive),
        cmocka_unit_test(refuses_ids_of_more_than_128_bytes),
        cmocka_unit_test(takes_titles_with_spaces_and_slashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
