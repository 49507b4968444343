// sim_page.c - what came of many runs, as a page for people
#include "cli/sim_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli/print.h"

enum { LEAST_SHOWN = 10, STEPS_SHOWN = 40, BAR = 30, NUMBER = 32 };

static long long number(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static const char *words(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

// 1234567 as "1,234,567".
static const char *grouped(long long count, char out[NUMBER])
{
    char digits[NUMBER];
    int length = snprintf(digits, sizeof digits, "%lld", count), at = 0;
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0 && digits[i - 1] != '-') out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = '\0';
    return out;
}

static double share(long long part, long long whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void add_runs(struct ts_buffer *page, long long count, const char *one, const char *many)
{
    char runs[NUMBER];
    ts_buffer_add_format(page, "%s%s", grouped(count, runs), count == 1 ? one : many);
}

// A run is cut off by its own number of turns, or where all runs together have had theirs.
static void add_cut_off(struct ts_buffer *page, const json_t *play)
{
    char turns[NUMBER];
    long long each = number(play, "turns_each");
    if (!number(play, "cut_off")) return;
    add_runs(page, number(play, "cut_off"), " run was", " runs were");
    if (number(play, "not_played") || number(json_object_get(play, "turn_counts"), "most") < each)
        ts_buffer_add_text(page, " cut off, still going\n");
    else ts_buffer_add_format(page, " cut off at %s turns\n", grouped(each, turns));
}

static void add_head(struct ts_buffer *page, const json_t *play)
{
    char turns[NUMBER], events[NUMBER];
    ts_buffer_add_format(page, "%s, chosen by %s, seed %lld\n", words(play, "story"), words(play, "chooser"), number(play, "seed"));
    add_runs(page, number(play, "runs"), " run", " runs");
    ts_buffer_add_format(page, ", %s turns, %s events\n", grouped(number(play, "turns"), turns), grouped(number(play, "events"), events));
    if (json_is_true(json_object_get(play, "is_interrupted"))) ts_buffer_add_text(page, "ended early: this is what was done until then\n");
    add_cut_off(page, play);
    if (number(play, "not_played")) {
        add_runs(page, number(play, "not_played"), " run was", " runs were");
        ts_buffer_add_format(page, " not played%s\n",
                             json_is_true(json_object_get(play, "is_interrupted")) ? "" : ": the turns of all runs together were used up");
    }
    if (number(play, "stuck")) add_runs(page, number(play, "stuck"), " run got stuck\n", " runs got stuck\n");
}

// --- what runs came to

static int by_count(const void *a, const void *b)
{
    json_int_t one = json_integer_value(json_object_iter_value(*(void *const *)a)), other = json_integer_value(json_object_iter_value(*(void *const *)b));
    return one != other ? (one < other ? 1 : -1) : strcmp(json_object_iter_key(*(void *const *)a), json_object_iter_key(*(void *const *)b));
}

// Names with how many runs each, the most first.
static void add_shares(struct ts_buffer *page, const json_t *play, const char *key, const char *title, const char *none)
{
    json_t *counts = json_object_get(play, key);
    size_t count = json_object_size(counts), at = 0;
    long long runs = number(play, "runs");
    ts_buffer_add_format(page, "\n%s\n", title);
    if (!count) ts_buffer_add_format(page, "  %s\n", none);
    void **members = ts_memory_get((count + 1) * sizeof *members);
    for (void *member = json_object_iter(counts); member; member = json_object_iter_next(counts, member)) members[at++] = member;
    if (count) qsort(members, count, sizeof *members, by_count);
    for (size_t i = 0; i < count; i++) {
        long long reached = json_integer_value(json_object_iter_value(members[i]));
        ts_buffer_add_format(page, "  %8lld  %5.1f %%  %s\n", reached, share(reached, runs), json_object_iter_key(members[i]));
    }
    free(members);
}

static void add_lengths(struct ts_buffer *page, const json_t *play)
{
    const json_t *counts = json_object_get(play, "turn_counts"), *bars = json_object_get(counts, "histogram");
    size_t index;
    json_t *bar;
    long long most = 1;
    ts_buffer_add_format(page, "\nturns a run: %lld to %lld, mean %.1f, median %lld\n", number(counts, "least"), number(counts, "most"),
                         json_number_value(json_object_get(counts, "mean")), number(counts, "median"));
    if (json_array_size(bars) < 2) return;
    json_array_foreach(bars, index, bar) if (number(bar, "runs") > most) most = number(bar, "runs");
    json_array_foreach(bars, index, bar) {
        int length = (int)((number(bar, "runs") * BAR + most - 1) / most);
        ts_buffer_add_format(page, "  %6lld to %6lld  %8lld  %.*s\n", number(bar, "from"), number(bar, "to"), number(bar, "runs"), length,
                             "##############################");
    }
}

// --- coverage

struct least { const char *id; long long count; };

static int by_least(const void *a, const void *b)
{
    const struct least *one = a, *other = b;
    return one->count != other->count ? (one->count > other->count) - (one->count < other->count) : strcmp(one->id, other->id);
}

static void add_least(struct ts_buffer *page, const json_t *list, const char *key, const char *noun)
{
    size_t count = json_array_size(list), index;
    struct least *all = ts_memory_get((count + 1) * sizeof *all);
    json_t *item;
    json_array_foreach(list, index, item) all[index] = (struct least){words(item, "id"), number(item, key)};
    if (count) qsort(all, count, sizeof *all, by_least);
    ts_buffer_add_format(page, "\nleast met %s\n", noun);
    for (size_t i = 0; i < count && i < LEAST_SHOWN; i++) ts_buffer_add_format(page, "  %8lld  %s\n", all[i].count, all[i].id);
    if (count > LEAST_SHOWN && !all[LEAST_SHOWN].count) {
        size_t never = LEAST_SHOWN;
        while (never < count && !all[never].count) never++;
        ts_buffer_add_format(page, "  and %zu more that were never met; --json lists all\n", never - LEAST_SHOWN);
    }
    free(all);
}

static void add_coverage(struct ts_buffer *page, const json_t *play)
{
    const json_t *coverage = json_object_get(play, "coverage");
    long long scenes = number(coverage, "scenes_met"), of_scenes = number(coverage, "scenes_total");
    long long choices = number(coverage, "choices_met"), of_choices = number(coverage, "choices_total");
    ts_buffer_add_format(page, "\ncoverage: %lld of %lld scenes (%.1f %%), %lld of %lld choices (%.1f %%)\n", scenes, of_scenes, share(scenes, of_scenes), choices,
                         of_choices, share(choices, of_choices));
    add_least(page, json_object_get(coverage, "scenes"), "visits", "scenes");
    add_least(page, json_object_get(coverage, "choices"), "taken", "choices");
}

// --- failures

static void add_path(struct ts_buffer *page, const json_t *path)
{
    size_t index, count = json_array_size(path), skipped = count > STEPS_SHOWN ? count - STEPS_SHOWN : 0;
    json_t *step;
    if (!count) return;
    ts_buffer_add_text(page, "    path: ");
    if (skipped) ts_buffer_add_format(page, "%zu choices, then ", skipped);
    json_array_foreach(path, index, step) {
        if (index < skipped) continue;
        if (index > skipped) ts_buffer_add_text(page, " > ");
        ts_print_clean(page, json_string_value(step), json_string_length(step), false);
    }
    ts_buffer_add_byte(page, '\n');
}

static void add_error(struct ts_buffer *page, const char *error)
{
    ts_buffer_add_text(page, "  ");
    for (const char *at = error, *end; *at; at = *end ? end + 1 : end) {
        end = at + strcspn(at, "\n");
        if (at != error) ts_buffer_add_text(page, "    ");
        ts_print_clean(page, at, (size_t)(end - at), false);
        ts_buffer_add_byte(page, '\n');
    }
}

static void add_failures(struct ts_buffer *page, const json_t *play)
{
    const json_t *failures = json_object_get(play, "failures");
    size_t index;
    json_t *failure;
    bool is_shortest = false;
    if (!json_array_size(failures)) return;
    ts_buffer_add_text(page, "\nwhat went wrong\n");
    json_array_foreach(failures, index, failure) {
        const json_t *shortest = json_object_get(failure, "shortest");
        add_error(page, words(failure, "error"));
        ts_buffer_add_format(page, "    in %lld runs, first in %s at turn %lld\n", number(failure, "times"), words(failure, "run"), number(failure, "turn"));
        is_shortest |= shortest != NULL;
        add_path(page, shortest ? shortest : json_object_get(failure, "path"));
        if (*words(failure, "command")) {
            ts_buffer_add_text(page, "    see it: ");
            ts_print_clean(page, words(failure, "command"), strlen(words(failure, "command")), false);
            ts_buffer_add_byte(page, '\n');
        }
    }
    if (!is_shortest) ts_buffer_add_text(page, "--minimise makes these paths as short as can be\n");
}

void ts_sim_page(struct ts_buffer *page, const json_t *root)
{
    if (!json_is_object(json_object_get(root, "turn_counts")) || !json_is_object(json_object_get(root, "coverage"))) {
        ts_page_any(page, root);
        return;
    }
    add_head(page, root);
    add_shares(page, root, "endings", "endings", "none was reached");
    add_shares(page, root, "unlocks", "unlocks", "none was earned");
    add_lengths(page, root);
    add_coverage(page, root);
    add_failures(page, root);
}
