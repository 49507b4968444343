// print.h - the only way out: data to standard output, talk to standard error
#ifndef TS_CLI_PRINT_H
#define TS_CLI_PRINT_H

#include "base/buffer.h"
#include "base/status.h"
#include "cli/command.h"

// Writes all of `out` to standard output at once and empties it. TS_IO when that fails (disk full);
// TS_INTERRUPTED without a message when nobody reads any more.
enum ts_status ts_print(struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;

// The same with a newline, for JSON.
enum ts_status ts_print_line(struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;

// "turnstone: ..." on standard error; nothing with --quiet.
void ts_say(const struct ts_cli *cli, const char *format, ...) TS_PRINTF(2, 3);
// What went wrong; --quiet does not hide it. Empty messages say nothing.
void ts_complain(const struct ts_err *err);
void ts_complain_page(const struct ts_buffer *page); // as it is

// Appends text with what could harm a terminal left out: control characters and those that turn the direction of writing.
// Line breaks stay when `keep_lines`, else they become spaces.
void ts_print_clean(struct ts_buffer *out, const char *text, size_t length, bool keep_lines);

#endif
