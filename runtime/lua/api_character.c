// api_character.c - run.character: who the player is in this run; what became of them is counted by scripts/prelude/character.lua
#include "base/canon.h"
#include "game/character.h"
#include "lua/prelude.h"

enum { NAME_BYTES = 100, CALL_COST = 50 };

static int get_id(lua_State *L)
{
    ts_api_push_symbol(L, ts_api_pack(L)->host->symbols, ts_api_view(L)->run->character);
    return 1;
}

static int get_name(lua_State *L)
{
    ts_api_push_name(L, ts_api_pack(L)->host->symbols, ts_api_view(L)->run->character);
    return 1;
}

static void push_state(lua_State *L, const struct ts_view *view)
{
    struct ts_value state = ts_view_character(view);
    ts_box_charge(L, CALL_COST + (state.type == TS_TREE ? state.text->length : 0));
    if (state.type == TS_TREE) ts_lua_push_value(L, state, true);
    else lua_newtable(L);
}

static int get_level(lua_State *L)
{
    ts_prelude_push(L, &ts_api_character, "level");
    push_state(L, ts_api_view(L));
    lua_call(L, 1, 1);
    return 1;
}

// Things, people, quests: all are called by names.
static void check_names(lua_State *L)
{
    for (int i = 2; i <= lua_gettop(L); i++) {
        size_t length;
        const char *name = lua_type(L, i) == LUA_TSTRING ? lua_tolstring(L, i, &length) : NULL;
        if (name && (!length || length > NAME_BYTES || !ts_canon_is_text(name, length)))
            ts_api_fail(L, "takes names of 1 to %d bytes of UTF-8 text", NAME_BYTES);
    }
}

static int ask(lua_State *L)
{
    ts_api_check_arguments(L);
    check_names(L);
    push_state(L, ts_api_view(L));
    lua_replace(L, 1);
    ts_prelude_run(L, 1);
    return 1;
}

static void keep(lua_State *L, struct ts_view *view, int index)
{
    struct ts_value state = ts_value_nil();
    struct ts_err err;
    lua_pushnil(L);
    if (lua_next(L, index)) {
        lua_pop(L, 2);
        state = ts_api_value(L, index, "character", true);
    }
    if (ts_view_set_character(view, state, &err) != TS_OK) ts_api_pass(L, &err);
}

static void check_writing(lua_State *L, const struct ts_view *view)
{
    struct ts_err err;
    if (ts_view_permit_character(view, &err) != TS_OK) ts_api_pass(L, &err);
}

static int tell(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_api_check_arguments(L);
    check_names(L);
    check_writing(L, view);
    push_state(L, view);
    lua_pushvalue(L, -1);
    lua_replace(L, 1);
    lua_insert(L, 1);
    ts_prelude_run(L, 2);
    keep(L, view, 1);
    return 1;
}

// --- whom the run met, for `npc`

static bool call_about(lua_State *L, const char *function, int state, const char *npc)
{
    ts_prelude_push(L, &ts_api_character, function);
    lua_pushvalue(L, state);
    lua_pushstring(L, npc);
    lua_call(L, 2, 1);
    bool answer = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return answer;
}

bool ts_character_has_met(lua_State *L, const char *npc)
{
    push_state(L, ts_api_view(L));
    bool has_met = call_about(L, "has_met", lua_gettop(L), npc);
    lua_pop(L, 1);
    return has_met;
}

bool ts_character_meet(lua_State *L, const char *npc)
{
    struct ts_view *view = ts_api_view(L);
    check_writing(L, view);
    push_state(L, view);
    bool is_first = call_about(L, "meet", lua_gettop(L), npc);
    keep(L, view, lua_gettop(L));
    lua_pop(L, 1);
    return is_first;
}

static const struct ts_api_row rows[] = {
    {"id", get_id, "id: string", "The character's id."},
    {"name", get_name, "name: string", "The name as a reference: shown as the name, and forgotten with the person. Not for comparing."},
    {"level", get_level, "level: integer", "From 1."},
    {"rise", tell, "rise(by?: integer) -> integer", "A level higher, or so many; gives the new one. Less than 0 goes down, to 1 at most."},
    {"add", tell, "add(thing: string, count?: integer) -> integer", "Puts a thing into the inventory, or so many; gives how many there are now."},
    {"take", tell, "take(thing: string, count?: integer) -> boolean", "Takes it out again; false, and nothing taken, when there are not so many."},
    {"has", ask, "has(thing: string, count?: integer) -> boolean", "Is it in the inventory, so many times?"},
    {"count", ask, "count(thing: string) -> integer", "How many of it are in the inventory."},
    {"list", ask, "list() -> table", "The names of what is in the inventory, in order."},
    {"feel", tell, "feel(name: string, by: number) -> number", "Somebody thinks the better of the character, or by less than 0 the worse; from -1 to 1 it goes. Gives the new feeling. 0 makes them known."},
    {"feeling", ask, "feeling(name: string) -> number", "How somebody stands to the character, -1 to 1; 0 for who is not known."},
    {"knows", ask, "knows(name: string) -> boolean", "Was anything ever felt between them?"},
    {"feelings", ask, "feelings() -> table", "All of them: name -> -1..1."},
    {"has_met", ask, "has_met(npc: string) -> boolean", "Did this run meet whoever `define.npc` calls so? See npc:meet."},
    {"begin", tell, "begin(quest: string) -> boolean", "Begins a quest; false when it is active or done already."},
    {"finish", tell, "finish(quest: string) -> boolean", "Finishes one, begun or not; false when it is done already."},
    {"drop", tell, "drop(quest: string) -> boolean", "Gives an active one up."},
    {"is_active", ask, "is_active(quest: string) -> boolean", "Was it begun, and neither finished nor given up?"},
    {"is_done", ask, "is_done(quest: string) -> boolean", "Was it finished?"},
    {"quests", ask, "quests() -> table", "{active, done}: lists of names, in the order in which they were begun and finished."},
    {"become", tell, "become(trait: string) -> boolean", "Takes on a trait; false when they had it."},
    {"shed", tell, "shed(trait: string) -> boolean", "Leaves one behind."},
    {"is", ask, "is(trait: string) -> boolean", "Do they have it?"},
    {"traits", ask, "traits() -> table", "All they have, in the order in which they came."},
    {"step", tell, "step(arc: string, step: string) -> boolean", "Takes a step of an arc; false when it was taken before."},
    {"resolve", tell, "resolve(arc: string) -> boolean", "Finishes an arc; false when it is finished."},
    {"has_taken", ask, "has_taken(arc: string, step: string) -> boolean", "Was this step of it taken?"},
    {"is_resolved", ask, "is_resolved(arc: string) -> boolean", "Is it finished?"},
    {"steps", ask, "steps(arc: string) -> table", "The steps taken, in order."},
    {"arcs", ask, "arcs() -> table", "The names of all arcs that were ever stepped on."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_character = {"run.character", "Who the player is in this run, and became. Kept in the run; writable in effects, `enter` and handlers of the story's own pack, and of those with \"vars.write\".", rows};

void ts_api_open_character(lua_State *L, struct ts_lua_pack *pack)
{
    ts_api_declare(L, &ts_api_character, pack);
    ts_prelude_open(L, pack, &ts_api_character, "character");
    ts_api_push(L, &ts_api_character, 0);
}
