// bytes.c - numbers and texts as bytes for another process, read back without trust
#include "base/bytes.h"

enum { BITS = 7, MORE = 1 << BITS, WIDTH = 64 };

void ts_bytes_put(struct ts_buffer *out, uint64_t number)
{
    for (; number >= MORE; number >>= BITS) ts_buffer_add_byte(out, (char)(number | MORE));
    ts_buffer_add_byte(out, (char)number);
}

void ts_bytes_put_int(struct ts_buffer *out, int64_t integer)
{
    ts_bytes_put(out, integer < 0 ? ~((uint64_t)integer << 1) : (uint64_t)integer << 1);
}

void ts_bytes_put_whole(struct ts_buffer *out, uint64_t number)
{
    ts_buffer_add(out, &number, sizeof number);
}

void ts_bytes_put_bytes(struct ts_buffer *out, const char *bytes, size_t length)
{
    ts_bytes_put(out, length);
    ts_buffer_add(out, bytes, length);
}

static uint64_t spoil(struct ts_bytes *bytes)
{
    bytes->is_bad = true;
    bytes->at = bytes->end;
    return 0;
}

uint64_t ts_bytes_get(struct ts_bytes *bytes)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < WIDTH && bytes->at < bytes->end; shift += BITS) {
        unsigned char byte = (unsigned char)*bytes->at++;
        if (shift + BITS > WIDTH && byte >> (WIDTH - shift)) break;
        number |= (uint64_t)(byte & (MORE - 1)) << shift;
        if (byte < MORE) return number;
    }
    return spoil(bytes);
}

int64_t ts_bytes_get_int(struct ts_bytes *bytes)
{
    uint64_t number = ts_bytes_get(bytes);
    return (int64_t)(number & 1 ? ~(number >> 1) : number >> 1);
}

uint64_t ts_bytes_get_whole(struct ts_bytes *bytes)
{
    uint64_t number;
    if ((size_t)(bytes->end - bytes->at) < sizeof number) return spoil(bytes);
    memcpy(&number, bytes->at, sizeof number);
    bytes->at += sizeof number;
    return number;
}

uint32_t ts_bytes_get_below(struct ts_bytes *bytes, uint32_t limit)
{
    uint64_t number = ts_bytes_get(bytes);
    return (uint32_t)(number < limit ? number : spoil(bytes));
}

uint32_t ts_bytes_get_count(struct ts_bytes *bytes)
{
    uint64_t count = ts_bytes_get(bytes);
    return (uint32_t)(count <= (size_t)(bytes->end - bytes->at) && count <= UINT32_MAX ? count : spoil(bytes));
}

const char *ts_bytes_get_bytes(struct ts_bytes *bytes, size_t *length)
{
    *length = ts_bytes_get_count(bytes);
    const char *found = *length ? bytes->at : "";
    if (*length) bytes->at += *length;
    return found;
}

const char *ts_bytes_get_text(struct ts_bytes *bytes, size_t *length)
{
    const char *text = ts_bytes_get_bytes(bytes, length);
    if (!memchr(text, '\0', *length)) return text;
    *length = (size_t)spoil(bytes);
    return "";
}
