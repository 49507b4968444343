// record_read.c - the rows of a store out of lines of JSON
//
// What an export writes has one form, and its hash holds every byte of it to that: so the lines are read as that form, not as any JSON.
#include "store/record.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/canon.h"

enum { NUMBER_MAX = 40 };
static const char head[] = "{\"n\":1,\"format\":\"turnstone-store\",\"version\":";
static const char hash_key[] = ",\"hash\":\"";
enum { TAIL = sizeof hash_key - 1 + TS_RECORD_HASH + 2 }; // of every line: its hash

static enum ts_status fail(const struct ts_record_reader *reader, const char *what, struct ts_err *err)
{
    return ts_err_set(err, TS_DATA, "line %" PRId64 " %s", reader->n, what);
}

static bool skip(struct ts_record_reader *reader, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length)) return false;
    reader->at += length;
    return true;
}

// A whole number as it is written: no plus, no zeros before it, no "-0".
static bool take_int(struct ts_record_reader *reader, int64_t *out)
{
    bool negative = skip(reader, "-");
    const char *start = reader->at;
    uint64_t number = 0, most = (uint64_t)INT64_MAX + negative;
    for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        uint64_t digit = (uint64_t)(*reader->at - '0');
        if (number > (most - digit) / 10) return false;
        number = number * 10 + digit;
    }
    size_t length = (size_t)(reader->at - start);
    if (!length || (*start == '0' && (length > 1 || negative))) return false;
    *out = negative ? (int64_t)(0 - number) : (int64_t)number;
    return true;
}

// --- a line: its number, its hash, its kind

static enum ts_status check_head(struct ts_record_reader *reader, int version, struct ts_err *err)
{
    int64_t found;
    if (!skip(reader, head) || !take_int(reader, &found))
        return ts_err_set(err, TS_DATA, "line 1 does not begin an export of a store: give a file that `turnstone store export` wrote");
    if (found > version)
        return ts_err_set(err, TS_DATA, "line 1 tells of version %" PRId64 ", written by a newer turnstone (this one knows up to %d): use the newer one",
                          found, version);
    if (found < version)
        return ts_err_set(err, TS_DATA, "line 1 tells of version %" PRId64 ", which no turnstone has exported", found);
    return TS_OK;
}

static enum ts_status check_number(struct ts_record_reader *reader, struct ts_err *err)
{
    int64_t number;
    if (!skip(reader, "{\"n\":") || !take_int(reader, &number) || !skip(reader, ","))
        return fail(reader, "is no record of an export: it is broken, or something else", err);
    if (number > reader->n)
        return ts_err_set(err, TS_DATA, "line %" PRId64 " should not be here: it is number %" PRId64 ", %" PRId64 " before it %s missing or out of place",
                          reader->n, number, number - reader->n, number - reader->n == 1 ? "is" : "are");
    if (number < reader->n)
        return ts_err_set(err, TS_DATA, "line %" PRId64 " is number %" PRId64 ": it is repeated or out of place", reader->n, number);
    return TS_OK;
}

static enum ts_status check_hash(struct ts_record_reader *reader, const char *line, size_t length, struct ts_err *err)
{
    char hash[TS_RECORD_HASH + 1];
    const char *tail = length < TAIL ? NULL : line + length - TAIL;
    if (!tail || memcmp(tail, hash_key, sizeof hash_key - 1) || memcmp(line + length - 2, "\"}", 2))
        return fail(reader, "is cut short, or no record of an export: it does not end with its hash", err);
    ts_hash_chain(reader->n > 1 ? reader->hash : NULL, line, (size_t)(tail - line), reader->hash);
    ts_record_hash_print(reader->hash, hash);
    if (memcmp(tail + sizeof hash_key - 1, hash, TS_RECORD_HASH)) return fail(reader, "was altered: its hash does not fit it", err);
    reader->end = tail;
    return TS_OK;
}

static enum ts_status check_last(struct ts_record_reader *reader, struct ts_err *err)
{
    int64_t records;
    if (!take_int(reader, &records) || reader->at != reader->end || records != reader->n - 2)
        return fail(reader, "does not end the export that is here", err);
    reader->is_over = true;
    return TS_OK;
}

static enum ts_status take_table(struct ts_record_reader *reader, const char **table, size_t *length, struct ts_err *err)
{
    const char *quote = NULL;
    if (skip(reader, "\"")) quote = memchr(reader->at, '"', (size_t)(reader->end - reader->at));
    if (!quote) return fail(reader, "names no table", err);
    *table = reader->at;
    *length = (size_t)(quote - reader->at);
    reader->at = quote;
    if (!skip(reader, "\":{")) return fail(reader, "holds no row", err);
    reader->is_first = true;
    return TS_OK;
}

enum ts_status ts_record_read(struct ts_record_reader *reader, int version, const char *line, size_t length, const char **table,
                              size_t *table_length, struct ts_err *err)
{
    *table = NULL;
    reader->n++;
    reader->at = line;
    reader->end = line + length;
    if (reader->is_over) return fail(reader, "comes after the last one: an export ends where it says so", err);
    enum ts_status status = reader->n == 1 ? check_head(reader, version, err) : check_number(reader, err);
    if (!status) status = check_hash(reader, line, length, err);
    if (status) return status;
    reader->decoded.length = 0;
    ts_buffer_grow(&reader->decoded, length); // nothing decoded is longer: what points in here stays
    if (reader->n == 1) return reader->at == reader->end ? TS_OK : fail(reader, "does not begin an export as this turnstone knows it", err);
    if (skip(reader, "\"end\":true,\"records\":")) return check_last(reader, err);
    return take_table(reader, table, table_length, err);
}

