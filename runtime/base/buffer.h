// buffer.h - bytes that grow
#ifndef TS_BASE_BUFFER_H
#define TS_BASE_BUFFER_H

#include <stddef.h>
#include <string.h>

#include "base/status.h"

// Zero-initialised is empty. `bytes` is always NUL-terminated once something was added (NULL before).
struct ts_buffer {
    char *bytes;
    size_t length, room;
};

void ts_buffer_clear(struct ts_buffer *buffer);             // gives the memory back
void ts_buffer_grow(struct ts_buffer *buffer, size_t more); // makes room for `more` bytes and a NUL
void ts_buffer_add_format(struct ts_buffer *buffer, const char *format, ...) TS_PRINTF(2, 3);
char *ts_buffer_take(struct ts_buffer *buffer);             // the caller frees it; the buffer is empty again; never NULL

static inline void ts_buffer_add(struct ts_buffer *buffer, const void *bytes, size_t length)
{
    if (buffer->room - buffer->length <= length) ts_buffer_grow(buffer, length);
    if (length) memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

static inline void ts_buffer_add_text(struct ts_buffer *buffer, const char *text)
{
    ts_buffer_add(buffer, text, strlen(text));
}

static inline void ts_buffer_add_byte(struct ts_buffer *buffer, char byte)
{
    if (buffer->room - buffer->length <= 1) ts_buffer_grow(buffer, 1);
    buffer->bytes[buffer->length++] = byte;
    buffer->bytes[buffer->length] = '\0';
}

#endif
