// value.c - what variables and world keys hold
#include "base/value.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/canon.h"

struct ts_text *ts_text_new(const char *bytes, size_t length)
{
    struct ts_text *text = ts_memory_get(sizeof *text + length + 1);
    assert(length <= UINT32_MAX);
    *text = (struct ts_text){.refs = 1, .length = (uint32_t)length};
    if (length) memcpy(text->bytes, bytes, length);
    text->bytes[length] = '\0';
    return text;
}

struct ts_text *ts_text_keep(struct ts_text *text)
{
    if (text) text->refs++;
    return text;
}

void ts_text_drop(struct ts_text *text)
{
    if (text && --text->refs == 0) free(text);
}

struct ts_value ts_value_text(const char *bytes, size_t length)
{
    return (struct ts_value){.type = TS_TEXT, .text = ts_text_new(bytes, length)};
}

static bool has_text(struct ts_value value)
{
    return value.type == TS_TEXT || value.type == TS_TREE;
}

struct ts_value ts_value_keep(struct ts_value value)
{
    if (has_text(value)) value.text->refs++;
    return value;
}

void ts_value_drop(struct ts_value *value)
{
    if (has_text(*value)) ts_text_drop(value->text);
    *value = ts_value_nil();
}

bool ts_value_is_equal(struct ts_value a, struct ts_value b)
{
    if (a.type != b.type) return false;
    switch (a.type) {
    case TS_NIL:
        return true;
    case TS_BOOL:
        return a.boolean == b.boolean;
    case TS_INT:
        return a.integer == b.integer;
    case TS_REAL:
        return memcmp(&a.real, &b.real, sizeof a.real) == 0;
    case TS_TEXT:
    case TS_TREE:
        return a.text == b.text || (a.text->length == b.text->length && memcmp(a.text->bytes, b.text->bytes, a.text->length) == 0);
    }
    return false;
}

bool ts_value_is_true(struct ts_value value)
{
    return value.type != TS_NIL && !(value.type == TS_BOOL && !value.boolean);
}

void ts_value_encode(struct ts_value value, struct ts_buffer *out)
{
    switch (value.type) {
    case TS_NIL:
        ts_buffer_add_text(out, "null");
        break;
    case TS_BOOL:
        ts_buffer_add_text(out, value.boolean ? "true" : "false");
        break;
    case TS_INT:
        ts_canon_add_int(out, value.integer);
        break;
    case TS_REAL:
        ts_canon_add_real(out, value.real);
        break;
    case TS_TEXT:
        ts_canon_add_text(out, value.text->bytes, value.text->length);
        break;
    case TS_TREE:
        ts_buffer_add(out, value.text->bytes, value.text->length);
        break;
    }
}

void ts_value_print(struct ts_value value, struct ts_buffer *out)
{
    if (value.type == TS_TEXT) {
        ts_buffer_add(out, value.text->bytes, value.text->length);
    } else if (value.type == TS_NIL) {
        ts_buffer_add_text(out, "nil");
    } else {
        ts_value_encode(value, out);
    }
}
