// record.h - the rows of a store as lines of JSON, numbered and chained by hashes, and back; the format is told in README.md
#ifndef TS_STORE_RECORD_H
#define TS_STORE_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/status.h"

enum ts_field_kind { TS_FIELD_NULL, TS_FIELD_INT, TS_FIELD_REAL, TS_FIELD_TEXT, TS_FIELD_BLOB };
struct ts_field { // one column of a row
    enum ts_field_kind kind;
    int64_t integer;
    double real;       // not NaN
    const char *bytes; // borrowed; of a text or blob never NULL
    size_t length;
};

enum { TS_RECORD_HASH = 16 }; // hex digits of a line's hash that it shows

// --- writing: after head, end and last the line, without newline, is in `line` until the next one is begun
struct ts_record_writer { // zero-initialised, cleared at the end
    int64_t n;            // of the last line
    unsigned char hash[TS_HASH_SIZE];
    struct ts_buffer line;
};
void ts_record_write_head(struct ts_record_writer *writer, int version);
void ts_record_write_begin(struct ts_record_writer *writer, const char *table);
void ts_record_write_field(struct ts_record_writer *writer, const char *column, const struct ts_field *field); // NULL is left out
void ts_record_write_end(struct ts_record_writer *writer);
void ts_record_write_last(struct ts_record_writer *writer);
void ts_record_writer_clear(struct ts_record_writer *writer);
void ts_record_hash_print(const unsigned char hash[TS_HASH_SIZE], char out[TS_RECORD_HASH + 1]);
enum ts_status ts_record_leave_out(void *self, const char *line, size_t length, struct ts_err *err); // takes the lines of an export whose hash alone is wanted

// --- reading. Errors are TS_DATA, tell the line's number, and never show what is in it.
struct ts_record_reader { // zero-initialised, cleared at the end
    int64_t n;            // lines read
    unsigned char hash[TS_HASH_SIZE];
    bool is_over;         // the last line was there
    const char *at, *end; // in the line being read
    bool is_first;        // field of its row
    struct ts_buffer decoded;
};
// Checks number, hash and place of the next line. `table` (borrowed, not terminated) is that of a row, whose fields are then to be
// asked for; NULL for the first line and the last one.
enum ts_status ts_record_read(struct ts_record_reader *reader, int version, const char *line, size_t length, const char **table,
                              size_t *table_length, struct ts_err *err) TS_MUST_USE;
// Asked in the order of columns: one that is not next is NULL. Its bytes hold until the next line.
enum ts_status ts_record_read_field(struct ts_record_reader *reader, const char *column, struct ts_field *out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_record_read_end(struct ts_record_reader *reader, struct ts_err *err) TS_MUST_USE; // of a row: no field is left
enum ts_status ts_record_read_last(const struct ts_record_reader *reader, struct ts_err *err) TS_MUST_USE; // of the lines: all were there
void ts_record_reader_clear(struct ts_record_reader *reader);

#endif
