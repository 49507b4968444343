// api_pages.c - the reference page and the editor's annotations, written from the rows
#include <string.h>

#include "lua/api.h"
#include "lua/pages.h"

struct page {
    const struct ts_api_module *module;
    const char *called; // how a function of it is called: ":" on an object, "." on a table, "" by itself
};

static const struct page pages[] = {
    {&ts_api_run, ":"},          {&ts_api_character, ":"}, {&ts_api_vars, ":"},      {&ts_api_own, ":"},      {&ts_api_rng, ":"},
    {&ts_api_universe, ":"},     {&ts_api_past, ":"},      {&ts_api_progression, ":"}, {&ts_api_define, "."},   {&ts_api_amend, "."},
    {&ts_api_on, ""},         {&ts_api_log, ""},
    {&ts_api_seen, ""},          {&ts_api_visits, ""},     {&ts_api_since, ""},      {&ts_api_world, ""},     {&ts_api_sim, "."},
    {&ts_api_sim_store, ":"},    {&ts_api_sim_run, ":"},   {&ts_api_sim_universe, ":"}, {&ts_api_sim_choosers, "."},
};

enum { PAGES = sizeof pages / sizeof *pages };

static bool is_method(const struct ts_api_row *row)
{
    return strchr(row->signature, '(');
}

// --- markdown

static void add_row(struct ts_buffer *out, const struct page *page, const struct ts_api_row *row)
{
    const char *before = *page->called ? page->module->name : "", *dot = is_method(row) ? page->called : ".";
    ts_buffer_add_format(out, "| `%s%s", before, *before ? dot : "");
    for (const char *c = row->signature; *c; c++) {
        if (*c == '|') ts_buffer_add_byte(out, '\\');
        ts_buffer_add_byte(out, *c);
    }
    ts_buffer_add_format(out, "` | %s |\n", row->doc);
}

static void add_module(struct ts_buffer *out, const struct page *page)
{
    ts_buffer_add_format(out, "\n## %s\n\n%s\n\n| | |\n|---|---|\n", page->module->name, page->module->doc);
    for (const struct ts_api_row *row = page->module->rows; row->name; row++) add_row(out, page, row);
}

void ts_api_markdown(struct ts_buffer *out)
{
    ts_buffer_add_text(out, "# What scripts can call\n\nWritten by `turnstone api --markdown` from the rows that bind it. Callbacks get "
                            "`(run, universe, progression)`, handlers `(run, universe, event)`, unlock rules `(progression)`.\n");
    for (size_t i = 0; i < PAGES; i++) add_module(out, &pages[i]);
}

// --- annotations, as LuaLS and EmmyLua read them

// "store.run" of the module "run" of simulations; a class has one name among all.
static const char *class_prefix(const struct ts_api_module *module)
{
    bool is_sim = module == &ts_api_sim_run || module == &ts_api_sim_universe;
    return is_sim ? "sim." : "";
}

// A type as the annotations write it: names of modules are classes.
static void add_type(struct ts_buffer *out, const char *type, size_t length, bool is_sim)
{
    bool is_optional = length > 0 && type[length - 1] == '?';
    if (is_optional) length--;
    for (size_t i = 0; i < PAGES; i++) {
        const struct ts_api_module *module = pages[i].module;
        if (strlen(module->name) != length || memcmp(module->name, type, length) != 0) continue;
        if (is_sim && *class_prefix(module) == '\0' && (module == &ts_api_run || module == &ts_api_universe)) continue;
        if (!is_sim && *class_prefix(module)) continue;
        ts_buffer_add_format(out, "turnstone.%s%s%s", class_prefix(module), module->name, is_optional ? "?" : "");
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
    return module == &ts_api_sim || module == &ts_api_sim_store || module == &ts_api_sim_choosers || *class_prefix(module);
}

static void add_field(struct ts_buffer *out, const struct page *page, const struct ts_api_row *row)
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

static void add_parameter(struct ts_buffer *out, const char *at, const char *end, bool is_sim)
{
    const char *colon = memchr(at, ':', (size_t)(end - at)), *type = colon ? colon + 1 : NULL;
    while (type && *type == ' ') type++;
    ts_buffer_add_text(out, "---@param ");
    ts_buffer_add(out, at, colon ? (size_t)(colon - at) : (size_t)(end - at));
    ts_buffer_add_byte(out, ' ');
    if (type) add_type(out, type, (size_t)(end - type), is_sim);
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

static void add_method(struct ts_buffer *out, const struct page *page, const struct ts_api_row *row)
{
    bool is_sim = is_sim_module(page->module);
    const char *result = strstr(row->signature, "-> "), *then = strstr(row->signature, ")(");
    ts_buffer_add_format(out, "\n---%s\n", row->doc);
    for (const char *at = strchr(row->signature, '(') + 1; *at && *at != ')';) {
        const char *end = end_of_parameter(at);
        add_parameter(out, at, end, is_sim);
        at = *end == ',' ? end + 1 + strspn(end + 1, " ") : end;
    }
    if (result) {
        ts_buffer_add_text(out, "---@return ");
        add_type(out, result + 3, strlen(result + 3), is_sim);
        ts_buffer_add_byte(out, '\n');
    }
    if (then) ts_buffer_add_format(out, "---@return fun%s\n", then + 1); // takes the table behind the name
    if (*page->called) ts_buffer_add_format(out, "function M%s%s(", page->called, row->name);
    else ts_buffer_add_format(out, "function %s(", row->name);
    add_names(out, row->signature);
    ts_buffer_add_text(out, ") end\n");
}

static bool is_global(const struct ts_api_module *module)
{
    return module == &ts_api_define || module == &ts_api_amend || module == &ts_api_sim;
}

static bool is_class(const struct page *page)
{
    return page->module != &ts_api_log && page->module != &ts_api_on;
}

static void add_class(struct ts_buffer *out, const struct page *page)
{
    const struct ts_api_module *module = page->module;
    ts_buffer_add_byte(out, '\n');
    if (is_class(page)) ts_buffer_add_format(out, "---%s\n---@class turnstone.%s%s\n", module->doc, class_prefix(module), module->name);
    for (const struct ts_api_row *row = module->rows; row->name; row++)
        if (!is_method(row)) add_field(out, page, row);
    if (is_class(page)) ts_buffer_add_text(out, "do\nlocal M = {}\n");
    for (const struct ts_api_row *row = module->rows; row->name; row++)
        if (is_method(row)) add_method(out, page, row);
    if (is_global(module)) ts_buffer_add_format(out, "%s = M\n", module->name);
    if (is_class(page)) ts_buffer_add_text(out, "end\n");
}

void ts_api_meta(struct ts_buffer *out)
{
    ts_buffer_add_text(out, "---@meta\n-- Written by `turnstone api --meta` from the rows that bind it.\n");
    for (size_t i = 0; i < PAGES; i++) add_class(out, &pages[i]);
}
