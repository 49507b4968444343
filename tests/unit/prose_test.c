// prose_test.c - authored text, from source to what a reader sees
#include <stdio.h>

#include "game/prose.h"
#include "small_world.h"

// --- a script that knows a few conditions and values by their words

enum { CALLS_MAX = 64 };

struct fact {
    const char *source;
    bool holds;
    const char *words;
};

static const struct fact facts[] = {
    {"lit", true, "true"},
    {"teacup", true, ""},
    {"dark", false, ""},
    {"forceful <= 0", true, ""},
    {"not seen.think", false, ""},
    {"seen.took", false, ""},
    {"seen.plan", false, ""},
    {"run.vars.bag[\"a|b:}\"]", true, "rope"},
    {"universe:get(\"calm\") > 2", true, ""},
    {"f{1, 2}", true, "three"},
    {"name", true, "Ellen"},
    {"nothing", true, ""},
    {"tide", true, "3"},
    {"rude", true, "a\x01\x02z  <>\nline"},
    {"friend", true,
     "\x02"
     "sam\x03"},
};

struct fake {
    char sources[CALLS_MAX][64]; // by call; 0 is none
    uint32_t count;
    const char *words; // of a text function
};

static const struct fact *fact_of(const struct fake *fake, ts_call call)
{
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (strcmp(facts[i].source, fake->sources[call]) == 0) return &facts[i];
    return NULL;
}

static enum ts_status fake_compile(void *self, const char *source, size_t length, ts_call *out, struct ts_err *err)
{
    struct fake *fake = self;
    *out = ++fake->count;
    snprintf(fake->sources[*out], sizeof fake->sources[*out], "%.*s", (int)length, source);
    return fact_of(fake, *out) ? TS_OK : ts_err_set(err, TS_FAILED, "unknown: %s", fake->sources[*out]);
}

static enum ts_status fake_test(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err)
{
    (void)view, (void)err;
    *out = fact_of(self, call)->holds;
    return TS_OK;
}

static enum ts_status fake_value(void *self, struct ts_view *view, ts_call call, struct ts_value *out, struct ts_err *err)
{
    const char *words = fact_of(self, call)->words;
    (void)view, (void)err;
    *out = strcmp(words, "3") == 0 ? ts_value_int(3) : ts_value_text(words, strlen(words));
    return TS_OK;
}

static enum ts_status fake_words(void *self, struct ts_view *view, ts_call call, struct ts_buffer *out, struct ts_err *err)
{
    struct fake *fake = self;
    (void)view;
    if (call == CALLS_MAX) return ts_err_set(err, TS_FAILED, "quay.lua:3: no words");
    ts_buffer_add_text(out, fake->words);
    return TS_OK;
}

struct desk { // where texts are written and read
    struct small_world *small;
    struct fake fake;
    struct ts_script script;
    struct ts_prose_source source;
};

static void desk_open(struct desk *desk, void **state)
{
    memset(desk, 0, sizeof *desk);
    desk->small = *state;
    desk->script = (struct ts_script){.self = &desk->fake, .test = fake_test, .value = fake_value, .words = fake_words};
    desk->source = (struct ts_prose_source){.arena = desk->small->content.arena,
                                            .compile = fake_compile,
                                            .self = &desk->fake,
                                            .owner = desk->small->quay.full,
                                            .symbols = desk->small->symbols};
    desk->small->view.script = &desk->script;
    desk->small->view.phase = TS_READING;
}

static const struct ts_prose *parse(struct desk *desk, const char *text)
{
    const struct ts_prose *prose = NULL;
    if (ts_prose_parse(&desk->source, text, strlen(text), &prose, &desk->small->err)) fail_msg("%s", desk->small->err.message);
    return prose;
}

static void add(struct desk *desk, const struct ts_prose *prose, uint32_t visits, struct ts_buffer *out)
{
    struct ts_buffer raw = {0};
    if (ts_prose_render(prose, &desk->small->view, visits, &raw, &desk->small->err)) fail_msg("%s", desk->small->err.message);
    ts_prose_join(out, raw.bytes, raw.length);
    ts_buffer_clear(&raw);
}

