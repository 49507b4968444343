// alias_test.c - names given up lead to what took their place, and nowhere else

#include "game/rename.h"
#include "pack_folder.h"

static void tell(void *self, const struct ts_problem *problem)
{
    struct fixture *fixture = self;
    size_t length = strlen(fixture->told);
    snprintf(fixture->told + length, sizeof fixture->told - length, "%s %s:%u %s %s; %s\n", problem->severity == TS_WARNING ? "warning" : "error",
             ts_symbol_text(fixture->symbols, problem->place.file), problem->place.line, problem->code, problem->message,
             problem->hint ? problem->hint : "");
}

// Strictly: all errors are told of, and none is let go by.
static enum ts_status load(struct fixture *fixture, bool is_strict)
{
    const char *folders[] = {fixture->folder};
    struct ts_loading how = {.folders = folders, .folder_count = 1, .is_strict = is_strict};
    return ts_host_load(fixture->symbols, &how, tell, fixture, &fixture->host, &fixture->err);
}

static const char tale[] = "define.story \"beacon\" { start = \"quay\", vars = { lit = false }, scenes = {\n"
                           "  quay = { text = \"A quay.\", choices = { { \"Light\", id = \"light\", to = \"home\" }, { \"Sit\", id = \"sit\" } } },\n"
                           "  home = { text = \"Home.\", ending = \"spoken\" } } }\n";

static void put_harbour(struct fixture *fixture, const char *aliases)
{
    char script[2048];
    snprintf(script, sizeof script, "%s%s", tale, aliases);
    put_pack(fixture, "harbour", "", script);
}

static void expect(struct fixture *fixture, const char *words)
{
    if (!strstr(fixture->told, words)) print_error("not told \"%s\" in:\n%s", words, fixture->told);
    assert_non_null(strstr(fixture->told, words));
}

static void expect_now(const struct fixture *fixture, enum ts_renamed what, const char *before, const char *now)
{
    const struct ts_content *content = ts_host_content(fixture->host);
    ts_symbol found = ts_renames_now(&content->aliases, fixture->symbols, what, ts_symbol_of(fixture->symbols, before));
    assert_string_equal(now, ts_symbol_text(fixture->symbols, found));
}

static void follows_what_has_a_renamed_name_in_its_own(void **state)
{
    struct fixture *fixture = *state;
    put_harbour(fixture, "define.aliases { stories = { lantern = \"beacon\" },\n"
                         "  scenes = { [\"beacon/pier\"] = \"beacon/quay\", [\"beacon/mole\"] = \"pier\" },\n"
                         "  choices = { [\"beacon/quay/lite\"] = \"light\" }, vars = { [\"beacon/is_lit\"] = \"lit\" },\n"
                         "  endings = { [\"beacon/told\"] = \"beacon/spoken\" } }\n");
    if (load(fixture, false)) fail_msg("%s", fixture->told);
    expect_now(fixture, TS_RENAMED_STORY, "harbour:lantern", "harbour:beacon");
    expect_now(fixture, TS_RENAMED_SCENE, "harbour:lantern/pier", "harbour:beacon/quay");
    expect_now(fixture, TS_RENAMED_SCENE, "harbour:lantern/mole", "harbour:beacon/quay");
    expect_now(fixture, TS_RENAMED_SCENE, "harbour:lantern/home", "harbour:beacon/home");
    expect_now(fixture, TS_RENAMED_CHOICE, "harbour:lantern/mole/lite/rope", "harbour:beacon/quay/light/rope");
    expect_now(fixture, TS_RENAMED_VAR, "harbour:lantern#is_lit", "harbour:beacon#lit");
    expect_now(fixture, TS_RENAMED_ENDING, "harbour:lantern/told", "harbour:beacon/spoken");
    expect_now(fixture, TS_RENAMED_SCENE, "harbour:other/pier", "harbour:other/pier");
    const struct ts_content *content = ts_host_content(fixture->host);
    ts_symbol key = ts_symbol_of(fixture->symbols, "ending/harbour:lantern/told");
    assert_string_equal("ending/harbour:beacon/spoken", ts_symbol_text(fixture->symbols, ts_renames_key(&content->aliases, fixture->symbols, key)));
}

static void keeps_guests_with_their_story(void **state)
{
    struct fixture *fixture = *state;
    struct ts_symbols *symbols = fixture->symbols;
    ts_symbol before = ts_symbol_of(symbols, "harbour:lantern"), now = ts_symbol_of(symbols, "harbour:beacon");
    assert_string_equal("mod:beacon/stranger",
                        ts_symbol_text(symbols, ts_rename_guest(symbols, ts_symbol_of(symbols, "mod:lantern/stranger"), before, now)));
    assert_string_equal("mod:lanterns/stranger",
                        ts_symbol_text(symbols, ts_rename_guest(symbols, ts_symbol_of(symbols, "mod:lanterns/stranger"), before, now)));
}

