// view_test.c - what a script sees and may do in the present act
#include <stdio.h>

#include "small_world.h"

static struct ts_value get(struct small_world *small, ts_symbol key)
{
    struct ts_value value;
    assert_int_equal(ts_view_get(&small->view, key, small->view.position, &value, &small->err), TS_OK);
    return value;
}

static int64_t get_int(struct small_world *small, ts_symbol key)
{
    struct ts_value value = get(small, key);
    assert_int_equal(value.type, TS_INT);
    return value.integer;
}

static ts_symbol key_of(struct small_world *small, const char *text)
{
    ts_symbol key = 0;
    if (ts_view_key(&small->view, text, &key, &small->err)) fail_msg("%s", small->err.message);
    return key;
}

// --- variables

static void writes_a_variable_at_once_and_restores_its_default_with_nil(void **state)
{
    struct small_world *small = *state;
    assert_int_equal(ts_view_set_var(&small->view, TIDE, ts_value_int(8), &small->err), TS_OK);
    assert_int_equal(ts_view_var(&small->view, TIDE).integer, 8);
    assert_int_equal(ts_view_set_var(&small->view, TIDE, ts_value_nil(), &small->err), TS_OK);
    assert_int_equal(ts_view_var(&small->view, TIDE).integer, 3);
}

static void refuses_a_pack_without_permission_the_variables_of_a_story(void **state)
{
    struct small_world *small = *state;
    small->view.pack = SECOND_LIGHT;
    assert_int_equal(ts_view_var(&small->view, TIDE).integer, 3);
    assert_int_equal(ts_view_set_var(&small->view, TIDE, ts_value_int(8), &small->err), TS_FAILED);
    assert_says(&small->err, "ask for \"vars.write\"");
    small->packs[SECOND_LIGHT].may_write_vars = true;
    assert_int_equal(ts_view_set_var(&small->view, TIDE, ts_value_int(8), &small->err), TS_OK);
}

static void hides_a_packs_own_variables_from_all_others(void **state)
{
    struct small_world *small = *state;
    small->packs[HARBOUR].may_write_vars = true;
    assert_int_equal(ts_view_set_var(&small->view, TRUST, ts_value_int(1), &small->err), TS_FAILED);
    assert_says(&small->err, "\"second_light\"'s own");
    assert_int_equal(ts_view_var(&small->view, TRUST).type, TS_NIL);
    small->view.pack = SECOND_LIGHT;
    assert_int_equal(ts_view_set_var(&small->view, TRUST, ts_value_int(1), &small->err), TS_OK);
    assert_int_equal(ts_view_var(&small->view, TRUST).integer, 1);
}

static void refuses_every_write_while_reading(void **state)
{
    struct small_world *small = *state;
    struct ts_view *view = &small->view;
    struct ts_err *err = &small->err;
    bool got;
    view->phase = TS_READING;
    assert_int_equal(ts_view_set_var(view, TIDE, ts_value_text("x", 1), err), TS_FAILED);
    assert_int_equal(ts_view_set(view, small->keys[0].id, ts_value_int(1), err), TS_FAILED);
    assert_int_equal(ts_view_add(view, small->keys[0].id, 1, err), TS_FAILED);
    assert_int_equal(ts_view_claim(view, name(small, "sword"), &got, err), TS_FAILED);
    assert_int_equal(ts_view_record(view, (struct ts_event_record){.action = ts_text_new("waves", 5)}, NULL, err), TS_FAILED);
    assert_int_equal(ts_view_mark_major(view, err), TS_FAILED);
    assert_int_equal(ts_view_mark(view, TS_MARK_MILESTONE, name(small, "m"), err), TS_FAILED);
    assert_int_equal(ts_view_go(view, "keeper", err), TS_FAILED);
    assert_int_equal(ts_view_complete(view, "done", err), TS_FAILED);
    assert_says(err, "do it in `effect`, `enter` or an `on` handler");
    assert_int_equal(small->asked, 0);
}

