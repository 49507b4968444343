// sim.c - simulation scripts: headless, in a box of their own, with `sim` bound
#include "lua/sim.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "lua/blame.h"
#include "lua/stage.h"

// The script is its user's own and may play for hours; one whose turns are limited ends by itself, turns or none.
enum { STEPS_WITHIN_TURNS = 2000000000 };

static struct ts_limits limits_of(const struct ts_sim *sim)
{
    return (struct ts_limits){.steps = sim->ends ? STEPS_WITHIN_TURNS : INT64_MAX / 4, .bytes = (size_t)1 << 30, .millis = INT_MAX};
}

int ts_stage_fail(lua_State *L, const struct ts_err *err)
{
    ts_stage_of(L)->last = *err;
    return ts_api_pass(L, err);
}

void ts_stage_add_self(lua_State *L)
{
    if (lua_type(L, 1) == LUA_TUSERDATA) return;
    ts_api_push(L, &ts_api_sim, 0);
    lua_insert(L, 1);
}

static int push_json(lua_State *L)
{
    const struct ts_buffer *json = lua_touserdata(L, 1);
    ts_lua_push_json(L, json->bytes ? json->bytes : "null", json->bytes ? json->length : 4);
    return 1;
}

void ts_stage_push_json(lua_State *L, struct ts_buffer *json)
{
    bool is_pushed = ts_api_try(L, push_json, json, 1);
    ts_buffer_clear(json);
    if (!is_pushed) lua_error(L);
}

// --- the functions of `sim`

static int open_store(lua_State *L)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    struct ts_err err;
    if (sim->open(sim->self, &err) != TS_OK) return ts_stage_fail(L, &err);
    ts_api_push(L, &ts_api_sim_store, 0);
    return 1;
}

static int stories(lua_State *L)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    struct ts_buffer json = {0};
    struct ts_err err;
    if (sim->stories(sim->self, &json, &err) != TS_OK) return ts_stage_fail(L, &err);
    ts_stage_push_json(L, &json);
    return 1;
}

static int log_line(lua_State *L)
{
    struct ts_stage *stage = ts_stage_of(L);
    int count = lua_gettop(L);
    size_t length;
    luaL_Buffer line;
    luaL_checkstack(L, 8, "log");
    for (int i = 1; i <= count; i++) {
        (void)ts_guard_describe(L, i, &length);
        lua_replace(L, i);
    }
    luaL_buffinit(L, &line);
    for (int i = 1; i <= count; i++) {
        const char *text = lua_tolstring(L, i, &length);
        if (i > 1) luaL_addchar(&line, '\t');
        luaL_addlstring(&line, text, length);
    }
    luaL_pushresult(&line);
    const char *whole = lua_tolstring(L, -1, &length);
    stage->sim->say(stage->sim->self, whole, length);
    return 0;
}

