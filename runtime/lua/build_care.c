// build_care.c - care fields: how much a text may ask of its reader, and what to show instead
#include <string.h>

#include "lua/fields.h"

void ts_read_themes(struct ts_scope *scope, void *to)
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

static void read_severity(struct ts_scope *scope, void *to)
{
    static const char *const names[] = {[TS_MILD] = "mild", [TS_MODERATE] = "moderate", [TS_INTENSE] = "intense"};
    const char *name = lua_type(scope->L, -1) == LUA_TSTRING ? lua_tostring(scope->L, -1) : "";
    for (int i = TS_MILD; i <= TS_INTENSE; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        *(enum ts_warning_severity *)to = (enum ts_warning_severity)i;
        return;
    }
    ts_scope_wrong(scope, "\"mild\", \"moderate\" or \"intense\"");
}

const struct ts_field ts_warning_fields[] = {
    {"type", ts_read_name, offsetof(struct ts_warning, type), false, "the theme it warns of", "string"},
    {"severity", read_severity, offsetof(struct ts_warning, severity), false, "mild, moderate or intense", "\"mild\"|\"moderate\"|\"intense\""},
    {"description", ts_read_title, offsetof(struct ts_warning, description), true, "what is coming, in a sentence"},
    {"skippable", ts_read_bool, offsetof(struct ts_warning, is_skippable), false, "whether it can be passed over; it can unless this is false"},
    {NULL, NULL, 0, false, NULL},
};

static void read_warning(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {ts_warning_fields, NULL};
    struct ts_warning *warning = ts_arena_get(scope->build->keep, sizeof *warning);
    warning->severity = TS_MODERATE;
    warning->is_skippable = true;
    *(const struct ts_warning **)to = warning;
    if (lua_type(scope->L, -1) == LUA_TSTRING) {
        ts_read_title(scope, &warning->description);
        return;
    }
    if (!ts_fields_is_table(scope, "a text or a table")) return;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, ts_warning_fields, warning);
}

const struct ts_field ts_care_fields[] = {
    {"intensity", ts_read_share, offsetof(struct ts_care, intensity), false, "0 to 1"},
    {"themes", ts_read_themes, offsetof(struct ts_care, themes), false, "what it touches: loss, violence, ...", "string[]"},
    {"warning", read_warning, offsetof(struct ts_care, warning), false, "told before it: { type, severity, description, skippable }", "string|turnstone.warning"},
    {NULL, NULL, 0, false, NULL},
};

struct ts_care ts_care_none(void)
{
    return (struct ts_care){.intensity = -1};
}

static const struct ts_care *keep(struct ts_scope *scope, const struct ts_care *care)
{
    struct ts_care *kept = ts_arena_get(scope->build->keep, sizeof *kept);
    scope->build->host->content.packs[scope->pack->index].declares_care = true;
    *kept = *care;
    return kept;
}

const struct ts_care *ts_care_keep_own(struct ts_scope *scope, const struct ts_care *care)
{
    return care->intensity < 0 && !care->themes ? NULL : keep(scope, care);
}

const struct ts_care *ts_care_keep(struct ts_scope *scope, const struct ts_care *care)
{
    return care->intensity < 0 && care->theme_count == 0 && !care->warning ? NULL : keep(scope, care);
}

static void read_minutes(struct ts_scope *scope, void *to)
{
    double minutes = lua_type(scope->L, -1) == LUA_TNUMBER ? lua_tonumber(scope->L, -1) : -1;
    if (minutes >= 0 && minutes <= 60) *(double *)to = minutes;
    else ts_scope_wrong(scope, "a number of minutes, 0 to 60");
}

const struct ts_field ts_moment_fields[] = {
    {"[1]", ts_read_text, offsetof(struct ts_moment, text), true, "the words"},
    {"minutes", read_minutes, offsetof(struct ts_moment, minutes), false, "how long it takes, roughly", "number"},
    {NULL, NULL, 0, false, NULL},
};

void ts_moment_read(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {ts_moment_fields, NULL};
    struct ts_moment *moment = to;
    if (!lua_istable(scope->L, -1)) {
        ts_read_text(scope, &moment->text);
        return;
    }
    ts_fields_check(scope, tables);
    ts_fields_read(scope, ts_moment_fields, moment);
}
