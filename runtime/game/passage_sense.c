// passage_sense.c - what a sentence is about: in which language, whether of itself, and what it lets its reader expect
#include <string.h>
#include <utf8proc.h>

#include "game/passage.h"
#include "game/sentence.h"

// --- language

// Small words that nearly every sentence of a language has one of.
static const struct small_words { const char *language, *words; } languages[] = {
    {"en", " the a an and of to in is was it that on with as for at by from you your his her their there where not but or are were has have had its they she he "},
    {"de", " der die das und ein eine ist in zu den nicht sich mit auf dem es war von im an auch als wie noch nur du dein sie er ihr wir sind "},
    {"fr", " le la les un une et de des du est dans que qui il elle pas sur pour avec au ce sont nous vous mais ou plus "},
    {"es", " el la los las un una y de del que en es por con no se su para al lo como pero más son está "},
    {"it", " il lo la gli le un una e di del della che in è per con non si su da al come ma più sono "},
    {"nl", " de het een en van is in dat op te niet met zijn er aan voor maar ook nog je hij zij "},
    {"pt", " o a os as um uma e de do da que em é para com não se por mais como mas são "},
};
enum { LANGUAGES = sizeof languages / sizeof *languages, WORDS_TO_TELL = 6, HITS_TO_TELL = 2 };

static uint32_t count_hits(const struct small_words *small, const struct ts_buffer *plain)
{
    const char *at = plain->bytes, *end = plain->bytes + plain->length;
    uint32_t hits = 0;
    while (at && at + 1 < end) {
        const char *space = memchr(at + 1, ' ', (size_t)(end - at - 1));
        if (!space) break;
        hits += memmem(small->words, strlen(small->words), at, (size_t)(space - at) + 1) != NULL;
        at = space;
    }
    return hits;
}

static bool is_same(const char *one, const char *other)
{
    return !strncmp(one, other, 2);
}

static bool is_of_latin(const char *language)
{
    for (int i = 0; i < LANGUAGES; i++)
        if (is_same(languages[i].language, language)) return true;
    return false;
}

// A letter that no language written in Latin letters has, though it may look like one of them.
static bool has_foreign_letter(const struct ts_spelt *word)
{
    for (size_t i = 0; i < word->length;) {
        utf8proc_int32_t code;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)word->at + i, (utf8proc_ssize_t)(word->length - i), &code);
        if (size <= 0 || (code >= 0x370 && (code < 0x1e00 || code > 0x1eff) && code != 0x2019)) return true;
        i += (size_t)size;
    }
    return false;
}

// Words of other letters only out of the facts.
bool ts_passage_spells(const struct ts_passage_rules *rules, const char *sentence, size_t length, struct ts_buffer *why)
{
    const char *at = sentence;
    struct ts_spelt word;
    struct ts_buffer lower = {0};
    bool is_fine = true;
    while (is_fine && is_of_latin(rules->language) && ts_spelt_next(&at, sentence, sentence + length, &word)) {
        if (!has_foreign_letter(&word)) continue;
        lower.length = 0;
        ts_spelt_lower(word.at, word.length, &lower);
        is_fine = ts_words_have(rules->known.bytes, rules->known.length, lower.bytes, lower.length);
        if (!is_fine) ts_buffer_add_format(why, "\"%.*s\" is not in the letters of the language \"%s\"", (int)word.length, word.at, rules->language);
    }
    ts_buffer_clear(&lower);
    return is_fine;
}

bool ts_passage_speaks(const char *language, const struct ts_buffer *plain, const char *sentence, size_t length, struct ts_buffer *why)
{
    uint32_t own = 0, most = 0;
    bool is_known = is_of_latin(language);
    for (int i = 0; i < LANGUAGES; i++) {
        uint32_t hits = count_hits(&languages[i], plain);
        bool is_own = is_same(languages[i].language, language);
        if (is_own) own = hits;
        else if (hits > most) most = hits;
    }
    bool is_other = is_known && ts_words_count(sentence, length) >= WORDS_TO_TELL && most >= HITS_TO_TELL && most > own * 2;
    if (!is_other) return true;
    ts_buffer_add_format(why, "it is not in the language \"%s\"", language);
    return false;
}

// --- itself

static bool find_first(const struct ts_buffer *plain, const char *const *phrases, size_t count, const char **found)
{
    for (size_t i = 0; i < count; i++) {
        *found = phrases[i];
        if (memmem(plain->bytes, plain->length, phrases[i], strlen(phrases[i]))) return true;
    }
    return false;
}

bool ts_passage_keeps_quiet(const struct ts_buffer *plain, struct ts_buffer *why)
{
    static const char *const phrases[] = {" as an ai ", " an ai ", " language model ", " i cannot ", " i can't ", " i'm sorry ", " i am sorry ", " i'm unable ", " i am unable ",
                                          " sure here ", " certainly here ", " here is a ", " here's a ", " here is the ", " the prompt ", " the json ", " the brief ",
                                          " previous instructions ", " system prompt ", " the player ", " word count ", " as requested ", " i hope this "};
    const char *found;
    if (!find_first(plain, phrases, sizeof phrases / sizeof *phrases, &found)) return true;
    ts_buffer_add_format(why, "it speaks of itself or of what it was asked (\"%.*s\"): only the moment is to be told", (int)strlen(found) - 2, found + 1);
    return false;
}

// --- what it lets its reader expect

// What one only perceives is no choice.
static bool is_perceived(const char *behind)
{
    static const char harmless[] = " hear see smell feel taste tell make almost still just only barely hardly nearly not have be never no ";
    return ts_words_have(harmless, sizeof harmless - 1, behind, strcspn(behind, " "));
}

static const char *find_offer(const struct ts_buffer *plain)
{
    static const char *const offers[] = {" you can ", " you could ", " you may ", " you might ", " you must ", " you need to ", " you have to ", " you decide ", " you choose ",
                                         " do you ", " will you ", " would you ", " what now ", " your choice ", " your choices ", " the choice is ", " choose ", " options are "};
    for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
        const char *at = memmem(plain->bytes, plain->length, offers[i], strlen(offers[i]));
        if (at && !is_perceived(at + strlen(offers[i]))) return at;
    }
    return NULL;
}

enum { LONG_WORD = 4 };

// Are half of the longer words of a label in the sentence?
static bool tells_of(const struct ts_buffer *plain, const char *label, size_t length)
{
    struct ts_buffer words = {0};
    uint32_t all = 0, met = 0;
    ts_words_plain(label, length, &words);
    for (const char *at = words.bytes, *end = at + words.length; at + 1 < end;) {
        const char *space = memchr(at + 1, ' ', (size_t)(end - at - 1));
        if (!space) break;
        size_t size = (size_t)(space - at) + 1;
        if (size - 2 >= LONG_WORD) {
            all++;
            met += memmem(plain->bytes, plain->length, at, size) != NULL;
        }
        at = space;
    }
    ts_buffer_clear(&words);
    return all && met * 2 >= all;
}

bool ts_passage_promises(const struct ts_passage_rules *rules, const struct ts_buffer *plain, struct ts_buffer *why)
{
    if (!find_offer(plain)) return true;
    for (const char *line = rules->choices.bytes, *end = line + rules->choices.length; line && line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t size = newline ? (size_t)(newline - line) : (size_t)(end - line);
        if (tells_of(plain, line, size)) return true;
        line += size + 1;
    }
    ts_buffer_add_text(why, "it lets the reader expect a choice that is not there");
    return false;
}
