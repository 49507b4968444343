// signal.c - being asked to end: the turn in hand is finished or undone first
#include "cli/signal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>

// The one variable outside functions: a handler has nowhere else to write.
static volatile sig_atomic_t ts_signal_caught;

static const int watched[] = {SIGPIPE, SIGINT, SIGTERM, SIGHUP};
enum { WATCHED = sizeof watched / sizeof *watched };

static void note(int number)
{
    ts_signal_caught = number;
}

static void watch(int from, int to, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler}; // no SA_RESTART: waiting reads come back
    sigemptyset(&action.sa_mask);
    for (int i = from; i < to; i++) sigaction(watched[i], &action, NULL);
}

void ts_signal_watch_pipe(void)
{
    watch(0, 1, note);
}

void ts_signal_watch(void)
{
    watch(1, WATCHED, note);
}

void ts_signal_leave(void)
{
    watch(1, WATCHED, SIG_DFL);
}

int ts_signal_last(void)
{
    return ts_signal_caught;
}

// The signals are let in only while waiting, so that none can slip between the look and the wait.
enum ts_waited ts_signal_wait(int fd, int news_fd, int wait_ms)
{
    const struct timespec wait = {.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000L};
    struct pollfd ready[] = {{.fd = fd, .events = POLLIN}, {.fd = news_fd, .events = POLLIN}}; // less than 0: passed over
    sigset_t shut, before;
    int count = -1;
    sigemptyset(&shut);
    for (int i = 0; i < WATCHED; i++) sigaddset(&shut, watched[i]);
    sigprocmask(SIG_BLOCK, &shut, &before);
    while (!ts_signal_caught && count < 0) {
        count = ppoll(ready, 2, wait_ms < 0 ? NULL : &wait, &before);
        if (count < 0 && errno != EINTR) break;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (ts_signal_caught) return TS_WAITED_SIGNAL;
    if (!count) return TS_WAITED_LONG;
    return ready[1].revents && !ready[0].revents ? TS_WAITED_NEWS : TS_WAITED_READY;
}
