// problem.h - what is wrong with content, gathered and written
#ifndef TS_CLI_PROBLEM_H
#define TS_CLI_PROBLEM_H

#include "base/buffer.h"
#include "base/symbol.h"
#include "cli/command.h"
#include "lua/host.h"

struct ts_walked {
    char *story, *focus, *content, **path;
    uint32_t path_count;
    uint64_t seed;
    bool is_lived;
}; // how it is met in play, by which options for content; focus may be NULL
struct ts_found { char *pack, *code, *message, *hint, *file, *source; uint32_t line, column; enum ts_severity severity; struct ts_walked *shown; }; // hint, source, shown may be NULL
struct ts_problems {
    struct ts_symbols *symbols;
    struct ts_found *items;
    uint32_t count, room;
    uint32_t errors; // how many of them are no warnings
};

void ts_problem_add(void *problems, const struct ts_problem *problem); // a ts_each_problem
void ts_problems_write(const struct ts_problems *problems, struct ts_buffer *page); // a paragraph each
void ts_problems_write_count(const struct ts_problems *problems, struct ts_buffer *page); // "2 problems, 1 warning"
void ts_problem_write_place(const struct ts_found *found, struct ts_buffer *page); // "harbour/init.lua:3: "
void ts_problems_write_json(const struct ts_problems *problems, struct ts_buffer *json); // a list
void ts_found_clear(struct ts_found *found);
// Uses of names that were given up, a line each on standard error; nothing with --quiet. `host` may be NULL.
void ts_problems_say_deprecated(const struct ts_cli *cli, struct ts_host *host);
void ts_problems_clear(struct ts_problems *problems);

#endif
