// contract_migrate_test.c - what every store promises of acts that carry changed names into a run
#include "described.h"

#define PIER "harbour:lantern/pier"
#define QUAY "harbour:lantern/quay"

static void migrate(struct acts *acts, struct ts_run *run)
{
    acts_begin_migrate(acts, run, NULL);
    assert_ok(acts, acts_save(acts));
}

struct looked { // for one name
    ts_symbol name;
    struct ts_tally tally;
    int64_t value; // 0: not there
};

static void look_at_tally(void *self, ts_symbol symbol, struct ts_tally tally)
{
    struct looked *looked = self;
    if (symbol == looked->name) looked->tally = tally;
}

static void look_at_var(void *self, const struct ts_var_record *var)
{
    struct looked *looked = self;
    if (var->name == looked->name) looked->value = var->value.integer;
}

static void expect_tally(struct acts *acts, const struct ts_run *run, int64_t until_seq, const char *name, uint32_t count, uint32_t turn)
{
    struct looked looked = {.name = acts_symbol(acts, name)};
    assert_ok(acts, ts_store_each_tally(acts->store, run->row, until_seq, look_at_tally, &looked, &acts->err));
    assert_int_equal(looked.tally.count, count);
    assert_int_equal(looked.tally.turn, turn);
}

static void expect_var(struct acts *acts, const struct ts_run *run, int64_t until_seq, const char *name, int64_t value)
{
    struct looked looked = {.name = acts_symbol(acts, name)};
    assert_ok(acts, ts_store_each_var(acts->store, run->row, until_seq, look_at_var, &looked, &acts->err));
    assert_int_equal(looked.value, value);
}

static bool take_act(void *self, const struct ts_act_record *act)
{
    *(struct ts_act_record *)self = *act;
    return false;
}

static void names_change_and_nothing_else(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    for (int i = 0; i < 3; i++) turn(acts, run);
    struct ts_run_record before = load(acts, "r"), after;
    acts_begin_migrate(acts, run, "harbour 2");
    run->head.depth = 1;
    run->head.stack[0] = (struct ts_frame){&acts->scenes[0], &acts->scenes[1]};
    assert_ok(acts, acts_save(acts));
    reopen(fixture_of(state));
    after = load(acts, "r");
    assert_int_equal(after.seq, before.seq + 1);
    assert_int_equal(after.turn, before.turn);
    assert_int_equal(after.position, before.position);
    assert_int_equal(after.state, before.state);
    assert_int_equal(after.session, before.session);
    assert_int_equal(after.last_played, before.last_played);
    assert_string_equal(ts_symbol_text(acts->symbols, before.scene), QUAY);
    assert_string_equal(ts_symbol_text(acts->symbols, after.scene), PIER);
    assert_string_equal(ts_symbol_text(acts->symbols, after.stack[0][0]), PIER);
    assert_string_equal(ts_symbol_text(acts->symbols, after.packs), "harbour 2");
    expect_tally(acts, run, 0, PIER, 2, 3);
    expect_tally(acts, run, 0, QUAY, 0, 0);
    expect_var(acts, run, 0, "strides", 3);
    expect_var(acts, run, 0, "steps", 0);
    assert_sound(acts);
    ts_run_record_clear(&before);
    ts_run_record_clear(&after);
    ts_run_free(run);
}

static void the_log_tells_of_it(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_act_record act;
    turn(acts, run);
    migrate(acts, run);
    assert_ok(acts, ts_store_each_act(acts->store, run->row, 0, take_act, &act, &acts->err));
    assert_int_equal(act.kind, TS_ACT_MIGRATE);
    assert_int_equal(act.turn, 1);
    assert_int_equal(act.choice, 0);
    assert_string_equal(ts_symbol_text(acts->symbols, act.pick), "harbour/0001_pier");
    ts_run_free(run);
}

static void what_was_shown_stays_unless_it_is_shown_anew(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    for (int i = 0; i < 2; i++) {
        i ? acts_begin_migrate(acts, run, NULL) : acts_begin_turn(acts, run);
        acts->changes.has_shown = true;
        ts_buffer_add_text(&acts->changes.shown.text, i ? "The pier." : "The quay.");
        assert_ok(acts, acts_save(acts));
        if (!i) migrate(acts, run);
        struct ts_run_record record = load(acts, "r");
        assert_text(record.text, i ? "The pier." : "The quay.");
        ts_run_record_clear(&record);
        acts_unmigrate(acts);
    }
    ts_run_free(run);
}

static void the_past_has_the_old_names(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_run_record past;
    for (int i = 0; i < 3; i++) turn(acts, run);
    migrate(acts, run);
    for (int i = 0; i < 3; i++) turn(acts, run);
    for (int64_t at = 3; at <= 6; at += 3) {
        bool is_old = at == 3;
        assert_ok(acts, ts_store_load_run_at(acts->store, acts_symbol(acts, "r"), at, &past, &acts->err));
        assert_string_equal(ts_symbol_text(acts->symbols, past.scene), is_old ? QUAY : PIER);
        expect_tally(acts, run, past.seq, QUAY, is_old ? 2 : 0, is_old ? 3 : 0);
        expect_tally(acts, run, past.seq, PIER, is_old ? 0 : 3, is_old ? 0 : 6);
        expect_var(acts, run, past.seq, "steps", is_old ? 3 : 0);
        expect_var(acts, run, past.seq, "strides", is_old ? 0 : 6);
        ts_run_record_clear(&past);
    }
    assert_sound(acts);
    ts_run_free(run);
}

