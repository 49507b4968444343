// build_alias.c - names given up, as packs tell them: old = new
#include <string.h>

#include "lua/alias.h"
#include "lua/kinds.h"

enum { RENAME_COST = 500 };

struct table {
    const char *field;
    enum ts_renamed what;
    int slashes;         // in a name: "story/scene"
    const char *example; // of one
    const char *noun, *room; // before the name in its id
};

static const struct table tables[] = {
    {"stories", TS_RENAMED_STORY, 0, "lantern", "story"},
    {"scenes", TS_RENAMED_SCENE, 1, "lantern/quay", "scene"},
    {"choices", TS_RENAMED_CHOICE, 2, "lantern/quay/light", "choice"},
    {"vars", TS_RENAMED_VAR, 1, "lantern/lit", "variable"},
    {"own", TS_RENAMED_VAR, 0, "calm", "variable"},
    {"endings", TS_RENAMED_ENDING, 1, "lantern/spoken", "ending"},
    {"unlocks", TS_RENAMED_UNLOCK, 0, "second_light", "unlock"},
    {"cosmetics", TS_RENAMED_UNLOCK, 0, "blue_coat", "cosmetic", "cosmetic/"},
    {"skills", TS_RENAMED_SKILL, 0, "knots", "skill"},
    {"focuses", TS_RENAMED_FOCUS, 0, "grief", "focus"},
    {"metaconcepts", TS_RENAMED_METACONCEPT, 0, "growth", "metaconcept"},
};

const struct ts_field ts_rename_fields[] = {
    {"stories", ts_read_nothing, 0, false, "old = \"new\", as all of these"},
    {"scenes", ts_read_nothing, 0, false, "scenes and storylets: [\"lantern/pier\"] = \"lantern/quay\""},
    {"choices", ts_read_nothing, 0, false, "[\"lantern/quay/lite\"] = \"lantern/quay/light\"; shared ones by their group's name"},
    {"vars", ts_read_nothing, 0, false, "variables of stories: [\"lantern/is_lit\"] = \"lit\""},
    {"own", ts_read_nothing, 0, false, "the pack's own variables"},
    {"endings", ts_read_nothing, 0, false, "[\"lantern/told\"] = \"lantern/spoken\""},
    {"unlocks", ts_read_nothing, 0, false, ""},
    {"cosmetics", ts_read_nothing, 0, false, "by their names alone, as skills"},
    {"skills", ts_read_nothing, 0, false, "what was learned under the old name is the new one"},
    {"focuses", ts_read_nothing, 0, false, ""},
    {"metaconcepts", ts_read_nothing, 0, false, ""},
    {"keys", ts_read_nothing, 0, false, "refused: keys of the world keep their names"},
    {NULL, NULL, 0, false, NULL},
};

struct pair {
    struct ts_scope *scope;
    const struct table *table;
    uint32_t migration;
};

static bool is_foreign(struct ts_scope *scope, const char *name)
{
    const char *colon = strchr(name, ':');
    const char *pack = ts_build_text(scope->build, scope->pack->name);
    return colon && (strlen(pack) != (size_t)(colon - name) || strncmp(name, pack, strlen(pack)) != 0);
}

static int count_slashes(const char *name)
{
    int count = 0;
    for (; *name; name++) count += *name == '/';
    return count;
}

// A choice of shared ones has one part less: "group/choice".
static bool has_shape(const struct table *table, const char *name)
{
    int slashes = count_slashes(name);
    return slashes == table->slashes || (table->what == TS_RENAMED_CHOICE && slashes == 1);
}

static ts_symbol full_of(struct ts_scope *scope, const struct table *table, const char *name)
{
    struct ts_build *build = scope->build;
    const char *colon = strchr(name, ':'), *local = colon ? colon + 1 : name, *slash = strchr(local, '/');
    const char *pack = ts_build_text(build, scope->pack->name);
    if (table->what == TS_RENAMED_FOCUS || table->what == TS_RENAMED_METACONCEPT) return ts_build_bare(build, scope->pack, local);
    if (table->what != TS_RENAMED_VAR) return ts_build_symbol(build, "%s:%s%s", pack, table->room ? table->room : "", local);
    if (!slash) return ts_build_symbol(build, "%s#%s", pack, local);
    return ts_build_symbol(build, "%s:%.*s#%s", pack, (int)(slash - local), local, slash + 1);
}

