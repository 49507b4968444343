// pack_test.c - what a store's file keeps of packs: through an export, a salvage, and the forgetting of a person
#include "contract.h"

#include "described.h"
#include "files.h"

struct import {
    struct ts_import *into;
};

static enum ts_status pass_line(void *self, const char *line, size_t length, struct ts_err *err)
{
    return ts_store_import_line(((struct import *)self)->into, line, length, err);
}

static struct ts_run *person(struct acts *acts, const char *id, const char *player)
{
    struct ts_run *run = acts_run(acts, id, player, "world", 0);
    acts_begin_start(acts, run);
    acts->changes.packs = acts_symbol(acts, "core 1.0.0, harbour 1.0.0");
    assert_ok(acts, acts_save(acts));
    for (int i = 0; i < 3; i++) turn(acts, run);
    return run;
}

static void add_deed(struct acts *acts, const char *name)
{
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, ts_store_add_deed(acts->store, acts_symbol(acts, name), ++acts->at, &acts->err));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
}

// A run under changed names, completed with a rule's grant.
static struct ts_run *moved(struct acts *acts, const char *id)
{
    struct ts_run *run = person(acts, id, "player");
    acts_begin_migrate(acts, run, "core 1.0.0, harbour 2.0.0");
    assert_ok(acts, acts_save(acts));
    turn(acts, run);
    complete(acts, run);
    ts_changeset_grant(&acts->changes, acts_symbol(acts, "core:third"), acts_symbol(acts, "core 1.0.0, core/init.lua:9"), copy("[2]"));
    assert_ok(acts, acts_save(acts));
    add_deed(acts, "harbour/0001_pier");
    return run;
}

static void count_unlock(void *self, const struct ts_unlock_record *unlock)
{
    *(int *)self += unlock->rule != 0;
}

static void take_deed(void *self, const struct ts_deed_record *deed)
{
    *(struct ts_deed_record *)self = *deed;
}

static void describe(struct acts *acts, const char *id, struct ts_buffer *out)
{
    struct ts_run_record record = load(acts, id);
    struct ts_deed_record deed = {0};
    int rules = 0;
    describe_run(acts, id, out);
    assert_ok(acts, ts_store_each_unlock(acts->store, record.player, count_unlock, &rules, &acts->err));
    assert_ok(acts, ts_store_each_deed(acts->store, take_deed, &deed, &acts->err));
    ts_buffer_add_format(out, "packs %s, %d rules, %s after %lld\n", ts_symbol_text(acts->symbols, record.packs), rules,
                         ts_symbol_text(acts->symbols, deed.name), (long long)deed.completion);
    ts_run_record_clear(&record);
}

static void expect_same(struct fixture *fixture, const char *path, struct ts_buffer *before)
{
    struct acts *acts = &fixture->acts;
    struct ts_buffer after = {0};
    ts_store_close(acts->store);
    assert_ok(acts, ts_store_open(path, TS_STORE_WRITE, acts->symbols, &acts->store, &acts->err));
    describe(acts, "r", &after);
    assert_sound(acts);
    assert_same_words(before, &after);
}

static void comes_through_an_export(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_buffer before = {0};
    struct import import;
    struct ts_exported out, in;
    char path[128];
    ts_run_free(moved(acts, "r"));
    describe(acts, "r", &before);
    snprintf(path, sizeof path, "%s/b.db", fixture->folder);
    assert_ok(acts, ts_store_import_begin(path, &import.into, &acts->err));
    assert_ok(acts, ts_store_export(acts->store, pass_line, &import, &out, &acts->err));
    assert_ok(acts, ts_store_import_end(import.into, &in, &acts->err));
    ts_store_import_free(import.into);
    assert_string_equal(in.hash, out.hash);
    expect_same(fixture, path, &before);
}

static void comes_through_a_salvage(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_buffer before = {0};
    struct ts_salvaged_tables tables = {0};
    char path[128];
    ts_run_free(moved(acts, "r"));
    describe(acts, "r", &before);
    snprintf(path, sizeof path, "%s/b.db", fixture->folder);
    ts_store_close(acts->store);
    acts->store = NULL;
    assert_ok(acts, ts_store_salvage(fixture->url, path, &tables, &acts->err));
    ts_salvaged_tables_clear(&tables);
    expect_same(fixture, path, &before);
}

