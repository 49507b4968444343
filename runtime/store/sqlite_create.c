// sqlite_create.c - a new store: made under a temporary name, synced, then linked into place whole
#include "store/sqlite.h"

#include "base/clock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GRACE_S = 60 };

enum ts_status ts_sql_file_refuse(const char *path, struct ts_err *err)
{
    int why = errno;
    char *folder = ts_sql_file_folder(path);
    enum ts_status status = TS_CANNOT_CREATE;
    if (why == ENOENT || why == ENOTDIR)
        ts_err_set(err, status, "the store \"%s\" cannot be made: there is no folder \"%s\"; make it first", path, folder);
    else if (why == EACCES || why == EPERM || why == EROFS)
        ts_err_set(err, status,
                   "the store \"%s\" cannot be made: this user may not write in the folder \"%s\"; give it that right, or another path "
                   "with --store",
                   path, folder);
    else if (why == ENOSPC || why == EDQUOT || why == EIO)
        status = ts_err_set(err, TS_IO, "the store \"%s\" cannot be made: the disk is full or fails (%s); free space and try again", path,
                            strerror(why));
    else
        ts_err_set(err, status, "the store \"%s\" cannot be made (%s): give another path with --store", path, strerror(why));
    free(folder);
    return status;
}

// The schema, in a plain file: its log is folded back when the last connection closes. A turn touches six or seven pages, whose whole
// content goes through the log: half-size ones make a durable turn a fifth cheaper.
static enum ts_status fill(const char *path, struct ts_err *err)
{
    struct sqlite_store making = {.sql = {.path = (char *)path}};
    enum ts_status status = TS_OK;
    if (sqlite3_open_v2(path, &making.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
        sqlite3_exec(making.db,
                     "PRAGMA page_size = 2048; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA application_id = 0x5475726e;",
                     NULL, NULL, NULL) != SQLITE_OK)
        status = ts_sql_fail(&making.sql, "making it", err);
    if (!status) status = ts_sql_migrate_from(&making.sql, 0, ts_clock_now(), err);
    if (!status && (ts_sql_stamp(making.db) != SQLITE_OK ||
                    sqlite3_exec(making.db, "PRAGMA wal_checkpoint(TRUNCATE);", NULL, NULL, NULL) != SQLITE_OK))
        status = ts_sql_fail(&making.sql, "making it", err);
    sqlite3_close(making.db);
    return status;
}

static int sync_path(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    int failed = fsync(file);
    int why = errno;
    close(file);
    errno = why;
    return failed;
}

void ts_sql_file_remove(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *name = ts_sql_file_beside(path, endings[i]);
        unlink(name);
        free(name);
    }
}

enum ts_status ts_sql_file_place(const char *made, const char *path, bool *is_taken, struct ts_err *err)
{
    char *folder = ts_sql_file_folder(path);
    enum ts_status status = TS_OK;
    bool failed = sync_path(made) || link(made, path);
    *is_taken = failed && errno == EEXIST;
    if ((failed && !*is_taken) || sync_path(folder)) status = ts_sql_file_refuse(path, err);
    free(folder);
    return status;
}

// A living maker is given a minute, whatever its number says.
void ts_sql_file_sweep(const char *path)
{
    char *folder = ts_sql_file_folder(path);
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    DIR *listing = opendir(folder);
    struct ts_buffer left = {0};
    for (struct dirent *entry; listing && (entry = readdir(listing));) {
        struct stat about;
        long maker = 0;
        if (strncmp(entry->d_name, name, strlen(name)) || sscanf(entry->d_name + strlen(name), ".new.%ld-", &maker) != 1) continue;
        left.length = 0;
        ts_buffer_add_format(&left, "%s/%s", folder, entry->d_name);
        if (kill((pid_t)maker, 0) && errno == ESRCH && !stat(left.bytes, &about) && about.st_mtime + GRACE_S < ts_clock_now() / 1000) unlink(left.bytes);
    }
    if (listing) closedir(listing);
    ts_buffer_clear(&left);
    free(folder);
}

enum ts_status ts_sql_file_begin(const char *path, struct ts_buffer *made, int *file, struct ts_err *err)
{
    uint32_t random;
    ts_sql_file_sweep(path);
    sqlite3_randomness(sizeof random, &random);
    ts_buffer_add_format(made, "%s.new.%ld-%08x", path, (long)getpid(), (unsigned)random);
    *file = open(made->bytes, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return *file < 0 ? ts_sql_file_refuse(path, err) : TS_OK;
}

// Whoever links first has made the store; the others use it.
enum ts_status ts_sql_file_create(const char *path, struct ts_err *err)
{
    struct ts_buffer made = {0};
    bool is_taken;
    int file;
    enum ts_status status = ts_sql_new_check_log(path, err);
    if (!status) status = ts_sql_file_begin(path, &made, &file, err);
    if (!status) {
        close(file);
        status = fill(made.bytes, err);
        if (!status) status = ts_sql_file_place(made.bytes, path, &is_taken, err);
        ts_sql_file_remove(made.bytes);
    }
    ts_buffer_clear(&made);
    return status;
}
