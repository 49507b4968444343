// api_meta.c - the annotations of all that scripts can call, as lua-language-server and EmmyLua read them
#include <string.h>

#include "lua/api.h"
#include "lua/api_class.h"
#include "lua/pages.h"

// A type as the annotations write it: names of modules are classes.
static void add_type(struct ts_buffer *out, const char *type, size_t length, bool is_sim)
{
    bool is_optional = length > 0 && type[length - 1] == '?';
    if (is_optional) length--;
    for (const struct ts_api_page *page = ts_api_pages; page->module; page++) {
        const struct ts_api_module *module = page->module;
        if (strlen(module->name) != length || memcmp(module->name, type, length) != 0) continue;
        if (is_sim && *ts_api_prefix(module) == '\0' && (module == &ts_api_run || module == &ts_api_universe)) continue;
        if (!is_sim && *ts_api_prefix(module)) continue;
        ts_buffer_add_format(out, "turnstone.%s%s%s", ts_api_prefix(module), module->name, is_optional ? "?" : "");
        return;
    }
    if (length == 5 && memcmp(type, "value", 5) == 0) ts_buffer_add_text(out, "any");
    else if (length == 7 && memcmp(type, "chooser", 7) == 0) ts_buffer_add_text(out, "any");
    else if (length > 0 && memchr(type, '{', length)) ts_buffer_add_text(out, memchr(type, '|', length) ? "string|table" : "table");
    else ts_buffer_add(out, type, length);
    if (is_optional) ts_buffer_add_byte(out, '?');
}

static bool is_sim_module(const struct ts_api_module *module)
{
    return module == &ts_api_sim || module == &ts_api_sim_store || module == &ts_api_sim_choosers || *ts_api_prefix(module);
}

static void add_field(struct ts_buffer *out, const struct ts_api_page *page, const struct ts_api_row *row)
{
    const char *colon = strstr(row->signature, ": ");
    if (strcmp(row->name, "__newindex") == 0 || !colon) return;
    if (row->name[0] == '_') ts_buffer_add_text(out, "---@field [string] ");
    else ts_buffer_add_format(out, "---@field %s ", row->name);
    add_type(out, colon + 2, strlen(colon + 2), is_sim_module(page->module));
    ts_buffer_add_format(out, " %s\n", row->doc);
}

// Where a parameter ends: at a comma or parenthesis outside braces.
static const char *end_of_parameter(const char *at)
{
    int depth = 0;
    for (; *at; at++) {
        if (*at == '{') depth++;
        if (*at == '}') depth--;
        if (depth == 0 && (*at == ',' || *at == ')')) break;
    }
    return at;
}

// Parameters that name something of the content: editors complete its ids there.
static const struct { const struct ts_api_module *module; const char *method, *parameter, *type; } named[] = {
    {&ts_api_run, "go", "scene", "turnstone.scene_id"},
    {&ts_api_run, "seen", "name", "turnstone.seen_id"},
    {&ts_api_run, "visits", "name", "turnstone.seen_id"},
    {&ts_api_run, "since", "name", "turnstone.seen_id"},
    {&ts_api_run, "integrate", "id", "turnstone.metaconcept_id"},
    {&ts_api_universe, NULL, "key", "turnstone.world_key"},
    {&ts_api_past, NULL, "key", "turnstone.world_key"},
    {&ts_api_progression, NULL, "key", "turnstone.tally_key"},
    {&ts_api_progression, NULL, "id", "turnstone.unlock_id"},
    {&ts_api_define, "choices", "list", "turnstone.choice[]"},
    {&ts_api_define, "deeds", "focuses", "table<string, table<string, string|string[]>>"},
    {&ts_api_amend, "scene", "id", "turnstone.scene_id"},
    {&ts_api_amend, "storylet", "id", "turnstone.scene_id"},
    {&ts_api_amend, "unlock", "id", "turnstone.unlock_id"},
    {&ts_api_on, "on", "happening", "turnstone.happening"},
    {&ts_api_on, "on", "filter", "turnstone.filter"},
    {&ts_api_on, "on", "handler", "turnstone.handler"},
};

static const char *type_of_parameter(const struct ts_api_page *page, const struct ts_api_row *row, const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i].module == page->module && (!named[i].method || !strcmp(named[i].method, row->name)) &&
            strlen(named[i].parameter) == length && !memcmp(named[i].parameter, name, length))
            return named[i].type;
    return NULL;
}

static void add_parameter(struct ts_buffer *out, const struct ts_api_page *page, const struct ts_api_row *row, const char *at, const char *end)
{
    const char *colon = memchr(at, ':', (size_t)(end - at)), *type = colon ? colon + 1 : NULL;
    size_t length = colon ? (size_t)(colon - at) : (size_t)(end - at);
    const char *special = type_of_parameter(page, row, at, length - (length && at[length - 1] == '?'));
    while (type && *type == ' ') type++;
    ts_buffer_add_text(out, "---@param ");
    ts_buffer_add(out, at, length);
    ts_buffer_add_byte(out, ' ');
    if (special) ts_buffer_add_text(out, special);
    else if (type) add_type(out, type, (size_t)(end - type), is_sim_module(page->module));
    else ts_buffer_add_text(out, "any");
    ts_buffer_add_byte(out, '\n');
}

static void add_names(struct ts_buffer *out, const char *signature)
{
    bool is_first = true;
    for (const char *at = strchr(signature, '(') + 1; *at && *at != ')';) {
        const char *end = end_of_parameter(at);
        if (!is_first) ts_buffer_add_text(out, ", ");
        ts_buffer_add(out, at, strcspn(at, "?:,) "));
        is_first = false;
        at = *end == ',' ? end + 1 + strspn(end + 1, " ") : end;
    }
}

