// api_npc.c - universe:npc: somebody of the world, whose facts are world keys "npc/NAME/FACT" and so the same for all
#include <string.h>

#include "base/suggest.h"
#include "lua/api.h"

enum { KEY_MAX = 512, NAMES_MAX = 256, COST = 50 };

static const char met_by[] = "/met_by";

struct npc { // what an object holds
    ts_symbol base; // "harbour:npc/mara"
};

static const char *text_of(const struct ts_view *view, ts_symbol symbol)
{
    return ts_symbol_text(view->content->symbols, symbol);
}

// --- finding

static ts_symbol find_base(const struct ts_view *view, uint32_t pack, const char *name)
{
    const char *colon = strchr(name, ':'), *local = colon ? colon + 1 : name;
    struct ts_buffer key = {0};
    if (colon) ts_buffer_add(&key, name, (size_t)(colon - name));
    else ts_buffer_add_text(&key, text_of(view, view->content->packs[pack].name));
    ts_buffer_add_format(&key, ":npc/%s", local);
    size_t length = key.length;
    ts_buffer_add_text(&key, met_by);
    ts_symbol counted = ts_symbol_find(view->content->symbols, key.bytes, key.length);
    bool is_there = counted && ts_content_find_key(view->content, counted);
    ts_symbol base = is_there ? ts_symbol_add(view->content->symbols, key.bytes, length) : 0;
    ts_buffer_clear(&key);
    return base;
}

// "harbour:npc/mara/met_by" as `npc` takes it in pack "harbour": "mara". False: the key is nobody's count.
static bool name_of(const char *key, const char *pack, char name[KEY_MAX])
{
    const char *colon = strchr(key, ':'), *end = strstr(key, met_by);
    if (strncmp(colon, ":npc/", 5) != 0 || !end || end[strlen(met_by)]) return false;
    bool is_own = strlen(pack) == (size_t)(colon - key) && !strncmp(key, pack, strlen(pack));
    snprintf(name, KEY_MAX, "%.*s%.*s", is_own ? 0 : (int)(colon + 1 - key), key, (int)(end - colon - 5), colon + 5);
    return true;
}

static int fail_unknown(lua_State *L, const struct ts_view *view, const char *wrong)
{
    const char *pack = text_of(view, ts_api_pack(L)->name), *names[NAMES_MAX];
    char (*found)[KEY_MAX] = lua_newuserdatauv(L, NAMES_MAX * sizeof *found, 0);
    size_t count = 0;
    for (uint32_t i = 0; i < view->content->key_count && count < NAMES_MAX; i++)
        if (name_of(text_of(view, view->content->keys[i].id), pack, found[count])) names[count] = found[count], count++;
    return ts_api_fail_unknown(L, "npc", wrong, ts_suggest(wrong, names, count));
}

int ts_npc_push(lua_State *L)
{
    const struct ts_view *view = ts_api_view(L);
    const char *name = ts_api_text(L, 1, NULL);
    ts_box_charge(L, 4 * COST);
    ts_symbol base = strlen(name) < KEY_MAX / 2 ? find_base(view, ts_api_pack(L)->index, name) : 0;
    if (!base) return fail_unknown(L, view, name);
    ((struct npc *)ts_api_push(L, &ts_api_npc, sizeof(struct npc)))->base = base;
    return 1;
}

// --- facts

static const char *base_of(lua_State *L, const struct ts_view *view)
{
    struct npc npc;
    ts_api_check_self(L);
    if (lua_rawlen(L, 1) != sizeof npc) ts_api_fail(L, "call it with a colon");
    memcpy(&npc, lua_touserdata(L, 1), sizeof npc);
    return text_of(view, npc.base);
}

// "harbour:mara"
static void write_id(const char *base, char id[KEY_MAX])
{
    const char *colon = strchr(base, ':');
    snprintf(id, KEY_MAX, "%.*s%s", (int)(colon + 1 - base), base, colon + 5);
}

