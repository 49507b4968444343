// spec.c - runs a spec file: scripts/test/run.lua drives busted inside a box, and each test gets a fresh world and a budget
//
// A stopped box is stopped for good. The test that did it is an error, and the file is run again in another box, without those that
// are done.
#include "lua/spec.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "lua/guard.h"
#include "lua/spec_trusted.h"
#include "lua/stage.h"

enum { NAME_SIZE = 512, WHERE_SIZE = 320, NANOS = 1000000000 };

// Of one test, and of what stands around them; a test that plays much needs few steps of its own, as packs have their own budgets.
static const struct ts_limits limits = {.steps = 100 * 1000 * 1000, .bytes = 256 << 20, .millis = 60000};
// The run of a file has none.
static const struct ts_limits no_limits = {.steps = INT64_MAX / 4, .bytes = 256 << 20, .millis = INT_MAX};

struct spec {
    const struct ts_spec_file *file;
    const struct ts_spec_how *how;
    struct ts_stage stage;
    int64_t met, done;      // tests met in this box; those that were run in earlier ones
    int64_t loose, told;    // what went wrong outside of tests in this box; what was told of it by earlier ones
    bool is_inside;         // a test is being run
    int64_t started;
    char name[NAME_SIZE], place[WHERE_SIZE]; // of that test
    struct ts_err failed;   // why all of it must end; status TS_OK: it need not
};

static struct spec *spec_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

static void tell(const struct spec *spec, enum ts_spec_end end, const char *name, const char *where, const char *message)
{
    int64_t nanos = spec->is_inside ? ts_clock_monotonic() - spec->started : 0;
    struct ts_spec_test test = {.end = end, .file = spec->file->path, .name = name, .where = where, .message = message,
                                .seconds = (double)nanos / NANOS};
    spec->how->each(spec->how->self, &test);
}

// --- what run.lua finds in its `host`

static int give_up(lua_State *L, struct spec *spec, const struct ts_err *err)
{
    spec->failed = *err;
    return luaL_error(L, "%s", err->message);
}

static int renew(lua_State *L)
{
    struct spec *spec = spec_of(L);
    struct ts_stage *stage = &spec->stage;
    struct ts_err err;
    stage->world++;
    stage->started = 0;
    ts_sim_expect_forget(stage);
    if (stage->sim->renew(stage->sim->self, &err) != TS_OK) return give_up(L, spec, &err);
    ts_guard_arm(stage->box, &limits);
    return 0;
}

// begin(name, place): false when an earlier box has run this test.
static int begin(lua_State *L)
{
    struct spec *spec = spec_of(L);
    if (spec->met++ < spec->done) return lua_pushboolean(L, 0), 1;
    ts_fault_clean(spec->name, sizeof spec->name, luaL_checkstring(L, 1), lua_rawlen(L, 1));
    snprintf(spec->place, sizeof spec->place, "%s", luaL_checkstring(L, 2));
    renew(L);
    spec->is_inside = true;
    spec->started = ts_clock_monotonic();
    lua_pushboolean(L, 1);
    return 1;
}

// ended(how, name, where, message)
static int ended(lua_State *L)
{
    static const char *const ends[] = {"passed", "skipped", "failed", "erred", NULL};
    struct spec *spec = spec_of(L);
    enum ts_spec_end end = (enum ts_spec_end)luaL_checkoption(L, 1, NULL, ends);
    if (!spec->is_inside && spec->loose++ < spec->told) return 0;
    tell(spec, end, luaL_checkstring(L, 2), luaL_checkstring(L, 3), luaL_optstring(L, 4, ""));
    spec->is_inside = false;
    ts_guard_arm(spec->stage.box, &limits);
    return 0;
}

// The sim.expect that were not met since the world was renewed, a line each, and forgets them.
static int expectations(lua_State *L)
{
    struct ts_stage *stage = &spec_of(L)->stage;
    if (stage->failure_count) lua_pushlstring(L, stage->failures.bytes, stage->failures.length);
    else lua_pushnil(L);
    ts_sim_expect_forget(stage);
    return 1;
}

// The spec's own code as a function, or nil and what is wrong with it.
static int load_spec(lua_State *L)
{
    struct spec *spec = spec_of(L);
    const struct ts_spec_file *file = spec->file;
    struct ts_err err;
    ts_box_globals(spec->stage.box);
    if (ts_box_load(spec->stage.box, file->path, file->text, file->length, lua_gettop(L), &err) == TS_OK) return 1;
    lua_pushnil(L);
    lua_pushstring(L, err.message);
    return 2;
}

// missing(why): busted cannot be used.
static int missing(lua_State *L)
{
    struct spec *spec = spec_of(L);
    struct ts_err err;
    size_t length = strcspn(luaL_checkstring(L, 1), "\n");
    if (length && lua_tostring(L, 1)[length - 1] == ':') length--;
    ts_err_set(&err, TS_UNAVAILABLE, "busted, which runs the specs, cannot be loaded: %.*s; install Debian's package lua-busted",
               (int)length, lua_tostring(L, 1));
    return give_up(L, spec, &err);
}

