// load_test.c - packs become content, and everything wrong with them is told at once
#include "game/run.h"
#include "game/view.h"
#include "lua/pack.h"
#include "pack_folder.h"

static void tell(void *self, const struct ts_problem *problem)
{
    struct fixture *fixture = self;
    size_t length = strlen(fixture->told);
    snprintf(fixture->told + length, sizeof fixture->told - length, "%s:%u %s %s%s%s\n",
             ts_symbol_text(fixture->symbols, problem->place.file), problem->place.line, problem->code, problem->message,
             problem->hint ? "; " : "", problem->hint ? problem->hint : "");
}

static enum ts_status load(struct fixture *fixture)
{
    const char *folders[] = {fixture->folder};
    ts_host_free(fixture->host);
    fixture->told[0] = '\0';
    return ts_host_load(fixture->symbols, &(struct ts_loading){.folders = folders, .folder_count = 1, .is_strict = true}, tell, fixture, &fixture->host, &fixture->err);
}

static void expect_told(struct fixture *fixture, const char *words)
{
    if (strstr(fixture->told, words)) return;
    fail_msg("wanted: %s\ntold:\n%s", words, fixture->told);
}

// The pack "one" with this script has exactly one problem, which begins so.
static void expect_problem(struct fixture *fixture, const char *script, const char *words)
{
    put_pack(fixture, "one", "", script);
    assert_int_equal(load(fixture), TS_FAILED);
    expect_told(fixture, words);
    if (strchr(fixture->told, '\n')[1] != '\0') fail_msg("wanted one problem only:\n%s", fixture->told);
}

static ts_symbol symbol(struct fixture *fixture, const char *text)
{
    return ts_symbol_find(fixture->symbols, text, strlen(text));
}

static const struct ts_scene *scene(struct fixture *fixture, const char *story, const char *name)
{
    const struct ts_story *found = ts_content_find_story(ts_host_content(fixture->host), story);
    assert_non_null(found);
    return ts_story_find_scene(found, symbol(fixture, name));
}

static const char *text(struct fixture *fixture, ts_symbol of)
{
    return ts_symbol_text(fixture->symbols, of);
}

#define STORY(fields, scenes) "define.story \"tale\" { start = \"a\", " fields " scenes = { " scenes " } }\n"
#define WAY "choices = { { \"go\", id = \"go\" } }"

// --- what becomes of definitions

static void builds_a_story(void **state)
{
    struct fixture *fixture = *state;
    const struct ts_story *story;
    const struct ts_scene *quay;
    const struct ts_choice *light;
    put_pack(fixture, "harbour", "title = \"The Harbour\"",
             "define.world { warm_nights = 0, [\"lamps/east\"] = { lit = true } }\n"
             "define.own { met = 0 }\n"
             "define.story \"lantern\" {\n"
             "  title = \"The Lantern Keeper\", start = \"quay\", vars = { lit = false, coat = 1 },\n"
             "  scenes = {\n"
             "    quay = { text = [[Fog. {lit: A light|None}]], next = \"keeper\", choices = {\n"
             "      { \"Light it\", id = \"light\", when = \"not lit\", set = { lit = true }, add = { coat = 2 },\n"
             "        event = { action = \"lights it\", major = true, place = \"keeper\" },\n"
             "        effect = function(run, universe) universe:add(\"warm_nights\", 1) end },\n"
             "      { \"Sit\", id = \"sit\", as = \"light\", once = true },\n"
             "    } },\n"
             "    keeper = { text = { { text = \"She.\", when = \"coat > 1\" }, \"Two.\" }, ending = \"met\" },\n"
             "  },\n"
             "}\n");
    assert_int_equal(load(fixture), TS_OK);
    story = ts_content_find_story(ts_host_content(fixture->host), "harbour:lantern");
    assert_string_equal(story->title, "The Lantern Keeper");
    assert_int_equal(story->var_count, 2);
    assert_string_equal(text(fixture, story->vars[0].name), "coat");
    assert_int_equal(story->vars[0].place.line, 4);
    quay = story->start;
    assert_string_equal(text(fixture, quay->full), "harbour:lantern/quay");
    assert_int_equal(quay->place.line, 6);
    assert_ptr_equal(quay->next, scene(fixture, "harbour:lantern", "keeper"));
    light = quay->choices[0];
    assert_string_equal(text(fixture, light->full), "harbour:lantern/quay/light");
    assert_string_equal(text(fixture, light->bare), "harbour:lantern#light");
    assert_int_equal(light->place.line, 7);
    assert_int_equal(light->write_count, 2);
    assert_int_equal(light->writes[0].var, 1);
    assert_false(light->writes[0].add);
    assert_true(light->writes[1].add);
    assert_true(light->event->major);
    assert_string_equal(text(fixture, light->event->place), "harbour:lantern/keeper");
    assert_ptr_equal(quay->choices[1]->as, light);
    assert_int_equal(ts_host_content(fixture->host)->calls[light->effect].place.line, 9);
    assert_int_equal(ts_host_content(fixture->host)->key_count, 2);
    assert_true(ts_host_content(fixture->host)->keys[0].is_map);
    assert_int_equal(ts_host_content(fixture->host)->own_count, 1 + TS_HOST_VARS);
}