static void assert_reads(struct desk *desk, const struct ts_prose *prose, uint32_t visits, const char *expected)
{
    struct ts_buffer out = {0};
    add(desk, prose, visits, &out);
    ts_prose_finish(&out);
    if (strcmp(out.bytes ? out.bytes : "", expected) != 0) fail_msg("visit %u reads:\n%s\nnot:\n%s", visits, out.bytes, expected);
    ts_buffer_clear(&out);
}

// --- one text

struct reading {
    const char *text;
    uint32_t visits;
    const char *expected;
};

static void reads_as_the_author_meant(void **state)
{
    static const struct reading readings[] = {
        {"They are keeping me waiting.", 1, "They are keeping me waiting."},
        {"", 1, ""},
        {"  \n \n", 1, ""},
        {"\n   One.\n\n   Two.  \n\t", 1, "One.\nTwo."},
        {"One.\r\nTwo.", 1, "One.\nTwo."},
        {"a  b\tc", 1, "a b c"},
        {"*stress* and **strong**", 1, "*stress* and **strong**"},
        {"{{name} | : }", 1, "{name} | : }"},
        // values
        {"Say {name}.", 1, "Say Ellen."},
        {"{ name } {tide}", 1, "Ellen 3"},
        {"it, {nothing} they", 1, "it, they"},
        {"{run.vars.bag[\"a|b:}\"]}", 1, "rope"},
        {"{f{1, 2}}", 1, "three"},
        {"{character} waits", 1,
         "\x02"
         "alex\x03 waits"},
        {"{friend} waits", 1,
         "\x02"
         "sam\x03 waits"},
        {"{rude}", 1, "a z <>\nline"},
        // conditions
        {"{lit: An old woman|A voice}, close by.", 1, "An old woman, close by."},
        {"{dark: An old woman|A voice}, close by.", 1, "A voice, close by."},
        {"begins{forceful <= 0:, sternly}.", 1, "begins, sternly."},
        {"When they don't find it, {seen.plan: then} they'll come back.", 1, "When they don't find it, they'll come back."},
        {"{universe:get(\"calm\") > 2:Calm|Storm}", 1, "Calm"},
        {"{run.vars.bag[\"a|b:}\"]:Rope: {lit:a|b}|None}", 1, "Rope: a"},
        {"{lit:He said: \"No.\"}", 1, "He said: \"No.\""},
        {"{lit:\n  One.\n  Two.\n|\n  Three.\n}", 1, "One.\nTwo."},
        {"{dark:gone}\nstays", 1, "stays"},
        // alternatives
        {"{a|b|c}", 1, "a"},
        {"{a|b|c}", 2, "b"},
        {"{a|b|c}", 3, "c"},
        {"{a|b|c}", 9, "c"},
        {"{a|b}", 0, "a"},
        {"{|I rattle my fingers.|}", 1, ""},
        {"{|I rattle my fingers.|}", 2, "I rattle my fingers."},
        {"{|I rattle my fingers.|}", 3, ""},
        {"{&a|b|c}", 3, "c"},
        {"{&a|b|c}", 4, "a"},
        {"{!a|b}.", 2, "b."},
        {"{!a|b}.", 3, "."},
        {"{!once}", 1, "once"},
        {"{!once}", 2, ""},
        {"{a|{&b|c}|d}", 2, "c"},
        {"{&{lit:yes|no}|{name}}", 2, "Ellen"},
        {"{one|two: three}", 2, "two: three"},
        {"{I don't know|I won't say: go}", 2, "I won't say: go"},
        {"{(well|hm}", 2, "hm"},
        {"{\"Hello: there,\" he says|He nods}", 1, "\"Hello: there,\" he says"},
        // joints
        {"a<> b", 1, "a b"},
        {"a <>\nb", 1, "a b"},
        {"a<>\nb", 1, "ab"},
        {"a\n<>b", 1, "ab"},
        {"a\n<> b", 1, "a b"},
        {"a <>\n, b", 1, "a, b"},
        {"a <>", 1, "a"},
        {"<>a", 1, "a"},
        {"a\n<>\nb", 1, "ab"},
    };
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        struct desk desk;
        desk_open(&desk, state);
        assert_reads(&desk, parse(&desk, readings[i].text), readings[i].visits, readings[i].expected);
    }
}

