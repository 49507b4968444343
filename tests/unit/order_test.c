// order_test.c - which packs are loaded, in which order, and why others are left out
#include "lua/build.h"
#include "pack_folder.h"

static void put(struct fixture *fixture, const char *name, const char *version, const char *requires, const char *script)
{
    char manifest[512];
    snprintf(manifest, sizeof manifest, "return { name = \"%s\", version = \"%s\", requires = { %s } }\n", name, version, requires);
    put_in(fixture, name, "pack.lua", manifest);
    put_in(fixture, name, "init.lua", script);
}

static void tell(void *self, const struct ts_problem *problem)
{
    struct fixture *fixture = self;
    size_t length = strlen(fixture->told);
    snprintf(fixture->told + length, sizeof fixture->told - length, "%s: %s: %s\n", ts_symbol_text(fixture->symbols, problem->pack),
             problem->severity == TS_ERROR ? problem->code : "warning", problem->message);
}

static enum ts_status load(struct fixture *fixture)
{
    const char *folders[] = {fixture->folder};
    enum ts_status status;
    ts_host_free(fixture->host);
    fixture->host = NULL;
    fixture->told[0] = fixture->order[0] = fixture->out[0] = '\0';
    fixture->how.folders = folders;
    fixture->how.folder_count = 1;
    status = ts_host_load(fixture->symbols, &fixture->how, tell, fixture, &fixture->host, &fixture->err);
    for (uint32_t i = 0; fixture->host && i < ts_host_content(fixture->host)->pack_count; i++) {
        strcat(fixture->order, i ? " " : "");
        strcat(fixture->order, ts_symbol_text(fixture->symbols, ts_host_content(fixture->host)->packs[i].name));
    }
    for (uint32_t i = 0; fixture->host && i < ts_host_content(fixture->host)->left_out_count; i++) {
        const struct ts_left_out *out = &ts_host_content(fixture->host)->left_out[i];
        size_t length = strlen(fixture->out);
        snprintf(fixture->out + length, sizeof fixture->out - length, "%s: %s\n", ts_symbol_text(fixture->symbols, out->pack), out->why);
    }
    return status;
}

static void expect(const char *where, const char *words)
{
    if (!strstr(where, words)) fail_msg("wanted: %s\nthere is:\n%s", words, where);
}

static uint32_t lines(const char *text)
{
    uint32_t count = 0;
    for (; *text; text++) count += *text == '\n';
    return count;
}

// --- order

static void orders_by_requirement_then_name(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "1.0.0", "\"z\"", "");
    put(fixture, "b", "1.0.0", "\"? y\", \"? nowhere\"", "");
    put(fixture, "c", "1.0.0", "", "");
    put(fixture, "y", "1.0.0", "", "");
    put(fixture, "z", "1.0.0", "", "");
    assert_int_equal(load(fixture), TS_OK);
    assert_string_equal(fixture->told, "");
    assert_string_equal(fixture->order, "c y b z a");
}

static void shuffles_only_ties(void **state)
{
    struct fixture *fixture = *state;
    char first[1024];
    uint32_t different = 0;
    put(fixture, "a", "1.0.0", "\"f\"", "");
    for (char name[2] = "b"; *name <= 'h'; ++*name) put(fixture, name, "1.0.0", "", "");
    fixture->how.is_shuffled = true;
    for (fixture->how.shuffle = 0; fixture->how.shuffle < 10; fixture->how.shuffle++) {
        assert_int_equal(load(fixture), TS_OK);
        assert_true(strchr(fixture->order, 'f') < strchr(fixture->order, 'a'));
        different += fixture->how.shuffle && strcmp(first, fixture->order) != 0;
        strcpy(first, fixture->order);
    }
    assert_true(different > 5);
    fixture->how.shuffle = 9;
    assert_int_equal(load(fixture), TS_OK);
    assert_string_equal(fixture->order, first);
}

// --- what goes together

static void tells_the_chain_of_a_wrong_version(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "1.0.0", "\"b\"", "");
    put(fixture, "b", "1.0.0", "\"c >= 2\"", "");
    put(fixture, "c", "1.4.0", "", "");
    assert_int_equal(load(fixture), TS_OK);
    expect(fixture->told, "\"a\" requires \"b\" requires \"c >= 2\", but version 1.4.0 is there");
    assert_string_equal(fixture->order, "c");
}

