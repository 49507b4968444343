// api_test.c - what callbacks can do, and what they are told when it goes wrong
#include "base/canon.h"
#include "lua/pages.h"
#include "lua_world.h"

static void act(void **state, const char *function)
{
    struct lua_world *lua = *state;
    if (lua_world_act(lua, function) != TS_OK) fail_msg("%s: %s", function, lua->err.message);
}

static void fail_act(void **state, const char *function, const char *why)
{
    struct lua_world *lua = *state;
    if (lua_world_act(lua, function) == TS_OK) fail_msg("%s did not fail", function);
    assert_says(&lua->err, "harbour/init.lua:1");
    assert_says(&lua->err, why);
}

static struct ts_value var(void **state, uint32_t slot)
{
    struct lua_world *lua = *state;
    return lua->small->run->vars[slot];
}

static void writes_variables(void **state)
{
    act(state, "function(run) run.vars.tide = run.vars.tide + 1 run.own.mood = 7 end");
    assert_int_equal(4, var(state, TIDE).integer);
    assert_int_equal(7, var(state, HARBOUR_OWN).integer);
    act(state, "function(run) run.vars.tide = nil end");
    assert_int_equal(3, var(state, TIDE).integer);
}

static void keeps_nested_changes(void **state)
{
    act(state, "function(run) table.insert(run.vars.bag, 'rope') table.insert(run.vars.bag, 'lamp') end");
    assert_string_equal("[\"rope\",\"lamp\"]", var(state, BAG).text->bytes);
    act(state, "function(run) run.vars.bag[1] = { knots = 3 } end");
    assert_string_equal("[{\"knots\":3},\"lamp\"]", var(state, BAG).text->bytes);
}

static void an_assigned_table_is_a_copy(void **state)
{
    act(state, "function(run) local b = { 'a' } run.vars.bag = b b[1] = 'z' end");
    assert_string_equal("[\"a\"]", var(state, BAG).text->bytes);
}

static void nested_changes_of_a_failed_callback_are_forgotten(void **state)
{
    struct lua_world *lua = *state;
    assert_int_equal(TS_FAILED, lua_world_act(lua, "function(run) table.insert(run.vars.bag, 'rope') error('no') end"));
    act(state, "function(run) run.vars.tide = #run.vars.bag end");
    assert_int_equal(0, var(state, TIDE).integer);
    assert_string_equal("[]", var(state, BAG).text->bytes);
}

static void refuses_a_nested_change_that_is_no_value(void **state)
{
    struct lua_world *lua = *state;
    assert_int_equal(TS_FAILED, lua_world_act(lua, "function(run) run.vars.bag.f = function() end end"));
    assert_says(&lua->err, "variable \"bag\"");
}

static void suggests_what_was_meant(void **state)
{
    fail_act(state, "function(run) run.vars.tidee = 1 end", "run.vars: no variable \"tidee\"; did you mean \"tide\"?");
    fail_act(state, "function(run) return run.vars.litt end", "did you mean \"lit\"?");
    fail_act(state, "function(run) return run.focuss end", "did you mean \"focus\"?");
    fail_act(state, "function(run, universe) universe:add('warm_nigths', 1) end", "universe:add: no world key");
    fail_act(state, "function(run, universe) universe:add('warm_nigths', 1) end", "did you mean \"warm_nights\"?");
    fail_act(state, "function(run) run:integrate('agancy') end", "run:integrate: no metaconcept \"agancy\"; did you mean \"agency\"?");
    fail_act(state, "function(run) run:visits('kepeer') end", "did you mean \"keeper\"?");
    fail_act(state, "function(run, universe) universe:record { acton = 'x' } end", "did you mean \"action\"?");
}

static void names_wrong_arguments(void **state)
{
    fail_act(state, "function(run, universe) universe:add('warm_nights', 'many') end", "universe:add: \"amount\" must be an integer, not string");
    fail_act(state, "function(run, universe) universe:add('warm_nights', 1.5) end", "\"amount\" must be an integer");
    fail_act(state, "function(run, universe) universe.add('warm_nights', 1) end", "call it with a colon");
    fail_act(state, "function(run) run:milestone() end", "\"title\" must be a string, not no value");
    fail_act(state, "function(run, universe) universe:set('lamps', log) end", "universe:set: \"value\" is a function");
    fail_act(state, "function(run) run.turn = 3 end", "run: \"turn\" cannot be assigned");
}

