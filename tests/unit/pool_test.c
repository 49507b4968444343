// pool_test.c - the server's workers as its master sees them: asked, dying, succeeded
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "web/pool.h"

enum { WORKERS = 2 };

struct hall { // what the nurse knows, and what the master heard
    char mark[64]; // a file that is there once somebody has died over it; its folder's template before
    int generation, renewed, deaths;
    bool is_barren; // the next nursery cannot load
    struct ts_pool *pool;
};

struct heard {
    int answers, events, ends;
    uint16_t status;
    uint64_t number; // of what was asked
    struct ts_buffer words;
};

// --- a worker that does as it is told

static void answer(struct ts_wire *wire, uint64_t number, uint16_t type, const char *words)
{
    struct ts_answer_head head = {200, type};
    struct ts_buffer bytes = {0};
    ts_buffer_add(&bytes, &head, sizeof head);
    ts_buffer_add_text(&bytes, words);
    ts_wire_add(wire, TS_FRAME_ANSWER, number, bytes.bytes, bytes.length);
    ts_buffer_clear(&bytes);
}

static void obey(const struct hall *hall, struct ts_wire *wire, uint32_t index, int hangups, const struct ts_wire_frame *frame)
{
    char words[256];
    snprintf(words, sizeof words, "%.*s", (int)frame->length, frame->bytes);
    if (!strcmp(words, "die")) _exit(1);
    if (!strcmp(words, "die once") && access(hall->mark, F_OK)) {
        fclose(fopen(hall->mark, "w"));
        _exit(1);
    }
    if (!strncmp(words, "of ", 3) && ts_route_owner(words + 3, WORKERS) != index) {
        ts_wire_add(wire, TS_FRAME_ELSEWHERE, frame->number, words + 3, strlen(words + 3));
        return;
    }
    if (!strcmp(words, "hangups")) snprintf(words, sizeof words, "%d", hangups);
    if (!strcmp(words, "generation")) snprintf(words, sizeof words, "%d", hall->generation);
    if (!strncmp(words, "of ", 3)) snprintf(words, sizeof words, "%u", index);
    bool is_stream = !strcmp(words, "stream") || !strcmp(words, "long stream");
    answer(wire, frame->number, is_stream ? TS_REPLY_STREAM : TS_REPLY_JSON, is_stream ? "" : words);
    if (strcmp(words, "stream")) return;
    ts_wire_add(wire, TS_FRAME_EVENT, frame->number, "one", 3);
    ts_wire_add(wire, TS_FRAME_EVENT, frame->number, "two", 3);
    ts_wire_add(wire, TS_FRAME_END, frame->number, NULL, 0);
}

_Noreturn static void work(const struct hall *hall, uint32_t index, int master)
{
    struct ts_wire wire = {.fd = master};
    struct ts_wire_frame frame;
    int hangups = 0;
    while (!wire.is_ended) {
        struct pollfd ready = {.fd = master, .events = POLLIN};
        if (poll(&ready, 1, -1) > 0) ts_wire_hear(&wire);
        while (ts_wire_next(&wire, &frame)) {
            bool was_ended = wire.is_ended;
            wire.is_ended = false; // what was heard before the end is still answered
            hangups += frame.kind == TS_FRAME_HANGUP;
            if (frame.kind == TS_FRAME_ASK) obey(hall, &wire, index, hangups, &frame);
            ts_wire_flush(&wire, true);
            wire.is_ended |= was_ended;
        }
    }
    _exit(0);
}

static void nurse(void *self, int master)
{
    const struct hall *hall = self;
    struct ts_err err = {.status = TS_OK};
    struct ts_wire wire = {.fd = master};
    uint64_t index;
    int given;
    if (hall->is_barren) ts_err_set(&err, TS_FAILED, "the content is bad");
    if (err.status) ts_wire_add(&wire, TS_FRAME_FAILED, 0, &err, sizeof err);
    else ts_wire_add(&wire, TS_FRAME_READY, 0, "core 1.0.0", 10);
    ts_wire_flush(&wire, true);
    while (!err.status && ts_wire_receive(master, &index, &given)) {
        if (!fork()) work(hall, (uint32_t)index, given);
        close(given);
    }
    close(master);
    while (wait(NULL) > 0) continue;
}

// --- the master

