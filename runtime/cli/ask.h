// ask.h - a question that is answered by yes or no
#ifndef TS_CLI_ASK_H
#define TS_CLI_ASK_H

#include <stdbool.h>

// Asks on standard error and reads from standard input; anything but a yes is no.
bool ts_ask(const char *question);

#endif
