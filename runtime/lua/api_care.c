// api_care.c - run.care: what the player asked to be spared, to be read by scripts; only the player raises it
#include "game/care.h"
#include "lua/api.h"

static const struct ts_care_state *state_of(lua_State *L)
{
    const struct ts_view *view = ts_api_view(L);
    return ts_care_of(view->content, view->run);
}

static int get_ceiling(lua_State *L)
{
    lua_pushnumber(L, ts_care_ceiling(&state_of(L)->settings));
    return 1;
}

static int get_comfort(lua_State *L)
{
    lua_pushstring(L, ts_comfort_name(state_of(L)->settings.comfort));
    return 1;
}

static int get_pacing(lua_State *L)
{
    lua_pushstring(L, ts_pacing_name(state_of(L)->settings.pacing));
    return 1;
}

static int get_pure(lua_State *L)
{
    lua_pushboolean(L, state_of(L)->settings.pure);
    return 1;
}

static int get_eased(lua_State *L)
{
    lua_pushboolean(L, state_of(L)->settings.is_eased);
    return 1;
}

// A theme's name is looked up and not added, so that scripts cannot fill the table of symbols.
static int allows(lua_State *L)
{
    const struct ts_view *view = ts_api_view(L);
    size_t length;
    const char *name = ts_api_text(L, 1, &length);
    ts_symbol theme = ts_symbol_find(view->content->symbols, name, length);
    struct ts_care care = {.intensity = lua_isnoneornil(L, 3) ? 0 : lua_tonumber(L, 3), .themes = &theme, .theme_count = 1};
    lua_pushboolean(L, ts_care_allows(view->content, ts_care_of(view->content, view->run), &care, ts_api_pack(L)->index));
    return 1;
}

static int signs(lua_State *L)
{
    const struct ts_view *view = ts_api_view(L);
    const char *name = ts_api_text(L, 1, NULL);
    enum ts_sign kind = ts_sign_find(name);
    if (kind == TS_SIGN_COUNT)
        return ts_api_fail(L, "knows the signs \"%s\", \"%s\" and \"%s\", not \"%s\"", ts_sign_name(TS_SIGN_SKIP), ts_sign_name(TS_SIGN_HASTE),
                           ts_sign_name(TS_SIGN_EXIT), name);
    lua_pushinteger(L, ts_care_signs(ts_care_of(view->content, view->run), kind, view->run->head.turn));
    return 1;
}

static int ease(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    struct ts_err err;
    ts_api_check_self(L);
    if (ts_view_ease(view, &err) != TS_OK) return ts_api_pass(L, &err);
    return 0;
}

static const struct ts_api_row rows[] = {
    {"ceiling", get_ceiling, "ceiling: number", "0 to 1: nothing more intense is shown. The host sees to that; scripts need not ask."},
    {"comfort", get_comfort, "comfort: string", "\"light\", \"moderate\" or \"deep\"."},
    {"pacing", get_pacing, "pacing: string", "\"fast\", \"moderate\" or \"slow\"."},
    {"pure", get_pure, "pure: boolean", "Only the game is wanted: no warnings, no moments, nothing with a theme."},
    {"eased", get_eased, "eased: boolean", "Signs of being overwhelmed have lowered the ceiling to 0.5, until the player raises it."},
    {"allows", allows, "allows(theme: string, intensity?: number) -> boolean", "May something that touches this theme be shown? To word things by; nothing depends on asking."},
    {"signs", signs, "signs(kind: string) -> integer", "How often in the last 20 turns: \"skip\" (something was left out), \"haste\" (answers too fast to have read), \"exit\" (left soon after beginning)."},
    {"ease", ease, "ease()", "Lowers the ceiling to 0.5 and offers rest. Scripts can lower it; only the player raises it."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_care = {"run.care", "What the player asked to be spared: to be read. The settings are the player's.", rows};