static void refuses_more_than_64_kb_in_one_variable(void **state)
{
    struct small_world *small = *state;
    char *words = malloc(TS_VALUE_MAX + 1);
    memset(words, 'a', TS_VALUE_MAX + 1);
    assert_int_equal(ts_view_set_var(&small->view, BAG, ts_value_text(words, TS_VALUE_MAX), &small->err), TS_OK);
    assert_int_equal(ts_view_set_var(&small->view, BAG, ts_value_text(words, TS_VALUE_MAX + 1), &small->err), TS_FAILED);
    assert_says(&small->err, "variable \"bag\" would hold 65537 bytes");
    assert_int_equal(ts_view_set(&small->view, small->keys[1].id, ts_value_text(words, TS_VALUE_MAX + 1), &small->err), TS_FAILED);
    free(words);
}

static void sums_numbers_and_says_nil_for_what_is_none(void **state)
{
    struct small_world *small = *state;
    assert_int_equal(ts_view_sum(&small->view, TIDE, ts_value_int(-5)).integer, -2);
    assert_true(ts_view_sum(&small->view, TIDE, ts_value_real(0.5)).real == 3.5);
    assert_int_equal(ts_view_sum(&small->view, TIDE, ts_value_int(INT64_MAX)).type, TS_NIL);
    assert_int_equal(ts_view_sum(&small->view, LIT, ts_value_int(1)).type, TS_NIL);
}

// --- world

static void asks_the_store_once_for_what_the_act_did_not_set(void **state)
{
    struct small_world *small = *state;
    small->has_stored = true, small->stored = ts_value_int(40);
    assert_int_equal(ts_view_add(&small->view, small->keys[0].id, 2, &small->err), TS_OK);
    assert_int_equal(small->asked, 0);
    assert_false(small->changes.has_read_world);
    assert_int_equal(get_int(small, small->keys[0].id), 42);
    assert_int_equal(small->asked, 1);
    assert_true(small->changes.has_read_world);
}

static void reads_its_own_set_without_asking(void **state)
{
    struct small_world *small = *state;
    assert_int_equal(ts_view_set(&small->view, small->keys[0].id, ts_value_int(5), &small->err), TS_OK);
    ts_changeset_save(&small->changes);
    assert_int_equal(ts_view_add(&small->view, small->keys[0].id, 2, &small->err), TS_OK);
    assert_int_equal(get_int(small, small->keys[0].id), 7);
    assert_int_equal(ts_view_set(&small->view, small->keys[0].id, ts_value_nil(), &small->err), TS_OK);
    assert_int_equal(get_int(small, small->keys[0].id), 0);
    assert_int_equal(small->asked, 0);
    assert_false(small->changes.has_read_world);
}

static void does_not_see_its_own_writes_in_the_past(void **state)
{
    struct small_world *small = *state;
    struct ts_value value;
    assert_int_equal(ts_view_set(&small->view, small->keys[0].id, ts_value_int(5), &small->err), TS_OK);
    assert_int_equal(ts_view_get(&small->view, small->keys[0].id, 49, &value, &small->err), TS_OK);
    assert_int_equal(value.integer, 0);
    assert_int_equal(ts_view_get(&small->view, small->keys[0].id, 50, &value, &small->err), TS_OK);
    assert_int_equal(value.integer, 5);
}

static void inherits_the_declaration_of_a_key_with_parts(void **state)
{
    struct small_world *small = *state;
    ts_symbol east = key_of(small, "lamps/east");
    assert_string_equal(ts_symbol_text(small->symbols, east), "harbour:lamps/east");
    assert_int_equal(get(small, east).type, TS_BOOL);
    assert_int_equal(ts_view_set(&small->view, east, ts_value_bool(true), &small->err), TS_OK);
    assert_true(get(small, east).boolean);
    assert_false(get(small, small->keys[1].id).boolean);
}

static void refuses_to_add_to_what_is_no_integer(void **state)
{
    struct small_world *small = *state;
    assert_int_equal(ts_view_add(&small->view, small->keys[1].id, 1, &small->err), TS_FAILED);
    assert_says(&small->err, "\"harbour:lamps\" holds no integer");
    assert_int_equal(ts_view_set(&small->view, small->keys[1].id, ts_value_int(1), &small->err), TS_OK);
    assert_int_equal(ts_view_add(&small->view, small->keys[1].id, 1, &small->err), TS_OK);
    assert_int_equal(get_int(small, small->keys[1].id), 2);
}

static void keeps_an_integer_key_an_integer(void **state)
{
    struct small_world *small = *state;
    assert_int_equal(ts_view_set(&small->view, small->keys[0].id, ts_value_text("many", 4), &small->err), TS_FAILED);
    assert_says(&small->err, "declared as an integer");
}

