// narrator_stream_test.c - what a model answers: the same however it is cut, and what ends it
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/canon.h"
#include "narrator/stream.h"

static const char answer[] =
    ": keep-alive\n\n"
    "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"
    "data: {\"choices\":[{\"delta\":{\"content\":\"Caf\xc3\xa9, \"}}]}\n\n"
    "event: message\ndata: {\"choices\":[{\"delta\":\ndata: {\"content\":\"\\u201cnow\\u201d \xf0\x9f\xa6\x9c\"}}]}\n\n"
    "data: {\"choices\":[{\"delta\":{\"content\":null},\"finish_reason\":\"stop\"}]}\n\n"
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7}}\n\n"
    "data: [DONE]\n\n";
static const char words_of_it[] = "Caf\xc3\xa9, \xe2\x80\x9cnow\xe2\x80\x9d \xf0\x9f\xa6\x9c";

static void take(void *self, const char *bytes, size_t length)
{
    assert_true(ts_canon_is_text(bytes, length));
    ts_buffer_add(self, bytes, length);
}

// In pieces of that size, behind a first one of another.
static void read_cut(const char *text, size_t first, size_t piece, struct ts_stream_reader *reader, struct ts_buffer *words)
{
    size_t length = strlen(text);
    *reader = (struct ts_stream_reader){.words = take, .self = words};
    words->length = 0;
    if (first > length) first = length;
    ts_stream_take(reader, text, first);
    for (size_t at = first; at < length; at += piece) ts_stream_take(reader, text + at, length - at < piece ? length - at : piece);
    ts_stream_end(reader);
    ts_stream_clear(reader);
}

static void put_ends(const char *text, const char *end, struct ts_buffer *out)
{
    for (; *text; text++) {
        if (*text == '\n') ts_buffer_add_text(out, end);
        else ts_buffer_add_byte(out, *text);
    }
}

static void is_the_same_wherever_it_is_cut(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    (void)state;
    for (int e = 0; e < 3; e++) {
        struct ts_buffer text = {0}, words = {0};
        struct ts_stream_reader reader;
        put_ends(answer, ends[e], &text);
        for (size_t first = 0; first <= text.length; first++) {
            read_cut(text.bytes, first, first % 3 ? 1 : text.length, &reader, &words);
            assert_string_equal(reader.failure, "");
            assert_string_equal(words.bytes, words_of_it);
            assert_true(reader.is_done && reader.has_usage && !reader.is_cut);
            assert_int_equal(reader.tokens_in, 11);
            assert_int_equal(reader.tokens_out, 7);
        }
        ts_buffer_clear(&text);
        ts_buffer_clear(&words);
    }
}

static void expect(const char *text, const char *words, const char *failure)
{
    struct ts_buffer heard = {0};
    struct ts_stream_reader reader;
    ts_buffer_add_text(&heard, "");
    read_cut(text, 1, 1, &reader, &heard);
    if (heard.bytes) heard.bytes[heard.length] = '\0';
    assert_string_equal(heard.bytes, words);
    if (*failure ? !strstr(reader.failure, failure) : *reader.failure) fail_msg("\"%s\" instead of \"%s\" for %s", reader.failure, failure, text);
    ts_buffer_clear(&heard);
}

#define SAYS(words) "data: {\"choices\":[{\"delta\":{\"content\":\"" words "\"}}]}\n\n"

static void knows_its_end(void **state)
{
    (void)state;
    expect(SAYS("fog") "data: [DONE]\n\n" SAYS("more"), "fog", "");
    expect("\xef\xbb\xbf" SAYS("fog") "data: [DONE]\n\n", "fog", "");
    expect(SAYS("fog") "data: [DONE]", "fog", "");
    expect(SAYS("fog") "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n", "fog", "");
    expect(" {\"choices\":[{\"message\":{\"content\":\"fog\"}}]}", "fog", "");
    expect(SAYS("fog"), "fog", "broke off before its end");
    expect("", "", "answered nothing");
    expect("<html>\n", "", "no completion");
}

static void says_what_is_wrong_with_it(void **state)
{
    (void)state;
    expect(SAYS("fog") "data: {\"error\":{\"message\":\"out\\u001b of memory\"}}\n\n", "fog", "broke off: out  of memory");
    expect(SAYS("fog") "data: {\"error\":\"no\"}\n\n", "fog", "broke off: no");
    expect("data: {\"choices\":[{\"delta\":{\"refusal\":\"no\"}}]}\n\n", "", "refused");
    expect("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\n", "", "own filter");
    expect(SAYS("a\\u0000b"), "", "no JSON in UTF-8");
    expect(SAYS("\\ud83e"), "", "no JSON in UTF-8");
    expect(SAYS("\xff"), "", "no JSON in UTF-8");
    expect("data: [1]\n\n", "", "no JSON");
}

static void reads_no_more_than_it_may(void **state)
{
    struct ts_buffer text = {0}, words = {0};
    struct ts_stream_reader reader;
    (void)state;
    ts_buffer_add_text(&text, "data: ");
    while (text.length <= TS_STREAM_LINE_MAX) ts_buffer_add_text(&text, "fog fog fog fog ");
    read_cut(text.bytes, 1, 16384, &reader, &words);
    assert_non_null(strstr(reader.failure, "a line that is too long"));
    text.length = 0;
    while (text.length <= TS_STREAM_BODY_MAX) ts_buffer_add_text(&text, ": nothing\n\n");
    read_cut(text.bytes, 1, 16384, &reader, &words);
    assert_non_null(strstr(reader.failure, "more than 1 MB"));
    ts_buffer_clear(&text);
    ts_buffer_clear(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_same_wherever_it_is_cut),
        cmocka_unit_test(knows_its_end),
        cmocka_unit_test(says_what_is_wrong_with_it),
        cmocka_unit_test(reads_no_more_than_it_may),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