// --- forgetting

static void skip_remnant(void *self, const struct ts_remnant *remnant)
{
    (void)self;
    (void)remnant;
}

static void erase(struct acts *acts, const char *player)
{
    struct ts_erased erased;
    assert_ok(acts, ts_store_erase_player(acts->store, acts_symbol(acts, player), skip_remnant, NULL, &erased, &acts->err));
    assert_true(erased.is_erased);
}

static int64_t ask(struct fixture *fixture, const char *words)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open(fixture->url, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, words, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}

// The count is the number of the other's name.
static void a_count_keeps_nobodys_name(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = person(acts, "r", "player"), *other = person(acts, "secret-run", "maria-quux");
    uint32_t name = (uint32_t)ask(fixture, "SELECT id FROM name WHERE text = 'maria-quux'");
    acts_begin_migrate(acts, run, NULL);
    ts_changeset_put_tally(&acts->changes, acts_symbol(acts, "harbour:lantern/pier"), (struct ts_tally){name, name});
    assert_ok(acts, acts_save(acts));
    ts_run_free(other);
    erase(acts, "maria-quux");
    assert_int_equal(ask(fixture, "SELECT count(*) FROM name WHERE text IN ('maria-quux', 'secret-run')"), 0);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM name WHERE text = 'harbour:lantern/pier'"), 1);
    assert_sound(acts);
    ts_run_free(run);
}

// As migration 2 left them: a scene that nobody has entered yet stands in no other row.
static void detours_of_older_acts_keep_their_names(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    ts_run_free(person(acts, "r", "player"));
    ts_run_free(person(acts, "s", "maria-quux"));
    run_sql(fixture->url, "INSERT INTO name(text, salt, hash) VALUES ('harbour:lantern/far', 0, 1); "
                          "UPDATE act SET stack = '?' || (SELECT id FROM name WHERE text = 'harbour:lantern/far') || ' 0' WHERE seq = 2");
    reopen(fixture);
    erase(acts, "maria-quux");
    assert_int_equal(ask(fixture, "SELECT count(*) FROM name WHERE text = 'harbour:lantern/far'"), 1);
}

static void take_number(void *self, const struct ts_completion_record *completion)
{
    *(int64_t *)self = completion->number;
}

// Or a rule that was asked for the players of then would never be asked for who completes next.
static void a_forgotten_completion_leaves_its_number(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_deed_record deed;
    int64_t number = 0;
    struct ts_run *run = person(acts, "r", "player"), *other = person(acts, "s", "maria-quux");
    complete(acts, other);
    assert_ok(acts, acts_save(acts));
    add_deed(acts, "rule core:second");
    erase(acts, "maria-quux");
    complete(acts, run);
    assert_ok(acts, acts_save(acts));
    assert_ok(acts, ts_store_each_completion(acts->store, acts_symbol(acts, "player"), take_number, &number, &acts->err));
    assert_ok(acts, ts_store_each_deed(acts->store, take_deed, &deed, &acts->err));
    assert_int_equal(deed.completion, 1);
    assert_int_equal(number, 2);
    assert_sound(acts);
    ts_run_free(run);
    ts_run_free(other);
}

// What runs were played with goes with them.
static void a_forgotten_run_leaves_no_packs(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    ts_run_free(moved(acts, "r"));
    erase(acts, "player");
    assert_int_equal(ask(fixture, "SELECT count(*) FROM run_pack"), 0);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM \"unlock\""), 0);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM deed"), 1);
    assert_sound(acts);
}

#define SQLITE_CASE(name) cmocka_unit_test_prestate_setup_teardown(name, set_up, tear_down, (void *)"sqlite")

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQLITE_CASE(comes_through_an_export),
        SQLITE_CASE(comes_through_a_salvage),
        SQLITE_CASE(a_count_keeps_nobodys_name),
        SQLITE_CASE(detours_of_older_acts_keep_their_names),
        SQLITE_CASE(a_forgotten_completion_leaves_its_number),
        SQLITE_CASE(a_forgotten_run_leaves_no_packs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
