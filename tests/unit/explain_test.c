// explain_test.c - what a rule would need, whatever it looks like
#include "game/explain.h"
#include "lua_world.h"

// The player has completed 2 runs of 270 turns and 13 milestones, see lua_world.h.
static void assert_explained(void **state, const char *rule, bool is_either, const char *json)
{
    struct lua_world *lua = *state;
    struct ts_explanation explanation;
    char source[1000];
    snprintf(source, sizeof source, "function(progression) %s end", rule);
    ts_explain(&lua->small->view, lua_world_function(lua, HARBOUR, source), &explanation);
    char *said = ts_explanation_json(&explanation);
    assert_string_equal(json, said);
    assert_int_equal(is_either, explanation.is_either);
    assert_null(lua->small->view.supposed);
    assert_null(lua->small->view.reads);
    free(said);
    ts_explanation_clear(&explanation);
}

static void finds_the_number_a_rule_waits_for(void **state)
{
    assert_explained(state, "return progression:count('focus/grief') >= 2", false, "[{\"needs\":2,\"read\":\"count(focus/grief)\",\"value\":0}]");
    assert_explained(state, "return progression:count('focus/grief') > 7", false, "[{\"needs\":8,\"read\":\"count(focus/grief)\",\"value\":0}]");
    assert_explained(state, "local n = progression.completed return n * n > 100", false, "[{\"needs\":11,\"read\":\"completed\",\"value\":2}]");
}

static void finds_all_that_is_needed_together(void **state)
{
    assert_explained(state, "return progression.completed >= 4 and progression:count('focus/grief') >= 1", false,
                     "[{\"needs\":4,\"read\":\"completed\",\"value\":2},{\"needs\":1,\"read\":\"count(focus/grief)\",\"value\":0}]");
    assert_explained(state, "return progression.completed >= 2 and progression:count('focus/grief') >= 1", false,
                     "[{\"read\":\"completed\",\"value\":2},{\"needs\":1,\"read\":\"count(focus/grief)\",\"value\":0}]");
}

static void tells_when_one_of_several_is_enough(void **state)
{
    assert_explained(state, "return progression.completed >= 4 or progression:count('focus/grief') >= 3", true,
                     "[{\"needs\":4,\"read\":\"completed\",\"value\":2},{\"needs\":3,\"read\":\"count(focus/grief)\",\"value\":0}]");
}

static void finds_an_exact_number(void **state)
{
    assert_explained(state, "return progression.completed == 5", false, "[{\"needs\":5,\"read\":\"completed\",\"value\":2}]");
    assert_explained(state, "return progression.completed < 2", false, "[{\"needs\":0,\"read\":\"completed\",\"value\":2}]");
}

static void asks_for_nothing_of_a_rule_that_holds(void **state)
{
    assert_explained(state, "return progression.completed >= 2", false, "[{\"read\":\"completed\",\"value\":2}]");
}

static void asks_for_nothing_where_nobody_can_say(void **state)
{
    assert_explained(state, "return progression.completed < 0", false, "[{\"read\":\"completed\",\"value\":2}]");
    assert_explained(state, "return #progression:metaconcepts() > 99", false, "[{\"read\":\"metaconcepts\",\"value\":0}]");
}

static void names_what_a_rule_failed_with(void **state)
{
    struct lua_world *lua = *state;
    struct ts_explanation explanation;
    ts_explain(&lua->small->view, lua_world_function(lua, HARBOUR, "function(progression) local n = progression.completed error('no ' .. n) end"), &explanation);
    assert_non_null(strstr(explanation.error, "no 2"));
    assert_false(explanation.holds);
    assert_int_equal(1, explanation.reads.count);
    ts_explanation_clear(&explanation);
}

// One that errs only when more is supposed is not asked on.
static void gives_up_on_a_rule_that_errs_with_more(void **state)
{
    assert_explained(state, "if progression.completed > 10 then error('much') end return false", false, "[{\"read\":\"completed\",\"value\":2}]");
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, lua_world_open, lua_world_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(finds_the_number_a_rule_waits_for),
        WITH_WORLD(finds_all_that_is_needed_together),
        WITH_WORLD(tells_when_one_of_several_is_enough),
        WITH_WORLD(finds_an_exact_number),
        WITH_WORLD(asks_for_nothing_of_a_rule_that_holds),
        WITH_WORLD(asks_for_nothing_where_nobody_can_say),
        WITH_WORLD(names_what_a_rule_failed_with),
        WITH_WORLD(gives_up_on_a_rule_that_errs_with_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
