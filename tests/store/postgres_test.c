// postgres_test.c - what only a store in a PostgreSQL database is asked
#include "contract.h"

#ifdef TURNSTONE_POSTGRESQL
#include "engine/batch.h"
#include "store/postgres.h"

static int64_t trips_of(struct acts *acts)
{
    return ts_postgres(ts_sql(acts->store))->trips;
}

static void takes_a_turn_in_two_round_trips(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    const struct ts_world *world = ts_store_world(acts->store);
    for (int i = 0; i < 5; i++) turn(acts, run);
    for (int i = 0; i < 20; i++) {
        int64_t before = trips_of(acts), seq;
        assert_ok(acts, world->head(world->self, run->universe_row, NULL, &seq, &acts->err)); // as whoever computes a turn asks
        assert_int_equal(trips_of(acts), before);
        turn(acts, run);
        assert_int_equal(trips_of(acts), before + 2);
    }
    ts_run_free(run);
}

static struct ts_store *open_another(struct fixture *fixture)
{
    struct ts_store *store;
    assert_ok(&fixture->acts, ts_store_open(fixture->url, TS_STORE_WRITE, fixture->acts.symbols, &store, &fixture->acts.err));
    return store;
}

static void tells_others_what_was_committed(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_store *other = open_another(fixture_of(state));
    struct ts_run *run = start(acts, "r");
    uint64_t before = ts_store_version(other, 0), mine = ts_store_version(acts->store, 0);
    turn(acts, run);
    for (int i = 0; i < 5000 && ts_store_version(other, 0) == before; i++) usleep(1000); // until it has come in
    assert_int_not_equal(ts_store_version(other, 0), before);
    assert_int_equal(ts_store_version(acts->store, 0), mine);
    ts_store_close(other);
    ts_run_free(run);
}

static void a_run_is_played_by_one_connection(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_store *other = open_another(fixture_of(state));
    struct ts_run *run = start(acts, "r");
    assert_ok(acts, ts_store_lock_run(acts->store, run->id, &acts->err));
    assert_true(ts_store_is_played(other, run->id));
    assert_false(ts_store_is_played(acts->store, run->id));
    assert_int_equal(ts_store_lock_run(other, run->id, &acts->err), TS_BUSY);
    ts_store_unlock_run(acts->store, run->id);
    assert_ok(acts, ts_store_lock_run(other, run->id, &acts->err));
    ts_store_close(other);
    ts_run_free(run);
}

static void cut_the_way(struct acts *acts)
{
    char words[80];
    snprintf(words, sizeof words, "SELECT pg_terminate_backend(%d, 5000)", PQbackendPID(ts_postgres(ts_sql(acts->store))->connection));
    assert_true(server_do(server_url(), words));
}

static void write_turn(struct acts *acts, struct ts_run *run)
{
    acts_standard_turn(acts, run);
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, acts_apply(acts));
}

static void a_batch_that_is_cut_off_is_taken_back_and_done_anew(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    turn(acts, run);
    int64_t turns = run->head.turn;
    write_turn(acts, run);
    cut_the_way(acts);
    assert_int_equal(ts_store_commit(acts->store, &acts->err), TS_CONFLICT);
    assert_true(ts_store_is_torn(acts->store));
    assert_false(ts_store_is_writing(acts->store));
    assert_ok(acts, acts_save(acts));
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.turn, turns + 1);
    ts_run_record_clear(&record);
    assert_sound(acts);
    ts_run_free(run);
}

// Commits the batch and keeps its number.
static void commit_as(struct acts *acts, char number[24])
{
    struct postgres_store *pg = ts_postgres(ts_sql(acts->store));
    ts_postgres_take_transaction(pg);
    memcpy(number, pg->transaction, sizeof pg->transaction);
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
}

// As after a crash, when the number of what never reached the disk is another's, who was quicker: it is taken back all the same.
static void be_cut_off_as(struct acts *acts, const char number[24])
{
    struct postgres_store *pg = ts_postgres(ts_sql(acts->store));
    ts_postgres_take_transaction(pg);
    memcpy(pg->transaction, number, sizeof pg->transaction);
    cut_the_way(acts);
    assert_int_equal(ts_store_commit(acts->store, &acts->err), TS_CONFLICT);
    assert_true(ts_store_is_torn(acts->store));
}

static void a_batch_is_not_taken_for_another_with_its_number(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    char number[24];
    write_turn(acts, run);
    commit_as(acts, number);
    write_turn(acts, run);
    be_cut_off_as(acts, number);
    assert_ok(acts, acts_save(acts));
    assert_int_equal(load(acts, "r").turn, 2);
    assert_sound(acts);
    ts_run_free(run);
}

struct cutting {
    struct acts *acts;
    ts_symbol deed;
    int tries, cuts;
    enum ts_status end;
};

static enum ts_status write_and_be_cut_off(void *self, struct ts_err *err)
{
    struct cutting *cutting = self;
    enum ts_status status = ts_store_add_deed(cutting->acts->store, cutting->deed, 1, err);
    if (cutting->tries++ < cutting->cuts) cut_the_way(cutting->acts);
    return status ? status : cutting->end;
}

static void count_deed(void *self, const struct ts_deed_record *deed)
{
    (void)deed;
    ++*(int *)self;
}

static int deeds_of(struct acts *acts)
{
    int count = 0;
    assert_ok(acts, ts_store_each_deed(acts->store, count_deed, &count, &acts->err));
    return count;
}

