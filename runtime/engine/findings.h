// findings.h - what is wrong with content, gathered and written
#ifndef TS_ENGINE_FINDINGS_H
#define TS_ENGINE_FINDINGS_H

#include "base/buffer.h"
#include "base/symbol.h"
#include "engine/content_size.h"
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
void ts_problems_clear(struct ts_problems *problems);
void ts_walked_write(const struct ts_walked *shown, struct ts_buffer *page); // the path, and the command that plays it
void ts_walked_write_json(const struct ts_walked *shown, struct ts_buffer *json); // fields "story", "path", "seed"
void ts_walked_free(struct ts_walked *shown); // may be NULL

// Leaves those of the packs that were asked for, and adds what of them is left out for another pack's sake, which has no problem of its own.
// TS_DATA: there is no pack of such a name; the words name one that is near.
enum ts_status ts_problems_narrow(struct ts_problems *problems, const struct ts_content *content, const struct ts_pack_names *packs, struct ts_err *err) TS_MUST_USE;

#endif
