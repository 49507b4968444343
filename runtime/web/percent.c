// percent.c - text as it stands in URLs
#include "web/percent.h"

#include <stdint.h>
#include <utf8proc.h>

static int digit(char byte)
{
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

static bool is_utf8(const char *bytes, size_t length)
{
    utf8proc_int32_t character;
    for (size_t i = 0; i < length;) {
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + i, (utf8proc_ssize_t)(length - i), &character);
        if (size <= 0 || !character) return false;
        i += (size_t)size;
    }
    return true;
}

bool ts_percent_decode(const char *text, size_t length, bool is_query, struct ts_buffer *out)
{
    size_t start = out->length, i = 0;
    ts_buffer_grow(out, length); // so that there are bytes, however few are added
    for (; i < length; i++) {
        int high = text[i] == '%' && i + 2 < length ? digit(text[i + 1]) : -1, low = high < 0 ? -1 : digit(text[i + 2]);
        if (text[i] == '%' && low < 0) break;
        if (low >= 0) i += 2;
        ts_buffer_add_byte(out, low >= 0 ? (char)(high << 4 | low) : text[i] == '+' && is_query ? ' ' : text[i]);
    }
    if (i == length && is_utf8(out->bytes + start, out->length - start)) return true;
    out->length = start;
    out->bytes[start] = '\0';
    return false;
}

void ts_percent_encode(const char *text, struct ts_buffer *out)
{
    static const char digits[] = "0123456789ABCDEF";
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        bool is_plain = (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'z') || strchr("-._~", byte);
        if (!is_plain) ts_buffer_add_byte(out, '%'), ts_buffer_add_byte(out, digits[byte >> 4]), ts_buffer_add_byte(out, digits[byte & 15]);
        else ts_buffer_add_byte(out, *text);
    }
}
