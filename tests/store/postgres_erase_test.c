// postgres_erase_test.c - a person forgotten on a server: with others who write, read and go on, and with ways that are cut
#include "person.h"

#ifdef TURNSTONE_POSTGRESQL
#include "cutter.h"
#include "engine/batch.h"
#include "store/postgres.h"

static struct ts_store *open_at(struct acts *acts, const char *url)
{
    struct ts_store *store;
    assert_ok(acts, ts_store_open(url, TS_STORE_WRITE, acts->symbols, &store, &acts->err));
    return store;
}

static void tell_session(struct ts_store *store, const char *words)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_statement *statement;
    assert_int_equal(ts_sql_prepare(sql, words, &statement, NULL), TS_OK);
    assert_int_equal(sql->link->run(sql, statement, NULL), TS_OK);
    ts_sql_free(statement);
}

static void expect_unclean(struct fixture *fixture, enum ts_status wanted, const char *words)
{
    struct acts *acts = &fixture->acts;
    struct remnants remnants;
    struct ts_erased erased;
    assert_int_equal(erase_with(acts, "maria-quux", &remnants, &erased), wanted);
    assert_true(erased.is_erased);
    assert_non_null(strstr(acts->err.message, words));
    assert_non_null(strstr(acts->err.message, "run it again"));
}

// By another process, once nothing is in its way.
static void expect_cleaned(struct fixture *fixture)
{
    struct acts *acts = &fixture->acts;
    struct remnants remnants;
    struct ts_erased erased;
    int found = 0;
    assert_ok(acts, ts_store_check(acts->store, &(struct ts_checking){.each = count_finding, .self = &found}, &acts->err));
    assert_int_equal(found, 1); // that it is unfinished
    reopen(fixture);
    assert_ok(acts, erase_with(acts, "maria-quux", &remnants, &erased));
    assert_false(erased.is_erased);
    assert_gone(fixture);
    assert_int_equal(erase_with(acts, "maria-quux", &remnants, &erased), TS_DATA);
    assert_sound(acts);
}

// --- what is left in files

static void leaves_nothing_in_samples_or_in_rows_that_were_taken_back(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct remnants remnants;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind");
    struct ts_kept name = {.kind = TS_KEPT_BOARD, .name = TS_KEPT_BOARD_NAME, .value = "dear diary", .at = acts->at};
    personal_turn(acts, first, deed);
    acts_begin_turn(acts, first);
    ts_changeset_write(&acts->changes, acts->keys[2], false, ts_value_text("lives by the sea", 16));
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, ts_store_keep(acts->store, first->player, &name, &acts->err));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, acts_apply(acts));
    ts_store_rollback(acts->store);
    assert_true(server_do(fixture->url, "ANALYZE"));
    erase(acts, "maria-quux", &remnants);
    assert_gone(fixture);
    assert_sound(acts);
    ts_run_free(first);
}

static PGconn *read_on(const struct fixture *fixture, const char *words)
{
    PGconn *reader = PQconnectdb(fixture->url);
    PGresult *result = PQexec(reader, words);
    assert_int_equal(PQresultStatus(result), PGRES_TUPLES_OK);
    PQclear(result);
    return reader;
}

static void cleans_later_when_somebody_reads(void **state)
{
    static const char *const readers[] = {"BEGIN; SELECT count(*) FROM turnstone.run", // keeps the table
                                          "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1"}; // may yet look at rows of before
    static const char *const reasons[] = {"busy", "reads on"};
    for (int i = 0; i < 2; i++) {
        struct fixture *fixture = fixture_of(state);
        struct ts_run *first = person(&fixture->acts, "mq-first", "maria-quux", "Rosalind");
        personal_turn(&fixture->acts, first, deed);
        PGconn *reader = read_on(fixture, readers[i]);
        expect_unclean(fixture, TS_BUSY, reasons[i]);
        assert_true(count_files_with(fixture, "Rosalind") > 0);
        PQfinish(reader);
        expect_cleaned(fixture);
        ts_run_free(first);
    }
}

