// sqlite_tables.c - the tables of a store, asked of an empty one in memory
#include "store/tables.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/sqlite.h"

static void add_column(struct ts_table *table, sqlite3_stmt *row)
{
    const char *other = (const char *)sqlite3_column_text(row, 3);
    assert(table->count < TS_COLUMNS_MAX);
    struct ts_column *column = &table->columns[table->count++];
    snprintf(column->name, sizeof column->name, "%s", (const char *)sqlite3_column_text(row, 0));
    snprintf(column->other, sizeof column->other, "%s", other ? other : "");
    column->kind = *(const char *)sqlite3_column_text(row, 1);
    column->key = sqlite3_column_int(row, 2);
    table->keys += column->key > 0;
}

static enum ts_status add_table(struct sqlite_store *made, struct ts_tables *out, const char *name, struct ts_err *err)
{
    static const char words[] = "SELECT c.name, c.type, c.pk, f.\"table\" FROM pragma_table_info($1) c "
                                "LEFT JOIN pragma_foreign_key_list($1) f ON f.\"from\" = c.name ORDER BY c.cid";
    sqlite3_stmt *row = NULL;
    assert(out->count < TS_TABLES_MAX);
    struct ts_table *table = &out->items[out->count++];
    snprintf(table->name, sizeof table->name, "%s", name);
    int code = sqlite3_prepare_v2(made->db, words, -1, &row, NULL);
    if (code == SQLITE_OK) sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        while ((code = sqlite3_step(row)) == SQLITE_ROW) add_column(table, row);
    enum ts_status status = code == SQLITE_DONE ? TS_OK : ts_sql_fail(&made->sql, "reading its schema", err);
    sqlite3_finalize(row);
    return status;
}

static enum ts_status migrate(struct sqlite_store *made, struct ts_err *err)
{
    for (const char *const *words = ts_sql_migrations; *words; words++)
        if (sqlite3_exec(made->db, *words, NULL, NULL, NULL) != SQLITE_OK) return ts_sql_fail(&made->sql, "making its schema", err);
    return TS_OK;
}

enum ts_status ts_tables_load(struct ts_tables *out, struct ts_err *err)
{
    char path[] = "memory:";
    struct sqlite_store made = {.sql = {.path = path}};
    struct ts_buffer names = {0};
    out->items = ts_memory_get(TS_TABLES_MAX * sizeof *out->items);
    memset(out->items, 0, TS_TABLES_MAX * sizeof *out->items);
    enum ts_status status = sqlite3_open(":memory:", &made.db) == SQLITE_OK ? TS_OK : ts_sql_fail(&made.sql, "opening it", err);
    if (!status) status = migrate(&made, err);
    if (!status) status = ts_sql_tables(&made.sql, &names, err);
    for (const char *name = names.bytes; !status && *name; name += strlen(name) + 1) status = add_table(&made, out, name, err);
    ts_buffer_clear(&names);
    sqlite3_close(made.db);
    return status;
}

void ts_tables_clear(struct ts_tables *tables)
{
    free(tables->items);
    *tables = (struct ts_tables){0};
}

const struct ts_table *ts_tables_find(const struct ts_tables *tables, const char *name, size_t length)
{
    for (int i = 0; i < tables->count; i++)
        if (strlen(tables->items[i].name) == length && memcmp(tables->items[i].name, name, length) == 0) return &tables->items[i];
    return NULL;
}
