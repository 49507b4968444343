// sentence.h - where a sentence ends, and the words it is made of
#ifndef TS_GAME_SENTENCE_H
#define TS_GAME_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

// Bytes of the first sentence of `text`, without the space behind it: up to a full stop, with the quotes and brackets that close behind it, or to a line
// break. 0: it has not ended yet; with `is_all` nothing will follow, and what is there is one.
size_t ts_sentence_length(const char *text, size_t length, bool is_all);

struct ts_spelt { // of a text
    const char *at;
    size_t length;
    bool is_capital;
    bool is_first; // of a sentence, or of what somebody says
};
// The next word behind `*at`, which is moved behind it; false: there is none. Letters and digits are words, with the apostrophes inside of them.
bool ts_spelt_next(const char **at, const char *start, const char *end, struct ts_spelt *word);
bool ts_words_have(const char *words, size_t size, const char *word, size_t length); // is it one of these, which have a space before and behind each?
uint32_t ts_words_count(const char *text, size_t length);
// Appends the words in small letters, a space before each and one behind the last: " the old woman ". A "*" at the end of the text stays.
void ts_words_plain(const char *text, size_t length, struct ts_buffer *out);
void ts_spelt_lower(const char *text, size_t length, struct ts_buffer *out);

#endif
