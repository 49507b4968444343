// changeset_test.c - all that one act changes
#include "small_world.h"

static void undoes_variables_to_what_they_were(void **state)
{
    struct small_world *small = *state;
    struct ts_savepoint first, second;
    ts_changeset_set_var(&small->changes, TIDE, ts_value_int(4));
    first = ts_changeset_save(&small->changes);
    ts_changeset_set_var(&small->changes, TIDE, ts_value_int(5));
    second = ts_changeset_save(&small->changes);
    ts_changeset_set_var(&small->changes, TIDE, ts_value_text("high", 4));
    ts_changeset_set_var(&small->changes, TIDE, ts_value_text("higher", 6));
    ts_changeset_set_var(&small->changes, LIT, ts_value_bool(true));
    assert_int_equal(small->changes.var_count, 4);
    ts_changeset_undo(&small->changes, &second);
    assert_int_equal(small->run->vars[TIDE].integer, 5);
    assert_false(small->run->vars[LIT].boolean);
    ts_changeset_undo(&small->changes, &first);
    assert_int_equal(small->run->vars[TIDE].integer, 4);
    ts_changeset_set_var(&small->changes, TIDE, ts_value_int(9));
    ts_changeset_undo(&small->changes, &(struct ts_savepoint){.head = small->run->head});
    assert_int_equal(small->run->vars[TIDE].integer, 3);
    assert_int_equal(small->changes.var_count, 0);
}

static struct ts_text *settings(void)
{
    return ts_text_new("{\"ceiling\":0.5}", 15);
}

static void takes_back_settings_made_since(void **state)
{
    struct small_world *small = *state;
    struct ts_savepoint before = ts_changeset_save(&small->changes), after;
    small->changes.care = settings();
    after = ts_changeset_save(&small->changes);
    ts_changeset_undo(&small->changes, &after);
    assert_non_null(small->changes.care);
    ts_changeset_undo(&small->changes, &before);
    assert_null(small->changes.care);
    small->changes.care = settings();
    ts_changeset_reset(&small->changes);
    assert_null(small->changes.care);
}

static void the_state_hash_covers_settings(void **state)
{
    struct small_world *small = *state;
    unsigned char without[TS_HASH_SIZE], with[TS_HASH_SIZE];
    small->changes.kind = TS_ACT_CARE;
    ts_changeset_state_hash(&small->changes, NULL, without);
    small->changes.care = settings();
    ts_changeset_state_hash(&small->changes, NULL, with);
    assert_memory_not_equal(without, with, TS_HASH_SIZE);
}

static void keeps_one_change_for_a_variable_written_in_a_loop(void **state)
{
    struct small_world *small = *state;
    for (int i = 0; i < 10000; i++) ts_changeset_set_var(&small->changes, TIDE, ts_value_int(i));
    assert_int_equal(small->changes.var_count, 1);
    assert_int_equal(small->changes.vars[0].before.integer, 3);
    assert_int_equal(small->changes.vars[0].now.integer, 9999);
}

static void logs_nothing_when_the_value_stays(void **state)
{
    struct small_world *small = *state;
    ts_changeset_set_var(&small->changes, TIDE, ts_value_int(3));
    assert_int_equal(small->changes.var_count, 0);
}

struct seen_vars {
    uint32_t count, slots[8];
    int64_t integers[8];
};

static void see_var(void *self, uint32_t slot, struct ts_value now)
{
    struct seen_vars *seen = self;
    seen->slots[seen->count] = slot;
    seen->integers[seen->count++] = now.type == TS_INT ? now.integer : -1;
}

static void gives_each_variable_once_with_its_last_value(void **state)
{
    struct small_world *small = *state;
    struct ts_savepoint save;
    struct seen_vars seen = {0};
    ts_changeset_set_var(&small->changes, TIDE, ts_value_int(4));
    ts_changeset_save(&small->changes);
    ts_changeset_set_var(&small->changes, TRUST, ts_value_int(1));
    ts_changeset_set_var(&small->changes, TIDE, ts_value_int(5));
    save = ts_changeset_save(&small->changes);
    ts_changeset_set_var(&small->changes, TIDE, ts_value_int(6));
    ts_changeset_undo(&small->changes, &save);
    ts_changeset_each_var(&small->changes, see_var, &seen);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.slots[0], TRUST);
    assert_int_equal(seen.slots[1], TIDE);
    assert_int_equal(seen.integers[1], 5);
}

struct seen_writes {
    uint32_t count;
    struct ts_folded_write writes[8];
};

static void see_write(void *self, const struct ts_folded_write *write)
{
    struct seen_writes *seen = self;
    seen->writes[seen->count++] = *write;
}

enum { SAVE = 'S', ADD = '+' }; // and "=" sets

struct fold_case {
    const char *deeds;
    int64_t integers[4];
    bool add;
    int64_t folded;
};

