// api_focus.c - run.focus_info: what is written of the focus that a run carries
#include "lua/api.h"

enum { LINE_COST = 20 };

static void push_list(lua_State *L, const char *const *items, uint32_t count)
{
    ts_box_charge(L, LINE_COST * (int64_t)count);
    lua_createtable(L, (int)count, 0);
    for (uint32_t i = 0; i < count; i++) {
        lua_pushstring(L, items[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static void push_milestones(lua_State *L, const struct ts_focus *focus)
{
    ts_box_charge(L, LINE_COST * (int64_t)focus->milestone_count);
    lua_createtable(L, 0, (int)focus->milestone_count);
    for (uint32_t i = 0; i < focus->milestone_count; i++) {
        lua_pushstring(L, focus->milestones[i].words);
        lua_setfield(L, -2, focus->milestones[i].name);
    }
}

static void put_text(lua_State *L, const char *name, const char *text)
{
    if (!text) return;
    lua_pushstring(L, text);
    lua_setfield(L, -2, name);
}

int ts_focus_push_info(lua_State *L)
{
    const struct ts_view *view = ts_api_view(L);
    const struct ts_symbols *symbols = view->content->symbols;
    const struct ts_focus *focus = view->run->focus ? ts_content_find_focus(view->content, view->run->focus) : NULL;
    lua_pushnil(L);
    if (!focus) return 1;
    lua_createtable(L, 0, 9);
    put_text(L, "id", ts_symbol_text(symbols, focus->id));
    put_text(L, "title", focus->title);
    put_text(L, "setting", focus->setting);
    put_text(L, "pacing", focus->pacing);
    put_text(L, "like", focus->like ? ts_symbol_text(symbols, focus->like) : NULL);
    push_list(L, focus->ideas, focus->idea_count);
    lua_setfield(L, -2, "ideas");
    push_milestones(L, focus);
    lua_setfield(L, -2, "milestones");
    push_list(L, focus->prompts, focus->prompt_count);
    lua_setfield(L, -2, "prompts");
    push_list(L, focus->themes, focus->theme_count);
    lua_setfield(L, -2, "themes");
    return 1;
}
