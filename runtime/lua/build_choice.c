// build_choice.c - choices: what they are called, when they are open, what they cause
#include <lauxlib.h>
#include <string.h>

#include "base/ident.h"
#include "lua/fields.h"

enum { ASK_MAX = 1000, ASK_DEFAULT = 40, CHOICES_MAX = 1000, CHOICE_COST = 1000 };

// --- variables it changes

static const char *nearest_var(struct ts_scope *scope, const char *name)
{
    const struct ts_story *story = scope->story->known;
    struct ts_near near = ts_near_start(scope->build);
    for (uint32_t i = 0; i < story->var_count; i++)
        if (!ts_near_add(&near, ts_build_text(scope->build, story->vars[i].name))) break;
    return ts_near_find(&near, name);
}

// The variable's slot + 1; 0 and a problem when it is not declared.
static uint32_t find_var(struct ts_scope *scope, const char *name)
{
    const struct ts_story *story = scope->story->known;
    const uint64_t *slot = ts_map_find(&story->var_by_name, ts_symbol_of(scope->build->symbols, name));
    if (slot) return (uint32_t)*slot;
    ts_scope_problem(scope, "unknown-variable", nearest_var(scope, name), "\"%s\" of \"%s\" names \"%s\", which is no variable of \"%s\"",
                     scope->field, scope->what, name, ts_build_text(scope->build, story->id));
    return 0;
}

static bool can_add(struct ts_scope *scope, uint32_t slot, struct ts_value value)
{
    enum ts_type held = scope->story->known->vars[slot].initial.type;
    if ((held == TS_INT || held == TS_REAL) && (value.type == TS_INT || value.type == TS_REAL)) return true;
    ts_scope_problem(scope, "wrong-type", NULL, "\"add\" of \"%s\" needs numbers, as \"%s\" must hold one", scope->what,
                     ts_build_text(scope->build, scope->story->known->vars[slot].name));
    return false;
}

static void read_write(struct ts_scope *scope, const char *name, bool add, struct ts_list *out)
{
    struct ts_value value;
    struct ts_write *write;
    uint32_t slot = find_var(scope, name);
    lua_pushstring(scope->L, name);
    lua_rawget(scope->L, -2);
    if (slot && ts_scope_value(scope, scope->story->known->vars[slot - 1].is_map, &value) && (!add || can_add(scope, slot - 1, value))) {
        write = ts_list_add(out, scope->build->keep, sizeof *write);
        *write = (struct ts_write){.var = slot - 1, .add = add, .value = value};
    }
    lua_pop(scope->L, 1);
}

static void read_writes(struct ts_scope *scope, bool add, struct ts_list *out)
{
    struct ts_names names;
    if (!ts_fields_is_table(scope, "a table of variables")) return;
    names = ts_scope_keys(scope);
    if (names.count && scope->pack != scope->story->pack && !scope->build->host->content.packs[scope->pack->index].may_write_vars)
        ts_scope_problem(scope, "not-permitted", "add permissions = { \"vars.write\" } to pack.lua",
                         "\"%s\" changes variables of \"%s\" without permission", scope->what,
                         ts_build_text(scope->build, scope->story->known->id));
    for (uint32_t i = 0; i < names.count; i++) read_write(scope, names.items[i], add, out);
}

static void read_set(struct ts_scope *scope, void *to)
{
    read_writes(scope, false, to);
}

static void read_add(struct ts_scope *scope, void *to)
{
    read_writes(scope, true, to);
}

// --- asking, the deed

struct asked {
    const char *var;
    uint32_t max;
};

const struct ts_field ts_ask_fields[] = {
    {"var", ts_read_words, offsetof(struct asked, var), true, "the variable that takes the typed text"},
    {"max", ts_read_count, offsetof(struct asked, max), false, "letters at most; 40 unless told"},
    {NULL, NULL, 0, false, NULL},
};

static void read_ask(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {ts_ask_fields, NULL};
    struct ts_choice *choice = to;
    struct asked asked = {.max = ASK_DEFAULT};
    if (!ts_fields_is_table(scope, "a table, as in ask = { var = \"name\", max = 40 }")) return;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, ts_ask_fields, &asked);
    if (!asked.var) return;
    choice->ask = find_var(scope, asked.var);
    choice->ask_max = asked.max;
    if (asked.max < 1 || asked.max > ASK_MAX)
        ts_scope_problem(scope, "wrong-type", NULL, "\"max\" of the ask of \"%s\" must be 1 to %d", scope->what, ASK_MAX);
    if (choice->ask && scope->story->known->vars[choice->ask - 1].initial.type != TS_TEXT)
        ts_scope_problem(scope, "wrong-type", NULL,
                         "\"%s\" asks for a text, but \"%s\" does not hold one at first; declare it as %s = \"\"", scope->what, asked.var,
                         asked.var);
}

// --- the choice

