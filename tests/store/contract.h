// contract.h - what the contract's cases share: a store of each driver, runs and turns in it
#ifndef TS_TESTS_STORE_CONTRACT_H
#define TS_TESTS_STORE_CONTRACT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <unistd.h>

#include "acts.h"
#include "server.h"

struct fixture {
    struct acts acts;
    char folder[64], url[512];
};

static inline struct fixture *fixture_of(void **state)
{
    return *state;
}

static inline int set_up(void **state)
{
    struct fixture *fixture = ts_memory_get(sizeof *fixture);
    const char *driver = *state;
    memset(fixture, 0, sizeof *fixture);
    acts_init(&fixture->acts);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/contract-XXXXXX");
    if (!mkdtemp(fixture->folder)) return -1;
    if (strcmp(driver, "memory") == 0)
        snprintf(fixture->url, sizeof fixture->url, "memory:");
    else if (strcmp(driver, "postgresql") == 0)
        server_database_url(fixture->url, sizeof fixture->url);
    else
        snprintf(fixture->url, sizeof fixture->url, "%s/a.db", fixture->folder);
    *state = fixture;
    if (strcmp(driver, "postgresql") == 0 && !server_empty_database()) return -1;
    return ts_store_open(fixture->url, TS_STORE_CREATE, fixture->acts.symbols, &fixture->acts.store, &fixture->acts.err);
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = fixture_of(state);
    char command[128];
    acts_clear(&fixture->acts);
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    int failed = system(command);
    free(fixture);
    return failed;
}

// Opens the file anew, so that nothing is remembered; a store in memory stays.
static inline void reopen(struct fixture *fixture)
{
    struct acts *acts = &fixture->acts;
    if (ts_store_is_memory(acts->store)) return;
    ts_store_close(acts->store);
    assert_int_equal(ts_store_open(fixture->url, TS_STORE_WRITE, acts->symbols, &acts->store, &acts->err), TS_OK);
}

static inline void count_finding(void *self, const struct ts_finding *finding)
{
    print_message("finding: %s: %s\n", finding->code, finding->what);
    ++*(int *)self;
}

static inline void assert_sound(struct acts *acts)
{
    int found = 0;
    enum ts_status status = ts_store_check(acts->store, &(struct ts_checking){.each = count_finding, .self = &found}, &acts->err);
    assert_int_equal(status, TS_OK);
    assert_int_equal(found, 0);
}

#define assert_ok(acts, status) assert_string_equal((status) ? (acts)->err.message : "", "")

static inline struct ts_run *start_at(struct acts *acts, const char *id, const char *universe, int64_t position)
{
    struct ts_run *run = acts_run(acts, id, "player", universe, position);
    acts_begin_start(acts, run);
    assert_ok(acts, acts_save(acts));
    return run;
}

static inline struct ts_run *start(struct acts *acts, const char *id)
{
    return start_at(acts, id, "world", 0);
}

static inline void turn(struct acts *acts, struct ts_run *run)
{
    acts_standard_turn(acts, run);
    assert_ok(acts, acts_save(acts));
}

static inline struct ts_run_record load(struct acts *acts, const char *id)
{
    struct ts_run_record record;
    assert_ok(acts, ts_store_load_run(acts->store, acts_symbol(acts, id), &record, &acts->err));
    return record;
}

// The run as it was after a turn, gone on with as `id` in a universe "~id"; not saved yet.
static inline struct ts_run *begin_branch(struct acts *acts, const char *from, int64_t turn, const char *id)
{
    struct ts_run_record past;
    char universe[64];
    snprintf(universe, sizeof universe, "~%s", id);
    struct ts_run *run = acts_run(acts, id, "player", universe, 0);
    assert_ok(acts, ts_store_load_run_at(acts->store, acts_symbol(acts, from), turn, &past, &acts->err));
    acts_begin_branch(acts, run, &past);
    assert_int_not_equal(acts->changes.fork.universe, 0);
    ts_run_record_clear(&past);
    return run;
}

