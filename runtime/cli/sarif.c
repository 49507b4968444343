// sarif.c - findings of content as a SARIF 2.1.0 log, for editors and code review
#include "cli/sarif.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

#include "cli/explored.h"
#include "engine/json.h"
#include "lua/code.h"

static const char schema[] = "https://json.schemastore.org/sarif-2.1.0.json";

static const char *level_of(enum ts_severity severity)
{
    return severity == TS_WARNING ? "warning" : "error";
}

static void write_message(const char *name, const char *text, struct ts_buffer *out)
{
    ts_json_key(out, name);
    ts_json_open(out, '{');
    ts_json_field_text(out, "text", text);
    ts_json_close(out, '}');
}

static void write_rule(const struct ts_code *code, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_json_field_text(out, "id", code->name);
    write_message("shortDescription", code->doc, out);
    ts_json_key(out, "defaultConfiguration");
    ts_json_open(out, '{');
    ts_json_field_text(out, "level", level_of(code->severity));
    ts_json_close(out, '}');
    ts_json_close(out, '}');
}

static void write_tool(struct ts_buffer *out)
{
    ts_json_key(out, "tool");
    ts_json_open(out, '{');
    ts_json_key(out, "driver");
    ts_json_open(out, '{');
    ts_json_field_text(out, "name", "turnstone");
    ts_json_field_text(out, "version", TURNSTONE_VERSION);
    ts_json_key(out, "rules");
    ts_json_open(out, '[');
    for (const struct ts_code *code = ts_codes; code->name; code++) write_rule(code, out);
    ts_json_close(out, ']');
    ts_json_close(out, '}');
    ts_json_close(out, '}');
}

// --- places

// The folder of a pack that is loaded; NULL: it is not.
static const char *folder_of(const struct ts_host *host, const char *pack)
{
    const struct ts_content *content = host ? ts_host_content(host) : NULL;
    for (uint32_t i = 0; content && i < content->pack_count; i++)
        if (!strcmp(ts_symbol_text(content->symbols, content->packs[i].name), pack)) return content->packs[i].folder;
    return NULL;
}

static void find_path(const struct ts_found *found, const struct ts_host *host, const char *const *folders, uint32_t folder_count,
                      struct ts_buffer *path)
{
    const char *folder = folder_of(host, found->pack), *slash = strchr(found->file, '/');
    size_t length = folder ? strlen(folder) : 0;
    if (folder && ts_archive_stem(folder)) ts_buffer_add(path, folder, length); // its files are not on the disk
    else if (folder) ts_buffer_add_format(path, "%s%s", folder, slash ? slash : "");
    for (uint32_t i = 0; !folder && i < folder_count; i++) {
        path->length = 0;
        ts_buffer_add_format(path, "%s/%s", folders[i], found->file);
        if (!access(path->bytes, F_OK)) return;
    }
    if (!path->length) ts_buffer_add_text(path, found->file);
}

static void add_uri(const char *path, struct ts_buffer *uri)
{
    if (*path == '/') ts_buffer_add_text(uri, "file://");
    while (!strncmp(path, "./", 2)) path += 2;
    for (; *path; path++) {
        if (isalnum((unsigned char)*path) || strchr("/._-~", *path)) ts_buffer_add_byte(uri, *path);
        else ts_buffer_add_format(uri, "%%%02X", (unsigned char)*path);
    }
}

static void write_region(const struct ts_found *found, struct ts_buffer *out)
{
    ts_json_key(out, "region");
    ts_json_open(out, '{');
    ts_json_field_int(out, "startLine", found->line);
    if (found->source && found->column) ts_json_field_int(out, "startColumn", found->column);
    if (found->source) write_message("snippet", found->source, out);
    ts_json_close(out, '}');
}

static void write_place(const struct ts_found *found, const char *path, struct ts_buffer *out)
{
    struct ts_buffer uri = {0};
    add_uri(path, &uri);
    ts_json_key(out, "physicalLocation");
    ts_json_open(out, '{');
    ts_json_key(out, "artifactLocation");
    ts_json_open(out, '{');
    ts_json_field_text(out, "uri", uri.bytes);
    ts_json_close(out, '}');
    if (found->line) write_region(found, out);
    ts_json_close(out, '}');
    ts_buffer_clear(&uri);
}

// Where something is, what is said of it, or both: `path` and `words` may be NULL.
static void write_location(const struct ts_found *found, const char *path, const char *words, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    if (path) write_place(found, path, out);
    if (words) write_message("message", words, out);
    ts_json_close(out, '}');
}

// --- results

static void write_step(const struct ts_found *found, const char *path, const char *words, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_json_key(out, "location");
    write_location(found, path, words, out);
    ts_json_close(out, '}');
}

// The way there is of choices, not of lines: each step but the last has words and no place.
static void write_flow(const struct ts_found *found, const char *path, struct ts_buffer *out)
{
    ts_json_key(out, "codeFlows");
    ts_json_open(out, '[');
    ts_json_open(out, '{');
    ts_json_key(out, "threadFlows");
    ts_json_open(out, '[');
    ts_json_open(out, '{');
    ts_json_key(out, "locations");
    ts_json_open(out, '[');
    for (uint32_t i = 0; i < found->shown->path_count; i++) write_step(found, NULL, found->shown->path[i], out);
    write_step(found, path, found->message, out);
    ts_json_close(out, ']');
    ts_json_close(out, '}');
    ts_json_close(out, ']');
    ts_json_close(out, '}');
    ts_json_close(out, ']');
}

static void write_properties(const struct ts_found *found, struct ts_buffer *out)
{
    ts_json_key(out, "properties");
    ts_json_open(out, '{');
    ts_json_field_text(out, "pack", found->pack);
    if (found->shown) ts_walked_write_json(found->shown, out);
    ts_json_close(out, '}');
}

static void write_result(const struct ts_found *found, const char *path, struct ts_buffer *out)
{
    const struct ts_code *code = ts_code_find(found->code);
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "%s%s%s", found->message, found->hint ? "; " : "", found->hint ? found->hint : "");
    ts_json_open(out, '{');
    ts_json_field_text(out, "ruleId", found->code);
    if (code) ts_json_field_int(out, "ruleIndex", code - ts_codes);
    ts_json_field_text(out, "level", level_of(found->severity));
    write_message("message", words.bytes, out);
    ts_json_key(out, "locations");
    ts_json_open(out, '[');
    if (*found->file) write_location(found, path, NULL, out);
    ts_json_close(out, ']');
    if (found->shown) write_flow(found, path, out);
    write_properties(found, out);
    ts_json_close(out, '}');
    ts_buffer_clear(&words);
}

void ts_sarif_write(const struct ts_problems *problems, const struct ts_host *host, const char *const *folders, uint32_t folder_count,
                    struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_json_field_text(out, "$schema", schema);
    ts_json_field_text(out, "version", "2.1.0");
    ts_json_key(out, "runs");
    ts_json_open(out, '[');
    ts_json_open(out, '{');
    write_tool(out);
    ts_json_field_text(out, "columnKind", "unicodeCodePoints");
    ts_json_key(out, "results");
    ts_json_open(out, '[');
    for (uint32_t i = 0; i < problems->count; i++) {
        struct ts_buffer path = {0};
        if (*problems->items[i].file) find_path(&problems->items[i], host, folders, folder_count, &path);
        write_result(&problems->items[i], path.bytes, out);
        ts_buffer_clear(&path);
    }
    ts_json_close(out, ']');
    ts_json_close(out, '}');
    ts_json_close(out, ']');
    ts_json_close(out, '}');
    ts_buffer_add_byte(out, '\n');
}
