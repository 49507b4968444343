// contract_branch_test.c - what every store promises of going back: runs and universes that branch, and worlds brought home
#include "described.h"

// --- a world in which several hands wrote at several positions

// Turn 4 of "r" stands at position 14; "far" is ahead of it and "behind" writes what is late.
struct past {
    struct ts_run *run, *far, *behind;
    struct ts_buffer world, carried, stand; // as they were after turn 4
    int64_t seq;
};

static void claim(struct acts *acts, struct ts_run *run, const char *key)
{
    acts_standard_turn(acts, run);
    ts_changeset_claim(&acts->changes, acts_symbol(acts, key));
    assert_ok(acts, acts_save(acts));
}

static void play_turn_four(struct acts *acts, struct ts_run *run)
{
    struct ts_frame frames[2] = {{&acts->scenes[0], NULL}, {&acts->scenes[1], &acts->scenes[2]}};
    acts_standard_turn(acts, run);
    run->head.depth = 2;
    memcpy(run->head.stack, frames, sizeof frames);
    acts->changes.answer = ts_text_new("Ina", 3);
    acts->changes.choice_id = acts_symbol(acts, "go/rope");
    ts_changeset_set_var(&acts->changes, 0, ts_value_bool(true));
    ts_changeset_mark(&acts->changes, TS_MARK_MILESTONE, acts_symbol(acts, "first"), 0);
    ts_changeset_mark(&acts->changes, TS_MARK_INSIGHT, acts_symbol(acts, "tides"), 0);
    ts_changeset_mark(&acts->changes, TS_MARK_METACONCEPT, acts_symbol(acts, "calm"), 0);
    assert_ok(acts, acts_save(acts));
}

static void play_before(struct acts *acts, struct past *past)
{
    past->run = start_at(acts, "r", "world", 10);
    past->far = start_at(acts, "far", "world", 30);
    past->behind = start_at(acts, "behind", "world", 2);
    claim(acts, past->far, "harbour:far");
    acts_standard_turn(acts, past->behind);
    ts_changeset_write(&acts->changes, acts->keys[1], false, ts_value_int(70));
    assert_ok(acts, acts_save(acts));
    claim(acts, past->run, "harbour:sword");
    turn(acts, past->run);
    acts_standard_turn(acts, past->behind);
    ts_changeset_write(&acts->changes, acts->keys[1], true, ts_value_int(7)); // late
    assert_ok(acts, acts_save(acts));
    acts_begin_turn(acts, past->run);
    acts_record(acts, "names the boat", true);
    ts_changeset_write(&acts->changes, acts->keys[2], false, ts_value_text("Ina", 3));
    assert_ok(acts, acts_save(acts));
    play_turn_four(acts, past->run);
}

// All of it later than turn 4, much of it at positions before it.
static void play_after(struct acts *acts, struct past *past)
{
    claim(acts, past->behind, "harbour:shield");
    for (int i = 0; i < 3; i++) {
        acts_standard_turn(acts, past->behind);
        ts_changeset_write(&acts->changes, acts->keys[1 + i], i == 0, ts_value_int(900 + i));
        acts_record(acts, "comes late", true);
        assert_ok(acts, acts_save(acts));
        turn(acts, past->far);
    }
    acts_standard_turn(acts, past->run);
    past->run->head.depth = 0;
    ts_changeset_mark(&acts->changes, TS_MARK_MILESTONE, acts_symbol(acts, "second"), 0);
    ts_changeset_mark(&acts->changes, TS_MARK_METACONCEPT, acts_symbol(acts, "haste"), 0);
    ts_changeset_set_var(&acts->changes, 0, ts_value_bool(false));
    assert_ok(acts, acts_save(acts));
    for (int i = 0; i < 5; i++) turn(acts, past->run);
}

static struct past play_past(struct acts *acts)
{
    struct past past = {0};
    play_before(acts, &past);
    struct ts_run_record record = load(acts, "r");
    past.seq = record.seq;
    describe_world(acts, past.run->universe_row, past.run->head.position, &past.world);
    describe_carried(acts, past.run->row, 0, &past.carried);
    describe_stand(acts, &record, &past.stand);
    ts_run_record_clear(&record);
    play_after(acts, &past);
    return past;
}

