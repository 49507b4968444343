// condition.c - conditions and expressions in strings: Lua expressions over what a story knows
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/suggest.h"
#include "lua/api.h"
#include "lua/plain.h"
#include "lua/token.h"

enum { NAMES_MAX = 1024, NAME_SIZE = 300, FULL_SIZE = 2 * NAME_SIZE, WORDS_MAX = 500, LINES_MAX = 100000, READ_COST = 20 };

// --- names as they are found while a condition runs

static int fail_name(lua_State *L)
{
    return ts_api_fail(L, "no variable \"%.100s\" in this story", lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2));
}

// Behind the environment: the story's variables, and `item`.
static int find_name(lua_State *L)
{
    struct ts_lua_pack *pack = lua_touserdata(L, lua_upvalueindex(TS_API_OWNER));
    const struct ts_view *view = pack->host->view;
    int64_t slot = view && view->run ? ts_vars_find(L, view, 2) : -1;
    if (slot >= 0) {
        ts_vars_push(L, pack, view, (uint32_t)slot);
        return 1;
    }
    if (!view || !view->item || lua_type(L, 2) != LUA_TSTRING || strcmp(lua_tostring(L, 2), "item") != 0) return fail_name(L);
    ts_lua_push_value(L, *view->item, false);
    return 1;
}

static struct ts_tally find_tally(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    struct ts_tally tally;
    struct ts_err err;
    if (lua_type(L, 2) != LUA_TSTRING) ts_api_fail(L, "takes a scene or choice by its name");
    if (ts_view_tally(view, lua_tostring(L, 2), &tally, &err) != TS_OK) ts_api_pass(L, &err);
    return tally;
}

static int find_seen(lua_State *L)
{
    lua_pushboolean(L, find_tally(L).count > 0);
    return 1;
}

static int find_visits(lua_State *L)
{
    lua_pushinteger(L, find_tally(L).count);
    return 1;
}

static int find_since(lua_State *L)
{
    struct ts_tally tally = find_tally(L);
    if (tally.count == 0) lua_pushnumber(L, HUGE_VAL);
    else lua_pushinteger(L, ts_api_view(L)->run->head.turn - tally.turn);
    return 1;
}

