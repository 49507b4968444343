// build_change.c - amendments of unlocks, cosmetics, skills, echoes and focuses: what a pack changes in those that another defined
#include <string.h>

#include "lua/amend.h"

#define PART(field) offsetof(struct ts_draft_change, field)

static const struct ts_field unlock_fields[] = {
    {"title", ts_read_part_words, PART(title), false, "what players see, in the stead of its own"},
    {"description", ts_read_part_words, PART(description), false, "what it opens, in the stead of its own"},
    {"when", ts_read_part_function, PART(when), false, "function(progression): the rule, in the stead of its own", TS_TYPE_RULE},
    {"also", ts_read_part_function, PART(also), false, "function(progression): another way to earn it", TS_TYPE_RULE},
    {"only", ts_read_part_function, PART(only), false, "function(progression): a condition that must hold besides, whichever way it is earned", TS_TYPE_RULE},
    {NULL, NULL, 0, false, NULL},
};

static const struct ts_field require_fields[] = {
    {"add", ts_read_names, PART(requires_added), false, "skills that must be learned before as well"},
    {"hide", ts_read_names, PART(requires_hidden), false, "skills that need no more be"},
    {NULL, NULL, 0, false, NULL},
};

static const struct ts_field ending_fields[] = {
    {"add", ts_read_names, PART(endings_added), false, "endings of its story that leave it as well"},
    {NULL, NULL, 0, false, NULL},
};

static const struct ts_field ideas_fields[] = {
    {"add", ts_read_names, PART(ideas_added), false, "ideas it works with as well"},
    {"hide", ts_read_names, PART(ideas_hidden), false, "ideas it works with no more, in their own words"},
    {NULL, NULL, 0, false, NULL},
};

static const struct ts_field concept_fields[] = {
    {"add", ts_read_names, PART(metaconcepts_added), false, "metaconcepts that fit it as well"},
    {NULL, NULL, 0, false, NULL},
};

static const struct ts_field milestone_fields[] = {
    {"add", ts_read_milestones, PART(milestones_added), false, "milestones as well, by name; one of a name that is there has these words", "table<string, string>"},
    {NULL, NULL, 0, false, NULL},
};

static const struct ts_field prompt_fields[] = {
    {"add", ts_read_prompts, PART(prompts_added), false, "prompts as well", "string[]"},
    {NULL, NULL, 0, false, NULL},
};

static void read_inner(struct ts_scope *scope, void *to, const struct ts_field *fields, const char *wanted)
{
    const struct ts_field *const tables[] = {fields, NULL};
    if (!ts_fields_is_table(scope, wanted)) return;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, fields, to);
}

static void read_ideas(struct ts_scope *scope, void *to)
{
    read_inner(scope, to, ideas_fields, "a table of add, hide");
}

static void read_concepts(struct ts_scope *scope, void *to)
{
    read_inner(scope, to, concept_fields, "a table of add");
}

static void read_milestones(struct ts_scope *scope, void *to)
{
    read_inner(scope, to, milestone_fields, "a table of add");
}

static void read_prompts(struct ts_scope *scope, void *to)
{
    read_inner(scope, to, prompt_fields, "a table of add");
}

static void read_requires(struct ts_scope *scope, void *to)
{
    read_inner(scope, to, require_fields, "a table of add, hide");
}

static void read_endings(struct ts_scope *scope, void *to)
{
    read_inner(scope, to, ending_fields, "a table of add");
}

static const struct ts_field skill_fields[] = {
    {"title", ts_read_part_words, PART(title), false, "what players see, in the stead of its own"},
    {"description", ts_read_part_words, PART(description), false, "what it does for later runs, in the stead of its own"},
    {"cost", ts_read_part_count, PART(cost), false, "points, in the stead of its own"},
    {"requires", read_requires, 0, false, "add, hide", "table"},
    {"effect", ts_read_part_function, PART(effect), false, "function(run, universe): what it does as well as a later run opens"},
    {NULL, NULL, 0, false, NULL},
};

static const struct ts_field echo_fields[] = {
    {"leaves", ts_read_part_function, PART(leaves), false, "function(run, universe): the words that are left, in the stead of its own",
     TS_TYPE_LEAVES},
    {"endings", read_endings, 0, false, "add", "table"},
    {NULL, NULL, 0, false, NULL},
};

static const struct ts_field focus_fields[] = {
    {"title", ts_read_part_words, PART(title), false, "what players see, in the stead of its own"},
    {"setting", ts_read_part_words, PART(setting), false, "a setting that suits it, in the stead of its own"},
    {"ideas", read_ideas, 0, false, "add, hide", "table"},
    {"metaconcepts", read_concepts, 0, false, "add", "table"},
    {"milestones", read_milestones, 0, false, "add", "table"},
    {"prompts", read_prompts, 0, false, "add", "table"},
    {NULL, NULL, 0, false, NULL},
};

static void build_change(struct ts_scope *scope, const struct ts_definition *definition)
{
    struct ts_build *build = scope->build;
    struct ts_draft_change *change;
    if (ts_conflict_is_absent(build, scope->pack, scope->place, definition->name)) return;
    change = ts_list_add(&build->changes, build->scratch, sizeof *change);
    change->kind = definition->kind;
    change->pack = scope->pack;
    change->place = definition->place;
    change->name = definition->name;
    scope->what = definition->name;
    scope->path = ts_build_format(build, "%s/%s", ts_build_text(build, scope->pack->name), definition->name);
    ts_fields_check(scope, definition->kind->fields);
    ts_fields_read(scope, definition->kind->fields[0], change);
}

const struct ts_kind ts_kind_amend_unlock = {
    .name = "unlock", .is_amendment = true, .is_named = true, .fields = {unlock_fields}, .build = build_change};
const struct ts_kind ts_kind_amend_cosmetic = {
    .name = "cosmetic", .is_amendment = true, .is_named = true, .fields = {unlock_fields}, .build = build_change};
const struct ts_kind ts_kind_amend_skill = {
    .name = "skill", .is_amendment = true, .is_named = true, .fields = {skill_fields}, .build = build_change};
const struct ts_kind ts_kind_amend_echo = {
    .name = "echo", .is_amendment = true, .is_named = true, .fields = {echo_fields}, .build = build_change};
const struct ts_kind ts_kind_amend_focus = {
    .name = "focus", .is_amendment = true, .is_named = true, .fields = {focus_fields}, .build = build_change};
