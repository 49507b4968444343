// wrap.h - text that fits the terminal: widths, wrapping, stress
#ifndef TS_CLI_WRAP_H
#define TS_CLI_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct ts_look { // how text is shown
    int width;       // columns a line may take; 0: lines are not broken
    bool has_colour; // colours and italics; without them marks of stress are dropped
    bool is_plain;   // worded for screen readers
};

enum ts_tone { TS_TONE_DIM, TS_TONE_BOLD, TS_TONE_NOTICE, TS_TONE_FAULT };

size_t ts_text_width(const char *text, size_t length); // columns that cleaned text takes

// A whole line in a tone, cleaned; without newline.
void ts_tone_add(struct ts_buffer *out, const struct ts_look *look, enum ts_tone tone, const char *text, size_t length);

// The same, broken at spaces into lines of that tone; each with its newline.
void ts_tone_wrap(struct ts_buffer *out, const struct ts_look *look, enum ts_tone tone, const char *text, size_t length);

// A paragraph, cleaned and broken at spaces, further lines after `indent` spaces; `*stress*` and `**strong**` become italics and
// bold, or nothing without colours. The first line is taken to start at column `at`. Ends with a newline.
void ts_wrap(struct ts_buffer *out, const struct ts_look *look, const char *text, size_t length, int at, int indent);

// Paragraphs parted by '\n', an empty line between them when `is_spaced`.
void ts_wrap_all(struct ts_buffer *out, const struct ts_look *look, const char *text, size_t length, bool is_spaced);

#endif
