// sqlite_file.c - what is in a file, before SQLite opens it and may write beside it
//
// Files are read through SQLite's own file layer: to close a file that this process has open through another descriptor would
// take away SQLite's locks on it.
#include "store/sqlite.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER_SIZE = TS_SQL_HEAD, ROUNDS = 3 };

struct header {
    int64_t file_size;
    uint32_t page_size, pages, version, application, counter, stamp;
    bool is_sqlite, has_pages;
};

uint32_t ts_sql_file_number(const unsigned char bytes[4])
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static struct header parse(const unsigned char bytes[HEADER_SIZE])
{
    struct header header = {.is_sqlite = memcmp(bytes, "SQLite format 3", 16) == 0};
    header.page_size = (uint32_t)bytes[16] << 8 | bytes[17];
    if (header.page_size == 1) header.page_size = 65536;
    header.counter = ts_sql_file_number(bytes + TS_SQL_COUNTER_PLACE);
    header.stamp = ts_sql_file_number(bytes + TS_SQL_STAMP_PLACE);
    header.pages = ts_sql_file_number(bytes + 28);
    header.has_pages = ts_sql_file_number(bytes + 24) == ts_sql_file_number(bytes + 92);
    header.version = ts_sql_file_number(bytes + 60);
    header.application = ts_sql_file_number(bytes + 68);
    return header;
}

static bool read_header(sqlite3_file *file, struct header *out)
{
    unsigned char bytes[HEADER_SIZE] = {0};
    sqlite3_int64 size = 0;
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK) return false;
    if (size >= HEADER_SIZE && file->pMethods->xRead(file, bytes, HEADER_SIZE, 0) != SQLITE_OK) return false;
    *out = parse(bytes);
    out->file_size = size;
    return true;
}

// SQLite wants its file names followed by two more NULs.
static bool read_file(const char *path, struct header *out)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    sqlite3_file *file = ts_memory_get((size_t)vfs->szOsFile);
    char *full = ts_memory_get((size_t)vfs->mxPathname + 4);
    bool got = false;
    memset(file, 0, (size_t)vfs->szOsFile);
    memset(full, 0, (size_t)vfs->mxPathname + 4);
    if ((vfs->xFullPathname(vfs, path, vfs->mxPathname, full) & 0xff) == SQLITE_OK &&
        vfs->xOpen(vfs, full, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL) == SQLITE_OK)
        got = read_header(file, out);
    if (file->pMethods) file->pMethods->xClose(file);
    free(full);
    free(file);
    return got;
}

char *ts_sql_file_beside(const char *path, const char *ending)
{
    struct ts_buffer name = {0};
    ts_buffer_add_format(&name, "%s%s", path, ending);
    return ts_buffer_take(&name);
}

char *ts_sql_file_folder(const char *path)
{
    struct ts_buffer folder = {0};
    const char *slash = strrchr(path, '/');
    if (!slash) ts_buffer_add_text(&folder, ".");
    else ts_buffer_add(&folder, path, slash == path ? 1 : (size_t)(slash - path));
    return ts_buffer_take(&folder);
}

bool ts_sql_file_has_log(const char *path, int64_t *size)
{
    struct stat status;
    char *log = ts_sql_file_beside(path, "-wal");
    bool found = stat(log, &status) == 0;
    *size = found ? (int64_t)status.st_size : 0;
    free(log);
    return found;
}

// Looked at again when it seems to be: somebody may have begun the log anew between the two looks.
static bool is_log_foreign(const char *path, struct header *header)
{
    char *log = ts_sql_file_beside(path, "-wal");
    bool is_foreign = true;
    for (int round = 0; round < ROUNDS && is_foreign; round++) {
        is_foreign = ts_sql_log_is_foreign(log, header->counter, header->stamp);
        if (is_foreign && !read_file(path, header)) break;
    }
    free(log);
    return is_foreign;
}

bool ts_sql_file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

bool ts_sql_file_is_current(const char *path)
{
    struct header header = {0};
    return read_file(path, &header) && header.version == SQL_VERSION && header.application != SQL_APPLICATION_MOVING;
}

bool ts_sql_file_is_writable(const char *path)
{
    char *folder = ts_sql_file_folder(path);
    bool writable = access(path, W_OK) == 0 && access(folder, W_OK) == 0;
    free(folder);
    return writable;
}

