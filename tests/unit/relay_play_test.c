// relay_play_test.c - the shipped stories, played by themselves on a store that is written directly and on one through a relay
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <unistd.h>

#include "../store/bare_export.h"
#include "../store/relayed.h"
#include "base/arena.h"
#include "base/rng.h"
#include "engine/play.h"

enum { TURNS = 30, TOGETHER = 4, PLAYS_MAX = 64 };

struct fixture {
    struct ts_engine engine;
    struct relayed relayed;
    struct ts_play *plays[PLAYS_MAX];
    int count;
    char folder[64];
    struct ts_err err;
};

#define assert_ok(fixture, status) assert_string_equal((status) ? (fixture)->err.message : "", "")

static int64_t noon(void)
{
    return INT64_C(1772366400000);
}

static int set_up(void **state)
{
    struct fixture *fixture = ts_memory_get(sizeof *fixture);
    const char *folders[] = {"content"};
    struct ts_host *host;
    *fixture = (struct fixture){.engine = {.symbols = ts_symbols_new(), .now = noon}};
    assert_ok(fixture, ts_host_load(fixture->engine.symbols, &(struct ts_loading){.folders = folders, .folder_count = 1}, NULL, NULL, &host, &fixture->err));
    ts_engine_set_host(&fixture->engine, host);
    snprintf(fixture->folder, sizeof fixture->folder, "%s/relay-play-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    *state = fixture;
    return mkdtemp(fixture->folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    ts_host_free(fixture->engine.host);
    ts_symbols_free(fixture->engine.symbols);
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    int failed = system(command);
    free(fixture);
    return failed;
}

static struct ts_store *open_store(struct fixture *fixture, const char *name)
{
    char path[128];
    struct ts_store *store;
    snprintf(path, sizeof path, "%s/%s.db", fixture->folder, name);
    assert_ok(fixture, ts_store_open(path, TS_STORE_CREATE, fixture->engine.symbols, &store, &fixture->err));
    return store;
}

// In a universe of its own when `universe` is NULL.
static void start_play(struct fixture *fixture, const struct ts_story *story, const char *universe, bool is_live)
{
    char id[32];
    int number = fixture->count++;
    snprintf(id, sizeof id, "run%d", number);
    struct ts_start how = {.story = ts_symbol_text(fixture->engine.symbols, story->id), .run = id, .player = id, .character = "Alex",
                           .universe = universe ? universe : id, .has_seed = true, .seed = (uint64_t)number, .live = is_live};
    assert_ok(fixture, ts_play_start(&fixture->engine, &how, &fixture->plays[number], &fixture->err));
}

// One of each story in a world of its own; some together, in a live one and in one where each goes at its own pace.
static void start_all(struct fixture *fixture)
{
    const struct ts_content *content = fixture->engine.content;
    fixture->count = 0;
    for (uint32_t i = 0; i < content->story_count && i < PLAYS_MAX / 2; i++) start_play(fixture, content->stories[i], NULL, false);
    for (uint32_t i = 0; i < TOGETHER && i < content->story_count; i++) start_play(fixture, content->stories[i], "live", true);
    for (uint32_t i = 0; i < TOGETHER && i < content->story_count; i++) start_play(fixture, content->stories[i], "apart", false);
}

// A story may end, or have nothing open that a random player can take.
static void play_all(struct fixture *fixture)
{
    struct relayed *relayed = &fixture->relayed;
    start_all(fixture);
    for (int turn = 0; turn < TURNS; turn++) {
        for (int i = 0; i < fixture->count; i++) {
            enum ts_status status = ts_play_auto(fixture->plays[i], &fixture->err);
            assert_true(status == TS_OK || status == TS_FAILED || status == TS_REFUSED);
            if (relayed->count > 20 && ts_rng_mix((uint64_t)turn, (uint64_t)i) % 3 == 0) assert_ok(fixture, relayed_wait(relayed, &fixture->err));
        }
    }
    for (int i = 0; i < fixture->count; i++) {
        assert_ok(fixture, ts_play_has_session(fixture->plays[i]) ? ts_play_pause(fixture->plays[i], NULL, &fixture->err) : TS_OK);
        ts_play_free(fixture->plays[i]);
    }
}

static void stories_come_out_the_same_through_a_relay(void **state)
{
    struct fixture *fixture = *state;
    struct ts_buffer relayed = {0}, direct = {0};
    struct ts_store *store = open_store(fixture, "relayed");
    fixture->engine.store = relayed_open(&fixture->relayed, open_store(fixture, "relayed"), store, fixture->engine.content);
    play_all(fixture);
    assert_true(fixture->relayed.sent > 20 * TURNS / 2);
    assert_true(fixture->relayed.groups < fixture->relayed.sent / 2);
    assert_int_equal(fixture->relayed.lost_count, 0);
    assert_ok(fixture, bare_export(fixture->engine.store, &relayed, &fixture->err));
    ts_store_close(fixture->engine.store);
    relayed_clear(&fixture->relayed);
    fixture->engine.store = open_store(fixture, "direct");
    play_all(fixture);
    assert_ok(fixture, bare_export(fixture->engine.store, &direct, &fixture->err));
    ts_store_close(fixture->engine.store);
    assert_string_equal(relayed.bytes, direct.bytes);
    ts_buffer_clear(&relayed);
    ts_buffer_clear(&direct);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(stories_come_out_the_same_through_a_relay, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
