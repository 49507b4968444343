// pattern.c - matches Lua patterns as the manual describes them, counting every step
#include "lua/pattern.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "lua/guard.h"

enum { CAPTURE_OPEN = -1, CAPTURE_PLACE = -2, DEPTH_MAX = 200, CREDIT = 1000, ESCAPE = '%' };

static const char *match_here(struct ts_match *match, const char *at, const char *pattern);

void ts_match_init(struct ts_match *match, lua_State *L, const char *text, size_t length, const char *pattern_end)
{
    match->L = L;
    match->text = text;
    match->text_end = text + length;
    match->pattern_end = pattern_end;
    match->captures = 0;
    match->depth = 0;
    match->credit = CREDIT;
}

void ts_match_settle(struct ts_match *match)
{
    int used = CREDIT - match->credit;
    match->credit = CREDIT;
    ts_guard_charge(match->L, used);
}

static inline void step(struct ts_match *match)
{
    if (--match->credit == 0) ts_match_settle(match);
}

static void step_many(struct ts_match *match, size_t bytes)
{
    ts_guard_charge(match->L, (int64_t)(bytes / 8));
}

static const char *item_end(struct ts_match *match, const char *pattern)
{
    if (*pattern++ == ESCAPE) {
        if (pattern == match->pattern_end) luaL_error(match->L, "malformed pattern (ends with '%%')");
        return pattern + 1;
    }
    if (pattern[-1] != '[') return pattern;
    if (*pattern == '^') pattern++;
    do { // a ']' that comes first stands for itself
        if (pattern == match->pattern_end) luaL_error(match->L, "malformed pattern (missing ']')");
        step(match);
        if (*pattern++ == ESCAPE && pattern < match->pattern_end) pattern++;
    } while (*pattern != ']');
    return pattern + 1;
}

static bool is_in_class(int c, int letter)
{
    bool result;
    switch (tolower(letter)) {
    case 'a':
        result = isalpha(c);
        break;
    case 'c':
        result = iscntrl(c);
        break;
    case 'd':
        result = isdigit(c);
        break;
    case 'g':
        result = isgraph(c);
        break;
    case 'l':
        result = islower(c);
        break;
    case 'p':
        result = ispunct(c);
        break;
    case 's':
        result = isspace(c);
        break;
    case 'u':
        result = isupper(c);
        break;
    case 'w':
        result = isalnum(c);
        break;
    case 'x':
        result = isxdigit(c);
        break;
    case 'z':
        result = c == 0;
        break; // not in the manual any more, but there
    default:
        return letter == c;
    }
    return isupper(letter) ? !result : result;
}

// `set` is at '[', `last` at the closing ']'.
static bool is_in_set(struct ts_match *match, int c, const char *set, const char *last)
{
    bool found = true;
    if (set[1] == '^') {
        found = false;
        set++;
    }
    while (++set < last) {
        step(match);
        if (*set == ESCAPE) {
            if (is_in_class(c, (unsigned char)*++set)) return found;
        } else if (set[1] == '-' && set + 2 < last) {
            set += 2;
            if ((unsigned char)set[-2] <= c && c <= (unsigned char)*set) return found;
        } else if ((unsigned char)*set == c)
            return found;
    }
    return !found;
}

// Whether the byte at `at` matches the single item `pattern`..`end`.
static bool is_single(struct ts_match *match, const char *at, const char *pattern, const char *end)
{
    int c;
    step(match);
    if (at >= match->text_end) return false;
    c = (unsigned char)*at;
    switch (*pattern) {
    case '.':
        return true;
    case ESCAPE:
        return is_in_class(c, (unsigned char)pattern[1]);
    case '[':
        return is_in_set(match, c, pattern, end - 1);
    default:
        return (unsigned char)*pattern == c;
    }
}

static const char *match_balance(struct ts_match *match, const char *at, const char *pattern)
{
    int depth = 1;
    char opening, closing;
    if (pattern >= match->pattern_end - 1) luaL_error(match->L, "malformed pattern (missing arguments to '%%b')");
    if (at >= match->text_end || *at != *pattern) return NULL;
    opening = pattern[0], closing = pattern[1];
    while (++at < match->text_end) {
        step(match);
        if (*at == closing) {
            if (--depth == 0) return at + 1;
        } else if (*at == opening)
            depth++;
    }
    return NULL;
}

static const char *match_longest(struct ts_match *match, const char *at, const char *pattern, const char *end)
{
    ptrdiff_t count = 0;
    while (is_single(match, at + count, pattern, end)) count++;
    for (; count >= 0; count--) {
        const char *result = match_here(match, at + count, end + 1);
        if (result) return result;
    }
    return NULL;
}

static const char *match_shortest(struct ts_match *match, const char *at, const char *pattern, const char *end)
{
    for (;; at++) {
        const char *result = match_here(match, at, end + 1);
        if (result) return result;
        if (!is_single(match, at, pattern, end)) return NULL;
    }
}

static const char *open_capture(struct ts_match *match, const char *at, const char *pattern, ptrdiff_t kind)
{
    const char *result;
    if (match->captures >= TS_CAPTURES_MAX) luaL_error(match->L, "too many captures");
    match->capture[match->captures].start = at;
    match->capture[match->captures].length = kind;
    match->captures++;
    result = match_here(match, at, pattern);
    if (!result) match->captures--;
    return result;
}