static void clear_past(struct past *past)
{
    ts_run_free(past->run);
    ts_run_free(past->far);
    ts_run_free(past->behind);
    ts_buffer_clear(&past->world);
    ts_buffer_clear(&past->carried);
    ts_buffer_clear(&past->stand);
}

static bool is_claimed(struct acts *acts, int64_t universe, const char *key)
{
    const struct ts_world *world = ts_store_world(acts->store);
    bool claimed;
    assert_ok(acts, world->is_claimed(world->self, universe, acts_symbol(acts, key), &claimed, &acts->err));
    return claimed;
}

static void count_event(void *self, const struct ts_event *event)
{
    (void)event;
    ++*(int *)self;
}

static int count_events(struct acts *acts, int64_t universe, struct ts_event_query query)
{
    const struct ts_world *world = ts_store_world(acts->store);
    int count = 0;
    query.to = INT64_MAX;
    assert_ok(acts, world->events(world->self, universe, &query, count_event, &count, &acts->err));
    return count;
}

// --- a run at a past turn

static void assert_is_as_it_was(struct acts *acts, const struct past *past, const char *id, int64_t turn)
{
    struct ts_buffer carried = {0}, stand = {0};
    struct ts_run_record record;
    assert_ok(acts, ts_store_load_run_at(acts->store, acts_symbol(acts, id), turn, &record, &acts->err));
    assert_int_equal(record.seq, past->seq);
    assert_int_equal(record.told, past->seq);
    assert_int_equal(record.state, TS_ACTIVE);
    assert_int_equal(record.id, past->run->id);
    assert_int_equal(record.universe_row, past->run->universe_row);
    assert_null(record.text);
    assert_false(record.has_lost_stack);
    describe_stand(acts, &record, &stand);
    describe_carried(acts, record.row, record.seq, &carried);
    assert_string_equal(stand.bytes, past->stand.bytes);
    assert_string_equal(carried.bytes, past->carried.bytes);
    ts_run_record_clear(&record);
    ts_buffer_clear(&carried);
    ts_buffer_clear(&stand);
}

static void tells_how_a_run_stood_after_a_turn(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_run_record record;
    assert_is_as_it_was(acts, &past, "r", 4);
    reopen(fixture);
    assert_is_as_it_was(acts, &past, "r", 4);
    assert_ok(acts, ts_store_load_run_at(acts->store, past.run->id, 0, &record, &acts->err));
    assert_int_equal(record.position, 10);
    assert_int_equal(record.seq, 1);
    assert_int_equal(record.depth, 0);
    ts_run_record_clear(&record);
    assert_sound(acts);
    clear_past(&past);
}

static void assert_no_turn(struct acts *acts, const char *run, int64_t turn, enum ts_status status, const char *words)
{
    struct ts_run_record record;
    assert_int_equal(ts_store_load_run_at(acts->store, acts_symbol(acts, run), turn, &record, &acts->err), status);
    assert_non_null(strstr(acts->err.message, words));
}

static void names_the_turns_that_there_are(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct past past = play_past(acts);
    assert_no_turn(acts, "r", 11, TS_REFUSED, "turns 0 to 10");
    assert_no_turn(acts, "r", -1, TS_REFUSED, "turns 0 to 10");
    assert_no_turn(acts, "nobody", 1, TS_DATA, "\"nobody\"");
    clear_past(&past);
}

struct some_acts {
    int64_t seqs[3];
    int count;
};

static bool take_three(void *self, const struct ts_act_record *act)
{
    struct some_acts *some = self;
    some->seqs[some->count++] = act->seq;
    return some->count < 3;
}

