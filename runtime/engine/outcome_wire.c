// outcome_wire.c - what runs came to, as bytes for a pipe between two processes of one machine
#include "base/symbol.h"
#include "engine/outcome.h"

static void put(struct ts_buffer *out, uint64_t number)
{
    ts_buffer_add(out, &number, sizeof number);
}

static uint64_t get(const char **at)
{
    uint64_t number;
    memcpy(&number, *at, sizeof number);
    *at += sizeof number;
    return number;
}

static void put_text(struct ts_buffer *out, const char *text, size_t length)
{
    put(out, length);
    ts_buffer_add(out, text, length);
}

static void get_text(const char **at, struct ts_buffer *text)
{
    size_t length = get(at);
    ts_buffer_add(text, *at, length);
    *at += length;
}

// Only what is counted: content may be large and a part small.
static void put_coverage(struct ts_buffer *out, const struct ts_coverage *coverage)
{
    uint64_t count = 0;
    for (uint32_t i = 0; i < coverage->room; i++) count += coverage->counts[i] > 0;
    put(out, count);
    for (uint32_t i = 0; i < coverage->room; i++) {
        if (!coverage->counts[i]) continue;
        put(out, i);
        put(out, coverage->counts[i]);
    }
}

static void add_coverage(const char **at, struct ts_coverage *coverage)
{
    for (uint64_t count = get(at); count; count--) {
        ts_symbol symbol = (ts_symbol)get(at);
        ts_coverage_count(coverage, symbol, get(at));
    }
}

// By name: the symbol may have been made by the worker.
static void put_names(struct ts_buffer *out, const struct ts_map *map, const struct ts_symbols *symbols)
{
    put(out, map->count);
    for (uint32_t i = 0; i < map->room; i++) {
        if (!map->entries[i].key) continue;
        ts_symbol symbol = (ts_symbol)map->entries[i].key;
        put_text(out, ts_symbol_text(symbols, symbol), ts_symbol_length(symbols, symbol));
        put(out, map->entries[i].value);
    }
}

static void add_names(const char **at, struct ts_map *map, struct ts_symbols *symbols)
{
    for (uint64_t count = get(at); count; count--) {
        size_t length = get(at);
        ts_symbol symbol = ts_symbol_add(symbols, *at, length);
        *at += length;
        *ts_map_add(map, symbol) += get(at);
    }
}

static void put_failures(struct ts_buffer *out, const struct ts_outcome *outcome)
{
    put(out, outcome->failure_count);
    for (uint32_t i = 0; i < outcome->failure_count; i++) {
        const struct ts_failure *failure = &outcome->failures[i];
        put(out, failure->kind);
        put(out, (uint64_t)failure->run);
        put(out, (uint64_t)failure->turn);
        put(out, failure->seed);
        put(out, (uint64_t)failure->times);
        put_text(out, failure->path.bytes, failure->path.length);
        put_text(out, failure->error.bytes, failure->error.length);
    }
}

static void add_failures(const char **at, struct ts_outcome *outcome)
{
    for (uint64_t count = get(at); count; count--) {
        struct ts_failure failure = {.kind = (enum ts_failing)get(at)};
        failure.run = (int64_t)get(at);
        failure.turn = (int64_t)get(at);
        failure.seed = get(at);
        failure.times = (int64_t)get(at);
        get_text(at, &failure.path);
        get_text(at, &failure.error);
        ts_outcome_add_failure(outcome, &failure);
    }
}

int64_t ts_outcome_turns(const char *at)
{
    at += sizeof(uint64_t); // behind the runs
    return (int64_t)get(&at);
}

void ts_outcome_write(const struct ts_outcome *outcome, const struct ts_symbols *symbols, struct ts_buffer *out)
{
    const int64_t sums[] = {outcome->runs, outcome->turns, outcome->events, outcome->stuck, outcome->cut_off, outcome->not_played};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) put(out, (uint64_t)sums[i]);
    put_coverage(out, &outcome->coverage);
    put_names(out, &outcome->endings, symbols);
    put_names(out, &outcome->unlocks, symbols);
    put(out, outcome->length_count);
    for (uint32_t i = 0; i < outcome->length_count; i++) put(out, outcome->lengths[i]);
    put_failures(out, outcome);
}

void ts_outcome_add(struct ts_outcome *outcome, struct ts_symbols *symbols, const char **at)
{
    int64_t *const sums[] = {&outcome->runs, &outcome->turns, &outcome->events, &outcome->stuck, &outcome->cut_off, &outcome->not_played};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) *sums[i] += (int64_t)get(at);
    add_coverage(at, &outcome->coverage);
    add_names(at, &outcome->endings, symbols);
    add_names(at, &outcome->unlocks, symbols);
    for (uint64_t count = get(at); count; count--) ts_outcome_add_length(outcome, (int64_t)get(at));
    add_failures(at, outcome);
}
