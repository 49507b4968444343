// sqlite_keep.c - a store's file as it was, kept beside it before it is changed for good
#include "store/sqlite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/descriptor.h"

enum { PIECE = 1 << 20 };

static void name_kept(struct ts_buffer *out, const char *path, int version, int number)
{
    out->length = 0;
    ts_buffer_add_format(out, number > 1 ? "%s.v%d.bak.%d" : "%s.v%d.bak", path, version, number);
}

// Through SQLite's own handle: to close another one would take away the locks it holds on the file.
static enum ts_status copy_to(struct sql_store *sql, int target, const char *kept, struct ts_err *err)
{
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    char *piece = ts_memory_get(PIECE);
    enum ts_status status = TS_OK;
    sqlite3_file_control(ts_sqlite(sql)->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!file || !file->pMethods || file->pMethods->xFileSize(file, &size) != SQLITE_OK)
        status = ts_err_set(err, TS_IO, "the store \"%s\" cannot be read: look after its disk and try again", sql->path);
    for (sqlite3_int64 at = 0; at < size && !status; at += PIECE) {
        int length = size - at < PIECE ? (int)(size - at) : PIECE;
        if (file->pMethods->xRead(file, piece, length, at) != SQLITE_OK)
            status = ts_err_set(err, TS_IO, "the store \"%s\" cannot be read: look after its disk and try again", sql->path);
        else if (!ts_descriptor_write(target, piece, (size_t)length))
            status = ts_sql_file_refuse(kept, err);
    }
    free(piece);
    return status;
}

// Under the first name that is free.
static enum ts_status place(const char *made, const char *path, int version, struct ts_buffer *name, struct ts_err *err)
{
    enum ts_status status;
    bool is_taken;
    int number = 1;
    do {
        name_kept(name, path, version, number++);
        status = ts_sql_file_place(made, name->bytes, &is_taken, err);
    } while (!status && is_taken);
    return status;
}

enum ts_status ts_sql_keep(struct sql_store *sql, int version, char *out, size_t room, struct ts_err *err)
{
    struct ts_buffer made = {0}, name = {0};
    int file;
    name_kept(&name, sql->path, version, 1);
    enum ts_status status = ts_sql_file_begin(sql->path, &made, &file, err);
    if (!status) {
        status = copy_to(sql, file, name.bytes, err);
        close(file);
        if (!status) status = place(made.bytes, sql->path, version, &name, err);
        unlink(made.bytes);
    }
    if (!status) snprintf(out, room, "%s", name.bytes);
    ts_buffer_clear(&made);
    ts_buffer_clear(&name);
    return status;
}

void ts_sql_kept_find(const struct sql_store *sql, int version, char *out, size_t room)
{
    struct ts_buffer name = {0};
    out[0] = '\0';
    for (int number = 1; version > 0; number++) {
        name_kept(&name, sql->path, version, number);
        if (ts_sql_file_exists(name.bytes)) {
            snprintf(out, room, "%s", name.bytes);
        } else {
            if (out[0]) break;
            number = 0;
            version--;
        }
    }
    ts_buffer_clear(&name);
}
