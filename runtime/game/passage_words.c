// passage_words.c - which words a sentence may have: names out of the facts, and none that are forbidden
#include <string.h>

#include "game/passage.h"
#include "game/sentence.h"

static bool has_word(const struct ts_buffer *plain, const struct ts_buffer *entry)
{
    size_t length = entry->length - (entry->bytes[entry->length - 1] == '*');
    return plain->length && memmem(plain->bytes, plain->length, entry->bytes, length);
}

bool ts_passage_has_phrase(const struct ts_buffer *plain, const struct ts_buffer *list, const char **phrase, size_t *size)
{
    struct ts_buffer entry = {0};
    bool found = false;
    for (const char *line = list->bytes, *end = line + list->length; line && line < end && !found; line += *size + 1) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        *size = newline ? (size_t)(newline - line) : (size_t)(end - line);
        *phrase = line;
        entry.length = 0;
        ts_words_plain(line, *size, &entry);
        found = entry.length > 1 && has_word(plain, &entry);
    }
    ts_buffer_clear(&entry);
    return found;
}

// --- names

// Whoever does this is somebody.
static bool is_deed(const char *word, size_t length)
{
    static const char deeds[] = " says said asks asked smiles smiled nods nodded walks walked whispers whispered answers answered laughs laughed looks looked turns turned sits sat "
                                "stands stood waves waved comes came steps stepped shakes shook tells told puts takes ";
    return ts_words_have(deeds, sizeof deeds - 1, word, length);
}

// "walks", "nodded": English, as it is mostly written.
static bool looks_like_a_deed(const struct ts_spelt *word)
{
    const char *end = word->at + word->length;
    return word->length > 2 && (end[-1] == 's' || (end[-1] == 'd' && end[-2] == 'e'));
}

static bool has_own(const struct ts_buffer *lower)
{
    return lower->length > 2 && !memcmp(lower->bytes + lower->length - 2, "'s", 2);
}

static size_t own_length(const struct ts_buffer *lower)
{
    return has_own(lower) ? lower->length - 2 : lower->length;
}

static bool is_known(const struct ts_passage_rules *rules, const struct ts_buffer *lower)
{
    return ts_words_have(rules->known.bytes, rules->known.length, lower->bytes, own_length(lower));
}

// English calls oneself so.
static bool is_self(const struct ts_buffer *lower)
{
    return lower->bytes[0] == 'i' && (lower->length == 1 || lower->bytes[1] == '\'');
}

// Words that stand for somebody or something, and are no names.
static bool is_small(const char *word, size_t length)
{
    static const char words[] = " it he she we they you this that these those there here one who what nobody somebody anybody everybody someone anyone everyone something "
                                "nothing anything everything each both neither either another others none all some many most few outside inside upstairs downstairs ";
    return ts_words_have(words, sizeof words - 1, word, length);
}

// At the beginning of a sentence every word has a capital: a name is what no text has, and does something or has something of its own.
static bool is_name_at_start(const struct ts_passage_rules *rules, const struct ts_buffer *lower, const struct ts_spelt *next)
{
    size_t length = own_length(lower);
    if (is_small(lower->bytes, length)) return false;
    if (rules->lexicon && rules->lexicon->has(rules->lexicon->self, lower->bytes, length)) return false;
    return has_own(lower) || (next && !next->is_capital && (is_deed(next->at, next->length) || (rules->lexicon && looks_like_a_deed(next))));
}

// Nouns of some languages are written with capitals.
static bool is_name_inside(const struct ts_passage_rules *rules)
{
    return strncmp(rules->language, "de", 2) != 0;
}

static bool is_name(const struct ts_passage_rules *rules, const struct ts_spelt *word, const struct ts_spelt *next)
{
    struct ts_buffer lower = {0};
    ts_spelt_lower(word->at, word->length, &lower);
    bool is_one = !is_known(rules, &lower) && !is_self(&lower) && (word->is_first ? is_name_at_start(rules, &lower, next) : is_name_inside(rules));
    ts_buffer_clear(&lower);
    return is_one;
}

bool ts_passage_names(const struct ts_passage_rules *rules, const char *sentence, size_t length, struct ts_buffer *why)
{
    const char *at = sentence, *end = sentence + length;
    struct ts_spelt word, next;
    bool has_word = ts_spelt_next(&at, sentence, end, &word);
    while (has_word) {
        bool has_next = ts_spelt_next(&at, sentence, end, &next);
        if (word.is_capital && is_name(rules, &word, has_next ? &next : NULL)) {
            ts_buffer_add_format(why, "\"%.*s\" is a name that is in none of the facts", (int)word.length, word.at);
            return false;
        }
        word = next;
        has_word = has_next;
    }
    return true;
}