static void a_batch_of_any_kind_is_done_anew_when_it_was_cut_off(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct cutting cutting = {.acts = acts, .deed = ts_symbol_of(acts->symbols, "twice"), .cuts = 2};
    int before = deeds_of(acts);
    assert_ok(acts, ts_batch_do(acts->store, write_and_be_cut_off, &cutting, &acts->err));
    assert_int_equal(cutting.tries, 3);
    assert_false(ts_store_is_writing(acts->store));
    assert_int_equal(deeds_of(acts), before + 1);
}

static void write_deed(struct acts *acts, const char *name)
{
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, ts_store_add_deed(acts->store, ts_symbol_of(acts->symbols, name), 1, &acts->err));
}

static void a_batch_without_acts_is_done_anew_when_the_server_was_started_meanwhile(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    char number[24];
    int before = deeds_of(acts);
    write_deed(acts, "another's");
    commit_as(acts, number);
    write_deed(acts, "ours");
    ts_postgres(ts_sql(acts->store))->server = 0; // as it was then
    be_cut_off_as(acts, number);
    assert_int_equal(deeds_of(acts), before + 1); // another's alone
}

static void a_batch_that_refuses_itself_is_not_done_anew(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct cutting cutting = {.acts = acts, .deed = ts_symbol_of(acts->symbols, "never"), .end = TS_REFUSED};
    int before = deeds_of(acts);
    assert_int_equal(ts_batch_do(acts->store, write_and_be_cut_off, &cutting, &acts->err), TS_REFUSED);
    assert_int_equal(cutting.tries, 1);
    assert_int_equal(deeds_of(acts), before);
}

static void reads_on_when_the_way_was_cut(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    cut_the_way(acts);
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.turn, run->head.turn);
    ts_run_record_clear(&record);
    ts_run_free(run);
}

static void takes_nothing_of_a_batch_with_a_text_that_is_none(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    acts_standard_turn(acts, run);
    acts->changes.answer = ts_text_new("\xed\xa0\x80", 3);
    assert_int_equal(acts_save(acts), TS_DATA);
    assert_non_null(strstr(acts->err.message, "a text is none for the store"));
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.turn, 0);
    ts_run_record_clear(&record);
    assert_sound(acts);
    ts_run_free(run);
}

static void assert_shown(const char *url, bool has_secret, const char *as)
{
    char *shown = ts_postgres_shown(url);
    assert_string_equal(shown, as);
    assert_int_equal(ts_postgres_has_secret(url), has_secret);
    free(shown);
}

static void shows_a_url_that_is_as_good_but_for_passwords(void **state)
{
    (void)state;
    assert_shown("postgresql://ann:secret@host:5433/games?password=hidden&sslmode=require", true, "postgresql://ann@host:5433/games?sslmode=require");
    assert_shown("postgresql://host/games?sslkey=/k&sslpassword=hidden", true, "postgresql://host/games?sslkey=/k");
    assert_shown("postgres://?service=games", false, "postgresql://?service=games");
    assert_shown("postgresql://[::1]:7/a%2Fb", false, "postgresql://[::1]:7/a%2Fb");
    assert_shown("postgresql://a%3Ab:p@one:1,two:2/games", true, "postgresql://a%3Ab@/games?host=one,two&port=1,2");
    assert_shown("postgresql:///games?host=/run/x%20y", false, "postgresql:///games?host=/run/x%20y");
}

static void tells_nothing_of_a_url_that_cannot_be_read(void **state)
{
    static const char *const urls[] = {"postgresql://ann:se%cret@host/games", "postgresql://ann:se@cret@host/games", "postgresql://ann:se/cret@host/games",
                                       "postgresql://ann:se/c@ret:1@host/games", "postgresql://host/games?pass=secret", "postgresql://ann:se[cret/games"};
    struct acts *acts = &fixture_of(state)->acts;
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct ts_store *store;
        assert_shown(urls[i], true, "postgresql://");
        assert_int_equal(ts_store_open(urls[i], TS_STORE_READ, acts->symbols, &store, &acts->err), TS_USAGE);
        assert_null(strstr(acts->err.message, "cret"));
    }
}

static void refuses_what_is_of_others_or_newer(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_store *store;
    assert_true(server_do(fixture->url, "INSERT INTO turnstone.version(number, at) VALUES (99, 0)"));
    assert_int_equal(ts_store_open(fixture->url, TS_STORE_WRITE, acts->symbols, &store, &acts->err), TS_DATA);
    assert_non_null(strstr(acts->err.message, "newer"));
    assert_true(server_do(fixture->url, "DROP TABLE turnstone.act CASCADE"));
    assert_int_equal(ts_store_open(fixture->url, TS_STORE_CREATE, acts->symbols, &store, &acts->err), TS_DATA);
    assert_true(server_do(fixture->url, "DROP SCHEMA turnstone CASCADE"));
    assert_int_equal(ts_store_open(fixture->url, TS_STORE_WRITE, acts->symbols, &store, &acts->err), TS_DATA);
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        CASE(takes_a_turn_in_two_round_trips), CASE(tells_others_what_was_committed),
        CASE(a_run_is_played_by_one_connection), CASE(a_batch_that_is_cut_off_is_taken_back_and_done_anew),
        CASE(a_batch_is_not_taken_for_another_with_its_number),
        CASE(a_batch_of_any_kind_is_done_anew_when_it_was_cut_off), CASE(a_batch_without_acts_is_done_anew_when_the_server_was_started_meanwhile),
        CASE(a_batch_that_refuses_itself_is_not_done_anew),
        CASE(takes_nothing_of_a_batch_with_a_text_that_is_none), CASE(reads_on_when_the_way_was_cut), CASE(shows_a_url_that_is_as_good_but_for_passwords),
        CASE(tells_nothing_of_a_url_that_cannot_be_read), CASE(refuses_what_is_of_others_or_newer),
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
