// token.c - the words of a Lua expression, one after another
#include "lua/token.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static bool is_name_char(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool starts_with(const char *at, const char *end, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(end - at) >= length && memcmp(at, text, length) == 0;
}

// Behind the long bracket that opens at `at`; NULL when none does, `end` when it does not close.
static const char *skip_long(const char *at, const char *end)
{
    const char *close;
    size_t equals = 0;
    if (at >= end || *at != '[') return NULL;
    while (at + 1 + equals < end && at[1 + equals] == '=') equals++;
    if (at + 1 + equals >= end || at[1 + equals] != '[') return NULL;
    for (close = at + 2 + equals; close < end; close++) {
        size_t found = 0;
        if (*close != ']') continue;
        while (close + 1 + found < end && close[1 + found] == '=') found++;
        if (found == equals && close + 1 + found < end && close[1 + found] == ']') return close + 2 + found;
    }
    return end;
}

static const char *skip_blank(const char *at, const char *end)
{
    for (;;) {
        const char *after;
        while (at < end && isspace((unsigned char)*at)) at++;
        if (!starts_with(at, end, "--")) return at;
        after = skip_long(at + 2, end);
        if (after) at = after;
        else
            while (at < end && *at != '\n') at++;
    }
}

static const char *skip_quoted(const char *at, const char *end)
{
    char quote = *at++;
    while (at < end && *at != quote && *at != '\n') at += *at == '\\' && at + 1 < end ? 2 : 1;
    return at < end && *at == quote ? at + 1 : NULL;
}

static const char *skip_number(const char *at, const char *end)
{
    bool is_hex = at + 1 < end && *at == '0' && tolower((unsigned char)at[1]) == 'x';
    for (; at < end; at++) {
        bool is_sign = (*at == '+' || *at == '-') && tolower((unsigned char)at[-1]) == (is_hex ? 'p' : 'e');
        if (!is_name_char(*at) && *at != '.' && !is_sign) break;
    }
    return at;
}

static bool is_keyword(const char *at, size_t length)
{
    static const char *const words[] = {"and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
                                        "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && memcmp(words[i], at, length) == 0) return true;
    return false;
}

static const char *skip_sign(const char *at, const char *end)
{
    static const char *const long_signs[] = {"...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"};
    for (size_t i = 0; i < sizeof long_signs / sizeof *long_signs; i++)
        if (starts_with(at, end, long_signs[i])) return at + strlen(long_signs[i]);
    return at + 1;
}

static const char *read_kind(const char *at, const char *end, enum ts_token_kind *kind)
{
    const char *after = skip_long(at, end);
    *kind = TS_TOKEN_STRING;
    if (after) return after;
    if (*at == '"' || *at == '\'') return skip_quoted(at, end);
    *kind = TS_TOKEN_NUMBER;
    if (isdigit((unsigned char)*at) || (*at == '.' && at + 1 < end && isdigit((unsigned char)at[1]))) return skip_number(at, end);
    *kind = TS_TOKEN_NAME;
    if (!is_name_char(*at)) return *kind = TS_TOKEN_SIGN, skip_sign(at, end);
    for (after = at; after < end && is_name_char(*after);) after++;
    if (is_keyword(at, (size_t)(after - at))) *kind = TS_TOKEN_KEYWORD;
    return after;
}

struct ts_token ts_token_read(const char **at, const char *end)
{
    const char *start = skip_blank(*at, end), *after;
    enum ts_token_kind kind;
    if (start >= end) return *at = end, (struct ts_token){TS_TOKEN_END, end, 0};
    after = read_kind(start, end, &kind);
    if (!after) return *at = end, (struct ts_token){TS_TOKEN_BAD, start, (size_t)(end - start)};
    *at = after;
    return (struct ts_token){kind, start, (size_t)(after - start)};
}
