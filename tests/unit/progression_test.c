// progression_test.c - what a player has earned
#include "small_world.h"

static void progression_open(struct ts_progression *progression, struct small_world *small)
{
    ts_progression_init(progression, small->symbols, name(small, "player_001"));
}

static struct ts_completion_record completion(struct small_world *small, const char *run, int64_t turns, int64_t milestones)
{
    return (struct ts_completion_record){.run = name(small, run),
                                         .universe = name(small, "enchanted_realm_001"),
                                         .story = name(small, "enchanted_realm:journey"),
                                         .turns = turns,
                                         .milestones = milestones,
                                         .at = turns};
}

// The numbers of the reference proof: Alex 150 turns and 7 milestones, Sam 120 and 6; Jordan was abandoned and grants nothing.
static void adds_up_the_reference_proof(void **state)
{
    struct small_world *small = *state;
    struct ts_progression progression;
    struct ts_completion_record alex = completion(small, "run_alex_001", 150, 7), sam = completion(small, "run_sam_001", 120, 6);
    progression_open(&progression, small);
    ts_progression_add(&progression, &alex);
    assert_int_equal(progression.completed, 1);
    assert_int_equal(progression.turns, 150);
    assert_int_equal(progression.milestones, 7);
    ts_progression_add(&progression, &sam);
    assert_int_equal(progression.completed, 2);
    assert_int_equal(progression.turns, 270);
    assert_int_equal(progression.milestones, 13);
    assert_int_equal(progression.universe_count, 1);
    assert_int_equal(progression.run_count, 2);
    assert_int_equal(progression.runs[1], sam.run);
    ts_progression_clear(&progression);
}

static void counts_the_same_run_once(void **state)
{
    struct small_world *small = *state;
    struct ts_progression progression;
    struct ts_completion_record alex = completion(small, "run_alex_001", 150, 7);
    progression_open(&progression, small);
    for (int i = 0; i < 3; i++) ts_progression_add(&progression, &alex);
    assert_int_equal(progression.completed, 1);
    assert_int_equal(progression.turns, 150);
    assert_int_equal(ts_progression_count(&progression, name(small, "story/enchanted_realm:journey")), 1);
    ts_progression_clear(&progression);
}

static void tells_a_run_from_a_universe_of_the_same_name(void **state)
{
    struct small_world *small = *state;
    struct ts_progression progression;
    struct ts_completion_record one = completion(small, "same", 1, 0), two = completion(small, "other", 1, 0);
    one.universe = name(small, "other");
    two.universe = name(small, "same");
    progression_open(&progression, small);
    ts_progression_add(&progression, &one);
    ts_progression_add(&progression, &two);
    assert_int_equal(progression.run_count, 2);
    assert_int_equal(progression.universe_count, 2);
    ts_progression_clear(&progression);
}

// One life went back twice: its original and two branches complete, two of them at the same ending.
static void counts_one_life_once(void **state)
{
    struct small_world *small = *state;
    struct ts_progression progression;
    struct ts_completion_record lives[3] = {completion(small, "alex", 150, 7), completion(small, "alex-2", 20, 1), completion(small, "alex-3", 5, 0)};
    static const char *const universes[] = {"realm", "realm~alex-2", "realm~alex-3"}, *const endings[] = {"home", "home", "lost"};
    progression_open(&progression, small);
    for (int i = 0; i < 3; i++) {
        lives[i].life = name(small, "alex");
        lives[i].universe = name(small, universes[i]);
        lives[i].ending = name(small, endings[i]);
        lives[i].focus = name(small, "grief");
        ts_progression_add(&progression, &lives[i]);
    }
    assert_int_equal(progression.completed, 1);
    assert_int_equal(progression.universe_count, 1);
    assert_int_equal(progression.run_count, 3);
    assert_int_equal(progression.turns, 175);
    assert_int_equal(progression.milestones, 8);
    assert_int_equal(ts_progression_count(&progression, name(small, "story/enchanted_realm:journey")), 1);
    assert_int_equal(ts_progression_count(&progression, name(small, "focus/grief")), 1);
    assert_int_equal(ts_progression_count(&progression, name(small, "ending/home")), 1);
    assert_int_equal(ts_progression_count(&progression, name(small, "ending/lost")), 1);
    ts_progression_clear(&progression);
}

