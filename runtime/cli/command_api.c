// command_api.c - turnstone api
#include <string.h>

#include "cli/open.h"
#include "cli/print.h"
#include "engine/json.h"
#include "lua/pages.h"

struct api_options { bool markdown, meta; };

static const struct ts_option options[] = {
    {"markdown", NULL, "as a reference page (the default)", TS_OPTION_FLAG, offsetof(struct api_options, markdown)},
    {"meta", NULL, "as annotations for Lua editors (---@meta), with the ids of the packs that are installed", TS_OPTION_FLAG,
     offsetof(struct api_options, meta)},
    {0},
};

// --- as JSON

static void write_row(void *self, const struct ts_api_entry *entry)
{
    struct ts_buffer *json = self;
    ts_json_open(json, '{');
    ts_json_field_text(json, "called", entry->called);
    ts_json_field_text(json, "doc", entry->doc);
    if (entry->instead) ts_json_field_text(json, "instead", entry->instead);
    ts_json_field_text(json, "kind", entry->is_method ? "function" : "field");
    ts_json_field_text(json, "module", entry->module);
    ts_json_field_text(json, "name", entry->name);
    ts_json_field_text(json, "signature", entry->signature);
    ts_json_close(json, '}');
}

static void write_field(void *self, const char *name, const char *type, const char *doc, bool is_required)
{
    struct ts_buffer *json = self;
    ts_json_open(json, '{');
    ts_json_field_text(json, "doc", doc);
    ts_json_field_text(json, "name", name);
    ts_json_field_bool(json, "required", is_required);
    ts_json_field_text(json, "type", type);
    ts_json_close(json, '}');
}

static void write_table(void *self, const char *name, const char *doc)
{
    struct ts_buffer *json = self;
    ts_json_open(json, '{');
    ts_json_field_text(json, "doc", doc);
    ts_json_key(json, "fields");
    ts_json_open(json, '[');
    ts_api_each_field(name, write_field, json);
    ts_json_close(json, ']');
    ts_json_field_text(json, "name", name);
    ts_json_close(json, '}');
}

static void write_json(struct ts_buffer *json)
{
    ts_json_open(json, '{');
    ts_json_key(json, "happenings");
    ts_json_open(json, '[');
    for (int i = 0; i < TS_HAPPENING_COUNT; i++) ts_json_text(json, ts_happening_name(i), strlen(ts_happening_name(i)));
    ts_json_close(json, ']');
    ts_json_key(json, "rows");
    ts_json_open(json, '[');
    ts_api_each_row(write_row, json);
    ts_json_close(json, ']');
    ts_json_key(json, "tables");
    ts_json_open(json, '[');
    ts_api_each_table(write_table, json);
    ts_json_close(json, ']');
    ts_json_close(json, '}');
    ts_buffer_add_byte(json, '\n');
}

// --- the command

static enum ts_status write_meta(const struct ts_cli *cli, struct ts_buffer *page, struct ts_err *err)
{
    struct ts_front front = {0};
    enum ts_status status = ts_open_content_if_fine(cli, &front, err);
    if (!status) ts_api_meta(front.engine.content, page);
    ts_front_close(&front);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct api_options *how = cli->options;
    struct ts_buffer page = {0};
    enum ts_status status = TS_OK;
    if (how->markdown + how->meta + cli->globals.json > 1) return ts_err_set(err, TS_USAGE, "--markdown, --meta and --json exclude each other: give one");
    if (how->meta) status = write_meta(cli, &page, err);
    else if (cli->globals.json) write_json(&page);
    else ts_api_markdown(&page);
    if (!status) status = ts_print(&page, err);
    ts_buffer_clear(&page);
    return status;
}

const struct ts_command ts_command_api = {
    .name = "api", .words = "", .help = "print the reference of all that scripts can call",
    .more = "For completion in an editor with lua-language-server: turnstone api --meta > turnstone.lua, in a folder that its setting\n"
            "`workspace.library` names, and again after packs have changed.",
    .options = options, .size = sizeof(struct api_options), .run = run,
};
