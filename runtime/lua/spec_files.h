// spec_files.h - the spec files of a pack
#ifndef TS_LUA_SPEC_FILES_H
#define TS_LUA_SPEC_FILES_H

#include "base/arena.h"
#include "lua/spec.h"

// Adds tests/*_spec.lua of the pack's folder or archive, by name, to the list (malloc'd, the caller frees it), read into the arena. A pack
// without adds none. TS_DATA: one cannot be read.
enum ts_status ts_spec_files_find(struct ts_arena *arena, const char *folder, const char *pack, struct ts_spec_file **files, uint32_t *count,
                                  struct ts_err *err) TS_MUST_USE;

#endif
