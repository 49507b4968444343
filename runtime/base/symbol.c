// symbol.c - names as small numbers, the same number for the same name as long as the table lives
#include "base/symbol.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"

enum { CHUNK_BITS = 10, CHUNK_SIZE = 1 << CHUNK_BITS, FIRST_ROOM = 2048 };

struct name {
    const char *text;
    uint64_t hash;
    uint32_t length;
};

struct place { // part of the hash is kept beside, so that a miss rarely touches the names
    uint32_t hash;
    ts_symbol symbol; // 0: empty
};

struct ts_symbols {
    struct ts_arena *arena;
    struct name **chunks; // names never move
    struct place *index;
    uint32_t count, room, chunk_count; // room of the index: a power of two
};

static struct name *name_of(const struct ts_symbols *symbols, ts_symbol symbol)
{
    assert(symbol <= symbols->count);
    return &symbols->chunks[symbol >> CHUNK_BITS][symbol & (CHUNK_SIZE - 1)];
}

static void add_chunk(struct ts_symbols *symbols)
{
    symbols->chunks = ts_memory_grow(symbols->chunks, (symbols->chunk_count + 1) * sizeof(struct name *));
    symbols->chunks[symbols->chunk_count++] = ts_memory_get(CHUNK_SIZE * sizeof(struct name));
}

static struct place *index_new(uint32_t room)
{
    struct place *index = ts_memory_get(room * sizeof *index);
    memset(index, 0, room * sizeof *index);
    return index;
}

struct ts_symbols *ts_symbols_new(void)
{
    struct ts_symbols *symbols = ts_memory_get(sizeof *symbols);
    *symbols = (struct ts_symbols){.arena = ts_arena_new(), .index = index_new(FIRST_ROOM), .room = FIRST_ROOM};
    add_chunk(symbols);
    symbols->chunks[0][0] = (struct name){.text = "", .hash = ts_hash_fast("", 0)};
    return symbols;
}

void ts_symbols_free(struct ts_symbols *symbols)
{
    if (!symbols) return;
    for (uint32_t i = 0; i < symbols->chunk_count; i++) free(symbols->chunks[i]);
    free(symbols->chunks);
    free(symbols->index);
    ts_arena_free(symbols->arena);
    free(symbols);
}

// The place of the name, or the empty one where it would go.
static struct place *find_place(const struct ts_symbols *symbols, uint64_t hash, const char *bytes, size_t length)
{
    uint32_t mask = symbols->room - 1, short_hash = (uint32_t)(hash >> 32);
    for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
        struct place *place = &symbols->index[i];
        if (place->symbol == 0) return place;
        if (place->hash == short_hash) {
            const struct name *name = name_of(symbols, place->symbol);
            if (name->length == length && memcmp(name->text, bytes, length) == 0) return place;
        }
    }
}

static void grow_index(struct ts_symbols *symbols)
{
    free(symbols->index);
    symbols->room *= 2;
    symbols->index = index_new(symbols->room);
    for (ts_symbol symbol = 1; symbol <= symbols->count; symbol++) {
        const struct name *name = name_of(symbols, symbol);
        uint32_t i = (uint32_t)name->hash & (symbols->room - 1);
        while (symbols->index[i].symbol) i = (i + 1) & (symbols->room - 1);
        symbols->index[i] = (struct place){(uint32_t)(name->hash >> 32), symbol};
    }
}

static ts_symbol add_name(struct ts_symbols *symbols, uint64_t hash, const char *bytes, size_t length)
{
    ts_symbol symbol = ++symbols->count;
    assert(length <= UINT32_MAX);
    if (symbol >> CHUNK_BITS >= symbols->chunk_count) add_chunk(symbols);
    *name_of(symbols, symbol) = (struct name){ts_arena_copy(symbols->arena, bytes, length), hash, (uint32_t)length};
    return symbol;
}

ts_symbol ts_symbol_add(struct ts_symbols *symbols, const char *bytes, size_t length)
{
    uint64_t hash;
    struct place *place;
    if (length == 0) return 0;
    hash = ts_hash_fast(bytes, length);
    place = find_place(symbols, hash, bytes, length);
    if (place->symbol) return place->symbol;
    if (symbols->count >= symbols->room / 2) {
        grow_index(symbols);
        place = find_place(symbols, hash, bytes, length);
    }
    *place = (struct place){(uint32_t)(hash >> 32), add_name(symbols, hash, bytes, length)};
    return place->symbol;
}

ts_symbol ts_symbol_of(struct ts_symbols *symbols, const char *text)
{
    return text ? ts_symbol_add(symbols, text, strlen(text)) : 0;
}

ts_symbol ts_symbol_find(const struct ts_symbols *symbols, const char *bytes, size_t length)
{
    if (length == 0) return 0;
    return find_place(symbols, ts_hash_fast(bytes, length), bytes, length)->symbol;
}

const char *ts_symbol_text(const struct ts_symbols *symbols, ts_symbol symbol)
{
    return name_of(symbols, symbol)->text;
}

size_t ts_symbol_length(const struct ts_symbols *symbols, ts_symbol symbol)
{
    return name_of(symbols, symbol)->length;
}

uint32_t ts_symbols_count(const struct ts_symbols *symbols)
{
    return symbols->count;
}

uint64_t ts_symbol_hash(const struct ts_symbols *symbols, ts_symbol symbol)
{
    return name_of(symbols, symbol)->hash;
}