static int refuse_filter(lua_State *L)
{
    struct spec *spec = spec_of(L);
    struct ts_err err;
    ts_err_set(&err, TS_USAGE, "--filter \"%s\" is no pattern of Lua: %s", spec->how->filter, luaL_checkstring(L, 1));
    return give_up(L, spec, &err);
}

static void push_host(lua_State *L, struct spec *spec)
{
    static const luaL_Reg functions[] = {{"begin", begin}, {"ended", ended}, {"expectations", expectations}, {"renew", renew},
                                         {"load", load_spec}, {"missing", missing}, {"refuse_filter", refuse_filter}, {NULL, NULL}};
    lua_newtable(L);
    lua_pushlightuserdata(L, spec);
    luaL_setfuncs(L, functions, 1);
    lua_pushstring(L, spec->file->path);
    lua_setfield(L, -2, "path");
    lua_pushstring(L, spec->how->filter);
    lua_setfield(L, -2, "filter");
    if (spec->how->has_seed) lua_pushinteger(L, (lua_Integer)spec->how->seed);
    else lua_pushnil(L);
    lua_setfield(L, -2, "seed");
    ts_box_env(spec->stage.box);
    lua_setfield(L, -2, "words");
}

// --- a box

static int drive(lua_State *L)
{
    struct spec *spec = lua_touserdata(L, 1);
    ts_stage_open(L, &spec->stage, spec->how->args);
    ts_spec_trusted_push(L);
    lua_pushvalue(L, -1);
    ts_spec_trusted_load(L, "test/run.lua");
    push_host(L, spec);
    lua_pushvalue(L, -3);
    ts_spec_trusted_load(L, "test/words.lua");
    lua_call(L, 0, 1);
    lua_call(L, 2, 0);
    return 0;
}

// Does the text say a line of the spec's file, "harbour/tests/lantern_spec.lua:12"? How long that is, else 0.
static size_t place_length(const struct spec *spec, const char *text)
{
    size_t length = strlen(spec->file->path), digits;
    if (strncmp(text, spec->file->path, length) || text[length] != ':') return 0;
    digits = strspn(text + length + 1, "0123456789");
    return digits ? length + 1 + digits : 0;
}

// What stopped or broke the box, told of the test that was being run, or of the file.
static void tell_stopped(struct spec *spec, struct ts_err *err)
{
    char where[WHERE_SIZE];
    size_t length = place_length(spec, err->message);
    const char *message = err->message + length;
    if (length && *message == ':') message += message[1] == ' ' ? 2 : 1;
    err->message[strcspn(err->message, "\n")] = '\0'; // through which functions of busted is nobody's concern
    if (length) snprintf(where, sizeof where, "%.*s", (int)length, err->message);
    else snprintf(where, sizeof where, "%s", spec->is_inside ? spec->place : spec->file->path);
    if (spec->is_inside) tell(spec, TS_SPEC_ERRED, spec->name, where, message);
    else tell(spec, TS_SPEC_ERRED, "outside its tests; those that follow were not run", where, message);
}

// TS_FAILED: the box was stopped, and others may follow.
static enum ts_status run_box(struct spec *spec, struct ts_err *err)
{
    lua_State *L = ts_box_lua(spec->stage.box);
    lua_pushcfunction(L, drive);
    lua_pushlightuserdata(L, spec);
    if (ts_box_call(spec->stage.box, 1, 0, &no_limits, err) == TS_OK) return TS_OK;
    if (spec->failed.status != TS_OK) {
        *err = spec->failed;
        return err->status;
    }
    tell_stopped(spec, err);
    return spec->is_inside ? TS_FAILED : TS_OK;
}

static enum ts_status run_boxes(struct spec *spec, struct ts_err *err)
{
    enum ts_status status = TS_FAILED;
    while (status == TS_FAILED) {
        spec->done = spec->met;
        spec->met = 0;
        if (spec->loose > spec->told) spec->told = spec->loose;
        spec->loose = 0;
        spec->is_inside = false;
        spec->stage.box = ts_box_new(spec->file->path);
        if (!spec->stage.box) return ts_err_set(err, TS_IO, "out of memory for \"%s\"", spec->file->path);
        status = run_box(spec, err);
        ts_box_free(spec->stage.box);
    }
    return status ? status : spec->failed.status ? (*err = spec->failed, err->status) : TS_OK;
}

enum ts_status ts_spec_run(const struct ts_spec_file *file, const struct ts_sim *sim, const struct ts_spec_how *how, struct ts_err *err)
{
    struct spec *spec = ts_memory_get(sizeof *spec);
    enum ts_status status;
    *spec = (struct spec){.file = file, .how = how, .stage = {.sim = sim}};
    status = run_boxes(spec, err);
    ts_buffer_clear(&spec->stage.failures);
    free(spec);
    return status;
}