static void tells_a_runs_acts_newest_first(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_buffer words = {0};
    struct describing to = {acts, &words};
    struct some_acts last = {.count = 0}, before = {.count = 0};
    reopen(fixture);
    assert_ok(acts, ts_store_each_act(acts->store, past.run->row, 0, take_three, &last, &acts->err));
    assert_int_equal(last.count, 3);
    assert_true(last.seqs[0] > last.seqs[1] && last.seqs[1] > last.seqs[2]);
    assert_ok(acts, ts_store_each_act(acts->store, past.run->row, last.seqs[1], take_three, &before, &acts->err));
    assert_int_equal(before.seqs[0], last.seqs[1]);
    assert_ok(acts, ts_store_each_act(acts->store, past.run->row, past.seq, describe_act, &to, &acts->err));
    assert_string_equal(words.bytes, "act 10/4/14/1/1 harbour:lantern/keeper harbour:lantern/quay/go go/rope Ina; "
                                     "act 9/3/13/1/1 harbour:lantern/quay harbour:lantern/home" "/go  -; "
                                     "act 7/2/12/1/1 harbour:lantern/home harbour:lantern/keeper/go  -; "
                                     "act 6/1/11/1/1 harbour:lantern/keeper harbour:lantern/quay/go  -; "
                                     "act 1/0/10/0/1 harbour:lantern/quay   -; ");
    ts_buffer_clear(&words);
    clear_past(&past);
}

// --- a branch

static void sees_what_was_there_then_and_nothing_later(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_run *run = branch(acts, "r", 4, "b");
    for (int round = 0; round < 2; round++) {
        struct ts_buffer world = {0}, carried = {0}, stand = {0};
        struct ts_run_record record = load(acts, "b");
        describe_world(acts, run->universe_row, INT64_MAX, &world);
        world.length = 0;
        describe_world(acts, run->universe_row, run->head.position, &world);
        assert_string_equal(world.bytes, past.world.bytes);
        describe_carried(acts, run->row, 0, &carried);
        assert_string_equal(carried.bytes, past.carried.bytes);
        describe_stand(acts, &record, &stand);
        assert_string_equal(stand.bytes, past.stand.bytes);
        for (int i = 0; i < 2; i++) // nothing lies ahead
            assert_int_equal(get_int(acts, run->universe_row, acts->keys[i], 1000),
                             get_int(acts, run->universe_row, acts->keys[i], run->head.position));
        assert_int_equal(get_int(acts, run->universe_row, acts->keys[1], 1000), 77);
        assert_true(is_claimed(acts, run->universe_row, "harbour:sword"));
        assert_false(is_claimed(acts, run->universe_row, "harbour:far"));    // at a later position
        assert_false(is_claimed(acts, run->universe_row, "harbour:shield")); // stored later
        assert_int_equal(count_events(acts, run->universe_row, (struct ts_event_query){.since_seq = past.seq}), 0);
        assert_int_equal(count_events(acts, run->universe_row, (struct ts_event_query){.since_seq = past.seq - 1}), 1);
        ts_run_record_clear(&record);
        ts_buffer_clear(&world);
        ts_buffer_clear(&carried);
        ts_buffer_clear(&stand);
        reopen(fixture);
    }
    assert_sound(acts);
    ts_run_free(run);
    clear_past(&past);
}

static void set_here(struct acts *acts, struct ts_run *run, enum ts_act_kind kind, int64_t value)
{
    if (kind == TS_ACT_TURN) acts_begin_turn(acts, run);
    else acts_begin(acts, run, kind);
    ts_changeset_write(&acts->changes, acts->keys[1], false, ts_value_int(value));
    assert_ok(acts, acts_save(acts));
}

static void sees_no_later_write_at_the_forks_own_position(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "r"), *b, *c;
    set_here(acts, run, TS_ACT_TURN, 5);
    set_here(acts, run, TS_ACT_CATCH_UP, 6);
    set_here(acts, run, TS_ACT_TURN, 7);
    set_here(acts, run, TS_ACT_CATCH_UP, 8);
    b = branch(acts, "r", 1, "b");
    c = branch(acts, "r", 2, "c");
    reopen(fixture);
    assert_int_equal(get_int(acts, b->universe_row, acts->keys[1], 9), 5);
    assert_int_equal(get_int(acts, c->universe_row, acts->keys[1], 9), 7);
    assert_int_equal(get_int(acts, c->universe_row, acts->keys[1], 1), 6);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[1], 9), 8);
    ts_run_free(run);
    ts_run_free(b);
    ts_run_free(c);
}

