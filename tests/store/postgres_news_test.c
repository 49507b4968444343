// postgres_news_test.c - how a store in a PostgreSQL database hears of what others commit, while it waits
#include "contract.h"

#ifdef TURNSTONE_POSTGRESQL
#include <poll.h>

#include "store/postgres.h"

enum { PATIENCE_MS = 10000 };

static struct ts_store *open_another(struct fixture *fixture)
{
    struct ts_store *store;
    assert_ok(&fixture->acts, ts_store_open(fixture->url, TS_STORE_WRITE, fixture->acts.symbols, &store, &fixture->acts.err));
    return store;
}

static bool comes_in(int fd)
{
    return poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, PATIENCE_MS) == 1;
}

// What comes when a store begins to wait has come: from now on only others make its descriptor readable, for some seconds.
static uint64_t settle_down(struct ts_store *store, int64_t universe)
{
    uint64_t version = ts_store_version(store, universe);
    for (int i = 0; i < PATIENCE_MS && (ts_store_news_fd(store) < 0 || ts_postgres(ts_sql(store))->is_looking); i++) {
        usleep(1000); // until it is answered
        version = ts_store_version(store, universe);
    }
    assert_true(ts_store_news_fd(store) >= 0);
    return version;
}

static void wakes_on_what_others_commit(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_store *other = open_another(fixture_of(state));
    uint64_t version = settle_down(other, run->universe_row);
    int fd = ts_store_news_fd(other);
    turn(acts, run);
    assert_true(comes_in(fd));
    assert_int_not_equal(ts_store_version(other, run->universe_row), version);
    ts_store_close(other);
    ts_run_free(run);
}

static void hears_of_each_universe_by_itself(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r"), *elsewhere = start_at(acts, "s", "elsewhere", 0);
    struct ts_store *other = open_another(fixture_of(state));
    uint64_t version = settle_down(other, run->universe_row), all = ts_store_version(other, 0);
    turn(acts, elsewhere);
    for (int i = 0; i < PATIENCE_MS && ts_store_version(other, 0) == all; i++) usleep(1000); // until it has come in
    assert_int_not_equal(ts_store_version(other, 0), all);
    assert_int_equal(ts_store_version(other, run->universe_row), version);
    ts_store_close(other);
    ts_run_free(elsewhere);
    ts_run_free(run);
}

// As a way that is waited on may bring an answer and news at once.
static void says_at_once_that_something_came_in_meanwhile(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_store *other = open_another(fixture_of(state));
    const struct ts_world *world = ts_store_world(other);
    uint64_t version = settle_down(other, run->universe_row);
    int64_t seq;
    int fd = ts_store_news_fd(other);
    turn(acts, run);
    assert_true(comes_in(fd));
    assert_ok(acts, world->head(world->self, run->universe_row, NULL, &seq, &acts->err));
    assert_int_equal(ts_store_news_fd(other), -1);
    assert_int_not_equal(ts_store_version(other, run->universe_row), version);
    assert_true(ts_store_news_fd(other) >= 0);
    ts_store_close(other);
    ts_run_free(run);
}

static void asks_the_server_whether_it_is_there_without_waiting(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_store *other = open_another(fixture_of(state));
    struct postgres_store *pg = ts_postgres(ts_sql(other));
    const struct ts_world *world = ts_store_world(other);
    int64_t seq;
    settle_down(other, 0);
    pg->looked_at = 0; // long ago
    ts_store_news_fd(other);
    assert_true(pg->looked_at > 0); // its answer may be there already
    assert_ok(acts, world->head(world->self, run->universe_row, NULL, &seq, &acts->err)); // asked in between, and answered in order
    assert_false(pg->is_looking);
    ts_store_close(other);
    ts_run_free(run);
}

static void comes_back_by_itself_when_it_was_let_go(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct postgres_store *pg = ts_postgres(ts_sql(acts->store));
    char words[80];
    assert_ok(acts, ts_store_lock_run(acts->store, run->id, &acts->err));
    uint64_t version = settle_down(acts->store, run->universe_row);
    int64_t number = pg->number, trips = pg->trips;
    snprintf(words, sizeof words, "SELECT pg_terminate_backend(%d, 5000)", PQbackendPID(pg->connection));
    assert_true(server_do(server_url(), words));
    for (int i = 0; i < PATIENCE_MS && pg->number == number; i++) {
        ts_store_news_fd(acts->store);
        usleep(1000); // until the new one is made
    }
    assert_int_equal(pg->number, number + 1);
    assert_true(pg->trips <= trips + 1); // for the run's lock
    assert_int_not_equal(ts_store_version(acts->store, run->universe_row), version);
    assert_true(ts_store_news_fd(acts->store) >= 0);
    struct ts_store *other = open_another(fixture_of(state));
    assert_true(ts_store_is_played(other, run->id));
    ts_store_close(other);
    turn(acts, run);
    ts_run_free(run);
}

static void never_tells_of_what_it_did_itself(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    uint64_t version = settle_down(acts->store, run->universe_row);
    turn(acts, run);
    assert_true(ts_store_news_fd(acts->store) >= 0);
    assert_int_equal(ts_store_version(acts->store, run->universe_row), version);
    ts_run_free(run);
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        CASE(wakes_on_what_others_commit),
        CASE(hears_of_each_universe_by_itself),
        CASE(says_at_once_that_something_came_in_meanwhile),
        CASE(asks_the_server_whether_it_is_there_without_waiting),
        CASE(comes_back_by_itself_when_it_was_let_go),
        CASE(never_tells_of_what_it_did_itself),
    };
    return run_over_server(cases, sizeof cases / sizeof *cases);
}
#else
int main(void)
{
    fprintf(stderr, "SKIPPED: built without PostgreSQL\n");
    return 0;
}
#endif
