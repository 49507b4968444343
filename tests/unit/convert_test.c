// convert_test.c - values come out of Lua as they went in, and what cannot be kept is refused
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lua/box.h"
#include "lua/pack.h"

static int open_box(void **state)
{
    *state = ts_box_new("convert");
    return *state ? 0 : -1;
}

static int close_box(void **state)
{
    ts_box_free(*state);
    return 0;
}

// Leaves what the expression gives on the stack.
static lua_State *give(void **state, const char *expression)
{
    struct ts_box *box = *state;
    struct ts_err err = {0};
    char source[2000];
    snprintf(source, sizeof source, "return %s", expression);
    assert_int_equal(TS_OK, ts_box_load(box, "test.lua", source, strlen(source), 0, &err));
    if (ts_box_call(box, 0, 1, NULL, &err) != TS_OK) fail_msg("%s", err.message);
    return ts_box_lua(box);
}

static void expect_encoding(void **state, const char *expression, bool is_map, const char *wanted)
{
    lua_State *L = give(state, expression);
    struct ts_value value;
    struct ts_buffer out = {0};
    struct ts_err err = {0};
    int top = lua_gettop(L);
    if (ts_lua_read_value(L, -1, is_map, &value, &err) != TS_OK) fail_msg("%s: %s", expression, err.message);
    assert_int_equal(top, lua_gettop(L));
    ts_value_encode(value, &out);
    assert_string_equal(wanted, out.bytes);
    ts_lua_push_value(L, value, is_map);
    ts_value_drop(&value);
    out.length = 0;
    assert_int_equal(TS_OK, ts_lua_read_value(L, -1, is_map, &value, &err));
    ts_value_encode(value, &out);
    assert_string_equal(wanted, out.bytes);
    ts_value_drop(&value);
    ts_buffer_clear(&out);
    lua_pop(L, 2);
}

static void expect_refusal(void **state, const char *expression, const char *why)
{
    lua_State *L = give(state, expression);
    struct ts_value value;
    struct ts_err err = {0};
    int top = lua_gettop(L);
    assert_int_equal(TS_FAILED, ts_lua_read_value(L, -1, false, &value, &err));
    assert_int_equal(top, lua_gettop(L));
    if (!strstr(err.message, why)) fail_msg("\"%s\" does not say \"%s\"", err.message, why);
    lua_pop(L, 1);
}

static void keeps_scalars(void **state)
{
    expect_encoding(state, "nil", false, "null");
    expect_encoding(state, "true", false, "true");
    expect_encoding(state, "math.maxinteger", false, "9223372036854775807");
    expect_encoding(state, "math.mininteger", false, "-9223372036854775808");
    expect_encoding(state, "3.0", false, "3.0");
    expect_encoding(state, "0.1", false, "0.1");
    expect_encoding(state, "'a\"\\\\\\n\\u{1F3EE}'", false, "\"a\\\"\\\\\\n\xf0\x9f\x8f\xae\"");
}

static void keeps_trees_with_sorted_keys(void **state)
{
    expect_encoding(state, "{ 1, { b = 2, a = 1.5, ab = { true } }, 'x' }", false, "[1,{\"a\":1.5,\"ab\":[true],\"b\":2},\"x\"]");
    expect_encoding(state, "{ z = {}, y = 'q' }", false, "{\"y\":\"q\",\"z\":[]}");
}

static void an_empty_table_is_a_list_unless_declared_a_map(void **state)
{
    expect_encoding(state, "{}", false, "[]");
    expect_encoding(state, "{}", true, "{}");
}

static void refuses_what_is_no_value(void **state)
{
    expect_refusal(state, "function() end", "only booleans, numbers, strings and tables");
    expect_refusal(state, "{ a = { function() end } }", "holds a function");
    expect_refusal(state, "0/0", "finite");
    expect_refusal(state, "{ math.huge }", "not finite");
    expect_refusal(state, "'\\xff'", "UTF-8");
    expect_refusal(state, "'a\\0b'", "NUL");
    expect_refusal(state, "{ ['a\\0b'] = 1 }", "UTF-8");
}

static void refuses_sparse_and_mixed_tables(void **state)
{
    expect_refusal(state, "{ 1, nil, 3 }", "without gaps");
    expect_refusal(state, "{ [0] = 1 }", "without gaps");
    expect_refusal(state, "{ 1, a = 2 }", "list");
    expect_refusal(state, "{ [1.5] = 2 }", "list");
    expect_refusal(state, "{ [true] = 2 }", "list");
}

static void refuses_cycles_and_deep_trees(void **state)
{
    expect_refusal(state, "(function() local t = {} t.t = t return t end)()", "nested too deep");
    expect_refusal(state, "(function() local t = {} for _ = 1, 40 do t = { t } end return t end)()", "nested too deep");
    expect_encoding(state, "(function() local t = {} for _ = 1, 20 do t = { t } end return t end)()", false,
                    "[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]");
}

static void refuses_what_is_too_large(void **state)
{
    expect_refusal(state, "('x'):rep(65536)", "64 kB");
    expect_refusal(state, "{ ('x'):rep(65536) }", "64 kB");
    expect_refusal(state, "(function() local t = { 'xxxxxxxx' } for _ = 1, 30 do t = { t, t } end return t end)()", "64 kB");
}

static void pushes_json(void **state)
{
    lua_State *L = ts_box_lua(*state);
    const char *json = "{\"a\":[1,2.5,\"x\\u00e4\\n\"],\"b\":null}";
    assert_true(ts_lua_push_json(L, json, strlen(json)));
    lua_getfield(L, -1, "a");
    lua_rawgeti(L, -1, 3);
    assert_string_equal("x\xc3\xa4\n", lua_tostring(L, -1));
    lua_settop(L, lua_gettop(L) - 3);
    assert_false(ts_lua_push_json(L, "{\"a\":", 5));
    lua_pop(L, 1);
    assert_false(ts_lua_push_json(L, "", 0));
    lua_pop(L, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_scalars),
        cmocka_unit_test(keeps_trees_with_sorted_keys),
        cmocka_unit_test(an_empty_table_is_a_list_unless_declared_a_map),
        cmocka_unit_test(refuses_what_is_no_value),
        cmocka_unit_test(refuses_sparse_and_mixed_tables),
        cmocka_unit_test(refuses_cycles_and_deep_trees),
        cmocka_unit_test(refuses_what_is_too_large),
        cmocka_unit_test(pushes_json),
    };
    return cmocka_run_group_tests(tests, open_box, close_box);
}
