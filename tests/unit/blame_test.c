// blame_test.c - what an author is told: names that were given up, and where something went wrong
#include "lua/blame.h"
#include "lua_world.h"

// --- names that were given up

static int answer(lua_State *L)
{
    lua_pushinteger(L, 42);
    return 1;
}

static const struct ts_api_row rows[] = {
    {"ask", answer, "ask() -> integer", "Given up.", "oracle:answer()"},
    {"old", answer, "old: integer", "Given up.", "oracle.age"},
    {"answer", answer, "answer() -> integer", "Not given up.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const struct ts_api_module oracle = {"oracle", "Knows.", rows};

static int add_oracle(lua_State *L)
{
    struct ts_lua_pack *pack = lua_touserdata(L, 1);
    ts_api_declare(L, &oracle, pack);
    ts_box_env(pack->box);
    ts_api_push(L, &oracle, 0);
    lua_setfield(L, -2, "oracle");
    return 0;
}

static struct ts_buffer take_deprecated(struct lua_world *lua)
{
    struct ts_buffer lines = {0};
    ts_host_take_deprecated(&lua->host, &lines);
    return lines;
}

static void a_row_that_was_given_up_works_and_warns_once_a_call_site(void **state)
{
    struct lua_world *lua = *state;
    assert_int_equal(TS_OK, ts_box_run(lua->packs[0].box, add_oracle, &lua->packs[0], &lua->err));
    const char *function = "function(run)\nfor i = 1, 3 do assert(oracle:ask() == 42) end\nassert(oracle:ask() + oracle.old + oracle:answer() == 126) end";
    if (lua_world_act(lua, function)) fail_msg("%s", lua->err.message);
    struct ts_buffer lines = take_deprecated(lua);
    assert_string_equal("harbour/init.lua:2: \"ask\" is called \"oracle:answer()\" now\n"
                        "harbour/init.lua:3: \"ask\" is called \"oracle:answer()\" now\n"
                        "harbour/init.lua:3: \"old\" is called \"oracle.age\" now\n",
                        lines.bytes);
    ts_buffer_clear(&lines);
    assert_int_equal(TS_OK, lua_world_act(lua, function));
    lines = take_deprecated(lua);
    assert_int_equal(0, lines.length);
    ts_buffer_clear(&lines);
}

static void warnings_are_printable_and_bounded(void **state)
{
    struct lua_world *lua = *state;
    char name[4000];
    memset(name, 'x', sizeof name);
    memcpy(name, "a\nb\033[2J", 7);
    name[sizeof name - 1] = '\0';
    ts_deprecated_warn(ts_box_lua(lua->packs[0].box), name, "quay");
    for (int i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "name%d", i);
        ts_deprecated_warn(ts_box_lua(lua->packs[0].box), name, "quay");
    }
    struct ts_buffer lines = take_deprecated(lua);
    assert_memory_equal("\"a b?[2Jxxx", lines.bytes, 11);
    assert_true(lines.length < 64 * 1024);
    ts_buffer_clear(&lines);
}

// --- the place in the line

struct spoken {
    const char *line, *message;
    uint32_t column;
};

static void the_caret_stands_under_what_the_message_speaks_of(void **state)
{
    static const struct spoken cases[] = {
        {"x.y = 3", "f.lua:1: attempt to index a nil value (local 'x')", 1},
        {"  local y = xx + x.y", "f.lua:1: attempt to index a nil value (local 'x')", 18},
        {"t.x = x(1)", "f.lua:1: attempt to call a nil value (upvalue 'x')", 7},
        {"x = names.x()", "f.lua:1: attempt to call a nil value (field 'x')", 11},
        {"run.x(run:x())", "f.lua:1: attempt to call a nil value (method 'x')", 11},
        {"local a = t[\"lantren\"].lit", "f.lua:1: attempt to index a nil value (field 'lantren')", 14},
        {"\tuniverse:add(\"warmm\", 1)", "f.lua:1: universe:add: no world key \"warmm\"; did you mean \"warm\"?", 16},
        {"universe:add(warm, \"one\")", "f.lua:1: universe:add: \"amount\" must be an integer, not string", 10},
        {"log(tpyo, type)", "f.lua:1: undefined name 'tpyo', did you mean 'type'?", 5},
        {"{ \"Go\", id = \"go\", to = \"keper\" }", "\"to\" of \"p:s/a/go\" leads to \"keper\", which is no scene of \"p:s\"", 26},
        {"if lit then error(\"no light\") end", "f.lua:1: no light", 13},
        {"local x = = 3", "f.lua:1: unexpected symbol near '='", 1},
        {"local x = )", "f.lua:1: unexpected symbol near ')'", 11},
        {"return {", "f.lua:1: unexpected symbol near <eof>", 9},
        {"local t = \"\u65e5\u672c \u00e9\" .. t.name", "f.lua:1: attempt to index a nil value (global 't')", 7},
        {"local s = \"\u65e5\u672c \u00e9\" .. t.name", "f.lua:1: attempt to index a nil value (global 't')", 21},
        {"    while true do end", "f.lua:1: stopped after 20,000,000 steps, the limit of one call: does it loop for ever?", 5},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ts_excerpt excerpt;
        assert_true(ts_blame_find(cases[i].line, strlen(cases[i].line), 1, cases[i].message, &excerpt));
        if (excerpt.column != cases[i].column) fail_msg("%s (%s): column %u, not %u", cases[i].line, cases[i].message, excerpt.column, cases[i].column);
    }
}

static void the_line_is_found_by_its_number_alone(void **state)
{
    static const char text[] = "one\r\n\n  \t\nfour";
    struct ts_excerpt excerpt;
    (void)state;
    assert_true(ts_blame_find(text, strlen(text), 1, "boom", &excerpt));
    assert_int_equal(3, excerpt.length);
    assert_true(ts_blame_find(text, strlen(text), 4, "boom", &excerpt));
    assert_memory_equal("four", excerpt.text, 4);
    for (uint32_t line = 0; line < 8; line++)
        if (line != 1 && line != 4) assert_false(ts_blame_find(text, strlen(text), line, "boom", &excerpt));
    assert_false(ts_blame_find("", 0, 1, "boom", &excerpt));
}

static void draw(const char *line, uint32_t column, const char *expected)
{
    struct ts_buffer out = {0};
    ts_blame_draw(&out, 12, &(struct ts_excerpt){line, strlen(line), column});
    assert_string_equal(expected, out.bytes);
    ts_buffer_clear(&out);
}

static void lines_are_drawn_by_their_widths(void **state)
{
    (void)state;
    draw("x.y = 3", 3, "    12 | x.y = 3\n       |   ^\n");
    draw("\t\tif\tx then", 6, "    12 | if  x then\n       |     ^\n");
    draw("\u65e5\u672c e\u0301 x", 7, "    12 | \u65e5\u672c e\u0301 x\n       |        ^\n");
    draw("a\033[2J\u202eb\xff" "c", 8, "    12 | a?[2J?b?c\n       |        ^\n");
    draw("return {", 9, "    12 | return {\n       |         ^\n");
}

static void a_long_line_is_cut_around_its_caret(void **state)
{
    char line[3001];
    (void)state;
    for (size_t i = 0; i < 3000; i++) line[i] = (char)('a' + i % 26);
    line[3000] = '\0';
    for (uint32_t column = 1; column <= 3001; column += 7) {
        struct ts_buffer out = {0};
        ts_blame_draw(&out, 123456, &(struct ts_excerpt){line, 3000, column});
        char *second = strchr(out.bytes, '\n') + 1;
        size_t caret = strcspn(second, "^");
        assert_true((size_t)(second - out.bytes) <= 213 && caret < 212);
        if (column <= 3000) assert_int_equal(line[column - 1], out.bytes[caret]);
        ts_buffer_clear(&out);
    }
}

// --- in the author's terms

static void role(const char *role, const char *story, const char *expected)
{
    struct ts_buffer out = {0};
    ts_blame_add_role(&out, role, story);
    assert_string_equal(expected, out.bytes);
    ts_buffer_clear(&out);
}

static void calls_are_told_in_the_authors_terms(void **state)
{
    (void)state;
    role("effect of harbour:lantern/quay/light", "harbour:lantern", "the effect of choice \"light\" of scene \"quay\" of story harbour:lantern");
    role("enter of harbour:lantern/quay", "harbour:lantern", "the enter of scene \"quay\" of story harbour:lantern");
    role("[1] of harbour:lantern/quay/light", "harbour:lantern", "the label of choice \"light\" of scene \"quay\" of story harbour:lantern");
    role("when of harbour:common/sit", "harbour:lantern", "the when of choice \"sit\" of the shared choices harbour:common of story harbour:lantern");
    role("handler of on turn.ended of harbour", "", "the handler of \"turn.ended\" of harbour");
    role("when of second_light:second_light", "", "the when of second_light:second_light");
}

// --- the whole

static void explains_an_error_from_the_kept_source_alone(void **state)
{
    struct lua_world *lua = *state;
    static char text[] = "return function(run)\n\tlocal lamp\n\treturn lamp.lit\nend";
    struct ts_lua_source source = {.path = "harbour/init.lua", .text = text, .length = sizeof text - 1};
    lua->packs[HARBOUR].sources = &source;
    lua->packs[HARBOUR].source_count = 1;
    assert_int_equal(TS_FAILED, lua_world_act(lua, "function(run)\n\tlocal lamp\n\treturn lamp.lit\nend"));
    assert_string_equal("harbour/init.lua:3: attempt to index a nil value (local 'lamp')\n"
                        "     3 | return lamp.lit\n"
                        "       |        ^\n"
                        "  in the effect of choice \"light\" of scene \"quay\" of story harbour:lantern",
                        lua->err.message);
    assert_int_equal(TS_FAILED, lua_world_act(lua, "function(run) error(('x'):rep(5000) .. '\\n\\27[2J') end"));
    assert_true(strlen(lua->err.message) < 2500);
    for (const char *c = lua->err.message; *c; c++) assert_true(*c == '\n' || (unsigned char)*c >= ' ');
    lua->packs[HARBOUR].source_count = 0;
}

static void suggests_a_field_of_the_tables_at_hand(void **state)
{
    struct lua_world *lua = *state;
    static const char *const cases[][2] = {
        {"function() local names = { lantern = 1 } return names.lantren.x end", "(field 'lantren'); did you mean \"lantern\"?"},
        {"function(run, universe) return univers:get('x') end", "undefined name 'univers'; did you mean \"universe\"?"},
        {"function() return string.uper('x') end", "(field 'uper'); did you mean \"upper\"?"},
        {"function() local t = { a = { lantern = 1 } } t.a:lantren() end", "(method 'lantren'); did you mean \"lantern\"?"},
        {"function() local t = setmetatable({ lantern = 1 }, { __index = function() return nil end, __pairs = error, __len = error }) "
         "return t.lantren.x end",
         "(field 'lantren'); did you mean \"lantern\"?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(TS_FAILED, lua_world_act(lua, cases[i][0]));
        assert_says(&lua->err, cases[i][1]);
    }
    assert_int_equal(TS_FAILED, lua_world_act(lua, "function() local t = { zzz = 1 } return t.lantren.x end"));
    assert_null(strstr(lua->err.message, "did you mean"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_caret_stands_under_what_the_message_speaks_of),
        cmocka_unit_test(the_line_is_found_by_its_number_alone),
        cmocka_unit_test(lines_are_drawn_by_their_widths),
        cmocka_unit_test(a_long_line_is_cut_around_its_caret),
        cmocka_unit_test(calls_are_told_in_the_authors_terms),
        cmocka_unit_test_setup_teardown(explains_an_error_from_the_kept_source_alone, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(suggests_a_field_of_the_tables_at_hand, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(a_row_that_was_given_up_works_and_warns_once_a_call_site, lua_world_open, lua_world_close),
        cmocka_unit_test_setup_teardown(warnings_are_printable_and_bounded, lua_world_open, lua_world_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
