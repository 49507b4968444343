// grammar_test.c - moments told by rules: the same for the same seed, hardly the same twice, and never without an end
#include "game/grammar.h"
#include "game/run.h"
#include "game/sentence.h"
#include "pack_folder.h"

struct told {
    struct fixture *fixture;
    struct ts_buffer text;
    struct ts_err err;
    enum ts_status status;
};

static void hear(void *self, const struct ts_problem *problem)
{
    struct fixture *fixture = self;
    size_t length = strlen(fixture->told);
    snprintf(fixture->told + length, sizeof fixture->told - length, "%s %s%s%s\n", problem->code, problem->message, problem->hint ? "; " : "",
             problem->hint ? problem->hint : "");
}

// A story of one scene that narrates, and these rules. Findings about grammars stop nothing: what is wrong with a rule leaves the rest to be told.
static void load(struct fixture *fixture, const char *narrate, const char *rules)
{
    static char script[131072];
    const char *folders[] = {fixture->folder};
    snprintf(script, sizeof script,
             "define.story \"tale\" { start = \"a\", vars = { lit = false, gulls = 2 }, scenes = { a = { text = \"Fog.\", narrate = { brief = \"Fog.\", %s }, "
             "choices = { { \"go\", id = \"go\" } } } } }\ndefine.grammar \"tale\" { %s }\n", narrate, rules);
    put_pack(fixture, "one", "", script);
    ts_host_free(fixture->host);
    fixture->told[0] = '\0';
    if (ts_host_load(fixture->symbols, &(struct ts_loading){.folders = folders, .folder_count = 1}, hear, fixture, &fixture->host, &fixture->err))
        fail_msg("%s\n%s", fixture->err.message, fixture->told);
}

// What is told with this seed, where `lit` is the story's variable and `lamp` the only fact.
static struct told tell(struct fixture *fixture, uint64_t seed, const struct ts_spoken *spoken, bool lit)
{
    static const struct ts_spoken nothing;
    const struct ts_content *content = ts_host_content(fixture->host);
    const struct ts_story *story = ts_content_find_story(content, "one:tale");
    const struct ts_narrate *narrate = story->start->narrate;
    struct ts_run *run = ts_run_new(content, story);
    struct ts_changeset changes = {.content = content, .run = run};
    struct ts_buffer fact = {0}, spared = {0};
    struct told told = {.fixture = fixture};
    for (uint32_t i = 0; i < story->var_count; i++)
        if (!strcmp(ts_symbol_text(fixture->symbols, story->vars[i].name), "lit")) run->vars[i] = ts_value_bool(lit);
    ts_buffer_add_text(&fact, "the lamp is out");
    ts_buffer_add_text(&spared, "wreck*\nlast breath\n");
    struct ts_view view = {.content = content, .run = run, .changes = &changes, .script = ts_host_script(fixture->host), .phase = TS_READING};
    struct ts_grammar_asked asked = {.narrate = narrate, .facts = &fact, .spoken = spoken ? spoken : &nothing, .forbidden = &spared, .seed = seed,
                                     .words_min = narrate->words_min, .words_max = narrate->words_max};
    told.status = ts_grammar_tell(&asked, &view, &told.text, &told.err);
    ts_buffer_add_text(&told.text, "");
    ts_buffer_clear(&fact);
    ts_buffer_clear(&spared);
    ts_changeset_clear(&changes);
    ts_run_free(run);
    return told;
}

static bool has(struct fixture *fixture, uint64_t seed, bool lit, const char *words)
{
    struct told told = tell(fixture, seed, NULL, lit);
    bool found = strstr(told.text.bytes, words) != NULL;
    ts_buffer_clear(&told.text);
    return found;
}

static int count(struct fixture *fixture, bool lit, const char *words)
{
    int found = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) found += has(fixture, seed, lit, words);
    return found;
}

// Every seed tells this.
static void expect_always(struct fixture *fixture, const char *words)
{
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct told told = tell(fixture, seed, NULL, false);
        if (!strstr(told.text.bytes, words)) fail_msg("seed %d: wanted \"%s\", told \"%s\"", (int)seed, words, told.text.bytes);
        ts_buffer_clear(&told.text);
    }
}

#define ONCE "words = { 10, 40 }"
#define TAIL " while the tide goes out past the last of the boats."

