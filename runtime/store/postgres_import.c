// postgres_import.c - a store in a database out of the lines of an export, piece by piece; one that was cut goes on where it stands
//
// As long as the table `copying` is there the store is unfinished, and nobody else opens it: it says up to which line all rows are stored,
// and that line's hash. Each piece is one transaction with it. Lines that come again are not stored again, if their hash is that one.
#include "store/postgres.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 1 << 20 }; // bytes

struct importing {
    struct ts_import import;
    struct postgres_store *pg;
    struct ts_record_reader reader;
    struct ts_tables tables;
    const struct ts_table *table; // of the rows; NULL: none yet
    struct ts_buffer rows;        // not stored yet, as COPY takes them
    unsigned char hash[TS_HASH_SIZE]; // of the last line that is stored
};

// What cannot become a store does not stay.
static enum ts_status give_up(struct importing *importing, enum ts_status why)
{
    struct ts_buffer words = {0};
    ts_buffer_add_text(&words, "DROP TABLE copying, erasing");
    for (int i = 0; i < importing->tables.count; i++) ts_buffer_add_format(&words, ", \"%s\"", importing->tables.items[i].name);
    ts_buffer_add_text(&words, " CASCADE");
    enum ts_status status = ts_postgres_exec(importing->pg, words.bytes, NULL);
    (void)status; // then it stays unfinished
    ts_buffer_clear(&words);
    return why;
}

// --- storing

static enum ts_status refuse_rows(struct importing *importing, const PGresult *result, struct ts_err *err)
{
    const char *state = importing->pg->lib.PQresultErrorField(result, PG_DIAG_SQLSTATE), *why = importing->pg->lib.PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    if (!state || (strncmp(state, "22", 2) && strncmp(state, "23", 2))) return ts_postgres_refuse(importing->pg, result, err);
    return ts_err_set(err, TS_DATA, "a line behind number %" PRId64 " does not fit into the table \"%s\" (%s)", importing->import.stored, importing->table->name,
                      why ? why : "no reason is given");
}

static enum ts_status send_rows(struct importing *importing, struct ts_err *err)
{
    PGconn *connection = importing->pg->connection;
    const struct pq_library *lib = &importing->pg->lib;
    struct ts_buffer words = {0};
    enum ts_status status = TS_OK;
    ts_buffer_add_format(&words, "COPY \"%s\" (", importing->table->name);
    ts_postgres_add_columns(&words, importing->table);
    ts_buffer_add_text(&words, ") FROM STDIN");
    PGresult *result = lib->PQexec(connection, words.bytes);
    if (lib->PQresultStatus(result) == PGRES_COPY_IN) {
        lib->PQclear(result);
        lib->PQputCopyData(connection, importing->rows.bytes, (int)importing->rows.length);
        lib->PQputCopyEnd(connection, NULL);
        result = lib->PQgetResult(connection);
    }
    if (lib->PQresultStatus(result) != PGRES_COMMAND_OK) status = refuse_rows(importing, result, err);
    for (; result; result = lib->PQgetResult(connection)) lib->PQclear(result);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status note_stored(struct importing *importing, int64_t lines, const unsigned char *hash, struct ts_err *err)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "UPDATE copying SET line = %" PRId64 ", hash = '\\x", lines);
    for (int i = 0; i < TS_HASH_SIZE; i++) ts_buffer_add_format(&words, "%02x", hash[i]);
    ts_buffer_add_text(&words, "'; COMMIT");
    enum ts_status status = ts_postgres_exec(importing->pg, words.bytes, err);
    ts_buffer_clear(&words);
    return status;
}

// `lines`, `hash`: of the last row that is in it.
static enum ts_status store_piece(struct importing *importing, int64_t lines, const unsigned char *hash, struct ts_err *err)
{
    if (!importing->rows.length) return TS_OK;
    enum ts_status status = ts_postgres_exec(importing->pg, "BEGIN", err);
    if (!status) status = send_rows(importing, err);
    if (!status) status = note_stored(importing, lines, hash, err);
    if (status) importing->pg->lib.PQclear(importing->pg->lib.PQexec(importing->pg->connection, "ROLLBACK"));
    importing->rows.length = 0;
    if (status) return status == TS_DATA ? give_up(importing, status) : status;
    importing->import.stored = lines;
    return TS_OK;
}

// --- lines