static void is_recorded_as_a_branch(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_run *run = branch(acts, "r", 4, "b");
    struct ts_universe_record universe;
    bool found;
    reopen(fixture);
    struct ts_run_record record = load(acts, "b");
    assert_int_equal(record.parent, past.run->id);
    assert_int_equal(record.life, past.run->id);
    assert_int_equal(record.fork_turn, 4);
    assert_int_equal(record.fork_seq, past.seq);
    assert_int_equal(record.fork_milestones, 1);
    assert_int_equal(record.seq, past.seq + 1);
    assert_int_equal(record.state, TS_PAUSED);
    assert_int_equal(record.sessions, 0);
    assert_int_equal(record.told, past.seq + 1);
    ts_run_record_clear(&record);
    record = load(acts, "r");
    assert_int_equal(record.parent, 0);
    assert_int_equal(record.life, past.run->id);
    ts_run_record_clear(&record);
    assert_ok(acts, ts_store_find_universe(acts->store, run->universe, &universe, &found, &acts->err));
    assert_true(found);
    assert_int_equal(universe.parent, past.run->universe);
    assert_int_equal(universe.fork_position, 14);
    assert_int_equal(universe.fork_seq, past.seq);
    assert_int_equal(universe.position, 14);
    assert_int_equal(universe.seq, past.seq + 1);
    assert_int_equal(universe.runs, 1);
    ts_run_free(run);
    clear_past(&past);
}

static void leaves_the_parent_as_it_is(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_buffer before = {0}, after = {0};
    describe_world(acts, past.run->universe_row, INT64_MAX, &before);
    describe_run(acts, "r", &before);
    struct ts_run *run = go_on(acts, "r", 4, "b");
    claim(acts, run, "harbour:shield"); // as the parent did later
    for (int i = 0; i < 4; i++) turn(acts, run);
    complete(acts, run);
    assert_ok(acts, acts_save(acts));
    reopen(fixture);
    describe_world(acts, past.run->universe_row, INT64_MAX, &after);
    describe_run(acts, "r", &after);
    assert_same_words(&before, &after);
    turn(acts, past.run);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 1000), 5 + 5); // what was there, and its own
    assert_sound(acts);
    ts_run_free(run);
    clear_past(&past);
}

static void gives_an_earlier_turn_to_the_ancestor_that_took_it(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_run *b = go_on(acts, "r", 6, "b"), *c, *d;
    struct ts_run_record record;
    for (int i = 0; i < 3; i++) turn(acts, b);
    c = go_on(acts, "b", 8, "c");
    turn(acts, c);
    reopen(fixture);
    assert_is_as_it_was(acts, &past, "c", 4);
    assert_ok(acts, ts_store_load_run_at(acts->store, c->id, 7, &record, &acts->err));
    assert_int_equal(record.id, b->id);
    ts_run_record_clear(&record);
    assert_ok(acts, ts_store_load_run_at(acts->store, c->id, 9, &record, &acts->err));
    assert_int_equal(record.id, c->id);
    ts_run_record_clear(&record);
    d = branch(acts, "c", 4, "d");
    struct ts_run_record branched = load(acts, "d");
    assert_int_equal(branched.parent, past.run->id);
    assert_int_equal(branched.life, past.run->id);
    ts_run_record_clear(&branched);
    struct ts_buffer world = {0};
    describe_world(acts, d->universe_row, d->head.position, &world);
    assert_string_equal(world.bytes, past.world.bytes);
    assert_sound(acts);
    ts_buffer_clear(&world);
    ts_run_free(b);
    ts_run_free(c);
    ts_run_free(d);
    clear_past(&past);
}

static void carries_marks_through_the_fork(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_run *run = go_on(acts, "r", 4, "b");
    struct ts_buffer words = {0};
    struct describing to = {acts, &words};
    acts_standard_turn(acts, run);
    ts_changeset_mark(&acts->changes, TS_MARK_MILESTONE, acts_symbol(acts, "third"), 0);
    assert_ok(acts, acts_save(acts));
    reopen(fixture);
    assert_ok(acts, ts_store_each_mark(acts->store, run->row, describe_mark, &to, &acts->err));
    assert_string_equal(words.bytes, "mark 4/1/first mark 4/2/tides mark 4/3/calm mark 5/1/third ");
    struct ts_run_record record = load(acts, "b");
    assert_int_equal(record.milestones, 2);
    assert_int_equal(record.insights, 1);
    assert_int_equal(record.metaconcept_count, 1);
    ts_run_record_clear(&record);
    ts_buffer_clear(&words);
    ts_run_free(run);
    clear_past(&past);
}

