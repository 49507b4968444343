// sqlite_import.c - a new store out of the lines of an export, whole or not at all
#include "store/sqlite.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "store/record.h"

struct importing {
    struct ts_import import;
    struct sql_new new;
    struct ts_record_reader reader;
    char *path;
    struct ts_buffer tables;        // see ts_sql_tables
    const char *table;              // of the statements below; NULL: none yet
    sqlite3_stmt *columns, *insert; // columns: never run, it knows their names
};

static struct sqlite_store as_store(const struct importing *importing)
{
    return (struct sqlite_store){.db = importing->new.db, .sql = {.path = importing->path}};
}

static void end_table(struct importing *importing)
{
    sqlite3_finalize(importing->columns);
    sqlite3_finalize(importing->insert);
    importing->columns = importing->insert = NULL;
    importing->table = NULL;
}

static enum ts_status begin_table(struct importing *importing, const char *name, size_t length, struct ts_err *err)
{
    struct ts_buffer words = {0};
    const char *table = importing->tables.bytes;
    end_table(importing);
    while (*table && (strlen(table) != length || memcmp(table, name, length))) table += strlen(table) + 1;
    if (!*table) return ts_err_set(err, TS_DATA, "line %" PRId64 " is of a table that a store does not have", importing->reader.n);
    ts_buffer_add_format(&words, "SELECT * FROM \"%s\"", table);
    bool done = sqlite3_prepare_v2(importing->new.db, words.bytes, -1, &importing->columns, NULL) == SQLITE_OK;
    words.length = 0;
    ts_buffer_add_format(&words, "INSERT INTO \"%s\" VALUES ($1", table);
    for (int i = 2; done && i <= sqlite3_column_count(importing->columns); i++) ts_buffer_add_format(&words, ", $%d", i);
    ts_buffer_add_byte(&words, ')');
    done = done && sqlite3_prepare_v2(importing->new.db, words.bytes, -1, &importing->insert, NULL) == SQLITE_OK;
    ts_buffer_clear(&words);
    if (!done) return ts_sql_new_fail(&importing->new, err);
    importing->table = table;
    return TS_OK;
}

static void bind(sqlite3_stmt *insert, int place, const struct ts_field *field)
{
    if (field->kind == TS_FIELD_NULL) sqlite3_bind_null(insert, place);
    else if (field->kind == TS_FIELD_INT) sqlite3_bind_int64(insert, place, field->integer);
    else if (field->kind == TS_FIELD_REAL) sqlite3_bind_double(insert, place, field->real);
    else if (field->kind == TS_FIELD_TEXT) sqlite3_bind_text64(insert, place, field->bytes, field->length, SQLITE_STATIC, SQLITE_UTF8);
    else sqlite3_bind_blob64(insert, place, field->bytes, field->length, SQLITE_STATIC);
}

static enum ts_status insert(struct importing *importing, struct ts_err *err)
{
    int code = sqlite3_step(importing->insert);
    sqlite3_reset(importing->insert);
    if (code == SQLITE_DONE) return TS_OK;
    if ((code & 0xff) != SQLITE_CONSTRAINT && (code & 0xff) != SQLITE_MISMATCH) return ts_sql_new_fail(&importing->new, err);
    return ts_err_set(err, TS_DATA, "line %" PRId64 " does not fit into the table \"%s\" (%s)", importing->reader.n, importing->table,
                      sqlite3_errmsg(importing->new.db));
}

static enum ts_status take_row(struct importing *importing, struct ts_err *err)
{
    struct ts_field field;
    enum ts_status status = TS_OK;
    int columns = sqlite3_column_count(importing->columns);
    for (int i = 0; i < columns && !status; i++) {
        status = ts_record_read_field(&importing->reader, sqlite3_column_name(importing->columns, i), &field, err);
        if (!status) bind(importing->insert, i + 1, &field);
    }
    if (!status) status = ts_record_read_end(&importing->reader, err);
    return status ? status : insert(importing, err);
}

