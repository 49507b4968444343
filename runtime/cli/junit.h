// junit.h - how tests ended, as JUnit XML in a file that is there whole or as it was
#ifndef TS_CLI_JUNIT_H
#define TS_CLI_JUNIT_H

#include "cli/tested.h"

struct ts_junit { const char *path; char *draft; int file; }; // zero-initialised

// Makes the file that will become `path`, so that one that cannot be written is refused before anything is run: TS_CANNOT_CREATE.
enum ts_status ts_junit_open(struct ts_junit *junit, const char *path, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_junit_write(struct ts_junit *junit, const struct ts_tested *tested, struct ts_err *err) TS_MUST_USE;
void ts_junit_close(struct ts_junit *junit); // what was not written goes away

#endif
