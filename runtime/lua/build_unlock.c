// build_unlock.c - unlocks and cosmetics: what a rule over progression grants
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

static const struct ts_field unlock_fields[] = {
    {"title", ts_read_title, offsetof(struct ts_unlock, title), false, "what players see"},
    {"description", ts_read_title, offsetof(struct ts_unlock, description), false, "what it opens"},
    {"when", ts_read_function, offsetof(struct ts_unlock, when), true, "function(progression) that answers true when it is earned", TS_TYPE_RULE},
    {NULL, NULL, 0, false, NULL},
};

static void build(struct ts_scope *scope, const struct ts_definition *definition, const char *room)
{
    static const struct ts_field *const tables[] = {unlock_fields, NULL};
    struct ts_build *build = scope->build;
    struct ts_unlock *unlock;
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name %s: use a-z, 0-9, _ and -", definition->name, *room ? "a cosmetic" : "an unlock");
        return;
    }
    unlock = ts_list_add(&build->unlocks, build->scratch, sizeof *unlock);
    unlock->id = ts_build_full(build, scope->pack, ts_build_format(build, "%s%s", room, definition->name));
    unlock->pack = scope->pack->index;
    unlock->place = definition->place;
    scope->what = ts_build_text(build, unlock->id);
    (void)ts_build_claim(build, scope->pack, 'u', unlock->id, definition->place);
    ts_fields_check(scope, tables);
    ts_fields_read(scope, unlock_fields, unlock);
    if (!unlock->title) unlock->title = ts_build_text(build, ts_symbol_of(build->symbols, definition->name));
}

static void build_unlock(struct ts_scope *scope, const struct ts_definition *definition)
{
    build(scope, definition, "");
}

// A cosmetic is an unlock that its id tells apart: it is granted, explained, told of and kept like any other.
static void build_cosmetic(struct ts_scope *scope, const struct ts_definition *definition)
{
    build(scope, definition, "cosmetic/");
}

const struct ts_kind ts_kind_unlock = {.name = "unlock", .is_named = true, .fields = {unlock_fields}, .build = build_unlock};
const struct ts_kind ts_kind_cosmetic = {.name = "cosmetic", .is_named = true, .fields = {unlock_fields}, .build = build_cosmetic};
