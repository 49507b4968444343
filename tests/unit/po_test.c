// po_test.c - translators' files: what is read of them, what is refused, and that writing and reading agree
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/po.h"

struct desk {
    struct ts_arena *arena;
    struct ts_po po;
    struct ts_err err;
    uint32_t line;
};

static int open_desk(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    desk->arena = ts_arena_new();
    *state = desk;
    return 0;
}

static int close_desk(void **state)
{
    struct desk *desk = *state;
    ts_arena_free(desk->arena);
    free(desk);
    return 0;
}

static const struct ts_po_entry *read(struct desk *desk, const char *text)
{
    if (ts_po_read(desk->arena, text, strlen(text), &desk->po, &desk->line, &desk->err)) fail_msg("line %u: %s", desk->line, desk->err.message);
    return desk->po.entries;
}

static void reads_what_an_entry_says(void **state)
{
    const struct ts_po_entry *entry = read(*state,
        "# by hand\n#. context\n#: quay.lua:3\n#, fuzzy, no-wrap\n#| msgid \"before\"\nmsgctxt \"a/text\"\nmsgid \"Light it\"\nmsgstr \"An\"\n");
    struct desk *desk = *state;
    assert_int_equal(desk->po.count, 1);
    assert_string_equal(entry->context, "a/text");
    assert_string_equal(entry->id, "Light it");
    assert_string_equal(entry->str, "An");
    assert_string_equal(entry->previous, "before");
    assert_string_equal(entry->comments, "# by hand\n");
    assert_string_equal(entry->flags, "fuzzy, no-wrap");
    assert_true(entry->is_fuzzy);
    assert_false(entry->is_obsolete);
    assert_int_equal(entry->line, 7);
}

static void reads_escapes_and_texts_of_several_lines(void **state)
{
    const struct ts_po_entry *entry = read(*state, "msgid \"\"\n  \"one\\n\"\n\t\"\\t\\\"two\\\" \\\\ \\x41\\102\"\r\nmsgstr \"\\303\\244\"");
    assert_string_equal(entry->id, "one\n\t\"two\" \\ AB");
    assert_string_equal(entry->str, "ä");
    assert_null(entry->context);
}

static void keeps_the_header_apart(void **state)
{
    struct desk *desk = *state;
    (void)read(desk, "\xEF\xBB\xBF# us\nmsgid \"\"\nmsgstr \"Content-Type: text/plain; charset=utf-8\\n\"\n\nmsgctxt \"a\"\nmsgid \"\"\nmsgstr \"b\"\n");
    assert_int_equal(desk->po.count, 1);
    assert_string_equal(desk->po.header->comments, "# us\n");
    assert_string_equal(desk->po.entries->context, "a");
}

static void reads_what_is_obsolete(void **state)
{
    struct desk *desk = *state;
    const struct ts_po_entry *entry = read(desk, "msgid \"a\"\nmsgstr \"b\"\n#~| msgid \"c0\"\n#~ msgctxt \"x\"\n#~ msgid \"c\"\n#~ msgstr \"\"\n#~ \"d\"\n#~ msgid \"e\"\n#~ msgstr \"f\"\nmsgid \"g\"\nmsgstr \"h\"\n");
    assert_int_equal(desk->po.count, 4);
    assert_false(entry[0].is_obsolete);
    assert_true(entry[1].is_obsolete);
    assert_string_equal(entry[1].str, "d");
    assert_string_equal(entry[1].previous, "c0");
    assert_string_equal(entry[2].id, "e");
    assert_false(entry[3].is_obsolete);
}

struct mistake {
    const char *text, *says;
    uint32_t line;
};

static void says_what_is_wrong_and_where(void **state)
{
    static const struct mistake mistakes[] = {
        {"msgid \"a\"\nmsgstr \"b\n", "never closed", 2},
        {"msgid \"a\" b\nmsgstr \"\"\n", "behind the closing", 1},
        {"msgid \"a\"\n", "has no msgstr", 1},
        {"\n\nmsgstr \"a\"\n", "has no msgid before", 3},
        {"\"a\"\n", "stands alone", 1},
        {"msgid a\n", "in \"quotes\" is missing", 1},
        {"msgid \"a\"\nmsgid \"b\"\n", "one thing twice", 2},
        {"msgid \"\\q\"\n", "backslash before what needs none", 1},
        {"msgid \"\\x00\"\n", "backslash", 1},
        {"msgid \"a\"\nmsgid_plural \"b\"\n", "plural entries", 2},
        {"msgid \"a\"\nmsgstr \"\"\n\nmsgid \"a\"\nmsgstr \"\"\n", "on line 1 too", 5},
        {"hello\n", "no line of a PO file", 1},
        {"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n", "not in UTF-8", 2},
        {"msgid \"a\xff\"\n", "not text in UTF-8", 1},
        {"msgid \"a\"\nmsgstr \"\\xff\"\n", "no text in UTF-8", 1},
    };
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        assert_int_equal(ts_po_read(desk->arena, mistakes[i].text, strlen(mistakes[i].text), &desk->po, &desk->line, &desk->err), TS_DATA);
        if (!strstr(desk->err.message, mistakes[i].says)) fail_msg("%s: %s", mistakes[i].text, desk->err.message);
        assert_int_equal(desk->line, mistakes[i].line);
        assert_int_equal(desk->po.count, 0);
    }
}

static void refuses_what_is_too_large(void **state)
{
    struct desk *desk = *state;
    char *text = calloc(1, TS_PO_BYTES_MAX + 2);
    memset(text, '\n', TS_PO_BYTES_MAX + 1);
    assert_int_equal(ts_po_read(desk->arena, text, TS_PO_BYTES_MAX + 1, &desk->po, &desk->line, &desk->err), TS_DATA);
    free(text);
}

static void reads_what_it_wrote(void **state)
{
    static const char *const texts[] = {"plain", "", "one\ntwo\n", "\"quoted\" \\ and\ttab\r\x01\x7f", "ä → „“", "ends in a line\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct ts_buffer out = {0};
        const struct ts_po_entry *entry;
        ts_po_add_field(&out, "", "msgctxt", "c");
        ts_po_add_field(&out, "", "msgid", texts[i]);
        ts_po_add_field(&out, "", "msgstr", texts[i]);
        entry = read(*state, out.bytes);
        assert_string_equal(entry->id, texts[i]);
        assert_string_equal(entry->str, texts[i]);
        ts_buffer_clear(&out);
    }
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, open_desk, close_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_DESK(reads_what_an_entry_says), AT_DESK(reads_escapes_and_texts_of_several_lines), AT_DESK(keeps_the_header_apart),
        AT_DESK(reads_what_is_obsolete),   AT_DESK(says_what_is_wrong_and_where),             AT_DESK(refuses_what_is_too_large),
        AT_DESK(reads_what_it_wrote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
