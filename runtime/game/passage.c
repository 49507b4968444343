// passage.c - the checks that a sentence passes, one after the other
#include "game/passage.h"

#include <string.h>
#include <utf8proc.h>

#include "base/canon.h"
#include "game/sentence.h"

void ts_passage_rules_clear(struct ts_passage_rules *rules)
{
    ts_buffer_clear(&rules->known);
    ts_buffer_clear(&rules->forbidden);
    ts_buffer_clear(&rules->against);
    ts_buffer_clear(&rules->choices);
}

bool ts_passage_is_banned(const char *word, size_t length)
{
    static const char banned[] = " should shouldn therapy therapies diagnosis diagnoses treatment treatments patient patients ";
    return ts_words_have(banned, sizeof banned - 1, word, length);
}

// --- form

// Numbered or dotted lines are lists, of choices more often than not.
static bool is_list(const char *sentence, size_t length)
{
    size_t digits = 0;
    while (digits < length && sentence[digits] >= '0' && sentence[digits] <= '9') digits++;
    if (digits && digits + 1 < length && strchr(".):", sentence[digits]) && sentence[digits + 1] == ' ') return true;
    return length > 1 && strchr("-*+", sentence[0]) && sentence[1] == ' ';
}

static bool is_of_word(char byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

static bool is_well_formed(const char *sentence, size_t length, struct ts_buffer *why)
{
    static const char foreign[] = "<>{}[]#`|\\_~^=";
    if (length > TS_SENTENCE_MAX) {
        ts_buffer_add_format(why, "a sentence has more than %d bytes", TS_SENTENCE_MAX);
        return false;
    }
    if (!ts_canon_is_text(sentence, length)) {
        ts_buffer_add_text(why, "it is not plain text");
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        bool is_inside = i && i + 1 < length && sentence[i] == '*' && is_of_word(sentence[i - 1]) && is_of_word(sentence[i + 1]);
        bool is_control = (unsigned char)sentence[i] < 0x20 || sentence[i] == 0x7f || (i + 1 < length && (unsigned char)sentence[i] == 0xc2 && (unsigned char)sentence[i + 1] < 0xa0);
        if (!is_control && !is_inside && !strchr(foreign, sentence[i])) continue;
        if (is_control) ts_buffer_add_text(why, "it has a control character");
        else ts_buffer_add_format(why, "it has \"%c\": plain paragraphs only, with *stress* at most", sentence[i]);
        return false;
    }
    if (is_list(sentence, length)) ts_buffer_add_text(why, "it is a list: tell it in sentences");
    return !is_list(sentence, length);
}

// Direction marks turn what stands behind them around; what has no width, such as a soft hyphen, hides a word from the lists.
static bool is_upright(const char *sentence, size_t length, struct ts_buffer *why)
{
    for (size_t i = 0; i < length;) {
        utf8proc_int32_t code;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)sentence + i, (utf8proc_ssize_t)(length - i), &code);
        if (size <= 0 || utf8proc_category(code) == UTF8PROC_CATEGORY_CF || code == 0x34f /* joins graphemes */) {
            ts_buffer_add_text(why, "it has a character that cannot be seen");
            return false;
        }
        i += (size_t)size;
    }
    return true;
}

// --- words

static bool has_banned(const char *sentence, size_t length, struct ts_buffer *why)
{
    const char *at = sentence;
    struct ts_spelt word;
    struct ts_buffer lower = {0};
    bool found = false;
    while (!found && ts_spelt_next(&at, sentence, sentence + length, &word)) {
        lower.length = 0;
        ts_spelt_lower(word.at, word.length, &lower);
        found = ts_passage_is_banned(lower.bytes, strcspn(lower.bytes, "'"));
    }
    if (found) ts_buffer_add_format(why, "\"%s\" is no word for players", lower.bytes);
    ts_buffer_clear(&lower);
    return found;
}

static bool has_any(const struct ts_buffer *plain, const struct ts_buffer *list, const char *what, struct ts_buffer *why)
{
    const char *phrase;
    size_t size;
    if (!ts_passage_has_phrase(plain, list, &phrase, &size)) return false;
    ts_buffer_add_format(why, "\"%.*s\" %s", (int)size, phrase, what);
    return true;
}

// What nobody says aloud, between quotes, is left out.
static void add_unspoken(const char *sentence, size_t length, struct ts_buffer *out)
{
    bool is_spoken = false;
    for (size_t i = 0; i < length; i++) {
        bool opens = !memcmp(sentence + i, "\xe2\x80\x9c", length - i < 3 ? length - i : 3) && length - i >= 3;
        bool closes = !memcmp(sentence + i, "\xe2\x80\x9d", length - i < 3 ? length - i : 3) && length - i >= 3;
        if (sentence[i] == '"') is_spoken = !is_spoken;
        else if (opens || closes) is_spoken = opens;
        else if (!is_spoken) ts_buffer_add_byte(out, sentence[i]);
        if (opens || closes) i += 2;
    }
    ts_buffer_add_text(out, "");
}

bool ts_passage_allows(const struct ts_passage_rules *rules, const char *sentence, size_t length, struct ts_buffer *why)
{
    struct ts_buffer plain = {0}, unspoken = {0}, told = {0};
    bool is_fine = is_well_formed(sentence, length, why) && is_upright(sentence, length, why) && ts_passage_spells(rules, sentence, length, why) && !has_banned(sentence, length, why);
    if (is_fine) {
        ts_words_plain(sentence, length, &plain);
        add_unspoken(sentence, length, &unspoken);
        ts_words_plain(unspoken.bytes, unspoken.length, &told);
        is_fine = ts_passage_speaks(rules->language, &plain, sentence, length, why) && ts_passage_keeps_quiet(&told, why) &&
                  !has_any(&plain, &rules->forbidden, "touches what is not to be touched", why) &&
                  !has_any(&plain, &rules->against, "contradicts a fact", why) && ts_passage_names(rules, sentence, length, why) &&
                  ts_passage_promises(rules, &told, why);
    }
    ts_buffer_clear(&plain);
    ts_buffer_clear(&unspoken);
    ts_buffer_clear(&told);
    return is_fine;
}
