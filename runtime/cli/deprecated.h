// deprecated.h - uses of names that were given up, said
#ifndef TS_CLI_DEPRECATED_H
#define TS_CLI_DEPRECATED_H

#include "cli/command.h"
#include "lua/host.h"

// A line each on standard error; nothing with --quiet. `host` may be NULL.
void ts_deprecated_say(const struct ts_cli *cli, struct ts_host *host);

#endif
