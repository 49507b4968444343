// condition_test.c - conditions in strings: what they see, what is refused, what was probably meant
#include "lua_world.h"

static bool holds(void **state, const char *source)
{
    struct lua_world *lua = *state;
    ts_call call = lua_world_condition(lua, source);
    bool out = false;
    if (!call) fail_msg("%s: %s", source, lua->err.message);
    if (lua->host.script.test(lua->host.script.self, &lua->small->view, call, &out, &lua->err) != TS_OK) fail_msg("%s: %s", source, lua->err.message);
    return out;
}

static void sees_variables(void **state)
{
    assert_true(holds(state, "not lit"));
    assert_true(holds(state, "tide == 3 and #bag == 0"));
    assert_false(holds(state, "lit or tide > 3"));
}

static void sees_what_was_met(void **state)
{
    struct lua_world *lua = *state;
    ts_run_tally_put(lua->small->run, lua->small->quay.full, (struct ts_tally){2, 1});
    ts_run_tally_put(lua->small->run, lua->small->light.bare, (struct ts_tally){1, 3});
    assert_true(holds(state, "seen.quay and not seen.keeper"));
    assert_true(holds(state, "visits.quay == 2 and visits.light == 1"));
    assert_true(holds(state, "since.quay == 3 and since.light == 1"));
    assert_true(holds(state, "since.keeper > 1000000"));
}

static void sees_world_run_and_dice(void **state)
{
    struct lua_world *lua = *state;
    lua->small->has_stored = true;
    lua->small->stored = ts_value_int(5);
    assert_true(holds(state, "world.warm_nights >= 5"));
    assert_true(holds(state, "world['second_light:calm'] == 5"));
    assert_true(holds(state, "run.turn == 4 and run.scene == 'harbour:lantern/quay' and run:visits('quay') == 0"));
    assert_true(holds(state, "math.max(tide, 7) == 7 and ('x'):rep(2) == 'xx'"));
    assert_true(holds(state, "rng:int(1, 6) >= 1"));
}

static void rolls_the_same_whenever_asked(void **state)
{
    struct lua_world *lua = *state;
    ts_call call = lua_world_condition(lua, "rng:int(1, 1000000)");
    struct ts_value first, again;
    struct ts_script *script = &lua->host.script;
    assert_int_equal(TS_OK, script->value(script->self, &lua->small->view, call, &first, &lua->err));
    assert_int_equal(TS_OK, script->value(script->self, &lua->small->view, call, &again, &lua->err));
    assert_int_equal(first.integer, again.integer);
}

// Plain conditions are answered without Lua, and must come out as Lua has it.
static void plain_answers_are_those_of_lua(void **state)
{
    static const char *const sources[] = {
        "lit", "not lit", "not not tide", "tide == 3", "tide ~= 3", "tide < 3 or tide >= 3", "tide <= -3", "(tide > 2) == true", "not lit == true",
        "lit and tide or 'dark'", "lit == nil", "nil", "tide == '3'", "'a' == \"a\"", "seen.quay and visits.quay > 1", "visits.quay == 2",
        "world.warm_nights >= 3", "world.warm_nights == 5 and not lit", "bag", "not bag", "0", "tide and 7", "false or nil", "lit or lit or tide > 2 and lit",
    };
    struct lua_world *lua = *state;
    struct ts_script *script = &lua->host.script;
    lua->small->has_stored = true;
    lua->small->stored = ts_value_int(5);
    ts_run_tally_put(lua->small->run, lua->small->quay.full, (struct ts_tally){2, 1});
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        ts_call call = lua_world_condition(lua, sources[i]);
        struct ts_value plain, answer;
        if (!lua->host.plains[call]) fail_msg("%s is not plain", sources[i]);
        assert_int_equal(TS_OK, script->value(script->self, &lua->small->view, call, &plain, &lua->err));
        lua->host.plains[call] = NULL;
        assert_int_equal(TS_OK, script->value(script->self, &lua->small->view, call, &answer, &lua->err));
        if (!ts_value_is_equal(plain, answer)) fail_msg("%s comes out differently", sources[i]);
        ts_value_drop(&plain);
        ts_value_drop(&answer);
    }
}

