// build_skill.c - skills: what a player can learn for points that completed runs earned
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

static const struct ts_field skill_fields[] = {
    {"title", ts_read_title, offsetof(struct ts_draft_skill, model.title), false, "what players see"},
    {"description", ts_read_title, offsetof(struct ts_draft_skill, model.description), false, "what it does for later runs"},
    {"requires", ts_read_names, offsetof(struct ts_draft_skill, requires), false, "skills that must be learned before", "string|string[]"},
    {"cost", ts_read_count, offsetof(struct ts_draft_skill, model.cost), true, "points, of which a completed run earns one"},
    {"packs", ts_read_names, offsetof(struct ts_draft_skill, packs), false, "it does something in stories of these packs only", "string|string[]"},
    {"effect", ts_read_function, offsetof(struct ts_draft_skill, effect), false, "function(run, universe): what it does as a later run opens"},
    {NULL, NULL, 0, false, NULL},
};

// What it does is told to it as to any other that waits for a run to start: in its pack's turn, and undone alone.
static void add_handler(struct ts_build *build, const struct ts_draft_skill *skill, ts_call effect, uint32_t pack, struct ts_place place, ts_symbol of)
{
    ts_build_add_handler(build, &(struct ts_handler){.happening = TS_RUN_STARTED, .pack = pack, .place = place, .run = effect,
                                                     .skill = skill->model.id, .of = of});
}

void ts_skill_add_effect(struct ts_build *build, const struct ts_draft_skill *skill, ts_call effect, uint32_t pack, struct ts_place place)
{
    if (!effect) return;
    if (!skill->packs.count) add_handler(build, skill, effect, pack, place, 0);
    for (uint32_t i = 0; i < skill->packs.count; i++)
        add_handler(build, skill, effect, pack, place, ts_symbol_of(build->symbols, skill->packs.items[i]));
}

static void build_skill(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {skill_fields, NULL};
    struct ts_build *build = scope->build;
    struct ts_draft_skill *skill;
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name a skill: use a-z, 0-9, _ and -", definition->name);
        return;
    }
    skill = ts_list_add(&build->skills, build->scratch, sizeof *skill);
    skill->model.id = ts_build_full(build, scope->pack, definition->name);
    skill->model.pack = scope->pack->index;
    skill->model.place = definition->place;
    scope->what = ts_build_text(build, skill->model.id);
    (void)ts_build_claim(build, scope->pack, 'k', skill->model.id, definition->place);
    ts_fields_check(scope, tables);
    ts_fields_read(scope, skill_fields, skill);
    if (!skill->model.title) skill->model.title = ts_build_text(build, ts_symbol_of(build->symbols, definition->name));
    ts_skill_add_effect(build, skill, skill->effect, scope->pack->index, definition->place);
}

const struct ts_kind ts_kind_skill = {.name = "skill", .is_named = true, .fields = {skill_fields}, .build = build_skill};
