// simulate_tell.c - what came of many runs, as JSON
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/canon.h"
#include "engine/json.h"
#include "engine/minimise.h"
#include "engine/simulating.h"

enum { BARS_MAX = 20 }; // of the histogram

struct named { const char *name; uint64_t count; };
struct names { struct named *items; uint32_t count, room; struct ts_map seen; };

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

static void add_name(struct names *names, const char *name, uint64_t count)
{
    if (names->count == names->room) {
        names->room = names->room ? names->room * 2 : 64;
        names->items = ts_memory_grow(names->items, names->room * sizeof *names->items);
    }
    names->items[names->count++] = (struct named){name, count};
}

static void add_once(struct names *names, const struct ts_simulating *work, ts_symbol full)
{
    uint64_t *is_there = ts_map_add(&names->seen, full);
    if (!*is_there) add_name(names, ts_symbol_text(work->engine->symbols, full), ts_coverage_get(&work->outcome.coverage, full));
    *is_there = 1;
}

static void sort(struct names *names)
{
    if (names->count) qsort(names->items, names->count, sizeof *names->items, by_name);
}

static void clear(struct names *names)
{
    free(names->items);
    ts_map_clear(&names->seen);
}

// --- coverage

static void tell_counts(struct names *names, const char *key, const char *what, struct ts_buffer *json)
{
    sort(names);
    ts_json_key(json, key);
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < names->count; i++) {
        ts_json_open(json, '{');
        ts_json_field_text(json, "id", names->items[i].name);
        ts_json_field_int(json, what, (int64_t)names->items[i].count);
        ts_json_close(json, '}');
    }
    ts_json_close(json, ']');
    clear(names);
}

static void tell_coverage(const struct ts_simulating *work, struct ts_buffer *json)
{
    struct ts_covered covered = ts_coverage_of(&work->outcome.coverage, work->story);
    struct names scenes = {0}, choices = {0};
    for (uint32_t i = 0; i < work->story->scene_count; i++) {
        const struct ts_scene *scene = work->story->scenes[i];
        add_once(&scenes, work, scene->full);
        for (uint32_t k = 0; k < scene->choice_count; k++) add_once(&choices, work, scene->choices[k]->full);
    }
    ts_json_key(json, "coverage");
    ts_json_open(json, '{');
    tell_counts(&choices, "choices", "taken", json);
    ts_json_field_int(json, "choices_met", covered.choices_met);
    ts_json_field_int(json, "choices_total", covered.choices);
    tell_counts(&scenes, "scenes", "visits", json);
    ts_json_field_int(json, "scenes_met", covered.scenes_met);
    ts_json_field_int(json, "scenes_total", covered.scenes);
    ts_json_close(json, '}');
}

static void tell_map(const struct ts_simulating *work, const struct ts_map *map, const char *key, struct ts_buffer *json)
{
    struct names names = {0};
    for (uint32_t i = 0; i < map->room; i++)
        if (map->entries[i].key) add_name(&names, ts_symbol_text(work->engine->symbols, (ts_symbol)map->entries[i].key), map->entries[i].value);
    sort(&names);
    ts_json_key(json, key);
    ts_json_open(json, '{');
    for (uint32_t i = 0; i < names.count; i++) ts_json_field_int(json, names.items[i].name, (int64_t)names.items[i].count);
    ts_json_close(json, '}');
    clear(&names);
}

// --- failures

static void tell_path(const struct ts_buffer *path, const char *key, struct ts_buffer *json)
{
    ts_json_key(json, key);
    ts_json_open(json, '[');
    for (size_t at = 0; at < path->length;) {
        const char *end = memchr(path->bytes + at, '\n', path->length - at);
        size_t length = (size_t)(end - path->bytes) - at;
        ts_json_text(json, path->bytes + at, length);
        at += length + 1;
    }
    ts_json_close(json, ']');
}

// What shows it in a terminal: each line read as one choice. Quotes in a choice's id are those of the shell.
static void tell_command(const struct ts_simulating *work, const struct ts_failure *failure, const struct ts_buffer *lines, struct ts_buffer *json)
{
    struct ts_buffer command = {0};
    ts_buffer_add_text(&command, "printf '%s\\n'");
    for (size_t at = 0; at < lines->length;) {
        size_t end = at + strcspn(lines->bytes + at, "\n");
        ts_buffer_add_text(&command, " '");
        for (; at < end; at++)
            if (lines->bytes[at] == '\'') ts_buffer_add_text(&command, "'\\''");
            else ts_buffer_add_byte(&command, lines->bytes[at]);
        ts_buffer_add_byte(&command, '\'');
        at = end + 1;
    }
    ts_buffer_add_format(&command, " | turnstone play %s --seed %llu --store memory: --jsonl", work->many->story, (unsigned long long)failure->seed);
    if (work->how->content) ts_buffer_add_text(&command, work->how->content);
    ts_json_field_text(json, "command", command.bytes);
    ts_buffer_clear(&command);
}

static enum ts_status minimise(const struct ts_simulating *work, const struct ts_failure *failure, struct ts_minimised *out, struct ts_err *err)
{
    struct ts_names names;
    struct ts_minimise what = {.kind = failure->kind, .error = failure->error.bytes, .may_end = !work->many->keeps_on, .is_whole = !work->how->is_minimising};
    if (work->is_kept) return TS_OK; // where others acted too, a run alone does not show it
    what.start = ts_simulating_start(work->many, failure->run, &names);
    return ts_minimise(work->engine, &what, &failure->path, out, err);
}