static void writes_the_world(void **state)
{
    struct lua_world *lua = *state;
    act(state, "function(run, universe) universe:add('warm_nights', 2) universe:set('lamps', true) end");
    assert_int_equal(2, lua->small->changes.world_count);
    assert_int_equal(2, lua->small->changes.world[0].value.integer);
    act(state, "function(run, universe) assert(universe:get('warm_nights') == 2 and universe:get('lamps')) end");
    act(state, "function(run, universe) universe:update('warm_nights', function(n) return n * 10 end) end");
    act(state, "function(run, universe) assert(universe:get('warm_nights') == 20) end");
    act(state, "function(run, universe) assert(universe:claim('lamps')) end");
    assert_int_equal(1, lua->small->changes.claim_count);
}

static void records_deeds(void **state)
{
    struct lua_world *lua = *state;
    act(state, "function(run, universe) universe:record 'waits' universe:record { action = 'sings', consequences = 'Boats.', major = true } end");
    assert_int_equal(2, lua->small->changes.event_count);
    assert_string_equal("waits", lua->small->changes.events[0].action->bytes);
    assert_int_equal(lua->small->quay.where, lua->small->changes.events[0].place);
    assert_true(lua->small->changes.events[1].major);
    act(state, "function(run) run:milestone 'far' run:integrate 'agency' run:insight 'the dark is kind' end");
    assert_int_equal(3, lua->small->changes.mark_count);
}

static void tells_about_the_run(void **state)
{
    act(state, "function(run, universe, progression)\n"
               "assert(run.story == 'harbour:lantern' and run.scene == 'harbour:lantern/quay' and run.turn == 4 and run.position == 50)\n"
               "assert(run.state == 'active' and run.character.id == 'alex' and run.character.name == '\\2alex\\3')\n"
               "assert(run.focus == nil and universe.position == 50 and progression.completed == 2)\n"
               "assert(not run:seen('quay') and run:visits('light') == 0 and run:since('quay') == math.huge)\n"
               "end");
}

static void reading_refuses_to_write(void **state)
{
    struct lua_world *lua = *state;
    ts_call call = lua_world_function(lua, HARBOUR, "function(run) run.vars.tide = 9 return true end");
    bool out;
    assert_int_equal(TS_FAILED, lua->host.script.test(lua->host.script.self, &lua->small->view, call, &out, &lua->err));
    assert_says(&lua->err, "may only read");
    assert_int_equal(TS_WRITING, lua->small->view.phase);
}

static void hands_out_copies_when_reading(void **state)
{
    struct lua_world *lua = *state;
    ts_call call = lua_world_function(lua, HARBOUR, "function(run) table.insert(run.vars.bag, 'rope') return #run.vars.bag == 0 end");
    bool out = false;
    assert_int_equal(TS_OK, lua->host.script.test(lua->host.script.self, &lua->small->view, call, &out, &lua->err));
    assert_true(out);
    assert_string_equal("[]", var(state, BAG).text->bytes);
}

static void uses_the_rights_of_the_pack_that_wrote_it(void **state)
{
    struct lua_world *lua = *state;
    ts_call call = lua_world_function(lua, SECOND_LIGHT, "function(run) run.vars.tide = 9 end");
    assert_int_equal(TS_FAILED, lua->host.script.act(lua->host.script.self, &lua->small->view, call, NULL, &lua->err));
    assert_says(&lua->err, "vars.write");
    call = lua_world_function(lua, SECOND_LIGHT, "function(run) run.own.trust = 9 end");
    assert_int_equal(TS_OK, lua->host.script.act(lua->host.script.self, &lua->small->view, call, NULL, &lua->err));
    assert_int_equal(HARBOUR, lua->small->view.pack);
}

