// contract_save_test.c - acts of one batch, some of them taken back alone
#include "contract.h"
#include "store/sqlite.h"

static void begin(struct acts *acts)
{
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
}

static void save(struct acts *acts)
{
    assert_ok(acts, ts_store_save(acts->store, &acts->err));
}

// The run stands as before in memory too.
static void undo(struct acts *acts)
{
    struct ts_savepoint none = {.head = acts->changes.before};
    ts_changeset_undo(&acts->changes, &none);
    assert_ok(acts, ts_store_undo(acts->store, &acts->err));
}

static void turn_in_batch(struct acts *acts, struct ts_run *run)
{
    acts_standard_turn(acts, run);
    assert_ok(acts, acts_apply(acts));
}

static int64_t count_events(struct acts *acts, int64_t universe)
{
    struct ts_universe_record record;
    bool found;
    assert_ok(acts, ts_store_find_universe(acts->store, acts_symbol(acts, "world"), &record, &found, &acts->err));
    assert_true(found && record.row == universe);
    return record.events;
}

static void assert_stands(struct acts *acts, const char *id, int64_t turn)
{
    struct ts_run_record record = load(acts, id);
    assert_int_equal(record.turn, turn);
    ts_run_record_clear(&record);
}

static void an_act_is_taken_back_alone(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *a = start(acts, "a"), *b = start(acts, "b");
    begin(acts);
    save(acts);
    turn_in_batch(acts, a);
    save(acts);
    turn_in_batch(acts, b);
    undo(acts);
    save(acts);
    turn_in_batch(acts, a);
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    for (int again = 0; again < 2; again++) { // as remembered, and as written
        assert_stands(acts, "a", 2);
        assert_stands(acts, "b", 0);
        assert_int_equal(count_events(acts, a->universe_row), 2);
        assert_int_equal(get_int(acts, a->universe_row, acts->keys[0], 10), 2);
        reopen(fixture);
    }
    assert_sound(acts);
    turn(acts, b);
    assert_int_equal(get_int(acts, a->universe_row, acts->keys[0], 10), 3);
    assert_sound(acts);
    ts_run_free(a);
    ts_run_free(b);
}

// Both acts are of the same run, universe and key: what was remembered of the first must hold, of the second not.
static void what_is_taken_back_leaves_the_act_before_it(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "a");
    begin(acts);
    save(acts);
    turn_in_batch(acts, run);
    save(acts);
    acts_standard_turn(acts, run);
    acts_record(acts, "says what nobody said before", true);
    ts_changeset_write(&acts->changes, acts->keys[2], false, ts_value_text("once", 4));
    ts_changeset_claim(&acts->changes, acts_symbol(acts, "harbour:bell"));
    assert_ok(acts, acts_apply(acts));
    undo(acts);
    save(acts);
    acts_standard_turn(acts, run);
    acts_record(acts, "says what nobody said before", true);
    ts_changeset_claim(&acts->changes, acts_symbol(acts, "harbour:bell"));
    assert_ok(acts, acts_apply(acts));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    reopen(fixture);
    assert_stands(acts, "a", 2);
    assert_int_equal(count_events(acts, run->universe_row), 3);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[2], 10), 0);
    assert_sound(acts);
    ts_run_free(run);
}

static void a_run_that_was_taken_back_can_be_started(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *first = acts_run(acts, "a", "player", "world", 0), *second = acts_run(acts, "a", "player", "world", 0);
    begin(acts);
    save(acts);
    acts_begin_start(acts, first);
    assert_ok(acts, acts_apply(acts));
    assert_ok(acts, ts_store_undo(acts->store, &acts->err));
    save(acts);
    acts_begin_start(acts, second);
    assert_int_equal(second->universe_row, 0);
    assert_ok(acts, acts_apply(acts));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    reopen(fixture);
    assert_stands(acts, "a", 0);
    turn(acts, second);
    assert_sound(acts);
    ts_run_free(first);
    ts_run_free(second);
}

