// whole.h - files that are written whole or not at all
#ifndef TS_CLI_WHOLE_H
#define TS_CLI_WHOLE_H

#include <stddef.h>
#include <sys/types.h>

#include "base/status.h"

// Puts a file in the place of what is at `path`: a reader meets the old one or the new one, and so does who comes after a crash.
enum ts_status ts_whole_write(const char *path, const char *bytes, size_t length, mode_t mode, struct ts_err *err) TS_MUST_USE;

// What errno says about writing at `path`.
enum ts_status ts_whole_fail(const char *path, struct ts_err *err) TS_MUST_USE;

#endif
