// care.c - a player's settings: their names, their changes, and how they are written down
#include "game/care.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/canon.h"
#include "base/ident.h"

static const char *const comforts[] = {[TS_COMFORT_LIGHT] = "light", [TS_COMFORT_MODERATE] = "moderate", [TS_COMFORT_DEEP] = "deep"};
static const double ceilings[] = {[TS_COMFORT_LIGHT] = 0.3, [TS_COMFORT_MODERATE] = 0.6, [TS_COMFORT_DEEP] = 1};
static const char *const pacings[] = {[TS_PACING_FAST] = "fast", [TS_PACING_MODERATE] = "moderate", [TS_PACING_SLOW] = "slow"};

struct ts_care_settings ts_care_default(void)
{
    return (struct ts_care_settings){.ceiling = 1, .comfort = TS_COMFORT_DEEP, .pacing = TS_PACING_MODERATE};
}

const char *ts_comfort_name(enum ts_comfort comfort)
{
    return comforts[comfort];
}

const char *ts_pacing_name(enum ts_pacing pacing)
{
    return pacings[pacing];
}

double ts_care_ceiling(const struct ts_care_settings *settings)
{
    return settings->is_eased && settings->ceiling > TS_EASED_CEILING ? TS_EASED_CEILING : settings->ceiling;
}

static int find(const char *const names[3], const char *name)
{
    for (int i = 0; i < 3; i++)
        if (name && strcmp(names[i], name) == 0) return i;
    return -1;
}

// --- boundaries

static int compare(const void *a, const void *b, void *symbols)
{
    return strcmp(ts_symbol_text(symbols, *(const ts_symbol *)a), ts_symbol_text(symbols, *(const ts_symbol *)b));
}

static void drop_boundary(struct ts_care_settings *settings, ts_symbol theme)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < settings->boundary_count; i++)
        if (settings->boundaries[i] != theme) settings->boundaries[kept++] = settings->boundaries[i];
    settings->boundary_count = kept;
}

static bool add_boundary(struct ts_care_settings *settings, struct ts_symbols *symbols, ts_symbol theme)
{
    drop_boundary(settings, theme);
    if (settings->boundary_count == TS_BOUNDARIES_MAX) return false;
    settings->boundaries[settings->boundary_count++] = theme;
    qsort_r(settings->boundaries, settings->boundary_count, sizeof theme, compare, symbols);
    return true;
}

// --- one change

static enum ts_status change_boundary(struct ts_care_settings *settings, struct ts_symbols *symbols, const char *value, struct ts_err *err)
{
    bool is_dropped = *value == '-';
    const char *name = value + is_dropped;
    if (!ts_ident_is_name(name, strlen(name)))
        return ts_err_set(err, TS_REFUSED, "\"%s\" cannot be a boundary: a theme is one word, such as loss or violence", name);
    if (is_dropped) drop_boundary(settings, ts_symbol_of(symbols, name));
    else if (!add_boundary(settings, symbols, ts_symbol_of(symbols, name)))
        return ts_err_set(err, TS_REFUSED, "more than %d boundaries cannot be kept: take one back with -THEME", TS_BOUNDARIES_MAX);
    return TS_OK;
}

// Only the player raises it: one that is higher than what holds ends the easing.
static void put_ceiling(struct ts_care_settings *settings, double ceiling)
{
    if (ceiling > ts_care_ceiling(settings)) settings->is_eased = false;
    settings->ceiling = ceiling;
}

static enum ts_status change_ceiling(struct ts_care_settings *settings, const char *value, struct ts_err *err)
{
    char *end = NULL;
    double ceiling = strtod(value, &end);
    if (end == value || *end || !(ceiling >= 0 && ceiling <= 1))
        return ts_err_set(err, TS_REFUSED, "the ceiling is a number from 0 (nothing that asks anything of you) to 1 (everything), not \"%s\"", value);
    put_ceiling(settings, ceiling);
    return TS_OK;
}

static enum ts_status change_switch(bool *is_off, const char *name, const char *value, struct ts_err *err)
{
    if (strcmp(value, "on") != 0 && strcmp(value, "off") != 0)
        return ts_err_set(err, TS_REFUSED, "%s is on or off, not \"%s\"", name, value);
    *is_off = strcmp(value, "off") == 0;
    return TS_OK;
}

static enum ts_status change_pure(struct ts_care_settings *settings, const char *value, struct ts_err *err)
{
    bool is_off = !settings->pure;
    enum ts_status status = change_switch(&is_off, "pure", value, err);
    settings->pure = !is_off;
    return status;
}

