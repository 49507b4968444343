// sim_run.c - a run under a simulation script's hand
#include <string.h>

#include "lua/stage.h"

struct handle {
    struct ts_sim_run *run;
    uint32_t world; // of the stage when it was made
};

static struct ts_sim_run *run_of(lua_State *L)
{
    const struct handle *handle = lua_touserdata(L, 1);
    if (lua_type(L, 1) != LUA_TUSERDATA || lua_rawlen(L, 1) != sizeof *handle) ts_api_fail(L, "call it with a colon, on a run");
    if (handle->world != ts_stage_of(L)->world) ts_api_fail(L, "the run is gone with the world of an earlier test; start one in this test, or in before_each");
    return handle->run;
}

void ts_sim_run_push(lua_State *L, struct ts_sim_run *run)
{
    struct handle *handle = ts_api_push(L, &ts_api_sim_run, sizeof *handle);
    *handle = (struct handle){run, ts_stage_of(L)->world};
}

// --- what is shown of it

typedef enum ts_status show(void *self, struct ts_sim_run *run, struct ts_buffer *json, struct ts_err *err);

static void push_page(lua_State *L, struct ts_sim_run *run, show *what)
{
    struct ts_buffer json = {0};
    struct ts_err err;
    if (what(ts_stage_of(L)->sim->self, run, &json, &err) != TS_OK) {
        ts_buffer_clear(&json);
        ts_stage_fail(L, &err);
    }
    ts_stage_push_json(L, &json);
}

static int get_shown(lua_State *L)
{
    push_page(L, run_of(L), ts_stage_of(L)->sim->shown);
    lua_getfield(L, -1, lua_tostring(L, 2));
    return 1;
}

static int get_moment(lua_State *L)
{
    push_page(L, run_of(L), ts_stage_of(L)->sim->moment);
    return 1;
}

static int get_page(lua_State *L)
{
    static const char *const names[][2] = {
        {"id", "run_id"}, {"turn", "turns"}, {"player", "player_id"}, {"character", "character_name"}, {"universe", "universe_id"},
        {"became", "character"}}; // last, as what it is called on the page means something else here
    const char *name = lua_tostring(L, 2);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], name) == 0) name = names[i][1];
    push_page(L, run_of(L), ts_stage_of(L)->sim->show_run);
    lua_getfield(L, -1, name);
    return 1;
}

static int choice(lua_State *L)
{
    struct ts_sim_run *run = run_of(L);
    const char *id = ts_api_text(L, 1, NULL);
    push_page(L, run, ts_stage_of(L)->sim->shown);
    lua_getfield(L, -1, "choices");
    for (lua_Integer i = 1; lua_istable(L, -1) && lua_rawgeti(L, -1, i) == LUA_TTABLE; i++) {
        lua_getfield(L, -1, "id");
        if (lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), id) == 0) {
            lua_pop(L, 1);
            return 1;
        }
        lua_pop(L, 2);
    }
    lua_pushnil(L);
    return 1;
}

// --- acts

static int take(lua_State *L)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    struct ts_sim_run *run = run_of(L);
    const char *id = ts_api_text(L, 1, NULL), *answer = ts_api_find_text(L, 2, NULL);
    struct ts_err err;
    if (sim->take(sim->self, run, id, answer, &err) != TS_OK) return ts_stage_fail(L, &err);
    lua_settop(L, 1);
    return 1;
}

// The id of the one open choice that asks for words, left on the stack.
static const char *push_asking(lua_State *L, struct ts_sim_run *run)
{
    const char *found = NULL;
    int list, kept;
    lua_pushnil(L);
    kept = lua_gettop(L);
    push_page(L, run, ts_stage_of(L)->sim->shown);
    lua_getfield(L, -1, "choices");
    list = lua_gettop(L);
    for (lua_Integer i = 1; lua_istable(L, list) && lua_rawgeti(L, list, i) == LUA_TTABLE; i++, lua_settop(L, list)) {
        lua_getfield(L, -1, "ask");
        lua_getfield(L, -2, "locked");
        lua_getfield(L, -3, "id");
        if (!lua_toboolean(L, -3) || lua_toboolean(L, -2)) continue;
        if (found) ts_api_fail(L, "several choices ask for words; use run:take(id, answer)");
        found = lua_tostring(L, -1);
        lua_replace(L, kept);
    }
    lua_settop(L, kept);
    if (!found) ts_api_fail(L, "no open choice asks for words");
    return found;
}

static int answer(lua_State *L)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    struct ts_sim_run *run = run_of(L);
    const char *words = ts_api_text(L, 1, NULL), *id = push_asking(L, run);
    struct ts_err err;
    if (sim->take(sim->self, run, id, words, &err) != TS_OK) return ts_stage_fail(L, &err);
    lua_settop(L, 1);
    return 1;
}

