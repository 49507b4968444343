// sim_store.c - the store under a simulation script's hand
#include <stdio.h>
#include <string.h>

#include "lua/stage.h"

static const char *const start_fields[] = {"id", "player", "character", "universe", "story", "focus", "seed", "at", "live", "asks", NULL};

static struct ts_sim_start read_start(lua_State *L)
{
    struct ts_sim_start how = {
        .id = ts_api_field_text(L, 1, "id", NULL),
        .player = ts_api_field_text(L, 1, "player", NULL),
        .character = ts_api_field_text(L, 1, "character", NULL),
        .universe = ts_api_field_text(L, 1, "universe", NULL),
        .story = ts_api_field_text(L, 1, "story", NULL),
        .focus = ts_api_field_text(L, 1, "focus", NULL),
        .seed = ts_api_field_integer(L, 1, "seed", -1),
        .at = ts_api_field_integer(L, 1, "at", -1),
        .live = ts_api_field_flag(L, 1, "live"),
        .asks = ts_api_field_flag(L, 1, "asks"),
    };
    if (!how.story) ts_api_fail(L, "\"story\" is missing, such as \"harbour:lantern\"");
    return how;
}

static int start(lua_State *L)
{
    struct ts_stage *stage = ts_stage_of(L);
    struct ts_sim_run *run;
    struct ts_sim_start how;
    struct ts_err err;
    char id[32];
    ts_api_table(L, 1, start_fields);
    how = read_start(L);
    snprintf(id, sizeof id, "sim_run_%u", ++stage->started);
    if (!how.id) how.id = id;
    if (stage->sim->start(stage->sim->self, &how, &run, &err) != TS_OK) return ts_stage_fail(L, &err);
    ts_sim_run_push(L, run);
    return 1;
}

static int resume(lua_State *L)
{
    struct ts_stage *stage = ts_stage_of(L);
    const char *id = ts_api_text(L, 1, NULL);
    struct ts_sim_run *run;
    struct ts_err err;
    if (stage->sim->resume(stage->sim->self, id, &run, &err) != TS_OK) return ts_stage_fail(L, &err);
    ts_sim_run_push(L, run);
    return 1;
}

typedef enum ts_status show(void *self, const char *id, struct ts_buffer *json, struct ts_err *err);

static void push_page(lua_State *L, show *what)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    const char *id = ts_api_text(L, 1, NULL);
    struct ts_buffer json = {0};
    struct ts_err err;
    if (what(sim->self, id, &json, &err) != TS_OK) {
        ts_buffer_clear(&json);
        ts_stage_fail(L, &err);
    }
    ts_stage_push_json(L, &json);
}

static int player(lua_State *L)
{
    push_page(L, ts_stage_of(L)->sim->show_player);
    if (!lua_istable(L, -1)) return 1;
    lua_getfield(L, -1, "completed_runs");
    lua_setfield(L, -2, "completed");
    return 1;
}

// --- a universe: a table of its page, with two methods

// The id of the universe in argument 1, which an object replaces so that the other arguments are read as usual.
static const char *take_universe(lua_State *L)
{
    const char *id;
    if (!lua_istable(L, 1)) ts_api_fail(L, "call it with a colon");
    lua_getfield(L, 1, "universe_id");
    id = lua_tostring(L, -1);
    if (!id) ts_api_fail(L, "is for what store:universe gave");
    lua_pushvalue(L, 1);
    ts_api_push(L, &ts_api_sim, 0);
    lua_replace(L, 1);
    return id;
}

struct taken {
    struct ts_value value;
};

static int push_taken(lua_State *L)
{
    const struct taken *taken = lua_touserdata(L, 1);
    ts_lua_push_value(L, taken->value, false);
    return 1;
}

static int universe_get(lua_State *L)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    struct taken taken;
    struct ts_err err;
    const char *id, *key;
    int64_t at;
    bool is_pushed;
    lua_settop(L, 3);
    id = take_universe(L);
    key = ts_api_text(L, 1, NULL);
    at = ts_api_find_integer(L, 2, -1);
    if (sim->world(sim->self, id, key, at, &taken.value, &err) != TS_OK) return ts_stage_fail(L, &err);
    is_pushed = ts_api_try(L, push_taken, &taken, 1);
    ts_value_drop(&taken.value);
    return is_pushed ? 1 : lua_error(L);
}

static int universe_timeline(lua_State *L)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    struct ts_buffer json = {0};
    struct ts_err err;
    const char *id;
    lua_settop(L, 2);
    id = take_universe(L);
    if (sim->timeline(sim->self, id, ts_api_find_integer(L, 1, -1), &json, &err) != TS_OK) {
        ts_buffer_clear(&json);
        return ts_stage_fail(L, &err);
    }
    ts_stage_push_json(L, &json);
    if (lua_istable(L, -1)) lua_getfield(L, -1, "events");
    return 1;
}

static int universe(lua_State *L)
{
    push_page(L, ts_stage_of(L)->sim->show_universe);
    if (!lua_istable(L, -1)) return 1;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &ts_api_sim_universe.rows);
    for (const struct ts_api_row *row = ts_api_sim_universe.rows; row->name; row++) {
        lua_getfield(L, -1, row->name);
        lua_setfield(L, -3, row->name);
    }
    lua_pop(L, 1);
    return 1;
}

static const struct ts_api_row rows[] = {
    {"start", start, "start(how: {id, player, character, universe, story, focus, seed, at, live, asks}) -> run",
     "Opens a new run; only `story` must be given."},
    {"resume", resume, "resume(id: string) -> run", "Takes up a run again."},
    {"player", player, "player(id: string) -> table", "Progression, as `turnstone player show --json` prints it; `completed` too."},
    {"universe", universe, "universe(id: string) -> universe", "As `turnstone universe show --json` prints it, with methods."},
    {NULL, NULL, NULL, NULL},
};

static const struct ts_api_row universe_rows[] = {
    {"get", universe_get, "get(key: string, at?: integer) -> value",
     "What \"pack:key\" holds at a position; the present unless said otherwise."},
    {"timeline", universe_timeline, "timeline(at?: integer) -> table", "Its events, as `turnstone universe timeline --json` prints them."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_sim_store = {"store", "Where the runs of a simulation are kept: what sim.open gives.", rows};
const struct ts_api_module ts_api_sim_universe = {"universe", "A universe of a simulation: what store:universe gives.", universe_rows};

void ts_sim_store_declare(lua_State *L, struct ts_stage *stage)
{
    ts_api_declare(L, &ts_api_sim_store, stage);
    ts_api_declare(L, &ts_api_sim_universe, stage);
}