static void records_the_life_that_was_completed(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_run *b = go_on(acts, "r", 6, "b"), *c = NULL;
    struct completions completions = {0};
    turn(acts, b);
    c = branch(acts, "b", 7, "c");
    complete(acts, c);
    assert_ok(acts, acts_save(acts));
    reopen(fixture);
    assert_ok(acts, ts_store_each_completion(acts->store, c->player, take_completion, &completions, &acts->err));
    assert_int_equal(completions.count, 1);
    assert_int_equal(completions.last.run, c->id);
    assert_int_equal(completions.last.life, past.run->id);
    complete(acts, past.run);
    assert_ok(acts, acts_save(acts));
    assert_ok(acts, ts_store_each_completion(acts->store, c->player, take_completion, &completions, &acts->err));
    assert_int_equal(completions.last.life, past.run->id);
    assert_sound(acts);
    ts_run_free(b);
    ts_run_free(c);
    clear_past(&past);
}

static void stays_whole_when_the_parent_is_deleted(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_run *run = go_on(acts, "r", 4, "b");
    struct ts_event_query own = {.run = run->id};
    struct ts_buffer carried = {0}, stand = {0}, world = {0};
    turn(acts, run);
    acts_begin(acts, past.run, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
    reopen(fixture);
    describe_world(acts, run->universe_row, 14, &world);
    struct ts_run_record record;
    assert_ok(acts, ts_store_load_run_at(acts->store, run->id, 4, &record, &acts->err));
    assert_int_equal(record.id, run->id); // its own first act
    describe_stand(acts, &record, &stand);
    describe_carried(acts, record.row, record.seq, &carried);
    assert_string_equal(stand.bytes, past.stand.bytes);
    assert_string_equal(carried.bytes, past.carried.bytes);
    ts_run_record_clear(&record);
    record = load(acts, "b");
    assert_int_equal(record.milestones, 1);
    assert_int_equal(record.metaconcept_count, 1);
    ts_run_record_clear(&record);
    assert_int_equal(count_events(acts, run->universe_row, own), 5);
    assert_no_turn(acts, "b", 3, TS_REFUSED, "\"r\", which was deleted");
    turn(acts, run);
    assert_sound(acts);
    ts_buffer_clear(&carried);
    ts_buffer_clear(&stand);
    ts_buffer_clear(&world);
    ts_run_free(run);
    clear_past(&past);
}

// --- a universe alone

static void begins_new_lives_in_a_branched_world(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_buffer world = {0};
    acts_begin_universe(acts, "again", (struct ts_fork){past.run->universe_row, 0, 14, past.seq});
    assert_ok(acts, acts_save(acts));
    int64_t universe = acts->nobody.universe_row;
    reopen(fixture);
    describe_world(acts, universe, 14, &world);
    assert_string_equal(world.bytes, past.world.bytes);
    struct ts_run *run = start_at(acts, "new", "again", 14);
    assert_int_equal(run->universe_row, universe);
    struct ts_run_record record = load(acts, "new");
    assert_int_equal(record.parent, 0);
    assert_int_equal(record.life, run->id);
    assert_int_equal(record.seq, past.seq + 2);
    ts_run_record_clear(&record);
    assert_true(is_claimed(acts, universe, "harbour:sword"));
    acts_standard_turn(acts, run);
    ts_changeset_claim(&acts->changes, acts_symbol(acts, "harbour:sword"));
    assert_int_equal(acts_save(acts), TS_CONFLICT);
    run->head = acts->changes.before;
    claim(acts, run, "harbour:shield");
    assert_true(is_claimed(acts, universe, "harbour:shield"));
    assert_int_equal(count_events(acts, universe, (struct ts_event_query){.run = run->id}), 1);
    assert_int_equal(count_events(acts, universe, (struct ts_event_query){.run = past.run->id}), 0); // it lives elsewhere
    assert_sound(acts);
    ts_buffer_clear(&world);
    ts_run_free(run);
    clear_past(&past);
}

static void refuses_an_id_that_is_taken(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct past past = play_past(acts);
    struct ts_fork fork = {past.run->universe_row, 0, 14, past.seq};
    struct ts_receipt receipt;
    acts_begin_universe(acts, "world", fork);
    assert_int_equal(acts_save(acts), TS_REFUSED);
    assert_non_null(strstr(acts->err.message, "universe id \"world\" is taken"));
    struct ts_run *run = begin_branch(acts, "r", 4, "far"); // a run's
    assert_int_equal(acts_save(acts), TS_REFUSED);
    assert_non_null(strstr(acts->err.message, "run id \"far\" is taken"));
    ts_run_free(run);
    run = begin_branch(acts, "r", 4, "b");
    run->universe = past.run->universe;
    assert_int_equal(acts_save(acts), TS_REFUSED);
    assert_int_equal(run->row, 0);
    run->universe = acts_symbol(acts, "~b");
    assert_ok(acts, acts_save(acts));
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err)); // sent twice
    assert_ok(acts, ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err));
    assert_true(receipt.already);
    ts_store_rollback(acts->store);
    assert_sound(acts);
    ts_run_free(run);
    clear_past(&past);
}

