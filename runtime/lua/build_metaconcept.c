// build_metaconcept.c - metaconcepts: principles that a run can integrate
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

static void read_scope(struct ts_scope *scope, void *to)
{
    struct ts_metaconcept *concept = to;
    struct ts_names names = {0};
    ts_read_names(scope, &names);
    concept->scope = names.items;
    concept->scope_count = names.count;
}

static const struct ts_field metaconcept_fields[] = {
    {"title", ts_read_title, offsetof(struct ts_metaconcept, title), false, "what players see"},
    {"category", ts_read_words, offsetof(struct ts_metaconcept, category), false, "therapeutic, narrative, safety or game"},
    {"scope", read_scope, 0, false, "what it speaks to", "string[]"},
    {NULL, NULL, 0, false, NULL},
};

static void build_metaconcept(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {metaconcept_fields, NULL};
    struct ts_build *build = scope->build;
    struct ts_metaconcept *concept;
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name a metaconcept: use a-z, 0-9, _ and -", definition->name);
        return;
    }
    concept = ts_list_add(&build->metaconcepts, build->scratch, sizeof *concept);
    concept->id = ts_build_bare(build, scope->pack, definition->name);
    concept->pack = scope->pack->index;
    concept->place = definition->place;
    scope->what = ts_build_text(build, concept->id);
    (void)ts_build_claim(build, scope->pack, 'm', concept->id, definition->place);
    ts_fields_check(scope, tables);
    ts_fields_read(scope, metaconcept_fields, concept);
    if (!concept->title) concept->title = ts_build_text(build, ts_symbol_of(build->symbols, definition->name));
}

const struct ts_kind ts_kind_metaconcept = {.name = "metaconcept",
                                            .is_named = true,
                                            .fields = {metaconcept_fields},
                                            .build = build_metaconcept};