enum ts_status ts_care_settings_change(struct ts_care_settings *settings, struct ts_symbols *symbols, const char *name, const char *value,
                                       struct ts_err *err)
{
    int found = strcmp(name, "comfort") == 0 ? find(comforts, value) : strcmp(name, "pacing") == 0 ? find(pacings, value) : -1;
    if (strcmp(name, "ceiling") == 0) return change_ceiling(settings, value, err);
    if (strcmp(name, "boundary") == 0) return change_boundary(settings, symbols, value, err);
    if (strcmp(name, "pure") == 0) return change_pure(settings, value, err);
    if (strcmp(name, "reflections") == 0) return change_switch(&settings->no_reflections, name, value, err);
    if (strcmp(name, "breaths") == 0) return change_switch(&settings->no_breaths, name, value, err);
    if (strcmp(name, "comfort") == 0) {
        if (found < 0) return ts_err_set(err, TS_REFUSED, "comfort is light, moderate or deep, not \"%s\"", value);
        settings->comfort = (enum ts_comfort)found;
        put_ceiling(settings, ceilings[found]);
        return TS_OK;
    }
    if (strcmp(name, "pacing") != 0)
        return ts_err_set(err, TS_REFUSED, "there is no setting \"%s\": there are comfort, ceiling, boundary, pacing, pure, reflections and breaths", name);
    if (found < 0) return ts_err_set(err, TS_REFUSED, "pacing is fast, moderate or slow, not \"%s\"", value);
    settings->pacing = (enum ts_pacing)found;
    return TS_OK;
}

// --- as text

// Keys in alphabetical order, as the canonical encoding has them.
void ts_care_settings_encode(const struct ts_care_settings *settings, const struct ts_symbols *symbols, struct ts_buffer *out)
{
    const struct ts_care_settings plain = ts_care_default();
    ts_buffer_add_byte(out, '{');
    if (settings->boundary_count) ts_canon_add_key(out, "boundaries");
    for (uint32_t i = 0; i < settings->boundary_count; i++)
        ts_buffer_add_format(out, "%s\"%s\"%s", i ? "," : "[", ts_symbol_text(symbols, settings->boundaries[i]), i + 1 == settings->boundary_count ? "]" : "");
    if (settings->no_breaths) ts_canon_add_key(out, "breaths"), ts_buffer_add_text(out, "false");
    bool has_ceiling = settings->ceiling != plain.ceiling || settings->comfort != plain.comfort; // a level of comfort that is read sets it
    if (has_ceiling) ts_canon_add_key(out, "ceiling"), ts_canon_add_real(out, settings->ceiling);
    if (settings->comfort != plain.comfort) ts_canon_add_key(out, "comfort"), ts_buffer_add_format(out, "\"%s\"", comforts[settings->comfort]);
    if (settings->is_eased) ts_canon_add_key(out, "eased"), ts_buffer_add_text(out, "true");
    if (settings->pacing != plain.pacing) ts_canon_add_key(out, "pacing"), ts_buffer_add_format(out, "\"%s\"", pacings[settings->pacing]);
    if (settings->pure) ts_canon_add_key(out, "pure"), ts_buffer_add_text(out, "true");
    if (settings->no_reflections) ts_canon_add_key(out, "reflections"), ts_buffer_add_text(out, "false");
    ts_buffer_add_byte(out, '}');
}

static void read_boundaries(struct ts_care_settings *settings, struct ts_symbols *symbols, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *theme = json_string_value(json_array_get(list, i));
        if (theme && ts_ident_is_name(theme, strlen(theme))) (void)add_boundary(settings, symbols, ts_symbol_of(symbols, theme));
    }
}

void ts_care_settings_read(struct ts_care_settings *settings, struct ts_symbols *symbols, const char *json, size_t length)
{
    json_t *read = json_loadb(json, length, 0, NULL);
    const json_t *ceiling = json_object_get(read, "ceiling");
    int comfort = find(comforts, json_string_value(json_object_get(read, "comfort")));
    int pacing = find(pacings, json_string_value(json_object_get(read, "pacing")));
    *settings = ts_care_default();
    if (!read) settings->ceiling = 0; // what cannot be read may have asked for anything
    if (comfort >= 0) settings->comfort = (enum ts_comfort)comfort, settings->ceiling = ceilings[comfort];
    if (pacing >= 0) settings->pacing = (enum ts_pacing)pacing;
    if (json_is_number(ceiling) && json_number_value(ceiling) >= 0 && json_number_value(ceiling) <= 1) settings->ceiling = json_number_value(ceiling);
    settings->is_eased = json_is_true(json_object_get(read, "eased"));
    settings->pure = json_is_true(json_object_get(read, "pure"));
    settings->no_breaths = json_is_false(json_object_get(read, "breaths"));
    settings->no_reflections = json_is_false(json_object_get(read, "reflections"));
    read_boundaries(settings, symbols, json_object_get(read, "boundaries"));
    json_decref(read);
}
