// source_string.c - where a script writes a text, found by what it says
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "lua/script_word.h"

struct written {
    const char *text; // in the source
    uint32_t line, next; // next: index + 1 of the one before with the same hash
};

struct ts_string_index {
    struct ts_map last; // hash of what it says -> index + 1
    struct written *items;
    uint32_t count, room;
};

struct indexing {
    struct ts_string_index *index;
    struct ts_arena *arena;
};

static uint64_t key_of(const char *text, size_t length)
{
    return ts_hash_fast(text, length) | UINT64_C(1) << 63;
}

static void add(struct ts_string_index *index, struct ts_arena *arena, const char *text, size_t length, uint32_t line)
{
    uint64_t *last = ts_map_add(&index->last, key_of(text, length));
    if (index->count == index->room) {
        struct written *more = ts_arena_get(arena, (index->room * 2 + 64) * sizeof *more);
        if (index->count) memcpy(more, index->items, index->count * sizeof *more);
        index->items = more;
        index->room = index->room * 2 + 64;
    }
    index->items[index->count] = (struct written){.text = text, .line = line, .next = (uint32_t)*last};
    *last = ++index->count;
}

// A line break right behind the opening bracket is not part of the string.
static void add_word(void *self, const struct ts_script_word *word)
{
    struct indexing *indexing = self;
    const char *text;
    size_t length;
    uint32_t line = word->line;
    if (!ts_word_string(word, &text, &length)) return;
    if (*word->token.at == '[' && length && *text == '\n') text++, length--, line++;
    add(indexing->index, indexing->arena, text, length, line);
}

static uint32_t distance(uint32_t one, uint32_t other)
{
    return one < other ? other - one : one - other;
}

uint32_t ts_source_line_in_text(struct ts_lua_source *source, struct ts_arena *arena, const char *text, size_t length, size_t offset, uint32_t line)
{
    const struct written *nearest = NULL;
    uint32_t lines = 0;
    if (!source->strings) {
        source->strings = ts_arena_get(arena, sizeof *source->strings);
        struct indexing indexing = {source->strings, arena};
        ts_script_each_word(source, add_word, &indexing);
    }
    const uint64_t *last = ts_map_find(&source->strings->last, key_of(text, length));
    for (uint32_t i = last ? (uint32_t)*last : 0; i; i = source->strings->items[i - 1].next) {
        const struct written *item = &source->strings->items[i - 1];
        if (!nearest || distance(item->line, line) < distance(nearest->line, line)) nearest = item;
    }
    for (size_t i = 0; i < offset; i++) lines += text[i] == '\n';
    return nearest ? nearest->line + lines : line;
}

void ts_source_forget_strings(struct ts_lua_source *source)
{
    if (source->strings) ts_map_clear(&source->strings->last);
    source->strings = NULL;
}
