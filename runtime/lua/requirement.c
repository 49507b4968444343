// requirement.c - which packs can be loaded, and in what order: those that are needed first, then by name
#include <stdlib.h>
#include <string.h>

#include "lua/build.h"

int ts_version_compare(const char *a, const char *b)
{
    while (*a || *b) {
        char *a_end, *b_end;
        unsigned long one = strtoul(a, &a_end, 10), other = strtoul(b, &b_end, 10);
        if (one != other) return one < other ? -1 : 1;
        a = *a_end == '.' ? a_end + 1 : "";
        b = *b_end == '.' ? b_end + 1 : "";
    }
    return 0;
}

static struct ts_found *find(const struct ts_finder *finder, const char *name)
{
    for (uint32_t i = 0; i < finder->found.count; i++) {
        struct ts_found *found = finder->found.items[i];
        if (strcmp(found->name, name) == 0) return found;
    }
    return NULL;
}

static void report(struct ts_finder *finder, const struct ts_found *found, const char *code, const char *hint, const char *message)
{
    struct ts_build *build = finder->build;
    struct ts_lua_pack pack = {.name = ts_symbol_of(build->symbols, found->name)};
    ts_build_problem(build, &pack, (struct ts_place){ts_build_symbol(build, "%s/pack.lua", found->name), 1}, code, hint, "%s", message);
}

static bool fits(const struct ts_need *need, const char *version)
{
    int order = need->version ? ts_version_compare(version, need->version) : 0;
    if (!need->version) return true;
    if (strcmp(need->comparison, ">=") == 0) return order >= 0;
    if (strcmp(need->comparison, "<=") == 0) return order <= 0;
    if (strcmp(need->comparison, ">") == 0) return order > 0;
    if (strcmp(need->comparison, "<") == 0) return order < 0;
    return order == 0;
}

static const char *nearest_pack(const struct ts_finder *finder, const char *name)
{
    struct ts_near near = ts_near_start(finder->build);
    for (uint32_t i = 0; i < finder->found.count; i++)
        if (!ts_near_add(&near, ((struct ts_found *)finder->found.items[i])->name)) break;
    return ts_near_find(&near, name);
}

static void check_needs(struct ts_finder *finder, struct ts_found *found)
{
    struct ts_build *build = finder->build;
    for (uint32_t i = 0; i < found->needs.count; i++) {
        const struct ts_need *need = found->needs.items[i];
        const struct ts_found *other = find(finder, need->name);
        const char *near = other ? NULL : nearest_pack(finder, need->name);
        if (!other)
            report(finder, found, "missing-pack", near ? near : "put it into a content folder, or name its folder with --content",
                   ts_build_format(build, "\"%s\" requires \"%s\", which is not there", found->name, need->name));
        else if (other->version && !fits(need, other->version))
            report(finder, found, "missing-pack", NULL,
                   ts_build_format(build, "\"%s\" requires \"%s %s %s\", but version %s is there", found->name, need->name,
                                   need->comparison, need->version, other->version));
    }
}

// --- order

enum mark { MARK_NEW, MARK_OPEN, MARK_DONE };

struct sorting {
    struct ts_finder *finder;
    enum mark *marks;
    struct ts_list order, chain;
};

static uint32_t index_of(const struct ts_finder *finder, const struct ts_found *found)
{
    uint32_t index = 0;
    while (finder->found.items[index] != found) index++;
    return index;
}

// "a requires b requires a"
static void report_cycle(struct sorting *sorting, const struct ts_found *again)
{
    struct ts_build *build = sorting->finder->build;
    const char *words = "";
    uint32_t from = 0;
    while (sorting->chain.items[from] != again) from++;
    for (uint32_t i = from; i < sorting->chain.count; i++)
        words = ts_build_format(build, "%s\"%s\" requires ", words, ((struct ts_found *)sorting->chain.items[i])->name);
    report(sorting->finder, again, "cycle", "take one of them out",
           ts_build_format(build, "%s\"%s\": packs cannot require each other in a ring", words, again->name));
}

static void visit(struct sorting *sorting, struct ts_found *found)
{
    enum mark *mark = &sorting->marks[index_of(sorting->finder, found)];
    if (*mark == MARK_DONE) return;
    if (*mark == MARK_OPEN) {
        report_cycle(sorting, found);
        return;
    }
    *mark = MARK_OPEN;
    ts_list_push(&sorting->chain, sorting->finder->build->scratch, found);
    for (uint32_t i = 0; i < found->needs.count; i++) {
        struct ts_found *other = find(sorting->finder, ((struct ts_need *)found->needs.items[i])->name);
        if (other && other != found) visit(sorting, other);
    }
    sorting->chain.count--;
    *mark = MARK_DONE;
    if (!found->is_bad) ts_list_push(&sorting->order, sorting->finder->build->scratch, found);
}

static int compare_found(const void *a, const void *b)
{
    return strcmp((*(struct ts_found *const *)a)->name, (*(struct ts_found *const *)b)->name);
}

static int compare_needs(const void *a, const void *b)
{
    return strcmp((*(struct ts_need *const *)a)->name, (*(struct ts_need *const *)b)->name);
}

void ts_requirement_sort(struct ts_finder *finder)
{
    struct ts_list *all = &finder->found;
    struct sorting sorting = {.finder = finder, .marks = ts_arena_get(finder->build->scratch, (all->count + 1) * sizeof *sorting.marks)};
    if (all->count) qsort(all->items, all->count, sizeof *all->items, compare_found);
    for (uint32_t i = 0; i < all->count; i++) {
        struct ts_found *found = all->items[i];
        if (found->needs.count) qsort(found->needs.items, found->needs.count, sizeof *found->needs.items, compare_needs);
        check_needs(finder, found);
    }
    for (uint32_t i = 0; i < all->count; i++) visit(&sorting, all->items[i]);
    finder->found = sorting.order;
}
