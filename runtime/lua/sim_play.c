// sim_play.c - sim.play: many runs of one story
#include <string.h>

#include "lua/stage.h"

static const char *const fields[] = {"story", "universe", "runs", "turns", "max_turns", "seed", "first", "chooser", "endings", "care", NULL};

enum { TURNS = 1000 }; // of a run, when not given: more than any story with endings should take

// Whether runs may end; they do unless told otherwise.
static bool read_endings(lua_State *L)
{
    bool may_end;
    lua_getfield(L, 2, "endings");
    if (!lua_isnil(L, -1) && !lua_isboolean(L, -1)) ts_api_fail(L, "\"endings\" must be true or false, not %s", luaL_typename(L, -1));
    may_end = lua_isnil(L, -1) || lua_toboolean(L, -1);
    lua_pop(L, 1);
    return may_end;
}

// care = "proof": random players ask to be spared this and that, and what they are shown is judged; "unguarded": the same with nothing held back.
static void read_care(lua_State *L, struct ts_sim_play *how)
{
    const char *care = ts_api_field_text(L, 1, "care", NULL);
    if (!care) return;
    how->is_unguarded = !strcmp(care, "unguarded");
    how->is_proof = how->is_unguarded || !strcmp(care, "proof");
    if (!how->is_proof) ts_api_fail(L, "\"care\" is \"proof\" or \"unguarded\", not \"%s\"", care);
}

static void check(lua_State *L, const struct ts_sim_play *how)
{
    if (!how->story) ts_api_fail(L, "\"story\" is missing, such as \"harbour:lantern\"");
    if (how->runs < 0 || how->turns < 0) ts_api_fail(L, "\"runs\" and \"turns\" must be 0 or more");
    if (how->first < 1 || how->first > INT64_MAX / 2 || how->runs > INT64_MAX / 2) ts_api_fail(L, "\"first\" must be 1 or more: runs are counted from 1");
    if (how->is_proof && (how->chooser != TS_CHOOSE_RANDOM || how->universe))
        ts_api_fail(L, "\"care\" makes random players, each in a world of their own: leave \"chooser\" and \"universe\" out");
    if (how->chooser == TS_CHOOSE_GUIDED && how->universe)
        ts_api_fail(L, "\"guided\" learns from runs that meet the same world; leave \"universe\" out");
}

static struct ts_sim_play read(lua_State *L)
{
    struct ts_sim_play how = {
        .story = ts_api_field_text(L, 1, "story", NULL),
        .universe = ts_api_field_text(L, 1, "universe", NULL),
        .runs = ts_api_field_integer(L, 1, "runs", 1),
        .turns = ts_api_field_integer(L, 1, "turns", TURNS),
        .max_turns = ts_api_field_integer(L, 1, "max_turns", -1),
        .seed = ts_api_field_integer(L, 1, "seed", -1),
        .first = ts_api_field_integer(L, 1, "first", 1),
        .keeps_on = !read_endings(L),
    };
    return how;
}

static void mark_map(lua_State *L, const char *field)
{
    if (lua_getfield(L, -1, field) == LUA_TTABLE) ts_lua_mark_map(L, -1);
    lua_pop(L, 1);
}

int ts_sim_play(lua_State *L)
{
    struct ts_stage *stage = ts_stage_of(L);
    struct ts_asking asking = {.L = L, .stage = stage};
    struct ts_sim_play how;
    struct ts_buffer json = {0};
    struct ts_err err;
    ts_stage_add_self(L);
    ts_api_table(L, 1, fields);
    how = read(L);
    read_care(L, &how);
    how.chooser = ts_sim_chooser_read(L, 1, &asking.function);
    check(L, &how);
    how.chooser_name = ts_sim_chooser_describe(L, how.chooser, asking.function);
    how.ask = ts_sim_run_ask;
    how.begin = how.chooser == TS_CHOOSE_FUNCTION ? ts_sim_chooser_begin : NULL;
    how.noting = how.chooser == TS_CHOOSE_FUNCTION ? &ts_sim_expect_noting : NULL;
    how.ask_self = &asking;
    ts_sim_chooser_own(L, asking.function);
    ts_sim_run_push(L, NULL);
    asking.run = lua_gettop(L);
    if (stage->sim->play(stage->sim->self, &how, &json, &err) != TS_OK) {
        ts_buffer_clear(&json);
        return ts_stage_fail(L, &err);
    }
    ts_stage_push_json(L, &json);
    mark_map(L, "endings");
    mark_map(L, "unlocks");
    return 1;
}
