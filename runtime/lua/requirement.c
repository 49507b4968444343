// requirement.c - which packs can be loaded, and in what order: those that are needed first, then by name
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/rng.h"
#include "lua/build.h"

enum mark { MARK_NEW, MARK_OPEN, MARK_DONE };

struct sorting {
    struct ts_finder *finder;
    enum mark *marks;
    const char **chains; // of a pack that lacks something: `"a" requires "b" requires "c >= 2", but version 1.4.0 is there`
    struct ts_list chain;
};

// Why a pack is left out is asked for long after loading.
static const char *keep(struct ts_build *build, const char *words)
{
    return ts_arena_copy(build->keep, words, strlen(words));
}

// The line of pack.lua that has the string, looked for from `requires` on.
static uint32_t find_line(struct ts_build *build, struct ts_lua_source *source, const char *at)
{
    uint32_t line = at ? ts_source_line(source, build->scratch, "requires", TS_WRITTEN_NAME, 1) : 1;
    return at ? ts_source_line_of_text(source, build->scratch, at, strlen(at), line) : line;
}

void ts_found_problem_at(struct ts_finder *finder, struct ts_found *found, const char *at, const char *code, const char *hint,
                         const char *message)
{
    struct ts_build *build = finder->build;
    struct ts_lua_source source = {.module = "pack",
                                   .path = ts_build_format(build, "%s/pack.lua", found->name),
                                   .text = found->manifest,
                                   .length = found->manifest_length};
    struct ts_lua_pack pack = {.name = ts_symbol_of(build->symbols, found->name)};
    struct ts_place place = {0};
    if (!found->is_archive || found->manifest) place = (struct ts_place){ts_symbol_of(build->symbols, source.path), 1};
    source.file = place.file;
    if (at && found->manifest) { // otherwise it is not about that line
        place.line = find_line(build, &source, at);
        pack.sources = &source;
        pack.source_count = 1;
    }
    if (!found->why)
        found->why = ts_problem_words(build->keep, build->symbols,
                                      &(struct ts_problem){.place = at ? place : (struct ts_place){0}, .message = message, .hint = hint});
    ts_build_problem(build, &pack, place, code, hint, "%s", message);
    ts_source_forget(&source);
}

void ts_found_problem(struct ts_finder *finder, struct ts_found *found, const char *code, const char *hint, const char *message)
{
    ts_found_problem_at(finder, found, NULL, code, hint, message);
}

static struct ts_found *find(const struct ts_finder *finder, const char *name)
{
    struct ts_found *twin = NULL;
    for (uint32_t i = 0; i < finder->found.count; i++) {
        struct ts_found *found = finder->found.items[i];
        if (strcmp(found->name, name) != 0) continue;
        if (!found->is_twin) return found;
        twin = found;
    }
    return twin;
}

static bool is_usable(const struct ts_found *found)
{
    return found && !found->why;
}

static const char *nearest_pack(const struct ts_finder *finder, const char *name)
{
    struct ts_near near = ts_near_start(finder->build);
    for (uint32_t i = 0; i < finder->found.count; i++)
        if (!ts_near_add(&near, ((struct ts_found *)finder->found.items[i])->name)) break;
    return ts_near_find(&near, name);
}

// --- what a pack needs

static void lack(struct sorting *sorting, struct ts_found *found, const struct ts_need *need, const char *hint, const char *chain)
{
    sorting->chains[found->index] = chain;
    ts_found_problem_at(sorting->finder, found, need->text, "missing-pack", hint, chain);
}

static void lack_version(struct sorting *sorting, struct ts_found *found, const struct ts_need *need, const struct ts_found *other)
{
    lack(sorting, found, need, ts_build_format(sorting->finder->build, "bring a version of \"%s\" that fits", need->name),
         ts_build_format(sorting->finder->build, "\"%s\" requires \"%s %s\", but version %s is there", found->name, need->name, need->range,
                         other->version));
}

// What helps the pack at the end of a chain helps all of it.
static const char *end_of_chain(const struct sorting *sorting, const struct ts_found *other)
{
    if (other->off) return ts_build_format(sorting->finder->build, "switch it on with `turnstone pack enable %s`", other->off);
    return ts_build_format(sorting->finder->build, "`turnstone check %s` says what it lacks", other->name);
}

