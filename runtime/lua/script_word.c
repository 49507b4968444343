// script_word.c - a script read word by word, with the lines and functions they stand in
#include "lua/script_word.h"

#include <string.h>

enum { WINDOW = TS_WORDS_BEFORE + 1 + TS_WORDS_AFTER };

struct reading {
    const char *at, *end, *counted; // counted: as far as `line` is known
    uint32_t line, depth;
    uint32_t function, outside; // outside: how deep the blocks were where the function began
};

bool ts_word_is(const struct ts_script_word *word, const char *text)
{
    const struct ts_token *token = &word->token;
    return token->kind != TS_TOKEN_STRING && token->length == strlen(text) && memcmp(token->at, text, token->length) == 0;
}

static bool opens_block(const struct ts_script_word *word)
{
    return ts_word_is(word, "function") || ts_word_is(word, "do") || ts_word_is(word, "if") || ts_word_is(word, "repeat");
}

static void follow_blocks(struct reading *reading, struct ts_script_word *word)
{
    if (word->token.kind != TS_TOKEN_KEYWORD) return;
    if (opens_block(word)) {
        if (!reading->function && ts_word_is(word, "function")) {
            reading->function = word->function = word->line;
            reading->outside = reading->depth;
        }
        reading->depth++;
    } else if (reading->depth && (ts_word_is(word, "end") || ts_word_is(word, "until"))) {
        if (--reading->depth == reading->outside) reading->function = 0;
    }
}

static struct ts_script_word read_word(struct reading *reading)
{
    struct ts_script_word word = {.token = ts_token_read(&reading->at, reading->end)};
    for (; reading->counted < word.token.at; reading->counted++) reading->line += *reading->counted == '\n';
    word.line = reading->line;
    word.function = reading->function;
    follow_blocks(reading, &word);
    return word;
}

void ts_script_each_word(const struct ts_lua_source *source, ts_each_word *each, void *self)
{
    struct reading reading = {.at = source->text, .end = source->text + source->length, .counted = source->text, .line = 1};
    struct ts_script_word window[WINDOW];
    memset(window, 0, sizeof window);
    for (int i = 0; i < TS_WORDS_AFTER; i++) window[TS_WORDS_BEFORE + 1 + i] = read_word(&reading);
    for (;;) {
        memmove(window, window + 1, (WINDOW - 1) * sizeof *window);
        window[WINDOW - 1] = read_word(&reading);
        if (window[TS_WORDS_BEFORE].token.kind == TS_TOKEN_END || window[TS_WORDS_BEFORE].token.kind == TS_TOKEN_BAD) return;
        each(self, &window[TS_WORDS_BEFORE]);
    }
}

bool ts_word_string(const struct ts_script_word *word, const char **text, size_t *length)
{
    const struct ts_token *token = &word->token;
    size_t edge = 1;
    if (token->kind != TS_TOKEN_STRING) return false;
    if (*token->at == '[') {
        while (token->at[edge] == '=') edge++;
        edge++;
    }
    if (token->length < 2 * edge) return false;
    *text = token->at + edge;
    *length = token->length - 2 * edge;
    return *token->at == '[' || !memchr(*text, '\\', *length);
}

bool ts_word_argument(const struct ts_script_word *word, const char **text, size_t *length)
{
    if (word[1].token.kind == TS_TOKEN_STRING) return ts_word_string(&word[1], text, length);
    if (!ts_word_is(&word[1], "(") || !(ts_word_is(&word[3], ")") || ts_word_is(&word[3], ","))) return false;
    return ts_word_string(&word[2], text, length);
}