static void makes_shared_choices_once_a_story(void **state)
{
    struct fixture *fixture = *state;
    const struct ts_choice *one, *other;
    put_pack(fixture, "one", "",
             "define.choices \"light\" { { \"Rest\", id = \"rest\", set = { tired = false }, to = \"b\" } }\n"
             "define.story \"tale\" { start = \"a\", vars = { tired = true }, scenes = { a = { include = { \"light\" }, " WAY
             " }, b = { include = \"light\" } } }\n"
             "define.story \"other\" { start = \"b\", vars = { tired = true }, scenes = { b = { include = { \"light\" } } } }\n");
    assert_int_equal(load(fixture), TS_OK);
    one = scene(fixture, "one:tale", "a")->choices[1];
    assert_ptr_equal(one, scene(fixture, "one:tale", "b")->choices[0]);
    assert_string_equal(text(fixture, one->full), "one:light/rest");
    other = scene(fixture, "one:other", "b")->choices[0];
    assert_int_equal(other->full, one->full);
    assert_ptr_equal(other->to, scene(fixture, "one:other", "b"));
    assert_ptr_equal(one->to, scene(fixture, "one:tale", "b"));
}

static void puts_storylets_into_pools(void **state)
{
    struct fixture *fixture = *state;
    const struct ts_story *story;
    const struct ts_scene *storylet;
    put_pack(
        fixture, "harbour", "",
        STORY("vars = { lit = false },",
              "a = { draw = { pool = \"dusk\", offer = 2, otherwise = \"b\" } }, b = { ending = \"end\" }") "define.storylet \"gull\" { "
                                                                                                            "story = \"tale\", pool = "
                                                                                                            "\"dusk\", label = \"A gull\", "
                                                                                                            "weight = 2, cooldown = 5, "
                                                                                                            "once = \"world\", text = "
                                                                                                            "\"Gull.\" }\n");
    put_pack(fixture, "mod", "requires = { \"harbour >= 1.1\" }",
             "define.storylet \"gull\" { story = \"harbour:tale\", pool = \"harbour:dusk\", label = \"Another\", when = \"lit\", text = "
             "\"Mew.\" }\n");
    assert_int_equal(load(fixture), TS_OK);
    story = ts_content_find_story(ts_host_content(fixture->host), "harbour:tale");
    assert_string_equal(text(fixture, story->start->draw.pool), "harbour:dusk");
    assert_int_equal(story->pool_scenes[*ts_map_find(&story->pools, story->start->draw.pool) - 1].count, 2);
    storylet = scene(fixture, "harbour:tale", "gull");
    assert_int_equal(storylet->once, TS_ONCE_WORLD);
    assert_int_equal(storylet->cooldown, 5);
    assert_string_equal(text(fixture, scene(fixture, "harbour:tale", "mod:gull")->full), "mod:tale/gull");
}

