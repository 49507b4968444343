// buffer.c - bytes that grow
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

enum { FIRST_ROOM = 64 };

void ts_buffer_grow(struct ts_buffer *buffer, size_t more)
{
    size_t room = buffer->room ? buffer->room : FIRST_ROOM;
    if (buffer->bytes && buffer->room - buffer->length > more) return;
    while (room - buffer->length <= more) room *= 2;
    buffer->bytes = ts_memory_grow(buffer->bytes, room);
    buffer->room = room;
}

void ts_buffer_clear(struct ts_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct ts_buffer){0};
}

void ts_buffer_add_format(struct ts_buffer *buffer, const char *format, ...)
{
    va_list args;
    int length;
    va_start(args, format);
    length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length <= 0) return;
    ts_buffer_grow(buffer, (size_t)length);
    va_start(args, format);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, args);
    va_end(args);
    buffer->length += (size_t)length;
}

char *ts_buffer_take(struct ts_buffer *buffer)
{
    char *bytes;
    ts_buffer_grow(buffer, 0);
    bytes = buffer->bytes;
    bytes[buffer->length] = '\0';
    *buffer = (struct ts_buffer){0};
    return bytes;
}
