// allowance.h - what a pack may use while it is loaded: the more is written in it, the more it may
#ifndef TS_LUA_ALLOWANCE_H
#define TS_LUA_ALLOWANCE_H

#include <stddef.h>
#include <stdint.h>

#include "lua/box.h"

// Scripts of up to 1 MB in all get what any pack gets: nothing that a small script does can earn it more. What is written beyond that
// counts, up to 64 MB, which is what an archive may hold.
struct ts_allowance {
    struct ts_limits walk; // of one walk over its definitions
    size_t room;           // for ts_box_set_room, until it is loaded
    uint32_t definitions;
};

#define TS_TOO_LARGE_HINT "make several packs of it; written out in several files, not made by a loop, there may be more in one"

struct ts_allowance ts_allowance_of(size_t written); // bytes of all its scripts

#endif
