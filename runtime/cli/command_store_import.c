// command_store_import.c - turnstone store import
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/open.h"
#include "cli/print.h"
#include "engine/json.h"

enum { PIECE = 1 << 16, LINE_MAX_BYTES = 1 << 28 };

struct lines { // of a file or standard input
    const char *name;
    int file;
    struct ts_buffer bytes; // read and not yet taken from `at` on
    size_t at;
    bool is_over;
};

static enum ts_status open_lines(struct lines *lines, const char *path, struct ts_err *err)
{
    bool is_input = !path || !strcmp(path, "-");
    lines->name = is_input ? "standard input" : path;
    lines->file = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    return lines->file < 0 ? ts_err_set(err, TS_DATA, "cannot read \"%s\": %s", path, strerror(errno)) : TS_OK;
}

static void close_lines(struct lines *lines)
{
    if (lines->file > STDIN_FILENO) close(lines->file);
    ts_buffer_clear(&lines->bytes);
}

static enum ts_status read_more(struct lines *lines, struct ts_err *err)
{
    struct ts_buffer *bytes = &lines->bytes;
    bytes->length -= lines->at;
    if (lines->at) memmove(bytes->bytes, bytes->bytes + lines->at, bytes->length);
    lines->at = 0;
    if (bytes->length > LINE_MAX_BYTES) return ts_err_set(err, TS_DATA, "a line of it is longer than any record: it is no export of a store");
    ts_buffer_grow(bytes, PIECE);
    ssize_t count = read(lines->file, bytes->bytes + bytes->length, PIECE);
    if (count < 0 && errno != EINTR) return ts_err_set(err, TS_IO, "\"%s\" cannot be read: %s", lines->name, strerror(errno));
    lines->is_over = count == 0;
    if (count > 0) bytes->length += (size_t)count;
    return TS_OK;
}

// *line NULL: no more. It holds until the next call.
static enum ts_status next_line(struct lines *lines, const char **line, size_t *length, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    size_t seen = lines->at;
    *line = NULL;
    while (!status) {
        const char *start = lines->bytes.bytes + lines->at;
        const char *stop = lines->bytes.length > seen ? memchr(lines->bytes.bytes + seen, '\n', lines->bytes.length - seen) : NULL;
        size_t left = lines->bytes.length - lines->at;
        if (stop || (lines->is_over && left)) {
            *line = start;
            *length = stop ? (size_t)(stop - start) : left;
            lines->at += *length + (stop ? 1 : 0);
            return TS_OK;
        }
        if (lines->is_over) return TS_OK;
        status = read_more(lines, err);
        seen = left;
    }
    return status;
}

static enum ts_status take_lines(struct lines *lines, struct ts_import *import, struct ts_err *err)
{
    const char *line;
    size_t length;
    enum ts_status status;
    while (!(status = next_line(lines, &line, &length, err)) && line) {
        status = ts_store_import_line(import, line, length, err);
        if (status) break;
    }
    return status;
}

static enum ts_status report(const struct ts_cli *cli, const struct ts_exported *made, struct ts_err *err)
{
    struct ts_buffer page = {0};
    if (cli->globals.json) {
        ts_json_open(&page, '{');
        ts_json_field_text(&page, "store", ts_open_shown(cli));
        ts_json_field_int(&page, "records", made->records);
        ts_json_field_text(&page, "hash", made->hash);
        ts_json_close(&page, '}');
    } else {
        ts_buffer_add_format(&page, "\"%s\" holds what was exported: %lld records, hash %s\n`turnstone store check --store %s` looks whether it fits together",
                             ts_open_shown(cli), (long long)made->records, made->hash, ts_open_shown(cli));
    }
    enum ts_status status = ts_print_line(&page, err);
    ts_buffer_clear(&page);
    return status;
}

static enum ts_status import_lines(struct ts_cli *cli, struct lines *lines, struct ts_err *err)
{
    struct ts_import *import;
    struct ts_exported made;
    enum ts_status status = ts_store_import_begin(ts_open_url(cli), &import, err);
    if (status == TS_CANNOT_CREATE && !cli->globals.store) ts_err_wrap(err, "name the new store with --store");
    if (status) return status;
    status = take_lines(lines, import, err);
    if (!status) status = ts_store_import_end(import, &made, err);
    ts_store_import_free(import);
    if (status == TS_DATA) ts_err_wrap(err, "\"%s\" was not imported, nothing was made of it", lines->name);
    return status ? status : report(cli, &made, err);
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct lines lines = {.file = -1};
    enum ts_status status = open_lines(&lines, cli->words.count ? cli->words.items[0] : NULL, err);
    if (!status) status = import_lines(cli, &lines, err);
    close_lines(&lines);
    return status;
}

const struct ts_command ts_command_store_import = {
    .name = "store import", .words = "[FILE]", .help = "make a new store out of the lines of an export",
    .more = "Without FILE, or with \"-\", the lines come from standard input. --store names the new store, which must not exist yet. It is made\n"
            "whole or not at all: a line that is missing, repeated, out of place or altered is named, and nothing is made. What was made is read\n"
            "back and compared with the lines. On a server an import that was cut goes on where it stands when the same lines are given again.",
    .most = 1, .run = run,
};
