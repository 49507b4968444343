// command_player_export.c - turnstone player export
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "cli/open.h"
#include "cli/print.h"
#include "engine/show.h"

struct export_options { const char *output; };

static const struct ts_option options[] = {
    {"output", "FILE", "write a new file, readable by nobody else", TS_OPTION_TEXT, offsetof(struct export_options, output)},
    {0},
};

static enum ts_status write_file(const char *path, const struct ts_buffer *json, struct ts_err *err)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST) return ts_err_set(err, TS_CANNOT_CREATE, "\"%s\" is there already: give another name, nothing is overwritten", path);
    if (file < 0) return ts_err_set(err, TS_CANNOT_CREATE, "cannot make \"%s\": %s", path, strerror(errno));
    bool is_written = ts_descriptor_write(file, json->bytes, json->length) && !fsync(file);
    int why = errno;
    if (close(file) && is_written) is_written = false, why = errno;
    if (is_written) return TS_OK;
    unlink(path);
    return ts_err_set(err, TS_IO, "cannot write \"%s\": %s; nothing was left there", path, strerror(why));
}

static enum ts_status put(struct ts_cli *cli, struct ts_buffer *json, struct ts_err *err)
{
    const struct export_options *how = cli->options;
    if (!how->output) return ts_print_line(json, err);
    ts_buffer_add_byte(json, '\n');
    enum ts_status status = write_file(how->output, json, err);
    if (!status) ts_say(cli, "all data of player \"%s\" is in \"%s\"", cli->words.items[0], how->output);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_open_content_if_fine(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_export(&front.engine, cli->words.items[0], &json, err);
    if (!status) status = put(cli, &json, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_player_export = {
    .name = "player export", .words = "ID", .help = "write all that is stored of a player, as JSON", .least = 1, .most = 1,
    .options = options, .size = sizeof(struct export_options), .run = run,
};
