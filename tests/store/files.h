// files.h - what tests do to a store's file from outside
#ifndef TS_TESTS_STORE_FILES_H
#define TS_TESTS_STORE_FILES_H

#include <sqlite3.h>

#include "acts.h"

static inline char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = ts_memory_get(1 << 22);
    assert_non_null(file);
    *length = fread(bytes, 1, 1 << 22, file);
    fclose(file);
    return bytes;
}

static inline void write_file(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static inline void copy_file(const char *from, const char *to)
{
    size_t length;
    char *bytes = read_file(from, &length);
    write_file(to, bytes, length);
    free(bytes);
}

static inline void run_sql(const char *path, const char *words)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, words, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

#endif
