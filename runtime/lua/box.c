// box.c - one pack's Lua state: made, filled, called and freed
#include "lua/box.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/guard.h"
#include "lua/scan.h"

enum {
    HANDLER_INDEX = 1,     // the message handler lies at the bottom of the main stack for good
    HOST_BYTES = 64 << 20, // for the host's own work inside a state
    HOST_MILLIS = 60000,
};

static int panic(lua_State *L)
{
    (void)L;
    assert(!"a Lua error got past every protected call");
    return 0;
}

static int fill(lua_State *L)
{
    ts_seal_globals(L);
    return 0;
}

struct ts_box *ts_box_new(const char *name)
{
    struct ts_box *box = calloc(1, sizeof *box);
    if (!box) return NULL;
    snprintf(box->name, sizeof box->name, "%s", name);
    box->main = lua_newstate(ts_guard_allocate, box);
    if (!box->main) goto failed;
    *(struct ts_box **)lua_getextraspace(box->main) = box;
    lua_atpanic(box->main, panic);
    box->current = box->main;
    ts_guard_arm(box, NULL);
    lua_pushcfunction(box->main, ts_fault_handler);
    if (ts_box_run(box, fill, NULL, NULL) == TS_OK) return box;
failed:
    ts_box_free(box);
    return NULL;
}

void ts_box_free(struct ts_box *box)
{
    if (!box) return;
    if (box->main) lua_close(box->main);
    free(box);
}

lua_State *ts_box_lua(struct ts_box *box)
{
    return box->current;
}

struct ts_box *ts_box_of(lua_State *L)
{
    return ts_guard_box(L);
}

enum ts_trip ts_box_tripped(const struct ts_box *box)
{
    return box->trip;
}

int64_t ts_box_steps(const struct ts_box *box)
{
    return box->limits.steps - box->left + (box->is_exact ? box->slow : 0);
}

void ts_box_set_exact(struct ts_box *box, bool is_exact)
{
    box->is_exact = is_exact;
}

size_t ts_box_bytes(const struct ts_box *box)
{
    return box->used;
}

void ts_box_set_room(struct ts_box *box, size_t bytes)
{
    box->room = bytes;
}

static enum ts_status refuse(struct ts_box *box, struct ts_err *err)
{
    return ts_err_set(err, TS_FAILED, "%s: was stopped by its %s limit and must be loaded again", box->name, ts_trip_name(box->trip));
}

static int call_protected(struct ts_box *box, lua_State *L, int nargs, int nresults)
{
    bool is_outermost = box->depth == 0; // only there do stack indices count from the bottom
    int status, handler = HANDLER_INDEX;
    if (!is_outermost) {
        handler = lua_gettop(L) - nargs;
        lua_pushcfunction(L, ts_fault_handler);
        lua_insert(L, handler);
    }
    box->depth++;
    status = lua_pcall(L, nargs, nresults, handler);
    box->depth--;
    if (!is_outermost) lua_remove(L, handler);
    return status;
}

enum ts_status ts_box_call(struct ts_box *box, int nargs, int nresults, const struct ts_limits *limits, struct ts_err *err)
{
    lua_State *L = box->current;
    int status, base = lua_gettop(L) - nargs - 1;
    if (box->trip || !lua_checkstack(L, LUA_MINSTACK)) {
        lua_settop(L, base);
        return box->trip ? refuse(box, err) : ts_err_set(err, TS_FAILED, "%s: the Lua stack is full", box->name);
    }
    if (box->depth == 0) ts_guard_arm(box, limits);
    status = call_protected(box, L, nargs, nresults);
    if (status == LUA_OK && !box->trip) return TS_OK;
    lua_settop(L, base);
    return ts_fault_report(box, status, err);
}

enum ts_status ts_box_call_within(struct ts_box *outer, struct ts_box *box, int nargs, int nresults, const struct ts_limits *limits,
                                  struct ts_err *err)
{
    struct ts_limits use = limits ? *limits : (struct ts_limits){0};
    int64_t left = outer->left > 1 ? outer->left : 1;
    enum ts_status status;
    if (box == outer || box->depth > 0) return ts_box_call(box, nargs, nresults, limits, err);
    if (use.steps <= 0 || use.steps > left) use.steps = left;
    if (use.millis <= 0 || use.millis > outer->limits.millis) use.millis = outer->limits.millis;
    status = ts_box_call(box, nargs, nresults, &use, err);
    outer->left -= ts_box_steps(box);
    return status;
}

enum ts_status ts_box_run(struct ts_box *box, lua_CFunction function, void *data, struct ts_err *err)
{
    static const struct ts_limits host = {.steps = INT64_MAX / 4, .bytes = HOST_BYTES, .millis = HOST_MILLIS};
    struct ts_limits limits = box->limits;
    int64_t left = box->left;
    lua_State *L = box->current;
    int status;
    if (box->trip) return refuse(box, err);
    if (!lua_checkstack(L, LUA_MINSTACK)) return ts_err_set(err, TS_FAILED, "%s: the Lua stack is full", box->name);
    if (box->depth == 0) ts_guard_arm(box, &host);
    lua_pushcfunction(L, function);
    lua_pushlightuserdata(L, data);
    status = call_protected(box, L, 1, 0);
    if (status != LUA_OK) lua_pop(L, 1);
    if (status != LUA_OK) return ts_fault_report(box, status, err);
    if (box->depth == 0) box->limits = limits, box->left = left;
    return TS_OK;
}

static enum ts_status report_syntax(struct ts_box *box, int status, struct ts_err *err)
{
    lua_State *L = box->current;
    size_t length = 0;
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : "cannot be compiled";
    ts_fault_clean(box->report, sizeof box->report, text, length ? length : strlen(text));
    lua_pop(L, 1);
    box->where[0] = '\0';
    return ts_fault_report(box, status, err);
}

enum ts_status ts_box_load(struct ts_box *box, const char *chunkname, const char *source, size_t length, int env_index, struct ts_err *err)
{
    lua_State *L = box->current;
    char chunk[256], why[TS_SCAN_WHY];
    int line, status, env = env_index ? lua_absindex(L, env_index) : 0;
    if (box->trip) return refuse(box, err);
    if (!lua_checkstack(L, LUA_MINSTACK)) return ts_err_set(err, TS_FAILED, "%s: the Lua stack is full", box->name);
    if (length > TS_BOX_COMPILED_MAX)
        return ts_err_set(err, TS_FAILED, "%s: is larger than %d kB; split it", chunkname, TS_BOX_COMPILED_MAX / 1024);
    line = ts_scan_source(source, length, why);
    if (line) return ts_err_set(err, TS_FAILED, "%s:%d: %s", chunkname, line, why);
    if (box->depth == 0) ts_guard_arm(box, NULL);
    snprintf(chunk, sizeof chunk, "@%s", chunkname);
    status = luaL_loadbufferx(L, source, length, chunk, "t");
    if (status != LUA_OK) return report_syntax(box, status, err);
    if (env && (lua_pushvalue(L, env), !lua_setupvalue(L, -2, 1))) lua_pop(L, 1);
    return TS_OK;
}
