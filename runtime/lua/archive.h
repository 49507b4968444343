// archive.h - files in packs that come as a .zip file
#ifndef TS_LUA_ARCHIVE_H
#define TS_LUA_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"

typedef bool ts_wants_entry(const char *inner); // by its path in the pack: "tests/harbour_spec.lua"
typedef void ts_take_entry(void *self, const char *inner, const char *text, size_t length); // text in the arena; `inner` only during the call

// Reads those files of the archive at `path` that are wanted, in the order in which they are in it. TS_DATA: the archive cannot be used, by
// the same rules as when a pack is loaded from it.
enum ts_status ts_archive_each(struct ts_arena *arena, const char *path, ts_wants_entry *wants, ts_take_entry *take, void *self,
                               struct ts_err *err) TS_MUST_USE;

#endif
