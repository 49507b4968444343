// narrator_ledger_test.c - the breaker, what is counted, what was heard before, and what several processes share of it
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../narrator/server.h"
#include "narrator/cache.h"
#include "narrator/ledger.h"

enum { WAIT_MS = 3000, TOKENS = 200 };

// --- the breaker, by itself

static void fail_times(struct ts_ledger *ledger, int times, int64_t now)
{
    for (int i = 0; i < times; i++) ts_ledger_note_failure(ledger, now, false, 0);
}

static void opens_after_three_in_a_row(void **state)
{
    struct ts_ledger *ledger = ts_ledger_new();
    bool is_probe;
    (void)state;
    fail_times(ledger, 2, 1000);
    ts_ledger_note_answer(ledger);
    fail_times(ledger, 2, 1000);
    assert_true(ts_ledger_lets(ledger, 1000, &is_probe));
    fail_times(ledger, 1, 1000);
    assert_false(ts_ledger_lets(ledger, 1000 + TS_BREAKER_FIRST_MS - 1, &is_probe));
    ts_ledger_free(ledger);
}

static void lets_one_try(void **state)
{
    struct ts_ledger *ledger = ts_ledger_new();
    int64_t now = 1000 + TS_BREAKER_FIRST_MS;
    bool is_probe, other;
    (void)state;
    fail_times(ledger, 3, 1000);
    assert_true(ts_ledger_lets(ledger, now, &is_probe));
    assert_true(is_probe);
    assert_false(ts_ledger_lets(ledger, now, &other));
    ts_ledger_note_failure(ledger, now, true, 0);
    assert_int_equal(atomic_load(&ledger->open_until), now + 2 * TS_BREAKER_FIRST_MS);
    now += 2 * TS_BREAKER_FIRST_MS;
    assert_true(ts_ledger_lets(ledger, now, &is_probe));
    ts_ledger_note_answer(ledger);
    assert_true(ts_ledger_lets(ledger, now, &is_probe));
    assert_false(is_probe);
    ts_ledger_free(ledger);
}

static void lets_another_try_when_the_first_is_gone(void **state)
{
    struct ts_ledger *ledger = ts_ledger_new();
    int64_t now = 1000 + TS_BREAKER_FIRST_MS;
    bool is_probe;
    (void)state;
    fail_times(ledger, 3, 1000);
    assert_true(ts_ledger_lets(ledger, now, &is_probe)); // and whoever asked is killed
    assert_true(ts_ledger_lets(ledger, now + TS_BREAKER_FIRST_MS, &is_probe));
    assert_true(is_probe);
    ts_ledger_free(ledger);
}

static void is_opened_once_by_those_under_way(void **state)
{
    struct ts_ledger *ledger = ts_ledger_new();
    (void)state;
    fail_times(ledger, 50, 1000);
    assert_int_equal(atomic_load(&ledger->open_until), 1000 + TS_BREAKER_FIRST_MS);
    ts_ledger_free(ledger);
}

static void waits_ten_minutes_at_most(void **state)
{
    struct ts_ledger *ledger = ts_ledger_new();
    bool is_probe;
    int64_t now = 1000;
    (void)state;
    fail_times(ledger, 3, now);
    for (int i = 0; i < 10; i++) {
        now = atomic_load(&ledger->open_until);
        assert_true(ts_ledger_lets(ledger, now, &is_probe));
        ts_ledger_note_failure(ledger, now, is_probe, 0);
    }
    assert_int_equal(atomic_load(&ledger->open_until), now + TS_BREAKER_LONGEST_MS);
    ts_ledger_free(ledger);
}