static void says_what_is_wrong_with_a_renaming(void **state)
{
    struct fixture *fixture = *state;
    put_harbour(fixture, "define.aliases {\n"
                         "  scenes = { [\"beacon/pier\"] = \"beacon/quai\", [\"beacon/quay\"] = \"beacon/home\", [\"other:x/y\"] = \"beacon/quay\",\n"
                         "    [\"beacon/a\"] = \"beacon/b\", [\"beacon/b\"] = \"beacon/a\", pier = \"beacon/quay\" },\n"
                         "  choices = { [\"beacon/quay/lite\"] = \"lihgt\" }, keys = { a = \"b\" }, scnes = {},\n"
                         "  vars = { [\"beacon/is_lit\"] = \"lti\" } }\n");
    assert_int_equal(TS_FAILED, load(fixture, true));
    expect(fixture, "error harbour/init.lua:5 missing-name the scene \"harbour:beacon/pier\" cannot be called \"harbour:beacon/quai\": there is "
                    "nothing of that name; did you mean \"harbour:beacon/quay\"?");
    expect(fixture, "both-there the scene \"harbour:beacon/quay\" cannot be called \"harbour:beacon/home\": both are there");
    expect(fixture, "foreign-name \"other:x/y\" belongs to another pack");
    expect(fixture, "cycle the scene \"harbour:beacon/a\"");
    expect(fixture, "bad-name \"pier\" is not how a scene is named; write it as \"lantern/quay\"");
    expect(fixture, "did you mean \"harbour:beacon/quay/light\"?");
    expect(fixture, "did you mean \"harbour:beacon/lit\"?");
    expect(fixture, "keys of the world cannot be renamed");
    expect(fixture, "unknown-field");
}

static void lets_other_packs_call_things_as_before_and_warns(void **state)
{
    struct fixture *fixture = *state;
    put_harbour(fixture, "define.unlock \"sun\" { when = function() return true end }\n"
                         "define.aliases { stories = { lantern = \"beacon\" }, scenes = { [\"beacon/pier\"] = \"quay\" }, unlocks = { moon = \"sun\" },\n"
                         "  choices = { [\"beacon/quay/lite\"] = \"light\" }, vars = { [\"beacon/is_lit\"] = \"lit\" }, endings = { [\"beacon/told\"] = \"spoken\" } }\n");
    put_pack(fixture, "mod", "requires = { \"harbour\" }",
             "define.storylet \"stranger\" { story = \"harbour:lantern\", pool = \"dusk\", text = \"Hm.\", when = \"is_lit and seen.pier and visits.lite > 1\",\n"
             "  choices = { { \"Back\", id = \"back\", to = \"pier\" } } }\n"
             "amend.scene \"harbour:lantern/pier\" { choices = { hide = { { \"lite\", when = \"is_lit\" } } } }\n"
             "on(\"choice.taken\", { choice = \"harbour:lantern/pier/lite\" }, function() end)\n"
             "on(\"ending.reached\", { ending = \"harbour:lantern/told\" }, function() end)\n"
             "on(\"unlock.granted\", { id = \"harbour:moon\" }, function() end)\n");
    if (load(fixture, false)) fail_msg("%s", fixture->told);
    expect(fixture, "warning mod/init.lua:1 renamed the story \"harbour:lantern\" is called \"harbour:beacon\" now; write \"harbour:beacon\"");
    expect(fixture, "warning mod/init.lua:1 renamed \"is_lit\" in when of mod:beacon/stranger is called \"lit\" now; write \"lit\"");
    expect(fixture, "\"seen.pier\" in when of mod:beacon/stranger is called \"seen.quay\" now");
    expect(fixture, "\"visits.lite\" in when of mod:beacon/stranger is called \"visits.light\" now");
    expect(fixture, "warning mod/init.lua:2 renamed the scene \"pier\" is called \"quay\" now");
    expect(fixture, "warning mod/init.lua:3 renamed the scene \"harbour:lantern/pier\" is called \"harbour:beacon/quay\" now");
    expect(fixture, "the choice \"harbour:beacon/quay/lite\" is called \"harbour:beacon/quay/light\" now");
    expect(fixture, "warning mod/init.lua:4 renamed the choice \"harbour:lantern/pier/lite\" is called \"harbour:beacon/quay/light\" now");
    expect(fixture, "the ending \"harbour:lantern/told\" is called \"harbour:beacon/spoken\" now");
    expect(fixture, "the unlock \"harbour:moon\" is called \"harbour:sun\" now");
    const struct ts_content *content = ts_host_content(fixture->host);
    assert_non_null(ts_content_find_story(content, "harbour:lantern"));
    assert_string_equal("harbour:beacon/quay/light", ts_symbol_text(fixture->symbols, content->handlers[TS_CHOICE_TAKEN][0].choice));
    assert_string_equal("harbour:beacon/spoken", ts_symbol_text(fixture->symbols, content->handlers[TS_ENDING_REACHED][0].ending));
    assert_null(strstr(fixture->told, "error"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(follows_what_has_a_renamed_name_in_its_own, start, stop),
        cmocka_unit_test_setup_teardown(keeps_guests_with_their_story, start, stop),
        cmocka_unit_test_setup_teardown(says_what_is_wrong_with_a_renaming, start, stop),
        cmocka_unit_test_setup_teardown(lets_other_packs_call_things_as_before_and_warns, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
