// problem.h - what is wrong with content, gathered and written
#ifndef TS_CLI_PROBLEM_H
#define TS_CLI_PROBLEM_H

#include "base/buffer.h"
#include "base/symbol.h"
#include "lua/host.h"

struct ts_found { char *pack, *code, *message, *hint, *file; uint32_t line; }; // hint may be NULL
struct ts_problems {
    struct ts_symbols *symbols;
    struct ts_found *items;
    uint32_t count, room;
};

void ts_problem_add(void *problems, const struct ts_problem *problem); // a ts_each_problem
void ts_problems_write(const struct ts_problems *problems, struct ts_buffer *page); // a paragraph each
void ts_problems_write_json(const struct ts_problems *problems, struct ts_buffer *json); // a list
void ts_problems_clear(struct ts_problems *problems);

#endif
