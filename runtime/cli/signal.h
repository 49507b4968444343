// signal.h - being asked to end: the turn in hand is finished or undone first
#ifndef TS_CLI_SIGNAL_H
#define TS_CLI_SIGNAL_H

#include <stdbool.h>

// From now on SIGPIPE only leaves a note: whoever prints is told by the failed write.
void ts_signal_watch_pipe(void);
// The same for SIGINT, SIGTERM and SIGHUP. Only for what looks at ts_signal_last between its steps; all else they end at once.
void ts_signal_watch(void);
void ts_signal_leave(void); // they end the process at once again
int ts_signal_last(void);   // 0: none came

// Waits until `fd` can be read, or else `news_fd` (-1: none), but no longer than `wait_ms`; less than 0: as long as it takes.
enum ts_waited { TS_WAITED_READY, TS_WAITED_NEWS, TS_WAITED_LONG, TS_WAITED_SIGNAL }; // SIGNAL: one came instead, before or meanwhile
enum ts_waited ts_signal_wait(int fd, int news_fd, int wait_ms);

#endif