static void is_cleaned_by_the_owner_alone(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    char guest[1024], words[512];
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind");
    personal_turn(acts, first, deed);
    snprintf(words, sizeof words,
             "CREATE ROLE guest_%1$ld LOGIN PASSWORD 'guest'; GRANT USAGE ON SCHEMA turnstone TO guest_%1$ld; "
             "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA turnstone TO guest_%1$ld",
             (long)getpid());
    assert_true(server_do(fixture->url, words));
    snprintf(guest, sizeof guest, "%s&user=guest_%ld&password=guest", fixture->url, (long)getpid());
    ts_store_close(acts->store);
    acts->store = open_at(acts, guest);
    expect_unclean(fixture, TS_CANNOT_CREATE, "as the owner");
    expect_cleaned(fixture);
    snprintf(words, sizeof words, "DROP OWNED BY guest_%1$ld; DROP ROLE guest_%1$ld", (long)getpid());
    assert_true(server_do(fixture->url, words));
    ts_run_free(first);
}

// A server that goes down may say so behind an answer: that is no lack of rights, and what is left is done once it is there again.
static void takes_no_farewell_for_a_refusal(void **state)
{
    static const struct { const char *code; enum ts_status wanted; } warnings[] = {{"01000", TS_CANNOT_CREATE}, {"57P02", TS_OK}};
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    for (size_t i = 0; i < sizeof warnings / sizeof *warnings; i++) {
        char words[512];
        struct remnants remnants;
        struct ts_erased erased;
        struct ts_run *first = person(acts, i ? "mq-second" : "mq-first", "maria-quux", "Rosalind");
        snprintf(words, sizeof words,
                 "CREATE OR REPLACE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'it says something' USING ERRCODE = '%s'; "
                 "RETURN NULL; END $$; CREATE OR REPLACE TRIGGER warn AFTER INSERT ON turnstone.passage FOR EACH STATEMENT EXECUTE FUNCTION warn()", warnings[i].code);
        assert_true(server_do(fixture->url, words));
        assert_int_equal(erase_with(acts, "maria-quux", &remnants, &erased), warnings[i].wanted);
        assert_true(erased.is_erased);
        assert_true(server_do(fixture->url, "DROP FUNCTION warn() CASCADE"));
        if (warnings[i].wanted) expect_cleaned(fixture);
        ts_run_free(first);
    }
    assert_gone(fixture);
}

// --- others who write

static void waits_for_whoever_writes(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_store *here = acts->store, *there = open_at(acts, fixture->url);
    struct remnants remnants;
    struct ts_erased erased;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *other = neighbour(acts, deed);
    acts->store = there;
    acts_standard_turn(acts, other);
    assert_ok(acts, ts_store_begin(there, 1000, &acts->err));
    assert_ok(acts, acts_apply(acts));
    acts->store = here;
    tell_session(here, "SET lock_timeout = '100ms'");
    assert_int_equal(erase_with(acts, "maria-quux", &remnants, &erased), TS_BUSY);
    assert_false(erased.is_erased);
    assert_false(ts_store_is_torn(here)); // nobody is to try again and again
    assert_ok(acts, ts_store_commit(there, &acts->err));
    erase(acts, "maria-quux", &remnants);
    assert_sound(acts);
    ts_store_close(there);
    ts_run_free(first), ts_run_free(other);
}

struct meanwhile {
    struct ts_store *there;
    ts_symbol deed;
    int times;
    enum ts_status status;
};

static void write_meanwhile(void *self, const struct ts_remnant *remnant)
{
    struct meanwhile *meanwhile = self;
    (void)remnant;
    if (meanwhile->times++) return;
    meanwhile->status = ts_store_begin(meanwhile->there, 100, NULL);
    if (!meanwhile->status) meanwhile->status = ts_store_add_deed(meanwhile->there, meanwhile->deed, 1, NULL);
    if (!meanwhile->status) meanwhile->status = ts_store_commit(meanwhile->there, NULL);
    ts_store_rollback(meanwhile->there);
}