static void amends_scenes_of_others(void **state)
{
    struct fixture *fixture = *state;
    const struct ts_scene *amended;
    put_pack(
        fixture, "harbour", "",
        STORY("vars = { lit = false },",
              "a = { text = \"Fog.\", choices = { { \"go\", id = \"go\" }, { \"stay\", id = \"stay\" }, { \"wait\", id = \"wait\" } } }"));
    put_pack(fixture, "mod", "requires = { \"harbour\" }, permissions = { \"vars.write\" }",
             "amend.scene \"harbour:tale/a\" {\n"
             "  text = { before = \"Before.\", replace = { \"Rain.\", when = \"lit\" }, after = \"After.\" },\n"
             "  choices = { hide = { \"go\", { \"wait\", when = \"lit\" } }, replace = { { \"remain\", id = \"stay\", when = \"lit\" } },\n"
             "    add = { { \"leave\", id = \"leave\", to = \"cellar\", set = { lit = true } } } } }\n"
             "define.scene \"harbour:tale/cellar\" { text = \"Dark.\", choices = { { \"up\", id = \"up\", to = \"a\" } } }\n");
    assert_int_equal(load(fixture), TS_OK);
    amended = scene(fixture, "harbour:tale", "a");
    assert_int_equal(amended->choice_count, 4);
    assert_string_equal(text(fixture, amended->choices[0]->full), "harbour:tale/a/stay");
    assert_int_equal(amended->choices[0]->hide_count, 0);
    assert_string_equal(text(fixture, amended->choices[1]->full), "harbour:tale/a/stay");
    assert_int_equal(amended->choices[1]->hide_count, 1);
    assert_int_equal(amended->choices[1]->hides[0], amended->choices[0]->when);
    assert_int_equal(amended->choices[2]->hide_count, 1);
    assert_string_equal(text(fixture, amended->choices[3]->to->full), "mod:tale/cellar");
    assert_ptr_equal(amended->choices[3]->to->choices[0]->to, amended);
}

static void gives_core_bare_ids(void **state)
{
    struct fixture *fixture = *state;
    const struct ts_content *content;
    put_pack(fixture, "core", "",
             "define.focus \"grief\" { title = \"Grief\", metaconcepts = { \"balance\" } }\ndefine.metaconcept \"balance\" { title = "
             "\"Balance\" }\n"
             "define.unlock \"first\" { when = function(progression) return progression.completed > 0 end }\n");
    put_pack(fixture, "one", "requires = { \"core\" }",
             "define.focus \"joy\" {}\n" STORY(
                 "focus = \"grief\",", "a = { " WAY " }") "define.story \"second\" { start = \"a\", focus = \"joy\", scenes = { a = { " WAY
                                                          " } } }\n"
                                                          "on(\"ending.reached\", { story = \"tale\", every = 2 }, function() "
                                                          "end)\non(\"metaconcept.integrated\", { id = \"balance\" }, function() end)\n");
    assert_int_equal(load(fixture), TS_OK);
    content = ts_host_content(fixture->host);
    assert_string_equal(text(fixture, ts_content_find_story(content, "one:tale")->focus), "grief");
    assert_string_equal(text(fixture, ts_content_find_story(content, "one:second")->focus), "one:joy");
    assert_string_equal(text(fixture, content->unlocks[0].id), "core:first");
    assert_int_equal(content->handler_count[TS_ENDING_REACHED], 1);
    assert_string_equal(text(fixture, content->handlers[TS_ENDING_REACHED][0].story), "one:tale");
    assert_string_equal(text(fixture, content->handlers[TS_METACONCEPT_INTEGRATED][0].id), "balance");
    assert_string_equal(text(fixture, content->focuses[0].metaconcepts[0]), "balance");
}

static void requires_files_of_the_pack(void **state)
{
    struct fixture *fixture = *state;
    put_pack(fixture, "one", "", "local tide = require \"rules.tide\"\ndefine.world { [tide.name] = tide.count }\n");
    put_file(fixture, "one/rules/tide.lua", "local depth = require \"depth\"\nreturn { name = \"tide\", count = depth }\n");
    put_file(fixture, "one/rules/depth.lua", "define.world { depth = 1 }\nreturn 7\n");
    put_file(fixture, "one/tests/spec.lua", "error(\"is no script of the pack\")\n");
    assert_int_equal(load(fixture), TS_OK);
    assert_int_equal(ts_host_content(fixture->host)->key_count, 2);
    assert_int_equal(ts_host_content(fixture->host)->keys[1].initial.integer, 7);
}