static void tells_handlers_what_happened(void **state)
{
    struct lua_world *lua = *state;
    struct ts_happened what = {.happening = TS_SCENE_ENTERED, .scene = &lua->small->keeper, .choice = lua->small->light.full, .events = 2};
    ts_call call = lua_world_function(lua, HARBOUR, "function(run, universe, event)\n"
                                                    "assert(event.name == 'scene.entered' and event.scene == 'harbour:lantern/keeper')\n"
                                                    "assert(event.choice == 'harbour:lantern/quay/light' and event.ending == nil and event.text == nil)\n"
                                                    "assert(event.turn == 4 and event.position == 50 and event.events == 2)\n"
                                                    "assert(event.story == 'harbour:lantern' and event.pack == 'harbour')\n"
                                                    "end");
    if (lua->host.script.act(lua->host.script.self, &lua->small->view, call, &what, &lua->err) != TS_OK) fail_msg("%s", lua->err.message);
}

static void writes_down_what_a_rule_reads(void **state)
{
    struct lua_world *lua = *state;
    ts_call call = lua_world_function(lua, HARBOUR, "function(progression) return progression.completed >= 2 and progression:count('focus/grief') > 0 end");
    bool out = true;
    char *reads;
    lua->small->view.reads = &lua->reads;
    assert_int_equal(TS_OK, lua->host.script.rule(lua->host.script.self, &lua->small->view, call, &out, &lua->err));
    lua->small->view.reads = NULL;
    reads = ts_reads_json(&lua->reads);
    ts_reads_clear(&lua->reads);
    assert_false(out);
    assert_string_equal("[{\"read\":\"completed\",\"value\":2},{\"read\":\"count(focus/grief)\",\"value\":0}]", reads);
    free(reads);
}

static void a_key_of_counts_is_text_and_told_in_whole_letters(void **state)
{
    struct lua_world *lua = *state;
    struct ts_script *script = &lua->host.script;
    ts_call bad = lua_world_function(lua, HARBOUR, "function(progression) return progression:since('a\\255') end");
    ts_call deep = lua_world_function(lua, HARBOUR, "function(progression) return progression:count('a' .. string.rep('é', 400)) > 0 end");
    bool out;
    char *reads;
    assert_int_equal(TS_FAILED, script->rule(script->self, &lua->small->view, bad, &out, &lua->err));
    assert_says(&lua->err, "must be UTF-8");
    lua->small->view.reads = &lua->reads;
    assert_int_equal(TS_OK, script->rule(script->self, &lua->small->view, deep, &out, &lua->err));
    lua->small->view.reads = NULL;
    reads = ts_reads_json(&lua->reads);
    ts_reads_clear(&lua->reads);
    assert_non_null(strstr(reads, "é)\",\"value\":0}]"));
    assert_true(ts_canon_is_text(reads, strlen(reads)));
    free(reads);
}

static void a_reason_is_plain_text_and_may_hold_names(void **state)
{
    fail_act(state, "function(run) run:complete('x\\255') end", "not UTF-8");
    fail_act(state, "function(run) run:complete('x\\n') end", "control character");
    fail_act(state, "function(run) run:complete(string.rep('x', 2001)) end", "at most 2000 bytes");
    act(state, "function(run) run:complete('done by ' .. run.character.name .. ' alone') end");
}

static void a_rule_asked_by_another_pack_uses_what_that_one_has_left(void **state)
{
    struct lua_world *lua = *state;
    struct ts_script *script = &lua->host.script;
    ts_call call = lua_world_function(lua, SECOND_LIGHT, "function() for i = 1, 100000 do end return true end");
    bool out = false;
    assert_int_equal(TS_OK, script->rule(script->self, &lua->small->view, call, &out, &lua->err));
    assert_true(out);
    lua->host.running = lua->packs[HARBOUR].box;
    lua->host.running->left = 20000;
    assert_int_equal(TS_FAILED, script->rule(script->self, &lua->small->view, call, &out, &lua->err));
    assert_says(&lua->err, "steps");
    assert_true(lua->packs[HARBOUR].box->left <= 0);
    assert_ptr_equal(lua->packs[HARBOUR].box, lua->host.running);
    lua->host.running = NULL;
}

