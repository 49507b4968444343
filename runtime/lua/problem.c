// problem.c - what is wrong with the content: collected, put in order, told
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/blame.h"
#include "lua/build.h"

enum { PROBLEMS_MAX = 1000 }; // of each severity; more are not kept

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

// However many warnings there are, there is room for an error.
static uint32_t *count_of(struct ts_problems *problems, enum ts_severity severity)
{
    return severity == TS_ERROR ? &problems->error_count : &problems->warning_count;
}

// Keeps a copy, once.
static void keep(struct ts_problems *problems, struct ts_problem problem, uint32_t pack)
{
    struct found *found;
    uint32_t *count = count_of(problems, problem.severity);
    if (*count >= PROBLEMS_MAX || is_known(problems, &problem)) return;
    ++*count;
    problem.message = ts_arena_copy(problems->arena, problem.message, strlen(problem.message));
    problem.hint = problem.hint ? ts_arena_copy(problems->arena, problem.hint, strlen(problem.hint)) : NULL;
    problem.source = problem.source ? ts_arena_copy(problems->arena, problem.source, strlen(problem.source)) : NULL;
    found = ts_list_add(&problems->list, problems->arena, sizeof *found);
    *found = (struct found){.problem = problem, .pack = pack, .order = problems->list.count};
}

static void find_source(struct ts_arena *arena, struct ts_lua_pack *pack, struct ts_problem *problem)
{
    const struct ts_lua_source *source = pack ? ts_build_source(pack, problem->place) : NULL;
    struct ts_excerpt excerpt;
    if (!source || !ts_source_excerpt(source, problem->place.line, problem->message, &excerpt)) return;
    problem->source = ts_arena_copy(arena, excerpt.text, excerpt.length);
    problem->column = excerpt.column;
}

static void add(struct ts_build *build, struct ts_lua_pack *pack, struct ts_problem problem, const char *format, va_list words)
{
    char message[TS_ERR_SIZE];
    if (build->is_rebuilding || (pack && pack->is_broken && is_consequence(problem.code))) return;
    if (*count_of(&build->problems, problem.severity) >= PROBLEMS_MAX) return;
    vsnprintf(message, sizeof message, format, words);
    problem.pack = pack ? pack->name : 0;
    problem.message = message;
    find_source(build->scratch, pack, &problem);
    keep(&build->problems, problem, pack ? pack->index + 1 : 0);
}

void ts_build_problem(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *code, const char *hint,
                      const char *format, ...)
{
    va_list words;
    va_start(words, format);
    add(build, pack, (struct ts_problem){.severity = TS_ERROR, .place = place, .code = code, .hint = hint}, format, words);
    va_end(words);
}

void ts_build_warning(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *code, const char *hint,
                      const char *format, ...)
{
    va_list words;
    va_start(words, format);
    add(build, pack, (struct ts_problem){.severity = TS_WARNING, .place = place, .code = code, .hint = hint}, format, words);
    va_end(words);
}

// --- of a round of loading

static bool is_error(const struct found *found)
{
    return found->problem.severity == TS_ERROR;
}

// Does the pack (0: any) have errors beside what may only follow from those of others?
static bool has_cause(const struct ts_problems *problems, ts_symbol pack)
{
    for (uint32_t i = 0; i < problems->list.count; i++) {
        const struct found *found = problems->list.items[i];
        if (is_error(found) && !is_consequence(found->problem.code) && (!pack || found->problem.pack == pack)) return true;
    }
    return false;
}

uint32_t ts_problems_judge(const struct ts_problems *round, struct ts_problems *all, ts_each_blamed *each, void *self)
{
    bool has_causes = has_cause(round, 0);
    uint32_t errors = 0;
    for (uint32_t i = 0; i < round->list.count; i++) {
        const struct found *found = round->list.items[i];
        if (has_causes && is_consequence(found->problem.code) && !has_cause(round, found->problem.pack))
            continue; // the next round tells whether it is one
        if (!is_error(found)) continue;
        keep(all, found->problem, found->pack);
        errors++;
        if (found->problem.pack) each(self, &found->problem);
    }
    for (uint32_t i = 0; i < round->list.count && !errors; i++) { // they may be of a pack that the next round is without
        const struct found *found = round->list.items[i];
        keep(all, found->problem, found->pack);
    }
    return errors;
}

const struct ts_problem *ts_problems_get(const struct ts_problems *problems, uint32_t index)
{
    return index < problems->list.count ? &((struct found *)problems->list.items[index])->problem : NULL;
}

void ts_problems_cut(struct ts_problems *problems, uint32_t count)
{
    while (problems->list.count > count) {
        const struct ts_problem *problem = ts_problems_get(problems, problems->list.count - 1);
        --*count_of(problems, problem->severity);
        problems->list.count--;
    }
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

char *ts_problem_words(struct ts_arena *arena, const struct ts_symbols *symbols, const struct ts_problem *problem)
{
    char words[TS_ERR_SIZE];
    int length = 0, first = (int)strcspn(problem->message, "\n"); // the lines below say through which functions
    if (problem->place.file && problem->place.line)
        length = snprintf(words, sizeof words, "%s:%u: ", ts_symbol_text(symbols, problem->place.file), problem->place.line);
    length += snprintf(words + length, sizeof words - (size_t)length, "%.*s%s%s", first, problem->message, problem->hint ? "; " : "",
                       problem->hint ? problem->hint : "");
    return ts_arena_copy(arena, words, strlen(words));
}

uint32_t ts_problems_report(struct ts_build *build, ts_each_problem *each, void *self, char *first, size_t size)
{
    struct ts_list *list = &build->problems.list;
    uint32_t errors = 0;
    if (list->count) qsort(list->items, list->count, sizeof *list->items, compare);
    for (uint32_t i = 0; i < list->count; i++) {
        const struct ts_problem *problem = &((struct found *)list->items[i])->problem;
        if (each) each(self, problem);
        if (first && (i == 0 || (problem->severity == TS_ERROR && errors == 0)))
            snprintf(first, size, "%s", ts_problem_words(build->scratch, build->symbols, problem));
        errors += problem->severity == TS_ERROR;
    }
    return errors;
}
