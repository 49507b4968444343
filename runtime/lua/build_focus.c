// build_focus.c - therapeutic focuses: what a run may carry
#include <string.h>

#include "base/ident.h"
#include "game/care.h"
#include "lua/kinds.h"

static void read_ideas(struct ts_scope *scope, void *to)
{
    struct ts_focus *focus = to;
    struct ts_names names = {0};
    ts_read_names(scope, &names);
    focus->ideas = names.items;
    focus->idea_count = names.count;
}

// The words on top, in the language asked for, under an id of their own: "grief/prompts/2".
static const char *read_line(struct ts_scope *scope, const char *field, const char *name)
{
    const char *words = NULL;
    scope->field = ts_build_format(scope->build, "%s/%s", field, name);
    ts_read_title(scope, &words);
    scope->field = field;
    return words;
}

void ts_read_milestones(struct ts_scope *scope, void *to)
{
    struct ts_milestones *read = to;
    if (!ts_fields_is_table(scope, "a table of names with words")) return;
    struct ts_names names = ts_scope_keys(scope);
    struct ts_named_words *items = ts_arena_get(scope->build->keep, (names.count + 1) * sizeof *items);
    read->items = items;
    for (uint32_t i = 0; i < names.count; i++) {
        const char *name = ts_arena_copy(scope->build->keep, names.items[i], strlen(names.items[i]));
        if (!ts_ident_is_name(name, strlen(name))) ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name a milestone: use a-z, 0-9, _ and -", name);
        lua_getfield(scope->L, -1, name);
        items[read->count++] = (struct ts_named_words){name, read_line(scope, "milestones", name)};
        lua_pop(scope->L, 1);
    }
}

void ts_read_prompts(struct ts_scope *scope, void *to)
{
    struct ts_names *read = to;
    uint32_t count = ts_scope_count(scope);
    const char **prompts = ts_arena_get(scope->build->keep, (count + 1) * sizeof *prompts);
    read->items = prompts;
    for (uint32_t i = 0; i < count; i++) {
        lua_rawgeti(scope->L, -1, (lua_Integer)i + 1);
        prompts[read->count] = read_line(scope, "prompts", ts_build_format(scope->build, "%u", i + 1));
        read->count += prompts[read->count] != NULL;
        lua_pop(scope->L, 1);
    }
}

static void read_milestones(struct ts_scope *scope, void *to)
{
    struct ts_focus *focus = to;
    struct ts_milestones read = {0};
    ts_read_milestones(scope, &read);
    focus->milestones = read.items;
    focus->milestone_count = read.count;
}

static void read_prompts(struct ts_scope *scope, void *to)
{
    struct ts_focus *focus = to;
    struct ts_names read = {0};
    ts_read_prompts(scope, &read);
    focus->prompts = read.items;
    focus->prompt_count = read.count;
}

static void read_themes(struct ts_scope *scope, void *to)
{
    struct ts_focus *focus = to;
    struct ts_names names = {0};
    ts_read_names(scope, &names);
    for (uint32_t i = 0; i < names.count; i++)
        if (!ts_ident_is_name(names.items[i], strlen(names.items[i])))
            ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name a theme: use a-z, 0-9, _ and -", names.items[i]);
    focus->themes = names.items;
    focus->theme_count = names.count;
}

static void read_pacing(struct ts_scope *scope, void *to)
{
    const char *pacing = lua_type(scope->L, -1) == LUA_TSTRING ? lua_tostring(scope->L, -1) : "";
    for (int i = TS_PACING_FAST; i <= TS_PACING_SLOW; i++) {
        if (strcmp(ts_pacing_name((enum ts_pacing)i), pacing) != 0) continue;
        *(const char **)to = ts_pacing_name((enum ts_pacing)i);
        return;
    }
    ts_scope_problem(scope, "wrong-type", NULL, "\"pacing\" of \"%s\" must be \"fast\", \"moderate\" or \"slow\"", scope->what);
}

static const struct ts_field focus_fields[] = {
    {"title", ts_read_title, offsetof(struct ts_draft_focus, model.title), false, "what players see"},
    {"setting", ts_read_title, offsetof(struct ts_draft_focus, model.setting), false, "a setting that suits it"},
    {"ideas", read_ideas, offsetof(struct ts_draft_focus, model), false, "what it works with", "string[]"},
    {"metaconcepts", ts_read_names, offsetof(struct ts_draft_focus, metaconcepts), false, "the metaconcepts that fit it", "string[]"},
    {"milestones", read_milestones, offsetof(struct ts_draft_focus, model), false, "what may be reached on the way, by name: { spoken = \"A name was said aloud.\" }", "table<string, string>"},
    {"prompts", read_prompts, offsetof(struct ts_draft_focus, model), false, "to think about, for who wants to", "string[]"},
    {"themes", read_themes, offsetof(struct ts_draft_focus, model), false, "themes that suit it", "string[]"},
    {"pacing", read_pacing, offsetof(struct ts_draft_focus, model.pacing), false, "the pacing that suits it", "\"fast\"|\"moderate\"|\"slow\""},
    {"like", ts_read_words, offsetof(struct ts_draft_focus, like), false, "the focus whose stories fit it too"},
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