// --- what is told

static void tells_of_fields_and_types(void **state)
{
    struct fixture *fixture = *state;
    expect_problem(fixture, "define.story \"tale\" { start = \"a\",\n  titel = \"x\", scenes = { a = { " WAY " } } }\n",
                   "one/init.lua:2 unknown-field unknown field \"titel\" in \"one:tale\"; did you mean \"title\"?");
    expect_problem(fixture, STORY("", "a = { text = 5, " WAY " }"),
                   "one/init.lua:1 wrong-type \"text\" of \"one:tale/a\" must be a text, a function or a list of parts, not a number");
    expect_problem(fixture, STORY("", "a = { choices = { { \"go\" } } }"), "missing-field a choice of \"one:tale/a\" has no id");
    expect_problem(fixture, STORY("", "a = { choices = { { id = \"go\" } } }"), "missing-field \"one:tale/a/go\" lacks the label");
    expect_problem(fixture, STORY("vars = { [\"Big\"] = 1 },", "a = { " WAY " }"), "bad-name \"Big\" cannot name a variable");
    expect_problem(fixture, STORY("vars = { seen = 1 },", "a = { " WAY " }"), "bad-name \"seen\" cannot name a variable");
    expect_problem(fixture, "define.unlock \"x\" {}\n", "missing-field \"one:x\" has no \"when\"");
    expect_problem(fixture, "define.story \"tale\"\n", "missing-field define.story \"tale\" has no table");
}

static void tells_of_unknown_names(void **state)
{
    struct fixture *fixture = *state;
    expect_problem(fixture, STORY("", "a = { next = \"qay\", " WAY " }, quay = { ending = \"x\" }"),
                   "unknown-target \"next\" of \"one:tale/a\" leads to \"qay\", which is no scene of \"one:tale\"; did you mean \"quay\"?");
    expect_problem(
        fixture, STORY("vars = { lit = false },", "a = { choices = { { \"go\", id = \"go\", set = { lid = true } } } }"),
        "unknown-variable \"set\" of \"one:tale/a/go\" names \"lid\", which is no variable of \"one:tale\"; did you mean \"lit\"?");
    expect_problem(fixture, STORY("vars = { lit = false },", "a = {\n choices = {\n { \"go\", id = \"go\",\n when = \"lid\" } } }"),
                   "one/init.lua:4 unknown-variable \"lid\" in when of one:tale/a/go is not known; did you mean \"lit\"?");
    expect_problem(fixture, "define.world { nights = 1 }\n" STORY("", "a = { text = \"{world.night: x}\", " WAY " }"),
                   "unknown-key \"world.night\"");
    expect_problem(fixture, STORY("", "a = { text = \"{seen.quey: x}\", " WAY " }, quay = { ending = \"x\" }"),
                   "unknown-target \"seen.quey\"");
    expect_problem(fixture, STORY("focus = \"greif\",", "a = { " WAY " }") "define.focus \"grief\" {}\n",
                   "unknown-focus there is no focus \"greif\"");
    expect_problem(fixture, STORY("", "a = { draw = { pool = \"dusk\" } }"), "unknown-pool");
    expect_problem(fixture, STORY("", "a = { include = \"lite\" }, b = { ending = \"x\" }") "define.choices \"light\" {}\n",
                   "unknown-choices");
    expect_problem(fixture, "on(\"turn.endet\", function() end)\n",
                   "one/init.lua:1 unknown-event nothing is called \"turn.endet\"; did you mean \"turn.ended\"?");
}

