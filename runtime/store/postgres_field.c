// postgres_field.c - columns of PostgreSQL's rows as fields of an export's lines, and back
//
// A value of any kind is its canonical JSON here; an export has it as SQLite does: numbers and texts as such, the rest as bytes of JSON.
#include "store/postgres.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/canon.h"

enum { TYPE_BOOL = 16 };

static int digit(char byte)
{
    return byte <= '9' ? byte - '0' : byte - 'a' + 10;
}

// "\x0123"
static void take_blob(const char *text, struct ts_buffer *decoded, struct ts_field *out)
{
    decoded->length = 0;
    ts_buffer_add_text(decoded, "");
    for (text += 2; text[0] && text[1]; text += 2) ts_buffer_add_byte(decoded, (char)(digit(text[0]) << 4 | digit(text[1])));
    *out = (struct ts_field){.kind = TS_FIELD_BLOB, .bytes = decoded->bytes, .length = decoded->length};
}

static enum ts_status take_value(const char *text, size_t length, struct ts_buffer *decoded, struct ts_field *out, struct ts_err *err)
{
    struct ts_value value;
    enum ts_status status = ts_value_decode(text, length, &value, err);
    if (status) return status;
    decoded->length = 0;
    ts_buffer_add_text(decoded, "");
    if (value.type == TS_INT) {
        *out = (struct ts_field){.kind = TS_FIELD_INT, .integer = value.integer};
    } else if (value.type == TS_REAL) {
        *out = (struct ts_field){.kind = TS_FIELD_REAL, .real = value.real};
    } else if (value.type == TS_TEXT) {
        ts_buffer_add(decoded, value.text->bytes, value.text->length);
        *out = (struct ts_field){.kind = TS_FIELD_TEXT, .bytes = decoded->bytes, .length = decoded->length};
    } else {
        *out = (struct ts_field){.kind = TS_FIELD_BLOB, .bytes = text, .length = length};
    }
    ts_value_drop(&value);
    return TS_OK;
}

enum ts_status ts_postgres_field_get(const struct pq_library *lib, const PGresult *result, int row, int place, const struct ts_column *column,
                                     struct ts_buffer *decoded, struct ts_field *out, struct ts_err *err)
{
    const char *text = lib->PQgetvalue(result, row, place);
    size_t length = (size_t)lib->PQgetlength(result, row, place);
    *out = (struct ts_field){.kind = TS_FIELD_NULL};
    if (lib->PQgetisnull(result, row, place)) return TS_OK;
    if (column->kind == 'A') return take_value(text, length, decoded, out, err);
    if (column->kind == 'B') take_blob(text, decoded, out);
    else if (column->kind == 'T') *out = (struct ts_field){.kind = TS_FIELD_TEXT, .bytes = text, .length = length};
    else if (lib->PQftype(result, place) == TYPE_BOOL) *out = (struct ts_field){.kind = TS_FIELD_INT, .integer = *text == 't'};
    else *out = (struct ts_field){.kind = TS_FIELD_INT, .integer = strtoll(text, NULL, 10)};
    return TS_OK;
}

// --- as COPY takes them

static void add_escaped(struct ts_buffer *out, const char *bytes, size_t length)
{
    static const char marked[] = "\\\n\r\t", letters[] = "\\nrt";
    for (size_t i = 0; i < length; i++) {
        const char *found = bytes[i] ? strchr(marked, bytes[i]) : NULL;
        if (found) ts_buffer_add_byte(out, '\\');
        ts_buffer_add_byte(out, found ? letters[found - marked] : bytes[i]);
    }
}

static void add_hex(struct ts_buffer *out, const char *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    ts_buffer_add_text(out, "\\\\x");
    for (size_t i = 0; i < length; i++) {
        ts_buffer_add_byte(out, digits[(unsigned char)bytes[i] >> 4]);
        ts_buffer_add_byte(out, digits[bytes[i] & 15]);
    }
}

// False: it has no such form, by which the very same comes back.
static bool add_value(struct ts_buffer *out, const struct ts_field *field)
{
    struct ts_buffer json = {0};
    bool is_fine = true;
    if (field->kind == TS_FIELD_INT) ts_canon_add_int(&json, field->integer);
    else if (field->kind == TS_FIELD_REAL) ts_canon_add_real(&json, field->real);
    else if (field->kind == TS_FIELD_TEXT) ts_canon_add_text(&json, field->bytes, field->length);
    else ts_buffer_add(&json, field->bytes, field->length);
    if (field->kind == TS_FIELD_REAL) is_fine = isfinite(field->real);
    else if (field->kind == TS_FIELD_BLOB) is_fine = field->length && ts_canon_is_text(field->bytes, field->length) && strchr("tf[{", *field->bytes);
    if (is_fine) add_escaped(out, json.bytes, json.length);
    ts_buffer_clear(&json);
    return is_fine;
}

bool ts_postgres_field_add(struct ts_buffer *out, const struct ts_column *column, const struct ts_field *field)
{
    if (field->kind == TS_FIELD_TEXT && !ts_canon_is_text(field->bytes, field->length)) return false;
    if (field->kind == TS_FIELD_NULL) ts_buffer_add_text(out, "\\N");
    else if (column->kind == 'A') return add_value(out, field);
    else if (column->kind == 'I' && field->kind == TS_FIELD_INT) ts_canon_add_int(out, field->integer);
    else if (column->kind == 'T' && field->kind == TS_FIELD_TEXT) add_escaped(out, field->bytes, field->length);
    else if (column->kind == 'B' && field->kind == TS_FIELD_BLOB) add_hex(out, field->bytes, field->length);
    else return false;
    return true;
}
