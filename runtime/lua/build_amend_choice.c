// build_amend_choice.c - what an amendment says of a scene's choices: some more, some hidden, some others in their stead
#include <string.h>

#include "lua/amend.h"

struct hidden {
    const char *first, *id;
    ts_call when;
};

const struct ts_field ts_amend_hide_fields[] = {
    {"[1]", ts_read_words, offsetof(struct hidden, first), false, "the choice's id"},
    {"id", ts_read_words, offsetof(struct hidden, id), false, "the choice's id, by name"},
    {"when", ts_read_condition, offsetof(struct hidden, when), false, "hidden only while this holds"},
    {NULL, NULL, 0, false, NULL},
};

static void read_hidden(struct ts_scope *scope, struct ts_list *out)
{
    static const struct ts_field *const tables[] = {ts_amend_hide_fields, NULL};
    struct hidden hidden = {0};
    struct ts_draft_part *part;
    if (lua_istable(scope->L, -1)) {
        ts_fields_check(scope, tables);
        ts_fields_read(scope, ts_amend_hide_fields, &hidden);
    } else {
        hidden.id = ts_scope_string(scope);
    }
    if (!hidden.id) hidden.id = hidden.first;
    if (!hidden.id) return;
    part = ts_list_add(out, scope->build->scratch, sizeof *part);
    *part = (struct ts_draft_part){.id = hidden.id,
                                   .hidden_while = hidden.when,
                                   .when = ts_part_when(scope),
                                   .place = ts_scope_find_text(scope, hidden.id, strlen(hidden.id))};
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

static void read_choice(struct ts_scope *scope, const char *prefix, struct ts_list *out)
{
    struct ts_draft_choice *choice = ts_choice_build(scope, prefix);
    struct ts_draft_part *part;
    if (!choice) return;
    part = ts_list_add(out, scope->build->scratch, sizeof *part);
    *part = (struct ts_draft_part){.choice = choice, .place = choice->model.place, .when = ts_part_when(scope)};
}

// Calls `read` for the one item on top, or for each of the list.
static void read_items(struct ts_scope *scope, const char *prefix, struct ts_list *out,
                       void (*read)(struct ts_scope *scope, const char *prefix, struct ts_list *out))
{
    uint32_t count;
    if (is_one(scope)) {
        read(scope, prefix, out);
        return;
    }
    count = ts_scope_count(scope);
    for (uint32_t i = 0; i < count; i++) {
        lua_rawgeti(scope->L, -1, i + 1);
        read(scope, prefix, out);
        lua_pop(scope->L, 1);
    }
}

static void read_hide(struct ts_scope *scope, const char *prefix, struct ts_list *out)
{
    (void)prefix;
    read_hidden(scope, out);
}

static void list_choices(struct ts_scope *scope, const struct ts_list *parts, struct ts_list *out)
{
    for (uint32_t i = 0; i < parts->count; i++)
        ts_list_push(out, scope->build->scratch, ((struct ts_draft_part *)parts->items[i])->choice);
}

static void read_adds(struct ts_scope *scope, void *to)
{
    struct ts_draft_amendment *amendment = to;
    const char *local = strchr(amendment->name, ':') + 1; // in the amender's namespace
    read_items(scope, ts_build_format(scope->build, "%s:%s", ts_build_text(scope->build, scope->pack->name), local), &amendment->adds, read_choice);
    list_choices(scope, &amendment->adds, &amendment->choices);
}

static void read_hides(struct ts_scope *scope, void *to)
{
    read_items(scope, NULL, &((struct ts_draft_amendment *)to)->hides, read_hide);
}

static void read_replaces(struct ts_scope *scope, void *to)
{
    struct ts_draft_amendment *amendment = to;
    read_items(scope, amendment->name, &amendment->replaces, read_choice); // what was counted stays counted
    list_choices(scope, &amendment->replaces, &amendment->choices);
}

const struct ts_field ts_amend_choices_fields[] = {
    {"add", read_adds, 0, false, "choices to offer as well", "turnstone.choice[]"},
    {"hide", read_hides, 0, false, "ids not to offer, each with an optional when", "(string|turnstone.amend_hide)[]"},
    {"replace", read_replaces, 0, false, "choices to offer in the stead of those with their ids; while their `when` holds, if they have one", "turnstone.choice[]"},
    {NULL, NULL, 0, false, NULL},
};

void ts_read_part_choices(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {ts_amend_choices_fields, NULL};
    if (!ts_fields_is_table(scope, "a table of add, hide, replace")) return;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, ts_amend_choices_fields, to);
}
