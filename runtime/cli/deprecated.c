// deprecated.c - uses of names that were given up, said
#include "cli/deprecated.h"

#include "cli/print.h"

void ts_deprecated_say(const struct ts_cli *cli, struct ts_host *host)
{
    struct ts_buffer lines = {0};
    if (host) ts_host_take_deprecated(host, &lines);
    if (!cli->globals.quiet) ts_complain_page(&lines);
    ts_buffer_clear(&lines);
}
