// narrator_model_test.c - a model asked over HTTP: what is heard of it when it behaves, and when it does not
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../narrator/server.h"

enum { WAIT_MS = 3000, TOKENS = 200 };

static struct server *server_of(void **state) { return *state; }

static int start(void **state)
{
    *state = calloc(1, sizeof(struct server));
    server_start(*state, NULL);
    return 0;
}

static int end(void **state)
{
    server_end(*state);
    free(*state);
    return 0;
}

// Asks once, with a narrator of its own.
static void ask(void **state, const char *model, int64_t tokens_max, int64_t wait_ms, struct heard *out)
{
    struct ts_narrator *narrator = narrator_of(server_of(state)->url, model, NULL);
    heard_ask(out, narrator, "{\"brief\":\"fog\"}", tokens_max, wait_ms);
    heard_wait(out, narrator, wait_ms + 2000);
    assert_true(out->is_over);
    assert_false(out->was_split);
    ts_narrator_close(narrator);
}

static void expect_done(void **state, const char *model)
{
    struct heard heard;
    ask(state, model, TOKENS, WAIT_MS, &heard);
    if (heard.outcome.end != TS_NARRATOR_DONE) fail_msg("%s: %s", model, heard.reason.bytes ? heard.reason.bytes : "was cut");
    assert_true(heard.words.length > 60);
    assert_null(heard.reason.bytes);
    heard_clear(&heard);
}

static void expect_failed(void **state, const char *model, const char *reason, int64_t wait_ms)
{
    struct heard heard;
    ask(state, model, TOKENS, wait_ms, &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_FAILED);
    if (!strstr(heard.reason.bytes, reason)) fail_msg("%s: \"%s\" says nothing of \"%s\"", model, heard.reason.bytes, reason);
    assert_non_null(strstr(heard.reason.bytes, server_of(state)->url));
    for (const char *at = heard.reason.bytes; *at; at++) assert_true((unsigned char)*at >= 0x20);
    heard_clear(&heard);
}

// --- it behaves, or nearly

static void hears_a_stream(void **state)
{
    struct heard heard;
    ask(state, "fine", TOKENS, WAIT_MS, &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_DONE);
    assert_true(heard.outcome.tokens_in > 10);
    assert_true(heard.outcome.tokens_out > 20);
    assert_false(heard.outcome.is_estimated);
    assert_false(heard.outcome.is_cached);
    heard_clear(&heard);
}

static void hears_the_same_words_however_they_are_cut(void **state)
{
    static const char *const ways[] = {"crlf", "comments", "split-event", "nodone", "bare", "whole", "late", "at-once", "lingers"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) expect_done(state, ways[i]);
}

static void hears_characters_that_are_split(void **state)
{
    struct heard heard;
    ask(state, "split-utf8", TOKENS, WAIT_MS, &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_DONE);
    assert_non_null(strstr(heard.words.bytes, "It smells of café and rain. "));
    heard_clear(&heard);
}

static void counts_for_those_who_do_not(void **state)
{
    struct heard heard;
    ask(state, "nousage", TOKENS, WAIT_MS, &heard);
    assert_true(heard.outcome.is_estimated);
    assert_int_equal(heard.outcome.tokens_out, (heard.words.length + 3) / 4);
    heard_clear(&heard);
}

static void says_when_it_was_cut(void **state)
{
    struct heard heard;
    ask(state, "fine", 5, WAIT_MS, &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_CUT);
    heard_clear(&heard);
}

static void hears_words_as_they_come(void **state)
{
    struct heard heard;
    int64_t begun = ts_clock_millis();
    ask(state, "drip", TOKENS, 10000, &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_DONE);
    assert_true(heard.times > 10);
    assert_true(heard.first_at - begun < (heard.over_at - begun) / 2);
    heard_clear(&heard);
}

static void gives_on_hostile_words_as_words(void **state)
{
    expect_done(state, "hostile"); // whether they can be shown is judged elsewhere
    expect_done(state, "other-language");
}

// --- it does not