struct mistake {
    const char *text, *says;
};

static void says_what_is_wrong_and_where(void **state)
{
    static const struct mistake mistakes[] = {
        {"One.\nTwo {lit: three", "the \"{\" on line 2 of the text is never closed"},
        {"{", "never closed"},
        {"{&a|b", "never closed"},
        {"{a|{lit:b}", "never closed"},
        {"{}", "hold nothing to ask for"},
        {"{ : a}", "hold nothing to ask for"},
        {"\n\n{lti}", "line 3 of the text, \"{lti}\": unknown: lti"},
        {"{lit:a|b|c}", "has 3 sides"},
        {"a\x02"
         "b",
         "the control character 2"},
        {"\xff", "not valid UTF-8"},
    };
    struct desk desk;
    const struct ts_prose *prose;
    char *deep = calloc(1, 401);
    desk_open(&desk, state);
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        assert_int_equal(ts_prose_parse(&desk.source, mistakes[i].text, strlen(mistakes[i].text), &prose, &desk.small->err), TS_FAILED);
        assert_says(&desk.small->err, mistakes[i].says);
    }
    for (int i = 0; i < 100; i++) memcpy(deep + 2 * i, "{&", 2);
    assert_int_equal(ts_prose_parse(&desk.source, deep, strlen(deep), &prose, &desk.small->err), TS_FAILED);
    assert_says(&desk.small->err, "nested more than 32 deep");
    free(deep);
}

static void shuffles_without_a_repeat_in_a_round(void **state)
{
    struct desk desk;
    const struct ts_prose *prose;
    char rounds[20][5] = {{0}};
    int different = 0;
    desk_open(&desk, state);
    prose = parse(&desk, "{~a|b|c|d}");
    for (uint32_t round = 0; round < 20; round++) {
        unsigned seen = 0;
        for (uint32_t i = 0; i < 4; i++) {
            struct ts_buffer out = {0};
            add(&desk, prose, round * 4 + i + 1, &out);
            rounds[round][i] = out.bytes[0];
            seen |= 1u << (out.bytes[0] - 'a');
            ts_buffer_clear(&out);
        }
        assert_int_equal(seen, 15);
        different += strcmp(rounds[round], rounds[0]) != 0;
    }
    assert_true(different > 10);
    for (uint32_t i = 0; i < 4; i++) assert_reads(&desk, prose, i + 1, (char[]){rounds[0][i], '\0'});
}

static void inserts_the_item_of_an_each(void **state)
{
    struct desk desk;
    struct ts_value rope = ts_value_text("the rope", 8);
    desk_open(&desk, state);
    desk.small->view.item = &rope;
    assert_reads(&desk, parse(&desk, "Give {item}"), 1, "Give the rope");
    desk.small->view.item = NULL;
    assert_reads(&desk, parse(&desk, "Give {item}"), 1, "Give");
    ts_value_drop(&rope);
}

static void knows_what_never_changes(void **state)
{
    struct desk desk;
    struct ts_text *fixed;
    desk_open(&desk, state);
    fixed = ts_prose_fixed(parse(&desk, "  Light it <>\n"));
    assert_string_equal(fixed->bytes, "Light it");
    assert_int_equal(fixed->symbol, name(desk.small, "Light it"));
    assert_null(ts_prose_fixed(parse(&desk, "Light {name}")));
    assert_null(ts_prose_fixed(NULL));
    assert_string_equal(ts_prose_fixed(parse(&desk, ""))->bytes, "");
}

// --- texts that follow each other

struct joining {
    const char *texts[4];
    const char *expected;
};

