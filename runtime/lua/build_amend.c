// build_amend.c - amendments: what a pack changes in a scene that another wrote
#include <lauxlib.h>
#include <string.h>

#include "lua/kinds.h"

// --- text

static void read_replace(struct ts_scope *scope, void *to)
{
    struct ts_draft_amendment *amendment = (struct ts_draft_amendment *)((char *)to - offsetof(struct ts_draft_amendment, replace));
    ts_read_text(scope, to);
    if (!lua_istable(scope->L, -1)) return;
    lua_pushstring(scope->L, "when");
    lua_rawget(scope->L, -2);
    if (!lua_isnil(scope->L, -1)) ts_read_unless(scope, &amendment->replace_unless);
    lua_pop(scope->L, 1);
}

static const struct ts_field text_fields[] = {
    {"before", ts_read_text, offsetof(struct ts_draft_amendment, before), false, "told before the scene's text"},
    {"replace", read_replace, offsetof(struct ts_draft_amendment, replace), false, "told in its stead"},
    {"after", ts_read_text, offsetof(struct ts_draft_amendment, after), false, "told after it"},
    {NULL, NULL, 0, false, NULL},
};

static void read_text(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {text_fields, NULL};
    if (!ts_fields_is_table(scope, "a table of before, after, replace")) return;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, text_fields, to);
}

// --- choices

struct hidden {
    const char *first, *id;
    ts_call when;
};

static const struct ts_field hide_fields[] = {
    {"[1]", ts_read_words, offsetof(struct hidden, first), false, "the choice's id"},
    {"id", ts_read_words, offsetof(struct hidden, id), false, "the choice's id, by name"},
    {"when", ts_read_condition, offsetof(struct hidden, when), false, "hidden only while this holds"},
    {NULL, NULL, 0, false, NULL},
};

static void read_hidden(struct ts_scope *scope, struct ts_list *out)
{
    static const struct ts_field *const tables[] = {hide_fields, NULL};
    struct hidden hidden = {0};
    struct ts_draft_hide *hide;
    if (lua_istable(scope->L, -1)) {
        ts_fields_check(scope, tables);
        ts_fields_read(scope, hide_fields, &hidden);
    } else {
        hidden.id = ts_scope_string(scope);
    }
    if (!hidden.id) hidden.id = hidden.first;
    if (!hidden.id) return;
    hide = ts_list_add(out, scope->build->scratch, sizeof *hide);
    *hide = (struct ts_draft_hide){.id = hidden.id, .when = hidden.when};
}

// One choice has "id" or "when"; a list has neither.
static bool is_one(struct ts_scope *scope)
{
    bool found = false;
    if (!lua_istable(scope->L, -1)) return true;
    for (int i = 0; i < 2 && !found; i++) {
        lua_pushstring(scope->L, i ? "when" : "id");
        lua_rawget(scope->L, -2);
        found = !lua_isnil(scope->L, -1);
        lua_pop(scope->L, 1);
    }
    return found;
}

static void read_hide(struct ts_scope *scope, void *to)
{
    uint32_t count;
    if (is_one(scope)) {
        read_hidden(scope, to);
        return;
    }
    count = ts_scope_count(scope);
    for (uint32_t i = 0; i < count; i++) {
        lua_rawgeti(scope->L, -1, i + 1);
        read_hidden(scope, to);
        lua_pop(scope->L, 1);
    }
}

static void read_choices(struct ts_scope *scope, void *to)
{
    if (is_one(scope)) {
        struct ts_draft_choice *choice = ts_choice_build(scope, scope->what);
        if (choice) ts_list_push(to, scope->build->keep, choice);
    } else {
        ts_choices_build(scope, scope->what, to);
    }
}

static const struct ts_field choices_fields[] = {
    {"add", read_choices, offsetof(struct ts_draft_amendment, adds), false, "choices to offer as well"},
    {"hide", read_hide, offsetof(struct ts_draft_amendment, hides), false, "ids not to offer, each with an optional when"},
    {"replace", read_choices, offsetof(struct ts_draft_amendment, replaces), false,
     "choices to offer in the stead of those with their ids; while their `when` holds, if they have one"},
    {NULL, NULL, 0, false, NULL},
};

static void read_choices_table(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {choices_fields, NULL};
    if (!ts_fields_is_table(scope, "a table of add, hide, replace")) return;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, choices_fields, to);
}

static const struct ts_field amendment_fields[] = {
    {"text", read_text, 0, false, "before, after, replace"},
    {"choices", read_choices_table, 0, false, "add, hide, replace"},
    {NULL, NULL, 0, false, NULL},
};

static void build_amendment(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {amendment_fields, NULL};
    struct ts_build *build = scope->build;
    const char *name = definition->name, *slash = strchr(name, '/'), *local = strchr(name, ':');
    struct ts_draft_amendment *amendment;
    if (!slash) {
        ts_scope_problem(scope, "bad-name", NULL, "amend.scene \"%s\" must name a scene as \"pack:story/scene\"", name);
        return;
    }
    local = local ? local + 1 : name;
    scope->story = ts_build_find_story(build, ts_build_full(build, scope->pack, ts_build_format(build, "%.*s", (int)(slash - name), name)));
    if (!scope->story) {
        const char *near = ts_build_near_story(build, ts_build_format(build, "%.*s", (int)(slash - name), name));
        ts_scope_problem(scope, "unknown-story", near, "there is no story for the scene \"%s\"", name);
        return;
    }
    amendment = ts_list_add(&build->amendments, build->scratch, sizeof *amendment);
    amendment->pack = scope->pack;
    amendment->place = definition->place;
    amendment->story = scope->story;
    amendment->scene = ts_build_text(build, ts_build_full(build, scope->pack, name));
    scope->what = ts_build_format(build, "%s:%s", ts_build_text(build, scope->pack->name), local);
    scope->owner = ts_symbol_of(build->symbols, amendment->scene);
    ts_fields_check(scope, tables);
    ts_fields_read(scope, amendment_fields, amendment);
}

const struct ts_kind ts_kind_amendment = {.name = "amend.scene", .is_named = true, .fields = {amendment_fields}, .build = build_amendment};