static void answered(void *self, struct ts_answer_head head, const char *body, size_t length)
{
    struct heard *heard = self;
    heard->answers++;
    heard->status = head.status;
    ts_buffer_add(&heard->words, body, length);
}

static void event(void *self, const char *bytes, size_t length)
{
    struct heard *heard = self;
    heard->events++;
    ts_buffer_add(&heard->words, bytes, length);
}

static void ended(void *self)
{
    ((struct heard *)self)->ends++;
}

static void renewed(void *self, const char *packs, const struct ts_err *why)
{
    struct hall *hall = self;
    if (!why) assert_string_equal(packs, "core 1.0.0");
    if (hall->pool) hall->renewed += why ? -1 : 1; // the first load is no news
}

static void died(void *self, uint32_t worker)
{
    (void)worker;
    ((struct hall *)self)->deaths++;
}

static void turn(struct hall *hall)
{
    struct pollfd ready[TS_WORKERS_MAX + 2];
    int wait_ms;
    uint32_t count = ts_pool_watch(hall->pool, ready, &wait_ms);
    assert_true(poll(ready, count, wait_ms < 0 ? 20000 : wait_ms) >= 0);
    ts_pool_hear(hall->pool);
}

static void ask_at(struct hall *hall, enum ts_where where, const char *key, const char *words, struct heard *heard)
{
    struct ts_buffer bytes = {0};
    ts_buffer_add_text(&bytes, words);
    heard->number = ts_pool_ask(hall->pool, where, key, &bytes, (struct ts_asker){answered, event, ended, heard});
    ts_buffer_clear(&bytes);
    assert_true(heard->number > 0);
}

static void ask(struct hall *hall, const char *words, struct heard *heard)
{
    ask_at(hall, TS_AT_UNIVERSE, "u", words, heard);
}

static void wait_answer(struct hall *hall, struct heard *heard)
{
    while (!heard->answers) turn(hall);
}

static void expect(struct hall *hall, struct heard *heard, uint16_t status, const char *words)
{
    wait_answer(hall, heard);
    assert_int_equal(heard->answers, 1);
    assert_int_equal(heard->status, status);
    assert_string_equal(heard->words.length ? heard->words.bytes : "", words);
    ts_buffer_clear(&heard->words);
    *heard = (struct heard){0};
}

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);
    struct ts_err err;
    snprintf(hall->mark, sizeof hall->mark, "/tmp/pool-XXXXXX");
    assert_non_null(mkdtemp(hall->mark));
    strcat(hall->mark, "/died");
    struct ts_pool_how how = {.workers = WORKERS, .nurse = nurse, .renewed = renewed, .died = died, .self = hall};
    assert_int_equal(ts_pool_open(&how, &hall->pool, &err), TS_OK);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    struct hall *hall = *state;
    ts_pool_close(hall->pool);
    unlink(hall->mark);
    *strrchr(hall->mark, '/') = '\0';
    rmdir(hall->mark);
    free(hall);
    return 0;
}

static void answers_what_was_asked(void **state)
{
    struct hall *hall = *state;
    struct heard one = {0}, other = {0};
    ask(hall, "one", &one);
    ask_at(hall, TS_AT_ANY, NULL, "other", &other);
    expect(hall, &one, 200, "one");
    expect(hall, &other, 200, "other");
}

static void asks_whoever_has_the_universe(void **state)
{
    struct hall *hall = *state;
    struct heard heard = {0};
    char own[8];
    for (int i = 0; i < 8; i++) {
        char words[16];
        snprintf(words, sizeof words, "of u%d", i);
        snprintf(own, sizeof own, "%u", ts_route_owner(words + 3, WORKERS));
        ask_at(hall, TS_AT_RUN, "run", words, &heard);
        expect(hall, &heard, 200, own);
    }
}

static void asks_again_when_a_worker_dies(void **state)
{
    struct hall *hall = *state;
    struct heard heard = {0};
    ask(hall, "die once", &heard);
    expect(hall, &heard, 200, "die once");
    assert_int_equal(hall->deaths, 1);
}

static void blames_only_what_kills(void **state)
{
    struct hall *hall = *state;
    struct heard killer = {0}, good[6] = {{0}};
    for (int i = 0; i < 3; i++) ask(hall, "good", &good[i]);
    ask(hall, "die", &killer);
    for (int i = 3; i < 6; i++) ask(hall, "good", &good[i]);
    for (int i = 0; i < 6; i++) expect(hall, &good[i], 200, "good");
    expect(hall, &killer, 500, "");
    assert_int_equal(hall->deaths, 3);
    ask(hall, "after", &good[0]);
    expect(hall, &good[0], 200, "after");
}

