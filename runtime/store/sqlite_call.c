// sqlite_call.c - calling SQLite: parameters, results, and what its errors mean to people
#include "store/sqlite.h"

#include <string.h>

// Extended codes are on; the low byte is the kind.
enum ts_status ts_sql_fail(struct sql_store *sql, const char *doing, struct ts_err *err)
{
    int code = sqlite3_extended_errcode(sql->db);
    const char *why = sqlite3_errmsg(sql->db);
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

enum ts_status ts_sql_run(struct sql_store *sql, enum sql which, struct ts_err *err)
{
    sqlite3_stmt *statement = sql->statements[which];
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW) code = sqlite3_step(statement);
    enum ts_status status = code == SQLITE_DONE ? TS_OK : ts_sql_fail(sql, "writing", err);
    sqlite3_reset(statement);
    return status;
}

enum ts_status ts_sql_step(struct sql_store *sql, enum sql which, bool *has_row, struct ts_err *err)
{
    sqlite3_stmt *statement = sql->statements[which];
    int code = sqlite3_step(statement);
    *has_row = code == SQLITE_ROW;
    if (*has_row) return TS_OK;
    enum ts_status status = code == SQLITE_DONE ? TS_OK : ts_sql_fail(sql, "reading", err);
    sqlite3_reset(statement);
    return status;
}

void ts_sql_id(sqlite3_stmt *statement, int place, int64_t id)
{
    if (id)
        sqlite3_bind_int64(statement, place, id);
    else
        sqlite3_bind_null(statement, place);
}

void ts_sql_text(sqlite3_stmt *statement, int place, const char *bytes, size_t length)
{
    sqlite3_bind_text64(statement, place, bytes, length, SQLITE_STATIC, SQLITE_UTF8);
}

void ts_sql_value(sqlite3_stmt *statement, int place, struct ts_value value)
{
    switch (value.type) {
    case TS_NIL:
        sqlite3_bind_null(statement, place);
        break;
    case TS_BOOL:
        sqlite3_bind_blob(statement, place, value.boolean ? "true" : "false", value.boolean ? 4 : 5, SQLITE_STATIC);
        break;
    case TS_INT:
        sqlite3_bind_int64(statement, place, value.integer);
        break;
    case TS_REAL:
        sqlite3_bind_double(statement, place, value.real);
        break;
    case TS_TEXT:
        ts_sql_text(statement, place, value.text->bytes, value.text->length);
        break;
    case TS_TREE:
        sqlite3_bind_blob64(statement, place, value.text->bytes, value.text->length, SQLITE_STATIC);
        break;
    }
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

struct ts_value ts_sql_column_value(sqlite3_stmt *statement, int place)
{
    switch (sqlite3_column_type(statement, place)) {
    case SQLITE_INTEGER:
        return ts_value_int(sqlite3_column_int64(statement, place));
    case SQLITE_FLOAT:
        return ts_value_real(sqlite3_column_double(statement, place));
    case SQLITE_TEXT: {
        const char *bytes = (const char *)sqlite3_column_text(statement, place);
        return ts_value_text(bytes, (size_t)sqlite3_column_bytes(statement, place));
    }
    case SQLITE_BLOB: {
        const char *bytes = sqlite3_column_blob(statement, place);
        return value_of_blob(bytes, (size_t)sqlite3_column_bytes(statement, place));
    }
    default:
        return ts_value_nil();
    }
}

struct ts_text *ts_sql_column_text(sqlite3_stmt *statement, int place)
{
    const char *bytes = (const char *)sqlite3_column_text(statement, place);
    return bytes ? ts_text_new(bytes, (size_t)sqlite3_column_bytes(statement, place)) : NULL;
}
