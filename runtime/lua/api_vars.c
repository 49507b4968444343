// api_vars.c - run.vars and run.own: what a run carries
#include <string.h>

#include "base/suggest.h"
#include "lua/api.h"

enum { NAMES_MAX = 512, WRITE_COST = 50 };

// --- finding

static bool push_cached(lua_State *L, int name, int64_t *found)
{
    lua_pushvalue(L, name);
    lua_rawget(L, lua_upvalueindex(TS_API_CACHE));
    *found = lua_tointeger(L, -1);
    lua_pop(L, 1);
    return *found != 0;
}

// Only names that stand for something are remembered, so that the table stays as small as the content.
static void remember(lua_State *L, int name, int64_t found)
{
    lua_pushvalue(L, name);
    lua_pushinteger(L, found);
    lua_rawset(L, lua_upvalueindex(TS_API_CACHE));
}

int64_t ts_vars_find(lua_State *L, const struct ts_view *view, int name)
{
    int64_t symbol;
    const uint64_t *slot;
    bool is_known;
    if (lua_type(L, name) != LUA_TSTRING) return -1;
    is_known = push_cached(L, name, &symbol);
    if (!is_known) {
        size_t length;
        const char *text = lua_tolstring(L, name, &length);
        symbol = ts_symbol_find(view->content->symbols, text, length);
        if (!symbol) return -1;
    }
    slot = ts_map_find(&view->run->story->var_by_name, (uint64_t)symbol);
    if (!slot) return -1;
    if (!is_known) remember(L, name, symbol);
    return (int64_t)*slot - 1;
}

// The name of a pack's own variable by now.
static ts_symbol own_now(const struct ts_view *view, uint32_t pack, const char *text)
{
    const struct ts_content *content = view->content;
    struct ts_symbols *symbols = content->symbols;
    struct ts_buffer name = {0};
    if (!content->former.count) return ts_symbol_find(symbols, text, strlen(text));
    ts_buffer_add_format(&name, "%s#%s", ts_symbol_text(symbols, content->packs[pack].name), text);
    ts_symbol before = ts_symbol_find(symbols, name.bytes, name.length), now = before ? ts_view_now(view, TS_RENAMED_VAR, before) : 0;
    ts_buffer_clear(&name);
    if (now == before) return ts_symbol_find(symbols, text, strlen(text));
    return ts_symbol_of(symbols, strchr(ts_symbol_text(symbols, now), '#') + 1);
}

static int64_t find_own(lua_State *L, const struct ts_view *view, int name)
{
    const struct ts_content *content = view->content;
    uint32_t pack = ts_api_pack(L)->index;
    int64_t found;
    ts_symbol symbol;
    const char *text;
    if (lua_type(L, name) != LUA_TSTRING) return -1;
    if (push_cached(L, name, &found)) return view->run->story->var_count + found - 1;
    text = lua_tostring(L, name);
    symbol = own_now(view, pack, text);
    for (uint32_t i = 0; symbol && i < content->own_count; i++) {
        if (content->own[i].name != symbol || content->own[i].pack != pack) continue;
        remember(L, name, i + 1);
        return view->run->story->var_count + i;
    }
    return -1;
}

static int fail_unknown(lua_State *L, const struct ts_view *view, const struct ts_var *vars, uint32_t count, uint32_t pack)
{
    const char *names[NAMES_MAX], *wrong = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
    size_t used = 0;
    for (uint32_t i = 0; i < count && used < NAMES_MAX; i++)
        if (vars[i].pack == pack) names[used++] = ts_symbol_text(view->content->symbols, vars[i].name);
    return ts_api_fail_unknown(L, "variable", wrong, ts_suggest(wrong, names, used));
}

// `view` has a variable by the name at the stack index 2; is it what the variable is called?
static void warn_given_up(lua_State *L, const struct ts_view *view, uint32_t slot)
{
    const struct ts_content *content = view->content;
    const char *name = lua_tostring(L, 2);
    if (!content->former.count) return;
    const char *now = ts_symbol_text(content->symbols, ts_content_var(content, view->run->story, slot)->name);
    if (strcmp(name, now) != 0) ts_deprecated_warn(L, name, now);
}

static uint32_t get_slot(lua_State *L, const struct ts_view *view)
{
    const struct ts_story *story = view->run->story;
    int64_t slot = ts_vars_find(L, view, 2);
    if (slot < 0) fail_unknown(L, view, story->vars, story->var_count, story->pack);
    warn_given_up(L, view, (uint32_t)slot);
    return (uint32_t)slot;
}

