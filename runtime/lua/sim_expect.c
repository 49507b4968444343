// sim_expect.c - what a script expects: noted as it plays, here and in workers, and told at the end
#include <string.h>

#include "lua/stage.h"

enum { FAILURES_MAX = 100 }; // lines; all are counted

// A line that is there already is told once, however often it is met.
static void add_line(struct ts_stage *stage, const char *line, size_t length)
{
    const struct ts_buffer *lines = &stage->failures;
    const char *at = lines->bytes, *end = at + lines->length, *found = NULL;
    if (stage->failure_lines >= FAILURES_MAX) return;
    while (at && at < end && (found = memmem(at, (size_t)(end - at), line, length)) && found > lines->bytes && found[-1] != '\n') at = found + 1;
    if (found && at < end) return;
    ts_buffer_add(&stage->failures, line, length);
    stage->failure_lines++;
}

int ts_sim_expect(lua_State *L)
{
    struct ts_stage *stage = ts_stage_of(L);
    int first = lua_type(L, 1) == LUA_TUSERDATA ? 2 : 1; // with a colon
    bool is_met = lua_toboolean(L, first);
    const char *where, *message;
    struct ts_buffer line = {0};
    size_t length;
    stage->expected++;
    lua_settop(L, first + 1);
    lua_pushboolean(L, is_met);
    if (is_met) return 1;
    luaL_where(L, 1);
    where = lua_tostring(L, -1);
    message = lua_isnil(L, first + 1) ? "was not met" : ts_guard_describe(L, first + 1, &length);
    stage->failure_count++;
    ts_buffer_add_format(&line, "%sexpectation failed: %s\n", where, message);
    add_line(stage, line.bytes, line.length);
    ts_buffer_clear(&line);
    lua_settop(L, first + 2);
    return 1;
}

void ts_sim_expect_forget(struct ts_stage *stage)
{
    stage->expected = stage->failure_count = stage->failure_lines = 0;
    ts_buffer_clear(&stage->failures);
}

// --- from a worker home

struct noted { uint64_t expected, failed, length; }; // then the lines

static struct ts_stage *stage_of(void *asking)
{
    return ((struct ts_asking *)asking)->stage;
}

static void forget(void *asking)
{
    ts_sim_expect_forget(stage_of(asking));
}

static void write_noted(void *asking, struct ts_buffer *out)
{
    const struct ts_stage *stage = stage_of(asking);
    struct noted noted = {stage->expected, stage->failure_count, stage->failures.length};
    ts_buffer_add(out, &noted, sizeof noted);
    if (noted.length) ts_buffer_add(out, stage->failures.bytes, stage->failures.length);
}

static void add_noted(void *asking, const char **at)
{
    struct ts_stage *stage = stage_of(asking);
    struct noted noted;
    memcpy(&noted, *at, sizeof noted);
    *at += sizeof noted;
    stage->expected += (uint32_t)noted.expected;
    stage->failure_count += (uint32_t)noted.failed;
    for (const char *end = *at + noted.length; *at < end;) {
        size_t length = (size_t)((const char *)memchr(*at, '\n', (size_t)(end - *at)) - *at) + 1;
        add_line(stage, *at, length);
        *at += length;
    }
}

const struct ts_sim_noting ts_sim_expect_noting = {forget, write_noted, add_noted};
