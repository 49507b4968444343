// postgres_export.c - every row of a store in a database as a line of JSON, all of one moment, the same lines as out of a file
#include "store/postgres.h"

#include <string.h>

struct exporting {
    struct postgres_store *pg;
    struct ts_record_writer writer;
    struct ts_buffer decoded;
    ts_each_line *each;
    void *self;
};

static enum ts_status tell(struct exporting *exporting, struct ts_err *err)
{
    return exporting->each(exporting->self, exporting->writer.line.bytes, exporting->writer.line.length, err);
}

void ts_postgres_add_columns(struct ts_buffer *out, const struct ts_table *table)
{
    for (int i = 0; i < table->count; i++) ts_buffer_add_format(out, "%s\"%s\"", i ? ", " : "", table->columns[i].name);
}

static void add_order(struct ts_buffer *out, const struct ts_table *table)
{
    for (int key = 1; key <= table->keys; key++)
        for (int i = 0; i < table->count; i++)
            if (table->columns[i].key == key) ts_buffer_add_format(out, "%s\"%s\"", key > 1 ? ", " : "", table->columns[i].name);
}

static enum ts_status prepare_rows(struct exporting *exporting, const struct ts_table *table, struct sql_statement **out, struct ts_err *err)
{
    struct ts_buffer words = {0};
    ts_buffer_add_text(&words, "SELECT ");
    ts_postgres_add_columns(&words, table);
    ts_buffer_add_format(&words, " FROM \"%s\" ORDER BY ", table->name);
    add_order(&words, table);
    enum ts_status status = ts_sql_prepare(&exporting->pg->sql, words.bytes, out, err);
    if (!status) ts_sql_expect_many(*out);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status tell_row(struct exporting *exporting, const struct ts_table *table, const PGresult *rows, int row, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    ts_record_write_begin(&exporting->writer, table->name);
    for (int i = 0; i < table->count && !status; i++) {
        struct ts_field field;
        status = ts_postgres_field_get(&exporting->pg->lib, rows, row, i, &table->columns[i], &exporting->decoded, &field, err);
        if (!status) ts_record_write_field(&exporting->writer, table->columns[i].name, &field);
    }
    if (status) return status;
    ts_record_write_end(&exporting->writer);
    return tell(exporting, err);
}

static enum ts_status tell_rows(struct exporting *exporting, const struct ts_table *table, struct ts_err *err)
{
    struct sql_statement *rows = NULL;
    bool found = true;
    enum ts_status status = prepare_rows(exporting, table, &rows, err);
    while (!status) {
        status = ts_sql_next(&exporting->pg->sql, rows, &found, err);
        if (status || !found) break;
        const struct postgres_statement *row = (const struct postgres_statement *)rows;
        status = tell_row(exporting, table, row->result, row->row, err);
    }
    ts_sql_free(rows);
    return status;
}

static enum ts_status tell_tables(struct exporting *exporting, const struct ts_tables *tables, struct ts_err *err)
{
    ts_record_write_head(&exporting->writer, SQL_VERSION);
    enum ts_status status = tell(exporting, err);
    for (int i = 0; i < tables->count && !status; i++) status = tell_rows(exporting, &tables->items[i], err);
    if (status) return status;
    ts_record_write_last(&exporting->writer);
    return tell(exporting, err);
}

// Whoever takes the lines may be slow, and a table long.
enum ts_status ts_postgres_export_lines(struct postgres_store *pg, ts_each_line *each, void *self, struct ts_exported *out, struct ts_err *err)
{
    static const char begin[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; "
                                "SET LOCAL idle_in_transaction_session_timeout = 0";
    struct exporting exporting = {.pg = pg, .each = each, .self = self};
    struct ts_tables tables = {0};
    enum ts_status status = ts_tables_load(&tables, err);
    if (!status) status = ts_postgres_exec(pg, begin, err);
    if (!status && !pg->lib.PQenterPipelineMode(pg->connection)) status = ts_err_set(err, TS_UNAVAILABLE, "the store \"%s\" went away", pg->sql.path);
    pg->sql.readings++;
    if (!status) status = tell_tables(&exporting, &tables, err);
    pg->sql.readings--;
    enum ts_status ended = ts_postgres_settle(pg, status ? NULL : err);
    if (!status) status = ended;
    if (pg->lib.PQexitPipelineMode(pg->connection)) pg->lib.PQclear(pg->lib.PQexec(pg->connection, "ROLLBACK"));
    out->records = exporting.writer.n - 2;
    ts_record_hash_print(exporting.writer.hash, out->hash);
    ts_record_writer_clear(&exporting.writer);
    ts_buffer_clear(&exporting.decoded);
    ts_tables_clear(&tables);
    return status;
}

enum ts_status ts_postgres_export(struct ts_store *store, ts_each_line *each, void *self, struct ts_exported *out, struct ts_err *err)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    if (pg->sql.is_writing) return ts_err_set(err, TS_REFUSED, "a batch is open: commit it before the store is exported");
    enum ts_status status = ts_postgres_settle(pg, err);
    if (status) return status;
    if (!pg->lib.PQexitPipelineMode(pg->connection)) return ts_err_set(err, TS_UNAVAILABLE, "the store \"%s\" is still answering: try again", pg->sql.path);
    status = ts_postgres_export_lines(pg, each, self, out, err);
    if (!pg->lib.PQenterPipelineMode(pg->connection) && !status) status = ts_err_set(err, TS_UNAVAILABLE, "the store \"%s\" went away", pg->sql.path);
    return status;
}