enum ts_status ts_record_read_last(const struct ts_record_reader *reader, struct ts_err *err)
{
    if (reader->is_over) return TS_OK;
    if (!reader->n) return ts_err_set(err, TS_DATA, "there is no line in it: give a file that `turnstone store export` wrote");
    return ts_err_set(err, TS_DATA, "it ends after line %" PRId64 " without a last one: it was cut", reader->n);
}

void ts_record_reader_clear(struct ts_record_reader *reader)
{
    ts_buffer_clear(&reader->decoded);
    *reader = (struct ts_record_reader){0};
}

// --- values

static int hex_value(char digit)
{
    const char *found = digit ? strchr("0123456789abcdef", digit) : NULL;
    return found ? (int)(found - "0123456789abcdef") : -1;
}

static bool take_hex(struct ts_record_reader *reader, struct ts_field *out)
{
    struct ts_buffer *decoded = &reader->decoded;
    size_t start = decoded->length;
    for (; reader->end - reader->at >= 2 && *reader->at != '"'; reader->at += 2) {
        int high = hex_value(reader->at[0]), low = hex_value(reader->at[1]);
        if (high < 0 || low < 0) return false;
        ts_buffer_add_byte(decoded, (char)(high << 4 | low));
    }
    out->bytes = decoded->bytes + start;
    out->length = decoded->length - start;
    return skip(reader, "\"}");
}

// What stands behind a backslash.
static bool take_escape(struct ts_record_reader *reader)
{
    static const char letters[] = "bfnrt\"\\", bytes[] = "\b\f\n\r\t\"\\";
    const char *found = reader->at < reader->end ? memchr(letters, *reader->at, sizeof letters - 1) : NULL;
    if (found) {
        reader->at++;
        ts_buffer_add_byte(&reader->decoded, bytes[found - letters]);
        return true;
    }
    if (!skip(reader, "u00") || reader->end - reader->at < 2) return false; // only control characters are written so
    int high = hex_value(reader->at[0]), low = hex_value(reader->at[1]), byte = high << 4 | low;
    if (high < 0 || low < 0 || byte == 0 || byte >= 0x20) return false;
    reader->at += 2;
    ts_buffer_add_byte(&reader->decoded, (char)byte);
    return true;
}

static const char *plain_end(const struct ts_record_reader *reader)
{
    const char *at = reader->at;
    while (at < reader->end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20) at++;
    return at;
}

static bool take_text(struct ts_record_reader *reader, struct ts_field *out)
{
    struct ts_buffer *decoded = &reader->decoded;
    size_t start = decoded->length;
    for (;;) {
        const char *stop = plain_end(reader);
        bool is_whole = stop < reader->end && *stop == '"' && decoded->length == start; // it needs no copy
        if (is_whole) out->bytes = reader->at, out->length = (size_t)(stop - reader->at);
        else ts_buffer_add(decoded, reader->at, (size_t)(stop - reader->at));
        reader->at = stop;
        if (is_whole && skip(reader, "\"")) break;
        if (skip(reader, "\"")) {
            out->bytes = decoded->bytes + start;
            out->length = decoded->length - start;
            break;
        }
        if (!skip(reader, "\\") || !take_escape(reader)) return false;
    }
    return ts_canon_is_text(out->bytes, out->length);
}

static bool take_number(struct ts_record_reader *reader, struct ts_field *out)
{
    static const char letters[] = "0123456789+-.e";
    char number[NUMBER_MAX], *stop;
    size_t length = 0;
    while (reader->at + length < reader->end && length < NUMBER_MAX - 1 && memchr(letters, reader->at[length], sizeof letters - 1)) length++;
    memcpy(number, reader->at, length);
    number[length] = '\0';
    if (!strpbrk(number, ".e")) {
        out->kind = TS_FIELD_INT;
        return take_int(reader, &out->integer);
    }
    reader->at += length;
    out->kind = TS_FIELD_REAL;
    out->real = strtod(number, &stop);
    return !*stop && isfinite(out->real);
}

static bool take_value(struct ts_record_reader *reader, struct ts_field *out)
{
    if (skip(reader, "\"")) {
        out->kind = TS_FIELD_TEXT;
        return take_text(reader, out);
    }
    if (skip(reader, "{\"blob\":\"")) {
        out->kind = TS_FIELD_BLOB;
        return take_hex(reader, out);
    }
    if (skip(reader, "{\"text\":\"")) {
        out->kind = TS_FIELD_TEXT;
        return take_hex(reader, out);
    }
    if (skip(reader, "{\"real\":\"")) {
        out->kind = TS_FIELD_REAL;
        out->real = *reader->at == '-' ? -INFINITY : INFINITY;
        return (skip(reader, "inf") || skip(reader, "-inf")) && skip(reader, "\"}");
    }
    return take_number(reader, out);
}

// Is the column's name next? It is passed over then.
static bool skip_column(struct ts_record_reader *reader, const char *column)
{
    const char *start = reader->at;
    if ((reader->is_first || skip(reader, ",")) && skip(reader, "\"") && skip(reader, column) && skip(reader, "\":")) return true;
    reader->at = start;
    return false;
}

enum ts_status ts_record_read_field(struct ts_record_reader *reader, const char *column, struct ts_field *out, struct ts_err *err)
{
    *out = (struct ts_field){.kind = TS_FIELD_NULL};
    if (!skip_column(reader, column)) return TS_OK;
    reader->is_first = false;
    if (take_value(reader, out)) return TS_OK;
    return ts_err_set(err, TS_DATA, "line %" PRId64 " holds no value in column \"%s\" that an export would write", reader->n, column);
}

enum ts_status ts_record_read_end(struct ts_record_reader *reader, struct ts_err *err)
{
    if (skip(reader, "}") && reader->at == reader->end) return TS_OK;
    return fail(reader, "has a column that the table does not have, or not in this place", err);
}
