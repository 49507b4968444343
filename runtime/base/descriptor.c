// descriptor.c - open files and pipes, written to
#include "base/descriptor.h"

#include <errno.h>
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
