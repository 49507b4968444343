// command_eval.c - turnstone eval
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/print.h"
#include "engine/json.h"
#include "lua/host.h"

static enum ts_status check_file(const char *path, struct ts_err *err)
{
    struct stat info;
    if (stat(path, &info) || access(path, R_OK)) return ts_err_set(err, TS_DATA, "cannot read \"%s\": %s", path, strerror(errno));
    if (!S_ISREG(info.st_mode)) return ts_err_set(err, TS_DATA, "\"%s\" is not a file: eval runs one Lua file", path);
    return TS_OK;
}

// How it ended, as JSON, is an answer even when it ended badly.
static enum ts_status answer(enum ts_status ended, const struct ts_buffer *said, const struct ts_err *how, struct ts_err *err)
{
    struct ts_buffer json = {0};
    ts_json_open(&json, '{');
    ts_json_field_bool(&json, "ok", !ended);
    if (ended) ts_json_field_text(&json, "error", how->message);
    ts_json_field_text(&json, "said", said->bytes ? said->bytes : "");
    ts_json_close(&json, '}');
    enum ts_status status = ts_print_line(&json, err);
    ts_buffer_clear(&json);
    if (!status && ended) status = ts_err_set(err, ended, "%s", "");
    return status;
}

// What the script logged, or "ok" when it had nothing to say.
static enum ts_status say(const struct ts_buffer *said, struct ts_err *err)
{
    struct ts_buffer out = {0};
    ts_print_clean(&out, said->bytes ? said->bytes : "", said->length, true);
    enum ts_status status = ts_print(&out, err);
    ts_buffer_clear(&out);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_buffer said = {0};
    struct ts_err how = {0};
    enum ts_status status = check_file(cli->words.items[0], err);
    if (status) return status;
    enum ts_status ended = ts_host_eval(cli->words.items[0], &said, &how);
    if (cli->globals.json) status = answer(ended, &said, &how, err);
    else if (ended) *err = how, status = ended;
    else status = say(&said, err);
    ts_buffer_clear(&said);
    return status;
}

const struct ts_command ts_command_eval = {
    .name = "eval", .words = "FILE", .help = "run one Lua file in a pack's sandbox, with its limits", .least = 1, .most = 1, .run = run,
};
