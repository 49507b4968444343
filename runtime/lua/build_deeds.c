// build_deeds.c - deeds: choices of a story, its own or another pack's, that are milestones of the focus a run carries
#include <string.h>

#include "lua/amend.h"
#include "lua/kinds.h"

static void add_handler(struct ts_scope *scope, const struct ts_definition *definition, const struct ts_draft_deed *deed, ts_call reach,
                        const char *choice)
{
    struct ts_place place = ts_scope_find_text(scope, choice, strlen(choice));
    struct ts_draft_handler *handler = ts_build_add_handler(
        scope->build, &(struct ts_handler){.happening = TS_CHOICE_TAKEN, .pack = scope->pack->index, .run = reach, .place = place});
    handler->story = definition->name;
    handler->choice = choice;
    handler->said = scope->what;
    handler->deed = deed;
}

// Of the choice, or the list of them, on top.
static void read_milestone(struct ts_scope *scope, const struct ts_definition *definition, const char *focus, const char *name)
{
    struct ts_draft_deed *deed = ts_arena_get(scope->build->scratch, sizeof *deed);
    struct ts_scope inner = *scope;
    struct ts_names choices = {0};
    inner.field = name;
    inner.place = ts_scope_find(scope, name, TS_WRITTEN_NAME);
    *deed = (struct ts_draft_deed){.focus = focus, .milestone = name, .story_place = definition->place, .focus_place = scope->place,
                                   .milestone_place = inner.place};
    ts_read_names(&inner, &choices);
    ts_call reach = ts_handler_make(&inner, "reach", name);
    for (uint32_t i = 0; i < choices.count; i++) add_handler(&inner, definition, deed, reach, choices.items[i]);
}

// Of the table on top.
static void read_focus(struct ts_scope *scope, const struct ts_definition *definition, const char *focus)
{
    struct ts_scope inner = *scope;
    inner.field = focus;
    inner.place = ts_scope_find(scope, focus, TS_WRITTEN_TABLE);
    if (ts_conflict_is_absent(scope->build, scope->pack, inner.place, focus)) return;
    if (!ts_fields_is_table(&inner, "a table of milestones with choices")) return;
    struct ts_names names = ts_scope_keys(&inner);
    for (uint32_t i = 0; i < names.count; i++) {
        lua_getfield(scope->L, -1, names.items[i]);
        read_milestone(&inner, definition, focus, names.items[i]);
        lua_pop(scope->L, 1);
    }
}

static void build_deeds(struct ts_scope *scope, const struct ts_definition *definition)
{
    struct ts_build *build = scope->build;
    if (ts_conflict_is_absent(build, scope->pack, scope->place, definition->name)) return;
    scope->what = ts_build_format(build, "define.deeds \"%s\"", definition->name);
    struct ts_names focuses = ts_scope_keys(scope);
    for (uint32_t i = 0; i < focuses.count; i++) {
        lua_getfield(scope->L, -1, focuses.items[i]);
        read_focus(scope, definition, focuses.items[i]);
        lua_pop(scope->L, 1);
    }
}

const struct ts_kind ts_kind_deeds = {.name = "deeds", .is_named = true, .build = build_deeds};