static void add_parameters(struct ts_buffer *out, const struct ts_api_page *page, const struct ts_api_row *row)
{
    for (const char *at = strchr(row->signature, '(') + 1; *at && *at != ')';) {
        const char *end = end_of_parameter(at);
        add_parameter(out, page, row, at, end);
        at = *end == ',' ? end + 1 + strspn(end + 1, " ") : end;
    }
}

// `define` and `amend` answer with a function that takes the table behind the name.
static void add_taker(struct ts_buffer *out, const struct ts_api_page *page, const struct ts_api_row *row)
{
    const struct ts_api_class *class = ts_api_class_find(page->module == &ts_api_amend, row->name);
    const char *table = strrchr(row->signature, '(') + 1;
    size_t length = strcspn(table, ":");
    if (class) ts_buffer_add_format(out, "---@return fun(fields: turnstone.%s)\n", class->name);
    else ts_buffer_add_format(out, "---@return fun(%.*s: %s)\n", (int)length, table, type_of_parameter(page, row, table, length));
}

static void add_method(struct ts_buffer *out, const struct ts_api_page *page, const struct ts_api_row *row)
{
    const char *result = strstr(row->signature, "-> ");
    ts_buffer_add_format(out, "\n---%s\n", row->doc);
    add_parameters(out, page, row);
    if (result) {
        ts_buffer_add_text(out, "---@return ");
        add_type(out, result + 3, strlen(result + 3), is_sim_module(page->module));
        ts_buffer_add_byte(out, '\n');
    }
    if (strstr(row->signature, ")(")) add_taker(out, page, row);
    if (page->module == &ts_api_on) ts_buffer_add_text(out, "---@overload fun(happening: turnstone.happening, handler: turnstone.handler)\n");
    if (*page->called) ts_buffer_add_format(out, "function M%s%s(", page->called, row->name);
    else ts_buffer_add_format(out, "function %s(", row->name);
    add_names(out, row->signature);
    ts_buffer_add_text(out, ") end\n");
}

static bool is_global(const struct ts_api_module *module)
{
    return module == &ts_api_define || module == &ts_api_amend || module == &ts_api_sim;
}

static bool is_class(const struct ts_api_page *page)
{
    return page->module != &ts_api_log && page->module != &ts_api_on;
}

// The class stands right before its table, which is how editors know that the methods are its.
static void add_module(struct ts_buffer *out, const struct ts_api_page *page)
{
    const struct ts_api_module *module = page->module;
    ts_buffer_add_byte(out, '\n');
    if (is_class(page)) ts_buffer_add_format(out, "do\n---%s\n---@class turnstone.%s%s\n", module->doc, ts_api_prefix(module), module->name);
    for (const struct ts_api_row *row = module->rows; row->name; row++)
        if (!ts_api_is_method(row)) add_field(out, page, row);
    if (is_class(page)) ts_buffer_add_text(out, "local M = {}\n");
    for (const struct ts_api_row *row = module->rows; row->name; row++)
        if (ts_api_is_method(row)) add_method(out, page, row);
    if (is_global(module)) ts_buffer_add_format(out, "%s = M\n", module->name);
    if (is_class(page)) ts_buffer_add_text(out, "end\n");
}

// --- the tables that packs hand over

static const char shared_types[] =
    "\n---@alias turnstone.effect fun(run: turnstone.run, universe: turnstone.universe, progression: turnstone.progression)\n"
    "---@alias turnstone.condition string|fun(run: turnstone.run, universe: turnstone.universe, progression: turnstone.progression): any\n"
    "---@alias turnstone.words string|fun(run: turnstone.run, universe: turnstone.universe, progression: turnstone.progression): string?\n"
    "---@alias turnstone.text turnstone.words|(turnstone.words|turnstone.text_part)[]\n"
    "---@alias turnstone.handler fun(run: turnstone.run, universe: turnstone.universe, event: turnstone.happened)\n"
    "\n---What a handler is told.\n---@class turnstone.happened\n---@field name turnstone.happening\n---@field story string\n---@field pack string\n"
    "---@field scene string?\n---@field choice string?\n---@field id string? The milestone, insight, metaconcept or unlock.\n"
    "---@field ending string?\n---@field turn integer\n---@field position integer\n---@field events integer Recorded so far in the turn.\n";

static void add_table_field(struct ts_buffer *out, const struct ts_field *field)
{
    ts_buffer_add_format(out, "---@field %s%s %s %s\n", field->name, field->required ? "" : "?", ts_api_field_type(field), field->doc);
}

static void add_table(struct ts_buffer *out, const struct ts_api_class *class)
{
    ts_buffer_add_format(out, "\n---%s\n---@class turnstone.%s\n", class->doc, class->name);
    for (uint32_t i = 0; class->fields[i]; i++)
        for (const struct ts_field *field = class->fields[i]; field->name; field++) add_table_field(out, field);
}

void ts_api_meta(const struct ts_content *content, struct ts_buffer *out)
{
    ts_buffer_add_text(out, "---@meta\n-- Written by `turnstone api --meta` from the rows that bind it.\n");
    for (const struct ts_api_page *page = ts_api_pages; page->module; page++) add_module(out, page);
    ts_buffer_add_text(out, shared_types);
    for (const struct ts_api_class *class = ts_api_classes; class->name; class++) add_table(out, class);
    ts_api_ids(content, out);
}
