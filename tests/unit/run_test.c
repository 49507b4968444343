// run_test.c - one playthrough of a story
#include "small_world.h"

// Rows: from, columns: to, in the order new active paused abandoned completed archived (design §3, "Run states").
static const bool may_move[6][6] = {
    {0, 1, 0, 0, 0, 0}, // new
    {0, 0, 1, 1, 1, 0}, // active
    {0, 1, 0, 1, 1, 0}, // paused
    {0, 1, 0, 0, 0, 1}, // abandoned
    {0, 0, 0, 0, 0, 1}, // completed
    {0, 0, 0, 0, 0, 0}, // archived
};

static void moves_only_as_the_table_allows(void **state)
{
    (void)state;
    for (int from = TS_NEW; from <= TS_ARCHIVED; from++)
        for (int to = TS_NEW; to <= TS_ARCHIVED; to++) {
            struct ts_err err = {0};
            enum ts_status status = ts_run_state_move((enum ts_run_state)from, (enum ts_run_state)to, &err);
            if (status != (may_move[from][to] ? TS_OK : TS_REFUSED)) fail_msg("from %d to %d: %d", from, to, status);
        }
}

static void names_the_state_and_the_moves_it_allows(void **state)
{
    struct ts_err err;
    (void)state;
    assert_int_equal(ts_run_state_move(TS_COMPLETED, TS_ABANDONED, &err), TS_REFUSED);
    assert_string_equal(err.message,
                        "run is \"completed\" and cannot become \"abandoned\"; from \"completed\" it can only become \"archived\"");
    assert_int_equal(ts_run_state_move(TS_ACTIVE, TS_ARCHIVED, &err), TS_REFUSED);
    assert_string_equal(
        err.message,
        "run is \"active\" and cannot become \"archived\"; from \"active\" it can only become \"paused\", \"abandoned\" or \"completed\"");
    assert_int_equal(ts_run_state_move(TS_ABANDONED, TS_COMPLETED, &err), TS_REFUSED);
    assert_says(&err, "it can only become \"active\" or \"archived\"");
    assert_int_equal(ts_run_state_move(TS_ARCHIVED, TS_ACTIVE, &err), TS_REFUSED);
    assert_says(&err, "\"archived\" is final");
    assert_string_equal(ts_run_state_name(TS_PAUSED), "paused");
}

static void begins_with_every_variable_as_declared(void **state)
{
    struct small_world *small = *state;
    assert_int_equal(small->run->var_count, 5);
    assert_false(small->run->vars[LIT].boolean);
    assert_int_equal(small->run->vars[TIDE].integer, 3);
    assert_string_equal(small->run->vars[BAG].text->bytes, "[]");
    assert_int_equal(small->run->vars[HARBOUR_OWN].integer, 0);
    assert_string_equal(ts_symbol_text(small->symbols, ts_content_var(&small->content, &small->story, TRUST)->name), "trust");
}

static void counts_nothing_it_has_not_met(void **state)
{
    struct small_world *small = *state;
    struct ts_tally tally = ts_run_tally(small->run, small->quay.full);
    assert_int_equal(tally.count, 0);
    ts_run_tally_put(small->run, small->quay.full, (struct ts_tally){.count = 2, .turn = 70000});
    tally = ts_run_tally(small->run, small->quay.full);
    assert_int_equal(tally.count, 2);
    assert_int_equal(tally.turn, 70000);
}

static void integrates_a_metaconcept_once(void **state)
{
    struct small_world *small = *state;
    for (int i = 0; i < 20; i++) ts_run_add_metaconcept(small->run, small->metaconcepts[i % 2].id);
    assert_int_equal(small->run->metaconcept_count, 2);
    assert_true(ts_run_has_metaconcept(small->run, small->metaconcepts[1].id));
    assert_false(ts_run_has_metaconcept(small->run, small->quay.id));
}

static void finds_content_by_its_ids(void **state)
{
    struct small_world *small = *state;
    assert_ptr_equal(ts_content_find_story(&small->content, "harbour:lantern"), &small->story);
    assert_null(ts_content_find_story(&small->content, "harbour:lanterns"));
    assert_ptr_equal(ts_story_find_scene(&small->story, small->keeper.id), &small->keeper);
    assert_ptr_equal(ts_story_find_scene_full(&small->story, small->keeper.full), &small->keeper);
    assert_null(ts_story_find_scene(&small->story, 0));
    assert_ptr_equal(ts_content_find_declared(&small->content, "harbour:lamps/east/2", 20), &small->keys[1]);
    assert_null(ts_content_find_declared(&small->content, "harbour:lampsy", 14));
    assert_string_equal(ts_content_title(&small->content, small->metaconcepts[0].id), "Prioritize Player Agency");
    assert_string_equal(ts_content_title(&small->content, small->quay.id), "quay");
}

static void names_every_happening(void **state)
{
    (void)state;
    for (int i = 0; i < TS_HAPPENING_COUNT; i++) assert_int_equal(ts_happening_find(ts_happening_name((enum ts_happening)i)), i);
    assert_string_equal(ts_happening_name(TS_NEWS_ARRIVED), "news.arrived");
    assert_int_equal(ts_happening_find("run.stopped"), -1);
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, small_world_open, small_world_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moves_only_as_the_table_allows),
        cmocka_unit_test(names_the_state_and_the_moves_it_allows),
        WITH_WORLD(begins_with_every_variable_as_declared),
        WITH_WORLD(counts_nothing_it_has_not_met),
        WITH_WORLD(integrates_a_metaconcept_once),
        WITH_WORLD(finds_content_by_its_ids),
        cmocka_unit_test(names_every_happening),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
