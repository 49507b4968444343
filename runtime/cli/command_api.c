// command_api.c - turnstone api
#include "cli/print.h"
#include "lua/pages.h"

struct api_options { bool markdown, meta; };

static const struct ts_option options[] = {
    {"markdown", NULL, "as a reference page (the default)", TS_OPTION_FLAG, offsetof(struct api_options, markdown)},
    {"meta", NULL, "as annotations for Lua editors (---@meta)", TS_OPTION_FLAG, offsetof(struct api_options, meta)},
    {0},
};

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct api_options *how = cli->options;
    struct ts_buffer page = {0};
    if (how->markdown && how->meta) return ts_err_set(err, TS_USAGE, "--markdown and --meta exclude each other: give one");
    if (how->meta) ts_api_meta(&page);
    else ts_api_markdown(&page);
    enum ts_status status = ts_print(&page, err);
    ts_buffer_clear(&page);
    return status;
}

const struct ts_command ts_command_api = {
    .name = "api", .words = "", .help = "print the reference of all that scripts can call", .options = options, .size = sizeof(struct api_options), .run = run,
};
