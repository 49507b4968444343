// script_word.h - a script read word by word, with the lines and functions they stand in
#ifndef TS_LUA_SCRIPT_WORD_H
#define TS_LUA_SCRIPT_WORD_H

#include <stdbool.h>
#include <stdint.h>

#include "lua/build.h"
#include "lua/token.h"

enum { TS_WORDS_BEFORE = 4, TS_WORDS_AFTER = 4 };

struct ts_script_word {
    struct ts_token token;
    uint32_t line;
    uint32_t function; // the line at which the outermost function around it begins; 0: it is in none
};

// Called for each word; word[-TS_WORDS_BEFORE] to word[TS_WORDS_AFTER] are those around it, of the kind TS_TOKEN_END beyond the ends.
typedef void ts_each_word(void *self, const struct ts_script_word *word);
void ts_script_each_word(const struct ts_lua_source *source, ts_each_word *each, void *self);

bool ts_word_is(const struct ts_script_word *word, const char *text); // a name, keyword or sign; no string
// The bytes between the quotes or brackets of a string without escapes. False: it is none.
bool ts_word_string(const struct ts_script_word *word, const char **text, size_t *length);
// The string that a method or function named by `word` is called with first: `name "x"`, `name("x")`, `name("x", …`.
bool ts_word_argument(const struct ts_script_word *word, const char **text, size_t *length);

#endif
