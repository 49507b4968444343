// cli.h - the command line as a whole
#ifndef TS_CLI_CLI_H
#define TS_CLI_CLI_H

#include "base/status.h"

int ts_cli_main(int argc, char **argv); // gives the exit code
int ts_cli_exit_code(enum ts_status status);

#endif
