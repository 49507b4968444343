// token.h - the words of a Lua expression, one after another
#ifndef TS_LUA_TOKEN_H
#define TS_LUA_TOKEN_H

#include <stddef.h>

enum ts_token_kind { TS_TOKEN_END, TS_TOKEN_NAME, TS_TOKEN_KEYWORD, TS_TOKEN_NUMBER, TS_TOKEN_STRING, TS_TOKEN_SIGN, TS_TOKEN_BAD };

struct ts_token {
    enum ts_token_kind kind;
    const char *at;
    size_t length;
};

// Steps over blanks and comments and reads one token; `*at` is moved behind it.
struct ts_token ts_token_read(const char **at, const char *end);

#endif