static void tells_of_broken_structure(void **state)
{
    struct fixture *fixture = *state;
    expect_problem(fixture, "define.story \"tale\" { scenes = { a = { " WAY " } } }\n", "missing-start");
    expect_problem(fixture, STORY("", "a = { " WAY " },\nb = { text = \"x\" }"),
                   "one/init.lua:2 no-way-on nothing leads on from \"one:tale/b\"");
    expect_problem(fixture, STORY("", "a = { choices = { { \"go\", id = \"go\" },\n { \"again\", id = \"go\" } } }"),
                   "duplicate-id two choices of \"one:tale/a\" have the id \"go\"");
    expect_problem(fixture, "define.world { x = 1 }\ndefine.world { x = 2 }\n",
                   "one/init.lua:2 duplicate-id \"one:x\" is defined twice: here and at one/init.lua:1");
    expect_problem(fixture,
                   STORY("", "a = { choices = { { \"go\", id = \"go\", as = \"went\" }, { \"x\", id = \"went\", as = \"go\" } } }") "",
                   "cycle");
    expect_problem(fixture, STORY("vars = { lit = true },", "a = { text = \"{lit: x\", " WAY " }"), "bad-text text of one:tale/a");
    expect_problem(fixture, STORY("", "a = { choices = { { \"go\", id = \"go\", when = \"1 +\" } } }"), "bad-condition");
    expect_problem(
        fixture,
        STORY("", "a = { draw = { pool = \"p\", offer = 1 } }") "define.storylet \"s\" { story = \"tale\", pool = \"p\", text = \"x\" }\n",
        "missing-field storylet \"one:tale/s\" is offered as a choice, but has no label");
}

static void tells_of_scripts_that_fail(void **state)
{
    struct fixture *fixture = *state;
    expect_problem(fixture, "local x = 1\nlocal y = x.z.w\n", "one/init.lua:2 script-error");
    expect_problem(fixture, "local x = = 1\n", "one/init.lua:1 syntax-error");
    expect_problem(fixture, "typo = 1\n", "one/init.lua:1 script-error");
    expect_problem(fixture, "define.storry \"x\" {}\n",
                   "one/init.lua:1 script-error there is no define.storry; did you mean define.story?");
    expect_problem(fixture, "require \"nowhere\"\n", "there is no file \"nowhere.lua\" in this pack");
    expect_problem(fixture, "\nwhile true do end\n", "one/init.lua:2 script-error stopped after");
}

static void tells_of_all_packs_at_once(void **state)
{
    struct fixture *fixture = *state;
    put_pack(fixture, "one", "", "error(\"first\")\n");
    put_pack(fixture, "two", "requires = { \"one\" }", STORY("", "a = { next = \"nowhere\" }"));
    put_pack(fixture, "three", "requires = { \"gone\" }", "error(\"third\")\n");
    put_file(fixture, "four/pack.lua", "return { name = \"for\", version = \"1\" }\n");
    put_file(fixture, "five/pack.lua", "return { name = \"five\", version = \"1\", requires = { \"six\" } }\n");
    put_file(fixture, "six/pack.lua", "return { name = \"six\", version = \"1\", requires = { \"five\", \"one >= 2\" } }\n");
    assert_int_equal(load(fixture), TS_FAILED);
    expect_told(fixture, "one/init.lua:1 script-error first");
    expect_told(fixture, "three/pack.lua:1 missing-pack \"three\" requires \"gone\", which is not there");
    expect_told(fixture, "four/pack.lua:1 bad-manifest the pack calls itself \"for\"");
    expect_told(fixture, "cycle \"five\" requires \"six\" requires \"five\"");
    assert_null(strstr(fixture->told, "script-error third")); // what lacks a pack is not run
    assert_null(strstr(fixture->told, "nowhere"));
}

static void refuses_manifests_that_are_not_data(void **state)
{
    struct fixture *fixture = *state;
    put_file(fixture, "one/pack.lua", "while true do end\n");
    put_file(fixture, "two/pack.lua", "return { name = \"two\", version = tostring(1) }\n");
    put_file(fixture, "three/pack.lua", "return 3\n");
    put_file(fixture, "four/pack.lua", "return { name = \"four\", version = \"1\", permissions = { \"world.write\" } }\n");
    assert_int_equal(load(fixture), TS_FAILED);
    expect_told(fixture, "one/pack.lua:1 bad-manifest");
    expect_told(fixture, "two/pack.lua:1 bad-manifest");
    expect_told(fixture, "three/pack.lua:1 bad-manifest pack.lua must return a table");
    expect_told(fixture, "four/pack.lua:1 bad-manifest there is no permission \"world.write\"");
}

