// relay_test.c - turns that another process stores: the same store comes of it, and what is not stored is never stood upon
#include "relay_pair.h"

static uint64_t last(struct pair *pair)
{
    return ts_relay_last(pair->relay);
}

static void a_turn_is_under_way_until_it_is_answered(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *run = start(acts, "a");
    assert_int_equal(last(pair), 0);
    take_turn(acts, run);
    assert_int_equal(last(pair), 1);
    assert_true(ts_relay_is_under_way(pair->relay, run->universe_row));
    assert_false(ts_relay_is_under_way(pair->relay, run->universe_row + 1));
    assert_int_equal(pair->relayed.groups, 0);
    assert_int_equal(load(acts, "a").turn, 1); // which waits
    assert_int_equal(pair->relayed.groups, 1);
    assert_false(ts_relay_is_under_way(pair->relay, 0));
    ts_run_free(run);
}

// Everything an ordinary turn can bring, in two universes, some of it new names.
static void do_a_lot(struct acts *acts, struct ts_run *run, int i)
{
    struct ts_changeset *changes = &acts->changes;
    char words[64];
    snprintf(words, sizeof words, "made up for the %dth time", i);
    if (i % 2 == 0) acts_record(acts, words, i % 4 == 0);
    if (i % 3 == 0) ts_changeset_set_var(changes, 2, ts_value_text(words, strlen(words)));
    if (i % 5 == 0) ts_changeset_write(changes, acts_symbol(acts, words), false, ts_value_real(i / 3.0));
    if (i % 7 == 0) ts_changeset_mark(changes, TS_MARK_INSIGHT, acts_symbol(acts, words), 0);
    if (i % 11 == 0) ts_changeset_claim(changes, acts_symbol(acts, words));
    if (i % 13 == 0) ts_changeset_fault(changes, 0, (struct ts_place){acts_symbol(acts, "harbour/init.lua"), (uint32_t)i}, words);
    if (i % 17 == 0) changes->answer = ts_text_new(words, strlen(words));
    if (i % 4 == 1) ts_changeset_write(changes, acts->keys[1], true, ts_value_int(-i));
    if (i % 6 == 5) run->head.stack[run->head.depth = 0].scene = NULL;
    if (i % 6 == 1) run->head.stack[0] = (struct ts_frame){&acts->scenes[1], &acts->scenes[2]}, run->head.depth = 1;
    changes->has_shown = true;
    ts_buffer_add_text(&changes->shown.text, words);
    if (i % 9 == 0) ts_buffer_add_text(&changes->passage, words);
    ts_buffer_add_text(&changes->shown.words, "GoBack");
    changes->shown.choices = ts_memory_grow(changes->shown.choices, 2 * sizeof *changes->shown.choices);
    changes->shown.choices[0] = (struct ts_shown_choice){.id = acts->choices[0].id, .label_length = 2};
    changes->shown.choices[1] = (struct ts_shown_choice){.id = acts_symbol(acts, words), .label = 2, .label_length = 4, .locked = true};
    changes->shown.choice_count = changes->shown.choice_room = 2;
}

static void play_a_lot(struct pair *pair, struct ts_store *store)
{
    struct acts *acts = &pair->acts;
    acts->store = store;
    acts->key = 0, acts->at = INT64_C(1700000000000);
    struct ts_run *runs[3] = {start_at(acts, "a", "world", 0), start_at(acts, "b", "world", 40), start_at(acts, "c", "other", 0)};
    for (int i = 1; i < 800; i++) {
        begin_turn(acts, runs[i % 3]);
        do_a_lot(acts, runs[i % 3], i);
        assert_ok(acts, acts_save(acts));
        if (i % 100 == 99) {
            set_state(acts, runs[0], TS_ACT_PAUSE, TS_PAUSED);
            assert_ok(acts, acts_save(acts));
            set_state(acts, runs[0], TS_ACT_RESUME, TS_ACTIVE);
            assert_ok(acts, acts_save(acts));
        }
    }
    complete(acts, runs[2]);
    assert_ok(acts, acts_save(acts));
    for (int i = 0; i < 3; i++) ts_run_free(runs[i]);
}