static int push_choices(lua_State *L)
{
    const struct ts_buffer *json = lua_touserdata(L, 1);
    ts_lua_push_json(L, json->bytes, json->length);
    if (lua_istable(L, -1)) lua_getfield(L, -1, "choices");
    return 1;
}

// Calls the function with the run and its choices; the answer is on the stack when TS_OK.
static enum ts_status ask_function(struct ts_asking *asking, const struct ts_buffer *json, struct ts_err *err)
{
    lua_State *L = asking->L;
    if (!lua_checkstack(L, 8)) return ts_err_set(err, TS_FAILED, "the Lua stack is full");
    lua_pushvalue(L, asking->function);
    lua_pushvalue(L, asking->run);
    if (ts_api_try(L, push_choices, (void *)json, 1)) return ts_box_call(asking->stage->box, 2, 1, NULL, err);
    lua_pop(L, 3);
    return ts_err_set(err, TS_FAILED, "out of memory for the choices");
}

enum ts_status ts_sim_run_ask(void *self, struct ts_sim_run *run, struct ts_buffer *choice_id, bool *is_over, struct ts_err *err)
{
    struct ts_asking *asking = self;
    const struct ts_sim *sim = asking->stage->sim;
    struct ts_buffer json = {0};
    memcpy(lua_touserdata(asking->L, asking->run), &run, sizeof run);
    enum ts_status status = sim->shown(sim->self, run, &json, err);
    if (status == TS_OK) status = ask_function(asking, &json, err);
    ts_buffer_clear(&json);
    if (status != TS_OK) return status;
    if (lua_type(asking->L, -1) == LUA_TSTRING) ts_buffer_add_text(choice_id, lua_tostring(asking->L, -1));
    else if (lua_isboolean(asking->L, -1) && !lua_toboolean(asking->L, -1)) *is_over = true;
    else if (!lua_isnil(asking->L, -1))
        status = ts_err_set(err, TS_FAILED, "a chooser must return the id of a choice, nil or false, not a %s", luaL_typename(asking->L, -1));
    lua_pop(asking->L, 1);
    return status;
}

static int session(lua_State *L)
{
    static const char *const fields[] = {"turns", "notes", "chooser", NULL};
    struct ts_stage *stage = ts_stage_of(L);
    struct ts_sim_run *run = run_of(L);
    struct ts_asking asking = {.L = L, .stage = stage, .run = 1};
    struct ts_sim_session how = {.ask = ts_sim_run_ask, .ask_self = &asking};
    struct ts_err err;
    ts_api_table(L, 1, fields);
    how.turns = ts_api_field_integer(L, 1, "turns", -1);
    how.notes = ts_api_field_text(L, 1, "notes", NULL);
    if (how.turns < 0) return ts_api_fail(L, "\"turns\" is missing: how many to play");
    how.chooser = ts_sim_chooser_read(L, 1, &asking.function);
    if (how.chooser == TS_CHOOSE_GUIDED) return ts_api_fail(L, "\"guided\" learns from many runs: it is for sim.play");
    if (stage->sim->session(stage->sim->self, run, &how, &err) != TS_OK) return ts_stage_fail(L, &err);
    lua_settop(L, 1);
    return 1;
}

typedef enum ts_status end(void *self, struct ts_sim_run *run, const char *words, struct ts_err *err);

static int end_with(lua_State *L, end *what)
{
    struct ts_sim_run *run = run_of(L);
    const char *words = ts_api_find_text(L, 1, NULL);
    struct ts_err err;
    if (what(ts_stage_of(L)->sim->self, run, words, &err) != TS_OK) return ts_stage_fail(L, &err);
    lua_settop(L, 1);
    return 1;
}

static int complete(lua_State *L)
{
    return end_with(L, ts_stage_of(L)->sim->complete);
}

static int abandon(lua_State *L)
{
    return end_with(L, ts_stage_of(L)->sim->abandon);
}

static int pause_run(lua_State *L)
{
    return end_with(L, ts_stage_of(L)->sim->pause);
}

static int catch_up(lua_State *L)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    struct ts_sim_run *run = run_of(L);
    struct ts_err err;
    if (sim->catch_up(sim->self, run, &err) != TS_OK) return ts_stage_fail(L, &err);
    lua_settop(L, 1);
    return 1;
}

static int tend(lua_State *L, const char *name, const char *value)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    struct ts_sim_run *run = run_of(L);
    struct ts_err err;
    if (sim->care(sim->self, run, name, value, &err) != TS_OK) return ts_stage_fail(L, &err);
    lua_settop(L, 1);
    return 1;
}

static int care(lua_State *L)
{
    const char *name = ts_api_text(L, 1, NULL);
    return tend(L, name, ts_api_text(L, 2, NULL));
}

static int skip(lua_State *L)
{
    return tend(L, NULL, NULL);
}

