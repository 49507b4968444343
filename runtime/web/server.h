// server.h - the master: HTTP in front of the pool, and who may come in
#ifndef TS_WEB_SERVER_H
#define TS_WEB_SERVER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "web/door.h"
#include "web/pool.h"

struct ts_server_how {
    const char *bind;               // an address of this machine: "127.0.0.1"
    uint16_t port;                  // 0: one that is free
    const char *const *hosts;       // further names it is called by, of `host_count`; without ports
    uint32_t host_count;
    const char *accounts;           // the file of accounts, invitations and cookies; made when missing
    const char *player, *name;      // whoever launched it plays as that player, and is called so; a keeper
    const char *version, *language; // language: "" as texts were written
    struct ts_limits limits;        // zeros: the defaults
    struct ts_pool_how pool;        // its `renewed` and `died` are called too
    // What is worth saying; printing is the caller's.
    void (*listens)(void *self, const char *url); // with the launch token, good once
    void (*says)(void *self, const char *line);   // something was refused or failed: never a player's words, a query or a token
    bool (*has_changed)(void *self); // asked about ten times a second: packs are to be read again; NULL: never
    void *self;
};

// Listens, opens the pool, and serves until SIGINT or SIGTERM; SIGHUP has packs read again. What is in hand is answered and runs are paused.
// TS_CANNOT_CREATE: the port is taken, the address is not this machine's, the accounts cannot be kept. TS_DATA: the accounts cannot be read.
// TS_INTERRUPTED: it was asked to end, and did; the signal that asked comes to the caller then, who is to have a handler for it.
enum ts_status ts_server_run(const struct ts_server_how *how, struct ts_err *err) TS_MUST_USE;

#endif