static const char *close_capture(struct ts_match *match, const char *at, const char *pattern)
{
    int last = match->captures - 1;
    const char *result;
    while (last >= 0 && match->capture[last].length != CAPTURE_OPEN) last--;
    if (last < 0) luaL_error(match->L, "invalid pattern capture");
    match->capture[last].length = at - match->capture[last].start;
    result = match_here(match, at, pattern);
    if (!result) match->capture[last].length = CAPTURE_OPEN;
    return result;
}

static const char *match_back(struct ts_match *match, const char *at, int digit)
{
    int index = digit - '1';
    size_t length;
    if (index < 0 || index >= match->captures || match->capture[index].length == CAPTURE_OPEN)
        luaL_error(match->L, "invalid capture index %%%d", index + 1);
    length = (size_t)match->capture[index].length; // a place is longer than any text
    if ((size_t)(match->text_end - at) < length) return NULL;
    step_many(match, length);
    return memcmp(match->capture[index].start, at, length) == 0 ? at + length : NULL;
}

// For %f at `pattern` (past the letter): whether the set that follows begins to match here.
static bool is_frontier(struct ts_match *match, const char *at, const char *pattern, const char **end)
{
    int before = at == match->text ? 0 : (unsigned char)at[-1], here = at < match->text_end ? (unsigned char)*at : 0;
    if (pattern >= match->pattern_end || *pattern != '[') luaL_error(match->L, "missing '[' after '%%f' in pattern");
    *end = item_end(match, pattern);
    return !is_in_set(match, before, pattern, *end - 1) && is_in_set(match, here, pattern, *end - 1);
}

// One plain item with its repetition. Returns whether matching goes on at *at and *pattern; otherwise *at is the result.
static bool match_item(struct ts_match *match, const char **at, const char **pattern)
{
    const char *end = item_end(match, *pattern), *result;
    char repetition = end < match->pattern_end ? *end : '\0';
    if (!is_single(match, *at, *pattern, end)) {
        if (!repetition || !strchr("*?-", repetition)) return *at = NULL, false;
        *pattern = end + 1;
        return true;
    }
    if (repetition == '*') return *at = match_longest(match, *at, *pattern, end), false;
    if (repetition == '-') return *at = match_shortest(match, *at, *pattern, end), false;
    if (repetition == '+') return *at = match_longest(match, *at + 1, *pattern, end), false;
    if (repetition == '?') {
        result = match_here(match, *at + 1, end + 1);
        if (result) return *at = result, false;
        *pattern = end + 1;
        return true;
    }
    ++*at;
    *pattern = end;
    return true;
}

// The items that begin with '%' and are no classes; otherwise as match_item.
static bool match_escape(struct ts_match *match, const char **at, const char **pattern)
{
    const char *next = *pattern + 1, *end;
    char letter = next < match->pattern_end ? *next : '\0';
    if (letter == 'b') {
        *at = match_balance(match, *at, next + 1);
        *pattern = next + 3;
        return *at != NULL;
    }
    if (letter == 'f') {
        if (!is_frontier(match, *at, next + 1, &end)) return *at = NULL, false;
        *pattern = end;
        return true;
    }
    if (isdigit((unsigned char)letter)) {
        *at = match_back(match, *at, (unsigned char)letter);
        *pattern = next + 1;
        return *at != NULL;
    }
    return match_item(match, at, pattern);
}

static const char *match_items(struct ts_match *match, const char *at, const char *pattern)
{
    bool goes_on = true;
    while (goes_on && pattern != match->pattern_end) {
        step(match);
        if (*pattern == '(') {
            bool is_place = pattern[1] == ')';
            return open_capture(match, at, pattern + 1 + is_place, is_place ? CAPTURE_PLACE : CAPTURE_OPEN);
        }
        if (*pattern == ')') return close_capture(match, at, pattern + 1);
        if (*pattern == '$' && pattern + 1 == match->pattern_end) return at == match->text_end ? at : NULL;
        goes_on = *pattern == ESCAPE ? match_escape(match, &at, &pattern) : match_item(match, &at, &pattern);
    }
    return at;
}

static const char *match_here(struct ts_match *match, const char *at, const char *pattern)
{
    const char *result;
    if (match->depth++ == DEPTH_MAX) luaL_error(match->L, "pattern too complex");
    step(match);
    result = match_items(match, at, pattern);
    match->depth--;
    return result;
}

const char *ts_match_at(struct ts_match *match, const char *at, const char *pattern)
{
    match->captures = 0;
    match->depth = 0;
    return match_here(match, at, pattern);
}

void ts_match_push(struct ts_match *match, int index, const char *start, const char *end)
{
    const struct ts_capture *capture = &match->capture[index];
    if (index >= match->captures) {
        if (index != 0) luaL_error(match->L, "invalid capture index %%%d", index + 1);
        lua_pushlstring(match->L, start, (size_t)(end - start));
    } else if (capture->length == CAPTURE_PLACE) {
        lua_pushinteger(match->L, capture->start - match->text + 1);
    } else {
        if (capture->length == CAPTURE_OPEN) luaL_error(match->L, "unfinished capture");
        lua_pushlstring(match->L, capture->start, (size_t)capture->length);
    }
}

int ts_match_push_all(struct ts_match *match, const char *start, const char *end)
{
    int count = match->captures == 0 && start ? 1 : match->captures;
    luaL_checkstack(match->L, count, "too many captures");
    for (int i = 0; i < count; i++) ts_match_push(match, i, start, end);
    return count;
}
