// json.h - writing JSON straight into a buffer, commas set by themselves
#ifndef TS_ENGINE_JSON_H
#define TS_ENGINE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/symbol.h"
#include "base/value.h"

// For canonical output the caller writes keys in sorted order, or sorts them at the end. A comma is put wherever the last byte is not `{`, `[` or `:`,
// so one value stands in an empty buffer or in a list or object that is open.
void ts_json_open(struct ts_buffer *out, char bracket);  // '{' or '['
void ts_json_close(struct ts_buffer *out, char bracket); // '}' or ']'
// The object that begins at `start` and ends the buffer gets its keys sorted; objects inside it stay as they are.
void ts_json_sort(struct ts_buffer *out, size_t start);
void ts_json_key(struct ts_buffer *out, const char *name);
void ts_json_key_bytes(struct ts_buffer *out, const char *name, size_t length);

void ts_json_text(struct ts_buffer *out, const char *text, size_t length);
void ts_json_int(struct ts_buffer *out, int64_t integer);
void ts_json_bool(struct ts_buffer *out, bool is_true);
void ts_json_null(struct ts_buffer *out);
void ts_json_value(struct ts_buffer *out, struct ts_value value);
void ts_json_raw(struct ts_buffer *out, const char *json);                   // is JSON already
void ts_json_lines(struct ts_buffer *out, const char *lines, size_t length); // a list of the lines parted by '\n'

// Key and value at once. A NULL text, a time of 0 and symbol 0 give null.
void ts_json_field_text(struct ts_buffer *out, const char *name, const char *text);
void ts_json_field_symbol(struct ts_buffer *out, const char *name, const struct ts_symbols *symbols, ts_symbol symbol);
void ts_json_field_int(struct ts_buffer *out, const char *name, int64_t integer);
void ts_json_field_bool(struct ts_buffer *out, const char *name, bool is_true);
void ts_json_field_time(struct ts_buffer *out, const char *name, int64_t at); // "2026-03-01T09:30:00Z"

#endif
