// canon.c - the canonical encoding: JSON that is the same bytes for the same value everywhere
#include "base/canon.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ts_canon_add_int(struct ts_buffer *out, int64_t integer)
{
    char digits[24], *at = digits + sizeof digits;
    uint64_t rest = integer < 0 ? -(uint64_t)integer : (uint64_t)integer;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (integer < 0) *--at = '-';
    ts_buffer_add(out, at, (size_t)(digits + sizeof digits - at));
}

void ts_canon_add_real(struct ts_buffer *out, double real)
{
    char digits[40];
    assert(isfinite(real));
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, real);
        if (strtod(digits, NULL) == real) break;
    }
    ts_buffer_add_text(out, digits);
    if (!strpbrk(digits, ".e")) ts_buffer_add_text(out, ".0");
}

static void add_escape(struct ts_buffer *out, unsigned char byte)
{
    static const char names[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";
    const char *name = memchr(names, byte, sizeof names - 1);
    if (name) {
        ts_buffer_add_byte(out, '\\');
        ts_buffer_add_byte(out, letters[name - names]);
    } else {
        ts_buffer_add_format(out, "\\u%04x", byte);
    }
}

// Well-formed as in Unicode 15, table 3-7.
size_t ts_canon_character_size(const char *bytes, size_t left)
{
    const unsigned char *at = (const unsigned char *)bytes;
    unsigned char lead = at[0], low = 0x80, high = 0xbf;
    size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (lead == 0 || (lead >= 0x80 && lead < 0xc2) || lead > 0xf4 || left < size) return 0;
    if (lead == 0xe0) low = 0xa0;
    if (lead == 0xed) high = 0x9f;
    if (lead == 0xf0) low = 0x90;
    if (lead == 0xf4) high = 0x8f;
    if (size > 1 && (at[1] < low || at[1] > high)) return 0;
    for (size_t i = 2; i < size; i++)
        if ((at[i] & 0xc0) != 0x80) return 0;
    return size;
}

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte != '"' && byte != '\\';
}

// Bytes that are no character are written as U+FFFD, so that what comes out is JSON whatever came in.
void ts_canon_add_text(struct ts_buffer *out, const char *bytes, size_t length)
{
    size_t start = 0, size;
    ts_buffer_add_byte(out, '"');
    for (size_t i = 0; i < length; i += size) {
        unsigned char byte = (unsigned char)bytes[i];
        size = byte < 0x80 ? 1 : ts_canon_character_size(bytes + i, length - i);
        if (size && is_plain(byte)) continue;
        ts_buffer_add(out, bytes + start, i - start);
        if (size) add_escape(out, byte);
        else ts_buffer_add_text(out, "\xef\xbf\xbd");
        size = 1;
        start = i + 1;
    }
    ts_buffer_add(out, bytes + start, length - start);
    ts_buffer_add_byte(out, '"');
}

void ts_canon_add_key(struct ts_buffer *out, const char *key)
{
    ts_buffer_add_format(out, "%s\"%s\":", out->bytes[out->length - 1] == '{' ? "" : ",", key);
}

bool ts_canon_is_text(const char *bytes, size_t length)
{
    const char *at = bytes, *end = at + length;
    while (at < end) {
        size_t size = ts_canon_character_size(at, (size_t)(end - at));
        if (size == 0) return false;
        at += size;
    }
    return true;
}