static void refuses_sums_past_the_range_of_integers(void **state)
{
    struct small_world *small = *state;
    struct ts_value value;
    assert_int_equal(ts_view_add(&small->view, small->keys[0].id, INT64_MAX, &small->err), TS_OK);
    assert_int_equal(ts_view_add(&small->view, small->keys[0].id, 1, &small->err), TS_FAILED);
    assert_says(&small->err, "would pass the range of integers");
    small->has_stored = true, small->stored = ts_value_int(1);
    assert_int_equal(ts_view_get(&small->view, small->keys[0].id, 50, &value, &small->err), TS_FAILED);
    assert_int_equal(ts_view_set(&small->view, small->keys[0].id, ts_value_int(INT64_MIN), &small->err), TS_OK);
    assert_int_equal(ts_view_add(&small->view, small->keys[0].id, -1, &small->err), TS_FAILED);
}

static void refuses_a_pack_without_permission_the_world_of_another(void **state)
{
    struct small_world *small = *state;
    small->view.pack = SECOND_LIGHT;
    assert_int_equal(ts_view_add(&small->view, small->keys[2].id, 1, &small->err), TS_OK);
    assert_int_equal(ts_view_add(&small->view, small->keys[0].id, 1, &small->err), TS_FAILED);
    assert_says(&small->err, "pack \"second_light\" may not write world key \"harbour:warm_nights\"");
    assert_int_equal(ts_view_set(&small->view, small->keys[0].id, ts_value_int(1), &small->err), TS_FAILED);
    assert_int_equal(get_int(small, small->keys[0].id), 0);
    small->packs[SECOND_LIGHT].may_write_worlds = true;
    assert_int_equal(ts_view_add(&small->view, small->keys[0].id, 1, &small->err), TS_OK);
}

static void bounds_what_one_turn_may_write(void **state)
{
    struct small_world *small = *state;
    char text[32];
    enum ts_status status = TS_OK;
    int written = 0;
    for (; written <= TS_ACT_WRITES_MAX && !status; written++) {
        sprintf(text, "lamps/%d", written);
        status = ts_view_set(&small->view, key_of(small, text), ts_value_bool(true), &small->err);
    }
    assert_int_equal(written, TS_ACT_WRITES_MAX + 1);
    assert_says(&small->err, "one turn may hold at most 1024 writes of the world");
}

static void resolves_keys_and_says_what_was_meant(void **state)
{
    struct small_world *small = *state;
    ts_symbol key;
    assert_int_equal(key_of(small, "warm_nights"), small->keys[0].id);
    assert_int_equal(key_of(small, "second_light:calm"), small->keys[2].id);
    assert_int_equal(ts_view_key(&small->view, "warm_night", &key, &small->err), TS_FAILED);
    assert_says(&small->err, "did you mean \"warm_nights\"?");
    assert_int_equal(ts_view_key(&small->view, "calm", &key, &small->err), TS_FAILED);
    assert_says(&small->err, "did you mean \"second_light:calm\"?");
    assert_int_equal(ts_view_key(&small->view, "lamps/East side", &key, &small->err), TS_FAILED);
    assert_int_equal(ts_view_key(&small->view, "nothing_like_it", &key, &small->err), TS_FAILED);
    assert_says(&small->err, "define.world");
}

static void claims_once(void **state)
{
    struct small_world *small = *state;
    bool got;
    assert_int_equal(ts_view_claim(&small->view, name(small, "sword"), &got, &small->err), TS_OK);
    assert_true(got);
    assert_string_equal(ts_symbol_text(small->symbols, small->changes.claims[0]), "harbour:sword");
    assert_true(small->changes.has_read_world);
    assert_int_equal(ts_view_claim(&small->view, name(small, "harbour:sword"), &got, &small->err), TS_OK);
    assert_false(got);
    small->is_claimed = true;
    assert_int_equal(ts_view_claim(&small->view, name(small, "shield"), &got, &small->err), TS_OK);
    assert_false(got);
    assert_int_equal(small->changes.claim_count, 1);
}