static void the_same_acts_make_the_same_store(void **state)
{
    struct pair *pair = *state;
    play_a_lot(pair, pair->direct);
    play_a_lot(pair, pair->relay);
    assert_int_equal(pair->relayed.sent, 799);
    assert_same_stores(pair);
    assert_sound(&pair->acts);
}

static void turns_of_many_universes_are_stored_as_one_group(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *runs[8];
    for (int i = 0; i < 8; i++) {
        char id[16], universe[16];
        snprintf(id, sizeof id, "r%d", i);
        snprintf(universe, sizeof universe, "u%d", i);
        runs[i] = start_at(acts, id, universe, 0);
    }
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 8; i++) take_turn(acts, runs[i]);
        settle(pair);
    }
    assert_int_equal(pair->relayed.sent, 24);
    assert_int_equal(pair->relayed.groups, 3);
    assert_sound(acts);
    for (int i = 0; i < 8; i++) ts_run_free(runs[i]);
}

static void what_is_no_ordinary_turn_is_written_here_once_all_is_stored(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *run = start(acts, "a"), *other = start_at(acts, "b", "other", 0);
    take_turn(acts, other);
    set_state(acts, run, TS_ACT_PAUSE, TS_PAUSED);
    assert_ok(acts, acts_save(acts));
    assert_int_equal(last(pair), 0);
    assert_int_equal(pair->relayed.groups, 1);
    assert_int_equal(load(acts, "a").state, TS_PAUSED);
    ts_run_free(run);
    ts_run_free(other);
}

static void what_is_told_of_a_turn_is_written_here_once_the_turn_is_stored(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *run = start(acts, "a");
    take_turn(acts, run);
    assert_ok(acts, acts_tell(acts, run, 0, "A bell.", false));
    assert_int_equal(pair->relayed.groups, 1);
    struct ts_run_record record = load(acts, "a");
    assert_non_null(strstr(record.text->bytes, "A bell."));
    ts_run_record_clear(&record);
    take_turn(acts, run);
    assert_int_not_equal(last(pair), 0); // sent away, as before
    settle(pair);
    assert_sound(acts);
    ts_run_free(run);
}

static void nothing_is_told_of_a_turn_that_was_not_stored(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *run = start(acts, "a");
    pair->relayed.fail_turn = 1;
    take_turn(acts, run);
    assert_int_equal(acts_tell(acts, run, 0, "A bell.", false), TS_CONFLICT);
    assert_true(ts_relay_is_spoiled(pair->relay, run->universe_row)); // still to be mended
    assert_int_equal(load(acts, "a").turn, 0);
    assert_sound(acts);
    ts_run_free(run);
}

static void two_turns_of_one_batch_are_written_here(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *run = start(acts, "a");
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    begin_turn(acts, run);
    assert_ok(acts, acts_apply(acts));
    acts_standard_turn(acts, run);
    assert_ok(acts, acts_apply(acts));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    assert_int_equal(last(pair), 0);
    assert_int_equal(pair->relayed.sent, 0);
    assert_int_equal(load(acts, "a").turn, 2);
    assert_sound(acts);
    ts_run_free(run);
}

static void a_batch_that_is_rolled_back_sends_nothing(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *run = start(acts, "a");
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    begin_turn(acts, run);
    assert_ok(acts, acts_apply(acts));
    ts_store_rollback(acts->store);
    assert_int_equal(pair->relayed.sent, 0);
    assert_int_equal(load(acts, "a").turn, 0);
    ts_run_free(run);
}

