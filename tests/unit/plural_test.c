// plural_test.c - plural forms of languages, and texts that choose by them
#include <stdio.h>

#include "base/plural.h"
#include "game/prose.h"
#include "small_world.h"

static const char *form(struct ts_plurals *plurals, const char *language, double number)
{
    static _Thread_local char found[TS_PLURAL_FORM];
    const struct ts_plural *plural;
    struct ts_err err;
    if (ts_plurals_get(plurals, language, &plural, &err)) fail_msg("%s", err.message);
    ts_plural_form(plural, number, found);
    return found;
}

static void knows_the_forms_of_languages(void **state)
{
    static const struct {
        const char *language;
        double number;
        const char *form;
    } rows[] = {
        {"en", 1, "one"}, {"en", 0, "other"}, {"en", 1.5, "other"}, {"de", 1, "one"}, {"de_AT", 2, "other"}, {"pl", 1, "one"},
        {"pl", 3, "few"}, {"pl", 5, "many"}, {"pl", 22, "few"}, {"pl", 1.5, "other"}, {"ar", 0, "zero"}, {"ar", 2, "two"},
        {"ar", 3, "few"}, {"ar", 11, "many"}, {"ar", 100, "other"}, {"ja", 1, "other"}, {"fr", 0, "one"}, {"xx", 1, "other"},
    };
    struct ts_plurals plurals = {0};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(form(&plurals, rows[i].language, rows[i].number), rows[i].form) != 0)
            fail_msg("%s %g: %s", rows[i].language, rows[i].number, form(&plurals, rows[i].language, rows[i].number));
    assert_int_equal(plurals.count, 8);
    ts_plurals_clear(&plurals);
}

