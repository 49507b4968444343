// findings.c - what is wrong with content, gathered and written
#include "engine/findings.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "engine/json.h"
#include "lua/blame.h"

void ts_problem_add(void *self, const struct ts_problem *problem)
{
    struct ts_problems *problems = self;
    if (problems->count == problems->room) {
        problems->room = problems->room ? problems->room * 2 : 16;
        problems->items = ts_memory_grow(problems->items, problems->room * sizeof *problems->items);
    }
    problems->items[problems->count++] = (struct ts_found){
        .pack = ts_memory_copy(ts_symbol_text(problems->symbols, problem->pack)),
        .code = ts_memory_copy(problem->code),
        .message = ts_memory_copy(problem->message),
        .hint = ts_memory_copy(problem->hint),
        .file = ts_memory_copy(ts_symbol_text(problems->symbols, problem->place.file)),
        .source = ts_memory_copy(problem->source),
        .line = problem->place.line,
        .severity = problem->severity,
        .column = problem->column,
    };
    problems->errors += problem->severity == TS_ERROR;
}

void ts_problem_write_place(const struct ts_found *found, struct ts_buffer *page)
{
    if (*found->file && found->line) ts_buffer_add_format(page, "%s:%u: ", found->file, found->line);
    else if (*found->file) ts_buffer_add_format(page, "%s: ", found->file);
    else if (*found->pack) ts_buffer_add_format(page, "pack \"%s\": ", found->pack);
}

void ts_problems_write(const struct ts_problems *problems, struct ts_buffer *page)
{
    for (uint32_t i = 0; i < problems->count; i++) {
        const struct ts_found *found = &problems->items[i];
        size_t first = strcspn(found->message, "\n");
        ts_problem_write_place(found, page);
        if (found->severity == TS_WARNING) ts_buffer_add_text(page, "warning: ");
        ts_buffer_add_format(page, "%.*s [%s]\n", (int)first, found->message, found->code);
        if (found->source) ts_blame_draw(page, found->line, &(struct ts_excerpt){found->source, strlen(found->source), found->column});
        if (found->message[first]) ts_buffer_add_format(page, "%s\n", found->message + first + 1); // through which functions
        if (found->shown) ts_walked_write(found->shown, page);
        if (found->hint) ts_buffer_add_format(page, "    %s\n", found->hint);
    }
}

static void write_number(uint32_t count, const char *what, struct ts_buffer *page)
{
    ts_buffer_add_format(page, "%u %s%s", count, what, count == 1 ? "" : "s");
}

void ts_problems_write_count(const struct ts_problems *problems, struct ts_buffer *page)
{
    uint32_t warnings = problems->count - problems->errors;
    if (!problems->count) ts_buffer_add_text(page, "no problems");
    if (problems->errors) write_number(problems->errors, "problem", page);
    if (problems->errors && warnings) ts_buffer_add_text(page, ", ");
    if (warnings) write_number(warnings, "warning", page);
}

void ts_problems_write_json(const struct ts_problems *problems, struct ts_buffer *json)
{
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < problems->count; i++) {
        const struct ts_found *found = &problems->items[i];
        ts_json_open(json, '{');
        ts_json_field_text(json, "pack", found->pack);
        ts_json_field_text(json, "file", found->file);
        ts_json_field_int(json, "line", found->line);
        ts_json_field_text(json, "severity", found->severity == TS_WARNING ? "warning" : "error");
        ts_json_field_text(json, "code", found->code);
        ts_json_field_text(json, "message", found->message);
        ts_json_field_text(json, "hint", found->hint);
        ts_json_field_text(json, "source", found->source);
        if (found->source) ts_json_field_int(json, "column", found->column);
        if (found->shown) ts_walked_write_json(found->shown, json);
        ts_json_close(json, '}');
    }
    ts_json_close(json, ']');
}

void ts_found_clear(struct ts_found *found)
{
    free(found->pack);
    free(found->code);
    free(found->message);
    free(found->hint);
    free(found->file);
    free(found->source);
    ts_walked_free(found->shown);
}

void ts_problems_clear(struct ts_problems *problems)
{
    for (uint32_t i = 0; i < problems->count; i++) ts_found_clear(&problems->items[i]);
    free(problems->items);
    *problems = (struct ts_problems){0};
}

// --- how it is met in play

static void write_command(const struct ts_walked *shown, struct ts_buffer *page)
{
    ts_buffer_add_text(page, "  printf '");
    for (uint32_t i = 0; i < shown->path_count; i++) ts_buffer_add_format(page, "%s\\n", shown->path[i]);
    ts_buffer_add_format(page, "' | turnstone play %s --jsonl --store memory: --seed %" PRIu64, shown->story, shown->seed);
    if (shown->focus) ts_buffer_add_format(page, " --focus %s", shown->focus);
    if (shown->content) ts_buffer_add_text(page, shown->content);
    ts_buffer_add_byte(page, '\n');
}

