// passage.h - what a narrator wrote, judged sentence by sentence before anybody sees it
//
// It may word a moment, and nothing else: no choice that is not open, no name that is in none of the facts, nothing against a fact, nothing that the
// player does not want to read, no markup but *stress* and **strong**, no talk about itself, in the story's language.
#ifndef TS_GAME_PASSAGE_H
#define TS_GAME_PASSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum { TS_SENTENCE_MAX = 800 }; // bytes

struct ts_lexicon { // which words a language has
    bool (*has)(void *self, const char *word, size_t length); // in small letters
    void *self;
};

struct ts_passage_rules { // texts are borrowed; lists have an entry a line
    const char *language;         // that it must be written in, "en"
    struct ts_buffer known;       // plain words (ts_words_plain) of all that was sent: where names may come from
    struct ts_buffer forbidden;   // words and phrases; "*" at the end of one: any ending
    struct ts_buffer against;     // that contradict a fact, alike
    struct ts_buffer choices;     // labels of what is open
    const struct ts_lexicon *lexicon; // NULL: it is not known which words there are, and a name at the beginning of a sentence may pass
};
void ts_passage_rules_clear(struct ts_passage_rules *rules);

// Otherwise `why` is appended what is wrong with it, for who wrote it.
bool ts_passage_allows(const struct ts_passage_rules *rules, const char *sentence, size_t length, struct ts_buffer *why);

// Words that no player is to read, whatever the pack (reference-facts, "Care"): one of them in small letters?
bool ts_passage_is_banned(const char *word, size_t length);

// --- passage_words.c, passage_sense.c: each as ts_passage_allows
bool ts_passage_names(const struct ts_passage_rules *rules, const char *sentence, size_t length, struct ts_buffer *why);
bool ts_passage_has_phrase(const struct ts_buffer *plain, const struct ts_buffer *list, const char **phrase, size_t *size);
bool ts_passage_speaks(const char *language, const struct ts_buffer *plain, const char *sentence, size_t length, struct ts_buffer *why);
bool ts_passage_spells(const struct ts_passage_rules *rules, const char *sentence, size_t length, struct ts_buffer *why); // in the letters of its language
bool ts_passage_keeps_quiet(const struct ts_buffer *plain, struct ts_buffer *why);                                  // about itself
bool ts_passage_promises(const struct ts_passage_rules *rules, const struct ts_buffer *plain, struct ts_buffer *why); // false: what is not open

#endif
