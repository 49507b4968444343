// problem.c - what is wrong with content, gathered and written
#include "cli/problem.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli/explored.h"
#include "cli/print.h"
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

void ts_problems_say_deprecated(const struct ts_cli *cli, struct ts_host *host)
{
    struct ts_buffer lines = {0};
    if (host) ts_host_take_deprecated(host, &lines);
    if (!cli->globals.quiet) ts_complain_page(&lines);
    ts_buffer_clear(&lines);
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