static enum ts_status add_row(struct importing *importing, struct ts_err *err)
{
    const struct ts_table *table = importing->table;
    struct ts_field field;
    enum ts_status status = TS_OK;
    for (int i = 0; i < table->count && !status; i++) {
        if (i) ts_buffer_add_byte(&importing->rows, '\t');
        status = ts_record_read_field(&importing->reader, table->columns[i].name, &field, err);
        if (!status && !ts_postgres_field_add(&importing->rows, &table->columns[i], &field))
            status = ts_err_set(err, TS_DATA, "line %" PRId64 " holds in column \"%s\" what a database cannot hold: no UTF-8, or of another kind",
                                importing->reader.n, table->columns[i].name);
    }
    ts_buffer_add_byte(&importing->rows, '\n');
    return status ? status : ts_record_read_end(&importing->reader, err);
}

// Of lines that were stored before: are they those?
static enum ts_status pass_by(struct importing *importing, struct ts_err *err)
{
    const struct ts_record_reader *reader = &importing->reader;
    bool is_same = reader->n < importing->import.stored || memcmp(reader->hash, importing->hash, TS_HASH_SIZE) == 0;
    if (is_same && !reader->is_over) return TS_OK;
    give_up(importing, TS_CONFLICT);
    return ts_err_set(err, TS_CONFLICT, "the copy in \"%s\" was begun with other lines, and is gone: begin anew", importing->pg->sql.path);
}

static enum ts_status take_table(struct importing *importing, const char *name, size_t length, const unsigned char *before, struct ts_err *err)
{
    const struct ts_table *table = ts_tables_find(&importing->tables, name, length);
    if (!table) return ts_err_set(err, TS_DATA, "line %" PRId64 " is of a table that a store does not have", importing->reader.n);
    bool is_full = importing->rows.length >= PIECE || importing->table != table;
    enum ts_status status = is_full ? store_piece(importing, importing->reader.n - 1, before, err) : TS_OK;
    importing->table = table;
    return status;
}

static enum ts_status take_line(struct ts_import *import, const char *line, size_t length, struct ts_err *err)
{
    struct importing *importing = (struct importing *)import;
    const char *table;
    size_t table_length;
    unsigned char before[TS_HASH_SIZE];
    memcpy(before, importing->reader.hash, sizeof before);
    enum ts_status status = ts_record_read(&importing->reader, SQL_VERSION, line, length, &table, &table_length, err);
    if (!status && importing->reader.n <= importing->import.stored) return pass_by(importing, err);
    if (!status && importing->reader.is_over) return store_piece(importing, importing->reader.n - 1, before, err);
    if (status || !table) return status == TS_DATA ? give_up(importing, status) : status;
    status = take_table(importing, table, table_length, before, err);
    if (status) return status;
    status = add_row(importing, err);
    return status == TS_DATA ? give_up(importing, status) : status;
}

// --- the end: is what was made what was given?

static enum ts_status check_reference(struct importing *importing, const struct ts_table *table, const struct ts_column *column, struct ts_err *err)
{
    struct ts_buffer words = {0};
    int64_t found;
    ts_buffer_add_format(&words, "SELECT 1 FROM \"%s\" t WHERE t.\"%s\" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM \"%s\" o WHERE o.id = t.\"%s\") LIMIT 1",
                         table->name, column->name, column->other, column->name);
    enum ts_status status = ts_postgres_ask(importing->pg, words.bytes, 1, &found, err);
    ts_buffer_clear(&words);
    if (status || found < 0) return status;
    return ts_err_set(err, TS_DATA, "a row of the table \"%s\" refers to one of \"%s\" that is not there: the store it was exported from is damaged",
                      table->name, column->other);
}

// New rows get numbers behind those there are.
static enum ts_status settle_table(struct importing *importing, const struct ts_table *table, struct ts_err *err)
{
    struct ts_buffer words = {0};
    const char *key = table->columns[0].name;
    if (table->keys == 1 && table->columns[0].key == 1)
        ts_buffer_add_format(&words, "SELECT setval(pg_get_serial_sequence('\"%s\"', '%s'), m.id) FROM (SELECT max(\"%s\") AS id FROM \"%s\") m WHERE m.id > 0;",
                             table->name, key, key, table->name);
    ts_buffer_add_format(&words, "ANALYZE \"%s\"", table->name);
    enum ts_status status = ts_postgres_exec(importing->pg, words.bytes, err);
    ts_buffer_clear(&words);
    for (int i = 0; i < table->count && !status; i++)
        if (*table->columns[i].other) status = check_reference(importing, table, &table->columns[i], err);
    return status;
}