static void is_shared_by_forks(void **state)
{
    struct ts_ledger *ledger = ts_ledger_new();
    bool is_probe;
    (void)state;
    pid_t child = fork();
    if (!child) {
        fail_times(ledger, 3, 1000);
        atomic_fetch_add(&ledger->tokens_out, 42);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    assert_false(ts_ledger_lets(ledger, 1001, &is_probe));
    assert_int_equal(atomic_load(&ledger->tokens_out), 42);
    ts_ledger_free(ledger);
}

// --- the cache, by itself

static void keeps_the_latest_and_no_more(void **state)
{
    struct ts_cache *cache = calloc(1, sizeof *cache);
    unsigned char asked[TS_HASH_SIZE] = {0};
    struct ts_buffer fog = {0}, large = {0};
    (void)state;
    ts_buffer_add_text(&fog, "fog");
    while (large.length < TS_CACHE_BYTES / 4) ts_buffer_add_byte(&large, 'a');
    for (int i = 0; i < 300; i++) {
        memcpy(asked, &i, sizeof i);
        ts_cache_put(cache, asked, &fog);
    }
    assert_int_equal(cache->count, TS_CACHE_ANSWERS);
    assert_string_equal(ts_cache_find(cache, asked)->bytes, "fog");
    memcpy(asked, &(int){43}, sizeof(int));
    assert_null(ts_cache_find(cache, asked));
    for (int i = 1000; i < 1010; i++) {
        memcpy(asked, &i, sizeof i);
        ts_cache_put(cache, asked, &large);
        assert_true(cache->bytes <= TS_CACHE_BYTES);
    }
    assert_int_equal(cache->count, 4);
    ts_cache_clear(cache);
    ts_buffer_clear(&fog);
    ts_buffer_clear(&large);
    free(cache);
}

// --- both, behind a narrator

static struct ts_narrator *narrator_with(struct server *server, const char *script, const char *key, const char *own_key)
{
    const char *options[] = {"--script", script, key ? "--key" : NULL, key, NULL};
    char *copy = strdup(script);
    options[1] = copy;
    server_start(server, options);
    free(copy);
    return narrator_of(server->url, "fine", own_key);
}

static void ask(struct ts_narrator *narrator, const char *moment, struct heard *out)
{
    heard_ask(out, narrator, moment, TOKENS, WAIT_MS);
    assert_false(out->is_over); // never from within
    heard_wait(out, narrator, WAIT_MS + 1000);
    assert_true(out->is_over);
}

static void expect_told(const struct ts_narrator *narrator, const char *part)
{
    struct ts_buffer json = {0};
    narrator->tell(narrator, &json);
    if (!strstr(json.bytes, part)) fail_msg("%s is not in %s", part, json.bytes);
    ts_buffer_clear(&json);
}

static void asks_the_same_once(void **state)
{
    struct server server;
    struct heard first, second, other;
    struct ts_narrator *narrator = narrator_with(&server, "fine", NULL, NULL);
    (void)state;
    ask(narrator, "{\"brief\":1}", &first);
    ask(narrator, "{\"brief\":1}", &second);
    ask(narrator, "{\"brief\":2}", &other);
    assert_string_equal(first.words.bytes, second.words.bytes);
    assert_false(first.outcome.is_cached);
    assert_true(second.outcome.is_cached);
    assert_int_equal(second.outcome.tokens_in + second.outcome.tokens_out, 0);
    assert_false(other.outcome.is_cached);
    expect_told(narrator, "\"answered\":2,\"asked\":2,\"cached\":1,\"failed\":0,");
    heard_clear(&first), heard_clear(&second), heard_clear(&other);
    ts_narrator_close(narrator);
    server_end(&server);
}

static void tries_again_when_it_is_told_to(void **state)
{
    struct server server;
    struct heard heard;
    struct ts_narrator *narrator = narrator_with(&server, "500,429,fine", NULL, NULL);
    (void)state;
    ask(narrator, "{}", &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_DONE);
    expect_told(narrator, "\"retried\":2");
    heard_clear(&heard);
    ts_narrator_close(narrator);
    server_end(&server);
}

static void gives_up_at_once_when_it_would_be_too_late(void **state)
{
    struct server server;
    struct heard heard;
    struct ts_narrator *narrator = narrator_with(&server, "429-long,fine", NULL, NULL);
    int64_t begun = ts_clock_millis();
    (void)state;
    ask(narrator, "{}", &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_FAILED);
    assert_true(heard.over_at - begun < WAIT_MS);
    expect_told(narrator, "\"retried\":0");
    heard_clear(&heard);
    ask(narrator, "{}", &heard);
    assert_non_null(strstr(heard.reason.bytes, "left alone"));
    heard_clear(&heard);
    ts_narrator_close(narrator);
    server_end(&server);
}

static void leaves_a_server_alone_that_fails(void **state)
{
    struct server server;
    struct heard heard;
    struct ts_narrator *narrator = narrator_with(&server, "cut", NULL, NULL);
    (void)state;
    for (int i = 0; i < 5; i++) {
        ask(narrator, "{}", &heard);
        assert_int_equal(heard.outcome.end, TS_NARRATOR_FAILED);
        assert_true(!!strstr(heard.reason.bytes, "left alone") == (i >= 3));
        heard_clear(&heard);
    }
    expect_told(narrator, "\"asked\":3,");
    ts_narrator_close(narrator);
    server_end(&server);
}

static void says_nothing_of_the_key(void **state)
{
    static const char secret[] = "sk-a-secret-that-nobody-sees";
    struct server server;
    struct heard heard;
    struct ts_buffer told = {0};
    struct ts_narrator *narrator = narrator_with(&server, "fine", "test-key", secret);
    (void)state;
    ask(narrator, "{}", &heard);
    assert_non_null(strstr(heard.reason.bytes, "answered 401: look at TURNSTONE_NARRATOR_KEY"));
    narrator->tell(narrator, &told);
    assert_null(strstr(told.bytes, "sk-a-"));
    assert_null(strstr(heard.reason.bytes, "sk-a-")); // which the server said
    heard_clear(&heard);
    ask(narrator, "{}", &heard); // once is enough
    assert_non_null(strstr(heard.reason.bytes, "left alone"));
    heard_clear(&heard);
    ts_buffer_clear(&told);
    ts_narrator_close(narrator);
    server_end(&server);
}

static void shows_its_key(void **state)
{
    struct server server;
    struct heard heard;
    struct ts_narrator *narrator = narrator_with(&server, "fine", "test-key", "test-key");
    (void)state;
    ask(narrator, "{}", &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_DONE);
    heard_clear(&heard);
    ts_narrator_close(narrator);
    server_end(&server);
}

static void asks_in_a_fork_by_itself(void **state)
{
    struct server server;
    struct heard heard, other;
    int status;
    struct ts_narrator *narrator = narrator_with(&server, "fine", NULL, NULL);
    (void)state;
    ask(narrator, "{}", &heard);
    pid_t child = fork();
    if (!child) {
        close(server.input);
        heard_ask(&other, narrator, "{\"other\":1}", TOKENS, WAIT_MS);
        heard_wait(&other, narrator, WAIT_MS);
        _exit(other.is_over && other.outcome.end == TS_NARRATOR_DONE ? 0 : 1);
    }
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    expect_told(narrator, "\"answered\":2,\"asked\":2,");
    heard_clear(&heard);
    ask(narrator, "{\"own\":1}", &heard);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_DONE);
    heard_clear(&heard);
    ts_narrator_close(narrator);
    server_end(&server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_after_three_in_a_row),
        cmocka_unit_test(lets_one_try),
        cmocka_unit_test(lets_another_try_when_the_first_is_gone),
        cmocka_unit_test(is_opened_once_by_those_under_way),
        cmocka_unit_test(waits_ten_minutes_at_most),
        cmocka_unit_test(is_shared_by_forks),
        cmocka_unit_test(keeps_the_latest_and_no_more),
        cmocka_unit_test(asks_the_same_once),
        cmocka_unit_test(tries_again_when_it_is_told_to),
        cmocka_unit_test(gives_up_at_once_when_it_would_be_too_late),
        cmocka_unit_test(leaves_a_server_alone_that_fails),
        cmocka_unit_test(says_nothing_of_the_key),
        cmocka_unit_test(shows_its_key),
        cmocka_unit_test(asks_in_a_fork_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
