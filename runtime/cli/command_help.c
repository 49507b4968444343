// command_help.c - turnstone help
#include <string.h>

#include "cli/help.h"
#include "cli/print.h"

static enum ts_status add_page(const struct ts_cli *cli, struct ts_buffer *page, struct ts_err *err)
{
    uint32_t used;
    const char *first = cli->words.count > 0 ? cli->words.items[0] : NULL, *second = cli->words.count > 1 ? cli->words.items[1] : NULL;
    const struct ts_command *command = first ? ts_command_find(first, second, &used) : NULL;
    if (!first) ts_help_all(page);
    else if (command) ts_help_command(command, page);
    else if (!second && ts_command_is_noun(first)) ts_help_noun(first, page);
    else return ts_err_set(err, TS_USAGE, "unknown command \"%s%s%s\": `turnstone help` lists them all", first, second ? " " : "", second ? second : "");
    return TS_OK;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_buffer page = {0};
    enum ts_status status = add_page(cli, &page, err);
    if (!status) status = ts_print(&page, err);
    ts_buffer_clear(&page);
    return status;
}

const struct ts_command ts_command_help = {
    .name = "help", .words = "[COMMAND]", .help = "say what there is, or what a command takes", .most = 2, .run = run,
};