static uint32_t get_own_slot(lua_State *L, const struct ts_view *view)
{
    int64_t slot = find_own(L, view, 2);
    if (slot < 0) fail_unknown(L, view, view->content->own, view->content->own_count, ts_api_pack(L)->index);
    warn_given_up(L, view, (uint32_t)slot);
    return (uint32_t)slot;
}

// --- reading

// A table is handed out once in a callback, the same each time, so that what is changed inside is seen and kept.
static void push_table(lua_State *L, struct ts_lua_pack *pack, struct ts_value value, uint32_t slot)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, pack->tables);
    if (lua_rawgeti(L, -1, (lua_Integer)slot + 1) == LUA_TNIL) {
        lua_pop(L, 1);
        ts_box_charge(L, value.text->length);
        ts_lua_push_value(L, value, false);
        pack->has_tables = true;
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, (lua_Integer)slot + 1);
    }
    lua_remove(L, -2);
}

void ts_vars_push(lua_State *L, struct ts_lua_pack *pack, const struct ts_view *view, uint32_t slot)
{
    struct ts_value value = ts_view_var(view, slot);
    if (value.type != TS_TREE) {
        ts_lua_push_value(L, value, false);
    } else if (view->phase == TS_WRITING) {
        push_table(L, pack, value, slot);
    } else {
        ts_box_charge(L, value.text->length);
        ts_lua_push_value(L, value, false);
    }
}

static int get_var(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_vars_push(L, ts_api_pack(L), view, get_slot(L, view));
    return 1;
}

static int get_own(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_vars_push(L, ts_api_pack(L), view, get_own_slot(L, view));
    return 1;
}

// --- writing

static void forget_table(lua_State *L, struct ts_lua_pack *pack, uint32_t slot)
{
    if (!pack->has_tables) return;
    lua_rawgeti(L, LUA_REGISTRYINDEX, pack->tables);
    lua_pushnil(L);
    lua_rawseti(L, -2, (lua_Integer)slot + 1);
    lua_pop(L, 1);
}

static int put(lua_State *L, struct ts_view *view, uint32_t slot)
{
    const struct ts_var *var = ts_content_var(view->content, view->run->story, slot);
    struct ts_value value;
    struct ts_err err;
    ts_box_charge(L, WRITE_COST);
    forget_table(L, ts_api_pack(L), slot);
    value = ts_api_value(L, 3, lua_tostring(L, 2), var->is_map);
    if (ts_view_set_var(view, slot, value, &err) != TS_OK) return ts_api_pass(L, &err);
    return 0;
}

static int set_var(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    return put(L, view, get_slot(L, view));
}

static int set_own(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    return put(L, view, get_own_slot(L, view));
}

// --- what was handed out

static enum ts_status keep_table(lua_State *L, struct ts_view *view, uint32_t slot, struct ts_err *err)
{
    const struct ts_var *var = ts_content_var(view->content, view->run->story, slot);
    struct ts_value value;
    enum ts_status status = ts_lua_read_value(L, -1, var->is_map, &value, err);
    if (status != TS_OK) return ts_err_wrap(err, "variable \"%s\"", ts_symbol_text(view->content->symbols, var->name));
    if (!ts_value_is_equal(value, ts_view_var(view, slot))) return ts_view_set_var(view, slot, value, err);
    ts_value_drop(&value);
    return TS_OK;
}

enum ts_status ts_vars_settle(struct ts_lua_pack *pack, bool keep, struct ts_err *err)
{
    lua_State *L = ts_box_lua(pack->box);
    enum ts_status status = TS_OK;
    pack->has_tables = false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, pack->tables);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        lua_Integer slot = lua_tointeger(L, -2) - 1;
        if (keep && status == TS_OK) status = keep_table(L, pack->host->view, (uint32_t)slot, err);
        lua_pushnil(L);
        lua_rawseti(L, -4, slot + 1);
    }
    lua_pop(L, 1);
    return status;
}

static const struct ts_api_row var_rows[] = {
    {"__index", get_var, "NAME: value",
     "A variable that the story declares. A table can be changed in place in effects, `enter` and handlers."},
    {"__newindex", set_var, "NAME = value", "Sets it; nil restores the declared value. Other packs need the permission \"vars.write\"."},
    {NULL, NULL, NULL, NULL},
};

static const struct ts_api_row own_rows[] = {
    {"__index", get_own, "NAME: value", "A variable of this pack's `define.own`, one for each run."},
    {"__newindex", set_own, "NAME = value", "Sets it; nil restores the declared value."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_vars = {"run.vars", "The story's variables.", var_rows};
const struct ts_api_module ts_api_own = {"run.own", "What the asking pack keeps in the run.", own_rows};
