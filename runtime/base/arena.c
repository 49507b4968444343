// arena.c - memory that is given back all at once
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { BLOCK_SIZE = 64 * 1024, EXIT_IO = 74 };

struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

struct ts_arena {
    struct block *blocks; // the first is the one being filled
};

// The one place below the front ends that speaks: nobody can be told in another way, and nothing may be allocated.
void ts_memory_give_up(void)
{
    static const char words[] = "turnstone: out of memory; what was not saved yet was not taken; close other programs and try again\n";
    ssize_t written = write(STDERR_FILENO, words, sizeof words - 1);
    (void)written;
    _exit(EXIT_IO);
}

void *ts_memory_get(size_t size)
{
    void *block = malloc(size ? size : 1);
    if (!block) ts_memory_give_up();
    return block;
}

void *ts_memory_share(size_t size)
{
    void *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) ts_memory_give_up();
    return block;
}

void ts_memory_unshare(void *block, size_t size)
{
    if (block) munmap(block, size);
}

void *ts_memory_grow(void *block, size_t size)
{
    void *grown = realloc(block, size ? size : 1);
    if (!grown) ts_memory_give_up();
    return grown;
}

struct ts_arena *ts_arena_new(void)
{
    struct ts_arena *arena = ts_memory_get(sizeof *arena);
    arena->blocks = NULL;
    return arena;
}

void ts_arena_free(struct ts_arena *arena)
{
    if (!arena) return;
    while (arena->blocks) {
        struct block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    free(arena);
}

static struct block *block_new(size_t size)
{
    struct block *block = calloc(1, sizeof *block + size);
    if (!block) ts_memory_give_up();
    block->size = size;
    return block;
}

// A big piece gets a block of its own behind the one being filled, whose rest stays in use.
static void *get_big(struct ts_arena *arena, size_t size)
{
    struct block *block = block_new(size);
    block->used = size;
    if (arena->blocks) {
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    } else {
        arena->blocks = block;
    }
    return block->bytes;
}

void *ts_arena_get(struct ts_arena *arena, size_t size)
{
    struct block *block = arena->blocks;
    size_t start;
    if (size > SIZE_MAX - 2 * BLOCK_SIZE) ts_memory_give_up();
    size = (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    if (size > BLOCK_SIZE / 4) return get_big(arena, size);
    if (!block || block->size - block->used < size) {
        block = block_new(BLOCK_SIZE);
        block->next = arena->blocks;
        arena->blocks = block;
    }
    start = block->used;
    block->used += size;
    return block->bytes + start;
}

char *ts_arena_copy(struct ts_arena *arena, const char *bytes, size_t length)
{
    char *copy = ts_arena_get(arena, length + 1);
    if (length) memcpy(copy, bytes, length);
    return copy;
}

char *ts_memory_copy(const char *text)
{
    size_t size = text ? strlen(text) + 1 : 0;
    return text ? memcpy(ts_memory_get(size), text, size) : NULL;
}
