// input.h - lines that a person or a program types
#ifndef TS_CLI_INPUT_H
#define TS_CLI_INPUT_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/status.h"

struct ts_input; // standard input: with editing and history on a terminal, else as it comes

struct ts_input *ts_input_open(bool with_editing);
void ts_input_close(struct ts_input *input);

// The next line without its newline, trimmed; valid until the next call. NULL at the end of input. TS_INTERRUPTED without a message
// when a signal came first; TS_DATA when a line passes 64 kB. An empty one when `idle` was done waiting.
enum ts_status ts_input_next(struct ts_input *input, const char *prompt, const char **line, struct ts_err *err) TS_MUST_USE;

// Called every `every_ms` while a line is waited for. Words it appends to `out` are printed above the line being typed. False: the
// wait is over; what was being edited is dropped.
typedef bool ts_idle(void *self, struct ts_buffer *out);
void ts_input_set_idle(struct ts_input *input, int every_ms, ts_idle *idle, void *self);

#endif