static enum ts_status judge_kind(const char *path, const struct header *header, struct ts_err *err)
{
    if (header->file_size == 0)
        return ts_err_set(err, TS_DATA,
                          "\"%s\" is an empty file, not a store: remove it and let `turnstone play` make a new one, or go back to a backup",
                          path);
    if (!header->is_sqlite) return ts_err_set(err, TS_DATA, "\"%s\" is not a store of turnstone: give another path with --store", path);
    if (header->application != SQL_APPLICATION && header->application != SQL_APPLICATION_OPEN &&
        header->application != SQL_APPLICATION_MOVING)
        return ts_err_set(err, TS_DATA, "\"%s\" is a database of another program: give another path with --store", path);
    if (header->version > SQL_VERSION)
        return ts_err_set(err, TS_DATA,
                          "the store \"%s\" was written by a newer turnstone (version %" PRIu32
                          ", this one knows up to %d): use the newer one",
                          path, header->version, SQL_VERSION);
    if (header->version < 1) return ts_err_set(err, TS_DATA, "the store \"%s\" has no version: it is damaged, go back to a backup", path);
    return TS_OK;
}

static bool is_cut(const struct header *header)
{
    return header->has_pages && (int64_t)header->pages * header->page_size > header->file_size;
}

static enum ts_status cannot_read(const char *path, struct ts_err *err)
{
    const char *why = strerror(errno);
    if (errno == EIO) return ts_err_set(err, TS_IO, "the store \"%s\" cannot be read: the disk failed (%s); look after it and try again", path, why);
    return ts_err_set(err, TS_CANNOT_CREATE, "the store \"%s\" cannot be read (%s): give this user the right to read it", path, why);
}

static enum ts_status judge_place(const char *path, struct ts_err *err)
{
    struct stat status;
    if (stat(path, &status))
        return ts_err_set(err, TS_DATA, "no store at \"%s\": give another path with --store, or start one with `turnstone play`", path);
    if (S_ISDIR(status.st_mode)) return ts_err_set(err, TS_DATA, "\"%s\" is a folder, not a store: give the path of a file", path);
    return TS_OK;
}

// While a log is beside it, the file alone is not the whole store and need not be in shape.
enum ts_status ts_sql_file_judge(const char *path, struct ts_err *err)
{
    struct header header = {0};
    int64_t log_size = 0;
    bool has_no_log = false;
    enum ts_status judged = judge_place(path, err);
    if (judged) return judged;
    for (int round = 0; round < ROUNDS; round++) { // somebody may be closing or opening it right now
        has_no_log = !ts_sql_file_has_log(path, &log_size);
        if (!read_file(path, &header)) return cannot_read(path, err);
        if (!has_no_log || header.application == SQL_APPLICATION) break;
    }
    judged = judge_kind(path, &header, err);
    if (judged) return judged;
    if (has_no_log && header.application == SQL_APPLICATION_MOVING)
        return ts_err_set(err, TS_DATA,
                          "\"%s\" was copied or moved without its log \"%s-wal\" while it was brought to a later version: bring both files, or "
                          "go back to the backup that was made beside it, whose name ends in \".bak\"",
                          path, path);
    if (has_no_log && header.application == SQL_APPLICATION_OPEN)
        return ts_err_set(
            err, TS_DATA,
            "\"%s\" was copied or moved without its log \"%s-wal\" and lacks its latest turns: bring both files, or copy a store with "
            "`turnstone store backup`, or save what can be read: `turnstone store copy \"%s\" NEW --salvage`",
            path, path, path);
    if (log_size > 0 && is_log_foreign(path, &header))
        return ts_err_set(err, TS_DATA,
                          "the log \"%s-wal\" is of another time, or of another store, than \"%s\" beside it, and would take turns away: "
                          "bring the log that belongs to it; a backup, or a store that was closed well, needs none: move the log away",
                          path, path);
    if (log_size == 0 && is_cut(&header))
        return ts_err_set(err, TS_DATA, "the store \"%s\" is cut short: %" PRId64 " bytes of %" PRId64 "; go back to a backup, or save what can be read: "
                          "`turnstone store copy \"%s\" NEW --salvage`", path,
                          header.file_size, (int64_t)header.pages * header.page_size, path);
    return TS_OK;
}

enum ts_status ts_sql_file_judge_damaged(const char *path, bool *has_log_out, struct ts_err *err)
{
    struct header header = {0};
    int64_t log_size;
    enum ts_status judged = judge_place(path, err);
    if (judged) return judged;
    if (!read_file(path, &header)) return cannot_read(path, err);
    *has_log_out = ts_sql_file_has_log(path, &log_size) && !is_log_foreign(path, &header);
    return judge_kind(path, &header, err);
}
