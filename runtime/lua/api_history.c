// api_history.c - what a key of the world held, one write after the other, and what completed characters left under one
#include <stdio.h>
#include <string.h>

#include "lua/api.h"

enum { VERSIONS = 10, VERSIONS_MAX = 1000, ECHO_MAX = 300, NAME_COST = 200 };

struct versions {
    const struct ts_symbols *symbols;
    struct ts_world_version items[VERSIONS_MAX];
    size_t count;
};

static void take_version(void *self, const struct ts_world_version *version)
{
    struct versions *versions = self;
    if (versions->count == VERSIONS_MAX) return;
    versions->items[versions->count] = *version;
    versions->items[versions->count++].value = ts_value_keep(version->value);
}

static int push_versions(lua_State *L)
{
    const struct versions *versions = lua_touserdata(L, 1);
    lua_createtable(L, (int)versions->count, 0);
    for (size_t i = 0; i < versions->count; i++) {
        const struct ts_world_version *version = &versions->items[i];
        lua_createtable(L, 0, 3);
        lua_pushinteger(L, version->position);
        lua_setfield(L, -2, "position");
        ts_lua_push_value(L, version->value, false);
        lua_setfield(L, -2, version->add ? "added" : "value");
        ts_api_push_symbol(L, versions->symbols, version->run);
        lua_setfield(L, -2, "run");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

int ts_history_push(lua_State *L, struct ts_view *view, ts_symbol key, int64_t position)
{
    int64_t limit = ts_api_find_integer(L, 2, VERSIONS);
    struct versions *versions = NULL;
    struct ts_err err;
    enum ts_status status;
    bool is_pushed = false;
    if (limit < 1 || limit > VERSIONS_MAX) return ts_api_fail(L, "\"limit\" must be from 1 to %d", VERSIONS_MAX);
    ts_box_charge(L, 100 * limit);
    versions = lua_newuserdatauv(L, sizeof *versions, 0);
    versions->symbols = view->content->symbols;
    versions->count = 0;
    if (view->changes) view->changes->has_read_world = true;
    status = view->world->history(view->world->self, view->run->universe_row, key, position, limit, take_version, versions, &err);
    if (status == TS_OK) is_pushed = ts_api_try(L, push_versions, versions, 1);
    for (size_t i = 0; i < versions->count; i++) ts_value_drop(&versions->items[i].value);
    if (status != TS_OK) return ts_api_pass(L, &err);
    return is_pushed ? 1 : lua_error(L);
}

// "board" is the key "echo/board", "harbour:board" is "harbour:echo/board".
int ts_echoes_push(lua_State *L, struct ts_view *view, int64_t position)
{
    const char *name = ts_api_text(L, 1, NULL), *colon = strchr(name, ':');
    const char *local = colon ? colon + 1 : name;
    char full[ECHO_MAX];
    ts_symbol key;
    struct ts_err err;
    ts_box_charge(L, NAME_COST);
    int length = snprintf(full, sizeof full, "%.*secho/%s", (int)(local - name), name, local);
    if (length < 0 || (size_t)length >= sizeof full) return ts_api_fail(L, "\"name\" is too long to be an echo's");
    if (ts_view_key(view, full, &key, &err) != TS_OK) return ts_api_pass(L, &err);
    return ts_history_push(L, view, key, position);
}