static void knows_ranges_and_pre_releases(void **state)
{
    static const struct {
        const char *version, *need;
        bool fits;
    } cases[] = {{"1.2.0", ">= 1.2", true},        {"1.10.0", ">= 1.9 < 2", true},      {"2.0.0", ">= 1.2, < 2", false},
                 {"2.0.0-beta", ">= 2", false},    {"2.0.0-beta.2", ">= 2.0.0-beta.10", false}, {"2.0.0-rc.1", "> 2.0.0-beta.11", true},
                 {"1.0.0+build", "== 1.0.0", true}, {"1.0.0-1", "< 1.0.0-alpha", true},   {"1.0.0", "<= 1.0.0-alpha", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (ts_version_is_in(cases[i].version, cases[i].need) != cases[i].fits) fail_msg("%s %s", cases[i].version, cases[i].need);
    (void)state;
}

static void refuses_what_is_no_version(void **state)
{
    static const char *const wrong[] = {"", "x", "1.", "01.0.0", "1.2.3.4", "1.0.0-", "1.0.0-a..b", "1.0.0-01", "1.0.0+", "1.0.0 ", "-1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (ts_version_is(wrong[i])) fail_msg("\"%s\"", wrong[i]);
    (void)state;
}

static void refuses_a_wrong_version_of_an_optional_pack(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "1.0.0", "\"? weather >= 2\"", "");
    put(fixture, "weather", "1.0.0", "", "");
    assert_int_equal(load(fixture), TS_OK);
    expect(fixture->told, "\"weather >= 2\", but version 1.0.0 is there");
    assert_string_equal(fixture->order, "weather");
}

static void names_both_of_two_that_do_not_go_together(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "1.0.0", "\"! old < 2\"", "");
    put(fixture, "old", "2.0.0", "", "");
    assert_int_equal(load(fixture), TS_OK);
    assert_string_equal(fixture->order, "a old");
    put(fixture, "old", "1.0.0", "", "");
    assert_int_equal(load(fixture), TS_OK);
    expect(fixture->told, "a: incompatible");
    expect(fixture->told, "\"old");
    assert_string_equal(fixture->order, "old");
}

static void tells_of_rings_and_loads_the_rest(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "1.0.0", "\"b\"", "");
    put(fixture, "b", "1.0.0", "\"c\"", "");
    put(fixture, "c", "1.0.0", "\"a\"", "");
    put(fixture, "d", "1.0.0", "\"c\"", "");
    put(fixture, "e", "1.0.0", "", "");
    assert_int_equal(load(fixture), TS_OK);
    expect(fixture->told, "cycle: \"a\" requires \"b\" requires \"c\" requires \"a\"");
    assert_string_equal(fixture->order, "e");
    assert_int_equal(lines(fixture->out), 4);
}

static void leaves_disabled_packs_alone(void **state)
{
    struct fixture *fixture = *state;
    const char *disabled[] = {"b", "bad"};
    put(fixture, "a", "1.0.0", "\"b\"", "");
    put(fixture, "b", "1.0.0", "", "error(\"is not run\")");
    put(fixture, "c", "1.0.0", "\"? b\", \"! b\"", "");
    put_file(fixture, "bad/pack.lua", "return 3");
    fixture->how.disabled = disabled;
    fixture->how.disabled_count = 2;
    assert_int_equal(load(fixture), TS_OK);
    expect(fixture->told, "\"a\" requires \"b\", which is switched off");
    assert_int_equal(lines(fixture->told), 1);
    assert_string_equal(fixture->order, "c");
}

// --- left out

static const char story[] = "define.story \"tale\" { start = \"a\", vars = { lit = false }, scenes = { a = { ending = \"x\" } } }\n";

static void loads_the_rest_without_a_pack_that_errs(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "1.0.0", "", "define.world { warm = 1 }\nlocal x = nil + 1\n");
    put(fixture, "b", "1.0.0", "\"a\"", "define.storylet \"s\" { story = \"a:tale\", pool = \"p\", text = \"x\" }\n");
    put(fixture, "c", "1.0.0", "\"b\"", story);
    put(fixture, "d", "1.0.0", "\"? a\"", story);
    put(fixture, "e", "1.0.0", "", "while true do end");
    assert_int_equal(load(fixture), TS_OK);
    assert_string_equal(fixture->order, "d");
    assert_int_equal(ts_host_content(fixture->host)->key_count, 0);
    assert_int_equal(ts_host_content(fixture->host)->story_count, 1);
    expect(fixture->out, "a: a/init.lua:2: ");
    expect(fixture->out, "b: it requires \"a\", which was left out");
    expect(fixture->out, "c: it requires \"b\", which was left out");
    expect(fixture->out, "e: e/init.lua:1: stopped after");
    assert_int_equal(lines(fixture->told), 2);
}

static void leaves_out_a_pack_whose_first_error_comes_after_many(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "1.0.0", "", "local t = {}\nfor i = 1, 1500 do t[\"f\" .. i] = 1 end\nfor i = 1, 100 do define.focus(\"x\" .. i)(t) end\n");
    put(fixture, "b", "1.0.0", "", "define.focus \"y\" { titel = \"x\" }\n");
    put(fixture, "c", "1.0.0", "", story);
    assert_int_equal(load(fixture), TS_OK);
    assert_string_equal(fixture->order, "c");
}

static void loads_nothing_when_strict(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "1.0.0", "", "error(\"no\")");
    put(fixture, "b", "1.0.0", "", story);
    fixture->how.is_strict = true;
    assert_int_equal(load(fixture), TS_FAILED);
    expect(fixture->err.message, "a/init.lua:1: no");
}

