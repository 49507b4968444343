// problem.c - what is wrong with content, gathered and written
#include "cli/problem.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/json.h"

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
        .line = problem->place.line,
    };
}

static void write_place(const struct ts_found *found, struct ts_buffer *page)
{
    if (*found->file && found->line) ts_buffer_add_format(page, "%s:%u: ", found->file, found->line);
    else if (*found->file) ts_buffer_add_format(page, "%s: ", found->file);
    else if (*found->pack) ts_buffer_add_format(page, "pack \"%s\": ", found->pack);
}

void ts_problems_write(const struct ts_problems *problems, struct ts_buffer *page)
{
    for (uint32_t i = 0; i < problems->count; i++) {
        const struct ts_found *found = &problems->items[i];
        write_place(found, page);
        ts_buffer_add_format(page, "%s [%s]\n", found->message, found->code);
        if (found->hint) ts_buffer_add_format(page, "    %s\n", found->hint);
    }
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
        ts_json_field_text(json, "code", found->code);
        ts_json_field_text(json, "message", found->message);
        ts_json_field_text(json, "hint", found->hint);
        ts_json_close(json, '}');
    }
    ts_json_close(json, ']');
}

void ts_problems_clear(struct ts_problems *problems)
{
    for (uint32_t i = 0; i < problems->count; i++) {
        struct ts_found *found = &problems->items[i];
        free(found->pack), free(found->code), free(found->message), free(found->hint), free(found->file);
    }
    free(problems->items);
    *problems = (struct ts_problems){0};
}
