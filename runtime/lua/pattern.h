// pattern.h - matches Lua patterns as the manual describes them, counting every step
#ifndef TS_LUA_PATTERN_H
#define TS_LUA_PATTERN_H

#include <stddef.h>

#include <lua.h>

enum { TS_CAPTURES_MAX = 32 };

struct ts_capture {
    const char *start;
    ptrdiff_t length; // or CAPTURE_OPEN, CAPTURE_PLACE
};

// One text and one pattern being matched. Both must stay alive; so must the state, which is charged and raises.
struct ts_match {
    lua_State *L;
    const char *text, *text_end, *pattern_end;
    int captures, depth, credit;
    struct ts_capture capture[TS_CAPTURES_MAX];
};

void ts_match_init(struct ts_match *match, lua_State *L, const char *text, size_t length, const char *pattern_end);

// The end of the match of `pattern` that begins exactly at `at`, NULL when there is none. Forgets earlier captures.
// Raises on a malformed pattern and when the budget is gone.
const char *ts_match_at(struct ts_match *match, const char *at, const char *pattern);

// Charges the steps not charged yet. Call it when done.
void ts_match_settle(struct ts_match *match);

// Pushes capture `index` (from 0), which is the whole match `start`..`end` when the pattern has none.
void ts_match_push(struct ts_match *match, int index, const char *start, const char *end);

// Pushes all captures, or the whole match when there are none and `start` is not NULL; returns how many.
int ts_match_push_all(struct ts_match *match, const char *start, const char *end);

#endif