// What a key's writes come to, with and without savepoints between them.
static void folds_the_writes_of_a_key_into_one(void **state)
{
    static const struct fold_case cases[] = {
        {"+", {2}, true, 2},          {"++", {2, 3}, true, 5},          {"+S+", {2, 0, 3}, true, 5},
        {"=", {7}, false, 7},         {"=+", {7, 2}, false, 9},         {"=S+", {7, 0, 2}, false, 9},
        {"+=", {2, 7}, false, 7},     {"+S=", {2, 0, 7}, false, 7},     {"+S=+", {2, 0, 7, 1}, false, 8},
        {"=S=", {1, 0, 2}, false, 2}, {"=S+=", {1, 0, 5, 3}, false, 3},
    };
    struct small_world *small = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct seen_writes seen = {0};
        ts_changeset_reset(&small->changes);
        for (size_t j = 0; cases[i].deeds[j]; j++) {
            if (cases[i].deeds[j] == SAVE)
                ts_changeset_save(&small->changes);
            else
                ts_changeset_write(&small->changes, small->keys[0].id, cases[i].deeds[j] == ADD, ts_value_int(cases[i].integers[j]));
        }
        ts_changeset_each_write(&small->changes, see_write, &seen);
        if (seen.count != 1 || seen.writes[0].add != cases[i].add || seen.writes[0].value.integer != cases[i].folded)
            fail_msg("\"%s\" came to %s%lld", cases[i].deeds, seen.writes[0].add ? "+" : "=", (long long)seen.writes[0].value.integer);
    }
}

static void gives_keys_in_the_order_they_were_first_written(void **state)
{
    struct small_world *small = *state;
    struct seen_writes seen = {0};
    ts_changeset_write(&small->changes, small->keys[1].id, false, ts_value_bool(true));
    ts_changeset_write(&small->changes, small->keys[0].id, true, ts_value_int(1));
    ts_changeset_save(&small->changes);
    ts_changeset_write(&small->changes, small->keys[1].id, false, ts_value_bool(false));
    ts_changeset_each_write(&small->changes, see_write, &seen);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.writes[0].key, small->keys[1].id);
    assert_false(seen.writes[0].value.boolean);
    assert_int_equal(seen.writes[1].key, small->keys[0].id);
}

static void undo_keeps_the_writes_made_before_it(void **state)
{
    struct small_world *small = *state;
    struct seen_writes seen = {0};
    struct ts_savepoint save;
    ts_changeset_write(&small->changes, small->keys[0].id, true, ts_value_int(1));
    save = ts_changeset_save(&small->changes);
    ts_changeset_write(&small->changes, small->keys[0].id, true, ts_value_int(10));
    ts_changeset_write(&small->changes, small->keys[0].id, false, ts_value_text("gone", 4));
    ts_changeset_undo(&small->changes, &save);
    ts_changeset_write(&small->changes, small->keys[0].id, true, ts_value_int(100));
    ts_changeset_each_write(&small->changes, see_write, &seen);
    assert_int_equal(seen.count, 1);
    assert_true(seen.writes[0].add);
    assert_int_equal(seen.writes[0].value.integer, 101);
}

static void do_everything(struct small_world *small)
{
    struct ts_changeset *changes = &small->changes;
    ts_changeset_set_var(changes, BAG, ts_value_text("a rope", 6));
    ts_changeset_write(changes, small->keys[0].id, true, ts_value_int(1));
    ts_changeset_record(changes, (struct ts_event_record){.action = ts_text_new("lights the lantern", 18), .place = small->quay.where});
    ts_changeset_enter(changes, &small->keeper);
    ts_changeset_count(changes, small->light.full);
    ts_changeset_mark(changes, TS_MARK_MILESTONE, name(small, "first light"), HARBOUR);
    ts_changeset_mark(changes, TS_MARK_INSIGHT, name(small, "it was never the lamp"), HARBOUR);
    ts_changeset_mark(changes, TS_MARK_METACONCEPT, small->metaconcepts[0].id, HARBOUR);
    ts_changeset_claim(changes, name(small, "harbour:sword"));
    ts_changeset_grant(changes, name(small, "second_light:second_light"), 0, strdup("[]"));
    changes->is_major = true;
    changes->completes = true;
    small->run->head.scene = &small->keeper;
    small->run->head.turn++;
}

static void undoes_every_kind_of_change(void **state)
{
    struct small_world *small = *state;
    struct ts_changeset *changes = &small->changes;
    struct ts_savepoint save = ts_changeset_save(changes);
    do_everything(small);
    assert_int_equal(small->run->head.milestones, 1);
    assert_int_equal(small->run->head.insights, 1);
    assert_int_equal(ts_run_tally(small->run, small->keeper.full).count, 1);
    assert_int_equal(ts_run_tally(small->run, small->metaconcepts[0].id).count, 1);
    ts_changeset_undo(changes, &save);
    assert_string_equal(small->run->vars[BAG].text->bytes, "[]");
    assert_int_equal(changes->var_count + changes->world_count + changes->event_count + changes->tally_count, 0);
    assert_int_equal(changes->entered_count + changes->mark_count + changes->claim_count + changes->grant_count, 0);
    assert_false(changes->is_major || changes->completes);
    assert_int_equal(small->run->head.milestones + small->run->head.insights, 0);
    assert_int_equal(small->run->head.turn, 4);
    assert_ptr_equal(small->run->head.scene, &small->quay);
    assert_int_equal(small->run->metaconcept_count, 0);
    assert_int_equal(ts_run_tally(small->run, small->keeper.full).count, 0);
    assert_int_equal(ts_run_tally(small->run, small->metaconcepts[0].id).count, 0);
}

