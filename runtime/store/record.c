// record.c - the rows of a store as lines of JSON, numbered and chained by hashes: writing
#include "store/record.h"

#include <math.h>

#include "base/canon.h"

static const char digits[] = "0123456789abcdef";

static void add_hex(struct ts_buffer *out, const void *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = ((const unsigned char *)bytes)[i];
        ts_buffer_add_byte(out, digits[byte >> 4]);
        ts_buffer_add_byte(out, digits[byte & 15]);
    }
}

static void begin(struct ts_record_writer *writer)
{
    writer->line.length = 0;
    ts_buffer_add_text(&writer->line, "{\"n\":");
    ts_canon_add_int(&writer->line, ++writer->n);
    ts_buffer_add_byte(&writer->line, ',');
}

// The hash is over the hash before and all of the line that stands before it.
static void end(struct ts_record_writer *writer)
{
    struct ts_buffer *line = &writer->line;
    ts_hash_chain(writer->n > 1 ? writer->hash : NULL, line->bytes, line->length, writer->hash);
    ts_buffer_add_text(line, ",\"hash\":\"");
    add_hex(line, writer->hash, TS_RECORD_HASH / 2);
    ts_buffer_add_text(line, "\"}");
}

void ts_record_write_head(struct ts_record_writer *writer, int version)
{
    begin(writer);
    ts_buffer_add_text(&writer->line, "\"format\":\"turnstone-store\",\"version\":");
    ts_canon_add_int(&writer->line, version);
    end(writer);
}

void ts_record_write_begin(struct ts_record_writer *writer, const char *table)
{
    begin(writer);
    ts_buffer_add_byte(&writer->line, '"');
    ts_buffer_add_text(&writer->line, table);
    ts_buffer_add_text(&writer->line, "\":{");
}

static void add_marked(struct ts_buffer *line, const char *mark, const struct ts_field *field)
{
    ts_buffer_add_text(line, mark);
    add_hex(line, field->bytes, field->length);
    ts_buffer_add_text(line, "\"}");
}

static void add_real(struct ts_buffer *line, double real)
{
    if (isfinite(real)) ts_canon_add_real(line, real);
    else ts_buffer_add_text(line, real > 0 ? "{\"real\":\"inf\"}" : "{\"real\":\"-inf\"}");
}

void ts_record_write_field(struct ts_record_writer *writer, const char *column, const struct ts_field *field)
{
    struct ts_buffer *line = &writer->line;
    if (field->kind == TS_FIELD_NULL) return;
    if (line->bytes[line->length - 1] != '{') ts_buffer_add_byte(line, ',');
    ts_buffer_add_byte(line, '"');
    ts_buffer_add_text(line, column);
    ts_buffer_add_text(line, "\":");
    if (field->kind == TS_FIELD_INT) ts_canon_add_int(line, field->integer);
    else if (field->kind == TS_FIELD_REAL) add_real(line, field->real);
    else if (field->kind == TS_FIELD_BLOB) add_marked(line, "{\"blob\":\"", field);
    else if (ts_canon_is_text(field->bytes, field->length)) ts_canon_add_text(line, field->bytes, field->length);
    else add_marked(line, "{\"text\":\"", field);
}

void ts_record_write_end(struct ts_record_writer *writer)
{
    ts_buffer_add_byte(&writer->line, '}');
    end(writer);
}

void ts_record_write_last(struct ts_record_writer *writer)
{
    int64_t records = writer->n - 1;
    begin(writer);
    ts_buffer_add_text(&writer->line, "\"end\":true,\"records\":");
    ts_canon_add_int(&writer->line, records);
    end(writer);
}

void ts_record_writer_clear(struct ts_record_writer *writer)
{
    ts_buffer_clear(&writer->line);
    *writer = (struct ts_record_writer){0};
}

void ts_record_hash_print(const unsigned char hash[TS_HASH_SIZE], char out[TS_RECORD_HASH + 1])
{
    for (int i = 0; i < TS_RECORD_HASH; i++) out[i] = digits[hash[i / 2] >> (i % 2 ? 0 : 4) & 15];
    out[TS_RECORD_HASH] = '\0';
}

enum ts_status ts_record_leave_out(void *self, const char *line, size_t length, struct ts_err *err)
{
    (void)self, (void)line, (void)length, (void)err;
    return TS_OK;
}
