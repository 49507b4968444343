// command_store_export.c - turnstone store export
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "cli/open.h"
#include "cli/print.h"
#include "engine/json.h"

enum { PIECE = 1 << 16 };

struct export_options { const char *output; };

static const struct ts_option options[] = {
    {"output", "FILE", "a new file for the lines (default: standard output)", TS_OPTION_TEXT, offsetof(struct export_options, output)},
    {0},
};

struct sink { const char *path; int file; struct ts_buffer piece; }; // path NULL: standard output

static enum ts_status refuse(const struct sink *sink, struct ts_err *err)
{
    if (errno == EEXIST) return ts_err_set(err, TS_CANNOT_CREATE, "\"%s\" exists already and was left as it is: give another path", sink->path);
    if (errno == ENOSPC || errno == EDQUOT || errno == EIO || errno == EFBIG)
        return ts_err_set(err, TS_IO, "cannot write \"%s\" (%s): nothing of it was kept, free space and try again", sink->path, strerror(errno));
    return ts_err_set(err, TS_CANNOT_CREATE, "cannot write \"%s\" (%s): nothing of it was kept, give another path", sink->path, strerror(errno));
}

static enum ts_status flush(struct sink *sink, struct ts_err *err)
{
    if (!sink->path) return ts_print(&sink->piece, err);
    if (!ts_descriptor_write(sink->file, sink->piece.bytes, sink->piece.length)) return refuse(sink, err);
    sink->piece.length = 0;
    return TS_OK;
}

static enum ts_status put_line(void *self, const char *line, size_t length, struct ts_err *err)
{
    struct sink *sink = self;
    ts_buffer_add(&sink->piece, line, length);
    ts_buffer_add_byte(&sink->piece, '\n');
    return sink->piece.length < PIECE ? TS_OK : flush(sink, err);
}

static enum ts_status open_sink(struct sink *sink, struct ts_err *err)
{
    if (sink->path) sink->file = open(sink->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return sink->path && sink->file < 0 ? refuse(sink, err) : TS_OK;
}

// A file that is not whole goes away again.
static enum ts_status close_sink(struct sink *sink, enum ts_status status, struct ts_err *err)
{
    if (!status) status = flush(sink, err);
    ts_buffer_clear(&sink->piece);
    if (sink->file < 0) return status;
    if (!status && fsync(sink->file)) status = refuse(sink, err);
    if (close(sink->file) && !status) status = refuse(sink, err);
    if (status) unlink(sink->path);
    return status;
}

static enum ts_status report(const struct ts_cli *cli, const struct sink *sink, const struct ts_exported *exported, struct ts_err *err)
{
    struct ts_buffer page = {0};
    if (!sink->path || !cli->globals.json) {
        ts_say(cli, "exported \"%s\": %lld records, hash %s", ts_open_shown(cli), (long long)exported->records, exported->hash);
        return TS_OK;
    }
    ts_json_open(&page, '{');
    ts_json_field_text(&page, "store", ts_open_shown(cli));
    ts_json_field_text(&page, "output", sink->path);
    ts_json_field_int(&page, "records", exported->records);
    ts_json_field_text(&page, "hash", exported->hash);
    ts_json_close(&page, '}');
    enum ts_status status = ts_print_line(&page, err);
    ts_buffer_clear(&page);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct export_options *how = cli->options;
    struct ts_front front = {0};
    struct sink sink = {.path = how->output, .file = -1};
    struct ts_exported exported;
    enum ts_status status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = open_sink(&sink, err);
    if (!status) status = ts_store_export(front.engine.store, put_line, &sink, &exported, err);
    status = close_sink(&sink, status, err);
    if (!status) status = report(cli, &sink, &exported, err);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_store_export = {
    .name = "store export", .words = "", .help = "write the whole store as lines of JSON, one a record",
    .more = "All lines are of one moment, numbered, and chained by hashes; the last one says how many there were. The same store gives the same\n"
            "lines. `turnstone store import` makes a store of them again. They hold everything there is, players' words too: keep them safe.",
    .options = options, .size = sizeof(struct export_options), .run = run,
};
