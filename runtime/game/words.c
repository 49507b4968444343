// words.c - what the host itself says to players
#include "game/words.h"

#include <string.h>

#define WORD_ROW(name, id, english) [TS_WORD_##name] = {id, english},
static const struct { const char *id, *english; } rows[TS_WORD_COUNT] = {TS_WORDS(WORD_ROW)};
#undef WORD_ROW

const char *ts_word_id(enum ts_word word)
{
    return rows[word].id;
}

const char *ts_word_english(enum ts_word word)
{
    return rows[word].english;
}

const char *ts_word(const struct ts_content *content, enum ts_word word)
{
    return content && content->words ? content->words[word] : rows[word].english;
}

void ts_word_add(struct ts_buffer *out, const struct ts_content *content, enum ts_word word, const char *first, const char *second)
{
    for (const char *at = ts_word(content, word); *at; at++) {
        bool is_first = strncmp(at, "{1}", 3) == 0, is_second = strncmp(at, "{2}", 3) == 0;
        if (is_first || is_second) ts_buffer_add_text(out, is_first ? first : second), at += 2;
        else ts_buffer_add_byte(out, *at);
    }
}

// The next {1} or {2}, behind which `at` stands then; 0: there is none.
static char next_place(const char **at)
{
    for (; **at; (*at)++)
        if ((*at)[0] == '{' && ((*at)[1] == '1' || (*at)[1] == '2') && (*at)[2] == '}') return *(*at += 3, *at - 2);
    return 0;
}

bool ts_word_fits(enum ts_word word, const char *told)
{
    const char *english = rows[word].english;
    char place;
    if ((*english == '{') != (*told == '{')) return false;
    do {
        place = next_place(&english);
        if (place != next_place(&told)) return false;
    } while (place);
    return true;
}
