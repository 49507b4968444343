// errand.c - what takes long, or may bring a process down, done by a child of the worker
#include "web/errand.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"

enum { NICENESS = 10, ANSWER = 0, MORE = 1 };

struct ts_errand_child { struct ts_wire wire; };
struct progress { int64_t done, of; };

// --- in the child

void ts_errand_tell(struct ts_errand_child *child, int64_t done, int64_t of)
{
    struct progress progress = {done, of};
    ts_wire_add(&child->wire, TS_FRAME_EVENT, 0, &progress, sizeof progress);
    ts_wire_flush(&child->wire, true);
    if (child->wire.is_ended) _exit(0); // nobody wants it any more
}

// The worker's connection to the store is not the child's: it is neither used nor closed here.
_Noreturn static void work(const struct ts_desk *desk, const struct ts_errand_how *how, pid_t worker, int end)
{
    struct ts_errand_child child = {.wire = {.fd = end}};
    struct ts_engine engine = *desk->engine;
    struct ts_buffer answer = {0}, more = {0};
    struct ts_err err = {0};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != worker) _exit(74);
    signal(SIGTERM, SIG_DFL); // by which a crew of its own is ended
    close(desk->master.fd);
    if (desk->storing.wire.fd >= 0) close(desk->storing.wire.fd);
    for (uint32_t i = 0; i < desk->errand_count; i++)
        if (desk->errands[i]->wire.fd >= 0) close(desk->errands[i]->wire.fd);
    int niceness = nice(NICENESS);
    (void)niceness;
    engine.store = NULL;
    engine.key = NULL;
    enum ts_status status = how->work(&engine, how->self, &child, &answer, &more, &err);
    err.status = status;
    if (status) ts_wire_add(&child.wire, TS_FRAME_FAILED, 0, &err, sizeof err);
    else ts_wire_add(&child.wire, TS_FRAME_ANSWER, ANSWER, answer.bytes, answer.length);
    if (!status && more.length) ts_wire_add(&child.wire, TS_FRAME_ANSWER, MORE, more.bytes, more.length);
    ts_wire_add(&child.wire, TS_FRAME_END, 0, NULL, 0);
    ts_wire_flush(&child.wire, true);
    _exit(0);
}

// --- beginning

// By its id a request finds the worker that has it, as it finds that of a universe.
static ts_symbol make_id(struct ts_desk *desk)
{
    char id[32];
    do {
        snprintf(id, sizeof id, "s%012llx", (unsigned long long)ts_hash_salt() & 0xffffffffffff);
    } while (ts_route_owner(id, desk->how->workers) != desk->how->index);
    return ts_symbol_of(desk->engine->symbols, id);
}

static uint32_t count_running(const struct ts_desk *desk)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < desk->errand_count; i++) count += desk->errands[i]->state == TS_ERRAND_RUNS;
    return count;
}

// One that has ended, and that nobody has asked for the longest.
static void make_room(struct ts_desk *desk)
{
    struct ts_errand *oldest = NULL;
    for (uint32_t i = 0; i < desk->errand_count; i++) {
        struct ts_errand *errand = desk->errands[i];
        if (errand->state != TS_ERRAND_RUNS && (!oldest || errand->since < oldest->since)) oldest = errand;
    }
    if (desk->errand_count >= TS_ERRANDS_MAX && oldest) ts_errand_drop(desk, oldest);
}

static struct ts_errand *add(struct ts_desk *desk)
{
    struct ts_errand *errand = ts_memory_get(sizeof *errand);
    memset(errand, 0, sizeof *errand);
    if (desk->errand_count == desk->errand_room) {
        desk->errand_room = desk->errand_room ? desk->errand_room * 2 : 8;
        desk->errands = ts_memory_grow(desk->errands, desk->errand_room * sizeof(struct ts_errand *));
    }
    desk->errands[desk->errand_count++] = errand;
    return errand;
}

enum ts_status ts_errand_begin(struct ts_desk *desk, const struct ts_errand_how *how, const struct ts_request *request, struct ts_errand **out,
                               struct ts_err *err)
{
    int ends[2];
    pid_t worker = getpid();
    make_room(desk);
    if (count_running(desk) >= TS_ERRANDS_MAX / 2) return ts_err_set(err, TS_BUSY, "%d others are under way: try again when one has ended", TS_ERRANDS_MAX / 2);
    if (!ts_wire_pair(ends)) return ts_err_set(err, TS_IO, "cannot make a socket to another process: %s", strerror(errno));
    pid_t process = fork();
    if (!process) {
        close(ends[0]);
        work(desk, how, worker, ends[1]);
    }
    close(ends[1]);
    if (process < 0) close(ends[0]);
    if (process < 0) return ts_err_set(err, TS_IO, "cannot start another process: %s", strerror(errno));
    struct ts_errand *errand = add(desk);
    errand->process = process;
    errand->wire.fd = ends[0];
    errand->type = how->type;
    errand->number = request ? request->number : 0;
    errand->id = request ? 0 : make_id(desk);
    errand->since = ts_clock_millis();
    if (out) *out = errand;
    return TS_OK;
}

struct ts_errand *ts_errand_find(struct ts_desk *desk, ts_symbol id)
{
    for (uint32_t i = 0; i < desk->errand_count; i++)
        if (id && desk->errands[i]->id == id) return desk->errands[i];
    return NULL;
}

// --- ending

static void bury(struct ts_errand *errand)
{
    if (errand->process > 0) kill(errand->process, SIGKILL);
    while (errand->process > 0 && waitpid(errand->process, NULL, 0) < 0 && errno == EINTR) continue;
    errand->process = 0;
    ts_wire_clear(&errand->wire);
}

