// passage_test.c - what a narrator wrote, judged: what passes, and what is refused for what
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "game/passage.h"
#include "game/sentence.h"

static bool knows(void *self, const char *word, size_t length)
{
    static const char words[] = " fog drifts rain falls the it is something light door a bird ";
    char wanted[64];
    (void)self;
    snprintf(wanted, sizeof wanted, " %.*s ", (int)length, word);
    return strstr(words, wanted) != NULL;
}

static const struct ts_lexicon lexicon = {knows, NULL};

struct judged { struct ts_passage_rules rules; struct ts_buffer why; };

static void begin(struct judged *judged, const char *language)
{
    *judged = (struct judged){.rules = {.language = language, .lexicon = &lexicon}};
    ts_words_plain("NAME1 waits at the end of the quay for old Maren.", 50, &judged->rules.known);
    ts_buffer_add_text(&judged->rules.forbidden, "grave\ngriev*\nlast breath\n");
    ts_buffer_add_text(&judged->rules.against, "lamp is lit\nlamplight\n");
    ts_buffer_add_text(&judged->rules.choices, "Light the lantern\nWalk back to the town\n");
}

static void end(struct judged *judged)
{
    ts_passage_rules_clear(&judged->rules);
    ts_buffer_clear(&judged->why);
}

static void expect_fine(const char *sentence)
{
    struct judged judged;
    begin(&judged, "en");
    if (!ts_passage_allows(&judged.rules, sentence, strlen(sentence), &judged.why)) fail_msg("\"%s\": %s", sentence, judged.why.bytes);
    end(&judged);
}

static void expect_refused(const char *language, const char *sentence, const char *why)
{
    struct judged judged;
    begin(&judged, language);
    bool is_fine = ts_passage_allows(&judged.rules, sentence, strlen(sentence), &judged.why);
    if (is_fine) fail_msg("\"%s\" passed", sentence);
    if (!strstr(judged.why.bytes, why)) fail_msg("\"%s\" was refused for \"%s\"", sentence, judged.why.bytes);
    end(&judged);
}

static void lets_plain_telling_pass(void **state)
{
    static const char *const sentences[] = {
        "Fog drifts in over the quay, and NAME1 turns up a collar.", "NAME1's boots are wet.", "\"Late again,\" says Maren.", "It is *quite* still.", "Rain falls.",
        "You can hear the water under the planks.", "I'm told that the door is open.", "Something moves out there: a bird, or the rest of one.", "You could light the lantern now.",
        "\"I'm sorry,\" says somebody on the deck. \"I can't find it.\"", "The light is the colour of tea.",
    };
    (void)state;
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) expect_fine(sentences[i]);
}

static void refuses_names_out_of_nowhere(void **state)
{
    (void)state;
    expect_refused("en", "Out of the fog steps Gandalf with a staff.", "\"Gandalf\" is a name");
    expect_refused("en", "Gandalf walks in.", "\"Gandalf\" is a name");
    expect_refused("en", "Gandalf's hat is wet.", "is a name");
    expect_refused("en", "\"Come here,\" says the girl to Tom.", "\"Tom\" is a name");
    expect_fine("Something settles in the wall, and nobody looked up.");
}

static void refuses_what_the_player_asked_to_be_spared(void **state)
{
    (void)state;
    expect_refused("en", "There is a grave behind the shed.", "touches what is not to be touched");
    expect_refused("en", "It is a grieving sort of light.", "touches");
    expect_refused("en", "It goes out like a last breath.", "touches");
    expect_fine("The gravel is wet.");
}

static void refuses_what_contradicts_a_fact(void **state)
{
    (void)state;
    expect_refused("en", "The lamp is lit.", "contradicts a fact");
    expect_refused("en", "Lamplight lies on the water.", "contradicts a fact");
}

static void refuses_choices_that_are_not_open(void **state)
{
    (void)state;
    expect_refused("en", "You can now open the golden gate.", "a choice that is not there");
    expect_refused("en", "What do you do?", "a choice");
    expect_refused("en", "1. Take the gold", "a list");
    expect_refused("en", "- Leave", "a list");
}

static void refuses_markup_and_what_cannot_be_seen(void **state)
{
    (void)state;
    expect_refused("en", "It is <b>late</b>.", "\"<\"");
    expect_refused("en", "It is \x1b[31mred.", "control character");
    expect_refused("en", "{lit} is so.", "\"{\"");
    expect_refused("en", "It is \xe2\x80\xae" "late.", "cannot be seen");
    expect_refused("en", "It is \xff late.", "not plain text");
    expect_refused("en", "It is a mur\xc2\xad" "der.", "cannot be seen");
    expect_refused("en", "It is a mur*der* of crows.", "\"*\"");
    expect_refused("en", "It is a m\xd1\x83rder of crows.", "not in the letters");
    expect_fine("It is \xe2\x80\x94 *late*, and the caf\xc3\xa9 isn\xe2\x80\x99t open.");
}

static void refuses_talk_about_itself(void **state)
{
    (void)state;
    expect_refused("en", "I'm sorry, but I can't help with that.", "speaks of itself");
    expect_refused("en", "As an AI language model I have no view of it.", "speaks of itself");
    expect_refused("en", "Sure, here is the passage.", "speaks of itself");
}

static void refuses_words_that_are_for_no_player(void **state)
{
    (void)state;
    expect_refused("en", "You should go home.", "no word for players");
    expect_refused("en", "Be patient.", "no word for players");
}

static void refuses_another_language(void **state)
{
    (void)state;
    expect_refused("en", "Das Licht ist auf der Wand, und es ist nicht mehr so hell.", "not in the language");
    expect_refused("en", "\xd0\xa1\xd0\xbd\xd0\xb5\xd0\xb3 \xd0\xb8\xd0\xb4\xd1\x91\xd1\x82 \xd0\xb2\xd0\xb5\xd1\x81\xd1\x8c \xd0\xb4\xd0\xb5\xd0\xbd\xd1\x8c.", "not in the letters of the language");
    expect_refused("de", "The light is on the wall and it is not as bright as it was before the night.", "not in the language");
}

static void finds_where_a_sentence_ends(void **state)
{
    static const struct { const char *text; size_t length; bool is_all; } cases[] = {
        {"It is late. More", 11, false}, {"It is late.", 0, false}, {"It is late.", 11, true}, {"\"Late,\" she says. \"Go.\" And", 17, false}, {"\"Go.\" And", 5, false},
        {"Well\xe2\x80\xa6 it is", 7, false}, {"One\nTwo", 3, false}, {"no end", 0, false}, {"no end", 6, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t found = ts_sentence_length(cases[i].text, strlen(cases[i].text), cases[i].is_all);
        if (found != cases[i].length) fail_msg("\"%s\": %zu, not %zu", cases[i].text, found, cases[i].length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lets_plain_telling_pass),
        cmocka_unit_test(refuses_names_out_of_nowhere),
        cmocka_unit_test(refuses_what_the_player_asked_to_be_spared),
        cmocka_unit_test(refuses_what_contradicts_a_fact),
        cmocka_unit_test(refuses_choices_that_are_not_open),
        cmocka_unit_test(refuses_markup_and_what_cannot_be_seen),
        cmocka_unit_test(refuses_talk_about_itself),
        cmocka_unit_test(refuses_words_that_are_for_no_player),
        cmocka_unit_test(refuses_another_language),
        cmocka_unit_test(finds_where_a_sentence_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
