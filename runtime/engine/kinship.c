// kinship.c - what universes that branched off each other share, and what each has alone
#include "engine/kinship.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/hand.h"

// --- lines

static void add_ancestor(void *self, const struct ts_ancestor *ancestor)
{
    struct ts_line *line = self;
    if (line->count == line->room) {
        line->room = line->room ? line->room * 2 : 8;
        line->items = ts_memory_grow(line->items, line->room * sizeof *line->items);
    }
    line->items[line->count++] = *ancestor;
}

enum ts_status ts_line_find(struct ts_engine *engine, int64_t universe, struct ts_line *out, struct ts_err *err)
{
    *out = (struct ts_line){0};
    return ts_store_each_ancestor(engine->store, universe, add_ancestor, out, err);
}

void ts_line_clear(struct ts_line *line)
{
    free(line->items);
    *line = (struct ts_line){0};
}

// --- two of them

static int64_t lesser(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static bool find_common(struct ts_kin *kin)
{
    for (kin->a_common = 0; kin->a_common < kin->a_line.count; kin->a_common++) {
        const struct ts_ancestor *of_a = &kin->a_line.items[kin->a_common];
        for (kin->b_common = 0; kin->b_common < kin->b_line.count; kin->b_common++) {
            const struct ts_ancestor *of_b = &kin->b_line.items[kin->b_common];
            if (of_a->universe != of_b->universe) continue;
            kin->position = lesser(of_a->position, of_b->position);
            kin->seq = lesser(of_a->seq, of_b->seq);
            return true;
        }
    }
    return false;
}

// The ancestor's name: so many steps up.
static enum ts_status name_ancestor(struct ts_engine *engine, struct ts_kin *kin, struct ts_err *err)
{
    struct ts_universe_record record = kin->a;
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < kin->a_common && !status; i++) {
        bool found;
        status = ts_store_find_universe(engine->store, record.parent, &record, &found, err);
    }
    kin->ancestor = record.id;
    return status;
}

enum ts_status ts_kin_find(struct ts_engine *engine, const char *a, const char *b, struct ts_kin *out, struct ts_err *err)
{
    *out = (struct ts_kin){0};
    enum ts_status status = ts_universe_find(engine, a, &out->a, err);
    if (!status) status = ts_universe_find(engine, b, &out->b, err);
    if (!status && out->a.row == out->b.row)
        status = ts_err_set(err, TS_DATA, "\"%s\" is one universe: name two that branched off each other", a);
    if (!status) status = ts_line_find(engine, out->a.row, &out->a_line, err);
    if (!status) status = ts_line_find(engine, out->b.row, &out->b_line, err);
    if (status) return status;
    if (!find_common(out))
        return ts_err_set(err, TS_DATA, "\"%s\" and \"%s\" have nothing in common: neither branched off the other, nor both off a third", a,
                          b);
    return name_ancestor(engine, out, err);
}

void ts_kin_clear(struct ts_kin *kin)
{
    ts_line_clear(&kin->a_line);
    ts_line_clear(&kin->b_line);
}

// --- keys

static void add_key(void *self, ts_symbol key)
{
    struct ts_keys *keys = self;
    if (keys->count == keys->room) {
        keys->room = keys->room ? keys->room * 2 : 16;
        keys->items = ts_memory_grow(keys->items, keys->room * sizeof *keys->items);
    }
    keys->items[keys->count++] = key;
}

static int by_text(const void *a, const void *b, void *symbols)
{
    return strcmp(ts_symbol_text(symbols, *(const ts_symbol *)a), ts_symbol_text(symbols, *(const ts_symbol *)b));
}

static void sort(struct ts_keys *keys, struct ts_symbols *symbols)
{
    uint32_t kept = 0;
    if (!keys->count) return;
    qsort_r(keys->items, keys->count, sizeof *keys->items, by_text, symbols);
    for (uint32_t i = 0; i < keys->count; i++)
        if (!kept || keys->items[i] != keys->items[kept - 1]) keys->items[kept++] = keys->items[i];
    keys->count = kept;
}

enum ts_status ts_keys_find(struct ts_engine *engine, int64_t a, int64_t b, struct ts_keys *out, struct ts_err *err)
{
    *out = (struct ts_keys){0};
    enum ts_status status = ts_store_each_key(engine->store, a, add_key, out, err);
    if (!status && b) status = ts_store_each_key(engine->store, b, add_key, out, err);
    sort(out, engine->symbols);
    return status;
}

void ts_keys_clear(struct ts_keys *keys)
{
    free(keys->items);
    *keys = (struct ts_keys){0};
}