// A new name without slashes lies where the old one lay: ["lantern/is_lit"] = "lit".
static const char *beside(struct ts_scope *scope, const char *before, const char *now)
{
    const char *slash = strrchr(before, '/');
    if (!slash || strchr(now, '/') || strchr(now, ':')) return now;
    return ts_build_format(scope->build, "%.*s/%s", (int)(slash - before), before, now);
}

static bool check_name(struct ts_scope *scope, const struct table *table, const char *name)
{
    if (is_foreign(scope, name)) {
        ts_scope_problem(scope, "foreign-name", "ask for it in that pack", "\"%s\" belongs to another pack: a pack renames only what is its own",
                         name);
        return false;
    }
    if (has_shape(table, name)) return true;
    ts_scope_problem(scope, "bad-name", NULL, "\"%s\" is not how a %s is named; write it as \"%s\"", name, table->noun, table->example);
    return false;
}

static struct ts_place place_of(struct ts_scope *scope, const char *name)
{
    struct ts_place place = ts_scope_find_text(scope, name, strlen(name));
    return place.line != scope->place.line ? place : ts_scope_find(scope, name, TS_WRITTEN_NAME);
}

// False once the pack has told of too many.
static bool has_room(struct ts_scope *scope)
{
    struct ts_lua_pack *pack = scope->pack;
    if (pack->former_count++ < TS_FORMER_MAX) return true;
    if (pack->former_count == TS_FORMER_MAX + 1)
        ts_scope_problem(scope, "too-many", "drop the oldest migrations, and aliases of names that no run knows any more",
                         "a pack may give up at most %d names", TS_FORMER_MAX);
    return false;
}

static void read_pair(const struct pair *pair, const char *before, const char *now)
{
    struct ts_scope scope = *pair->scope;
    const struct table *table = pair->table;
    struct ts_draft_rename *draft;
    scope.place = place_of(pair->scope, before);
    now = beside(&scope, before, now);
    if (!has_room(&scope) || !check_name(&scope, table, before) || !check_name(&scope, table, now)) return;
    draft = ts_list_add(&scope.build->renames, scope.build->scratch, sizeof *draft);
    draft->model = (struct ts_rename){table->what, full_of(&scope, table, before), full_of(&scope, table, now), scope.place};
    draft->pack = scope.pack;
    draft->migration = pair->migration;
}

// old = new, in the table on top.
static void read_pairs(const struct pair *pair)
{
    struct ts_scope *scope = pair->scope;
    struct ts_names names;
    if (!ts_fields_is_table(scope, "a table of old = \"new\"")) return;
    names = ts_scope_keys(scope);
    for (uint32_t i = 0; i < names.count; i++) {
        const char *now;
        ts_box_charge(scope->L, RENAME_COST);
        lua_pushstring(scope->L, names.items[i]);
        lua_rawget(scope->L, -2);
        now = ts_scope_string(scope);
        lua_pop(scope->L, 1);
        if (now) read_pair(pair, names.items[i], now);
    }
}

static void refuse_keys(struct ts_scope *scope)
{
    lua_pushstring(scope->L, "keys");
    lua_rawget(scope->L, -2);
    if (!lua_isnil(scope->L, -1))
        ts_scope_problem(scope, "bad-field", "declare the new key beside the old one, and read both",
                         "keys of the world cannot be renamed: their history belongs to everybody and is never rewritten");
    lua_pop(scope->L, 1);
}

void ts_renames_read(struct ts_scope *scope, uint32_t migration)
{
    refuse_keys(scope);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct pair pair = {scope, &tables[i], migration};
        scope->field = tables[i].field;
        lua_pushstring(scope->L, tables[i].field);
        lua_rawget(scope->L, -2);
        if (!lua_isnil(scope->L, -1)) read_pairs(&pair);
        lua_pop(scope->L, 1);
    }
}

static void declare_aliases(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const fields[] = {ts_rename_fields, NULL};
    (void)definition;
    scope->what = "define.aliases";
    ts_fields_check(scope, fields);
    if (!scope->build->is_rebuilding) ts_renames_read(scope, 0);
}

const struct ts_kind ts_kind_aliases = {.name = "aliases", .fields = {ts_rename_fields}, .declare = declare_aliases};