static void takes_words_lists_and_weights(void **state)
{
    struct lua_world *lua = *state;
    struct ts_script *script = &lua->host.script;
    struct ts_view *view = &lua->small->view;
    struct ts_buffer out = {0};
    struct ts_value *items;
    uint32_t count;
    double weight;
    assert_int_equal(TS_OK, script->words(script->self, view, lua_world_function(lua, HARBOUR, "function() return 'fog' end"), &out, &lua->err));
    assert_string_equal("fog", out.bytes);
    ts_buffer_clear(&out);
    assert_int_equal(TS_FAILED, script->words(script->self, view, lua_world_function(lua, HARBOUR, "function() return 3 end"), &out, &lua->err));
    assert_says(&lua->err, "must return a string, not a number");
    assert_int_equal(TS_OK, script->list(script->self, view, lua_world_function(lua, HARBOUR, "function() return { 'a', 2 } end"), &items, &count, &lua->err));
    assert_int_equal(2, count);
    assert_string_equal("a", items[0].text->bytes);
    ts_value_drop(&items[0]);
    free(items);
    assert_int_equal(TS_OK, script->number(script->self, view, lua_world_function(lua, HARBOUR, "function() return 2.5 end"), &weight, &lua->err));
    assert_true(weight == 2.5);
    assert_int_equal(TS_FAILED, script->number(script->self, view, lua_world_function(lua, HARBOUR, "function() return 'x' end"), &weight, &lua->err));
}

static void keeps_log_lines(void **state)
{
    struct lua_world *lua = *state;
    act(state, "function(run) log('tide is ' .. run.vars.tide) log(true) end");
    assert_string_equal("tide is 3\ntrue\n", lua->host.said.bytes);
}

static void a_limit_stops_only_the_call(void **state)
{
    struct lua_world *lua = *state;
    assert_int_equal(TS_FAILED, lua_world_act(lua, "function() while true do end end"));
    assert_says(&lua->err, "steps");
    assert_int_equal(1, lua->host.rebuilds);
    assert_ptr_equal(NULL, lua->host.view);
    assert_int_equal(TS_WRITING, lua->small->view.phase);
}

static void writes_reference_pages(void **state)
{
    struct ts_buffer out = {0};
    (void)state;
    ts_api_markdown(&out);
    assert_non_null(strstr(out.bytes, "`universe:add(key: string, amount: integer)`"));
    assert_non_null(strstr(out.bytes, "`run.turn: integer`"));
    ts_buffer_clear(&out);
    ts_api_meta(NULL, &out);
    assert_non_null(strstr(out.bytes, "---@param amount integer\nfunction M:add(key, amount) end"));
    assert_non_null(strstr(out.bytes, "---@class turnstone.universe"));
    ts_buffer_clear(&out);
}

#define WORLD_TEST(test) cmocka_unit_test_setup_teardown(test, lua_world_open, lua_world_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(writes_variables),
        WORLD_TEST(keeps_nested_changes),
        WORLD_TEST(an_assigned_table_is_a_copy),
        WORLD_TEST(nested_changes_of_a_failed_callback_are_forgotten),
        WORLD_TEST(refuses_a_nested_change_that_is_no_value),
        WORLD_TEST(suggests_what_was_meant),
        WORLD_TEST(names_wrong_arguments),
        WORLD_TEST(writes_the_world),
        WORLD_TEST(records_deeds),
        WORLD_TEST(tells_about_the_run),
        WORLD_TEST(reading_refuses_to_write),
        WORLD_TEST(hands_out_copies_when_reading),
        WORLD_TEST(uses_the_rights_of_the_pack_that_wrote_it),
        WORLD_TEST(tells_handlers_what_happened),
        WORLD_TEST(writes_down_what_a_rule_reads),
        WORLD_TEST(a_key_of_counts_is_text_and_told_in_whole_letters),
        WORLD_TEST(a_reason_is_plain_text_and_may_hold_names),
        WORLD_TEST(a_rule_asked_by_another_pack_uses_what_that_one_has_left),
        WORLD_TEST(takes_words_lists_and_weights),
        WORLD_TEST(keeps_log_lines),
        WORLD_TEST(a_limit_stops_only_the_call),
        cmocka_unit_test(writes_reference_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