static void keeps_others_from_writing_meanwhile(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct meanwhile meanwhile = {.there = open_at(acts, fixture->url), .deed = acts_symbol(acts, "a deed")};
    struct ts_erased erased;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *other = neighbour(acts, "Rosalind was here");
    tell_session(meanwhile.there, "SET lock_timeout = '100ms'");
    assert_ok(acts, ts_store_erase_player(acts->store, first->player, write_meanwhile, &meanwhile, &erased, &acts->err));
    assert_true(meanwhile.times > 0);
    assert_int_equal(meanwhile.status, TS_BUSY);
    ts_store_close(meanwhile.there);
    ts_run_free(first), ts_run_free(other);
}

struct adding {
    struct ts_store *store;
    ts_symbol deed;
    int tries;
};

static enum ts_status add_deed(void *self, struct ts_err *err)
{
    struct adding *adding = self;
    adding->tries++;
    return ts_store_add_deed(adding->store, adding->deed, 1, err);
}

static void take_deed(void *self, const struct ts_deed_record *record)
{
    *(ts_symbol *)self = record->name;
}

// It remembers the number of a name that only the person used, and writes it without asking.
static void another_process_goes_on_with_names_that_are_there(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct adding adding = {.store = open_at(acts, fixture->url), .deed = acts_symbol(acts, "gift-for-me")};
    struct ts_store *here = acts->store;
    struct remnants remnants;
    ts_symbol found = 0;
    acts->store = adding.store;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind");
    personal_turn(acts, first, deed);
    acts->store = here;
    erase(acts, "maria-quux", &remnants);
    assert_ok(acts, ts_batch_do(adding.store, add_deed, &adding, &acts->err));
    assert_int_equal(adding.tries, 2);
    assert_ok(acts, ts_store_each_deed(here, take_deed, &found, &acts->err));
    assert_int_equal(found, adding.deed);
    assert_sound(acts);
    ts_store_close(adding.store);
    ts_run_free(first);
}

static PGconn *erase_halfway(const struct fixture *fixture)
{
    PGconn *other = PQconnectdb(fixture->url);
    PGresult *result = PQexec(other, "BEGIN; LOCK TABLE turnstone.erasing IN ACCESS EXCLUSIVE MODE; UPDATE turnstone.erasing SET count = count + 1");
    assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
    PQclear(result);
    return other;
}

static void await_waiting(const struct fixture *fixture)
{
    char count[16] = "0";
    for (int i = 0; i < 5000 && strcmp(count, "1") != 0; i++) {
        usleep(1000);
        server_ask(fixture->url, "SELECT count(*) FROM pg_locks WHERE relation = CAST('turnstone.erasing' AS regclass) AND NOT granted", count, sizeof count);
    }
    assert_string_equal(count, "1");
}

// What it looked at before it had to wait does not count.
static void who_had_to_wait_knows_of_the_erasing(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    PGconn *connection = ts_postgres(ts_sql(acts->store))->connection;
    ts_symbol name = acts_symbol(acts, "a deed");
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err)); // so that its statements are prepared
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    PGconn *other = erase_halfway(fixture);
    assert_ok(acts, ts_store_begin(acts->store, 10000, &acts->err));
    assert_true(PQsendFlushRequest(connection) && PQflush(connection) == 0);
    await_waiting(fixture);
    PQclear(PQexec(other, "COMMIT"));
    PQfinish(other);
    enum ts_status status = ts_store_add_deed(acts->store, name, 1, &acts->err);
    assert_int_equal(status ? status : ts_store_commit(acts->store, &acts->err), TS_CONFLICT);
    assert_true(ts_store_is_torn(acts->store));
    ts_store_rollback(acts->store);
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, ts_store_add_deed(acts->store, name, 1, &acts->err));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
}

// --- ways that are cut

static enum ts_status pass_over(void *self, const char *line, size_t length, struct ts_err *err)
{
    (void)self, (void)line, (void)length, (void)err;
    return TS_OK;
}

static void take_hash(struct acts *acts, char *out)
{
    struct ts_exported exported;
    assert_ok(acts, ts_store_export(acts->store, pass_over, NULL, &exported, &acts->err));
    strcpy(out, exported.hash);
}