// A pack that is needed and cannot be loaded: the chain goes on when that lacks something itself.
static void lack_pack(struct sorting *sorting, struct ts_found *found, const struct ts_need *need, const struct ts_found *other)
{
    struct ts_build *build = sorting->finder->build;
    const char *near = other ? NULL : nearest_pack(sorting->finder, need->name);
    if (other) found->off = other->is_disabled ? other->name : other->off;
    if (!other) {
        lack(sorting, found, need, near ? near : "put it into a content folder, or name its folder with --content",
             ts_build_format(build, "\"%s\" requires \"%s\", which is not there", found->name, need->name));
        return;
    }
    const char *chain = sorting->chains[other->index];
    if (chain)
        lack(sorting, found, need, end_of_chain(sorting, other), ts_build_format(build, "\"%s\" requires %s", found->name, chain));
    else if (other->is_disabled)
        lack(sorting, found, need, ts_build_format(build, "switch it on with `turnstone pack enable %s`", need->name),
             ts_build_format(build, "\"%s\" requires \"%s\", which is switched off", found->name, need->name));
    else // told already, as the other's own problem
        found->why = keep(build, ts_build_format(build, "it requires \"%s\", which was left out", need->name));
}

static void check_need(struct sorting *sorting, struct ts_found *found, const struct ts_need *need)
{
    const struct ts_found *other = need->found;
    bool fits = is_usable(other) && (!need->range || ts_version_is_in(other->version, need->range));
    if (need->kind == TS_NEED_NOT_THERE && fits)
        ts_found_problem_at(sorting->finder, found, need->text, "incompatible", "switch one of them off with `turnstone pack disable`",
                         ts_build_format(sorting->finder->build, "\"%s\" cannot be used together with \"%s\", which is there", found->name,
                                         need->name));
    else if (need->kind == TS_NEED_NOT_THERE || fits || (need->kind == TS_NEED_IF_THERE && !is_usable(other)))
        return;
    else if (is_usable(other))
        lack_version(sorting, found, need, other);
    else
        lack_pack(sorting, found, need, other);
}

// --- order

// "a requires b requires a": none of them can be first.
static void report_cycle(struct sorting *sorting, const struct ts_found *again)
{
    static const char hint[] = "take one of these names out of `requires`";
    struct ts_build *build = sorting->finder->build;
    struct ts_found *first;
    const char *words = "", *at = NULL;
    uint32_t from = 0;
    while (sorting->chain.items[from] != again) from++;
    for (uint32_t i = from; i < sorting->chain.count; i++)
        words = ts_build_format(build, "%s\"%s\" requires ", words, ((struct ts_found *)sorting->chain.items[i])->name);
    words = ts_build_format(build, "%s\"%s\": packs cannot require each other in a ring", words, again->name);
    first = sorting->chain.items[from];
    for (uint32_t i = 0; i < first->needs.count; i++) { // the name that leads on in the ring
        const struct ts_need *need = first->needs.items[i];
        if (need->kind != TS_NEED_NOT_THERE && need->found == sorting->chain.items[from + 1 < sorting->chain.count ? from + 1 : from]) at = need->text;
    }
    ts_found_problem_at(sorting->finder, first, at, "cycle", hint, words);
    for (uint32_t i = from + 1; i < sorting->chain.count; i++) ((struct ts_found *)sorting->chain.items[i])->why = first->why;
}

static void visit(struct sorting *sorting, struct ts_found *found)
{
    enum mark *mark = &sorting->marks[found->index];
    if (*mark == MARK_DONE || found->why) return;
    if (*mark == MARK_OPEN) {
        report_cycle(sorting, found);
        return;
    }
    *mark = MARK_OPEN;
    ts_list_push(&sorting->chain, sorting->finder->build->scratch, found);
    for (uint32_t i = 0; i < found->needs.count && !found->why; i++) {
        const struct ts_need *need = found->needs.items[i];
        struct ts_found *other = need->kind == TS_NEED_NOT_THERE ? NULL : need->found;
        if (other && other != found) visit(sorting, other);
    }
    sorting->chain.count--;
    *mark = MARK_DONE;
    for (uint32_t i = 0; i < found->needs.count && !found->why; i++) check_need(sorting, found, found->needs.items[i]);
}