static void what_is_not_sure_is_left_to_lua(void **state)
{
    static const char *const sources[] = {"tide + 1 == 4", "run.turn == 4", "#bag == 0", "tide == 3.0", "tide < 3.5", "1 < 2 == true", "lit == (not lit)", "tide == 0x3"};
    struct lua_world *lua = *state;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        bool out;
        ts_call call = lua_world_condition(lua, sources[i]);
        assert_int_equal(TS_OK, lua->host.script.test(lua->host.script.self, &lua->small->view, call, &out, &lua->err));
        assert_int_equal(strcmp(sources[i], "lit == (not lit)") != 0, out);
    }
}

static void sees_the_item_of_an_each(void **state)
{
    struct lua_world *lua = *state;
    struct ts_value item = ts_value_int(8);
    lua->small->view.item = &item;
    assert_true(holds(state, "item == 8"));
    lua->small->view.item = NULL;
}

static void refuse(void **state, const char *source, const char *why)
{
    struct lua_world *lua = *state;
    if (lua_world_condition(lua, source)) fail_msg("\"%s\" was taken", source);
    assert_says(&lua->err, why);
}

static void refuses_what_is_no_expression(void **state)
{
    refuse(state, "lit = true", "==");
    refuse(state, "", "is empty");
    refuse(state, "-- nothing", "is empty");
    refuse(state, "lit; tide", "\";\"");
    refuse(state, "lit, tide", "\",\"");
    refuse(state, "lit end", "statements");
    refuse(state, "(function() return 1 end)()", "statements");
    refuse(state, "lit) or (tide", "bracket");
    refuse(state, "(lit", "bracket");
    refuse(state, "'open", "does not end");
    refuse(state, "lit lit", "harbour/init.lua:7");
}

static void names_the_line(void **state)
{
    struct lua_world *lua = *state;
    ts_call call = lua_world_condition(lua, "tide + bag > 1");
    bool out;
    assert_int_equal(TS_FAILED, lua->host.script.test(lua->host.script.self, &lua->small->view, call, &out, &lua->err));
    assert_says(&lua->err, "harbour/init.lua:7");
}

static void cannot_write(void **state)
{
    struct lua_world *lua = *state;
    ts_call call = lua_world_condition(lua, "run:milestone('x') == nil");
    bool out;
    assert_int_equal(TS_FAILED, lua->host.script.test(lua->host.script.self, &lua->small->view, call, &out, &lua->err));
    assert_says(&lua->err, "run:milestone");
    assert_int_equal(0, lua->small->changes.mark_count);
}

struct told {
    char names[500];
};

static void tell(void *self, const char *wrong, const char *suggestion)
{
    struct told *told = self;
    size_t length = strlen(told->names);
    snprintf(told->names + length, sizeof told->names - length, "%s>%s ", wrong, suggestion ? suggestion : "?");
}

static void expect_unknown(void **state, const char *source, const char *wanted)
{
    struct lua_world *lua = *state;
    struct told told = {""};
    ts_condition_check(&lua->packs[HARBOUR], &lua->small->story, source, strlen(source), tell, tell, &told);
    assert_string_equal(wanted, told.names);
}

static void finds_unknown_names(void **state)
{
    expect_unknown(state, "not lit and tide > 3 and seen.keeper and visits.light and since.say and world.warm_nights and run.turn", "");
    expect_unknown(state, "litt", "litt>lit ");
    expect_unknown(state, "seen.keper or visits.nobody_at_all", "seen.keper>seen.keeper visits.nobody_at_all>? ");
    expect_unknown(state, "world.warm_nigths > 1", "world.warm_nigths>world.warm_nights ");
    expect_unknown(state, "run.focuss", "run.focuss>run.focus ");
    expect_unknown(state, "'litt' == [[tidee]] -- nothing\n and tide", "");
    expect_unknown(state, "math.floor(tide) == item.size and #bag == 0 and ({ a = lit }).a", "");
    expect_unknown(state, "os.time() > 0 and universe.positon", "os>? universe.positon>universe.position ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sees_variables, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(sees_what_was_met, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(sees_world_run_and_dice, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(rolls_the_same_whenever_asked, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(plain_answers_are_those_of_lua, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(what_is_not_sure_is_left_to_lua, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(sees_the_item_of_an_each, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_expression, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(names_the_line, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(cannot_write, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(finds_unknown_names, lua_world_open, lua_world_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
