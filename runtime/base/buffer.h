// buffer.h - bytes that grow
#ifndef TS_BASE_BUFFER_H
#define TS_BASE_BUFFER_H

#include <stddef.h>

#include "base/status.h"

// Zero-initialised is empty. `bytes` is always NUL-terminated once something was added (NULL before).
struct ts_buffer {
    char *bytes;
    size_t length, room;
};

void ts_buffer_clear(struct ts_buffer *buffer);             // gives the memory back
void ts_buffer_add(struct ts_buffer *buffer, const void *bytes, size_t length);
void ts_buffer_add_text(struct ts_buffer *buffer, const char *text);
void ts_buffer_add_byte(struct ts_buffer *buffer, char byte);
void ts_buffer_add_format(struct ts_buffer *buffer, const char *format, ...) TS_PRINTF(2, 3);
char *ts_buffer_take(struct ts_buffer *buffer);             // the caller frees it; the buffer is empty again; never NULL

#endif
