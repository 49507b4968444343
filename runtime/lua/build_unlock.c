// build_unlock.c - unlocks: what a rule over progression grants
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

static const struct ts_field unlock_fields[] = {
    {"title", ts_read_title, offsetof(struct ts_unlock, title), false, "what players see"},
    {"description", ts_read_title, offsetof(struct ts_unlock, description), false, "what it opens"},
    {"when", ts_read_function, offsetof(struct ts_unlock, when), true, "function(progression) that answers true when it is earned", TS_TYPE_RULE},
    {NULL, NULL, 0, false, NULL},
};

static void build_unlock(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {unlock_fields, NULL};
    struct ts_build *build = scope->build;
    struct ts_unlock *unlock;
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name an unlock: use a-z, 0-9, _ and -", definition->name);
        return;
    }
    unlock = ts_list_add(&build->unlocks, build->scratch, sizeof *unlock);
    unlock->id = ts_build_full(build, scope->pack, definition->name);
    unlock->pack = scope->pack->index;
    unlock->place = definition->place;
    scope->what = ts_build_text(build, unlock->id);
    (void)ts_build_claim(build, scope->pack, 'u', unlock->id, definition->place);
    ts_fields_check(scope, tables);
    ts_fields_read(scope, unlock_fields, unlock);
    if (!unlock->title) unlock->title = ts_build_text(build, ts_symbol_of(build->symbols, definition->name));
}

const struct ts_kind ts_kind_unlock = {.name = "unlock", .is_named = true, .fields = {unlock_fields}, .build = build_unlock};
