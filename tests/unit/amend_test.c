// amend_test.c - amendments: their functions are found again when a pack was stopped, and each runs with its own pack's rights

#include "game/prose.h"
#include "game/run.h"
#include "game/view.h"
#include "lua/pack.h"
#include "pack_folder.h"

static void tell(void *self, const struct ts_problem *problem)
{
    struct fixture *fixture = self;
    size_t length = strlen(fixture->told);
    snprintf(fixture->told + length, sizeof fixture->told - length, "%s:%u %s %s\n", ts_symbol_text(fixture->symbols, problem->place.file),
             problem->place.line, problem->code, problem->message);
}

static void load(struct fixture *fixture)
{
    const char *folders[] = {fixture->folder};
    struct ts_loading how = {.folders = folders, .folder_count = 1, .is_strict = true};
    if (ts_host_load(fixture->symbols, &how, tell, fixture, &fixture->host, &fixture->err) != TS_OK || fixture->told[0])
        fail_msg("%s\n%s", fixture->err.message, fixture->told);
}

static const char base[] =
    "define.story \"tale\" { start = \"a\", vars = { lit = false }, scenes = {\n"
    "  a = { text = \"Fog.\", choices = { { \"go\", id = \"go\", to = \"z\" }, { \"stay\", id = \"stay\" } }, draw = { pool = \"dusk\" } },\n"
    "  z = { text = \"End.\", ending = \"over\" } } }\n"
    "define.storylet \"gull\" { story = \"tale\", pool = \"dusk\", label = \"Gull\", when = \"not lit\", text = \"Gull.\" }\n"
    "define.unlock \"first\" { when = function() return false end }\n";

// Every kind of amendment has a function that says which it is.
static const char mod[] =
    "amend.scene \"base:tale/a\" {\n"
    "  text = { before = function() return \"before\" end, replace = { when = function() return true end, text = function() return \"replace\" end },\n"
    "    after = function() return \"after\" end },\n"
    "  choices = { add = { { \"x\", id = \"x\", when = function() while true do end end } },\n"
    "    hide = { { \"go\", when = function() return false end } }, replace = { { \"r\", id = \"stay\", when = function() return true end } } },\n"
    "  enter = function() error(\"enter\") end }\n"
    "amend.scene \"gone:tale/a\" { enter = function() error(\"gone\") end }\n"
    "amend.storylet \"base:tale/gull\" { label = function() return \"label\" end, when = function() return true end, weight = function() return 7 end }\n"
    "amend.ending \"base:tale/over\" { text = { after = function() return \"over\" end }, effect = function() error(\"effect\") end }\n"
    "amend.unlock \"gone:first\" { also = function() error(\"gone\") end }\n"
    "amend.unlock \"base:first\" { also = function() return true end, only = function() return true end }\n"
    "define.unlock \"last\" { when = function() return true end }\n";

struct stage {
    struct fixture *fixture;
    const struct ts_story *story;
    struct ts_view view;
    struct ts_run *run;
};

static struct stage set_up(struct fixture *fixture)
{
    const struct ts_content *content = ts_host_content(fixture->host);
    struct stage stage = {.fixture = fixture, .story = ts_content_find_story(content, "base:tale")};
    assert_non_null(stage.story);
    stage.run = ts_run_new(content, stage.story);
    stage.view = (struct ts_view){.content = content, .run = stage.run, .script = ts_host_script(fixture->host)};
    return stage;
}

static const struct ts_scene *scene(const struct stage *stage, const char *name)
{
    return ts_story_find_scene(stage->story, ts_symbol_find(stage->fixture->symbols, name, strlen(name)));
}

static void expect_text(struct stage *stage, const struct ts_prose *prose, const char *words)
{
    struct ts_buffer raw = {0};
    assert_int_equal(ts_prose_render(prose, &stage->view, 1, &raw, &stage->fixture->err), TS_OK);
    assert_string_equal(raw.bytes, words);
    ts_buffer_clear(&raw);
}

static bool holds(struct stage *stage, ts_call call)
{
    bool answer = false;
    const struct ts_script *script = stage->view.script;
    if (script->test(script->self, &stage->view, call, &answer, &stage->fixture->err) != TS_OK) fail_msg("%s", stage->fixture->err.message);
    return answer;
}

// The handler made of the amendment errs with its word.
static void expect_enter(struct stage *stage, const struct ts_scene *of, const char *word)
{
    const struct ts_content *content = stage->view.content;
    const struct ts_script *script = stage->view.script;
    for (uint32_t i = 0; i < content->handler_count[TS_SCENE_ENTERED]; i++) {
        const struct ts_handler *handler = &content->handlers[TS_SCENE_ENTERED][i];
        if (handler->scene != of->full) continue;
        assert_int_equal(script->act(script->self, &stage->view, handler->run, NULL, &stage->fixture->err), TS_FAILED);
        assert_non_null(strstr(stage->fixture->err.message, word));
        return;
    }
    fail_msg("nobody waits for \"%s\"", ts_symbol_text(stage->fixture->symbols, of->full));
}

