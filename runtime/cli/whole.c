// whole.c - files that are written whole or not at all
#include "cli/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.h"

enum { PATH_SIZE = 4096 + 16 };

enum ts_status ts_whole_fail(const char *path, struct ts_err *err)
{
    return ts_err_set(err, errno == ENOSPC || errno == EIO ? TS_IO : TS_CANNOT_CREATE, "cannot write \"%s\": %s; it is as it was", path,
                      strerror(errno));
}

static void sync_folder_of(const char *path)
{
    char folder[PATH_SIZE];
    const char *slash = strrchr(path, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return;
    (void)fsync(file);
    close(file);
}

enum ts_status ts_whole_write(const char *path, const char *bytes, size_t length, mode_t mode, struct ts_err *err)
{
    char fresh[PATH_SIZE];
    int file, kept;
    if (snprintf(fresh, sizeof fresh, "%s.XXXXXX", path) >= (int)sizeof fresh)
        return ts_err_set(err, TS_DATA, "the path of \"%.200s\" is too long", path);
    file = mkostemp(fresh, O_CLOEXEC);
    if (file < 0) return ts_whole_fail(path, err);
    bool is_written = ts_descriptor_write(file, bytes, length) && !fchmod(file, mode) && !fsync(file);
    kept = errno;
    is_written &= !close(file);
    if (is_written && !rename(fresh, path)) {
        sync_folder_of(path);
        return TS_OK;
    }
    if (is_written) kept = errno;
    unlink(fresh);
    errno = kept;
    return ts_whole_fail(path, err);
}