static void a_turn_that_is_not_stored_spoils_its_universe_until_it_is_mended(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *run = start(acts, "a"), *beside = start(acts, "b"), *other = start_at(acts, "c", "other", 0);
    int64_t universe = run->universe_row;
    struct ts_head before = run->head;
    pair->relayed.fail_turn = 1;
    take_turn(acts, run);
    settle(pair);
    assert_true(ts_relay_is_spoiled(pair->relay, universe));
    begin_turn(acts, beside);
    assert_int_equal(acts_save(acts), TS_CONFLICT);
    forget_act(acts);
    take_turn(acts, other); // elsewhere nothing is wrong
    assert_int_not_equal(last(pair), 0);
    ts_relay_mend(pair->relay, universe);
    assert_false(ts_relay_is_spoiled(pair->relay, universe));
    run->head = before;
    take_turn(acts, run);
    assert_int_equal(last(pair), 0); // under the lock
    take_turn(acts, beside);
    assert_int_not_equal(last(pair), 0); // as ever
    assert_int_equal(load(acts, "a").turn + load(acts, "b").turn + load(acts, "c").turn, 3);
    assert_sound(acts);
    ts_run_free(run);
    ts_run_free(beside);
    ts_run_free(other);
}

static void a_group_that_fails_spoils_all_its_universes(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *run = start(acts, "a"), *other = start_at(acts, "c", "other", 0);
    pair->relayed.fail_group = 1;
    take_turn(acts, run);
    take_turn(acts, other);
    settle(pair);
    assert_true(ts_relay_is_spoiled(pair->relay, run->universe_row));
    assert_true(ts_relay_is_spoiled(pair->relay, other->universe_row));
    assert_int_equal(load(acts, "a").turn + load(acts, "c").turn, 0);
    ts_run_free(run);
    ts_run_free(other);
}

static void what_others_stored_meanwhile_is_a_conflict(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *run = start(acts, "a"), *beside = start(acts, "b");
    begin_turn(acts, run);
    assert_ok(acts, ts_store_begin(pair->relay, 1000, &acts->err));
    assert_ok(acts, acts_apply(acts));
    assert_ok(acts, ts_store_commit(pair->relay, &acts->err));
    forget_act(acts);
    acts->store = pair->relayed.store; // as another process
    turn(acts, beside);
    acts->store = pair->relay;
    settle(pair);
    assert_true(ts_relay_is_spoiled(pair->relay, run->universe_row));
    assert_int_equal(load(acts, "a").turn, 0);
    ts_run_free(run);
    ts_run_free(beside);
}

static void without_who_stores_all_that_is_under_way_is_spoiled(void **state)
{
    struct pair *pair = *state;
    struct acts *acts = &pair->acts;
    struct ts_run *run = start(acts, "a");
    take_turn(acts, run);
    for (uint64_t ticket; (ticket = ts_relay_first(pair->relay));) ts_relay_answer(pair->relay, ticket, TS_UNAVAILABLE);
    assert_false(ts_relay_is_under_way(pair->relay, 0));
    assert_true(ts_relay_is_spoiled(pair->relay, run->universe_row));
    ts_run_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAIR_CASE(a_turn_is_under_way_until_it_is_answered),
        PAIR_CASE(the_same_acts_make_the_same_store),
        PAIR_CASE(turns_of_many_universes_are_stored_as_one_group),
        PAIR_CASE(what_is_no_ordinary_turn_is_written_here_once_all_is_stored),
        PAIR_CASE(what_is_told_of_a_turn_is_written_here_once_the_turn_is_stored),
        PAIR_CASE(nothing_is_told_of_a_turn_that_was_not_stored),
        PAIR_CASE(two_turns_of_one_batch_are_written_here),
        PAIR_CASE(a_batch_that_is_rolled_back_sends_nothing),
        PAIR_CASE(a_turn_that_is_not_stored_spoils_its_universe_until_it_is_mended),
        PAIR_CASE(a_group_that_fails_spoils_all_its_universes),
        PAIR_CASE(what_others_stored_meanwhile_is_a_conflict),
        PAIR_CASE(without_who_stores_all_that_is_under_way_is_spoiled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
