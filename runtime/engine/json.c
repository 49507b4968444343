// json.c - writing JSON straight into a buffer, commas set by themselves
#include "engine/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/canon.h"
#include "base/clock.h"

static void part(struct ts_buffer *out)
{
    char last = out->length > 0 ? out->bytes[out->length - 1] : '[';
    if (last != '{' && last != '[' && last != ':' && last != '\n') ts_buffer_add_byte(out, ',');
}

void ts_json_open(struct ts_buffer *out, char bracket)
{
    part(out);
    ts_buffer_add_byte(out, bracket);
}

void ts_json_close(struct ts_buffer *out, char bracket)
{
    ts_buffer_add_byte(out, bracket);
}

// --- sorting

struct field {
    const char *bytes;
    size_t length;
}; // `"key":value`

// Just past the string whose opening quote is at `at`.
static const char *skip_text(const char *at)
{
    for (at++; *at != '"'; at++)
        if (*at == '\\') at++;
    return at + 1;
}

// The comma or bracket that ends the field at `at`.
static const char *skip_field(const char *at)
{
    for (int depth = 0;; at++) {
        while (*at == '"') at = skip_text(at);
        if (*at == '{' || *at == '[') depth++;
        if (depth == 0 && (*at == ',' || *at == '}')) return at;
        if (*at == '}' || *at == ']') depth--;
    }
}

// Keys compare by their bytes up to the closing quote, a shorter one first.
static int by_key(const void *a, const void *b)
{
    const struct field *one = a, *other = b;
    size_t left = (size_t)(skip_text(one->bytes) - one->bytes) - 1, right = (size_t)(skip_text(other->bytes) - other->bytes) - 1;
    int order = memcmp(one->bytes, other->bytes, left < right ? left : right);
    return order ? order : (left > right) - (left < right);
}

void ts_json_sort(struct ts_buffer *out, size_t start)
{
    size_t count = 0, room = 0, length = out->length - start;
    struct field *fields = NULL;
    char *copy = ts_memory_get(length + 1);
    memcpy(copy, out->bytes + start, length + 1);
    for (const char *at = copy + 1; *at != '}';) {
        const char *end = skip_field(at);
        if (count == room) fields = ts_memory_grow(fields, (room = room ? room * 2 : 32) * sizeof *fields);
        fields[count++] = (struct field){at, (size_t)(end - at)};
        at = *end == ',' ? end + 1 : end;
    }
    if (count) qsort(fields, count, sizeof *fields, by_key);
    out->length = start;
    ts_buffer_add_byte(out, '{');
    for (size_t i = 0; i < count; i++) {
        if (i) ts_buffer_add_byte(out, ',');
        ts_buffer_add(out, fields[i].bytes, fields[i].length);
    }
    ts_buffer_add_byte(out, '}');
    free(fields);
    free(copy);
}

void ts_json_key_bytes(struct ts_buffer *out, const char *name, size_t length)
{
    part(out);
    ts_canon_add_text(out, name, length);
    ts_buffer_add_byte(out, ':');
}

void ts_json_key(struct ts_buffer *out, const char *name)
{
    ts_json_key_bytes(out, name, strlen(name));
}

void ts_json_text(struct ts_buffer *out, const char *text, size_t length)
{
    part(out);
    ts_canon_add_text(out, text, length);
}

void ts_json_int(struct ts_buffer *out, int64_t integer)
{
    part(out);
    ts_canon_add_int(out, integer);
}

void ts_json_raw(struct ts_buffer *out, const char *json)
{
    part(out);
    ts_buffer_add_text(out, json);
}

void ts_json_bool(struct ts_buffer *out, bool is_true)
{
    ts_json_raw(out, is_true ? "true" : "false");
}

void ts_json_null(struct ts_buffer *out)
{
    ts_json_raw(out, "null");
}

void ts_json_value(struct ts_buffer *out, struct ts_value value)
{
    part(out);
    ts_value_encode(value, out);
}

void ts_json_lines(struct ts_buffer *out, const char *lines, size_t length)
{
    const char *end = lines + length;
    ts_json_open(out, '[');
    for (const char *line = lines; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        if (!stop) stop = end;
        if (stop > line) ts_json_text(out, line, (size_t)(stop - line));
        line = stop + 1;
    }
    ts_json_close(out, ']');
}

void ts_json_field_text(struct ts_buffer *out, const char *name, const char *text)
{
    ts_json_key(out, name);
    if (text)
        ts_json_text(out, text, strlen(text));
    else
        ts_json_null(out);
}

void ts_json_field_symbol(struct ts_buffer *out, const char *name, const struct ts_symbols *symbols, ts_symbol symbol)
{
    ts_json_key(out, name);
    if (symbol)
        ts_json_text(out, ts_symbol_text(symbols, symbol), ts_symbol_length(symbols, symbol));
    else
        ts_json_null(out);
}

void ts_json_field_int(struct ts_buffer *out, const char *name, int64_t integer)
{
    ts_json_key(out, name);
    ts_json_int(out, integer);
}

void ts_json_field_bool(struct ts_buffer *out, const char *name, bool is_true)
{
    ts_json_key(out, name);
    ts_json_bool(out, is_true);
}

void ts_json_field_time(struct ts_buffer *out, const char *name, int64_t at)
{
    char text[32];
    ts_json_field_text(out, name, at ? ts_clock_print(at, text) : NULL);
}