static void refuses_writes_without_permission(void **state)
{
    struct fixture *fixture = *state;
    put_pack(fixture, "harbour", "", STORY("vars = { lit = false },", "a = { " WAY " }"));
    put_pack(fixture, "mod", "",
             "amend.scene \"harbour:tale/a\" { choices = { add = { { \"x\", id = \"x\", set = { lit = true } } } } }\n");
    assert_int_equal(load(fixture), TS_FAILED);
    expect_told(fixture, "mod/init.lua:1 not-permitted");
}

static void names_a_folder_that_is_missing(void **state)
{
    struct fixture *fixture = *state;
    const char *folders[] = {"/nowhere/at/all"};
    assert_int_equal(ts_host_load(fixture->symbols, &(struct ts_loading){.folders = folders, .folder_count = 1, .is_strict = true}, tell, fixture, &fixture->host, &fixture->err), TS_DATA);
    assert_non_null(strstr(fixture->err.message, "/nowhere/at/all"));
    assert_null(fixture->host);
}

// --- afterwards

static void calls_after_a_rebuild(void **state)
{
    struct fixture *fixture = *state;
    const struct ts_content *content;
    const struct ts_script *script;
    const struct ts_story *story;
    struct ts_view view = {0};
    struct ts_run *run;
    bool answer = false;
    put_pack(fixture, "harbour", "",
             "define.choices \"s\" { { \"rest\", id = \"rest\", when = function() return true end } }\n" STORY(
                 "vars = { lit = true },",
                 "a = { include = \"s\", choices = { { \"go\", id = \"go\", when = function() while true do end end },"
                 "{ \"stay\", id = \"stay\", when = \"lit\" } } }"));
    put_pack(fixture, "mod", "requires = { \"harbour\" }",
             "define.storylet \"gull\" { story = \"harbour:tale\", pool = \"x\", when = function() while true do end end, text = \"{lit: "
             "x}\" }\n"
             "amend.scene \"harbour:tale/a\" { text = { replace = { \"x\", when = function() return true end } }, choices = { hide = { { "
             "\"go\", when = \"not lit\" } } } }\n");
    assert_int_equal(load(fixture), TS_OK);
    content = ts_host_content(fixture->host);
    script = ts_host_script(fixture->host);
    story = ts_content_find_story(content, "harbour:tale");
    run = ts_run_new(content, story);
    view.content = content;
    view.run = run;
    view.script = script;
    assert_int_equal(script->test(script->self, &view, story->start->choices[0]->when, &answer, &fixture->err), TS_FAILED);
    assert_int_equal(ts_host_rebuilds(fixture->host), 1);
    assert_int_equal(script->test(script->self, &view, story->start->choices[1]->when, &answer, &fixture->err), TS_OK);
    assert_true(answer);
    assert_int_equal(script->test(script->self, &view, story->start->choices[2]->when, &answer, &fixture->err), TS_OK);
    assert_true(answer);
    assert_int_equal(script->test(script->self, &view, scene(fixture, "harbour:tale", "mod:gull")->when, &answer, &fixture->err),
                     TS_FAILED);
    assert_int_equal(ts_host_rebuilds(fixture->host), 2);
    assert_int_equal(script->test(script->self, &view, story->start->choices[0]->hides[0], &answer, &fixture->err), TS_OK);
    assert_false(answer);
    ts_run_free(run);
}

static void sees_state_that_was_kept(void **state)
{
    struct fixture *fixture = *state;
    const struct ts_content *content;
    const struct ts_script *script;
    struct ts_view view = {0};
    struct ts_run *run;
    bool answer;
    uint64_t before;
    put_pack(fixture, "one", "",
             "local count = 0\n" STORY("", "a = { choices = { { \"go\", id = \"go\", when = function() count = count + 1 return true end "
                                           "}, { \"b\", id = \"b\", when = function() return count end } } }"));
    assert_int_equal(load(fixture), TS_OK);
    content = ts_host_content(fixture->host);
    script = ts_host_script(fixture->host);
    run = ts_run_new(content, content->stories[0]);
    view.content = content;
    view.run = run;
    view.script = script;
    before = ts_host_digest(fixture->host, 0);
    assert_int_equal(script->test(script->self, &view, content->stories[0]->start->choices[1]->when, &answer, &fixture->err), TS_OK);
    assert_int_equal(ts_host_digest(fixture->host, 0), before);
    assert_int_equal(script->test(script->self, &view, content->stories[0]->start->choices[0]->when, &answer, &fixture->err), TS_OK);
    assert_int_not_equal(ts_host_digest(fixture->host, 0), before);
    ts_run_free(run);
}

