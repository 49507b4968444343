// sentence.c - where a sentence ends, and the words it is made of
#include "game/sentence.h"

#include <string.h>
#include <utf8proc.h>

static size_t read(const char *at, const char *end, utf8proc_int32_t *code)
{
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)at, end - at, code);
    if (size > 0) return (size_t)size;
    *code = 0xFFFD;
    return 1;
}

static bool is_stop(utf8proc_int32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x2026 /* … */ || code == 0x3002 || code == 0xFF01 || code == 0xFF1F;
}

static bool closes(utf8proc_int32_t code)
{
    return code == '"' || code == '\'' || code == ')' || code == ']' || code == '*' || code == 0x201D || code == 0x2019 || code == 0x00BB || code == 0x300D;
}

static bool opens(utf8proc_int32_t code)
{
    return code == '"' || code == 0x201C || code == 0x2018 || code == 0x201E || code == 0x00AB || code == '(' || code == 0x300C;
}

size_t ts_sentence_length(const char *text, size_t length, bool is_all)
{
    const char *end = text + length;
    bool has_stop = false;
    for (const char *at = text; at < end;) {
        utf8proc_int32_t code;
        size_t size = read(at, end, &code);
        if (code == '\n' || (has_stop && code == ' ')) return (size_t)(at - text);
        if (is_stop(code)) has_stop = true;
        else if (!closes(code)) has_stop = false;
        at += size;
    }
    return is_all ? length : 0;
}

static bool is_letter(utf8proc_int32_t code)
{
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
    }
}

static bool is_apostrophe(utf8proc_int32_t code)
{
    return code == '\'' || code == 0x2019;
}

static bool is_capital(utf8proc_int32_t code)
{
    return utf8proc_category(code) == UTF8PROC_CATEGORY_LU || utf8proc_category(code) == UTF8PROC_CATEGORY_LT;
}

// Behind the last letter of the word at `at`: an apostrophe belongs to it when a letter follows.
static const char *word_end(const char *at, const char *end)
{
    while (at < end) {
        utf8proc_int32_t code, next = 0;
        size_t size = read(at, end, &code);
        if (is_apostrophe(code) && at + size < end) read(at + size, end, &next);
        if (!is_letter(code) && !(is_apostrophe(code) && is_letter(next))) break;
        at += size;
    }
    return at;
}

bool ts_spelt_next(const char **at, const char *start, const char *end, struct ts_spelt *word)
{
    bool is_first = *at == start;
    while (*at < end) {
        utf8proc_int32_t code;
        size_t size = read(*at, end, &code);
        if (is_letter(code)) {
            const char *behind = word_end(*at, end);
            *word = (struct ts_spelt){*at, (size_t)(behind - *at), is_capital(code), is_first};
            *at = behind;
            return true;
        }
        if (is_stop(code) || code == ':' || code == '\n' || opens(code)) is_first = true;
        *at += size;
    }
    return false;
}

bool ts_words_have(const char *words, size_t size, const char *word, size_t length)
{
    const char *end = words + size;
    for (const char *at = words; size && length && (at = memmem(at, (size_t)(end - at), word, length)); at++)
        if (at > words && at[-1] == ' ' && at + length < end && at[length] == ' ') return true;
    return false;
}

uint32_t ts_words_count(const char *text, size_t length)
{
    const char *at = text;
    struct ts_spelt word;
    uint32_t count = 0;
    while (ts_spelt_next(&at, text, text + length, &word)) count++;
    return count;
}

void ts_spelt_lower(const char *text, size_t length, struct ts_buffer *out)
{
    for (const char *at = text, *end = text + length; at < end;) {
        utf8proc_int32_t code;
        utf8proc_uint8_t bytes[4];
        at += read(at, end, &code);
        utf8proc_ssize_t size = utf8proc_encode_char(is_apostrophe(code) ? '\'' : utf8proc_tolower(code), bytes);
        ts_buffer_add(out, bytes, (size_t)size);
    }
}

void ts_words_plain(const char *text, size_t length, struct ts_buffer *out)
{
    const char *at = text, *end = text + length;
    struct ts_spelt word;
    if (!out->length || out->bytes[out->length - 1] != ' ') ts_buffer_add_byte(out, ' ');
    while (ts_spelt_next(&at, text, end, &word)) {
        ts_spelt_lower(word.at, word.length, out);
        if (word.at + word.length == end - 1 && end[-1] == '*') ts_buffer_add_byte(out, '*');
        else ts_buffer_add_byte(out, ' ');
    }
}
