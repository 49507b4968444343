// server.c - the master: HTTP in front of the pool, and who may come in
#include "web/server.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "web/daemon.h"

enum { LOOK_MS = 100, SWEEP_MS = 1000, PATIENCE_MS = 10000, OWN_MAX = 4 };

struct server {
    const struct ts_server_how *how;
    struct ts_listening listening;
    struct ts_door *door;
    struct ts_pool *pool;
    struct ts_passwords *passwords;
    struct ts_daemon *daemon;
    sigset_t before;
    int signals;        // a descriptor; -1: none
    int ended_by;       // the signal that asked it to end; 0: none has
    int64_t swept, looked, ends; // ms; ends: when it does not wait any longer for what is in hand, 0: nobody asked it to end
    char token[TS_TOKEN_SIZE];
};

static void catch_signals(struct server *server)
{
    sigset_t caught;
    sigemptyset(&caught);
    sigaddset(&caught, SIGINT);
    sigaddset(&caught, SIGTERM);
    sigaddset(&caught, SIGHUP);
    sigaddset(&caught, SIGPIPE); // a client that is gone is no reason to end
    pthread_sigmask(SIG_BLOCK, &caught, &server->before);
    sigdelset(&caught, SIGPIPE);
    server->signals = signalfd(-1, &caught, SFD_CLOEXEC | SFD_NONBLOCK);
}

// Whoever called is told by the signal itself, once all is done.
static void leave_signals(struct server *server)
{
    if (server->signals < 0) return;
    close(server->signals);
    pthread_sigmask(SIG_SETMASK, &server->before, NULL);
    if (server->ended_by) raise(server->ended_by);
}

static void hear_signals(struct server *server)
{
    struct signalfd_siginfo heard;
    while (read(server->signals, &heard, sizeof heard) == sizeof heard) {
        if (heard.ssi_signo == SIGHUP) server->door->loading.is_wanted = true;
        else server->ended_by = (int)heard.ssi_signo;
        if (heard.ssi_signo == SIGHUP) continue;
        if (!server->ends) server->ends = ts_clock_millis() + PATIENCE_MS, ts_daemon_end(server->daemon);
        else server->ends = 1; // asked twice: at once
    }
}

// --- packs

static void note_renewed(void *self, const char *packs, const struct ts_err *why)
{
    struct server *server = self;
    struct ts_loading_state *loading = &server->door->loading;
    loading->is_under_way = false;
    loading->why.length = 0;
    if (why) ts_buffer_add_text(&loading->why, why->message);
    if (!why) loading->packs.length = 0, ts_buffer_add_text(&loading->packs, packs);
    if (server->how->pool.renewed) server->how->pool.renewed(server->how->pool.self, packs, why);
}

static void note_died(void *self, uint32_t worker)
{
    const struct ts_pool_how *how = &((struct server *)self)->how->pool;
    if (how->died) how->died(how->self, worker);
}

static void nurse(void *self, int master)
{
    const struct ts_pool_how *how = &((struct server *)self)->how->pool;
    how->nurse(how->self, master);
}

static void renew(struct server *server)
{
    server->door->loading.is_wanted = false;
    server->door->loading.is_under_way = true;
    ts_pool_renew(server->pool);
}

// --- the loop

static void wait_for_something(struct server *server)
{
    struct pollfd ready[TS_WORKERS_MAX + 2 + OWN_MAX];
    int own[2], wait_ms = server->how->has_changed ? LOOK_MS : SWEEP_MS, pool_ms = -1;
    uint32_t count = ts_pool_watch(server->pool, ready, &pool_ms);
    if (pool_ms >= 0 && pool_ms < wait_ms) wait_ms = pool_ms;
    if (server->ends) wait_ms = LOOK_MS;
    ts_daemon_watch(server->daemon, own, &wait_ms);
    ready[count++] = (struct pollfd){.fd = own[0], .events = POLLIN};
    ready[count++] = (struct pollfd){.fd = own[1], .events = POLLIN};
    ready[count++] = (struct pollfd){.fd = server->signals, .events = POLLIN};
    ready[count++] = (struct pollfd){.fd = ts_passwords_descriptor(server->passwords), .events = POLLIN};
    poll(ready, count, wait_ms);
}

static void do_now_and_then(struct server *server)
{
    const struct ts_server_how *how = server->how;
    int64_t now = ts_clock_millis();
    if (now - server->swept >= SWEEP_MS) {
        server->swept = now;
        ts_daemon_sweep(server->daemon);
    }
    if (how->has_changed && now - server->looked >= LOOK_MS) {
        server->looked = now;
        server->door->loading.is_wanted |= how->has_changed(how->self);
    }
    if (server->door->loading.is_wanted && !server->door->loading.is_under_way) renew(server);
}

// What others have done comes first, so that the daemon answers with it in the same round.
static void serve(struct server *server)
{
    while (!server->ends || (!ts_daemon_is_idle(server->daemon) && ts_clock_millis() < server->ends)) {
        wait_for_something(server);
        hear_signals(server);
        ts_pool_hear(server->pool);
        ts_passwords_hear(server->passwords);
        ts_daemon_run(server->daemon);
        do_now_and_then(server);
    }
}

static enum ts_status open_door(struct server *server, struct ts_err *err)
{
    const struct ts_server_how *how = server->how;
    struct ts_door_how door = {.accounts = how->accounts, .hosts = (const char *const *)server->listening.hosts, .url = server->listening.url.bytes,
                               .player_id = how->player, .name = how->name, .version = how->version, .language = how->language, .limits = how->limits};
    return ts_door_open(&door, ts_clock_now(), &server->door, server->token, err);
}

static enum ts_status start(struct server *server, struct ts_err *err)
{
    const struct ts_server_how *how = server->how;
    struct ts_daemon_how daemon = {.says = how->says, .self = how->self};
    enum ts_status status = ts_listening_open(how->bind, how->port, how->hosts, how->host_count, &server->listening, err);
    if (!status) status = open_door(server, err);
    const struct ts_pool_how pool = {.workers = how->pool.workers, .nurse = nurse, .renewed = note_renewed, .died = note_died, .self = server};
    if (!status) status = ts_pool_open(&pool, &server->pool, err);
    if (!status) catch_signals(server);
    if (!status && server->signals < 0) status = ts_err_set(err, TS_IO, "cannot wait for signals: %s", strerror(errno));
    if (!status) status = ts_passwords_open(&server->passwords, err);
    daemon.door = server->door, daemon.pool = server->pool, daemon.passwords = server->passwords, daemon.listening = server->listening.descriptor;
    if (!status) status = ts_daemon_open(&daemon, &server->daemon, err);
    if (!status) server->listening.descriptor = -1;
    return status;
}

static void tell(struct server *server)
{
    struct ts_buffer url = {0};
    ts_buffer_add_format(&url, "%s/enter?token=%s", server->listening.own.bytes, server->token);
    server->how->listens(server->how->self, url.bytes);
    ts_buffer_clear(&url);
}

enum ts_status ts_server_run(const struct ts_server_how *how, struct ts_err *err)
{
    struct server server = {.how = how, .signals = -1};
    enum ts_status status = start(&server, err);
    if (!status) {
        tell(&server);
        serve(&server);
        status = ts_err_set(err, TS_INTERRUPTED, "%s", "");
    }
    ts_passwords_close(server.passwords); // before those who wait for them go
    ts_daemon_close(server.daemon);
    ts_pool_close(server.pool);
    ts_door_close(server.door);
    ts_listening_clear(&server.listening);
    leave_signals(&server);
    return status;
}
