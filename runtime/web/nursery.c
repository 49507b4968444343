// nursery.c - the process that has the content, and forks the workers and the committer
#include "web/nursery.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "web/board.h"
#include "web/committer.h"
#include "web/desk.h"
#include "web/frame.h"

struct children {
    const struct ts_nursery *nursery;
    struct ts_engine *engine;
    int master;
    struct ts_board *board; // for the workers
    int committer; // our end of the socket by which it gets its workers' ends; -1: there is none
};

// A process ends with its sockets, not by what a terminal or a service sends to all at once: a turn in hand is finished first. A master that serves
// already has blocked them.
static void ignore_signals(void)
{
    const int passed[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) signal(passed[i], SIG_IGN);
}

static void tell(int master, enum ts_frame_kind kind, const void *bytes, size_t length)
{
    struct ts_wire wire = {.fd = master};
    ts_wire_add(&wire, kind, 0, bytes, length);
    ts_wire_flush(&wire, true);
    wire.fd = -1;
    ts_wire_clear(&wire);
}

_Noreturn static void work(struct children *children, uint32_t index, int master, int committer)
{
    const struct ts_nursery *nursery = children->nursery;
    struct ts_err err;
    close(children->master);
    if (children->committer >= 0) close(children->committer);
    nursery->part(nursery->self);
    struct ts_desk_how how = {.engine = children->engine, .store = nursery->store, .loading = nursery->loading, .index = index, .workers = nursery->workers, .board = children->board,
                              .master = master, .committer = committer};
    _exit(ts_desk_run(&how, &err) ? 1 : 0);
}

_Noreturn static void commit(struct children *children, int nursery)
{
    struct ts_err err;
    close(children->master);
    _exit(ts_committer_run(children->engine, children->nursery->store, nursery, &err) ? 1 : 0);
}

static bool start_committer(struct children *children)
{
    int ends[2];
    if (!ts_wire_pair(ends)) return false;
    pid_t process = fork();
    if (!process) {
        close(ends[0]);
        commit(children, ends[1]);
    }
    close(ends[1]);
    children->committer = ends[0];
    return process > 0;
}

static bool start_worker(struct children *children, uint32_t index, int master)
{
    int ends[2] = {-1, -1};
    if (children->committer >= 0 && !ts_wire_pair(ends)) return false;
    pid_t process = fork();
    if (!process) {
        if (ends[0] >= 0) close(ends[0]);
        work(children, index, master, ends[1]);
    }
    if (ends[0] < 0) return process > 0;
    bool is_given = ts_wire_give(children->committer, index, ends[0]);
    close(ends[0]);
    close(ends[1]);
    return process > 0 && is_given;
}

static void gather_ended(void)
{
    while (waitpid(-1, NULL, WNOHANG) > 0) continue;
}

// Until the master hangs up or the committer is gone.
static void tend(struct children *children)
{
    struct pollfd ready[] = {{.fd = children->master, .events = POLLIN}, {.fd = children->committer, .events = POLLIN}};
    uint64_t index;
    int given;
    for (;;) {
        if (poll(ready, 2, -1) < 0 && errno != EINTR) return;
        gather_ended();
        if (ready[1].revents) return;
        if (!ready[0].revents) continue;
        if (!ts_wire_receive(children->master, &index, &given)) return;
        bool is_started = start_worker(children, (uint32_t)index, given);
        close(given);
        if (!is_started) return;
    }
}

void ts_nursery_run(const struct ts_nursery *nursery, int master)
{
    struct children children = {.nursery = nursery, .master = master, .committer = -1, .board = ts_board_new()};
    struct ts_buffer packs = {0};
    struct ts_err err = {0};
    ignore_signals();
    enum ts_status status = nursery->load(nursery->self, &children.engine, &packs, &err);
    if (!status && nursery->has_committer && !start_committer(&children)) status = ts_err_set(&err, TS_IO, "cannot start the process that commits");
    err.status = status;
    if (status) tell(master, TS_FRAME_FAILED, &err, sizeof err);
    else tell(master, TS_FRAME_READY, packs.bytes, packs.length);
    ts_buffer_clear(&packs);
    if (!status) tend(&children);
    close(master);
    if (children.committer >= 0) close(children.committer);
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) continue;
    ts_board_free(children.board);
}