static void a_refused_act_leaves_the_batch_as_it_is(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *a = start(acts, "a"), *b = start(acts, "b");
    begin(acts);
    save(acts);
    turn_in_batch(acts, a);
    save(acts);
    acts_standard_turn(acts, b);
    acts->changes.before.turn = 7;
    assert_int_equal(acts_apply(acts), TS_CONFLICT);
    acts->changes.before.turn = 0;
    undo(acts);
    save(acts);
    turn_in_batch(acts, b);
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    reopen(fixture);
    assert_stands(acts, "a", 1);
    assert_stands(acts, "b", 1);
    assert_sound(acts);
    ts_run_free(a);
    ts_run_free(b);
}

static void a_rollback_takes_back_what_was_saved(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "a");
    struct ts_head head = run->head;
    begin(acts);
    save(acts);
    turn_in_batch(acts, run);
    save(acts);
    turn_in_batch(acts, run);
    ts_store_rollback(acts->store);
    assert_stands(acts, "a", 0);
    run->head = head;
    turn(acts, run);
    reopen(fixture);
    assert_stands(acts, "a", 1);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 10), 1);
    assert_sound(acts);
    ts_run_free(run);
}

// Its variable is written by then, its event cannot be.
static void an_act_that_fails_half_way_leaves_the_batch_as_it_is(void **state)
{
    static const char second_event_fails[] =
        "CREATE TEMP TRIGGER fails BEFORE INSERT ON event WHEN NEW.n = 2 BEGIN SELECT raise(ABORT, 'no more'); END";
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    if (ts_store_is_memory(acts->store)) return; // nothing fails there
    struct ts_run *a = start(acts, "a"), *b = start(acts, "b");
    assert_int_equal(sqlite3_exec(ts_sqlite(ts_sql(acts->store))->db, second_event_fails, NULL, NULL, NULL), SQLITE_OK);
    begin(acts);
    save(acts);
    turn_in_batch(acts, a);
    save(acts);
    acts_standard_turn(acts, b);
    ts_changeset_set_var(&acts->changes, 0, ts_value_text("lit by a name that is new", 25));
    acts_record(acts, "a name that is new", true);
    acts_record(acts, "another", true);
    assert_int_equal(acts_apply(acts), TS_DATA);
    assert_int_equal(ts_store_save(acts->store, &acts->err), TS_IO);
    undo(acts);
    save(acts);
    acts_standard_turn(acts, b);
    acts_record(acts, "a name that is new", true);
    assert_ok(acts, acts_apply(acts));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    reopen(fixture);
    assert_stands(acts, "a", 1);
    assert_stands(acts, "b", 1);
    assert_int_equal(count_events(acts, a->universe_row), 3);
    assert_sound(acts);
    ts_run_free(a);
    ts_run_free(b);
}

// Many acts, each third taken back, against what is left when only the others are applied.
static void any_number_of_acts_is_taken_back(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *runs[3] = {start(acts, "a"), start(acts, "b"), start(acts, "c")};
    int64_t turns[3] = {0};
    for (int batch = 0; batch < 4; batch++) {
        begin(acts);
        for (int i = 0; i < 60; i++) {
            int who = (i * 7 + batch) % 3;
            save(acts);
            turn_in_batch(acts, runs[who]);
            if (i % 3 == 2) undo(acts);
            else turns[who]++;
        }
        assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    }
    reopen(fixture);
    assert_stands(acts, "a", turns[0]);
    assert_stands(acts, "b", turns[1]);
    assert_stands(acts, "c", turns[2]);
    assert_int_equal(get_int(acts, runs[0]->universe_row, acts->keys[0], 1000), 160);
    assert_sound(acts);
    for (int i = 0; i < 3; i++) ts_run_free(runs[i]);
}

int main(void)
{
    static const char *const drivers[] = {"memory", "sqlite", NULL}; // a server takes acts one by one
    const struct CMUnitTest cases[] = {
        CASE(an_act_is_taken_back_alone),
        CASE(what_is_taken_back_leaves_the_act_before_it),
        CASE(a_run_that_was_taken_back_can_be_started),
        CASE(a_refused_act_leaves_the_batch_as_it_is),
        CASE(an_act_that_fails_half_way_leaves_the_batch_as_it_is),
        CASE(a_rollback_takes_back_what_was_saved),
        CASE(any_number_of_acts_is_taken_back),
    };
    return run_over(drivers, cases, sizeof cases / sizeof *cases);
}