static void expect_all(struct stage *stage)
{
    const struct ts_scene *a = scene(stage, "a"), *z = scene(stage, "z"), *gull = scene(stage, "gull");
    const struct ts_script *script = stage->view.script;
    const struct ts_content *content = stage->view.content;
    double weight = 0;
    bool granted = false;
    expect_text(stage, a->text, "before\nreplace\nafter");
    assert_int_equal(a->choice_count, 4);
    assert_false(holds(stage, a->choices[0]->hides[0]));
    assert_true(holds(stage, a->choices[1]->when));
    expect_enter(stage, a, "enter");
    expect_text(stage, gull->label, "label");
    assert_true(holds(stage, gull->when));
    assert_int_equal(script->number(script->self, &stage->view, gull->weight, &weight, &stage->fixture->err), TS_OK);
    assert_true(weight == 7);
    expect_text(stage, z->text, "End.\nover");
    expect_enter(stage, z, "effect");
    for (uint32_t i = 0; i < content->unlock_count; i++) {
        assert_int_equal(script->rule(script->self, &stage->view, content->unlocks[i].when, &granted, &stage->fixture->err), TS_OK);
        assert_true(granted);
    }
}

static void finds_all_functions_again_after_a_rebuild(void **state)
{
    struct fixture *fixture = *state;
    struct stage stage;
    bool answer;
    put_pack(fixture, "base", "", base);
    put_pack(fixture, "mod", "requires = { \"base\", \"? gone\" }", mod);
    load(fixture);
    stage = set_up(fixture);
    expect_all(&stage);
    const struct ts_choice *added = scene(&stage, "a")->choices[3];
    assert_int_equal(stage.view.script->test(stage.view.script->self, &stage.view, added->when, &answer, &fixture->err), TS_FAILED);
    assert_int_equal(ts_host_rebuilds(fixture->host), 1);
    expect_all(&stage);
    ts_run_free(stage.run);
}

static void calls_each_function_as_its_own_pack(void **state)
{
    struct fixture *fixture = *state;
    const struct ts_content *content;
    const struct ts_scene *a;
    put_pack(fixture, "base", "", base);
    put_pack(fixture, "mod", "requires = { \"base\", \"? gone\" }", mod);
    load(fixture);
    content = ts_host_content(fixture->host);
    struct stage stage = set_up(fixture);
    a = scene(&stage, "a");
    assert_int_equal(content->calls[a->choices[0]->hides[0]].pack, 1);
    assert_int_equal(content->handlers[TS_SCENE_ENTERED][0].pack, 1);
    assert_string_equal(ts_symbol_text(fixture->symbols, a->choices[1]->full), "base:tale/a/stay");
    assert_string_equal(ts_symbol_text(fixture->symbols, a->choices[3]->full), "mod:tale/a/x");
    assert_int_equal(ts_content_rule_part(content, &content->unlocks[0], 0)->pack, 0);
    assert_int_equal(ts_content_rule_part(content, &content->unlocks[0], 1)->pack, 1);
    assert_int_equal(ts_content_rule_part(content, &content->unlocks[0], 2)->pack, 1);
    assert_null(ts_content_rule_part(content, &content->unlocks[0], 3));
    ts_run_free(stage.run);
}

static void changes_focuses(void **state)
{
    struct fixture *fixture = *state;
    const struct ts_content *content;
    put_pack(fixture, "base", "", "define.focus \"sea\" { ideas = { \"salt\", \"tide\" }, metaconcepts = { \"drift\" } }\ndefine.metaconcept \"drift\" {}\n");
    put_pack(fixture, "mod", "requires = { \"base\" }",
             "define.metaconcept \"haze\" {}\n"
             "amend.focus \"base:sea\" { title = \"The Sea\", setting = \"a pier\", ideas = { add = { \"fog\" }, hide = \"salt\" },\n"
             "  metaconcepts = { add = { \"haze\", \"base:drift\" } } }\n");
    load(fixture);
    content = ts_host_content(fixture->host);
    assert_string_equal(content->focuses[0].title, "The Sea");
    assert_string_equal(content->focuses[0].setting, "a pier");
    assert_int_equal(content->focuses[0].idea_count, 2);
    assert_string_equal(content->focuses[0].ideas[0], "tide");
    assert_string_equal(content->focuses[0].ideas[1], "fog");
    assert_int_equal(content->focuses[0].metaconcept_count, 2);
    assert_string_equal(ts_symbol_text(fixture->symbols, content->focuses[0].metaconcepts[1]), "mod:haze");
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, start, stop)
    const struct CMUnitTest tests[] = {
        CASE(finds_all_functions_again_after_a_rebuild),
        CASE(calls_each_function_as_its_own_pack),
        CASE(changes_focuses),
    };
    return cmocka_run_group_tests_name("amend", tests, NULL, NULL);
}
