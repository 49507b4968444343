// sqlite_link.c - calling SQLite: parameters, results, and what its errors mean to people
#include "store/sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Extended codes are on; the low byte is the kind.
enum ts_status ts_sql_fail(struct sql_store *sql, const char *doing, struct ts_err *err)
{
    int code = sqlite3_extended_errcode(ts_sqlite(sql)->db);
    const char *why = sqlite3_errmsg(ts_sqlite(sql)->db);
    switch (code & 0xff) {
    case SQLITE_FULL:
        return ts_err_set(err, TS_IO, "could not be saved, the turn was not taken: the disk of \"%s\" is full; free space and try again",
                          sql->path);
    case SQLITE_IOERR:
        return ts_err_set(err, TS_IO,
                          "could not be saved or read, the turn was not taken: the disk of \"%s\" failed (%s); look after it and try again",
                          sql->path, why);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ts_err_set(err, TS_BUSY, "the store \"%s\" is busy: another program holds it; try again", sql->path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return ts_err_set(err, TS_DATA, "the store \"%s\" is damaged (%s): go back to the newest backup that `turnstone store check` finds fine, or "
                          "save what can be read: `turnstone store copy \"%s\" NEW --salvage`",
                          sql->path, why, sql->path);
    case SQLITE_CANTOPEN:
        if (ts_sql_file_is_writable(sql->path)) // it may be written, and yet no file can be made beside it
            return ts_err_set(err, TS_IO,
                              "could not be saved or read, the turn was not taken: no file can be made beside \"%s\", the disk is full or "
                              "fails; free space and try again",
                              sql->path);
        // fallthrough
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ts_err_set(err, TS_CANNOT_CREATE,
                          "the store \"%s\" cannot be written: give this user the right to write the file and its folder", sql->path);
    case SQLITE_NOMEM:
        return ts_err_set(err, TS_IO, "out of memory while %s in \"%s\", the turn was not taken: close other programs and try again", doing,
                          sql->path);
    case SQLITE_TOOBIG:
        return ts_err_set(err, TS_DATA, "a text is too long for the store \"%s\"", sql->path);
    default:
        return ts_err_set(err, TS_DATA,
                          "the store \"%s\" does not hold together while %s (%s): run `turnstone store check`, and if that cannot open it "
                          "either, go back to a backup",
                          sql->path, doing, why);
    }
}

static sqlite3_stmt *of(struct sql_statement *statement)
{
    return ((struct sqlite_statement *)statement)->own;
}

// --- statements

static enum ts_status prepare(struct sql_store *sql, const char *words, struct sql_statement **out, struct ts_err *err)
{
    struct sqlite_statement *statement = ts_memory_get(sizeof *statement);
    *statement = (struct sqlite_statement){.statement = {&ts_sqlite_link}};
    *out = &statement->statement;
    if (sqlite3_prepare_v3(ts_sqlite(sql)->db, words, -1, SQLITE_PREPARE_PERSISTENT, &statement->own, NULL) == SQLITE_OK) return TS_OK;
    return ts_sql_fail(sql, "opening it", err);
}

static void free_statement(struct sql_statement *statement)
{
    sqlite3_finalize(of(statement));
    free(statement);
}

static enum ts_status run(struct sql_store *sql, struct sql_statement *statement, struct ts_err *err)
{
    sqlite3_stmt *own = of(statement);
    int code = sqlite3_step(own);
    while (code == SQLITE_ROW) code = sqlite3_step(own);
    enum ts_status status = code == SQLITE_DONE ? TS_OK : ts_sql_fail(sql, "writing", err);
    sqlite3_reset(own);
    return status;
}

static enum ts_status step(struct sql_store *sql, struct sql_statement *statement, bool *has_row, struct ts_err *err)
{
    sqlite3_stmt *own = of(statement);
    int code = sqlite3_step(own);
    *has_row = code == SQLITE_ROW;
    if (*has_row) return TS_OK;
    enum ts_status status = code == SQLITE_DONE ? TS_OK : ts_sql_fail(sql, "reading", err);
    sqlite3_reset(own);
    return status;
}

static void reset(struct sql_statement *statement)
{
    sqlite3_reset(of(statement));
}

static enum ts_status next_id(struct sql_store *sql, const char *table, int64_t *out, struct ts_err *err)
{
    (void)sql;
    (void)table;
    (void)err;
    *out = 0;
    return TS_OK;
}

static int64_t last_id(struct sql_store *sql, int64_t given)
{
    (void)given;
    return sqlite3_last_insert_rowid(ts_sqlite(sql)->db);
}

static enum ts_status count_changed(struct sql_store *sql, struct sql_statement *statement, int64_t *out, struct ts_err *err)
{
    (void)statement;
    (void)err;
    *out = sqlite3_changes(ts_sqlite(sql)->db);
    return TS_OK;
}

// --- long work

enum { CACHE_KILOBYTES = 64000, STEP_OPERATIONS = 100000 };

static int count_operations(void *self)
{
    struct sqlite_store *store = self;
    store->tell(store->tell_self, STEP_OPERATIONS);
    return 0;
}

static void watch(struct sql_store *sql, void (*tell)(void *self, int64_t operations), void *self)
{
    struct sqlite_store *store = ts_sqlite(sql);
    char words[64];
    store->tell = tell;
    store->tell_self = self;
    sqlite3_progress_handler(store->db, tell ? STEP_OPERATIONS : 0, tell ? count_operations : NULL, store);
    snprintf(words, sizeof words, self ? "PRAGMA cache_size = -%d" : SQL_CACHE_SIZE, CACHE_KILOBYTES);
    sqlite3_exec(store->db, words, NULL, NULL, NULL);
}

// --- parameters

static void bind_int(struct sql_statement *statement, int place, int64_t integer)
{
    sqlite3_bind_int64(of(statement), place, integer);
}

static void bind_id(struct sql_statement *statement, int place, int64_t id)
{
    if (id)
        sqlite3_bind_int64(of(statement), place, id);
    else
        sqlite3_bind_null(of(statement), place);
}

static void bind_bool(struct sql_statement *statement, int place, bool boolean)
{
    sqlite3_bind_int64(of(statement), place, boolean);
}

static void bind_text(struct sql_statement *statement, int place, const char *bytes, size_t length)
{
    sqlite3_bind_text64(of(statement), place, bytes, length, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_blob(struct sql_statement *statement, int place, const void *bytes, size_t length)
{
    sqlite3_bind_blob64(of(statement), place, bytes, length, SQLITE_STATIC);
}

static void bind_value(struct sql_statement *statement, int place, struct ts_value value)
{
    switch (value.type) {
    case TS_NIL:
        sqlite3_bind_null(of(statement), place);
        break;
    case TS_BOOL:
        bind_blob(statement, place, value.boolean ? "true" : "false", value.boolean ? 4 : 5);
        break;
    case TS_INT:
        bind_int(statement, place, value.integer);
        break;
    case TS_REAL:
        sqlite3_bind_double(of(statement), place, value.real);
        break;
    case TS_TEXT:
        bind_text(statement, place, value.text->bytes, value.text->length);
        break;
    case TS_TREE:
        bind_blob(statement, place, value.text->bytes, value.text->length);
        break;
    }
}

// --- columns

static bool is_null(struct sql_statement *statement, int column)
{
    return sqlite3_column_type(of(statement), column) == SQLITE_NULL;
}

static int64_t get_int(struct sql_statement *statement, int column)
{
    return sqlite3_column_int64(of(statement), column);
}

static const char *get_text(struct sql_statement *statement, int column)
{
    return (const char *)sqlite3_column_text(of(statement), column);
}

static const void *get_blob(struct sql_statement *statement, int column)
{
    return sqlite3_column_blob(of(statement), column);
}

static size_t get_length(struct sql_statement *statement, int column)
{
    return (size_t)sqlite3_column_bytes(of(statement), column);
}

static struct ts_value value_of_blob(const char *bytes, size_t length)
{
    struct ts_value value;
    if (length == 4 && memcmp(bytes, "true", 4) == 0) return ts_value_bool(true);
    if (length == 5 && memcmp(bytes, "false", 5) == 0) return ts_value_bool(false);
    value = ts_value_text(bytes, length);
    value.type = TS_TREE;
    return value;
}

static struct ts_value get_value(struct sql_statement *statement, int column)
{
    sqlite3_stmt *own = of(statement);
    switch (sqlite3_column_type(own, column)) {
    case SQLITE_INTEGER:
        return ts_value_int(sqlite3_column_int64(own, column));
    case SQLITE_FLOAT:
        return ts_value_real(sqlite3_column_double(own, column));
    case SQLITE_TEXT: {
        const char *bytes = (const char *)sqlite3_column_text(own, column);
        return ts_value_text(bytes, (size_t)sqlite3_column_bytes(own, column));
    }
    case SQLITE_BLOB: {
        const char *bytes = sqlite3_column_blob(own, column);
        return value_of_blob(bytes, (size_t)sqlite3_column_bytes(own, column));
    }
    default:
        return ts_value_nil();
    }
}

const struct sql_link ts_sqlite_link = {
    .prepare = prepare,
    .free = free_statement,
    .bind_int = bind_int,
    .bind_id = bind_id,
    .bind_bool = bind_bool,
    .bind_text = bind_text,
    .bind_blob = bind_blob,
    .bind_value = bind_value,
    .step = step,
    .run = run,
    .reset = reset,
    .is_null = is_null,
    .get_int = get_int,
    .get_text = get_text,
    .get_blob = get_blob,
    .get_length = get_length,
    .get_value = get_value,
    .next_id = next_id,
    .last_id = last_id,
    .count_changed = count_changed,
    .watch = watch,
    .is_file = true,
};
