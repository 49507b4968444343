// build_narrate.c - `narrate`: a moment that a narrator may put into words
#include <assert.h>
#include <lauxlib.h>
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"
#include "lua/narrate.h"

enum { WORDS_LEAST = 10, WORDS_MOST = 600, WORDS_MIN = 30, WORDS_MAX = 90, FACTS_MAX = 50 };

// --- facts

static const struct ts_field fact_fields[] = {
    {"[1]", ts_read_text, offsetof(struct ts_fact, text), true, "what is so"},
    {"against", ts_read_text, offsetof(struct ts_fact, against), false, "words and phrases, parted by commas, that would contradict it"},
    {NULL, NULL, 0, false, NULL},
};

// A text, or a table whose first value is one and that says what is against it.
static bool is_told_against(struct ts_scope *scope)
{
    if (!lua_istable(scope->L, -1)) return false;
    lua_pushstring(scope->L, "against");
    lua_rawget(scope->L, -2);
    bool found = !lua_isnil(scope->L, -1);
    lua_pop(scope->L, 1);
    return found;
}

static void read_fact(struct ts_scope *scope, const char *path, const char *name, struct ts_fact *fact)
{
    static const struct ts_field *const tables[] = {fact_fields, NULL};
    fact->name = name;
    scope->field = name;
    scope->path = ts_build_format(scope->build, "%s/%s", path, name);
    if (!is_told_against(scope)) {
        ts_read_text(scope, &fact->text);
        return;
    }
    ts_fields_check(scope, tables);
    ts_fields_read(scope, fact_fields, fact);
}

static void read_facts(struct ts_scope *scope, void *to)
{
    struct ts_narrate *narrate = to;
    struct ts_scope inner = *scope;
    if (!ts_fields_is_table(scope, "a table of facts by name")) return;
    struct ts_names names = ts_scope_keys(scope);
    if (names.count > FACTS_MAX) {
        ts_scope_problem(scope, "too-many", NULL, "%s has more than %d facts", scope->what, FACTS_MAX);
        return;
    }
    struct ts_fact *facts = ts_arena_get(scope->build->keep, (names.count + 1) * sizeof *facts);
    narrate->facts = facts;
    for (uint32_t i = 0; i < names.count; i++) {
        if (!ts_ident_is_name(names.items[i], strlen(names.items[i]))) {
            ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name a fact: use a-z, 0-9, _ and -", names.items[i]);
            continue;
        }
        lua_pushstring(scope->L, names.items[i]);
        lua_rawget(scope->L, -2);
        read_fact(&inner, scope->path, ts_arena_copy(scope->build->keep, names.items[i], strlen(names.items[i])), &facts[narrate->fact_count++]);
        lua_pop(scope->L, 1);
    }
}

// --- the rest

// { least, most }.
static void read_words(struct ts_scope *scope, void *to)
{
    struct ts_narrate *narrate = to;
    lua_Integer least = 0, most = 0;
    if (lua_istable(scope->L, -1)) {
        lua_rawgeti(scope->L, -1, 1);
        lua_rawgeti(scope->L, -2, 2);
        if (lua_isinteger(scope->L, -2)) least = lua_tointeger(scope->L, -2);
        if (lua_isinteger(scope->L, -1)) most = lua_tointeger(scope->L, -1);
        lua_pop(scope->L, 2);
    }
    if (least < WORDS_LEAST || most > WORDS_MOST || least > most) {
        ts_scope_wrong(scope, "{ least, most }, whole numbers from 10 to 600");
        return;
    }
    narrate->words_min = (uint32_t)least;
    narrate->words_max = (uint32_t)most;
}

struct drafting { struct ts_narrate model; const char *grammar; };