static int branch(lua_State *L)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    struct ts_sim_run *run = run_of(L), *made;
    int64_t turn = ts_api_integer(L, 1);
    const char *id = ts_api_find_text(L, 2, NULL);
    struct ts_err err;
    if (sim->branch(sim->self, run, turn, id, &made, &err) != TS_OK) return ts_stage_fail(L, &err);
    ts_sim_run_push(L, made);
    return 1;
}

static int set(lua_State *L)
{
    const struct ts_sim *sim = ts_stage_of(L)->sim;
    struct ts_sim_run *run = run_of(L);
    struct ts_err err;
    if (!lua_istable(L, 2)) return ts_api_fail(L, "\"vars\" must be a table, not %s", luaL_typename(L, 2));
    for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1)) {
        const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
        if (!name) return ts_api_fail(L, "takes variables by name, such as { lit = true }");
        if (sim->set(sim->self, run, name, ts_api_value(L, lua_gettop(L), name, false), &err) != TS_OK) return ts_stage_fail(L, &err);
    }
    lua_settop(L, 1);
    return 1;
}

static const struct ts_api_row rows[] = {
    {"text", get_shown, "text: string", "What is shown: reply and scene, paragraphs parted by newlines."},
    {"choices", get_shown, "choices: table", "Open and locked choices: {id, label, locked, reason}."},
    {"passage", get_shown, "passage: string", "What the grammar told of this turn, the end of `text`; \"\" when nothing."},
    {"moment", get_moment, "moment: table?", "What may be told of: {facts, against, tone, words_min, words_max}; nil when nothing."},
    {"news", get_shown, "news: table", "What came to pass meanwhile, behind the run."},
    {"notices", get_shown, "notices: table", "Milestones, unlocks, faults."},
    {"id", get_page, "id: string", "The run's id."},
    {"player", get_page, "player: string", "The player's id."},
    {"character", get_page, "character: string", "The character's name."},
    {"universe", get_page, "universe: string", "The universe's id."},
    {"story", get_page, "story: string", "The story's id."},
    {"focus", get_page, "focus: string?", "Its focus."},
    {"state", get_page, "state: string", "\"active\", \"paused\", \"completed\", …"},
    {"scene", get_page, "scene: string", "Where it stands, \"pack:story/scene\"."},
    {"turn", get_page, "turn: integer", "Turns taken."},
    {"turns", get_page, "turns: integer", "The same."},
    {"sessions", get_page, "sessions: integer", "Sessions so far."},
    {"position", get_page, "position: integer", "Where it stands on the timeline."},
    {"vars", get_page, "vars: table", "The story's variables."},
    {"own", get_page, "own: table", "What packs keep in the run, by pack."},
    {"became", get_page, "became: table", "Who the character became: {level, inventory, relationships, met, quests = {active, done}, traits, arcs}."},
    {"milestones", get_page, "milestones: integer", "Milestones reached."},
    {"metaconcepts", get_page, "metaconcepts: table", "Metaconcepts integrated."},
    {"insights", get_page, "insights: table", "Insights found."},
    {"ending", get_page, "ending: string?", "The ending it reached."},
    {"reason", get_page, "reason: string?", "Why it was completed or abandoned."},
    {"recent_events", get_page, "recent_events: table", "Its own last events, oldest first."},
    {"session_list", get_page, "session_list: table", "Its sessions."},
    {"faults", get_page, "faults: table", "What went wrong in scripts, and was undone."},
    {"choice", choice, "choice(id: string) -> table?", "One of `choices`, nil when it is not shown."},
    {"take", take, "take(id: string, answer?: string) -> run", "Takes a choice: one turn."},
    {"answer", answer, "answer(text: string) -> run", "Takes the one open choice that asks for words, with these."},
    {"session", session, "session(how: {turns, notes, chooser}) -> run", "Plays a session and pauses; ends early when the run does."},
    {"complete", complete, "complete(reason?: string) -> run", "Completes the run."},
    {"abandon", abandon, "abandon(reason?: string) -> run", "Abandons it."},
    {"pause", pause_run, "pause(notes?: string) -> run", "Ends the session."},
    {"catch_up", catch_up, "catch_up() -> run", "Moves the run to the present."},
    {"care", care, "care(setting: string, value: string) -> run", "The player asks to be spared something, as by /care: (\"ceiling\", \"0.5\"), (\"boundary\", \"loss\")."},
    {"skip", skip, "skip() -> run", "Passes over the scene where it stands, as by /skip."},
    {"branch", branch, "branch(turn: integer, id?: string) -> run", "Goes back: a new run, as this one stood after that turn, in a universe of its own."},
    {"set", set, "set(vars: table) -> run", "Sets variables without a turn; for tests."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_sim_run = {"run", "A run of a simulation: what store:start and store:resume give.", rows};

void ts_sim_run_declare(lua_State *L, struct ts_stage *stage)
{
    ts_api_declare_objects(L, &ts_api_sim_run, stage);
}