static void test_the_same_seed_tells_the_same(void **state)
{
    load(*state, ONCE, "origin = { \"{@sky}" TAIL "\" }, sky = { \"fog\", \"rain\", \"sleet\", \"hail\", \"wind\", \"sun\" }");
    int differ = 0;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        struct told one = tell(*state, seed, NULL, false), two = tell(*state, seed, NULL, false), other = tell(*state, seed + 1, NULL, false);
        assert_int_equal(one.status, TS_OK);
        assert_string_equal(one.text.bytes, two.text.bytes);
        differ += strcmp(one.text.bytes, other.text.bytes) != 0;
        ts_buffer_clear(&one.text), ts_buffer_clear(&two.text), ts_buffer_clear(&other.text);
    }
    assert_true(differ > 25);
}

static void test_weights_and_conditions_say_how_often(void **state)
{
    load(*state, ONCE, "origin = { \"{@sky}" TAIL "\" }, sky = { \"fog\", { \"rain\", weight = 9 }, { \"light\", when = \"lit\", weight = 10 } }");
    int rain = count(*state, false, "Rain");
    assert_in_range(rain, 240, 296);
    assert_int_equal(count(*state, false, "Light"), 0);
    assert_in_range(count(*state, true, "Light"), 110, 190);
}

static void test_what_is_bound_is_the_same_again_and_agrees(void **state)
{
    load(*state, ONCE, "origin = { \"{@bird b} {@b, select, one {goes} other {go}} over, low; {@b} {@b, select, one {is} other {are}} soon in the fog again.\" }, "
                       "bird = { { \"a gull\", is = \"one\" }, { \"two terns\", is = \"many\" } }");
    int gulls = count(*state, false, "A gull goes over, low; a gull is soon");
    int terns = count(*state, false, "Two terns go over, low; two terns are soon");
    assert_int_equal(gulls + terns, 300);
    assert_true(gulls > 90 && terns > 90);
}

static void test_articles_and_capitals(void **state)
{
    load(*state, ONCE, "origin = { \"\\\"{@owl.a} and {@horse.a},\\\" says one. they wait{@stop} {@owl.cap} is no name for it, and so on.\" }, "
                       "owl = { \"owl\" }, horse = { \"horse\" }, stop = { \".\" }");
    expect_always(*state, "\"An owl and a horse,\" says one. They wait. Owl is no name");
}

static void test_facts_are_told(void **state)
{
    load(*state, ONCE ", facts = { lamp = \"the lamp is out\" }", "origin = { \"{@fact.lamp}, and nobody on the quay knows since when it is.\" }");
    expect_always(*state, "The lamp is out, and nobody");
}

static void test_what_the_player_is_spared_is_not_told(void **state)
{
    load(*state, ONCE, "origin = { \"Two {@of} lie in the mud" TAIL "\" }, of = { \"wrecks\", \"boats\" }");
    expect_always(*state, "Two boats");
    assert_int_equal(count(*state, false, "wreck"), 0);
    load(*state, ONCE, "origin = { \"It goes out like a last breath.\" }");
    struct told told = tell(*state, 1, NULL, false);
    assert_int_equal(told.status, TS_OK);
    assert_string_equal(told.text.bytes, "");
    ts_buffer_clear(&told.text);
}

static void test_a_passage_says_no_sentence_twice(void **state)
{
    load(*state, "words = { 12, 40 }", "origin = { \"Fog lies on the water.\", \"The lamp is out.\" }");
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct told told = tell(*state, seed, NULL, false);
        assert_int_equal(told.text.length, strlen("Fog lies on the water. The lamp is out."));
        ts_buffer_clear(&told.text);
    }
}

static void test_what_was_told_lately_is_avoided(void **state)
{
    struct ts_spoken spoken = {0};
    load(*state, "words = { 10, 20 }", "origin = { \"one" TAIL "\", \"two" TAIL "\", \"three" TAIL "\", \"four" TAIL "\", \"five" TAIL "\" }");
    char before[5][128] = {{0}};
    for (uint64_t turn = 0; turn < 40; turn++) {
        struct told told = tell(*state, turn * 7 + 1, &spoken, false);
        uint64_t fresh = turn < 5 ? turn : 2; // all five are told before one is told again; from then on those of longest ago
        for (uint64_t ago = 1; ago <= fresh; ago++)
            if (!strcmp(before[(turn - ago) % 5], told.text.bytes)) fail_msg("turn %d: \"%s\" again", (int)turn, told.text.bytes);
        snprintf(before[turn % 5], sizeof before[0], "%s", told.text.bytes);
        ts_spoken_add(&spoken, told.text.bytes, strlen(told.text.bytes));
        ts_buffer_clear(&told.text);
    }
}

