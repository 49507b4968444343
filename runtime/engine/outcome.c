// outcome.c - what many runs of one story came to: their sums, their ends, and what went wrong
#include "engine/outcome.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void ts_outcome_clear(struct ts_outcome *outcome)
{
    ts_coverage_clear(&outcome->coverage);
    ts_map_clear(&outcome->endings);
    ts_map_clear(&outcome->unlocks);
    free(outcome->lengths);
    for (uint32_t i = 0; i < outcome->failure_count; i++) {
        ts_buffer_clear(&outcome->failures[i].path);
        ts_buffer_clear(&outcome->failures[i].error);
    }
    free(outcome->failures);
    *outcome = (struct ts_outcome){0};
}

static void copy_map(struct ts_map *to, const struct ts_map *from)
{
    for (uint32_t i = 0; i < from->room; i++)
        if (from->entries[i].key) *ts_map_add(to, from->entries[i].key) = from->entries[i].value;
}

static void *copy_items(const void *items, size_t size)
{
    return size ? memcpy(ts_memory_get(size), items, size) : NULL;
}

void ts_outcome_copy(struct ts_outcome *to, const struct ts_outcome *from)
{
    ts_outcome_clear(to);
    *to = *from;
    to->coverage = (struct ts_coverage){0};
    to->endings = to->unlocks = (struct ts_map){0};
    ts_coverage_add(&to->coverage, &from->coverage);
    copy_map(&to->endings, &from->endings);
    copy_map(&to->unlocks, &from->unlocks);
    to->length_room = from->length_count;
    to->lengths = copy_items(from->lengths, from->length_count * sizeof *from->lengths);
    to->failure_room = from->failure_count;
    to->failures = copy_items(from->failures, from->failure_count * sizeof *from->failures);
    for (uint32_t i = 0; i < to->failure_count; i++) {
        struct ts_failure *failure = &to->failures[i];
        failure->path = failure->error = (struct ts_buffer){0};
        ts_buffer_add(&failure->path, from->failures[i].path.bytes, from->failures[i].path.length);
        ts_buffer_add(&failure->error, from->failures[i].error.bytes, from->failures[i].error.length);
    }
}

void ts_outcome_add_length(struct ts_outcome *outcome, int64_t turns)
{
    if (outcome->length_count == outcome->length_room) {
        outcome->length_room = outcome->length_room ? outcome->length_room * 2 : 64;
        outcome->lengths = ts_memory_grow(outcome->lengths, outcome->length_room * sizeof *outcome->lengths);
    }
    outcome->lengths[outcome->length_count++] = turns > UINT32_MAX ? UINT32_MAX : (uint32_t)turns;
}

static struct ts_failure *find_failure(const struct ts_outcome *outcome, const struct ts_failure *failure)
{
    for (uint32_t i = 0; i < outcome->failure_count; i++) {
        struct ts_failure *known = &outcome->failures[i];
        if (known->kind == failure->kind && known->error.length == failure->error.length &&
            !memcmp(known->error.bytes, failure->error.bytes, failure->error.length))
            return known;
    }
    return NULL;
}

static void keep_failure(struct ts_outcome *outcome, const struct ts_failure *failure)
{
    if (outcome->failure_count == outcome->failure_room) {
        outcome->failure_room = outcome->failure_room ? outcome->failure_room * 2 : 8;
        outcome->failures = ts_memory_grow(outcome->failures, outcome->failure_room * sizeof *outcome->failures);
    }
    outcome->failures[outcome->failure_count] = *failure;
    outcome->failures[outcome->failure_count++].last = failure->run;
}

void ts_outcome_add_failure(struct ts_outcome *outcome, struct ts_failure *failure)
{
    struct ts_failure *known = find_failure(outcome, failure);
    if (known && known->last != failure->run) known->times += failure->times;
    if (known) known->last = failure->run;
    if (!known && outcome->failure_count < TS_FAILURES_MAX) {
        keep_failure(outcome, failure);
        failure->path = failure->error = (struct ts_buffer){0};
    }
    ts_buffer_clear(&failure->path);
    ts_buffer_clear(&failure->error);
}
