// order.c - entries in order of position, cheap to put in early under a million others
#include "store/order.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { CHUNK_FULL = 512, FIRST_ROOM = 8 };

void ts_order_clear(struct ts_order *order)
{
    for (uint32_t i = 0; i < order->count; i++) free(order->chunks[i].entries);
    free(order->chunks);
    *order = (struct ts_order){0};
}

static void make_room(struct ts_chunk *chunk)
{
    if (chunk->count < chunk->room) return;
    chunk->room = chunk->room ? chunk->room * 2 : FIRST_ROOM;
    chunk->entries = ts_memory_grow(chunk->entries, chunk->room * sizeof *chunk->entries);
}

// A new empty chunk at `place`.
static struct ts_chunk *add_chunk(struct ts_order *order, uint32_t place)
{
    if (order->count == order->room) {
        order->room = order->room ? order->room * 2 : 4;
        order->chunks = ts_memory_grow(order->chunks, order->room * sizeof *order->chunks);
    }
    memmove(order->chunks + place + 1, order->chunks + place, (order->count - place) * sizeof *order->chunks);
    order->count++;
    order->chunks[place] = (struct ts_chunk){0};
    return &order->chunks[place];
}

static void split(struct ts_order *order, uint32_t place)
{
    struct ts_chunk *upper = add_chunk(order, place + 1), *lower = upper - 1;
    uint32_t half = lower->count / 2;
    upper->room = CHUNK_FULL;
    upper->entries = ts_memory_get(upper->room * sizeof *upper->entries);
    upper->count = lower->count - half;
    memcpy(upper->entries, lower->entries + half, upper->count * sizeof *upper->entries);
    lower->count = half;
}

// The last chunk that begins at or before (position, index); the first when none does.
static uint32_t chunk_of(const struct ts_order *order, int64_t position, uint64_t index)
{
    uint32_t low = 0, high = order->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        const struct ts_entry *first = &order->chunks[middle].entries[0];
        if (first->position < position || (first->position == position && first->index <= index))
            low = middle;
        else
            high = middle;
    }
    return low;
}

// How many of the chunk's entries stand at or before (position, index).
static uint32_t count_before(const struct ts_chunk *chunk, int64_t position, uint64_t index)
{
    uint32_t low = 0, high = chunk->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct ts_entry *entry = &chunk->entries[middle];
        if (entry->position < position || (entry->position == position && entry->index <= index))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_behind_all(const struct ts_order *order, int64_t position)
{
    const struct ts_chunk *last = &order->chunks[order->count - 1];
    return last->entries[last->count - 1].position <= position;
}

void ts_order_add(struct ts_order *order, int64_t position, uint64_t index)
{
    struct ts_chunk *chunk;
    uint32_t place, entry;
    if (order->count == 0) add_chunk(order, 0);
    chunk = &order->chunks[order->count - 1];
    if (chunk->count == 0 || is_behind_all(order, position)) {
        if (chunk->count == CHUNK_FULL) chunk = add_chunk(order, order->count);
        make_room(chunk);
        chunk->entries[chunk->count++] = (struct ts_entry){position, index};
        return;
    }
    place = chunk_of(order, position, index);
    if (order->chunks[place].count == CHUNK_FULL) {
        split(order, place);
        place = chunk_of(order, position, index);
    }
    chunk = &order->chunks[place];
    make_room(chunk);
    entry = count_before(chunk, position, index);
    memmove(chunk->entries + entry + 1, chunk->entries + entry, (chunk->count - entry) * sizeof *chunk->entries);
    chunk->entries[entry] = (struct ts_entry){position, index};
    chunk->count++;
}

void ts_order_remove(struct ts_order *order, int64_t position, uint64_t index)
{
    uint32_t place = chunk_of(order, position, index);
    struct ts_chunk *chunk = &order->chunks[place];
    uint32_t entry = count_before(chunk, position, index);
    assert(entry > 0 && chunk->entries[entry - 1].index == index);
    memmove(chunk->entries + entry - 1, chunk->entries + entry, (chunk->count - entry) * sizeof *chunk->entries);
    if (--chunk->count) return;
    free(chunk->entries);
    memmove(order->chunks + place, order->chunks + place + 1, (order->count - place - 1) * sizeof *order->chunks);
    order->count--;
}

bool ts_order_last(const struct ts_order *order, int64_t position, struct ts_order_at *at)
{
    uint32_t before;
    if (order->count == 0) return false;
    at->chunk = chunk_of(order, position, UINT64_MAX);
    before = count_before(&order->chunks[at->chunk], position, UINT64_MAX);
    if (before == 0) return false;
    at->entry = before - 1;
    return true;
}

bool ts_order_first(const struct ts_order *order, int64_t position, struct ts_order_at *at)
{
    if (order->count == 0) return false;
    if (position <= 0 || !ts_order_last(order, position - 1, at)) {
        *at = (struct ts_order_at){0, 0};
        return ts_order_get(order, *at)->position >= position || ts_order_next(order, at);
    }
    return ts_order_next(order, at);
}

bool ts_order_next(const struct ts_order *order, struct ts_order_at *at)
{
    if (++at->entry < order->chunks[at->chunk].count) return true;
    at->entry = 0;
    return ++at->chunk < order->count;
}

bool ts_order_previous(const struct ts_order *order, struct ts_order_at *at)
{
    if (at->entry > 0) {
        at->entry--;
        return true;
    }
    if (at->chunk == 0) return false;
    at->chunk--;
    at->entry = order->chunks[at->chunk].count - 1;
    return true;
}
