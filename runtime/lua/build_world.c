// build_world.c - what is kept: keys of the world, a pack's own variables, a story's variables
#include <ctype.h>
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

static bool is_variable(const char *name)
{
    static const char *const taken[] = {"seen",     "visits",   "since",  "world", "run",  "item",   "character", "progression",
                                        "universe", "and",      "break",  "do",    "else", "elseif", "end",       "false",
                                        "for",      "function", "goto",   "if",    "in",   "local",  "nil",       "not",
                                        "or",       "repeat",   "return", "then",  "true", "until",  "while"};
    if (!islower((unsigned char)*name) && *name != '_') return false;
    for (const char *c = name; *c; c++)
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_') return false;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (strcmp(taken[i], name) == 0) return false;
    return strlen(name) <= TS_IDENT_MAX;
}

static bool is_map(struct ts_value value)
{
    return value.type == TS_TREE && value.text->bytes[0] == '{';
}

static bool is_empty(lua_State *L)
{
    lua_pushnil(L);
    if (!lua_next(L, -2)) return true;
    lua_pop(L, 2);
    return false;
}

// The value under `name` of the table on top; pops nothing.
static bool read_initial(struct ts_scope *scope, const char *name, struct ts_value *out)
{
    bool good;
    lua_pushstring(scope->L, name);
    lua_rawget(scope->L, -2);
    scope->field = name;
    good = ts_scope_value(scope, lua_istable(scope->L, -1) && !is_empty(scope->L) && lua_rawlen(scope->L, -1) == 0, out);
    lua_pop(scope->L, 1);
    return good;
}

static void build_var(struct ts_scope *scope, const char *name, ts_symbol owner, struct ts_list *out)
{
    struct ts_value initial;
    struct ts_var *var;
    struct ts_place place = ts_scope_find(scope, name, TS_WRITTEN_NAME);
    if (!is_variable(name)) {
        ts_build_problem(
            scope->build, scope->pack, place, "bad-name", NULL,
            "\"%s\" cannot name a variable: use a-z, 0-9 and _, no word of Lua, and none of seen visits since world run item character",
            name);
        return;
    }
    if (!read_initial(scope, name, &initial)) return;
    var = ts_list_add(out, scope->build->keep, sizeof *var);
    *var = (struct ts_var){.name = ts_symbol_of(scope->build->symbols, name),
                           .owner = owner,
                           .pack = scope->pack->index,
                           .initial = initial,
                           .is_map = is_map(initial),
                           .place = place};
}

void ts_vars_build(struct ts_scope *scope, ts_symbol owner, struct ts_list *out)
{
    const char *field = scope->field;
    struct ts_names names = ts_scope_keys(scope);
    for (uint32_t i = 0; i < names.count; i++) build_var(scope, names.items[i], owner, out);
    scope->field = field;
}

static void declare_own(struct ts_scope *scope, const struct ts_definition *definition)
{
    struct ts_build *build = scope->build;
    uint32_t first = build->own.count;
    (void)definition;
    scope->what = "define.own";
    ts_vars_build(scope, scope->pack->name, &build->own);
    for (uint32_t i = first; i < build->own.count; i++) {
        const struct ts_var *var = build->own.items[i];
        (void)ts_build_claim(build, scope->pack, 'o', ts_build_full(build, scope->pack, ts_build_text(build, var->name)), var->place);
    }
}

void ts_world_key_declare(struct ts_scope *scope, const char *name, const char *full)
{
    struct ts_build *build = scope->build;
    struct ts_place place = ts_scope_find(scope, name, TS_WRITTEN_NAME);
    struct ts_value initial;
    struct ts_world_key *key;
    if (!ts_ident_is_key(full, strlen(full))) {
        ts_build_problem(build, scope->pack, place, "bad-name", NULL,
                         "\"%s\" cannot be a key of the world: use a-z, 0-9, _ and -, with / between parts", full);
        return;
    }
    if (!read_initial(scope, name, &initial)) return;
    key = ts_list_add(&build->keys, build->scratch, sizeof *key);
    *key = (struct ts_world_key){.id = ts_build_full(build, scope->pack, full),
                                 .pack = scope->pack->index,
                                 .initial = initial,
                                 .is_map = is_map(initial),
                                 .place = place};
    (void)ts_build_claim(build, scope->pack, 'w', key->id, place);
}

static void declare_world(struct ts_scope *scope, const struct ts_definition *definition)
{
    struct ts_names names;
    (void)definition;
    scope->what = "define.world";
    names = ts_scope_keys(scope);
    for (uint32_t i = 0; i < names.count; i++) ts_world_key_declare(scope, names.items[i], names.items[i]);
}

const struct ts_kind ts_kind_world = {.name = "world", .declare = declare_world};
const struct ts_kind ts_kind_own = {.name = "own", .declare = declare_own};
