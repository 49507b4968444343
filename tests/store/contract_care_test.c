// contract_care_test.c - what every store promises of care: a player's settings, and acts that say what came of them
#include "contract.h"

static void assert_care(struct acts *acts, const char *player, const char *expected)
{
    struct ts_text *settings = NULL;
    assert_ok(acts, ts_store_load_care(acts->store, acts_symbol(acts, player), &settings, &acts->err));
    assert_string_equal(settings ? settings->bytes : "nothing", expected);
    ts_text_drop(settings);
}

static enum ts_status set(struct acts *acts, const char *player, const char *settings)
{
    enum ts_status status = ts_store_begin(acts->store, 1000, &acts->err);
    if (!status) status = ts_store_set_care(acts->store, acts_symbol(acts, player), settings, ++acts->at, &acts->err);
    if (!status) return ts_store_commit(acts->store, &acts->err);
    ts_store_rollback(acts->store);
    return status;
}

// The player says how it is to be, from where the run stands.
static void begin_care(struct acts *acts, struct ts_run *run, const char *settings)
{
    struct ts_changeset *changes = acts_begin(acts, run, TS_ACT_CARE);
    changes->choice_id = acts_symbol(acts, "care:set");
    changes->answer = ts_text_new("ceiling=0.5", 11);
    changes->care = ts_text_new(settings, strlen(settings));
    ts_changeset_set_var(changes, 0, ts_value_text(settings, strlen(settings)));
}

static void keeps_settings_with_the_act_that_made_them(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    assert_care(acts, "player", "nothing");
    begin_care(acts, run, "{\"ceiling\":0.5}");
    assert_ok(acts, acts_save(acts));
    assert_care(acts, "player", "{\"ceiling\":0.5}");
    turn(acts, run);
    begin_care(acts, run, "{\"ceiling\":0.25}");
    assert_ok(acts, acts_save(acts));
    reopen(fixture_of(state));
    assert_care(acts, "player", "{\"ceiling\":0.25}");
    assert_sound(acts);
    ts_run_free(run);
}

static void see_care(void *self, const struct ts_event *event)
{
    ts_symbol *seen = self;
    seen[event->position - 1] = event->care;
}

static void keeps_what_an_event_may_ask(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    ts_symbol seen[2] = {0};
    for (int i = 0; i < 2; i++) {
        acts_begin_turn(acts, run);
        acts_record(acts, "waves", i == 1);
        assert_ok(acts, acts_save(acts));
    }
    reopen(fixture_of(state));
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_event_query query = {.to = INT64_MAX};
    assert_ok(acts, world->events(world->self, run->universe_row, &query, see_care, seen, &acts->err));
    assert_int_equal(seen[0], 0);
    assert_string_equal(ts_symbol_text(acts->symbols, seen[1]), "{\"intensity\":0.5}");
    assert_sound(acts);
    ts_run_free(run);
}

static bool take_first(void *self, const struct ts_act_record *act)
{
    *(struct ts_act_record *)self = *act;
    return false;
}

static void an_act_of_care_takes_no_turn(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_act_record act = {0};
    turn(acts, run);
    begin_care(acts, run, "{}");
    assert_ok(acts, acts_save(acts));
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.turn, 1);
    assert_int_equal(record.position, run->head.position);
    assert_int_equal(record.state, TS_ACTIVE);
    assert_ok(acts, ts_store_each_act(acts->store, record.row, 0, take_first, &act, &acts->err));
    assert_int_equal(act.kind, TS_ACT_CARE);
    assert_int_equal(act.turn, 1);
    assert_string_equal(ts_symbol_text(acts->symbols, act.pick), "care:set");
    ts_run_record_clear(&record);
    turn(acts, run);
    assert_ok(acts, ts_store_load_run_at(acts->store, run->id, 1, &record, &acts->err)); // the turn, not what followed it
    assert_int_equal(record.seq, act.seq - 1);
    ts_run_record_clear(&record);
    assert_sound(acts);
    ts_run_free(run);
}

static void an_act_of_care_leaves_a_paused_run_paused(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    set_state(acts, run, TS_ACT_PAUSE, TS_PAUSED);
    assert_ok(acts, acts_save(acts));
    begin_care(acts, run, "{}");
    assert_ok(acts, acts_save(acts));
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.state, TS_PAUSED);
    assert_sound(acts);
    ts_run_record_clear(&record);
    ts_run_free(run);
}

static void keeps_settings_made_outside_of_runs(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    begin_care(acts, run, "{\"pure\":true}");
    assert_ok(acts, acts_save(acts));
    assert_ok(acts, set(acts, "player", "{\"boundaries\":[\"loss\"]}"));
    reopen(fixture_of(state));
    assert_care(acts, "player", "{\"boundaries\":[\"loss\"]}");
    assert_care(acts, "somebody", "nothing");
    assert_sound(acts);
    ts_run_free(run);
}

static bool is_known(struct acts *acts, const char *player)
{
    bool found;
    assert_ok(acts, ts_store_find_player(acts->store, acts_symbol(acts, player), &found, &acts->err));
    return found;
}

static void keeps_settings_of_who_has_yet_to_play(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    assert_care(acts, "player", "nothing");
    assert_false(is_known(acts, "player"));
    assert_ok(acts, set(acts, "player", "{\"ceiling\":0.5}"));
    assert_true(is_known(acts, "player"));
    struct ts_run *run = start(acts, "r");
    turn(acts, run);
    reopen(fixture_of(state));
    assert_care(acts, "player", "{\"ceiling\":0.5}");
    assert_sound(acts);
    ts_run_free(run);
}

static void knows_nobody_whose_batch_is_undone(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, ts_store_set_care(acts->store, acts_symbol(acts, "nobody"), "{}", ++acts->at, &acts->err));
    ts_store_rollback(acts->store);
    assert_false(is_known(acts, "nobody"));
    assert_care(acts, "nobody", "nothing");
}

static void takes_settings_back_with_their_batch(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    assert_ok(acts, set(acts, "player", "{}"));
    begin_care(acts, run, "{\"ceiling\":0.5}");
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, acts_apply(acts));
    assert_ok(acts, ts_store_set_care(acts->store, run->player, "{\"pure\":true}", ++acts->at, &acts->err));
    assert_care(acts, "player", "{\"pure\":true}"); // seen by who writes
    ts_store_rollback(acts->store);
    assert_care(acts, "player", "{}");
    assert_ok(acts, acts_save(acts));
    assert_care(acts, "player", "{\"ceiling\":0.5}");
    assert_sound(acts);
    ts_run_free(run);
}

static void outlives_the_run_that_it_was_set_in(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    begin_care(acts, run, "{\"ceiling\":0.5}");
    assert_ok(acts, acts_save(acts));
    acts_begin(acts, run, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
    reopen(fixture_of(state));
    assert_care(acts, "player", "{\"ceiling\":0.5}");
    assert_sound(acts);
    ts_run_free(run);
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        CASE(keeps_settings_with_the_act_that_made_them),
        CASE(keeps_what_an_event_may_ask),
        CASE(an_act_of_care_takes_no_turn),
        CASE(an_act_of_care_leaves_a_paused_run_paused),
        CASE(keeps_settings_made_outside_of_runs),
        CASE(keeps_settings_of_who_has_yet_to_play), CASE(knows_nobody_whose_batch_is_undone),
        CASE(takes_settings_back_with_their_batch),
        CASE(outlives_the_run_that_it_was_set_in),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
