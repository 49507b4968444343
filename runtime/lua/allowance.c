// allowance.c - what a pack may use while it is loaded: the more is written in it, the more it may
#include "lua/allowance.h"

enum {
    FREE = 1 << 20,
    COUNTED_MAX = 64 << 20,
    WALK_STEPS = 200 * 1000 * 1000, // for about 20,000 scenes
    WALK_MILLIS = 4000,
    DEFINITIONS = 20000,
    STEPS_A_BYTE = 150,    // a scene of 25 bytes takes 3,500 to read, one of 200 takes 10,500
    BYTES_A_BYTE = 12,     // its tables take 8 times what is written
    BYTES_A_MILLI = 512,   // a slow machine reads 2,000 in that time
    BYTES_A_DEFINITION = 25 // `define.scene "t/a" { … }`
};

struct ts_allowance ts_allowance_of(size_t written)
{
    size_t more = written < FREE ? 0 : written < COUNTED_MAX ? written - FREE : COUNTED_MAX - FREE;
    return (struct ts_allowance){.walk = {.steps = WALK_STEPS + (int64_t)more * STEPS_A_BYTE, .millis = WALK_MILLIS + (int)(more / BYTES_A_MILLI)},
                                 .room = more * BYTES_A_BYTE,
                                 .definitions = DEFINITIONS + (uint32_t)(more / BYTES_A_DEFINITION)};
}
