// event_care.c - what an event may ask of who reads of it
#include "game/event_care.h"

#include <jansson.h>
#include <string.h>

#include "base/canon.h"
#include "game/prose.h"

const char ts_event_spared[] = "did something that is left out here, as you asked";

// --- gathered

static void add_theme(struct ts_event_care *care, const struct ts_symbols *symbols, ts_symbol theme)
{
    const char *name = ts_symbol_text(symbols, theme);
    uint32_t at = 0;
    while (at < care->theme_count && strcmp(ts_symbol_text(symbols, care->themes[at]), name) < 0) at++;
    if (at < care->theme_count && care->themes[at] == theme) return;
    if (care->theme_count == TS_EVENT_THEMES_MAX) {
        care->is_undeclared = true;
        return;
    }
    memmove(care->themes + at + 1, care->themes + at, (care->theme_count++ - at) * sizeof theme);
    care->themes[at] = theme;
}

static void add_themes(struct ts_event_care *care, const struct ts_symbols *symbols, const struct ts_care *declared)
{
    for (uint32_t i = 0; i < declared->theme_count; i++) add_theme(care, symbols, declared->themes[i]);
}

static void add_declared(struct ts_event_care *care, const struct ts_symbols *symbols, const struct ts_care *declared)
{
    const struct ts_warning *warning = declared->warning;
    if (declared->intensity > care->intensity) care->intensity = declared->intensity;
    add_themes(care, symbols, declared);
    if (warning && warning->type) add_theme(care, symbols, warning->type);
    else if (warning) care->is_warned = true;
}

void ts_event_care_add(struct ts_event_care *care, const struct ts_content *content, const struct ts_care *declared, uint32_t pack)
{
    if (declared) add_declared(care, content->symbols, declared);
    else if (pack < content->pack_count && !content->packs[pack].declares_care) care->is_undeclared = true;
}

struct gathering { struct ts_event_care *care; const struct ts_symbols *symbols; };

static void add_part(void *self, const struct ts_prose_part *part)
{
    const struct gathering *gathering = self;
    add_declared(gathering->care, gathering->symbols, part->care);
}

void ts_event_care_add_parts(struct ts_event_care *care, const struct ts_content *content, const struct ts_prose *prose)
{
    ts_prose_each_part(prose, add_part, &(struct gathering){care, content->symbols});
}

void ts_event_care_own(struct ts_event_care *care, const struct ts_content *content, const struct ts_care *own)
{
    if (!own) return;
    care->is_undeclared = false;
    if (own->intensity >= 0) care->intensity = own->intensity;
    if (!own->themes) return;
    care->theme_count = 0;
    care->is_warned = false;
    add_themes(care, content->symbols, own);
}

// --- kept

static void encode(const struct ts_event_care *care, const struct ts_symbols *symbols, struct ts_buffer *out)
{
    ts_buffer_add_byte(out, '{');
    if (care->intensity > 0) ts_canon_add_key(out, "intensity"), ts_canon_add_real(out, care->intensity);
    if (care->theme_count) ts_canon_add_key(out, "themes");
    for (uint32_t i = 0; i < care->theme_count; i++) {
        ts_buffer_add_byte(out, i ? ',' : '[');
        ts_canon_add_text(out, ts_symbol_text(symbols, care->themes[i]), ts_symbol_length(symbols, care->themes[i]));
    }
    if (care->theme_count) ts_buffer_add_byte(out, ']');
    if (care->is_warned) ts_canon_add_key(out, "warned"), ts_buffer_add_text(out, "true");
    ts_buffer_add_byte(out, '}');
}

ts_symbol ts_event_care_symbol(const struct ts_event_care *care, struct ts_symbols *symbols)
{
    struct ts_buffer text = {0};
    if (care->is_undeclared) return ts_symbol_of(symbols, "{\"undeclared\":true}");
    if (care->intensity <= 0 && !care->theme_count && !care->is_warned) return 0;
    encode(care, symbols, &text);
    ts_symbol kept = ts_symbol_of(symbols, text.bytes);
    ts_buffer_clear(&text);
    return kept;
}

// --- read back

static bool read_themes(struct ts_event_care *care, struct ts_symbols *symbols, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *theme = json_string_value(json_array_get(list, i));
        if (!theme) return false;
        add_theme(care, symbols, ts_symbol_of(symbols, theme));
    }
    return true;
}

bool ts_event_care_read(struct ts_event_care *care, struct ts_symbols *symbols, ts_symbol kept)
{
    *care = (struct ts_event_care){0};
    if (!kept) return true;
    json_t *read = json_loadb(ts_symbol_text(symbols, kept), ts_symbol_length(symbols, kept), 0, NULL);
    care->intensity = json_number_value(json_object_get(read, "intensity"));
    care->is_warned = json_is_true(json_object_get(read, "warned"));
    care->is_undeclared = json_is_true(json_object_get(read, "undeclared"));
    bool is_read = json_is_object(read) && read_themes(care, symbols, json_object_get(read, "themes"));
    json_decref(read);
    return is_read;
}

bool ts_event_care_allows(struct ts_symbols *symbols, const struct ts_care_state *state, ts_symbol kept)
{
    static const struct ts_warning plain = {.description = ""};
    struct ts_event_care care;
    if (!kept || !ts_care_spares(state)) return true;
    if (!ts_event_care_read(&care, symbols, kept) || care.is_undeclared) return false;
    return ts_care_allows(NULL, state, &(struct ts_care){care.intensity, care.themes, care.theme_count, care.is_warned ? &plain : NULL}, 0);
}
