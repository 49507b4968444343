// build_focus.c - therapeutic focuses: what a run may carry
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

static void read_ideas(struct ts_scope *scope, void *to)
{
    struct ts_focus *focus = to;
    struct ts_names names = {0};
    ts_read_names(scope, &names);
    focus->ideas = names.items;
    focus->idea_count = names.count;
}

static const struct ts_field focus_fields[] = {
    {"title", ts_read_title, offsetof(struct ts_draft_focus, model.title), false, "what players see"},
    {"setting", ts_read_title, offsetof(struct ts_draft_focus, model.setting), false, "a setting that suits it"},
    {"ideas", read_ideas, offsetof(struct ts_draft_focus, model), false, "what it works with", "string[]"},
    {"metaconcepts", ts_read_names, offsetof(struct ts_draft_focus, metaconcepts), false, "the metaconcepts that fit it", "string[]"},
    {NULL, NULL, 0, false, NULL},
};

static void build_focus(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {focus_fields, NULL};
    struct ts_build *build = scope->build;
    struct ts_draft_focus *focus;
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name a focus: use a-z, 0-9, _ and -", definition->name);
        return;
    }
    focus = ts_list_add(&build->focuses, build->scratch, sizeof *focus);
    focus->model.id = ts_build_bare(build, scope->pack, definition->name);
    focus->model.pack = scope->pack->index;
    focus->model.place = definition->place;
    scope->what = ts_build_text(build, focus->model.id);
    (void)ts_build_claim(build, scope->pack, 'f', focus->model.id, definition->place);
    ts_fields_check(scope, tables);
    ts_fields_read(scope, focus_fields, focus);
    if (!focus->model.title) focus->model.title = ts_build_text(build, ts_symbol_of(build->symbols, definition->name));
}

const struct ts_kind ts_kind_focus = {.name = "focus", .is_named = true, .fields = {focus_fields}, .build = build_focus};