void ts_walked_write(const struct ts_walked *shown, struct ts_buffer *page)
{
    ts_buffer_add_text(page, "  path: ");
    for (uint32_t i = 0; i < shown->path_count; i++) ts_buffer_add_format(page, "%s%s", i ? " > " : "", shown->path[i]);
    if (!shown->path_count) ts_buffer_add_text(page, "at the opening");
    ts_buffer_add_format(page, " (seed %" PRIu64 "%s)\n", shown->seed, shown->is_lived ? ", in a world where others have lived" : "");
    if (shown->story && !shown->is_lived) write_command(shown, page);
}

void ts_walked_write_json(const struct ts_walked *shown, struct ts_buffer *json)
{
    ts_json_field_text(json, "story", shown->story);
    ts_json_field_text(json, "focus", shown->focus);
    ts_json_key(json, "path");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < shown->path_count; i++) ts_json_text(json, shown->path[i], strlen(shown->path[i]));
    ts_json_close(json, ']');
    ts_json_field_int(json, "seed", (int64_t)shown->seed);
    ts_json_field_bool(json, "is_lived", shown->is_lived);
}

void ts_walked_free(struct ts_walked *shown)
{
    if (!shown) return;
    for (uint32_t i = 0; i < shown->path_count; i++) free(shown->path[i]);
    free(shown->path);
    free(shown->story);
    free(shown->focus);
    free(shown->content);
    free(shown);
}

// --- of some packs

static const char *pack_of(const struct ts_content *content, uint32_t pack)
{
    return ts_symbol_text(content->symbols, content->packs[pack].name);
}

// Problems of packs that were not asked for are dropped.
static void keep_asked(struct ts_problems *problems, const struct ts_pack_names *packs)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < problems->count; i++) {
        struct ts_found found = problems->items[i];
        if (ts_pack_names_hold(packs, found.pack)) {
            problems->items[i] = problems->items[kept];
            problems->items[kept++] = found;
        }
    }
    for (uint32_t i = kept; i < problems->count; i++) {
        problems->errors -= problems->items[i].severity == TS_ERROR;
        ts_found_clear(&problems->items[i]);
    }
    problems->count = kept;
}

static bool has_problem(const struct ts_problems *problems, const char *pack)
{
    for (uint32_t i = 0; i < problems->count; i++)
        if (!strcmp(problems->items[i].pack, pack)) return true;
    return false;
}

// Told with another pack that was asked for: packs that require each other in a ring.
static bool is_told(const struct ts_problems *problems, const struct ts_pack_names *packs, const char *why)
{
    for (uint32_t i = 0; i < problems->count; i++)
        if (!strcmp(problems->items[i].code, "cycle") && ts_pack_names_hold(packs, problems->items[i].pack) && strstr(why, problems->items[i].message)) return true;
    return false;
}

// What is left out for another pack's sake has no problem of its own, but is not fine either.
static void add_left_out(const struct ts_content *content, const struct ts_pack_names *packs, struct ts_problems *problems)
{
    for (uint32_t i = 0; content && i < content->left_out_count; i++) {
        const struct ts_left_out *left_out = &content->left_out[i];
        if (left_out->is_disabled || left_out->is_twin || has_problem(problems, ts_symbol_text(content->symbols, left_out->pack))) continue;
        if (is_told(problems, packs, left_out->why)) continue;
        ts_problem_add(problems, &(struct ts_problem){.code = "left-out", .pack = left_out->pack, .message = left_out->why});
    }
}

// A pack that is asked for must be there: loaded, or at least have a problem of its own.
static enum ts_status find_pack(const char *pack, const struct ts_content *content, const struct ts_problems *problems, struct ts_err *err)
{
    const char **names = ts_memory_get((content->pack_count + content->left_out_count + 1) * sizeof *names);
    uint32_t count = 0;
    bool found = has_problem(problems, pack), is_off = false;
    for (uint32_t i = 0; i < content->pack_count; i++) {
        names[count++] = pack_of(content, i);
        found |= !strcmp(pack_of(content, i), pack);
    }
    for (uint32_t i = 0; i < content->left_out_count; i++) {
        names[count++] = ts_symbol_text(content->symbols, content->left_out[i].pack);
        is_off |= content->left_out[i].is_disabled && !strcmp(names[count - 1], pack);
    }
    const char *near = found || is_off ? NULL : ts_suggest(pack, names, count);
    free(names);
    if (is_off) return ts_err_set(err, TS_DATA, "the pack \"%s\" is switched off: `turnstone pack enable %s` switches it on again", pack, pack);
    if (near) return ts_err_set(err, TS_DATA, "there is no pack \"%s\": did you mean \"%s\"?", pack, near);
    if (found) return TS_OK;
    return ts_err_set(err, TS_DATA, "there is no pack \"%s\" in the content folders: add its folder's parent with --content", pack);
}

static enum ts_status find_packs(const struct ts_pack_names *packs, const struct ts_content *content, const struct ts_problems *problems, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; content && i < packs->count && !status; i++) status = find_pack(packs->items[i], content, problems, err);
    return status;
}

enum ts_status ts_problems_narrow(struct ts_problems *problems, const struct ts_content *content, const struct ts_pack_names *packs, struct ts_err *err)
{
    add_left_out(content, packs, problems);
    enum ts_status status = find_packs(packs, content, problems, err);
    keep_asked(problems, packs);
    return status;
}
