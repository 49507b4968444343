// arguments.h - the words of a call, sorted into command, options and the rest
#ifndef TS_CLI_ARGUMENTS_H
#define TS_CLI_ARGUMENTS_H

#include "cli/command.h"

// TS_USAGE names the word that is wrong. `cli` is to be cleared in either case; without a command its `command` is NULL.
enum ts_status ts_arguments_read(struct ts_cli *cli, int argc, char **argv, struct ts_err *err) TS_MUST_USE;
void ts_arguments_clear(struct ts_cli *cli);

#endif
