// arena.h - memory that is given back all at once
#ifndef TS_BASE_ARENA_H
#define TS_BASE_ARENA_H

#include <stddef.h>

struct ts_arena;

struct ts_arena *ts_arena_new(void);
void ts_arena_free(struct ts_arena *arena);

// Zeroed and aligned for any object; ends the process with a clear message when memory is gone.
void *ts_arena_get(struct ts_arena *arena, size_t size);

// A NUL-terminated copy that lives as long as the arena.
char *ts_arena_copy(struct ts_arena *arena, const char *bytes, size_t length);

// malloc family for single blocks, never NULL: out of memory is said on standard error and ends the process with 74.
// A turn not yet committed is then simply not taken.
void *ts_memory_get(size_t size);
_Noreturn void ts_memory_give_up(void); // the same for who was refused memory by others
void *ts_memory_grow(void *block, size_t size);
void *ts_memory_share(size_t size);               // zeroed, and shared with processes forked later
void ts_memory_unshare(void *block, size_t size); // in this process; NULL is fine
char *ts_memory_copy(const char *text); // the caller frees it; NULL stays NULL

#endif