static void says_what_failed(void **state)
{
    static const struct { const char *model, *reason; } cases[] = {
        {"400", "answered 400 (\"unknown"}, {"404", "look at the url"}, {"500", "answered 500 (\"something broke\")"}, {"503", "answered 503"},
        {"429-long", "answered 429"}, {"302", "answered 302"}, {"html", "no completion"}, {"hang-up", "broke off"},
        {"cut", "broke off before its end"}, {"error-inside", "broke off: out of memory"},
        {"long-line", "too long"}, {"refused", "refused"}, {"filter", "own filter"}, {"nul", "no JSON in UTF-8"}, {"null-content", "without a word"},
        {"bad-utf8", "no JSON in UTF-8"}, {"bad-json", "no JSON"}, {"empty", "without a word"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) expect_failed(state, cases[i].model, cases[i].reason, WAIT_MS);
    expect_failed(state, "silence", "did not answer in time", 1200);
}

// Its time may be over while it is asked anew: why it had to be is what helps whoever keeps the world.
static void says_why_it_was_asked_anew(void **state)
{
    static const struct { const char *script, *reason; } cases[] = {
        {"503,silence", "answered 503 (\"loading\")"}, {"503,401-lingers", "answered 401: look at"}, {"hang-up,silence", "broke off"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const options[] = {"--script", cases[i].script, NULL};
        struct server server, *self = &server;
        server_start(&server, options);
        expect_failed((void **)&self, "fine", cases[i].reason, WAIT_MS);
        server_end(&server);
    }
}

static void keeps_the_words_before_it_broke_off(void **state)
{
    struct heard heard;
    ask(state, "cut", TOKENS, WAIT_MS, &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_FAILED);
    assert_true(heard.words.length > 20);
    assert_true(heard.outcome.is_estimated && heard.outcome.tokens_out > 0);
    heard_clear(&heard);
}

static void ends_a_stream_that_never_does(void **state)
{
    struct heard heard;
    ask(state, "endless", 20, WAIT_MS, &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_CUT);
    assert_true(heard.words.length < 4096);
    heard_clear(&heard);
    ask(state, "huge", 20, WAIT_MS, &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_CUT);
    assert_true(heard.words.length < 16384);
    heard_clear(&heard);
}

// How long it went on after its deadline, ms.
static int64_t late_ms(void **state)
{
    struct heard heard;
    int64_t begun = ts_clock_millis();
    ask(state, "drip", TOKENS, 500, &heard);
    int64_t late = heard.over_at - begun - 500;
    assert_int_equal(heard.outcome.end, TS_NARRATOR_FAILED);
    assert_true(heard.words.length > 0);
    assert_non_null(strstr(heard.reason.bytes, "too slow"));
    heard_clear(&heard);
    return late;
}

static void ends_by_its_deadline(void **state)
{
    int64_t late = late_ms(state);
    for (int i = 0; i < 3 && late >= 500; i++) late = late_ms(state); // a machine may stand still for a moment
    assert_in_range(late, 0, 499);
}

static void says_that_nothing_answers_there(void **state)
{
    struct server gone;
    struct heard heard;
    (void)state;
    server_start(&gone, NULL);
    server_end(&gone);
    struct ts_narrator *narrator = narrator_of(gone.url, "fine", NULL);
    heard_ask(&heard, narrator, "{}", TOKENS, WAIT_MS);
    heard_wait(&heard, narrator, WAIT_MS);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_FAILED);
    assert_non_null(strstr(heard.reason.bytes, "cannot be reached"));
    heard_clear(&heard);
    ts_narrator_close(narrator);
}

static void can_be_dropped_at_any_time(void **state)
{
    struct ts_narrator *narrator = narrator_of(server_of(state)->url, "drip", NULL);
    struct heard heard, other;
    narrator->drop(narrator, heard_ask(&heard, narrator, "{}", TOKENS, WAIT_MS));
    struct ts_asking *asking = heard_ask(&heard, narrator, "{\"a\":1}", TOKENS, WAIT_MS);
    heard_ask(&other, narrator, "{\"a\":2}", TOKENS, WAIT_MS);
    while (!heard.words.length) {
        struct pollfd ready = {.fd = narrator->fd(narrator), .events = POLLIN};
        poll(&ready, 1, 1000);
        narrator->hear(narrator);
    }
    narrator->drop(narrator, asking);
    heard_wait(&other, narrator, 5000);
    assert_false(heard.is_over);
    assert_true(other.is_over);
    heard_clear(&heard);
    heard_clear(&other);
    ts_narrator_close(narrator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hears_a_stream),
        cmocka_unit_test(hears_the_same_words_however_they_are_cut),
        cmocka_unit_test(hears_characters_that_are_split),
        cmocka_unit_test(counts_for_those_who_do_not),
        cmocka_unit_test(says_when_it_was_cut),
        cmocka_unit_test(hears_words_as_they_come),
        cmocka_unit_test(gives_on_hostile_words_as_words),
        cmocka_unit_test(says_what_failed),
        cmocka_unit_test(says_why_it_was_asked_anew),
        cmocka_unit_test(keeps_the_words_before_it_broke_off),
        cmocka_unit_test(ends_a_stream_that_never_does),
        cmocka_unit_test(ends_by_its_deadline),
        cmocka_unit_test(says_that_nothing_answers_there),
        cmocka_unit_test(can_be_dropped_at_any_time),
    };
    return cmocka_run_group_tests(tests, start, end);
}
