// scan.h - looks over a source before it is compiled: whether it would keep the compiler, or later an error, too busy
//
// The compiler runs no hook and some of its work, as some of the engine's naming of a failed expression, grows with the
// square of what a source holds. What people write stays far below these bounds.
#ifndef TS_LUA_SCAN_H
#define TS_LUA_SCAN_H

#include <stddef.h>

enum { TS_SCAN_WHY = 128 };

// 0 when the source may be compiled, else the line at which it went too far, and `why` says so. A source that is no
// Lua may pass; the compiler finds that out before it reaches anything that was not counted.
int ts_scan_source(const char *source, size_t length, char why[TS_SCAN_WHY]);

#endif
