// problem.c - what is wrong with the content: collected, put in order, told
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/build.h"

enum { PROBLEMS_MAX = 1000 }; // more are not kept

struct found {
    struct ts_problem problem;
    uint32_t pack, order;
};

// Only follows from what a failed script did not define.
static bool is_consequence(const char *code)
{
    return strncmp(code, "unknown-", 8) == 0 ? strcmp(code, "unknown-field") != 0 && strcmp(code, "unknown-event") != 0
                                             : strcmp(code, "no-way-on") == 0 || strcmp(code, "missing-start") == 0;
}

static bool is_known(const struct ts_problems *problems, const struct ts_problem *problem)
{
    for (uint32_t i = 0; i < problems->list.count; i++) {
        const struct found *other = problems->list.items[i];
        if (other->problem.place.file == problem->place.file && other->problem.place.line == problem->place.line &&
            strcmp(other->problem.message, problem->message) == 0)
            return true;
    }
    return false;
}

void ts_build_problem(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *code, const char *hint,
                      const char *format, ...)
{
    struct ts_problems *problems = &build->problems;
    struct ts_problem problem = {.code = code, .place = place, .pack = pack ? pack->name : 0};
    struct found *found;
    char message[TS_ERR_SIZE];
    va_list words;
    if (build->is_rebuilding || (pack && pack->is_broken && is_consequence(code))) return;
    va_start(words, format);
    vsnprintf(message, sizeof message, format, words);
    va_end(words);
    problem.message = message;
    if (problems->list.count >= PROBLEMS_MAX || is_known(problems, &problem)) return;
    problem.message = ts_arena_copy(problems->arena, message, strlen(message));
    problem.hint = hint ? ts_arena_copy(problems->arena, hint, strlen(hint)) : NULL;
    found = ts_list_add(&problems->list, problems->arena, sizeof *found);
    *found = (struct found){.problem = problem, .pack = pack ? pack->index + 1 : 0, .order = problems->list.count};
}

const char *ts_build_did_you_mean(struct ts_build *build, const char *name)
{
    return name ? ts_build_format(build, "did you mean \"%s\"?", name) : NULL;
}

static int compare(const void *a, const void *b)
{
    const struct found *one = *(struct found *const *)a, *other = *(struct found *const *)b;
    if (one->pack != other->pack) return one->pack < other->pack ? -1 : 1;
    if (one->problem.place.file != other->problem.place.file) return one->problem.place.file < other->problem.place.file ? -1 : 1;
    if (one->problem.place.line != other->problem.place.line) return one->problem.place.line < other->problem.place.line ? -1 : 1;
    return one->order < other->order ? -1 : 1;
}

uint32_t ts_problems_report(struct ts_build *build, ts_each_problem *each, void *self, char *first, size_t size)
{
    struct ts_list *list = &build->problems.list;
    if (list->count) qsort(list->items, list->count, sizeof *list->items, compare);
    for (uint32_t i = 0; i < list->count; i++) {
        const struct ts_problem *problem = &((struct found *)list->items[i])->problem;
        if (each) each(self, problem);
        if (i > 0 || !first) continue;
        if (problem->place.file && problem->place.line)
            snprintf(first, size, "%s:%u: %s%s%s", ts_build_text(build, problem->place.file), problem->place.line, problem->message,
                     problem->hint ? "; " : "", problem->hint ? problem->hint : "");
        else
            snprintf(first, size, "%s%s%s", problem->message, problem->hint ? "; " : "", problem->hint ? problem->hint : "");
    }
    return list->count;
}