static void keeps_the_time_of_what_counted(void **state)
{
    struct small_world *small = *state;
    struct ts_progression progression;
    struct ts_completion_record first = completion(small, "alex", 10, 0), again = completion(small, "alex-2", 99, 0);
    first.life = again.life = name(small, "alex");
    progression_open(&progression, small);
    ts_progression_add(&progression, &first);
    ts_progression_add(&progression, &again);
    assert_int_equal(*ts_map_find(&progression.since, name(small, "story/enchanted_realm:journey")), 10);
    ts_progression_clear(&progression);
}

static void tallies_stories_endings_and_focuses(void **state)
{
    struct small_world *small = *state;
    struct ts_progression progression;
    struct ts_completion_record first = completion(small, "a", 10, 0), second = completion(small, "b", 5, 0);
    first.ending = second.ending = name(small, "harbour:lantern/spoken");
    first.focus = name(small, "grief");
    progression_open(&progression, small);
    ts_progression_add(&progression, &first);
    ts_progression_add(&progression, &second);
    assert_int_equal(ts_progression_count(&progression, name(small, "ending/harbour:lantern/spoken")), 2);
    assert_int_equal(ts_progression_count(&progression, name(small, "focus/grief")), 1);
    assert_int_equal(ts_progression_count(&progression, name(small, "focus/anger")), 0);
    assert_int_equal(*ts_map_find(&progression.since, name(small, "ending/harbour:lantern/spoken")), 10);
    ts_progression_clear(&progression);
}

static void joins_metaconcepts_without_doubles(void **state)
{
    struct small_world *small = *state;
    struct ts_progression progression;
    ts_symbol ids[] = {small->metaconcepts[0].id, small->metaconcepts[1].id};
    struct ts_completion_record first = completion(small, "a", 1, 0), second = completion(small, "b", 1, 0);
    first.metaconcepts = second.metaconcepts = ids;
    first.metaconcept_count = 1, second.metaconcept_count = 2;
    progression_open(&progression, small);
    ts_progression_add(&progression, &first);
    ts_progression_add(&progression, &second);
    assert_int_equal(progression.metaconcept_count, 2);
    ts_progression_clear(&progression);
}

static void keeps_what_was_unlocked(void **state)
{
    struct small_world *small = *state;
    struct ts_progression progression;
    ts_symbol unlock = name(small, "core:advanced_narratives");
    progression_open(&progression, small);
    assert_false(ts_progression_is_unlocked(&progression, unlock));
    ts_progression_unlock(&progression, unlock);
    assert_true(ts_progression_is_unlocked(&progression, unlock));
    ts_progression_clear(&progression);
}

static void records_what_a_rule_read_once_each(void **state)
{
    struct ts_reads reads = {0};
    char *json;
    (void)state;
    ts_reads_add(&reads, "count(ending/harbour:lantern/spoken)", 1);
    ts_reads_add(&reads, "completed", 2);
    ts_reads_add(&reads, "completed", 2);
    json = ts_reads_json(&reads);
    ts_reads_clear(&reads);
    assert_string_equal(json, "[{\"read\":\"count(ending/harbour:lantern/spoken)\",\"value\":1},{\"read\":\"completed\",\"value\":2}]");
    free(json);
    json = ts_reads_json(&reads);
    assert_string_equal(json, "[]");
    free(json);
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, small_world_open, small_world_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(adds_up_the_reference_proof),
        WITH_WORLD(counts_the_same_run_once),
        WITH_WORLD(tells_a_run_from_a_universe_of_the_same_name),
        WITH_WORLD(counts_one_life_once),
        WITH_WORLD(keeps_the_time_of_what_counted),
        WITH_WORLD(tallies_stories_endings_and_focuses),
        WITH_WORLD(joins_metaconcepts_without_doubles),
        WITH_WORLD(keeps_what_was_unlocked),
        cmocka_unit_test(records_what_a_rule_read_once_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