static void refuses_claims_of_other_packs_and_odd_names(void **state)
{
    struct small_world *small = *state;
    bool got;
    assert_int_equal(ts_view_claim(&small->view, name(small, "second_light:sword"), &got, &small->err), TS_FAILED);
    assert_says(&small->err, "universe.write");
    assert_int_equal(ts_view_claim(&small->view, name(small, "Sword of Alex"), &got, &small->err), TS_FAILED);
    assert_says(&small->err, "cannot be claimed");
    small->keeper.full = name(small, "second_light:keeper");
    small->keeper.once = TS_ONCE_WORLD;
    assert_int_equal(ts_view_claim(&small->view, small->keeper.full, &got, &small->err), TS_OK);
    assert_true(got);
}

// --- deeds

static void records_events_at_the_scenes_place(void **state)
{
    struct small_world *small = *state;
    assert_int_equal(ts_view_record(&small->view, (struct ts_event_record){.action = ts_text_new("waves", 5)}, NULL, &small->err), TS_OK);
    assert_int_equal(small->changes.events[0].place, small->quay.where);
    assert_int_equal(small->view.queue_count, 0);
    assert_int_equal(ts_view_record(&small->view, (struct ts_event_record){.action = ts_text_new("", 0)}, NULL, &small->err), TS_FAILED);
    assert_says(&small->err, "needs an `action`");
    for (int i = 1; i < TS_ACT_DEEDS_MAX; i++)
        assert_int_equal(ts_view_record(&small->view, (struct ts_event_record){.action = ts_text_new("waves", 5)}, NULL, &small->err), TS_OK);
    assert_int_equal(ts_view_record(&small->view, (struct ts_event_record){.action = ts_text_new("waves", 5)}, NULL, &small->err), TS_FAILED);
}

static void marks_milestones_each_time_and_insights_once(void **state)
{
    struct small_world *small = *state;
    struct ts_view *view = &small->view;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ts_view_mark(view, TS_MARK_MILESTONE, name(small, "bridge"), &small->err), TS_OK);
        assert_int_equal(ts_view_mark(view, TS_MARK_INSIGHT, name(small, "lamp"), &small->err), TS_OK);
        assert_int_equal(ts_view_mark(view, TS_MARK_METACONCEPT, small->metaconcepts[0].id, &small->err), TS_OK);
    }
    assert_int_equal(small->run->head.milestones, 2);
    assert_int_equal(small->run->head.insights, 1);
    assert_int_equal(small->run->metaconcept_count, 1);
    assert_int_equal(small->changes.mark_count, 4);
    assert_int_equal(view->queue_count, 4);
    assert_int_equal(view->queue[0].happening, TS_MILESTONE_REACHED);
    assert_int_equal(view->queue[1].happening, TS_INSIGHT_FOUND);
    assert_int_equal(view->queue[2].happening, TS_METACONCEPT_INTEGRATED);
    assert_int_equal(view->queue[2].id, small->metaconcepts[0].id);
}

static void refuses_a_metaconcept_that_nobody_defined(void **state)
{
    struct small_world *small = *state;
    assert_int_equal(ts_view_mark(&small->view, TS_MARK_METACONCEPT, name(small, "balanc_tone"), &small->err), TS_FAILED);
    assert_says(&small->err, "did you mean \"balance_tone\"?");
}

static void goes_to_scenes_of_its_story(void **state)
{
    struct small_world *small = *state;
    assert_int_equal(ts_view_go(&small->view, "keeper", &small->err), TS_OK);
    assert_ptr_equal(small->view.go, &small->keeper);
    assert_int_equal(ts_view_go(&small->view, "harbour:lantern/quay", &small->err), TS_OK);
    assert_ptr_equal(small->view.go, &small->quay);
    assert_int_equal(ts_view_go(&small->view, "keper", &small->err), TS_FAILED);
    assert_says(&small->err, "did you mean \"keeper\"?");
}

static void asks_for_completion_with_the_last_reason(void **state)
{
    struct small_world *small = *state;
    assert_int_equal(ts_view_complete(&small->view, "first", &small->err), TS_OK);
    assert_int_equal(ts_view_complete(&small->view, "retired", &small->err), TS_OK);
    assert_true(small->view.asks_completion);
    assert_string_equal(small->view.completion_reason, "retired");
}

static uint32_t tally(struct small_world *small, const char *text)
{
    struct ts_tally out;
    if (ts_view_tally(&small->view, text, &out, &small->err)) fail_msg("%s", small->err.message);
    return out.count;
}

