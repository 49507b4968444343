// sqlite_export.c - every row of a store as a line of JSON, all of one moment
#include "store/sqlite.h"

#include <stdio.h>

#include "store/record.h"

enum ts_status ts_sql_tables(struct sql_store *sql, struct ts_buffer *out, struct ts_err *err)
{
    static const char words[] =
        "WITH RECURSIVE t(name) AS (SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'), "
        "r(name, other) AS (SELECT DISTINCT t.name, f.\"table\" FROM t, pragma_foreign_key_list(t.name) f WHERE f.\"table\" <> t.name), "
        "d(name, depth) AS (SELECT name, 0 FROM t UNION SELECT r.name, d.depth + 1 FROM d JOIN r ON r.other = d.name WHERE d.depth < 64) "
        "SELECT name FROM d GROUP BY name ORDER BY max(depth), name";
    sqlite3_stmt *table = NULL;
    int code = sqlite3_prepare_v2(ts_sqlite(sql)->db, words, -1, &table, NULL);
    out->length = 0;
    if (code == SQLITE_OK)
        while ((code = sqlite3_step(table)) == SQLITE_ROW)
            ts_buffer_add(out, sqlite3_column_text(table, 0), (size_t)sqlite3_column_bytes(table, 0) + 1); // with its NUL
    ts_buffer_add(out, "", 1);
    enum ts_status status = code == SQLITE_DONE ? TS_OK : ts_sql_fail(sql, "reading it", err);
    sqlite3_finalize(table);
    return status;
}

struct exporting {
    struct sql_store *sql;
    struct ts_record_writer writer;
    ts_each_line *each;
    void *self;
};

static enum ts_status tell(struct exporting *exporting, struct ts_err *err)
{
    return exporting->each(exporting->self, exporting->writer.line.bytes, exporting->writer.line.length, err);
}

static struct ts_field field_of(sqlite3_stmt *row, int column)
{
    struct ts_field field = {.kind = TS_FIELD_NULL};
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
        return (struct ts_field){.kind = TS_FIELD_INT, .integer = sqlite3_column_int64(row, column)};
    case SQLITE_FLOAT:
        return (struct ts_field){.kind = TS_FIELD_REAL, .real = sqlite3_column_double(row, column)};
    case SQLITE_TEXT:
        field.kind = TS_FIELD_TEXT;
        field.bytes = (const char *)sqlite3_column_text(row, column);
        break;
    case SQLITE_BLOB:
        field.kind = TS_FIELD_BLOB;
        field.bytes = sqlite3_column_blob(row, column);
        break;
    default:
        return field;
    }
    field.length = (size_t)sqlite3_column_bytes(row, column);
    if (!field.bytes) field.bytes = ""; // an empty blob
    return field;
}

static enum ts_status tell_row(struct exporting *exporting, const char *table, sqlite3_stmt *row, struct ts_err *err)
{
    int columns = sqlite3_column_count(row);
    ts_record_write_begin(&exporting->writer, table);
    for (int i = 0; i < columns; i++) {
        struct ts_field field = field_of(row, i);
        ts_record_write_field(&exporting->writer, sqlite3_column_name(row, i), &field);
    }
    ts_record_write_end(&exporting->writer);
    return tell(exporting, err);
}

// Rows in the order of their primary keys.
static enum ts_status prepare(struct sql_store *sql, const char *table, sqlite3_stmt **out, struct ts_err *err)
{
    char words[256];
    sqlite3_stmt *order = NULL;
    snprintf(words, sizeof words, "SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_table_info('%s') WHERE pk ORDER BY pk)", table);
    bool done = sqlite3_prepare_v2(ts_sqlite(sql)->db, words, -1, &order, NULL) == SQLITE_OK && sqlite3_step(order) == SQLITE_ROW;
    if (done) {
        snprintf(words, sizeof words, "SELECT * FROM \"%s\" ORDER BY %s", table, (const char *)sqlite3_column_text(order, 0));
        done = sqlite3_prepare_v2(ts_sqlite(sql)->db, words, -1, out, NULL) == SQLITE_OK;
    }
    enum ts_status status = done ? TS_OK : ts_sql_fail(sql, "reading it", err);
    sqlite3_finalize(order);
    return status;
}

static enum ts_status tell_table(struct exporting *exporting, const char *table, struct ts_err *err)
{
    sqlite3_stmt *row = NULL;
    int code = SQLITE_ROW;
    enum ts_status status = prepare(exporting->sql, table, &row, err);
    while (!status && (code = sqlite3_step(row)) == SQLITE_ROW) status = tell_row(exporting, table, row, err);
    if (!status && code != SQLITE_DONE) status = ts_sql_fail(exporting->sql, "reading it", err);
    sqlite3_finalize(row);
    return status;
}

static enum ts_status tell_all(struct exporting *exporting, struct ts_err *err)
{
    struct ts_buffer tables = {0};
    ts_record_write_head(&exporting->writer, SQL_VERSION);
    enum ts_status status = tell(exporting, err);
    if (!status) status = ts_sql_tables(exporting->sql, &tables, err);
    for (const char *table = tables.bytes; !status && *table; table += strlen(table) + 1) status = tell_table(exporting, table, err);
    ts_buffer_clear(&tables);
    if (status) return status;
    ts_record_write_last(&exporting->writer);
    return tell(exporting, err);
}

enum ts_status ts_sql_export(struct ts_store *store, ts_each_line *each, void *self, struct ts_exported *out, struct ts_err *err)
{
    struct exporting exporting = {.sql = ts_sql(store), .each = each, .self = self};
    sqlite3 *db = ts_sqlite(exporting.sql)->db;
    if (!sqlite3_get_autocommit(db)) return ts_err_set(err, TS_REFUSED, "a batch is open: commit it before the store is exported");
    enum ts_status status = sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK ? TS_OK : ts_sql_fail(exporting.sql, "reading it", err);
    if (!status) status = tell_all(&exporting, err);
    if (!sqlite3_get_autocommit(db)) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    out->records = exporting.writer.n - 2;
    ts_record_hash_print(exporting.writer.hash, out->hash);
    ts_record_writer_clear(&exporting.writer);
    return status;
}