// --- bringing a world home

static void merge_home(struct acts *acts, const char *into, struct ts_fork source, int64_t nights)
{
    acts_begin_merge(acts, into, source);
    acts_record(acts, "comes home", true);
    ts_changeset_write(&acts->changes, acts->keys[0], true, ts_value_int(nights));
}

static void take_nobody(void *self, const struct ts_event *event)
{
    if (event->run || event->character || event->character_name || strcmp(event->action->bytes, "comes home") != 0) return;
    assert_true(event->at > 0);
    ++*(int *)self;
}

// `at`: the merge's own seq; 0: there was none.
static void assert_last_merge(struct acts *acts, int64_t universe, int64_t source, struct ts_merged right)
{
    struct ts_merged merged = {-1, -1, -1};
    assert_ok(acts, ts_store_last_merge(acts->store, universe, source, &merged, &acts->err));
    assert_int_equal(merged.position, right.position);
    assert_int_equal(merged.seq, right.seq);
    assert_int_equal(merged.at, right.at);
}

static void records_what_was_brought_home(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_run *run = go_on(acts, "r", 4, "b");
    int64_t home = past.run->universe_row, away = run->universe_row, nights = get_int(acts, home, acts->keys[0], 1000);
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_event_query query = {.to = INT64_MAX, .reader = past.run->id};
    int64_t head;
    int seen = 0;
    turn(acts, run);
    assert_ok(acts, world->head(world->self, home, NULL, &head, &acts->err));
    assert_last_merge(acts, home, away, (struct ts_merged){0});
    merge_home(acts, "world", (struct ts_fork){away, 0, 15, past.seq + 2}, 5);
    assert_ok(acts, acts_save(acts));
    merge_home(acts, "world", (struct ts_fork){away, 0, 16, past.seq + 3}, 6);
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    assert_ok(acts, acts_apply(acts));
    assert_last_merge(acts, home, away, (struct ts_merged){16, past.seq + 3, head + 2});
    ts_store_rollback(acts->store);
    reopen(fixture);
    world = ts_store_world(acts->store);
    assert_last_merge(acts, home, away, (struct ts_merged){15, past.seq + 2, head + 1});
    assert_last_merge(acts, away, home, (struct ts_merged){0});
    assert_int_equal(get_int(acts, home, acts->keys[0], 1000), nights + 5);
    assert_ok(acts, world->events(world->self, home, &query, take_nobody, &seen, &acts->err));
    assert_int_equal(seen, 1);
    query.reader = acts_symbol(acts, "unknown");
    query.others_only = true;
    assert_ok(acts, world->events(world->self, home, &query, take_nobody, &seen, &acts->err));
    assert_int_equal(seen, 2); // nobody's is not an unknown reader's own
    struct ts_buffer words = {0};
    describe_world(acts, home, INT64_MAX, &words);
    assert_non_null(strstr(words.bytes, "/+5 ")); // nobody wrote it
    ts_buffer_clear(&words);
    turn(acts, past.run);
    assert_sound(acts);
    ts_run_free(run);
    clear_past(&past);
}