const struct ts_field ts_narrate_fields[] = {
    {"brief", ts_read_text, offsetof(struct drafting, model.brief), true, "what the moment is, in a sentence or two, for who is to word it"},
    {"facts", read_facts, offsetof(struct drafting, model), false, "what is so, by name: a text, or { text, against = \"what would contradict it\" }", "table<string, any>"},
    {"tone", ts_read_words, offsetof(struct drafting, model.tone), false, "how it is told: \"hushed\"; neutral unless told"},
    {"words", read_words, offsetof(struct drafting, model), false, "{ least, most } words; { 30, 90 } unless told", "integer[]"},
    {"when", ts_read_condition, offsetof(struct drafting, model.when), false, "told only while this holds"},
    {"grammar", ts_read_words, offsetof(struct drafting, grammar), false, "the pack's grammar that tells it where no model does: \"quay\" or \"quay/dusk\"; unless told, the one named like the scene or the story"},
    {NULL, NULL, 0, false, NULL},
};

static void note(struct ts_scope *scope, const struct drafting *drafting, struct ts_narrate *kept)
{
    struct ts_build *build = scope->build;
    if (build->is_rebuilding) return;
    struct ts_draft_narrate *draft = ts_list_add(&build->narrates, build->scratch, sizeof *draft);
    const char *slash = strrchr(scope->what, '/');
    *draft = (struct ts_draft_narrate){.model = kept, .pack = scope->pack, .what = scope->what, .grammar = drafting->grammar,
                                       .scene = slash ? slash + 1 : NULL,
                                       .story = scope->story ? ts_build_text(build, scope->story->known->name) : NULL};
}

// Of the table on top.
static struct ts_narrate *read(struct ts_scope *scope)
{
    static const struct ts_field *const tables[] = {ts_narrate_fields, NULL};
    struct drafting drafting = {.model = {.words_min = WORDS_MIN, .words_max = WORDS_MAX, .pack = scope->pack->index}};
    scope->path = ts_build_format(scope->build, "%s/narrate", scope->path ? scope->path : scope->what);
    drafting.model.place = scope->place;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, ts_narrate_fields, &drafting);
    struct ts_narrate *kept = ts_arena_get(scope->build->keep, sizeof *kept);
    *kept = drafting.model;
    note(scope, &drafting, kept);
    return kept;
}

void ts_narrate_read(struct ts_scope *scope, void *to)
{
    struct ts_scope inner = *scope;
    if (!ts_fields_is_table(scope, "a table, as in narrate = { brief = \"…\" }")) return;
    inner.place = ts_scope_find(scope, "narrate", TS_WRITTEN_TABLE);
    *(const struct ts_narrate **)to = read(&inner);
}

const struct ts_field ts_recap_fields[] = {
    {"narrate", ts_narrate_read, 0, true, "the moment, as of a scene; what others did is among its events", "turnstone.narrate"},
    {NULL, NULL, 0, false, NULL},
};

void ts_recap_read(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {ts_recap_fields, NULL};
    struct ts_scope inner = *scope;
    if (!ts_fields_is_table(scope, "a table, as in recap = { narrate = { … } }")) return;
    ts_fields_check(&inner, tables);
    ts_fields_read(&inner, ts_recap_fields, to);
}

// --- of a scene in another file

static void build_narrate(struct ts_scope *scope, const struct ts_definition *definition)
{
    struct ts_build *build = scope->build;
    const char *slash = strchr(definition->name, '/');
    const char *story = slash ? ts_build_format(build, "%.*s", (int)(slash - definition->name), definition->name) : NULL;
    scope->story = story ? ts_build_find_story(build, ts_build_full(build, scope->pack, story)) : NULL;
    if (!scope->story) {
        ts_scope_problem(scope, "unknown-story", story ? ts_build_near_story(build, story) : NULL, "define.narrate \"%s\" is to name a scene, as \"story/scene\"", definition->name);
        return;
    }
    ts_symbol full = ts_build_full(build, scope->pack, definition->name);
    scope->what = ts_build_text(build, full);
    scope->owner = full;
    (void)ts_build_claim(build, scope->pack, 'n', full, definition->place);
    const struct ts_narrate *kept = read(scope);
    if (build->is_rebuilding) return;
    struct ts_draft_narrate *draft = build->narrates.items[build->narrates.count - 1];
    assert(draft->model == kept);
    draft->of = full;
}

const struct ts_kind ts_kind_narrate = {.name = "narrate", .is_named = true, .fields = {ts_narrate_fields}, .build = build_narrate};
