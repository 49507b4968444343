// graph_heat.c - how often what was met, as colours
#include <jansson.h>

#include "engine/graph.h"

const char ts_heat_never[] = "#c2410c";

const char *ts_heat_fill(uint32_t class)
{
    static const char *const fills[TS_HEAT_CLASSES] = {"#e3eef9", "#b3d3ea", "#79b5d9", "#2f74b5", "#0b3c7d"};
    return fills[class];
}

const char *ts_heat_ink(uint32_t class) { return class < 3 ? "#16202c" : "#ffffff"; }

static uint32_t bits_of(uint64_t number)
{
    uint32_t bits = 0;
    for (; number; number >>= 1) bits++;
    return bits;
}

// By powers of two, since some scenes are visited a thousand times as often as others.
uint32_t ts_heat_class(uint64_t count, uint64_t most)
{
    return count ? (bits_of(count) - 1) * TS_HEAT_CLASSES / bits_of(most) : 0;
}

uint64_t ts_heat_least(uint32_t class, uint64_t most)
{
    uint32_t bits = (class * bits_of(most) + TS_HEAT_CLASSES - 1) / TS_HEAT_CLASSES;
    return (uint64_t)1 << bits;
}

static void read_counts(const struct ts_symbols *symbols, const json_t *list, const char *key, struct ts_heat *heat)
{
    size_t index;
    json_t *row;
    json_array_foreach(list, index, row) {
        const json_t *id = json_object_get(row, "id");
        ts_symbol symbol = id ? ts_symbol_find(symbols, json_string_value(id), json_string_length(id)) : 0;
        if (symbol) *ts_map_add(&heat->counts, symbol) += (uint64_t)json_integer_value(json_object_get(row, key));
    }
}

enum ts_status ts_heat_read(const struct ts_symbols *symbols, const char *plays_json, struct ts_heat *heat, struct ts_err *err)
{
    json_t *root = json_loads(plays_json, 0, NULL), *coverage = json_object_get(root, "coverage");
    if (coverage) {
        read_counts(symbols, json_object_get(coverage, "scenes"), "visits", heat);
        read_counts(symbols, json_object_get(coverage, "choices"), "taken", heat);
        heat->runs += json_integer_value(json_object_get(root, "runs"));
    }
    json_decref(root);
    return coverage ? TS_OK : ts_err_set(err, TS_DATA, "what was played says nothing of its coverage");
}

uint64_t ts_heat_get(const struct ts_heat *heat, ts_symbol full)
{
    const uint64_t *count = ts_map_find(&heat->counts, full);
    return count ? *count : 0;
}

void ts_heat_clear(struct ts_heat *heat)
{
    ts_map_clear(&heat->counts);
    *heat = (struct ts_heat){0};
}
