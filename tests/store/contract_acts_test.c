// contract_acts_test.c - the log of a universe, read act by act and proved: by a store that keeps hashes; one in memory refuses cleanly
#include "contract.h"

enum { TURNS = 3 };

struct claims {
    int count;
    ts_symbol key;
    int64_t seq;
};

// NULL: this driver keeps no hashes, and has said so.
static struct ts_acts *open_log(struct acts *acts, int64_t universe)
{
    struct ts_acts *log = (void *)acts;
    enum ts_status status = ts_acts_open(acts->store, universe, &log, &acts->err);
    if (!ts_store_is_memory(acts->store)) {
        assert_ok(acts, status);
        assert_non_null(log);
        return log;
    }
    assert_int_equal(status, TS_REFUSED);
    assert_non_null(strstr(acts->err.message, "--store"));
    assert_null(log);
    ts_acts_close(log);
    return NULL;
}

static struct ts_logged_act next_of(struct acts *acts, struct ts_acts *log)
{
    struct ts_logged_act act = {0};
    bool found = false;
    assert_ok(acts, ts_acts_next(log, &act, &found, &acts->err));
    assert_true(found);
    return act;
}

static void assert_at_end(struct acts *acts, struct ts_acts *log)
{
    struct ts_logged_act act;
    bool found = true;
    assert_ok(acts, ts_acts_next(log, &act, &found, &acts->err));
    assert_false(found);
}

static bool is_proved(struct acts *acts, struct ts_acts *log)
{
    bool is_same = false;
    assert_ok(acts, ts_acts_prove(log, &acts->changes, &is_same, &acts->err));
    return is_same;
}

static void gives_acts_in_the_order_they_were_stored(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *one = start(acts, "one"), *two = start(acts, "two");
    for (int i = 0; i < TURNS; i++) turn(acts, i % 2 ? two : one);
    int64_t universe = one->universe_row;
    reopen(fixture);
    struct ts_acts *log = open_log(acts, universe);
    for (int i = 0; log && i < 2 + TURNS; i++) {
        struct ts_logged_act act = next_of(acts, log);
        assert_int_equal(act.act.seq, i + 1);
        assert_int_equal(act.act.kind, i < 2 ? TS_ACT_START : TS_ACT_TURN);
        assert_int_equal(act.run, i % 2 ? two->id : one->id);
        assert_int_equal(act.key, i + 1);
        assert_false(act.is_buried);
    }
    if (log) assert_at_end(acts, log);
    ts_acts_close(log);
    ts_run_free(one);
    ts_run_free(two);
}

static void proves_an_act_by_all_that_it_did(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    turn(acts, run);
    struct ts_acts *log = open_log(acts, run->universe_row);
    if (log) {
        next_of(acts, log);
        assert_false(is_proved(acts, log)); // the start is no turn
        next_of(acts, log);
        assert_true(is_proved(acts, log));
        acts->changes.key++;
        assert_false(is_proved(acts, log));
        acts->changes.key--;
        ts_changeset_write(&acts->changes, acts->keys[1], true, ts_value_int(1));
        assert_false(is_proved(acts, log));
    }
    ts_acts_close(log);
    ts_run_free(run);
}

static void stands_still_while_others_write(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_acts *log = open_log(acts, run->universe_row);
    if (log) {
        next_of(acts, log);
        assert_at_end(acts, log);
    }
    ts_acts_close(log);
    turn(acts, run);
    log = open_log(acts, run->universe_row);
    if (log) {
        next_of(acts, log);
        next_of(acts, log);
        assert_at_end(acts, log);
    }
    ts_acts_close(log);
    ts_run_free(run);
}

static void tells_that_a_run_was_deleted(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "r"), *other = start(acts, "other");
    turn(acts, run);
    acts_begin(acts, run, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
    int64_t universe = other->universe_row;
    reopen(fixture);
    struct ts_acts *log = open_log(acts, universe);
    if (log) {
        assert_true(next_of(acts, log).is_buried);
        assert_false(next_of(acts, log).is_buried);
        assert_true(next_of(acts, log).is_buried);
    }
    ts_acts_close(log);
    ts_run_free(run);
    ts_run_free(other);
}

static void take_claim(void *self, ts_symbol key, int64_t seq)
{
    struct claims *claims = self;
    claims->count++;
    claims->key = key;
    claims->seq = seq;
}

static void tells_what_was_claimed_and_when(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *one = start_at(acts, "one", "a", 0), *two = start_at(acts, "two", "b", 0);
    struct claims here = {0}, there = {0};
    ts_symbol key = acts_symbol(acts, "harbour:sword");
    acts_begin_turn(acts, one);
    ts_changeset_claim(&acts->changes, key);
    assert_ok(acts, acts_save(acts));
    struct ts_acts *log = open_log(acts, one->universe_row);
    if (log) {
        assert_ok(acts, ts_acts_each_claim(log, take_claim, &here, &acts->err));
        assert_int_equal(here.count, 1);
        assert_int_equal(here.key, key);
        assert_int_equal(here.seq, 2);
    }
    ts_acts_close(log);
    log = open_log(acts, two->universe_row);
    if (log) assert_ok(acts, ts_acts_each_claim(log, take_claim, &there, &acts->err));
    assert_int_equal(there.count, 0);
    ts_acts_close(log);
    ts_run_free(one);
    ts_run_free(two);
}

static void is_not_read_while_a_batch_is_open(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_acts *log = (void *)acts;
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_int_equal(ts_acts_open(acts->store, run->universe_row, &log, &acts->err), TS_REFUSED);
    assert_null(log);
    ts_store_rollback(acts->store);
    turn(acts, run);
    assert_sound(acts);
    ts_run_free(run);
}

int main(void)
{
    static const struct CMUnitTest cases[] = {
        CASE(gives_acts_in_the_order_they_were_stored), CASE(proves_an_act_by_all_that_it_did), CASE(stands_still_while_others_write),
        CASE(tells_that_a_run_was_deleted),             CASE(tells_what_was_claimed_and_when),  CASE(is_not_read_while_a_batch_is_open),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