static enum ts_status tell_failure(const struct ts_simulating *work, const struct ts_failure *failure, struct ts_buffer *json, struct ts_err *err)
{
    struct ts_minimised shortest = {0};
    char id[64];
    enum ts_status status = minimise(work, failure, &shortest, err);
    ts_simulating_run_id(work->many, failure->run, id);
    ts_json_open(json, '{');
    tell_command(work, failure, shortest.is_shown ? &shortest.lines : &failure->path, json);
    ts_json_field_text(json, "error", failure->error.bytes);
    tell_path(&failure->path, "path", json);
    ts_json_field_text(json, "run", id);
    ts_json_field_int(json, "seed", (int64_t)failure->seed);
    if (shortest.is_shown && work->how->is_minimising) tell_path(&shortest.path, "shortest", json);
    ts_json_field_int(json, "times", failure->times);
    ts_json_field_int(json, "turn", failure->turn);
    ts_json_close(json, '}');
    ts_minimised_clear(&shortest);
    return status;
}

// Nothing of it is counted as played.
static enum ts_status tell_failures(const struct ts_simulating *work, struct ts_buffer *json, struct ts_err *err)
{
    const struct ts_script *script = work->engine->script;
    enum ts_status status = TS_OK;
    if (work->how->watching) work->engine->script = work->how->watching->inner;
    ts_json_key(json, "failures");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < work->outcome.failure_count && i < TS_FAILURES_TOLD && !status; i++)
        status = tell_failure(work, &work->outcome.failures[i], json, err);
    ts_json_close(json, ']');
    work->engine->script = script;
    return status;
}

// --- turns

static int by_size(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

// Sorted lengths in bars of the same width, from the least to the most.
static void tell_histogram(const uint32_t *lengths, uint32_t count, struct ts_buffer *json)
{
    uint64_t least = count ? lengths[0] : 0, span = count ? lengths[count - 1] - least + 1 : 0, width = (span + BARS_MAX - 1) / BARS_MAX;
    uint32_t at = 0;
    ts_json_key(json, "histogram");
    ts_json_open(json, '[');
    for (uint64_t from = least; at < count; from += width) {
        uint32_t begin = at;
        while (at < count && lengths[at] < from + width) at++;
        ts_json_open(json, '{');
        ts_json_field_int(json, "from", (int64_t)from);
        ts_json_field_int(json, "runs", at - begin);
        ts_json_field_int(json, "to", (int64_t)(from + width - 1));
        ts_json_close(json, '}');
    }
    ts_json_close(json, ']');
}

static void tell_turn_counts(struct ts_outcome *outcome, struct ts_buffer *json)
{
    uint32_t *lengths = outcome->lengths, count = outcome->length_count;
    if (count) qsort(lengths, count, sizeof *lengths, by_size);
    ts_json_key(json, "turn_counts");
    ts_json_open(json, '{');
    tell_histogram(lengths, count, json);
    ts_json_field_int(json, "least", count ? lengths[0] : 0);
    ts_json_key(json, "mean");
    ts_json_value(json, ts_value_real(count ? (double)outcome->turns / count : 0));
    ts_json_field_int(json, "median", count ? lengths[(count - 1) / 2] : 0);
    ts_json_field_int(json, "most", count ? lengths[count - 1] : 0);
    ts_json_close(json, '}');
}

// --- all of it

enum ts_status ts_simulating_tell(struct ts_simulating *work, struct ts_buffer *json, struct ts_err *err)
{
    const struct ts_many *many = work->many;
    struct ts_outcome *outcome = &work->outcome;
    ts_json_open(json, '{');
    if (work->audit) ts_json_key(json, "care"), ts_care_audit_json(work->audit, json);
    ts_json_field_text(json, "chooser", many->chooser_name ? many->chooser_name : ts_chooser_name(many->chooser));
    tell_coverage(work, json);
    ts_json_field_int(json, "cut_off", outcome->cut_off);
    tell_map(work, &outcome->endings, "endings", json);
    ts_json_field_int(json, "events", outcome->events);
    enum ts_status status = tell_failures(work, json, err);
    ts_json_field_bool(json, "is_interrupted", work->is_interrupted);
    ts_json_field_int(json, "not_played", outcome->not_played);
    ts_json_field_int(json, "runs", outcome->runs);
    ts_json_field_int(json, "seed", (int64_t)many->seed);
    ts_json_field_text(json, "story", many->story);
    ts_json_field_int(json, "stuck", outcome->stuck);
    tell_turn_counts(outcome, json);
    ts_json_field_int(json, "turns", outcome->turns);
    ts_json_field_int(json, "turns_each", many->turns);
    tell_map(work, &outcome->unlocks, "unlocks", json);
    ts_json_close(json, '}');
    return status;
}

void ts_simulating_tell_stories(const struct ts_engine *engine, struct ts_buffer *json)
{
    struct names names = {0};
    for (uint32_t i = 0; i < engine->content->story_count; i++) add_name(&names, ts_symbol_text(engine->symbols, engine->content->stories[i]->id), 0);
    sort(&names);
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < names.count; i++) ts_json_text(json, names.items[i].name, strlen(names.items[i].name));
    ts_json_close(json, ']');
    clear(&names);
}