static void gives_a_stream_piece_by_piece(void **state)
{
    struct hall *hall = *state;
    struct heard heard = {0};
    ask(hall, "stream", &heard);
    while (!heard.ends) turn(hall);
    assert_int_equal(heard.answers, 1);
    assert_int_equal(heard.events, 2);
    assert_string_equal(heard.words.bytes, "onetwo");
    ts_buffer_clear(&heard.words);
}

static void tells_nothing_to_who_hung_up(void **state)
{
    struct hall *hall = *state;
    struct heard gone = {0}, heard = {0};
    ask(hall, "gone", &gone);
    ts_pool_hang_up(hall->pool, gone.number);
    ask(hall, "there", &heard);
    expect(hall, &heard, 200, "there");
    assert_int_equal(gone.answers, 0);
}

// It may have waited when its listener hung up, and been opened only then.
static void ends_a_stream_that_was_opened_for_who_hung_up(void **state)
{
    struct hall *hall = *state;
    struct heard gone = {0}, heard = {0};
    ask(hall, "long stream", &gone);
    ts_pool_hang_up(hall->pool, gone.number);
    ask(hall, "there", &heard);
    expect(hall, &heard, 200, "there");
    ask(hall, "hangups", &heard);
    expect(hall, &heard, 200, "2");
    assert_int_equal(gone.answers, 0);
}

static void renews_with_what_was_asked_meanwhile(void **state)
{
    struct hall *hall = *state;
    struct heard before = {0}, heard = {0};
    ask(hall, "generation", &before);
    hall->generation = 1;
    ts_pool_renew(hall->pool);
    while (!hall->renewed) turn(hall);
    ask(hall, "generation", &heard);
    expect(hall, &before, 200, "0");
    expect(hall, &heard, 200, "1");
    assert_int_equal(hall->deaths, 0);
}

static void tells_streams_of_other_content(void **state)
{
    struct hall *hall = *state;
    struct heard stream = {0};
    ask(hall, "long stream", &stream);
    wait_answer(hall, &stream);
    ts_pool_renew(hall->pool);
    while (!stream.events) turn(hall);
    assert_non_null(strstr(stream.words.bytes, "event: content\n"));
    assert_int_equal(stream.answers, 1);
    assert_int_equal(stream.ends, 0);
    ts_pool_hang_up(hall->pool, stream.number);
    ts_buffer_clear(&stream.words);
}

static void keeps_the_old_when_the_new_cannot_load(void **state)
{
    struct hall *hall = *state;
    struct heard heard = {0};
    hall->generation = 1;
    hall->is_barren = true;
    ts_pool_renew(hall->pool);
    while (!hall->renewed) turn(hall);
    assert_int_equal(hall->renewed, -1);
    ask(hall, "generation", &heard);
    expect(hall, &heard, 200, "0");
}

static void refuses_to_open_what_cannot_load(void **state)
{
    struct hall hall = {.is_barren = true};
    struct ts_pool *pool = NULL;
    struct ts_err err;
    (void)state;
    struct ts_pool_how how = {.workers = WORKERS, .nurse = nurse, .self = &hall};
    assert_int_equal(ts_pool_open(&how, &pool, &err), TS_FAILED);
    assert_string_equal(err.message, "the content is bad");
}

#define IN_HALL(test) cmocka_unit_test_setup_teardown(test, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_HALL(answers_what_was_asked),
        IN_HALL(asks_whoever_has_the_universe),
        IN_HALL(asks_again_when_a_worker_dies),
        IN_HALL(blames_only_what_kills),
        IN_HALL(gives_a_stream_piece_by_piece),
        IN_HALL(tells_nothing_to_who_hung_up),
        IN_HALL(ends_a_stream_that_was_opened_for_who_hung_up),
        IN_HALL(renews_with_what_was_asked_meanwhile),
        IN_HALL(tells_streams_of_other_content),
        IN_HALL(keeps_the_old_when_the_new_cannot_load),
        cmocka_unit_test(refuses_to_open_what_cannot_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