static void tell_listeners(struct ts_desk *desk, struct ts_errand *errand, const char *event)
{
    struct ts_buffer bytes = {0};
    ts_buffer_add_format(&bytes, "event: %s\ndata: {\"done\":%lld,\"of\":%lld}\n\n", event, (long long)errand->done, (long long)errand->of);
    for (uint32_t i = 0; i < errand->listener_count; i++) ts_wire_add(&desk->master, TS_FRAME_EVENT, errand->listeners[i], bytes.bytes, bytes.length);
    ts_buffer_clear(&bytes);
}

static void end_listeners(struct ts_desk *desk, struct ts_errand *errand)
{
    tell_listeners(desk, errand, errand->state == TS_ERRAND_DONE ? "done" : "failed");
    for (uint32_t i = 0; i < errand->listener_count; i++) ts_wire_add(&desk->master, TS_FRAME_END, errand->listeners[i], NULL, 0);
    errand->listener_count = 0;
}

void ts_errand_drop(struct ts_desk *desk, struct ts_errand *errand)
{
    for (uint32_t i = 0; i < desk->errand_count; i++)
        if (desk->errands[i] == errand) desk->errands[i] = desk->errands[--desk->errand_count];
    if (errand->state == TS_ERRAND_RUNS) errand->state = TS_ERRAND_FAILED;
    end_listeners(desk, errand);
    bury(errand);
    ts_buffer_clear(&errand->answer);
    ts_buffer_clear(&errand->more);
    free(errand->listeners);
    free(errand);
}

static void finish(struct ts_desk *desk, struct ts_errand *errand)
{
    bool has_ended = errand->state != TS_ERRAND_RUNS;
    bury(errand);
    if (!has_ended) {
        errand->state = TS_ERRAND_FAILED;
        errand->status = ts_err_set(&errand->err, TS_FAILED, "the process that did it ended by itself");
    }
    if (!errand->number) {
        end_listeners(desk, errand);
        return;
    }
    struct ts_reply reply = {.type = errand->type, .body = errand->answer};
    ts_desk_send(desk, errand->number, &reply, errand->status, &errand->err);
    ts_errand_drop(desk, errand);
}

// --- listening

void ts_errand_listen(struct ts_desk *desk, struct ts_errand *errand, uint64_t number)
{
    if (errand->listener_count == errand->listener_room) {
        errand->listener_room = errand->listener_room ? errand->listener_room * 2 : 4;
        errand->listeners = ts_memory_grow(errand->listeners, errand->listener_room * sizeof *errand->listeners);
    }
    errand->listeners[errand->listener_count++] = number;
    ts_desk_send(desk, number, &(struct ts_reply){.type = TS_REPLY_STREAM}, TS_OK, NULL);
    if (errand->state == TS_ERRAND_RUNS) tell_listeners(desk, errand, "progress");
    else end_listeners(desk, errand);
}

void ts_errand_leave(struct ts_desk *desk, uint64_t number)
{
    for (uint32_t i = desk->errand_count; i-- > 0;) {
        struct ts_errand *errand = desk->errands[i];
        for (uint32_t n = errand->listener_count; n-- > 0;)
            if (errand->listeners[n] == number) errand->listeners[n] = errand->listeners[--errand->listener_count];
        if (errand->number == number) ts_errand_drop(desk, errand);
    }
}

// --- hearing

static void take(struct ts_desk *desk, struct ts_errand *errand, const struct ts_wire_frame *frame)
{
    struct progress progress;
    switch (frame->kind) {
    case TS_FRAME_EVENT:
        if (frame->length != sizeof progress) break;
        memcpy(&progress, frame->bytes, sizeof progress);
        errand->done = progress.done;
        errand->of = progress.of;
        tell_listeners(desk, errand, "progress");
        break;
    case TS_FRAME_ANSWER: ts_buffer_add(frame->number == MORE ? &errand->more : &errand->answer, frame->bytes, frame->length); break;
    case TS_FRAME_FAILED:
        if (frame->length == sizeof errand->err) memcpy(&errand->err, frame->bytes, sizeof errand->err);
        errand->status = errand->err.status ? errand->err.status : TS_FAILED;
        break;
    case TS_FRAME_END:
        errand->state = errand->status ? TS_ERRAND_FAILED : TS_ERRAND_DONE;
        if (!errand->status) errand->done = errand->of;
        break;
    default: break;
    }
}

nfds_t ts_errands_watch(const struct ts_desk *desk, struct pollfd *out, nfds_t room)
{
    nfds_t count = 0;
    for (uint32_t i = 0; i < desk->errand_count && count < room; i++)
        if (desk->errands[i]->wire.fd >= 0) out[count++] = (struct pollfd){.fd = desk->errands[i]->wire.fd, .events = POLLIN};
    return count;
}

void ts_errands_hear(struct ts_desk *desk)
{
    int64_t now = ts_clock_millis();
    for (uint32_t i = desk->errand_count; i-- > 0;) {
        struct ts_errand *errand = desk->errands[i];
        struct ts_wire_frame frame;
        if (errand->wire.fd < 0 && now - errand->since > TS_ERRAND_KEPT_MS) ts_errand_drop(desk, errand);
        else if (errand->wire.fd >= 0) {
            ts_wire_hear(&errand->wire);
            while (ts_wire_next(&errand->wire, &frame)) take(desk, errand, &frame);
            if (errand->state != TS_ERRAND_RUNS || errand->wire.is_ended) finish(desk, errand);
        }
    }
}

void ts_errands_end(struct ts_desk *desk)
{
    while (desk->errand_count) ts_errand_drop(desk, desk->errands[desk->errand_count - 1]);
}
