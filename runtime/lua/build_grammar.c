// build_grammar.c - grammars: rules of alternatives, of which texts are told
#include <lauxlib.h>
#include <string.h>

#include "base/ident.h"
#include "game/grammar.h"
#include "lua/kinds.h"

enum { ALTERNATIVES_MAX = 500, RULES_MAX = 500 };

struct draft { const struct ts_prose *words; ts_call when; double weight; ts_symbol is; };

static void read_weight(struct ts_scope *scope, void *to)
{
    double weight = lua_type(scope->L, -1) == LUA_TNUMBER ? lua_tonumber(scope->L, -1) : 0;
    if (weight > 0 && weight <= 1e6) *(double *)to = weight;
    else ts_scope_wrong(scope, "a number above 0");
}

static void read_words(struct ts_scope *scope, void *to)
{
    if (lua_type(scope->L, -1) == LUA_TSTRING) ts_read_text(scope, to);
    else ts_scope_wrong(scope, "a text in quotes");
}

static const struct ts_field alternative_fields[] = {
    {"when", ts_read_condition, offsetof(struct draft, when), false, "told only while this holds"},
    {"[1]", read_words, offsetof(struct draft, words), true, "the words", "string"},
    {"weight", read_weight, offsetof(struct draft, weight), false, "how likely it is beside the others; 1 unless told", "number"},
    {"is", ts_read_name, offsetof(struct draft, is), false, "what {@name, select, …} goes by", "string"},
    {NULL, NULL, 0, false, NULL},
};

static void read_alternative(struct ts_scope *scope, struct ts_alternative *out)
{
    static const struct ts_field *const tables[] = {alternative_fields, NULL};
    struct draft draft = {.weight = 1};
    if (lua_type(scope->L, -1) == LUA_TSTRING) {
        size_t length;
        const char *words = lua_tolstring(scope->L, -1, &length);
        out->place = ts_scope_find_text(scope, words, length);
        read_words(scope, &draft.words);
    } else if (ts_fields_is_table(scope, "a text, or { text, when = …, weight = …, is = … }")) {
        ts_fields_check(scope, tables);
        ts_fields_read(scope, alternative_fields, &draft);
        out->place = scope->place;
    }
    out->words = draft.words;
    out->when = draft.when;
    out->weight = draft.weight;
    out->is = draft.is;
    out->is_dead = !draft.words;
}

// Of the list on top.
static void read_rule(struct ts_scope *scope, const char *name, struct ts_rule *rule)
{
    struct ts_scope inner = *scope;
    inner.field = name;
    inner.place = ts_scope_find(scope, name, TS_WRITTEN_TABLE);
    inner.what = ts_build_format(scope->build, "%s/%s", scope->what, name);
    rule->name = ts_symbol_of(scope->build->symbols, name);
    rule->place = inner.place;
    if (!ts_ident_is_name(name, strlen(name))) {
        ts_scope_problem(&inner, "bad-name", NULL, "\"%s\" cannot name a rule: use a-z, 0-9, _ and -", name);
        return;
    }
    uint32_t count = ts_scope_count(&inner);
    if (count > ALTERNATIVES_MAX) {
        ts_scope_problem(&inner, "too-many", NULL, "rule \"%s\" has more than %d alternatives", name, ALTERNATIVES_MAX);
        return;
    }
    rule->alternatives = ts_arena_get(scope->build->keep, (count + 1) * sizeof *rule->alternatives);
    rule->count = count;
    for (uint32_t i = 0; i < count; i++) {
        struct ts_scope each = inner;
        each.path = ts_build_format(scope->build, "%s/%u", inner.what, i + 1);
        lua_rawgeti(scope->L, -1, i + 1);
        read_alternative(&each, &rule->alternatives[i]);
        lua_pop(scope->L, 1);
    }
}

static bool is_story_field(const struct ts_scope *scope, const char *name)
{
    return !strcmp(name, "story") && lua_type(scope->L, -1) == LUA_TSTRING;
}

// Its conditions ask for the variables of a story: the one it says, or the only one there is.
static void find_story(struct ts_scope *scope)
{
    struct ts_build *build = scope->build;
    const char *name = NULL;
    lua_pushstring(scope->L, "story");
    lua_rawget(scope->L, -2);
    if (lua_type(scope->L, -1) == LUA_TSTRING) name = lua_tostring(scope->L, -1);
    if (name) scope->story = ts_build_find_story(build, ts_build_full(build, scope->pack, name));
    if (name && !scope->story)
        ts_scope_problem(scope, "unknown-story", ts_build_near_story(build, name), "there is no story \"%s\" for grammar \"%s\"", name, scope->what);
    lua_pop(scope->L, 1);
    uint32_t count = 0;
    struct ts_draft_story *only = NULL;
    for (uint32_t i = 0; i < build->stories.count; i++) {
        struct ts_draft_story *draft = build->stories.items[i];
        if (draft->pack != scope->pack) continue;
        only = draft;
        count++;
    }
    if (!name && count == 1) scope->story = only;
}

static void build_grammar(struct ts_scope *scope, const struct ts_definition *definition)
{
    struct ts_build *build = scope->build;
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name a grammar: use a-z, 0-9, _ and -", definition->name);
        return;
    }
    struct ts_grammar *grammar = ts_list_add(&build->grammars, build->keep, sizeof *grammar);
    grammar->id = ts_build_full(build, scope->pack, definition->name);
    grammar->name = ts_symbol_of(build->symbols, definition->name);
    grammar->pack = scope->pack->index;
    grammar->place = definition->place;
    scope->what = ts_build_text(build, grammar->id);
    scope->owner = grammar->id;
    scope->is_grammar = true;
    (void)ts_build_claim(build, scope->pack, 'g', grammar->id, definition->place);
    find_story(scope);
    struct ts_names names = ts_scope_keys(scope);
    if (names.count > RULES_MAX) {
        ts_scope_problem(scope, "too-many", NULL, "grammar \"%s\" has more than %d rules", definition->name, RULES_MAX);
        return;
    }
    grammar->rules = ts_arena_get(build->keep, (names.count + 1) * sizeof *grammar->rules);
    for (uint32_t i = 0; i < names.count; i++) {
        lua_pushstring(scope->L, names.items[i]);
        lua_rawget(scope->L, -2);
        if (!is_story_field(scope, names.items[i])) {
            read_rule(scope, names.items[i], &grammar->rules[grammar->rule_count++]);
            *ts_map_add(&grammar->rule_by_name, grammar->rules[grammar->rule_count - 1].name) = grammar->rule_count;
        }
        lua_pop(scope->L, 1);
    }
}

const struct ts_kind ts_kind_grammar = {.name = "grammar", .is_named = true, .build = build_grammar};