static void tallies_scenes_and_choices_by_any_of_their_names(void **state)
{
    struct small_world *small = *state;
    struct ts_tally out;
    ts_changeset_enter(&small->changes, &small->keeper);
    ts_changeset_enter(&small->changes, &small->keeper);
    ts_changeset_count(&small->changes, small->light.full);
    ts_changeset_count(&small->changes, small->light.bare);
    assert_int_equal(tally(small, "keeper"), 2);
    assert_int_equal(tally(small, "harbour:lantern/keeper"), 2);
    assert_int_equal(tally(small, "quay"), 0);
    assert_int_equal(tally(small, "light"), 1);
    assert_int_equal(tally(small, "quay/light"), 1);
    assert_int_equal(tally(small, "quay/sit"), 0);
    assert_int_equal(ts_view_tally(&small->view, "keeper/light", &out, &small->err), TS_FAILED);
    assert_int_equal(ts_view_tally(&small->view, "ligth", &out, &small->err), TS_FAILED);
    assert_says(&small->err, "did you mean \"light\"?");
}

static void tallies_the_choice_where_a_scene_of_its_name_was_not_met(void **state)
{
    struct small_world *small = *state;
    ts_symbol bare = name(small, "harbour:lantern#keeper");
    *ts_map_add(&small->story.choice_by_bare, bare) = bare;
    ts_changeset_count(&small->changes, bare);
    assert_int_equal(tally(small, "keeper"), 1);
    for (int i = 0; i < 3; i++) ts_changeset_enter(&small->changes, &small->keeper);
    assert_int_equal(tally(small, "keeper"), 3);
}

static void rolls_the_same_whenever_asked_in_a_turn(void **state)
{
    struct small_world *small = *state;
    struct ts_rng first, second, again, other;
    small->view.stream = small->light.full;
    first = ts_view_rng(&small->view);
    second = ts_view_rng(&small->view);
    small->view.rolls = 0;
    again = ts_view_rng(&small->view);
    small->view.rolls = 0, small->view.pack = SECOND_LIGHT;
    other = ts_view_rng(&small->view);
    assert_memory_equal(&first, &again, sizeof first);
    assert_memory_not_equal(&first, &second, sizeof first);
    assert_memory_not_equal(&first, &other, sizeof first);
    small->view.rolls = 0, small->view.pack = HARBOUR, small->run->head.turn++;
    again = ts_view_rng(&small->view);
    assert_memory_not_equal(&first, &again, sizeof first);
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, small_world_open, small_world_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(writes_a_variable_at_once_and_restores_its_default_with_nil),
        WITH_WORLD(refuses_a_pack_without_permission_the_variables_of_a_story),
        WITH_WORLD(hides_a_packs_own_variables_from_all_others),
        WITH_WORLD(refuses_every_write_while_reading),
        WITH_WORLD(refuses_more_than_64_kb_in_one_variable),
        WITH_WORLD(sums_numbers_and_says_nil_for_what_is_none),
        WITH_WORLD(asks_the_store_once_for_what_the_act_did_not_set),
        WITH_WORLD(reads_its_own_set_without_asking),
        WITH_WORLD(does_not_see_its_own_writes_in_the_past),
        WITH_WORLD(inherits_the_declaration_of_a_key_with_parts),
        WITH_WORLD(refuses_to_add_to_what_is_no_integer),
        WITH_WORLD(keeps_an_integer_key_an_integer),
        WITH_WORLD(refuses_sums_past_the_range_of_integers),
        WITH_WORLD(refuses_a_pack_without_permission_the_world_of_another),
        WITH_WORLD(bounds_what_one_turn_may_write),
        WITH_WORLD(resolves_keys_and_says_what_was_meant),
        WITH_WORLD(claims_once),
        WITH_WORLD(refuses_claims_of_other_packs_and_odd_names),
        WITH_WORLD(records_events_at_the_scenes_place),
        WITH_WORLD(marks_milestones_each_time_and_insights_once),
        WITH_WORLD(refuses_a_metaconcept_that_nobody_defined),
        WITH_WORLD(goes_to_scenes_of_its_story),
        WITH_WORLD(asks_for_completion_with_the_last_reason),
        WITH_WORLD(tallies_scenes_and_choices_by_any_of_their_names),
        WITH_WORLD(tallies_the_choice_where_a_scene_of_its_name_was_not_met),
        WITH_WORLD(rolls_the_same_whenever_asked_in_a_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
