// clock.h - what time it is, for those who are told to ask
#ifndef TS_BASE_CLOCK_H
#define TS_BASE_CLOCK_H

#include <stdint.h>

int64_t ts_clock_now(void);       // milliseconds since 1970 UTC; may jump
int64_t ts_clock_monotonic(void); // nanoseconds from some start; never goes back
int64_t ts_clock_millis(void);    // the same in milliseconds
// About so many nanoseconds: at random up to twice as long, so that those who met by trying at once do not meet again.
int64_t ts_clock_jitter(int64_t length);
void ts_clock_nap(int64_t length); // sleeps for that
// "2026-03-01T09:30:00Z" of milliseconds since 1970, in UTC. Returns `out`.
char *ts_clock_print(int64_t at, char out[32]);

#endif
