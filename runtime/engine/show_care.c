// show_care.c - what a player asked to be spared, as canonical JSON
#include <string.h>

#include "engine/json.h"
#include "engine/show.h"
#include "game/themes.h"

enum ts_status ts_show_load_care(struct ts_engine *engine, ts_symbol player, struct ts_care_settings *out, struct ts_err *err)
{
    struct ts_text *stored = NULL;
    *out = ts_care_default();
    enum ts_status status = ts_store_load_care(engine->store, player, &stored, err);
    if (stored) ts_care_settings_read(out, engine->symbols, stored->bytes, stored->length);
    ts_text_drop(stored);
    return status;
}

struct looking { struct ts_engine *engine; struct ts_care_state *out; };

static void each_var(void *self, const struct ts_var_record *var)
{
    const struct looking *looking = self;
    const struct ts_symbols *symbols = looking->engine->symbols;
    if (strcmp(ts_symbol_text(symbols, var->owner), "care") || strcmp(ts_symbol_text(symbols, var->name), "settings")) return;
    if (var->value.type == TS_TREE) ts_care_state_read(looking->out, looking->engine->symbols, var->value.text);
}

enum ts_status ts_show_load_run_care(struct ts_engine *engine, int64_t run, struct ts_care_state *out, struct ts_err *err)
{
    struct looking looking = {engine, out};
    *out = (struct ts_care_state){.settings = ts_care_default()};
    return ts_store_each_var(engine->store, run, 0, each_var, &looking, err);
}

static void add_boundaries(struct ts_engine *engine, struct ts_buffer *json, const char *key, const struct ts_care_settings *settings,
                           const struct ts_themes *but)
{
    ts_json_key(json, key);
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < settings->boundary_count; i++) {
        ts_symbol theme = settings->boundaries[i];
        if (!but || !ts_themes_has(but, theme)) ts_json_text(json, ts_symbol_text(engine->symbols, theme), ts_symbol_length(engine->symbols, theme));
    }
    ts_json_close(json, ']');
}

void ts_show_add_care(struct ts_engine *engine, struct ts_buffer *json, const struct ts_care_settings *settings)
{
    ts_json_open(json, '{');
    add_boundaries(engine, json, "boundaries", settings, NULL);
    ts_json_field_bool(json, "breaths", !settings->no_breaths);
    ts_json_key(json, "ceiling");
    ts_json_value(json, ts_value_real(settings->ceiling));
    ts_json_field_text(json, "comfort", ts_comfort_name(settings->comfort));
    ts_json_field_bool(json, "eased", settings->is_eased);
    ts_json_field_text(json, "pacing", ts_pacing_name(settings->pacing));
    ts_json_field_bool(json, "pure", settings->pure);
    ts_json_field_bool(json, "reflections", !settings->no_reflections);
    if (engine->content) {
        struct ts_themes themes = {0};
        ts_themes_find(&themes, engine->content);
        add_boundaries(engine, json, "undeclared", settings, &themes);
        ts_themes_clear(&themes);
    }
    ts_json_close(json, '}');
}

enum ts_status ts_show_add_players_care(struct ts_engine *engine, ts_symbol player, struct ts_buffer *json, struct ts_err *err)
{
    struct ts_care_settings settings;
    enum ts_status status = ts_show_load_care(engine, player, &settings, err);
    if (status) return status;
    ts_json_key(json, "care");
    ts_show_add_care(engine, json, &settings);
    return TS_OK;
}