static const struct ts_api_row seen_rows[] = {
    {"__index", find_seen, "NAME: boolean", "Was this scene entered, or this choice taken?"},
    {NULL, NULL, NULL, NULL},
};
static const struct ts_api_row visits_rows[] = {
    {"__index", find_visits, "NAME: integer", "How often a scene was entered, or a choice taken."},
    {NULL, NULL, NULL, NULL},
};
static const struct ts_api_row since_rows[] = {
    {"__index", find_since, "NAME: number", "Turns since it last was; math.huge when it never was."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_seen = {"seen", "In conditions: what the run has met.", seen_rows};
const struct ts_api_module ts_api_visits = {"visits", "In conditions: how often.", visits_rows};
const struct ts_api_module ts_api_since = {"since", "In conditions: how long ago.", since_rows};

static void keep(lua_State *L, const char *name)
{
    lua_pushstring(L, name);
    lua_insert(L, -2);
    lua_rawset(L, -3);
}

static void add_object(lua_State *L, struct ts_lua_pack *pack, const struct ts_api_module *module)
{
    ts_api_declare(L, module, pack);
    ts_api_push(L, module, 0);
    keep(L, module->name);
}

static void add_library(lua_State *L, struct ts_lua_pack *pack, const char *name)
{
    ts_box_globals(pack->box);
    lua_getfield(L, -1, name);
    lua_remove(L, -2);
    keep(L, name);
}

static const struct ts_api_module names = {"condition", "Names in conditions.", seen_rows};

static void push_finder(lua_State *L, struct ts_lua_pack *pack)
{
    lua_pushlightuserdata(L, pack);
    lua_pushnil(L);
    lua_pushlightuserdata(L, (void *)&names);
    lua_newtable(L);
    lua_pushcclosure(L, find_name, 4);
}

void ts_condition_open(lua_State *L, struct ts_lua_pack *pack)
{
    lua_newtable(L);
    add_object(L, pack, &ts_api_seen);
    add_object(L, pack, &ts_api_visits);
    add_object(L, pack, &ts_api_since);
    ts_api_push(L, &ts_api_world, 0);
    keep(L, "world");
    ts_api_push(L, &ts_api_run, 0);
    keep(L, "run");
    ts_api_push(L, &ts_api_universe, 0);
    keep(L, "universe");
    ts_api_push(L, &ts_api_rng, 0);
    keep(L, "rng");
    add_library(L, pack, "math");
    add_library(L, pack, "string");
    lua_createtable(L, 0, 2);
    push_finder(L, pack);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

// --- compiling

struct shape { // of an expression so far
    int depth;
    bool is_empty;
};

static const char *check_sign(struct shape *shape, struct ts_token token)
{
    char c = *token.at;
    if (strchr("([{", c)) shape->depth++;
    if (strchr(")]}", c) && --shape->depth < 0) return "closes a bracket that is not open";
    if (c == ';') return "is one expression, without \";\"";
    if (c == '=' && token.length == 1 && shape->depth == 0) return "compares with \"==\"; \"=\" would assign";
    if (c == ',' && shape->depth == 0) return "is one expression, without \",\"";
    return NULL;
}

static const char *check_token(struct shape *shape, struct ts_token token)
{
    static const char *const fine[] = {"and", "or", "not", "nil", "true", "false"};
    if (token.kind == TS_TOKEN_BAD) return "has a string that does not end";
    if (token.kind == TS_TOKEN_SIGN) return check_sign(shape, token);
    if (token.kind != TS_TOKEN_KEYWORD) return NULL;
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        if (strlen(fine[i]) == token.length && memcmp(fine[i], token.at, token.length) == 0) return NULL;
    return "is an expression; statements and functions belong in a function";
}

// Why this is not one expression; NULL when it may be.
static const char *check_shape(const char *source, size_t length)
{
    struct shape shape = {.is_empty = true};
    const char *at = source, *end = source + length;
    for (struct ts_token token = ts_token_read(&at, end); token.kind != TS_TOKEN_END; token = ts_token_read(&at, end)) {
        const char *why = check_token(&shape, token);
        if (why) return why;
        shape.is_empty = false;
    }
    if (shape.is_empty) return "is empty";
    return shape.depth ? "leaves a bracket open" : NULL;
}

// `return` stands as far down as the condition does in its file, so that messages name the right line.
static void write_chunk(struct ts_buffer *chunk, const char *source, size_t length, struct ts_place place)
{
    uint32_t lines = place.line < LINES_MAX ? place.line : 0;
    for (uint32_t i = 1; i < lines; i++) ts_buffer_add_byte(chunk, '\n');
    ts_buffer_add_text(chunk, "return ");
    ts_buffer_add(chunk, source, length);
}

// Remembers the condition as a tree, when it can be one.
static void keep_plain(struct ts_host *host, ts_call call, const char *source, size_t length)
{
    struct ts_content *content = &host->content;
    struct ts_plain *plain = ts_plain_read(content->arena, host->symbols, source, length);
    if (!plain) return;
    if (call >= host->plain_count) {
        struct ts_plain **grown = ts_arena_get(content->arena, 2 * (size_t)(call + 1) * sizeof *grown);
        if (host->plain_count) memcpy(grown, host->plains, host->plain_count * sizeof *grown);
        host->plains = grown;
        host->plain_count = 2 * (call + 1);
    }
    host->plains[call] = plain;
}

enum ts_status ts_condition_compile(struct ts_lua_pack *pack, const struct ts_story *story, const char *source, size_t length,
                                    const char *role, struct ts_place place, ts_call *out, struct ts_err *err)
{
    lua_State *L = ts_box_lua(pack->box);
    struct ts_buffer chunk = {0};
    const char *why = check_shape(source, length);
    enum ts_status status;
    if (why) return ts_err_set(err, TS_FAILED, "the condition \"%.*s\" %s", (int)(length < 200 ? length : 200), source, why);
    write_chunk(&chunk, source, length, place);
    lua_rawgeti(L, LUA_REGISTRYINDEX, pack->conditions);
    status = ts_box_load(pack->box, ts_symbol_text(pack->host->symbols, place.file), chunk.bytes, chunk.length, -1, err);
    ts_buffer_clear(&chunk);
    if (status == TS_OK) *out = ts_lua_call_add(pack, role, place, story);
    if (status == TS_OK && !pack->is_rebuilding) keep_plain(pack->host, *out, source, length);
    lua_pop(L, 1);
    return status;
}

// --- checking names when all is known

struct check {
    struct ts_lua_pack *pack;
    const struct ts_story *story;
    ts_each_unknown *unknown, *former;
    void *self;
    const char *near[NAMES_MAX]; // what a wrong name may have meant
    size_t near_count;
};

static void add_near(struct check *check, const char *name)
{
    if (check->near_count < NAMES_MAX) check->near[check->near_count++] = name;
}

static const char *text_of(const struct check *check, ts_symbol symbol)
{
    return ts_symbol_text(check->pack->host->symbols, symbol);
}

// Tells of `name`, written as `before.name` when it was.
static void tell(struct check *check, const char *before, const char *name)
{
    const char *near = ts_suggest(name, check->near, check->near_count);
    char wrong[FULL_SIZE], right[FULL_SIZE];
    snprintf(wrong, sizeof wrong, "%.20s%s%.300s", before, *before ? "." : "", name);
    if (near) snprintf(right, sizeof right, "%.20s%s%.300s", before, *before ? "." : "", near);
    check->unknown(check->self, wrong, near ? right : NULL);
}

static ts_symbol find_symbol(const struct check *check, const char *text)
{
    return ts_symbol_find(check->pack->host->symbols, text, strlen(text));
}

static void tell_former(struct check *check, const char *before, ts_symbol name, ts_symbol now)
{
    char old[FULL_SIZE], new[FULL_SIZE];
    if (name == now) return;
    snprintf(old, sizeof old, "%.20s%s%.300s", before, *before ? "." : "", text_of(check, name));
    snprintf(new, sizeof new, "%.20s%s%.300s", before, *before ? "." : "", text_of(check, now));
    check->former(check->self, old, new);
}

static void check_variable(struct check *check, const char *name)
{
    static const char *const always[] = {"seen", "visits", "since", "world", "run", "universe", "rng", "item", "math", "string", NULL};
    const struct ts_story *story = check->story;
    ts_symbol symbol = find_symbol(check, name);
    check->near_count = 0;
    for (size_t i = 0; always[i]; i++) {
        if (strcmp(always[i], name) == 0) return;
        add_near(check, always[i]);
    }
    const uint64_t *slot = story && symbol ? ts_map_find(&story->var_by_name, symbol) : NULL;
    if (slot) {
        tell_former(check, "", symbol, story->vars[*slot - 1].name);
        return;
    }
    for (uint32_t i = 0; story && i < story->var_count; i++) add_near(check, text_of(check, story->vars[i].name));
    tell(check, "", name);
}

// The symbol of the choice's id by now; 0: there is none.
static ts_symbol find_choice(const struct check *check, const char *name)
{
    char bare[FULL_SIZE];
    ts_symbol symbol;
    snprintf(bare, sizeof bare, "%.280s#%.300s", text_of(check, check->story->id), name);
    symbol = find_symbol(check, bare);
    const uint64_t *counts = symbol ? ts_map_find(&check->story->choice_by_bare, symbol) : NULL;
    return counts ? find_symbol(check, strchr(text_of(check, (ts_symbol)*counts), '#') + 1) : 0;
}

static void add_scene_names(struct check *check)
{
    for (uint32_t i = 0; i < check->story->scene_count; i++) {
        const struct ts_scene *scene = check->story->scenes[i];
        add_near(check, text_of(check, scene->id));
        for (uint32_t j = 0; j < scene->choice_count; j++) add_near(check, text_of(check, scene->choices[j]->id));
    }
}

static void check_counted(struct check *check, const char *before, const char *name)
{
    ts_symbol symbol = find_symbol(check, name);
    if (!check->story) return;
    const struct ts_scene *scene = symbol ? ts_story_find_scene(check->story, symbol) : NULL;
    ts_symbol choice = scene ? 0 : find_choice(check, name);
    if (scene && symbol != scene->full) tell_former(check, before, symbol, scene->id);
    if (choice) tell_former(check, before, symbol ? symbol : ts_symbol_of(check->pack->host->symbols, name), choice);
    if (scene || choice) return;
    check->near_count = 0;
    add_scene_names(check);
    tell(check, before, name);
}

static void check_world(struct check *check, const char *name)
{
    const struct ts_content *content = &check->pack->host->content;
    const char *pack = text_of(check, check->pack->name);
    char full[FULL_SIZE];
    ts_symbol symbol;
    snprintf(full, sizeof full, "%.280s:%.300s", pack, name);
    symbol = find_symbol(check, full);
    if (symbol && ts_content_find_key(content, symbol)) return;
    check->near_count = 0;
    for (uint32_t i = 0; i < content->key_count; i++)
        if (content->keys[i].pack == check->pack->index) add_near(check, text_of(check, content->keys[i].id) + strlen(pack) + 1);
    tell(check, "world", name);
}

static void check_row(struct check *check, const struct ts_api_module *module, const char *name)
{
    check->near_count = 0;
    for (const struct ts_api_row *row = module->rows; row->name; row++) {
        if (strcmp(row->name, name) == 0) return;
        add_near(check, row->name);
    }
    tell(check, module->name, name);
}

// `name` is a field of the free name `of`.
static void check_field(struct check *check, const char *of, const char *name)
{
    if (strcmp(of, "world") == 0) check_world(check, name);
    else if (strcmp(of, "run") == 0) check_row(check, &ts_api_run, name);
    else if (strcmp(of, "universe") == 0) check_row(check, &ts_api_universe, name);
    else if (strcmp(of, "seen") == 0 || strcmp(of, "visits") == 0 || strcmp(of, "since") == 0) check_counted(check, of, name);
}

static bool is_sign(struct ts_token token, const char *sign)
{
    return token.kind == TS_TOKEN_SIGN && strlen(sign) == token.length && memcmp(token.at, sign, token.length) == 0;
}

// In a table, `name =` is a key and no variable.
static bool is_table_key(const char *at, const char *end)
{
    return is_sign(ts_token_read(&at, end), "=");
}

void ts_condition_check(struct ts_lua_pack *pack, const struct ts_story *story, const char *source, size_t length,
                        ts_each_unknown *unknown, ts_each_unknown *former, void *self)
{
    struct check check = {.pack = pack, .story = story, .unknown = unknown, .former = former, .self = self};
    const char *at = source, *end = source + length;
    char name[NAME_SIZE], of[NAME_SIZE] = "";
    struct ts_token before = {.kind = TS_TOKEN_END};
    for (struct ts_token token = ts_token_read(&at, end); token.kind != TS_TOKEN_END; before = token, token = ts_token_read(&at, end)) {
        bool is_field = is_sign(before, ".") || is_sign(before, ":");
        if (token.kind != TS_TOKEN_NAME) {
            if (!is_sign(token, ".") && !is_sign(token, ":")) *of = '\0';
            continue;
        }
        snprintf(name, sizeof name, "%.*s", (int)(token.length < NAME_SIZE ? token.length : NAME_SIZE - 1), token.at);
        if (is_field) check_field(&check, of, name);
        else if (!is_table_key(at, end)) check_variable(&check, name);
        snprintf(of, sizeof of, "%s", is_field ? "" : name);
    }
}