static void test_a_passage_has_as_many_words_as_it_may(void **state)
{
    load(*state, "words = { 30, 50 }", "origin = { \"{@sky} over {@place}, and nobody comes.\" }, sky = { \"fog\", \"rain\", \"hail\" }, place = { \"town\", \"quay\", \"hill\" }");
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct told told = tell(*state, seed, NULL, false);
        assert_in_range(ts_words_count(told.text.bytes, strlen(told.text.bytes)), 30, 50);
        assert_null(strstr(told.text.bytes, "  "));
        ts_buffer_clear(&told.text);
    }
}

static void test_what_needs_a_missing_or_endless_rule_is_never_told(void **state)
{
    load(*state, ONCE, "origin = { \"bad {@nowhere}" TAIL "\", \"bad {@x}" TAIL "\", \"good" TAIL "\" }, x = { \"{@y}\" }, y = { \"{@x}\" }");
    expect_always(*state, "Good while");
    struct fixture *fixture = *state;
    assert_non_null(strstr(fixture->told, "unknown-rule"));
    assert_non_null(strstr(fixture->told, "endless-rule"));
}

static void test_where_nothing_can_be_told_nothing_is(void **state)
{
    load(*state, ONCE, "origin = { \"{@x}\" }, x = { \"{@origin} more\" }");
    struct told told = tell(*state, 1, NULL, false);
    assert_int_equal(told.text.length, 0);
    assert_int_equal(told.status, TS_FAILED);
    ts_buffer_clear(&told.text);
}

static void test_rules_that_grow_without_measure_are_held(void **state)
{
    static char rules[16384], again[4096];
    size_t length = 0;
    for (int i = 0; i < 900; i++) length += (size_t)snprintf(again + length, sizeof again - length, "{@b}");
    snprintf(rules, sizeof rules, "origin = { \"{@r b} %s\" }, r = { \"{@s b} %s\" }, s = { \"wind and fog and rain and hail {@t}{@t}{@t}{@t}\" }, "
                                  "t = { \"{@u}{@u}{@u}{@u}{@u}{@u}{@u}{@u}\" }, u = { \"{@v}{@v}{@v}{@v}{@v}{@v}{@v}{@v}\" }, "
                                  "v = { \"{@w}{@w}{@w}{@w}{@w}{@w}{@w}{@w}\" }, w = { \"drip \" }", again, again);
    load(*state, "words = { 10, 600 }", rules);
    struct told told = tell(*state, 1, NULL, false);
    assert_in_range(told.text.length, 0, 16384);
    ts_buffer_clear(&told.text);
}

static void test_a_rule_that_may_go_on_ends_at_some_depth(void **state)
{
    load(*state, "words = { 10, 600 }", "origin = { { \"on and {@origin}\", weight = 1000000 }, \"off" TAIL "\" }");
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct told told = tell(*state, seed, NULL, false);
        assert_in_range(told.text.length, 0, 16384);
        ts_buffer_clear(&told.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
        TEST(test_the_same_seed_tells_the_same),
        TEST(test_weights_and_conditions_say_how_often),
        TEST(test_what_is_bound_is_the_same_again_and_agrees),
        TEST(test_articles_and_capitals),
        TEST(test_facts_are_told),
        TEST(test_what_the_player_is_spared_is_not_told),
        TEST(test_a_passage_says_no_sentence_twice),
        TEST(test_what_was_told_lately_is_avoided),
        TEST(test_a_passage_has_as_many_words_as_it_may),
        TEST(test_what_needs_a_missing_or_endless_rule_is_never_told),
        TEST(test_where_nothing_can_be_told_nothing_is),
        TEST(test_rules_that_grow_without_measure_are_held),
        TEST(test_a_rule_that_may_go_on_ends_at_some_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
