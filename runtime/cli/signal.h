// signal.h - being asked to end: the turn in hand is finished or undone first
#ifndef TS_CLI_SIGNAL_H
#define TS_CLI_SIGNAL_H

#include <stdbool.h>

// From now on SIGPIPE only leaves a note: whoever prints is told by the failed write.
void ts_signal_watch_pipe(void);
// The same for SIGINT, SIGTERM and SIGHUP. Only for what looks at ts_signal_last between its steps; all else they end at once.
void ts_signal_watch(void);
int ts_signal_last(void); // 0: none came

// Waits until `fd` can be read. False when a signal came instead, before or meanwhile.
bool ts_signal_wait(int fd);

#endif