static void joins_texts_as_they_follow(void **state)
{
    static const struct joining joinings[] = {
        {{"One.", "Two."}, "One.\nTwo."},
        {{"\"Commander.\"\n\nHe nods. <>", "He has brought tea."}, "\"Commander.\"\nHe nods. He has brought tea."},
        {{"He pushes one mug halfway towards me: <>", "a small gesture."}, "He pushes one mug halfway towards me: a small gesture."},
        {{"\"I don't see why,\" I reply <>", "<>{teacup:, sipping at my tea}."}, "\"I don't see why,\" I reply, sipping at my tea."},
        {{"\"I don't see why,\" I reply <>", "<>{dark:, sipping at my tea}."}, "\"I don't see why,\" I reply."},
        {{"I say nothing as <>", "I {seen.took: lift the mug|take the mug,} and blow."}, "I say nothing as I take the mug, and blow."},
        {{"One.", "", "<>Two."}, "One.Two."},
        {{"One. <>", "{dark:gone}", "Two."}, "One. Two."},
        {{"One. <>", "  \n ", "Two."}, "One. Two."},
        {{"<>One.", "<> Two. <>", "<>Three."}, "One. Two. Three."},
        {{"", "One."}, "One."},
        {{"One. <>"}, "One."},
        {{"Wait <>", "; then go."}, "Wait; then go."},
        {{"Wait <>", "- then go."}, "Wait - then go."},
    };
    for (size_t i = 0; i < sizeof joinings / sizeof *joinings; i++) {
        struct desk desk;
        struct ts_buffer out = {0};
        desk_open(&desk, state);
        for (int j = 0; joinings[i].texts[j]; j++) add(&desk, parse(&desk, joinings[i].texts[j]), 1, &out);
        ts_prose_finish(&out);
        assert_string_equal(out.bytes, joinings[i].expected);
        ts_buffer_clear(&out);
    }
}

static void takes_parts_whose_condition_holds(void **state)
{
    struct desk desk;
    struct ts_prose_part parts[4] = {{0}};
    desk_open(&desk, state);
    desk.fake.words = "  {name} speaks.  \n\n Twice. <>";
    parts[0].words = parse(&desk, "Fog.");
    parts[1].words = parse(&desk, "Never.");
    assert_int_equal(fake_compile(&desk.fake, "dark", 4, &parts[1].when, &desk.small->err), TS_OK);
    parts[2].function = 1;
    parts[3].words = parse(&desk, "And on {&a|b}.");
    assert_reads(&desk, ts_prose_of_parts(desk.source.arena, parts, 4), 2, "Fog.\n{name} speaks.\nTwice. And on b.");
    assert_ptr_equal(ts_prose_of_parts(desk.source.arena, parts, 1), parts[0].words);
    assert_reads(&desk, ts_prose_of_parts(desk.source.arena, parts, 0), 1, "");
}

static void passes_on_the_error_of_a_function(void **state)
{
    struct desk desk;
    struct ts_buffer raw = {0};
    struct ts_prose_part part = {.function = CALLS_MAX};
    desk_open(&desk, state);
    assert_int_equal(ts_prose_render(ts_prose_of_parts(desk.source.arena, &part, 1), &desk.small->view, 1, &raw, &desk.small->err),
                     TS_FAILED);
    assert_string_equal(desk.small->err.message, "quay.lua:3: no words");
    ts_buffer_clear(&raw);
}

static const char *name_of(void *self, const char *character, size_t length)
{
    (void)self;
    return length == 4 && memcmp(character, "alex", 4) == 0 ? "Alex" : "somebody";
}

static void names_people_when_read(void **state)
{
    static const char text[] = "\x02"
                               "alex\x03 and \x02"
                               "jo  rd\x03, waiting\x02";
    struct ts_buffer joined = {0}, out = {0};
    (void)state;
    ts_prose_join(&joined, text, sizeof text - 1);
    assert_string_equal(joined.bytes, text);
    ts_prose_name(joined.bytes, joined.length, name_of, NULL, &out);
    assert_string_equal(out.bytes, "Alex and somebody, waiting\x02");
    ts_buffer_clear(&joined);
    ts_buffer_clear(&out);
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, small_world_open, small_world_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(reads_as_the_author_meant),
        WITH_WORLD(says_what_is_wrong_and_where),
        WITH_WORLD(shuffles_without_a_repeat_in_a_round),
        WITH_WORLD(inserts_the_item_of_an_each),
        WITH_WORLD(knows_what_never_changes),
        WITH_WORLD(joins_texts_as_they_follow),
        WITH_WORLD(takes_parts_whose_condition_holds),
        WITH_WORLD(passes_on_the_error_of_a_function),
        cmocka_unit_test(names_people_when_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
