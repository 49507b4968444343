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

// What is done while a line is waited for.
struct ts_idle {
    // Every `every_ms`. Words it appends to `out` are printed above the line being typed. False: the wait is over; what was being edited is
    // dropped. NULL: nothing.
    bool (*be)(void *self, struct ts_buffer *out);
    // What can be read when there is something to be heard, which is then done at once, but not twice within `every_ms`; without any only
    // every `seldom_ms`. -1: none just now, NULL: none ever.
    int (*find_news)(void *self);
    int every_ms, seldom_ms;
    void *self;
};
void ts_input_set_idle(struct ts_input *input, struct ts_idle idle);

#endif
