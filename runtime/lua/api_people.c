// api_people.c - universe:characters: who lives or lived in a universe
#include "lua/api.h"

enum { PEOPLE_MAX = 1000 };

struct people {
    const struct ts_symbols *symbols;
    struct ts_bystander items[PEOPLE_MAX];
    size_t count;
};

static void take_person(void *self, const struct ts_bystander *who)
{
    struct people *people = self;
    if (people->count < PEOPLE_MAX) people->items[people->count++] = *who;
}

static void push_person(lua_State *L, const struct ts_symbols *symbols, const struct ts_bystander *who, ts_symbol own)
{
    lua_createtable(L, 0, 6);
    ts_api_push_symbol(L, symbols, who->character);
    lua_setfield(L, -2, "id");
    ts_api_push_name(L, symbols, who->character);
    lua_setfield(L, -2, "name");
    ts_api_push_symbol(L, symbols, who->run);
    lua_setfield(L, -2, "run");
    lua_pushinteger(L, who->position);
    lua_setfield(L, -2, "position");
    lua_pushstring(L, ts_run_state_name((enum ts_run_state)who->state));
    lua_setfield(L, -2, "state");
    lua_pushboolean(L, who->run == own);
    lua_setfield(L, -2, "own");
}

int ts_people_push(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    struct people *people = lua_newuserdatauv(L, sizeof *people, 0);
    struct ts_err err;
    ts_api_check_self(L);
    people->count = 0;
    if (view->changes) view->changes->has_read_world = true;
    if (view->noticed) view->noticed->asks_others = true;
    if (view->world->bystanders(view->world->self, view->run->universe_row, take_person, people, &err) != TS_OK)
        return ts_api_pass(L, &err);
    ts_box_charge(L, 100 * (int64_t)people->count);
    lua_createtable(L, (int)people->count, 0);
    for (size_t i = 0; i < people->count; i++) {
        push_person(L, view->content->symbols, &people->items[i], view->run->id);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}