static void merges_only_into_the_world_that_was_read(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct past past = play_past(acts);
    struct ts_run *run = branch(acts, "r", 4, "b");
    const struct ts_world *world = ts_store_world(acts->store);
    int64_t seq;
    assert_ok(acts, world->head(world->self, past.run->universe_row, NULL, &seq, &acts->err));
    turn(acts, past.run);
    merge_home(acts, "world", (struct ts_fork){run->universe_row, 0, 14, past.seq + 1}, 1);
    acts->changes.has_read_world = true;
    acts->changes.base_seq = seq;
    assert_int_equal(acts_save(acts), TS_CONFLICT);
    acts->changes.base_seq = seq + 1;
    assert_ok(acts, acts_save(acts));
    assert_sound(acts);
    ts_run_free(run);
    clear_past(&past);
}

// --- undone

static void leaves_nothing_of_a_branch_that_is_undone(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct past past = play_past(acts);
    struct ts_buffer before = {0}, after = {0};
    struct ts_universe_record universe;
    struct ts_run_record record;
    bool found;
    describe_world(acts, past.run->universe_row, INT64_MAX, &before);
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    struct ts_run *run = begin_branch(acts, "r", 4, "b");
    assert_ok(acts, acts_apply(acts));
    int64_t row = run->universe_row;
    acts_standard_turn(acts, run);
    ts_changeset_claim(&acts->changes, acts_symbol(acts, "harbour:shield"));
    assert_ok(acts, acts_apply(acts));
    assert_int_equal(get_int(acts, row, acts->keys[1], 1000), 77); // remembered
    merge_home(acts, "world", (struct ts_fork){row, 0, 15, past.seq + 2}, 5);
    assert_ok(acts, acts_apply(acts));
    ts_store_rollback(acts->store);
    describe_world(acts, past.run->universe_row, INT64_MAX, &after);
    assert_same_words(&before, &after);
    assert_ok(acts, ts_store_find_universe(acts->store, run->universe, &universe, &found, &acts->err));
    assert_false(found);
    assert_int_equal(ts_store_load_run(acts->store, run->id, &record, &acts->err), TS_DATA);
    ts_run_free(run);
    // The same rows become a branch of another moment: nothing of the first one is remembered.
    run = branch(acts, "r", 1, "c");
    row = run->universe_row; // the same one again, where numbers of rows leave no gaps
    assert_int_equal(get_int(acts, row, acts->keys[1], 1000), 70);
    assert_int_equal(get_int(acts, row, acts->keys[1], 2), 0);
    assert_false(is_claimed(acts, row, "harbour:shield"));
    assert_last_merge(acts, past.run->universe_row, row, (struct ts_merged){0});
    reopen(fixture);
    assert_int_equal(get_int(acts, row, acts->keys[1], 1000), 70);
    assert_sound(acts);
    ts_run_free(run);
    clear_past(&past);
}

int main(void)
{
    static const struct CMUnitTest cases[] = {
        CASE(tells_how_a_run_stood_after_a_turn),
        CASE(names_the_turns_that_there_are),
        CASE(tells_a_runs_acts_newest_first),
        CASE(sees_what_was_there_then_and_nothing_later),
        CASE(sees_no_later_write_at_the_forks_own_position),
        CASE(is_recorded_as_a_branch),
        CASE(leaves_the_parent_as_it_is),
        CASE(gives_an_earlier_turn_to_the_ancestor_that_took_it),
        CASE(carries_marks_through_the_fork),
        CASE(records_the_life_that_was_completed),
        CASE(stays_whole_when_the_parent_is_deleted),
        CASE(begins_new_lives_in_a_branched_world),
        CASE(refuses_an_id_that_is_taken),
        CASE(records_what_was_brought_home),
        CASE(merges_only_into_the_world_that_was_read),
        CASE(leaves_nothing_of_a_branch_that_is_undone),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