static void reads_names_of_languages(void **state)
{
    static const char *const good[] = {"de", "pt_BR", "pt-BR", "sr_Latn", "ast"};
    static const char *const bad[] = {"", "d", "DE", "de_", "_de", "de__AT", "../x", "de/x", "german", "de.UTF-8", "de_AT_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    char language[TS_LANGUAGE], base[TS_LANGUAGE];
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_true(ts_language_read(good[i], language));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(ts_language_read(bad[i], language));
    assert_true(ts_language_read("pt-BR", language));
    assert_string_equal(language, "pt_BR");
    ts_language_base("de_AT", base);
    assert_string_equal(base, "de");
    ts_language_base("de", base);
    assert_string_equal(base, "");
}

// --- texts

struct desk {
    struct small_world *small;
    struct ts_plurals plurals;
    struct ts_script script;
    struct ts_prose_source source;
    struct ts_value value; // of every expression
    char asked[200];       // the expressions compiled, a ";" behind each
};

static enum ts_status note(void *self, const char *source, size_t length, ts_call *out, struct ts_err *err)
{
    struct desk *desk = self;
    (void)err;
    *out = 1;
    snprintf(desk->asked + strlen(desk->asked), sizeof desk->asked - strlen(desk->asked), "%.*s;", (int)length, source);
    return TS_OK;
}

static enum ts_status give(void *self, struct ts_view *view, ts_call call, struct ts_value *out, struct ts_err *err)
{
    (void)view, (void)call, (void)err;
    *out = ((struct desk *)self)->value;
    if (out->type == TS_TEXT) *out = ts_value_text(out->text->bytes, out->text->length);
    return TS_OK;
}

static enum ts_status hold(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err)
{
    (void)self, (void)view, (void)call, (void)err;
    *out = true;
    return TS_OK;
}

static void desk_open(struct desk *desk, void **state, const char *language)
{
    *desk = (struct desk){.small = *state};
    desk->script = (struct ts_script){.self = desk, .value = give, .test = hold};
    desk->source = (struct ts_prose_source){.arena = desk->small->content.arena,
                                            .compile = note,
                                            .self = desk,
                                            .owner = desk->small->quay.full,
                                            .symbols = desk->small->symbols,
                                            .language = language,
                                            .plurals = &desk->plurals};
    desk->small->view.script = &desk->script;
    desk->small->view.phase = TS_READING;
}

static void assert_reads(struct desk *desk, const char *text, const char *expected)
{
    const struct ts_prose *prose = NULL;
    struct ts_buffer raw = {0}, out = {0};
    if (ts_prose_parse(&desk->source, text, strlen(text), &prose, &desk->small->err)) fail_msg("%s: %s", text, desk->small->err.message);
    if (ts_prose_render(prose, &desk->small->view, 1, &raw, &desk->small->err)) fail_msg("%s", desk->small->err.message);
    ts_prose_join(&out, raw.bytes, raw.length);
    ts_prose_finish(&out);
    if (strcmp(out.bytes ? out.bytes : "", expected) != 0) fail_msg("%s reads:\n%s\nnot:\n%s", text, out.bytes, expected);
    ts_buffer_clear(&raw);
    ts_buffer_clear(&out);
}

static void tells_the_form_a_number_takes(void **state)
{
    static const char boats[] = "{n, plural, =0 {no boats} one {# boat} other {# boats}}.";
    struct desk desk;
    desk_open(&desk, state, "en");
    desk.value = ts_value_int(0);
    assert_reads(&desk, boats, "no boats.");
    desk.value = ts_value_int(1);
    assert_reads(&desk, boats, "1 boat.");
    desk.value = ts_value_int(12);
    assert_reads(&desk, boats, "12 boats.");
    assert_reads(&desk, "{f(a, \"b, c\"),plural,offset:2 other {{lit: # more|none} #}}", "10 more 10");
    desk.value = ts_value_nil();
    assert_reads(&desk, boats, "nil boats.");
    ts_plurals_clear(&desk.plurals);
    desk_open(&desk, state, "pl");
    desk.value = ts_value_int(3);
    assert_reads(&desk, "{n, plural, one {# łódź} few {# łodzie} many {# łodzi} other {# łodzi}}", "3 łodzie");
    ts_plurals_clear(&desk.plurals);
}

static void tells_what_a_value_selects(void **state)
{
    struct ts_value who = ts_value_text("she", 3);
    struct desk desk;
    desk_open(&desk, state, "en");
    desk.value = who;
    assert_reads(&desk, "{who, select, she {her} he {his} other {their}} boat # {a|b}", "her boat # a");
    assert_reads(&desk, "{who, select, he {his} other {their {n, plural, other {boats}}}}", "their boats");
    desk.value = ts_value_bool(true);
    assert_reads(&desk, "{lit, select, true {bright} other {dark}}", "bright");
    ts_plurals_clear(&desk.plurals);
    ts_value_drop(&who);
}

static void leaves_other_commas_alone(void **state)
{
    struct desk desk;
    desk_open(&desk, state, "en");
    assert_reads(&desk, "{one, two|three}", "one, two");
    assert_reads(&desk, "{one, plural, three|four}", "one, plural, three");
    assert_reads(&desk, "{one, select, {lit: x}|four}", "one, select, x");
    assert_reads(&desk, "{lit: yes, plural, no|never}", "yes, plural, no");
    assert_reads(&desk, "{&one, plural, x}", "one, plural, x");
    assert_reads(&desk, "#1, {{n, plural, other}", "#1, {n, plural, other}");
    ts_plurals_clear(&desk.plurals);
}

static void says_what_is_wrong_with_forms(void **state)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"\n{n, plural, one {a}}", "line 2 of the text lacks the form \"other\""},
        {"{n, plural, some {a} other {b}}", "the plural form \"some\""},
        {"{n, plural, =x {a} other {b}}", "no whole number"},
        {"{n, plural, one {a} one {b} other {c}}", "one form twice"},
        {"{n, plural, one a other {b}}", "without its text in braces"},
        {"{n, plural, one {a|b} other {c}}", "\"|\" in a form"},
        {"{n, plural, one {a} other {b}", "never closed"},
        {"{n, plural, {a}}", "needs forms"},
        {"{, plural, other {b}}", "hold nothing to ask for"},
    };
    struct desk desk;
    const struct ts_prose *prose;
    desk_open(&desk, state, "en");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(ts_prose_parse(&desk.source, rows[i].text, strlen(rows[i].text), &prose, &desk.small->err), TS_FAILED);
        if (!strstr(desk.small->err.message, rows[i].says)) fail_msg("%s: %s", rows[i].text, desk.small->err.message);
    }
    ts_plurals_clear(&desk.plurals);
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, small_world_open, small_world_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_forms_of_languages), cmocka_unit_test(reads_names_of_languages),
        WITH_WORLD(tells_the_form_a_number_takes),      WITH_WORLD(tells_what_a_value_selects),
        WITH_WORLD(leaves_other_commas_alone),          WITH_WORLD(says_what_is_wrong_with_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
