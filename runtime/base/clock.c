// clock.c - what time it is, for those who are told to ask
#include "base/clock.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/rng.h"

enum { MS = 1000, NS_OF_MS = 1000000, NS = MS * NS_OF_MS };

int64_t ts_clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * MS + now.tv_nsec / NS_OF_MS;
}

int64_t ts_clock_monotonic(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * NS + now.tv_nsec;
}

int64_t ts_clock_millis(void)
{
    return ts_clock_monotonic() / 1000000;
}

int64_t ts_clock_jitter(int64_t length)
{
    uint64_t share = ts_rng_mix((uint64_t)ts_clock_monotonic(), (uint64_t)getpid());
    return length > 0 ? (int64_t)(share % ((uint64_t)length * 2)) : 0;
}

void ts_clock_nap(int64_t length)
{
    int64_t nap = ts_clock_jitter(length);
    nanosleep(&(struct timespec){.tv_sec = nap / NS, .tv_nsec = nap % NS}, NULL);
}

char *ts_clock_print(int64_t at, char out[32])
{
    time_t seconds = (time_t)(at / MS - (at % MS < 0));
    struct tm parts;
    if (!gmtime_r(&seconds, &parts) || strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0) snprintf(out, 32, "%lld", (long long)at);
    return out;
}