const struct ts_field ts_choice_fields[] = {
    {"[1]", ts_read_text, offsetof(struct ts_draft_choice, model.label), true, "the label"},
    {"id", ts_read_nothing, 0, false, "its name, unique in the scene; stays for good", "string"},
    {"when", ts_read_condition, offsetof(struct ts_draft_choice, model.when), false, "open only while this holds"},
    {"locked", ts_read_text, offsetof(struct ts_draft_choice, model.locked), false, "shown as the reason while `when` does not hold"},
    {"once", ts_read_bool, offsetof(struct ts_draft_choice, model.once), false, "can be taken once"},
    {"set", read_set, offsetof(struct ts_draft_choice, writes), false, "variables to set", "table<string, any>"},
    {"add", read_add, offsetof(struct ts_draft_choice, writes), false, "numbers to add to variables", "table<string, number>"},
    {"effect", ts_read_function, offsetof(struct ts_draft_choice, model.effect), false, "function(run, universe) called when it is taken"},
    {"event", ts_read_event, offsetof(struct ts_draft_choice, event), false, "the deed it writes on the timeline"},
    {"reply", ts_read_text, offsetof(struct ts_draft_choice, model.reply), false, "what is told when it is taken"},
    {"to", ts_read_words, offsetof(struct ts_draft_choice, to), false, "the scene it leads to", "turnstone.scene_id"},
    {"detour", ts_read_words, offsetof(struct ts_draft_choice, detour), false, "a scene to visit that comes back", "turnstone.scene_id"},
    {"back", ts_read_bool, offsetof(struct ts_draft_choice, model.back), false, "returns from a detour"},
    {"as", ts_read_words, offsetof(struct ts_draft_choice, as), false, "the choice it acts as, after its own reply"},
    {"each", ts_read_function, offsetof(struct ts_draft_choice, model.each), false, "function(run) that gives a list: a choice for each", "fun(run: turnstone.run, universe: turnstone.universe): any[]"},
    {"ask", read_ask, offsetof(struct ts_draft_choice, model), false, "takes typed text: { var, max }", "turnstone.ask"},
    {NULL, NULL, 0, false, NULL},
};

static const char *read_id(struct ts_scope *scope)
{
    const char *id = NULL;
    lua_pushstring(scope->L, "id");
    lua_rawget(scope->L, -2);
    scope->field = "id";
    if (lua_isnil(scope->L, -1))
        ts_scope_problem(scope, "missing-field", "give it one that will stay: id = \"…\"", "a choice of \"%s\" has no id", scope->what);
    else
        id = ts_scope_string(scope);
    lua_pop(scope->L, 1);
    if (!id || ts_ident_is_name(id, strlen(id))) return id;
    ts_scope_problem(scope, "bad-name", NULL, "the id \"%s\" of a choice must be a name of a-z, 0-9, _ and -", id);
    return NULL;
}

static void finish_choice(struct ts_scope *scope, struct ts_draft_choice *choice)
{
    struct ts_write *writes = ts_arena_get(scope->build->keep, (choice->writes.count + 1) * sizeof *writes);
    for (uint32_t i = 0; i < choice->writes.count; i++) writes[i] = *(struct ts_write *)choice->writes.items[i];
    choice->model.writes = writes;
    choice->model.write_count = choice->writes.count;
}

// In the ids of texts. What stands in for another's choice goes by who wrote it.
static const char *path_of(struct ts_scope *scope, const char *prefix, const char *id)
{
    const char *pack = ts_build_text(scope->build, scope->pack->name);
    bool is_own = strncmp(prefix, pack, strlen(pack)) == 0 && prefix[strlen(pack)] == ':';
    return ts_build_format(scope->build, "%s%s%s/choices/%s", is_own ? "" : pack, is_own ? "" : "/", prefix, id);
}

struct ts_draft_choice *ts_choice_build(struct ts_scope *scope, const char *prefix)
{
    static const struct ts_field *const tables[] = {ts_choice_fields, ts_care_fields, NULL};
    struct ts_build *build = scope->build;
    struct ts_scope inner = *scope;
    struct ts_draft_choice *choice;
    struct ts_care care = ts_care_none();
    const char *id;
    if (!ts_fields_is_table(scope, "a choice, as in { \"label\", id = \"…\" }")) return NULL;
    ts_box_charge(scope->L, CHOICE_COST);
    id = read_id(&inner);
    if (!id) return NULL;
    choice = ts_arena_get(build->keep, sizeof *choice);
    inner.place = ts_scope_find(scope, id, TS_WRITTEN_ID);
    choice->model.id = ts_symbol_of(build->symbols, id);
    choice->model.full = ts_build_symbol(build, "%s/%s", prefix, id);
    choice->model.bare = ts_build_symbol(build, "%s#%s", ts_build_text(build, scope->story->known->id), id);
    choice->model.pack = scope->pack->index;
    choice->model.place = inner.place;
    inner.what = ts_build_text(build, choice->model.full);
    inner.path = path_of(scope, prefix, id);
    inner.label = NULL;
    inner.owner = choice->model.full;
    ts_fields_check(&inner, tables);
    ts_fields_read(&inner, ts_choice_fields, choice);
    ts_fields_read(&inner, ts_care_fields, &care);
    choice->model.care = ts_care_keep(&inner, &care);
    finish_choice(&inner, choice);
    return choice;
}

void ts_choices_build(struct ts_scope *scope, const char *prefix, struct ts_list *out)
{
    const char *field = scope->field;
    uint32_t count = ts_scope_count(scope);
    luaL_checkstack(scope->L, 20, "to read choices");
    if (count > CHOICES_MAX) {
        ts_scope_problem(scope, "wrong-type", NULL, "\"%s\" has more than %d choices", scope->what, CHOICES_MAX);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct ts_draft_choice *choice;
        lua_rawgeti(scope->L, -1, i + 1);
        choice = ts_choice_build(scope, prefix);
        if (choice) ts_list_push(out, scope->build->keep, choice);
        lua_pop(scope->L, 1);
    }
    scope->field = field;
}