static inline struct ts_run *branch(struct acts *acts, const char *from, int64_t turn, const char *id)
{
    struct ts_run *run = begin_branch(acts, from, turn, id);
    assert_ok(acts, acts_save(acts));
    return run;
}

static inline int64_t get_int(struct acts *acts, int64_t universe, ts_symbol key, int64_t position)
{
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_value value;
    assert_ok(acts, world->get(world->self, universe, key, position, ts_value_int(0), &value, &acts->err));
    assert_int_equal(value.type, TS_INT);
    return value.integer;
}

static inline void assert_text(const struct ts_text *text, const char *words)
{
    assert_non_null(text);
    assert_string_equal(text->bytes, words);
}

static inline void set_state(struct acts *acts, struct ts_run *run, enum ts_act_kind kind, enum ts_run_state to)
{
    acts_begin(acts, run, kind);
    run->head.state = to;
    acts->changes.ends_session = kind != TS_ACT_RESUME && kind != TS_ACT_ARCHIVE;
    if (kind != TS_ACT_RESUME) return;
    acts->changes.opens_session = true;
    run->head.session++;
}

// A branch that is played.
static inline struct ts_run *go_on(struct acts *acts, const char *from, int64_t turn, const char *id)
{
    struct ts_run *run = branch(acts, from, turn, id);
    set_state(acts, run, TS_ACT_RESUME, TS_ACTIVE);
    assert_ok(acts, acts_save(acts));
    return run;
}

struct completions {
    int count;
    struct ts_completion_record last;
};

static inline void take_completion(void *self, const struct ts_completion_record *completion)
{
    struct completions *completions = self;
    completions->count++;
    completions->last = *completion;
}

static inline char *copy(const char *text)
{
    return strcpy(ts_memory_get(strlen(text) + 1), text);
}

static inline void complete(struct acts *acts, struct ts_run *run)
{
    set_state(acts, run, TS_ACT_COMPLETE, TS_COMPLETED);
    acts->changes.completes = true;
    acts->changes.completion = (struct ts_completion){.ending = acts_symbol(acts, "harbour:lantern/spoken"),
                                                      .turns = run->head.turn - run->fork_turn,
                                                      .milestones = run->head.milestones - run->fork_milestones};
    acts->changes.reason = ts_text_new("Retired", 7);
    ts_changeset_grant(&acts->changes, acts_symbol(acts, "core:second"), 0, copy("[1]"));
}

#define CASE(name)                                                                                                                         \
    {                                                                                                                                      \
#name, name, set_up, tear_down, NULL                                                                                               \
    }

static inline bool has_driver(const char *driver)
{
    if (strcmp(driver, "postgresql") != 0) return true;
    if (server_url() && server_make_database()) return true;
    fprintf(stderr, "SKIPPED: the contract over PostgreSQL: TURNSTONE_TEST_POSTGRESQL names no server to try it on\n");
    return false;
}

// Runs the cases over each of the drivers named, up to NULL.
static inline int run_over(const char *const *drivers, const struct CMUnitTest *cases, size_t count)
{
    struct CMUnitTest *tests = ts_memory_get(count * sizeof *tests);
    int failed = 0;
    for (; *drivers; drivers++) {
        if (!has_driver(*drivers)) continue;
        memcpy(tests, cases, count * sizeof *tests);
        for (size_t i = 0; i < count; i++) tests[i].initial_state = (void *)*drivers;
        failed += _cmocka_run_group_tests(*drivers, tests, count, NULL, NULL);
        if (strcmp(*drivers, "postgresql") == 0) server_drop_database();
    }
    free(tests);
    return failed;
}

static inline int run_contract(const struct CMUnitTest *cases, size_t count)
{
    static const char *const drivers[] = {"memory", "sqlite", "postgresql", NULL};
    return run_over(drivers, cases, count);
}

static inline int run_over_server(const struct CMUnitTest *cases, size_t count)
{
    static const char *const drivers[] = {"postgresql", NULL};
    return run_over(drivers, cases, count);
}

#endif