static void branches_from_before_it_begin_with_either_names(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    for (int i = 0; i < 3; i++) turn(acts, run);
    struct ts_run *old = branch(acts, "r", 3, "old");
    migrate(acts, run);
    acts_unmigrate(acts);
    struct ts_run *new = begin_branch(acts, "r", 3, "new");
    ts_run_tally_put(new, acts_symbol(acts, PIER), ts_run_tally(new, acts_symbol(acts, QUAY)));
    ts_run_tally_put(new, acts_symbol(acts, QUAY), (struct ts_tally){0});
    assert_ok(acts, acts_save(acts));
    expect_tally(acts, new, 0, PIER, 2, 3);
    expect_tally(acts, new, 0, QUAY, 0, 0);
    expect_tally(acts, old, 0, QUAY, 2, 3);
    migrate(acts, old);
    expect_tally(acts, old, 0, PIER, 2, 3);
    assert_sound(acts);
    ts_run_free(run);
    ts_run_free(old);
    ts_run_free(new);
}

// The names changed in a branch; whoever goes back in it behind its fork begins with them, though the run before it has the old ones.
static void branches_of_a_branch_that_changed_begin_with_its_names(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    for (int i = 0; i < 4; i++) turn(acts, run);
    struct ts_run *heir = go_on(acts, "r", 4, "heir");
    turn(acts, heir);
    migrate(acts, heir);
    acts_unmigrate(acts);
    struct ts_run *new = begin_branch(acts, "heir", 3, "new");
    ts_run_tally_put(new, acts_symbol(acts, PIER), ts_run_tally(new, acts_symbol(acts, QUAY)));
    ts_run_tally_put(new, acts_symbol(acts, QUAY), (struct ts_tally){0});
    assert_ok(acts, acts_save(acts));
    expect_tally(acts, new, 0, PIER, 2, 3);
    assert_sound(acts);
    ts_run_free(run);
    ts_run_free(heir);
    ts_run_free(new);
}

static void is_for_runs_in_any_state_but_deleted(void **state)
{
    static const enum ts_act_kind kinds[] = {TS_ACT_PAUSE, TS_ACT_RESUME, TS_ACT_ABANDON, TS_ACT_COMPLETE, TS_ACT_ARCHIVE};
    static const enum ts_run_state states[] = {TS_PAUSED, TS_ACTIVE, TS_ABANDONED, TS_COMPLETED, TS_ARCHIVED};
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    for (int i = 0; i < 5; i++) {
        kinds[i] == TS_ACT_COMPLETE ? complete(acts, run) : set_state(acts, run, kinds[i], states[i]);
        if (kinds[i] == TS_ACT_ARCHIVE) acts->changes.ends_session = false;
        assert_ok(acts, acts_save(acts));
        migrate(acts, run);
        acts_unmigrate(acts);
        struct ts_run_record record = load(acts, "r");
        assert_int_equal(record.state, states[i]);
        ts_run_record_clear(&record);
        assert_sound(acts);
    }
    acts_begin(acts, run, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
    acts_begin_migrate(acts, run, NULL);
    assert_int_equal(acts_save(acts), TS_DATA);
    assert_sound(acts);
    ts_run_free(run);
}

static void is_taken_once_and_only_where_the_run_stands(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_receipt receipt;
    turn(acts, run);
    migrate(acts, run);
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err));
    assert_true(receipt.already);
    acts->changes.key++;
    acts->changes.before.turn--;
    assert_int_equal(ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err), TS_CONFLICT);
    ts_store_rollback(acts->store);
    assert_sound(acts);
    ts_run_free(run);
}

static void can_be_undone(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_buffer before = {0}, after = {0};
    struct ts_run *run = start(acts, "r");
    turn(acts, run);
    describe_run(acts, "r", &before);
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    acts_begin_migrate(acts, run, "harbour 2");
    assert_ok(acts, acts_apply(acts));
    ts_store_rollback(acts->store);
    describe_run(acts, "r", &after);
    assert_same_words(&before, &after);
    ts_run_free(run);
}

// Behind the counts that are kept whole at turn 256, at it, and again before the next.
static void long_runs_count_on(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_run_record past;
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    for (int at = 1; at <= 520; at++) {
        acts_standard_turn(acts, run);
        assert_ok(acts, acts_apply(acts));
        if (at != 256 && at != 400) continue;
        acts_begin_migrate(acts, run, NULL);
        assert_ok(acts, acts_apply(acts));
        acts_unmigrate(acts);
    }
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    reopen(fixture_of(state));
    expect_tally(acts, run, 0, PIER, 134, 399);
    expect_tally(acts, run, 0, QUAY, 40, 519);
    assert_ok(acts, ts_store_load_run_at(acts->store, acts_symbol(acts, "r"), 256, &past, &acts->err));
    expect_tally(acts, run, past.seq, QUAY, 86, 255);
    expect_tally(acts, run, past.seq + 1, PIER, 86, 255);
    ts_run_record_clear(&past);
    assert_sound(acts);
    ts_run_free(run);
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        CASE(names_change_and_nothing_else),
        CASE(the_log_tells_of_it),
        CASE(what_was_shown_stays_unless_it_is_shown_anew),
        CASE(the_past_has_the_old_names),
        CASE(branches_from_before_it_begin_with_either_names),
        CASE(branches_of_a_branch_that_changed_begin_with_its_names),
        CASE(is_for_runs_in_any_state_but_deleted),
        CASE(is_taken_once_and_only_where_the_run_stands),
        CASE(can_be_undone),
        CASE(long_runs_count_on),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