static void loads_the_same_content_twice(void **state)
{
    struct fixture *fixture = *state;
    struct ts_symbols *symbols = ts_symbols_new();
    struct ts_host *other;
    const char *folders[] = {fixture->folder};
    put_pack(
        fixture, "one", "",
        STORY("vars = { b = 1, a = 2, c = {} },", "a = { text = \"{a} {b}\", " WAY " }, c = { ending = \"x\" }, b = { next = \"c\" }"));
    assert_int_equal(load(fixture), TS_OK);
    assert_int_equal(ts_host_load(symbols, &(struct ts_loading){.folders = folders, .folder_count = 1}, NULL, NULL, &other, &fixture->err), TS_OK);
    for (uint32_t i = 1; i < ts_host_content(other)->call_count; i++)
        assert_string_equal(ts_symbol_text(symbols, ts_host_content(other)->calls[i].role),
                            text(fixture, ts_host_content(fixture->host)->calls[i].role));
    assert_string_equal(text(fixture, ts_host_content(fixture->host)->stories[0]->scenes[1]->id), "b");
    ts_host_free(other);
    ts_symbols_free(symbols);
}

// --- a lone file

static enum ts_status evaluate(struct fixture *fixture, const char *script, struct ts_buffer *said)
{
    char path[128];
    put_file(fixture, "lone.lua", script);
    snprintf(path, sizeof path, "%s/lone.lua", fixture->folder);
    fixture->err.message[0] = '\0';
    return ts_host_eval(path, said, &fixture->err);
}

static void runs_a_lone_file(void **state)
{
    struct fixture *fixture = *state;
    struct ts_buffer said = {0};
    assert_int_equal(evaluate(fixture, "log(\"hello\")\n", &said), TS_OK);
    assert_string_equal(said.bytes, "hello\nok\n");
    assert_int_equal(
        evaluate(fixture, "-- a script\ndefine.story 'x' { titel = 'a', start = 'a', scenes = { a = { ending = 'e' } } }\n", &said),
        TS_FAILED);
    assert_string_equal(fixture->err.message, "lone.lua:2: unknown field \"titel\" in \"lone:x\"; did you mean \"title\"?\n"
                                              "     2 | define.story 'x' { titel = 'a', start = 'a', scenes = { a = { ending = 'e' } } }\n"
                                              "       |                    ^");
    assert_int_equal(evaluate(fixture, "\nlocal x = nil; x.y = 1\n", &said), TS_FAILED);
    assert_int_equal(strncmp(fixture->err.message, "lone.lua:2: ", 12), 0);
    assert_int_equal(evaluate(fixture, "while true do end\n", &said), TS_FAILED);
    assert_non_null(strstr(fixture->err.message, "steps"));
    assert_int_equal(evaluate(fixture, "local t = {} for i = 1, 1e9 do t[i] = i end\n", &said), TS_FAILED);
    assert_non_null(strstr(fixture->err.message, "memory"));
    ts_buffer_clear(&said);
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, start, stop)
    const struct CMUnitTest tests[] = {
        CASE(builds_a_story),
        CASE(makes_shared_choices_once_a_story),
        CASE(puts_storylets_into_pools),
        CASE(amends_scenes_of_others),
        CASE(gives_core_bare_ids),
        CASE(requires_files_of_the_pack),
        CASE(tells_of_fields_and_types),
        CASE(tells_of_unknown_names),
        CASE(tells_of_broken_structure),
        CASE(tells_of_scripts_that_fail),
        CASE(tells_of_all_packs_at_once),
        CASE(refuses_manifests_that_are_not_data),
        CASE(refuses_writes_without_permission),
        CASE(names_a_folder_that_is_missing),
        CASE(calls_after_a_rebuild),
        CASE(sees_state_that_was_kept),
        CASE(loads_the_same_content_twice),
        CASE(runs_a_lone_file),
    };
    return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
