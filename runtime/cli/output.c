// output.c - a file that a command makes: whole or not at all
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/descriptor.h"

static enum ts_status refuse(struct ts_output *output, int reason, struct ts_err *err)
{
    enum ts_status status = ts_err_set(err, reason == ENOSPC || reason == EIO ? TS_IO : TS_CANNOT_CREATE, "cannot write \"%s\": %s", output->asked, strerror(reason));
    ts_output_clear(output);
    return status;
}

// Beside the file, so that it can be moved there in one step; by a name that no other process uses.
static void name_temporary(struct ts_output *output)
{
    struct ts_buffer name = {0};
    const char *slash = strrchr(output->path, '/');
    size_t folder = slash ? (size_t)(slash + 1 - output->path) : 0;
    ts_buffer_add(&name, output->path, folder);
    ts_buffer_add_format(&name, ".%.200s.%ld", output->path + folder, (long)getpid());
    output->temporary = ts_buffer_take(&name);
}

enum ts_status ts_output_open(struct ts_output *output, const char *path, struct ts_err *err)
{
    struct stat info;
    bool is_there = !stat(path, &info);
    *output = (struct ts_output){.asked = path, .file = -1};
    if (is_there && S_ISDIR(info.st_mode)) return refuse(output, EISDIR, err);
    if (is_there && access(path, W_OK)) return refuse(output, errno, err);
    output->path = is_there ? realpath(path, NULL) : ts_memory_copy(path); // a link stays one: what it leads to is replaced
    if (!output->path) return refuse(output, errno, err);
    if (is_there && !S_ISREG(info.st_mode)) {
        output->file = open(output->path, O_WRONLY | O_CLOEXEC);
        return output->file < 0 ? refuse(output, errno, err) : TS_OK;
    }
    name_temporary(output);
    unlink(output->temporary); // of a process of that number, long dead
    output->file = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (output->file < 0 || (is_there && fchmod(output->file, info.st_mode & 0777))) return refuse(output, errno, err);
    return TS_OK;
}

static void sync_folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct ts_buffer folder = {0};
    ts_buffer_add(&folder, slash ? path : ".", slash ? (size_t)(slash + 1 - path) : 1);
    (void)ts_descriptor_sync_folder(folder.bytes);
    ts_buffer_clear(&folder);
}

static enum ts_status save(struct ts_output *output, const char *bytes, size_t length, struct ts_err *err)
{
    bool is_written = ts_descriptor_write(output->file, bytes, length) && (!output->temporary || !fsync(output->file));
    int reason = errno;
    if (is_written && output->temporary && rename(output->temporary, output->path)) is_written = false, reason = errno;
    if (!is_written)
        return ts_err_set(err, TS_IO, "cannot write \"%s\": %s%s", output->asked, strerror(reason), output->temporary ? "; it is as it was" : "");
    if (output->temporary) sync_folder_of(output->path);
    free(output->temporary);
    output->temporary = NULL;
    return TS_OK;
}

enum ts_status ts_output_save(struct ts_output *output, const struct ts_buffer *bytes, struct ts_err *err)
{
    return save(output, bytes->bytes, bytes->length, err);
}

enum ts_status ts_output_write(const char *path, const char *bytes, size_t length, struct ts_err *err)
{
    struct ts_output output;
    enum ts_status status = ts_output_open(&output, path, err);
    if (!status) status = save(&output, bytes, length, err);
    ts_output_clear(&output);
    return status;
}

void ts_output_clear(struct ts_output *output)
{
    if (output->path && output->file >= 0) close(output->file);
    if (output->temporary) unlink(output->temporary);
    free(output->temporary);
    free(output->path);
    *output = (struct ts_output){.file = -1};
}