static int compare_found(const void *a, const void *b)
{
    const struct ts_found *one = *(struct ts_found *const *)a, *other = *(struct ts_found *const *)b;
    int order = strcmp(one->name, other->name);
    return order ? order : one->is_twin - other->is_twin; // the one that is used first
}

static int compare_needs(const void *a, const void *b)
{
    return strcmp((*(struct ts_need *const *)a)->name, (*(struct ts_need *const *)b)->name);
}

// A permutation of those that are by name.
static void shuffle(struct ts_list *found, uint64_t seed)
{
    static const char purpose[] = "order of packs";
    struct ts_rng rng = ts_rng_stream(seed, ts_hash_fast(purpose, sizeof purpose - 1), 0, 0);
    for (uint32_t i = found->count; i > 1; i--) {
        uint32_t pick = (uint32_t)ts_rng_int(&rng, 0, i - 1);
        void *held = found->items[i - 1];
        found->items[i - 1] = found->items[pick];
        found->items[pick] = held;
    }
}

// Are all that it needs loaded before it?
static bool is_ready(const struct ts_found *found, const bool *is_loaded)
{
    for (uint32_t i = 0; i < found->needs.count; i++) {
        const struct ts_need *need = found->needs.items[i];
        const struct ts_found *other = need->kind == TS_NEED_NOT_THERE ? NULL : need->found;
        if (is_usable(other) && other != found && !is_loaded[other->index]) return false;
    }
    return true;
}

// Always the first of those that are ready, until none is left.
static void line_up(struct sorting *sorting, struct ts_list *order)
{
    struct ts_finder *finder = sorting->finder;
    bool *is_loaded = ts_arena_get(finder->build->scratch, finder->found.count + 1);
    for (uint32_t i = 0; i < finder->found.count;) {
        struct ts_found *found = finder->found.items[i++];
        if (is_loaded[i - 1] || !is_usable(found) || !is_ready(found, is_loaded)) continue;
        is_loaded[i - 1] = true;
        ts_list_push(order, finder->build->scratch, found);
        i = 0;
    }
}

static void number(struct ts_list *all)
{
    for (uint32_t i = 0; i < all->count; i++) ((struct ts_found *)all->items[i])->index = i;
}

// Who each pack's needs are about; of two packs with one name the one that is used.
static void bind_needs(struct ts_finder *finder, struct ts_found *found)
{
    if (found->needs.count) qsort(found->needs.items, found->needs.count, sizeof *found->needs.items, compare_needs);
    for (uint32_t i = 0; i < found->needs.count; i++) {
        struct ts_need *need = found->needs.items[i];
        need->found = find(finder, need->name);
    }
}

void ts_requirement_sort(struct ts_finder *finder, const struct ts_loading *how, struct ts_list *order)
{
    struct ts_list *all = &finder->found;
    struct sorting sorting = {.finder = finder,
                              .marks = ts_arena_get(finder->build->scratch, (all->count + 1) * sizeof *sorting.marks),
                              .chains = ts_arena_get(finder->build->scratch, (all->count + 1) * sizeof *sorting.chains)};
    if (all->count) qsort(all->items, all->count, sizeof *all->items, compare_found);
    number(all);
    for (uint32_t i = 0; i < all->count; i++) bind_needs(finder, all->items[i]);
    for (uint32_t i = 0; i < all->count; i++) visit(&sorting, all->items[i]);
    if (how->is_shuffled) shuffle(all, how->shuffle);
    number(all);
    line_up(&sorting, order);
}

bool ts_requirement_is_met(const char *requirement, const char *version)
{
    const char *name = requirement + strspn(requirement, "?! \t"), *range = name + strcspn(name, " \t<>=,");
    range += strspn(range, " \t");
    bool fits = version && (!*range || (ts_version_is(version) && ts_version_is_in(version, range)));
    if (*requirement == '!') return !fits;
    return fits || (*requirement == '?' && !version);
}
