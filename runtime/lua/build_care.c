// build_care.c - care fields: how much a text may ask of its reader, and what to show instead
#include <string.h>

#include "base/canon.h"
#include "lua/fields.h"

static void read_themes(struct ts_scope *scope, void *to)
{
    struct ts_care *care = (struct ts_care *)((char *)to - offsetof(struct ts_care, themes));
    struct ts_names names = {0};
    ts_symbol *themes;
    ts_read_names(scope, &names);
    themes = ts_arena_get(scope->build->keep, (names.count + 1) * sizeof *themes);
    for (uint32_t i = 0; i < names.count; i++) themes[i] = ts_symbol_of(scope->build->symbols, names.items[i]);
    care->themes = themes;
    care->theme_count = names.count;
}

const struct ts_field ts_warning_fields[] = {
    {"type", ts_read_nothing, 0, false, "the theme it warns of", "string"},
    {"severity", ts_read_nothing, 0, false, "mild, moderate or intense", "string"},
    {"description", ts_read_nothing, 0, false, "what is coming, in a sentence", "string"},
    {"skippable", ts_read_nothing, 0, false, "whether it can be passed over", "boolean"},
    {"alternatives", ts_read_nothing, 0, false, "what else there is", "any"},
    {NULL, NULL, 0, false, NULL},
};

static void read_warning(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {ts_warning_fields, NULL};
    struct ts_build *build = scope->build;
    struct ts_value value;
    if (lua_type(scope->L, -1) == LUA_TSTRING) {
        struct ts_buffer json = {0};
        const char *text = ts_scope_string(scope);
        ts_buffer_add_text(&json, "{\"description\":");
        ts_canon_add_text(&json, text ? text : "", text ? strlen(text) : 0);
        ts_buffer_add_byte(&json, '}');
        *(ts_symbol *)to = ts_symbol_add(build->symbols, json.bytes, json.length);
        ts_buffer_clear(&json);
        return;
    }
    if (!ts_fields_is_table(scope, "a text or a table")) return;
    ts_fields_check(scope, tables);
    if (ts_scope_value(scope, true, &value) && value.type == TS_TREE)
        *(ts_symbol *)to = ts_symbol_add(build->symbols, value.text->bytes, value.text->length);
}

const struct ts_field ts_care_fields[] = {
    {"intensity", ts_read_share, offsetof(struct ts_care, intensity), false, "0 to 1"},
    {"themes", read_themes, offsetof(struct ts_care, themes), false, "what it touches: loss, violence, ...", "string[]"},
    {"warning", read_warning, offsetof(struct ts_care, warning), false, "kept for later: { type, severity, description, skippable }, to be shown before it", "string|turnstone.warning"},
    {"instead", ts_read_text, offsetof(struct ts_care, instead), false, "kept for later: what is shown to those who asked not to see it"},
    {NULL, NULL, 0, false, NULL},
};

struct ts_care ts_care_none(void)
{
    return (struct ts_care){.intensity = -1};
}

const struct ts_care *ts_care_keep(struct ts_scope *scope, const struct ts_care *care)
{
    struct ts_care *kept;
    if (care->intensity < 0 && care->theme_count == 0 && !care->warning && !care->instead) return NULL;
    kept = ts_arena_get(scope->build->keep, sizeof *kept);
    *kept = *care;
    return kept;
}