static void keeps_faults_when_what_they_tell_of_is_undone(void **state)
{
    struct small_world *small = *state;
    struct ts_savepoint save = ts_changeset_save(&small->changes);
    ts_changeset_fault(&small->changes, SECOND_LIGHT, (struct ts_place){0}, "init.lua:9: no such tide");
    ts_changeset_undo(&small->changes, &save);
    assert_int_equal(small->changes.fault_count, 1);
    assert_string_equal(small->changes.faults[0].message, "init.lua:9: no such tide");
}

static void counts_with_the_turn_it_takes(void **state)
{
    struct small_world *small = *state;
    ts_changeset_count(&small->changes, small->light.full);
    ts_changeset_count(&small->changes, small->light.full);
    assert_int_equal(ts_run_tally(small->run, small->light.full).count, 2);
    assert_int_equal(ts_run_tally(small->run, small->light.full).turn, 4);
}

static void is_empty_after_a_reset_and_keeps_its_memory(void **state)
{
    struct small_world *small = *state;
    struct ts_var_change *vars;
    do_everything(small);
    small->changes.answer = ts_text_new("Ellen", 5);
    vars = small->changes.vars;
    ts_changeset_reset(&small->changes);
    assert_int_equal(small->changes.var_count + small->changes.event_count + small->changes.mark_count, 0);
    assert_null(small->changes.answer);
    assert_false(small->changes.completes);
    assert_ptr_equal(small->changes.run, small->run);
    assert_string_equal(small->run->vars[BAG].text->bytes, "a rope");
    ts_changeset_set_var(&small->changes, BAG, ts_value_int(1));
    assert_ptr_equal(small->changes.vars, vars);
    assert_int_equal(small->changes.vars[0].earlier, 0);
}

static void hash_of(struct small_world *small, unsigned char out[TS_HASH_SIZE])
{
    ts_changeset_state_hash(&small->changes, NULL, out);
}

static void hashes_the_same_act_the_same_whoever_lives_it(void **state)
{
    struct small_world *small = *state, *other;
    unsigned char one[TS_HASH_SIZE], two[TS_HASH_SIZE];
    void *second;
    small_world_open(&second);
    other = second;
    name(other, "a symbol that shifts the numbers");
    other->run->row = 99, other->run->id = name(other, "run_b"), other->run->character_name = name(other, "Jordan");
    other->changes.at = 1772357400000;
    do_everything(small);
    do_everything(other);
    hash_of(small, one);
    hash_of(other, two);
    assert_memory_equal(one, two, TS_HASH_SIZE);
    small_world_close(&second);
}

static void hashes_another_act_differently(void **state)
{
    struct small_world *small = *state;
    unsigned char hashes[6][TS_HASH_SIZE], chained[TS_HASH_SIZE];
    hash_of(small, hashes[0]);
    ts_changeset_set_var(&small->changes, TIDE, ts_value_int(1));
    hash_of(small, hashes[1]);
    ts_changeset_set_var(&small->changes, TIDE, ts_value_real(1));
    hash_of(small, hashes[2]);
    ts_changeset_write(&small->changes, small->keys[0].id, true, ts_value_int(1));
    hash_of(small, hashes[3]);
    ts_changeset_mark(&small->changes, TS_MARK_MILESTONE, name(small, "m"), HARBOUR);
    hash_of(small, hashes[4]);
    small->run->head.depth = 1, small->run->head.stack[0].scene = &small->quay;
    hash_of(small, hashes[5]);
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < i; j++) assert_memory_not_equal(hashes[i], hashes[j], TS_HASH_SIZE);
    ts_changeset_state_hash(&small->changes, hashes[0], chained);
    assert_memory_not_equal(chained, hashes[5], TS_HASH_SIZE);
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, small_world_open, small_world_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(undoes_variables_to_what_they_were),
        WITH_WORLD(takes_back_settings_made_since),
        WITH_WORLD(the_state_hash_covers_settings),
        WITH_WORLD(keeps_one_change_for_a_variable_written_in_a_loop),
        WITH_WORLD(logs_nothing_when_the_value_stays),
        WITH_WORLD(gives_each_variable_once_with_its_last_value),
        WITH_WORLD(folds_the_writes_of_a_key_into_one),
        WITH_WORLD(gives_keys_in_the_order_they_were_first_written),
        WITH_WORLD(undo_keeps_the_writes_made_before_it),
        WITH_WORLD(undoes_every_kind_of_change),
        WITH_WORLD(keeps_faults_when_what_they_tell_of_is_undone),
        WITH_WORLD(counts_with_the_turn_it_takes),
        WITH_WORLD(is_empty_after_a_reset_and_keeps_its_memory),
        WITH_WORLD(hashes_the_same_act_the_same_whoever_lives_it),
        WITH_WORLD(hashes_another_act_differently),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
