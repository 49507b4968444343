// load.h - the steps of loading that loading from folders and running a lone file share
#ifndef TS_LUA_LOAD_H
#define TS_LUA_LOAD_H

#include "lua/build.h"

void ts_load_start(struct ts_build *build, struct ts_symbols *symbols);  // makes build->host
void ts_load_packs(struct ts_build *build, const struct ts_list *found); // struct ts_found in load order, their sources read
void ts_load_end(struct ts_build *build);                                // keeps the host; problems are gone

#endif
