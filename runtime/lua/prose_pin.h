// prose_pin.h - ids for the choices of a .story file that have none
#ifndef TS_LUA_PROSE_PIN_H
#define TS_LUA_PROSE_PIN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

typedef void ts_each_unpinned(void *self, uint32_t line, const char *id);

// Calls `each` for the choices without an id, in order, with what they are called now. `out` gets the file's text with these ids written
// into it, in the arena; the file stays as it is. TS_DATA: it cannot be read.
enum ts_status ts_prose_pin(struct ts_arena *arena, const char *path, ts_each_unpinned *each, void *self, const char **out, size_t *length,
                            struct ts_err *err) TS_MUST_USE;

#endif
