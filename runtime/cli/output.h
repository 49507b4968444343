// output.h - a file that a command makes: whole or not at all
#ifndef TS_CLI_OUTPUT_H
#define TS_CLI_OUTPUT_H

#include "base/buffer.h"
#include "base/status.h"

struct ts_output { // zero-initialised has no file
    char *path, *temporary; // owned; temporary NULL: it is written straight, being a pipe or a device
    int file;
    const char *asked; // as the user wrote it
};

// Before the work is begun, so that it is not done in vain: TS_CANNOT_CREATE when no file can be written there. What lies there stays
// until ts_output_save replaces it: a reader meets the old file or the new one, and so does who comes after a crash.
enum ts_status ts_output_open(struct ts_output *output, const char *path, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_output_save(struct ts_output *output, const struct ts_buffer *bytes, struct ts_err *err) TS_MUST_USE;
// All three in one, for what costs little to make.
enum ts_status ts_output_write(const char *path, const char *bytes, size_t length, struct ts_err *err) TS_MUST_USE;
void ts_output_clear(struct ts_output *output); // nothing is left of what was not saved

#endif
