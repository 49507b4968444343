// build_theme.c - themes: the words by which they are known
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

static void read_theme_words(struct ts_scope *scope, void *to)
{
    struct ts_theme *theme = to;
    struct ts_names names = {0};
    ts_read_names(scope, &names);
    theme->words = names.items;
    theme->word_count = names.count;
}

static const struct ts_field theme_fields[] = {
    {"words", read_theme_words, 0, true, "words and phrases, in small letters; \"griev*\": with any ending", "string[]"},
    {NULL, NULL, 0, false, NULL},
};

static void build_theme(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {theme_fields, NULL};
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name a theme: use a-z, 0-9, _ and -", definition->name);
        return;
    }
    struct ts_theme *theme = ts_list_add(&scope->build->themes, scope->build->scratch, sizeof *theme);
    theme->id = ts_symbol_of(scope->build->symbols, definition->name);
    theme->pack = scope->pack->index;
    theme->place = definition->place;
    scope->what = definition->name;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, theme_fields, theme);
}

const struct ts_kind ts_kind_theme = {.name = "theme", .is_named = true, .fields = {theme_fields}, .build = build_theme};
