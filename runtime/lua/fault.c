// fault.c - what is said about an error: printable, short, and made without running script code
#include <stdio.h>
#include <string.h>

#include "base/canon.h"
#include "lua/guard.h"

enum { TRACE_LEVELS = 10, SEARCH_LEVELS = 40, MESSAGE_MAX = 700 };

// Control characters, and those that turn the direction of what follows or show nothing.
static bool is_unprintable(const unsigned char *text, size_t length)
{
    if (length == 1) return *text < 0x20 || *text == 0x7F;
    if (length == 2) return text[0] == 0xC2 && text[1] < 0xA0;
    if (length != 3) return false;
    if (text[0] == 0xE2 && text[1] == 0x80) return (text[2] >= 0x8B && text[2] <= 0x8F) || (text[2] >= 0xA8 && text[2] <= 0xAE);
    if (text[0] == 0xE2 && text[1] == 0x81) return text[2] >= 0xA0 && text[2] <= 0xAF;
    return text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF;
}

void ts_fault_clean(char *out, size_t size, const char *text, size_t length)
{
    const unsigned char *from = (const unsigned char *)text;
    size_t at = 0, i = 0;
    while (i < length) {
        size_t bytes = ts_canon_character_size(text + i, length - i);
        bool keep = bytes && !is_unprintable(from + i, bytes);
        if (!bytes) bytes = 1;
        if (at + bytes + 4 >= size) break;
        if (keep)
            memcpy(out + at, from + i, bytes), at += bytes;
        else
            out[at++] = strchr("\t\n\r", from[i]) && from[i] ? ' ' : '?';
        i += bytes;
    }
    if (i < length && at + 4 <= size) memcpy(out + at, "...", 3), at += 3;
    out[at] = '\0';
}

static bool is_script(const lua_Debug *frame)
{
    return frame->currentline > 0;
}

void ts_fault_where(lua_State *L, char *out, size_t size)
{
    lua_Debug frame;
    out[0] = '\0';
    for (int level = 0; level < SEARCH_LEVELS && lua_getstack(L, level, &frame); level++) {
        char source[LUA_IDSIZE];
        if (!lua_getinfo(L, "Sl", &frame) || !is_script(&frame)) continue;
        ts_fault_clean(source, sizeof source, frame.short_src, strlen(frame.short_src));
        snprintf(out, size, "%s:%d", source, frame.currentline);
        return;
    }
}

static size_t add_frame(char *out, size_t size, lua_State *L, lua_Debug *frame)
{
    char source[LUA_IDSIZE], name[64];
    int written;
    if (!lua_getinfo(L, "Sln", frame) || !is_script(frame)) return 0;
    ts_fault_clean(source, sizeof source, frame->short_src, strlen(frame->short_src));
    ts_fault_clean(name, sizeof name, frame->name ? frame->name : "", frame->name ? strlen(frame->name) : 0);
    written = snprintf(out, size, "\n  %s:%d%s%s", source, frame->currentline, *name ? ": in " : "", name);
    if (written < 0 || (size_t)written >= size) return out[0] = '\0', 0;
    return (size_t)written;
}

static void add_trace(char *out, size_t size, lua_State *L)
{
    lua_Debug frame;
    int shown = 0;
    for (int level = 0; shown < TRACE_LEVELS && level < SEARCH_LEVELS && lua_getstack(L, level, &frame); level++) {
        size_t written = add_frame(out, size, L, &frame);
        out += written;
        size -= written;
        shown += written > 0;
    }
}

// Describes the error value raw: no metamethod runs, nothing is allocated.
static void describe(char *out, size_t size, lua_State *L, int index)
{
    switch (lua_type(L, index)) {
    case LUA_TSTRING: {
        size_t length;
        const char *text = lua_tolstring(L, index, &length);
        ts_fault_clean(out, size, text, length);
        break;
    }
    case LUA_TNUMBER:
        if (lua_isinteger(L, index))
            snprintf(out, size, "error value %lld", (long long)lua_tointeger(L, index));
        else
            snprintf(out, size, "error value %.14g", (double)lua_tonumber(L, index));
        break;
    case LUA_TBOOLEAN:
        snprintf(out, size, "error value %s", lua_toboolean(L, index) ? "true" : "false");
        break;
    default:
        snprintf(out, size, "error value is a %s, not a message", luaL_typename(L, index));
    }
}

// Puts the place before a message that does not begin with it already.
static void add_where(char *out, size_t size, lua_State *L, int index)
{
    char what[MESSAGE_MAX + 100], where[TS_WHERE_SIZE], near[64];
    describe(what, MESSAGE_MAX, L, index);
    ts_fault_where(L, where, sizeof where);
    size_t length = strlen(what);
    if (lua_type(L, index) == LUA_TSTRING && ts_fault_near(L, what, near, sizeof near))
        snprintf(what + length, sizeof what - length, "; did you mean \"%s\"?", near);
    if (lua_type(L, index) == LUA_TSTRING || !*where)
        snprintf(out, size, "%s", what);
    else
        snprintf(out, size, "%s: %s", where, what);
}

int ts_fault_handler(lua_State *L)
{
    struct ts_box *box = ts_guard_box(L);
    size_t length = 0;
    if (!box->trip) {
        add_where(box->report, sizeof box->report, L, 1);
        length = strlen(box->report);
    }
    box->report[length] = '\0';
    if (box->depth == 1) add_trace(box->report + length, sizeof box->report - length, L); // further in, the outer call shows it
    return 1;
}

const char *ts_trip_name(enum ts_trip trip)
{
    static const char *const names[] = {"none", "steps", "memory", "clock"};
    return names[trip];
}

// 20,000,000
static const char *group_digits(int64_t number, char out[32])
{
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%lld", (long long)number), at = 0;
    for (int i = 0; i < count; i++) {
        if (i && (count - i) % 3 == 0) out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = '\0';
    return out;
}

static void describe_trip(const struct ts_box *box, char *out, size_t size)
{
    char number[32];
    size_t bytes = box->limits.bytes, mega = 1024 * 1024;
    switch (box->trip) {
    case TS_TRIP_STEPS:
        snprintf(out, size, "stopped after %s steps, the limit of one call: does it loop for ever?", group_digits(box->limits.steps, number));
        break;
    case TS_TRIP_MEMORY:
        if (box->is_deep)
            snprintf(out, size, "stopped by the memory limit of one stack: calls are nested too deep");
        else
            snprintf(out, size, "stopped by the memory limit of %zu %s", bytes % mega ? bytes / 1024 : bytes / mega, bytes % mega ? "kB" : "MB");
        break;
    case TS_TRIP_CLOCK:
        snprintf(out, size, "stopped after %d ms, the time limit of one call", box->limits.millis);
        break;
    case TS_TRIP_NONE:
        out[0] = '\0';
    }
}

enum ts_status ts_fault_report(struct ts_box *box, int status, struct ts_err *err)
{
    char what[128];
    if (status == LUA_ERRMEM) box->report[0] = '\0';
    if (status == LUA_ERRMEM && !box->trip) box->trip = TS_TRIP_MEMORY;
    if (!box->trip && status == LUA_ERRERR) return ts_err_set(err, TS_FAILED, "%s: error while handling an error", box->name);
    if (!box->trip) return ts_err_set(err, TS_FAILED, "%s", box->report);
    describe_trip(box, what, sizeof what);
    return ts_err_set(err, TS_FAILED, "%s: %s%s", *box->where ? box->where : box->name, what, box->report);
}