struct cutting {
    struct fixture *fixture;
    struct cutter cutter;
    char url[1024];               // by the cutter
    char before[17], after[17];   // the hashes of all lines
};

static void close_store(struct acts *acts)
{
    ts_store_close(acts->store);
    acts->store = NULL;
}

// Erases by a way that is cut at a message, from the same beginning each time; what it said is true.
static void erase_cut(struct cutting *cutting, int at, bool lets_it_by)
{
    struct acts *acts = &cutting->fixture->acts;
    struct remnants remnants;
    struct ts_erased erased;
    char hash[17];
    assert_true(server_copy_database("_kept", ""));
    cutting->cutter.orders->at = 0;
    acts->store = open_at(acts, cutting->url);
    *cutting->cutter.orders = (struct cutter_orders){.at = at, .lets_it_by = lets_it_by};
    enum ts_status status = erase_with(acts, "maria-quux", &remnants, &erased);
    assert_true(status == TS_OK || ts_store_is_torn(acts->store) || erased.is_erased);
    close_store(acts);
    acts->store = open_at(acts, cutting->fixture->url);
    take_hash(acts, hash);
    assert_string_equal(hash, erased.is_erased ? cutting->after : cutting->before);
}

// Given again it ends, whatever there was left to do.
static void erase_again(struct cutting *cutting)
{
    struct acts *acts = &cutting->fixture->acts;
    struct remnants remnants;
    struct ts_erased erased;
    char hash[17];
    enum ts_status status = erase_with(acts, "maria-quux", &remnants, &erased);
    assert_true(status == TS_OK || status == TS_DATA); // done already
    take_hash(acts, hash);
    assert_string_equal(hash, cutting->after);
    for (int i = 0; i < 2; i++) assert_int_equal(count_files_with(cutting->fixture, secrets[i]), 0);
    assert_sound(acts);
    close_store(acts);
}

static void begin_cutting(struct cutting *cutting)
{
    struct acts *acts = &cutting->fixture->acts;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *other = neighbour(acts, deed);
    struct remnants remnants;
    char port[16];
    personal_turn(acts, first, deed);
    end(acts, first);
    take_hash(acts, cutting->before);
    close_store(acts);
    assert_true(server_copy_database("", "_kept"));
    server_ask(server_url(), "SHOW port", port, sizeof port);
    cutting->cutter = cutter_open(atoi(port));
    snprintf(cutting->url, sizeof cutting->url, "%s&host=127.0.0.1&port=%d", cutting->fixture->url, cutting->cutter.port);
    acts->store = open_at(acts, cutting->url);
    cutting->cutter.orders->seen = 0;
    erase(acts, "maria-quux", &remnants);
    take_hash(acts, cutting->after);
    close_store(acts);
    assert_string_not_equal(cutting->before, cutting->after);
    ts_run_free(first), ts_run_free(other);
}

static void is_done_wholly_or_not_at_all_wherever_the_way_is_cut(void **state)
{
    enum { CUTS = 12 };
    struct cutting cutting = {.fixture = fixture_of(state)};
    begin_cutting(&cutting);
    int messages = cutting.cutter.orders->seen;
    assert_true(messages > CUTS);
    for (int i = 0; i < CUTS; i++) {
        erase_cut(&cutting, 1 + i * (messages - 1) / (CUTS - 1), i % 2);
        erase_again(&cutting);
    }
    cutter_close(&cutting.cutter);
    assert_true(server_copy_database("_kept", ""));
    server_do_away_with("_kept");
    cutting.fixture->acts.store = open_at(&cutting.fixture->acts, cutting.fixture->url);
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        CASE(leaves_nothing_in_samples_or_in_rows_that_were_taken_back), CASE(cleans_later_when_somebody_reads),
        CASE(is_cleaned_by_the_owner_alone), CASE(takes_no_farewell_for_a_refusal), CASE(waits_for_whoever_writes),
        CASE(keeps_others_from_writing_meanwhile),
        CASE(another_process_goes_on_with_names_that_are_there), CASE(who_had_to_wait_knows_of_the_erasing),
        CASE(is_done_wholly_or_not_at_all_wherever_the_way_is_cut),
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
