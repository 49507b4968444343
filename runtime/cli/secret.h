// secret.h - passwords in the words of a call: taken out of the list of processes
#ifndef TS_CLI_SECRET_H
#define TS_CLI_SECRET_H

#include <stdbool.h>

#include "base/status.h"

// Gives the words again, copied, and in those of the process puts x in place of every url of a store that has a password in it, so that
// others see it in the list of processes for no more than a moment.
char **ts_secret_hide(int argc, char **argv, bool *has_secret);
// Takes urls that have a password out of what is said of a call whose words are off: they may stand there in part.
void ts_secret_redact(char **words, struct ts_err *err);
void ts_secret_free(char **words);

#endif
