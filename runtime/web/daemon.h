// daemon.h - libmicrohttpd: connections, requests as they come, and answers; all in one thread
#ifndef TS_WEB_DAEMON_H
#define TS_WEB_DAEMON_H

#include "web/door.h"
#include "web/listen.h"
#include "web/password.h"
#include "web/pool.h"

struct ts_daemon;

struct ts_daemon_how {
    struct ts_door *door;
    struct ts_pool *pool;
    struct ts_passwords *passwords;
    int listening; // the daemon's from now on
    void (*says)(void *self, const char *line);
    void *self;
};

enum ts_status ts_daemon_open(const struct ts_daemon_how *how, struct ts_daemon **out, struct ts_err *err) TS_MUST_USE;
// For the loop: two descriptors that become readable, and how long it may wait (ms).
void ts_daemon_watch(const struct ts_daemon *daemon, int out[2], int *wait_ms);
void ts_daemon_run(struct ts_daemon *daemon);   // what came
void ts_daemon_sweep(struct ts_daemon *daemon); // once a second: who is too slow, and signs of life to streams
// No new connections; what is asked from now on is refused, and streams end. True once nothing is in hand.
void ts_daemon_end(struct ts_daemon *daemon);
bool ts_daemon_is_idle(const struct ts_daemon *daemon);
void ts_daemon_close(struct ts_daemon *daemon); // what is still in hand is refused; NULL is fine

#endif
