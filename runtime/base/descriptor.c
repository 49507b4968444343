// descriptor.c - open files and pipes, written to
#include "base/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool ts_descriptor_write(int file, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length) {
        ssize_t written = write(file, at, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        at += written;
        length -= (size_t)written;
    }
    return true;
}

enum ts_replacing ts_descriptor_replace(const char *path, char *fresh, const char *text)
{
    int file = mkostemp(fresh, O_CLOEXEC);
    if (file < 0) return TS_REPLACE_UNMADE;
    bool is_written = text && ts_descriptor_write(file, text, strlen(text)) && ts_descriptor_write(file, "\n", 1) && !fsync(file) && !rename(fresh, path);
    int reason = errno;
    close(file);
    if (is_written) return TS_REPLACED;
    unlink(fresh);
    errno = reason;
    return TS_REPLACE_UNWRITTEN;
}

bool ts_descriptor_sync_folder(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return false;
    bool is_synced = !fsync(folder);
    int reason = errno;
    close(folder);
    errno = reason;
    return is_synced;
}