static const struct ts_api_row rows[] = {
    {"open", open_store, "open() -> store", "The store that the command line names, or one in memory."},
    {"play", ts_sim_play, "play(how: {story, runs, turns, max_turns, seed, first, universe, chooser, endings, care}) -> table",
     "Many runs of one story at full speed: {runs, turns, events, endings, coverage, …}. Each takes at most `turns`, 1000 when not given, all "
     "together at most `max_turns`. `endings = false`: no choice is taken that ends a run. `first`: the number of the first run, to play "
     "single ones again. Runs with a universe of their own are shared out to worker processes. `care = \"proof\"`: each player asks to be "
     "spared something else, and what they are shown is judged: {care: {turns, ceiling, boundaries, warnings, dead_ends, far_from_rest, …}}; "
     "`\"unguarded\"`: the same with nothing held back, which must fail."},
    {"stories", stories, "stories() -> table", "The ids of all stories there are, sorted."},
    {"expect", ts_sim_expect, "expect(met, message?: string) -> boolean",
     "Notes a failure and goes on; all are told at the end, which is exit 1."},
    {"choosers", NULL, "choosers: choosers", "What picks choices in a player's stead."},
    {"args", NULL, "args: table", "What the command line gave: story, chooser, runs, turns, max_turns, seed, first, universe, unguarded."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_sim = {"sim", "What a headless script drives runs with.", rows};

// --- the script

struct opening {
    struct ts_stage *stage;
    const char *args;
};

void ts_stage_open(lua_State *L, struct ts_stage *stage, const char *args)
{
    if (!args) args = "{}";
    ts_api_declare(L, &ts_api_sim, stage);
    ts_sim_store_declare(L, stage);
    ts_sim_run_declare(L, stage);
    ts_sim_chooser_declare(L, stage);
    ts_api_push(L, &ts_api_sim_choosers, 0);
    ts_api_keep(L, &ts_api_sim, "choosers");
    if (!ts_lua_push_json(L, args, strlen(args)) || !lua_istable(L, -1)) luaL_error(L, "sim.args are no map");
    ts_api_keep(L, &ts_api_sim, "args");
    ts_box_env(stage->box);
    ts_api_push(L, &ts_api_sim, 0);
    lua_setfield(L, -2, "sim");
    lua_pushlightuserdata(L, stage);
    lua_pushcclosure(L, log_line, 1);
    lua_setfield(L, -2, "log");
    lua_pop(L, 1);
}

static int open_sim(lua_State *L)
{
    const struct opening *opening = lua_touserdata(L, 1);
    ts_stage_open(L, opening->stage, opening->args);
    return 0;
}

static enum ts_status read_result(lua_State *L, struct ts_buffer *result, struct ts_err *err)
{
    enum ts_status status = ts_lua_read_json(L, -1, result, err);
    lua_pop(L, 1);
    return status == TS_OK ? TS_OK : ts_err_wrap(err, "what the script returns");
}

// A failure that the engine met (no store, a full disk) is told as such when it is what ended the script.
static enum ts_status end_status(const struct ts_stage *stage, struct ts_err *err)
{
    const char *last = stage->last.message, *details = last + strcspn(last, "\n");
    size_t length = strlen(err->message);
    if (stage->last.status != TS_OK && memmem(err->message, strcspn(err->message, "\n"), last, (size_t)(details - last))) {
        err->status = stage->last.status;
        snprintf(err->message + length, sizeof err->message - length, "%s", details);
    }
    if (stage->failure_count > 0) ts_err_wrap(err, "%safter %u failed expectations", stage->failures.bytes, stage->failure_count);
    return err->status;
}

static enum ts_status tell_failures(const struct ts_stage *stage, struct ts_err *err)
{
    if (stage->failure_count == 0) return TS_OK;
    return ts_err_set(err, TS_FAILED, "%s%u of %u expectations failed", stage->failures.bytes, stage->failure_count, stage->expected);
}

static enum ts_status run_script(struct ts_stage *stage, const char *name, const char *source, size_t length, const char *args,
                                 struct ts_buffer *result, struct ts_err *err)
{
    struct opening opening = {stage, args};
    enum ts_status status = ts_box_run(stage->box, open_sim, &opening, err);
    if (status == TS_OK) status = ts_box_load(stage->box, name, source, length, 0, err);
    struct ts_limits limits = limits_of(stage->sim);
    if (status == TS_OK) status = ts_box_call(stage->box, 0, 1, &limits, err);
    if (status == TS_OK) status = read_result(ts_box_lua(stage->box), result, err);
    stage->sim->tell(stage->sim->self, stage->expected, stage->failure_count, stage->failures.bytes);
    if (status != TS_OK) ts_blame_explain_source(name, source, length, err);
    if (status != TS_OK) return end_status(stage, err);
    return tell_failures(stage, err);
}

enum ts_status ts_sim_script(const char *name, const char *source, size_t length, const struct ts_sim *sim, const char *args,
                             struct ts_buffer *result, struct ts_err *err)
{
    struct ts_stage *stage = calloc(1, sizeof *stage);
    enum ts_status status = TS_IO;
    if (stage) stage->box = ts_box_new(name);
    if (stage && stage->box) {
        stage->sim = sim;
        status = run_script(stage, name, source, length, args, result, err);
    } else {
        ts_err_set(err, TS_IO, "out of memory for \"%s\"", name);
    }
    if (stage) {
        ts_box_free(stage->box);
        ts_buffer_clear(&stage->failures);
    }
    free(stage);
    return status;
}
