// packs_copy.c - packs on disk: copied whole, removed whole
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "engine/packs_hand.h"

enum { DEPTH_MAX = 8, FILES_MAX = 10000, SWEEP_FILES = 16 };
static const int64_t bytes_max = 64 << 20;

struct copying {
    int64_t bytes; // copied so far
    int files, depth;
    struct ts_err *err;
};

static enum ts_status fail(struct copying *copying, const char *what, const char *path)
{
    enum ts_status status = errno == ENOSPC || errno == EDQUOT || errno == EIO ? TS_IO : TS_CANNOT_CREATE;
    return ts_err_set(copying->err, status, "cannot %s \"%s\": %s", what, path, strerror(errno));
}

static enum ts_status copy_bytes(struct copying *copying, int from, int to, const char *target)
{
    char bytes[65536];
    for (;;) {
        ssize_t got = read(from, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(copying, "read for", target);
        if (got == 0) return fsync(to) ? fail(copying, "write", target) : TS_OK;
        copying->bytes += got;
        if (copying->bytes > bytes_max) return ts_err_set(copying->err, TS_DATA, "the pack is larger than 64 MB: only scripts and texts belong in it");
        if (!ts_descriptor_write(to, bytes, (size_t)got)) return fail(copying, "write", target);
    }
}

static enum ts_status copy_file(struct copying *copying, int from, const char *target)
{
    int to = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (to < 0) return fail(copying, "make", target);
    enum ts_status status = copy_bytes(copying, from, to, target);
    close(to);
    return status;
}

static enum ts_status copy_any(struct copying *copying, const char *source, const char *target);

static enum ts_status copy_entries(struct copying *copying, DIR *folder, const char *source, const char *target)
{
    const struct dirent *entry;
    enum ts_status status = TS_OK;
    while (!status && (entry = readdir(folder))) {
        if (entry->d_name[0] == '.') continue;
        char *from = ts_packs_path(source, entry->d_name), *to = ts_packs_path(target, entry->d_name);
        status = copy_any(copying, from, to);
        free(from);
        free(to);
    }
    return status;
}

// Takes `file`, the folder opened.
static enum ts_status copy_folder(struct copying *copying, int file, const char *source, const char *target)
{
    DIR *folder = fdopendir(file);
    if (!folder) {
        close(file);
        return fail(copying, "read", source);
    }
    enum ts_status status = mkdir(target, 0755) ? fail(copying, "make", target) : TS_OK;
    copying->depth++;
    if (!status) status = copy_entries(copying, folder, source, target);
    copying->depth--;
    if (!status) status = ts_packs_sync(target, copying->err);
    closedir(folder);
    return status;
}

static enum ts_status copy_any(struct copying *copying, const char *source, const char *target)
{
    struct stat info;
    enum ts_status status;
    int file = open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0 && errno == ELOOP) return ts_err_set(copying->err, TS_DATA, "\"%s\" is a link, and a pack holds files and folders only: take it out", source);
    if (file < 0 && errno == ENXIO) return ts_err_set(copying->err, TS_DATA, "\"%s\" is neither a file nor a folder: take it out", source);
    if (file < 0) return ts_err_set(copying->err, TS_DATA, "cannot read \"%s\": %s", source, strerror(errno));
    if (fstat(file, &info)) status = ts_err_set(copying->err, TS_DATA, "cannot read \"%s\": %s", source, strerror(errno));
    else if (++copying->files > FILES_MAX || copying->depth > DEPTH_MAX)
        status = ts_err_set(copying->err, TS_DATA, "\"%s\" is too much: a pack has at most %d files, at most %d folders deep", source, FILES_MAX, DEPTH_MAX);
    else if (S_ISDIR(info.st_mode)) return copy_folder(copying, file, source, target);
    else if (!S_ISREG(info.st_mode)) status = ts_err_set(copying->err, TS_DATA, "\"%s\" is neither a file nor a folder: take it out", source);
    else status = copy_file(copying, file, target);
    close(file);
    return status;
}

enum ts_status ts_packs_copy(const char *source, const char *target, struct ts_err *err)
{
    struct copying copying = {.err = err};
    return copy_any(&copying, source, target);
}

enum ts_status ts_packs_sync(const char *path, struct ts_err *err)
{
    if (ts_descriptor_sync_folder(path)) return TS_OK;
    return ts_err_set(err, TS_IO, "cannot write the folder \"%s\": %s", path, strerror(errno));
}

static int sweep_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)info, (void)type, (void)walk;
    remove(path);
    return 0;
}

void ts_packs_sweep(const char *path)
{
    nftw(path, sweep_one, SWEEP_FILES, FTW_DEPTH | FTW_PHYS);
}