static enum ts_status take_line(struct ts_import *import, const char *line, size_t length, struct ts_err *err)
{
    struct importing *importing = (struct importing *)import;
    const char *table;
    size_t table_length;
    enum ts_status status = ts_record_read(&importing->reader, SQL_VERSION, line, length, &table, &table_length, err);
    if (status || !table) return status;
    if (!importing->table || strlen(importing->table) != table_length || memcmp(importing->table, table, table_length))
        status = begin_table(importing, table, table_length, err);
    return status ? status : take_row(importing, err);
}

// --- the end: is what was made what was given?

static enum ts_status check_references(struct importing *importing, struct ts_err *err)
{
    sqlite3_stmt *found = NULL;
    enum ts_status status = TS_OK;
    int code = sqlite3_prepare_v2(importing->new.db, "PRAGMA foreign_key_check", -1, &found, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(found);
    if (code == SQLITE_ROW)
        status = ts_err_set(err, TS_DATA, "a row of the table \"%s\" refers to one of \"%s\" that is not there: the store it was exported from is damaged",
                            (const char *)sqlite3_column_text(found, 0), (const char *)sqlite3_column_text(found, 2));
    else if (code != SQLITE_DONE)
        status = ts_sql_new_fail(&importing->new, err);
    sqlite3_finalize(found);
    return status;
}

static enum ts_status verify(struct importing *importing, struct ts_exported *out, struct ts_err *err)
{
    char hash[TS_RECORD_HASH + 1];
    struct sqlite_store made = as_store(importing);
    enum ts_status status = ts_sql_export(&made.sql.store, ts_record_leave_out, NULL, out, err);
    ts_record_hash_print(importing->reader.hash, hash);
    if (!status && strcmp(hash, out->hash))
        status = ts_err_set(err, TS_IO, "the store \"%s\" does not hold what was given to it, and was not kept: the disk or memory fails, try again",
                            importing->path);
    return status;
}

static enum ts_status end(struct ts_import *import, struct ts_exported *out, struct ts_err *err)
{
    struct importing *importing = (struct importing *)import;
    enum ts_status status = ts_record_read_last(&importing->reader, err);
    end_table(importing);
    if (!status && sqlite3_exec(importing->new.db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) status = ts_sql_new_fail(&importing->new, err);
    if (!status) status = ts_sql_new_seal(&importing->new, err);
    if (!status) status = check_references(importing, err);
    if (!status) status = verify(importing, out, err);
    return status ? status : ts_sql_new_place(&importing->new, err);
}

static void free_import(struct ts_import *import)
{
    struct importing *importing = (struct importing *)import;
    end_table(importing);
    ts_sql_new_close(&importing->new);
    ts_record_reader_clear(&importing->reader);
    ts_buffer_clear(&importing->tables);
    free(importing->path);
    free(importing);
}

// The schema; what the migrations say of themselves is told by the lines.
static enum ts_status begin(struct importing *importing, struct ts_err *err)
{
    static const char words[] = "PRAGMA cache_size = -64000; BEGIN IMMEDIATE; DELETE FROM version";
    struct sqlite_store made = as_store(importing);
    enum ts_status status = ts_sql_migrate_from(&made.sql, 0, ts_clock_now(), err);
    if (!status) status = ts_sql_tables(&made.sql, &importing->tables, err);
    if (!status && sqlite3_exec(importing->new.db, words, NULL, NULL, NULL) != SQLITE_OK) status = ts_sql_new_fail(&importing->new, err);
    return status;
}

enum ts_status ts_sqlite_import(const char *path, struct ts_import **out, struct ts_err *err)
{
    struct importing *importing = ts_memory_get(sizeof *importing);
    memset(importing, 0, sizeof *importing);
    importing->import = (struct ts_import){.take_line = take_line, .end = end, .free = free_import};
    importing->path = ts_memory_copy(path);
    enum ts_status status = ts_sql_new_open(&importing->new, importing->path, err);
    if (!status) status = begin(importing, err);
    if (status) {
        free_import(&importing->import);
        return status;
    }
    *out = &importing->import;
    return TS_OK;
}
