// prose_file.h - .story files: what an author wrote as prose, made Lua of as many lines by scripts/prose/
#ifndef TS_LUA_PROSE_FILE_H
#define TS_LUA_PROSE_FILE_H

#include "lua/build.h"

bool ts_prose_file_is(const char *path); // "stories/x.story"

// Makes Lua of a source that is prose, which from then on is its text; what the author wrote becomes `shown`. It needs the script of the
// same name beside it to have run: that declares the story. False: it cannot be, and the problems are told.
bool ts_prose_file_compile(struct ts_build *build, struct ts_lua_pack *pack, struct ts_lua_source *source);

#endif