static int fail_fact(lua_State *L, const struct ts_view *view, const char *base, const char *wrong)
{
    const char *names[NAMES_MAX], *near;
    char id[KEY_MAX];
    size_t count = 0, length = strlen(base);
    for (uint32_t i = 0; i < view->content->key_count && count < NAMES_MAX; i++) {
        const char *key = text_of(view, view->content->keys[i].id);
        if (!strncmp(key, base, length) && key[length] == '/') names[count++] = key + length + 1;
    }
    write_id(base, id);
    near = ts_suggest(wrong, names, count);
    return ts_api_fail(L, "no fact \"%.100s\" of \"%s\"%s%s%s", wrong, id, near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
}

// Only what `define.npc` declares is a fact; else whoever misspells one would have another.
static ts_symbol key_of(lua_State *L, const struct ts_view *view, const char *fact)
{
    char key[KEY_MAX + KEY_MAX];
    const char *base = base_of(L, view);
    int length = snprintf(key, sizeof key, "%.400s/%.100s", base, fact);
    ts_symbol symbol = ts_symbol_find(view->content->symbols, key, (size_t)length);
    ts_box_charge(L, COST);
    if (!symbol || !ts_content_find_key(view->content, symbol)) fail_fact(L, view, base, fact);
    return symbol;
}

static int push_fact(lua_State *L, struct ts_view *view, ts_symbol key)
{
    struct ts_value value;
    struct ts_err err;
    if (ts_view_get(view, key, view->position, &value, &err) != TS_OK) return ts_api_pass(L, &err);
    ts_universe_push_value(L, value);
    return 1;
}

static int get(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    return push_fact(L, view, key_of(L, view, ts_api_text(L, 1, NULL)));
}

static int set(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_symbol key = key_of(L, view, ts_api_text(L, 1, NULL));
    struct ts_value value = ts_api_value(L, 3, "value", ts_content_find_key(view->content, key)->is_map);
    struct ts_err err;
    return ts_view_set(view, key, value, &err) == TS_OK ? 0 : ts_api_pass(L, &err);
}

static int add(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_symbol key = key_of(L, view, ts_api_text(L, 1, NULL));
    struct ts_err err;
    return ts_view_add(view, key, ts_api_integer(L, 2), &err) == TS_OK ? 0 : ts_api_pass(L, &err);
}

// --- meeting

static int meet(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_symbol key = key_of(L, view, met_by + 1);
    char id[KEY_MAX];
    struct ts_err err;
    write_id(base_of(L, view), id);
    bool is_first = ts_character_meet(L, id);
    if (is_first && ts_view_add(view, key, 1, &err) != TS_OK) return ts_api_pass(L, &err);
    lua_pushboolean(L, is_first);
    return 1;
}

static int get_id(lua_State *L)
{
    char id[KEY_MAX];
    write_id(base_of(L, ts_api_view(L)), id);
    lua_pushstring(L, id);
    return 1;
}

static int get_title(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    return push_fact(L, view, key_of(L, view, "title"));
}

static int get_met_by(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    return push_fact(L, view, key_of(L, view, met_by + 1));
}

static int get_is_met(lua_State *L)
{
    char id[KEY_MAX];
    write_id(base_of(L, ts_api_view(L)), id);
    lua_pushboolean(L, ts_character_has_met(L, id));
    return 1;
}

static const struct ts_api_row rows[] = {
    {"id", get_id, "id: string", "Their id, such as \"harbour:mara\"."},
    {"title", get_title, "title: string", "What they are called."},
    {"met_by", get_met_by, "met_by: integer", "How many runs met them, seen from here."},
    {"is_met", get_is_met, "is_met: boolean", "Did this run?"},
    {"meet", meet, "meet() -> boolean", "This run meets them: counted once a run. False when it had."},
    {"get", get, "get(fact: string) -> value", "A fact of theirs, as everybody finds it here."},
    {"set", set, "set(fact: string, value)", "Changes it, from here on for all; nil restores what was declared."},
    {"add", add, "add(fact: string, amount: integer)", "Adds to a number; counts at every later position."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_npc = {"npc", "Somebody of the world: what universe:npc gives. Their facts are the universe's, in world keys \"npc/NAME/FACT\".", rows};
