// api_pages.c - the reference page, written from the rows
#include <string.h>

#include "lua/api.h"
#include "lua/api_class.h"
#include "lua/pages.h"

const struct ts_api_page ts_api_pages[] = {
    {&ts_api_run, ":"},
    {&ts_api_character, ":"},
    {&ts_api_care, ":"},
    {&ts_api_vars, ":"},
    {&ts_api_own, ":"},
    {&ts_api_rng, ":"},
    {&ts_api_universe, ":"},
    {&ts_api_npc, ":"},
    {&ts_api_past, ":"},
    {&ts_api_progression, ":"},
    {&ts_api_define, "."},
    {&ts_api_amend, "."},
    {&ts_api_on, ""},
    {&ts_api_log, ""},
    {&ts_api_seen, ""},
    {&ts_api_visits, ""},
    {&ts_api_since, ""},
    {&ts_api_world, ""},
    {&ts_api_sim, "."},
    {&ts_api_sim_store, ":"},
    {&ts_api_sim_run, ":"},
    {&ts_api_sim_universe, ":"},
    {&ts_api_sim_choosers, "."},
    {NULL, NULL},
};

const char *ts_api_prefix(const struct ts_api_module *module)
{
    return module == &ts_api_sim_run || module == &ts_api_sim_universe ? "sim." : "";
}

bool ts_api_is_method(const struct ts_api_row *row)
{
    return strchr(row->signature, '(');
}

static void add_cell(struct ts_buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|') ts_buffer_add_byte(out, '\\');
        ts_buffer_add_byte(out, *text);
    }
}

static void add_row(struct ts_buffer *out, const struct ts_api_page *page, const struct ts_api_row *row)
{
    const char *before = *page->called ? page->module->name : "", *dot = ts_api_is_method(row) ? page->called : ".";
    ts_buffer_add_format(out, "| `%s%s", before, *before ? dot : "");
    add_cell(out, row->signature);
    ts_buffer_add_text(out, "` | ");
    add_cell(out, row->doc);
    ts_buffer_add_text(out, " |\n");
}

static void add_module(struct ts_buffer *out, const struct ts_api_page *page)
{
    ts_buffer_add_format(out, "\n## %s%s\n\n%s\n\n| | |\n|---|---|\n", ts_api_prefix(page->module), page->module->name, page->module->doc);
    for (const struct ts_api_row *row = page->module->rows; row->name; row++) add_row(out, page, row);
}

// What annotations call "turnstone.scene" is called so here too, less the first part.
static void add_type(struct ts_buffer *out, const char *type)
{
    static const char prefix[] = "turnstone.";
    for (const char *at; (at = strstr(type, prefix)); type = at + strlen(prefix)) ts_buffer_add(out, type, (size_t)(at - type));
    ts_buffer_add_text(out, type);
}

static void add_field(struct ts_buffer *out, const struct ts_field *field)
{
    struct ts_buffer type = {0};
    add_type(&type, ts_api_field_type(field));
    ts_buffer_add_format(out, "| `%s` | `", field->name);
    add_cell(out, type.bytes);
    ts_buffer_add_format(out, "` | %s", field->required ? "**required**; " : "");
    add_cell(out, field->doc);
    ts_buffer_add_text(out, " |\n");
    ts_buffer_clear(&type);
}

static void add_class(struct ts_buffer *out, const struct ts_api_class *class)
{
    ts_buffer_add_format(out, "\n### %s\n\n%s\n\n| field | holds | |\n|---|---|---|\n", class->name, class->doc);
    for (uint32_t i = 0; class->fields[i]; i++)
        for (const struct ts_field *field = class->fields[i]; field->name; field++) add_field(out, field);
}

void ts_api_markdown(struct ts_buffer *out)
{
    ts_buffer_add_text(out, "# What scripts can call\n\nWritten by `turnstone api --markdown` from the rows that bind it. Callbacks get "
                            "`(run, universe, progression)`, handlers `(run, universe, event)`, unlock rules `(progression)`.\n");
    for (const struct ts_api_page *page = ts_api_pages; page->module; page++) add_module(out, page);
    ts_buffer_add_text(out, "\n## Tables\n\nWhat packs hand over, field by field. A `text` is a string, a function that returns one, or a list of "
                            "parts; a `condition` a Lua expression as a string, or a function; an `effect` a function `(run, universe, "
                            "progression)`; a `scene_id` is \"quay\" or \"harbour:lantern/quay\".\n");
    for (const struct ts_api_class *class = ts_api_classes; class->name; class++) add_class(out, class);
}

void ts_api_each_row(ts_each_api_row *each, void *self)
{
    for (const struct ts_api_page *page = ts_api_pages; page->module; page++)
        for (const struct ts_api_row *row = page->module->rows; row->name; row++)
            each(self, &(struct ts_api_entry){page->module->name, row->name, page->called, row->signature, row->doc, row->instead, ts_api_is_method(row)});
}

void ts_api_each_table(ts_each_api_table *each, void *self)
{
    for (const struct ts_api_class *class = ts_api_classes; class->name; class++) each(self, class->name, class->doc);
}

void ts_api_each_field(const char *table, ts_each_api_field *each, void *self)
{
    for (const struct ts_api_class *class = ts_api_classes; class->name; class++) {
        if (strcmp(class->name, table)) continue;
        for (uint32_t i = 0; class->fields[i]; i++)
            for (const struct ts_field *field = class->fields[i]; field->name; field++)
                each(self, field->name, ts_api_field_type(field), field->doc, field->required);
    }
}
