// signal.h - being asked to end: the turn in hand is finished or undone first
#ifndef TS_CLI_SIGNAL_H
#define TS_CLI_SIGNAL_H

#include <stdbool.h>

// From now on SIGINT, SIGTERM, SIGHUP and SIGPIPE only leave a note.
void ts_signal_watch(void);
int ts_signal_last(void); // 0: none came

// Waits until `fd` can be read. False when a signal came instead, before or meanwhile.
bool ts_signal_wait(int fd);

#endif