static void uses_the_first_of_two_packs_with_one_name(void **state)
{
    struct fixture *fixture = *state;
    char one[128], two[128];
    const char *folders[] = {one, two, one};
    snprintf(one, sizeof one, "%s/one", fixture->folder);
    snprintf(two, sizeof two, "%s/two", fixture->folder);
    put_file(fixture, "two/a/pack.lua", "return { name = \"a\", version = \"2.0.0\" }");
    put_file(fixture, "one/a/pack.lua", "return { name = \"a\", version = \"1.0.0\" }");
    assert_int_equal(ts_host_load(fixture->symbols, &(struct ts_loading){.folders = folders, .folder_count = 3}, tell, fixture,
                                  &fixture->host, &fixture->err),
                     TS_OK);
    expect(fixture->told, "/one/a\" is used, that in \"");
    expect(fixture->told, "/two/a\" is not");
    assert_int_equal(lines(fixture->told), 1);
    assert_int_equal(ts_host_content(fixture->host)->pack_count, 1);
    assert_string_equal(ts_host_content(fixture->host)->packs[0].version, "1.0.0");
}

// --- settings

static void shows_settings_to_scripts(void **state)
{
    struct fixture *fixture = *state;
    const struct ts_setting set[] = {{"a", "rain", ts_value_int(11)}, {"a", "mild", ts_value_int(2)}, {"a", "night", ts_value_bool(false)},
                                     {"a", "rian", ts_value_int(1)}};
    put(fixture, "a", "1.0.0", "",
        "assert(settings.rain == 3 and settings.night == false and settings.mood == \"calm\" and math.type(settings.mild) == \"float\")\n"
        "local ok, why = pcall(function() return settings.mod end)\nassert(not ok and why:find(\"did you mean 'mood'\", 1, true))\n"
        "assert(not pcall(function() settings.rain = 4 end))\n");
    put_file(fixture, "a/pack.lua",
             "return { name = \"a\", version = \"1.0.0\", settings = { rain = { default = 3, min = 0, max = 10 }, mild = 0.5, night = true,\n"
             "mood = { default = \"calm\", choices = { \"calm\", \"wild\" } } } }");
    fixture->how.settings = set;
    fixture->how.setting_count = 4;
    assert_int_equal(load(fixture), TS_OK);
    assert_string_equal(fixture->order, "a");
    expect(fixture->told, "a: warning: what was set for \"rain\" is outside of its range");
    expect(fixture->told, "a: warning: \"rian\" was set");
    assert_int_equal(lines(fixture->told), 2);
}

static void refuses_manifests_it_cannot_take(void **state)
{
    static const struct {
        const char *field, *why;
    } cases[] = {{"api = 2", "newer"},
                 {"settings = { rain = { default = 3, max = 2 } }", "the default of the setting \"rain\""},
                 {"settings = { rain = { default = 3, mim = 2 } }", "unknown field \"mim\""},
                 {"settings = { rain = {} }", "has no \"default\""},
                 {"requires = { \"b >=\" }", "requires"},
                 {"requires = { \"b ~ 1\" }", "requires"},
                 {"requires = { \"? \" }", "requires"},
                 {"licence = \"x\"", "unknown field \"licence\""}};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char manifest[256];
        snprintf(manifest, sizeof manifest, "return { name = \"a\", version = \"1.0.0\", %s }", cases[i].field);
        put_file(fixture, "a/pack.lua", manifest);
        assert_int_equal(load(fixture), TS_OK);
        expect(fixture->told, cases[i].why);
        assert_string_equal(fixture->order, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(orders_by_requirement_then_name, start, stop),
        cmocka_unit_test_setup_teardown(shuffles_only_ties, start, stop),
        cmocka_unit_test_setup_teardown(tells_the_chain_of_a_wrong_version, start, stop),
        cmocka_unit_test(knows_ranges_and_pre_releases),
        cmocka_unit_test(refuses_what_is_no_version),
        cmocka_unit_test_setup_teardown(refuses_a_wrong_version_of_an_optional_pack, start, stop),
        cmocka_unit_test_setup_teardown(names_both_of_two_that_do_not_go_together, start, stop),
        cmocka_unit_test_setup_teardown(tells_of_rings_and_loads_the_rest, start, stop),
        cmocka_unit_test_setup_teardown(leaves_disabled_packs_alone, start, stop),
        cmocka_unit_test_setup_teardown(loads_the_rest_without_a_pack_that_errs, start, stop),
        cmocka_unit_test_setup_teardown(leaves_out_a_pack_whose_first_error_comes_after_many, start, stop),
        cmocka_unit_test_setup_teardown(loads_nothing_when_strict, start, stop),
        cmocka_unit_test_setup_teardown(uses_the_first_of_two_packs_with_one_name, start, stop),
        cmocka_unit_test_setup_teardown(shows_settings_to_scripts, start, stop),
        cmocka_unit_test_setup_teardown(refuses_manifests_it_cannot_take, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