static enum ts_status verify(struct importing *importing, struct ts_exported *out, struct ts_err *err)
{
    char hash[TS_RECORD_HASH + 1];
    enum ts_status status = ts_postgres_export_lines(importing->pg, ts_record_leave_out, NULL, out, err);
    ts_record_hash_print(importing->reader.hash, hash);
    if (status || strcmp(hash, out->hash) == 0) return status;
    return ts_err_set(err, TS_DATA, "the store \"%s\" does not hold what was given to it, and was not kept: its disk or memory fails, try again",
                      importing->pg->sql.path);
}

static enum ts_status end(struct ts_import *import, struct ts_exported *out, struct ts_err *err)
{
    struct importing *importing = (struct importing *)import;
    enum ts_status status = ts_record_read_last(&importing->reader, err);
    for (int i = 0; i < importing->tables.count && !status; i++) status = settle_table(importing, &importing->tables.items[i], err);
    if (!status) status = verify(importing, out, err);
    if (status == TS_DATA) return give_up(importing, status);
    return status ? status : ts_postgres_exec(importing->pg, "DROP TABLE copying", err);
}

static void free_import(struct ts_import *import)
{
    struct importing *importing = (struct importing *)import;
    ts_postgres_close(&importing->pg->sql.store);
    ts_record_reader_clear(&importing->reader);
    ts_tables_clear(&importing->tables);
    ts_buffer_clear(&importing->rows);
    free(importing);
}

// --- the beginning

static enum ts_status read_stored(struct importing *importing, struct ts_err *err)
{
    const struct pq_library *lib = &importing->pg->lib;
    static const struct ts_column blob = {.kind = 'B'};
    struct ts_buffer decoded = {0};
    struct ts_field hash = {0};
    PGresult *result = lib->PQexec(importing->pg->connection, "SELECT line, hash, version FROM copying");
    enum ts_status status = TS_OK;
    if (lib->PQresultStatus(result) != PGRES_TUPLES_OK || lib->PQntuples(result) != 1) {
        status = ts_postgres_refuse(importing->pg, result, err);
    } else if (strtol(lib->PQgetvalue(result, 0, 2), NULL, 10) != SQL_VERSION) {
        status = ts_err_set(err, TS_DATA, "the copy in \"%s\" was begun by a turnstone of another version: drop its schema \"turnstone\" and begin anew",
                            importing->pg->sql.path);
    } else {
        importing->import.stored = strtoll(lib->PQgetvalue(result, 0, 0), NULL, 10);
        status = ts_postgres_field_get(lib, result, 0, 1, &blob, &decoded, &hash, err);
        if (!status && hash.length == TS_HASH_SIZE) memcpy(importing->hash, hash.bytes, TS_HASH_SIZE);
    }
    lib->PQclear(result);
    ts_buffer_clear(&decoded);
    return status;
}

// One copy at a time; that of a process that was just killed is gone in a moment.
static enum ts_status begin(struct importing *importing, struct ts_err *err)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "SELECT pg_advisory_lock(%" PRId64 "); SET statement_timeout = 0", ts_postgres_lock_key(PG_SCHEMA, 1));
    enum ts_status status = ts_postgres_connect(importing->pg, err);
    if (!status) status = ts_tables_load(&importing->tables, err);
    if (!status) status = ts_postgres_exec(importing->pg, words.bytes, err);
    if (!status) status = ts_postgres_schema_begin_copy(importing->pg, err);
    if (!status) status = read_stored(importing, err);
    ts_buffer_clear(&words);
    return status;
}

enum ts_status ts_postgres_import(const char *url, struct ts_import **out, struct ts_err *err)
{
    struct postgres_store *pg;
    enum ts_status status = ts_postgres_new(url, TS_STORE_CREATE, NULL, &pg, err);
    if (status) return status;
    struct importing *importing = ts_memory_get(sizeof *importing);
    memset(importing, 0, sizeof *importing);
    importing->import = (struct ts_import){.take_line = take_line, .end = end, .free = free_import};
    importing->pg = pg;
    status = begin(importing, err);
    if (status) {
        free_import(&importing->import);
        return status;
    }
    *out = &importing->import;
    return TS_OK;
}
