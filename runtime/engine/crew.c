// crew.c - worker processes that share out the parts of one piece of work
//
// A worker reads numbers of parts from one pipe and writes frames into another. All that it changes in memory is its own.
#include "engine/crew.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/descriptor.h"

enum { DEATHS_MAX = 3, AHEAD = 4, LOOK_MS = 100 }; // parts that each worker may be ahead of the first that is missing
enum { PIECE = 1 << 16, IDLE = -1, SPENT = -2 }; // SPENT: it has done its part and is about to end

enum kind { TOLD, ANSWERED, FAILED };
struct frame { uint64_t kind, length; }; // TOLD: `length` is how far; FAILED: the bytes are a status and words

struct ts_crew_worker { // as it sees itself, and as it is seen
    pid_t process;
    int to, from;
    int64_t part; // IDLE, SPENT: none
    int64_t told;
    struct ts_buffer heard;
};

struct slot { // of a part that is not yet taken
    struct ts_buffer answer;
    bool is_answered, has_failed, is_lost;
    int deaths;
};

struct hall {
    const struct ts_crew *crew;
    struct ts_crew_worker *workers;
    int hired;
    struct slot *slots; // part % room
    int64_t room, given, taken, until; // until: parts from here on are not given out
    bool is_ended;
};

static struct slot *slot_of(const struct hall *hall, int64_t part)
{
    return &hall->slots[part % hall->room];
}

// --- the worker

static bool read_all(int from, void *bytes, size_t length)
{
    for (size_t got = 0; got < length;) {
        ssize_t count = read(from, (char *)bytes + got, length - got);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        got += (size_t)count;
    }
    return true;
}

static void send(const struct ts_crew_worker *worker, enum kind kind, const void *bytes, size_t length)
{
    struct frame frame = {kind, length};
    if (!ts_descriptor_write(worker->to, &frame, sizeof frame) || !ts_descriptor_write(worker->to, bytes, length)) _exit(74);
}

void ts_crew_tell(struct ts_crew_worker *worker, int64_t done)
{
    struct frame frame = {TOLD, (uint64_t)done};
    if (!ts_descriptor_write(worker->to, &frame, sizeof frame)) _exit(74);
}

_Noreturn static void serve(const struct ts_crew *crew, struct ts_crew_worker *worker)
{
    struct ts_buffer answer = {0};
    struct ts_err err;
    while (read_all(worker->from, &worker->part, sizeof worker->part)) {
        answer.length = 0;
        err.status = crew->work(crew->self, worker->part, worker, &answer, &err);
        if (err.status) send(worker, FAILED, &err, sizeof err);
        else send(worker, ANSWERED, answer.bytes, answer.length);
        if (crew->is_fresh) break;
    }
    if (crew->leave) crew->leave(crew->self);
    _exit(0);
}

// --- hiring

static void forget(struct ts_crew_worker *worker)
{
    close(worker->to);
    close(worker->from);
    ts_buffer_clear(&worker->heard);
}

// In the new process: the ends of the others' pipes are closed, so that theirs end when the master closes them.
_Noreturn static void begin(struct hall *hall, pid_t master, int from, int to)
{
    for (int i = 0; i < hall->hired; i++) forget(&hall->workers[i]);
    prctl(PR_SET_PDEATHSIG, SIGKILL); // a worker without its master works for nobody
    if (getppid() != master) _exit(74);
    struct ts_crew_worker self = {.to = to, .from = from};
    serve(hall->crew, &self);
}

static enum ts_status hire(struct hall *hall, struct ts_err *err)
{
    int tasks[2], answers[2];
    pid_t master = getpid(), process = -1;
    if (pipe(tasks)) return ts_err_set(err, TS_IO, "cannot make a pipe to a worker: %s", strerror(errno));
    bool has_both = !pipe(answers);
    if (has_both) process = fork();
    if (process < 0) {
        ts_err_set(err, TS_IO, "cannot start a worker: %s", strerror(errno));
        close(tasks[0]), close(tasks[1]);
        if (has_both) close(answers[0]), close(answers[1]);
        return TS_IO;
    }
    if (!process) {
        close(tasks[1]), close(answers[0]);
        begin(hall, master, tasks[0], answers[1]);
    }
    close(tasks[0]), close(answers[1]);
    hall->workers[hall->hired++] = (struct ts_crew_worker){.process = process, .to = tasks[1], .from = answers[0], .part = IDLE};
    return TS_OK;
}

static void dismiss(struct hall *hall, int index)
{
    struct ts_crew_worker *worker = &hall->workers[index];
    pid_t process = worker->process;
    forget(worker);
    *worker = hall->workers[--hall->hired];
    while (waitpid(process, NULL, 0) < 0 && errno == EINTR) continue;
}

// --- giving out

// The part to be done next; -1: there is none, or the first that is missing holds up too many.
static int64_t next_part(struct hall *hall)
{
    for (int64_t part = hall->taken; part < hall->given; part++)
        if (slot_of(hall, part)->is_lost) return part;
    return hall->given < hall->until && hall->given < hall->taken + hall->room ? hall->given : -1;
}

static void give(struct hall *hall, struct ts_crew_worker *worker, int64_t part)
{
    worker->part = part;
    worker->told = 0;
    slot_of(hall, part)->is_lost = false;
    if (part == hall->given) hall->given++;
    bool is_sent = ts_descriptor_write(worker->to, &part, sizeof part);
    (void)is_sent; // a worker that is dead is met when it is listened to
}

static enum ts_status give_out(struct hall *hall, struct ts_err *err)
{
    int64_t part;
    for (int i = 0; i < hall->hired && (part = next_part(hall)) >= 0; i++)
        if (hall->workers[i].part == IDLE) give(hall, &hall->workers[i], part);
    while (hall->hired < hall->crew->jobs && (part = next_part(hall)) >= 0) {
        enum ts_status status = hire(hall, err);
        if (status && hall->hired) return TS_OK; // fewer will do
        if (status) return status;
        give(hall, &hall->workers[hall->hired - 1], part);
    }
    return TS_OK;
}

// --- hearing

static enum ts_status lose(struct hall *hall, int64_t part, struct ts_err *err)
{
    struct slot *slot = slot_of(hall, part);
    struct ts_buffer name = {0};
    if (hall->is_ended || part >= hall->until) return TS_OK;
    slot->is_lost = true;
    if (++slot->deaths < DEATHS_MAX) return TS_OK;
    hall->crew->name(hall->crew->self, part, &name);
    ts_err_set(err, TS_FAILED, "three worker processes died over %s", name.bytes);
    ts_buffer_clear(&name);
    return TS_FAILED;
}

static void keep_answer(struct hall *hall, struct ts_crew_worker *worker, const struct frame *frame)
{
    struct slot *slot = slot_of(hall, worker->part);
    ts_buffer_add(&slot->answer, worker->heard.bytes + sizeof *frame, frame->length);
    slot->is_answered = true;
    slot->has_failed = frame->kind == FAILED;
    if (slot->has_failed && worker->part < hall->until) hall->until = worker->part + 1;
    worker->part = hall->crew->is_fresh ? SPENT : IDLE;
    worker->told = 0;
}

static void understand(struct hall *hall, struct ts_crew_worker *worker)
{
    struct frame frame;
    while (worker->heard.length >= sizeof frame) {
        memcpy(&frame, worker->heard.bytes, sizeof frame);
        size_t size = sizeof frame + (frame.kind == TOLD ? 0 : frame.length);
        if (worker->heard.length < size) return;
        if (frame.kind == TOLD) worker->told = (int64_t)frame.length;
        else keep_answer(hall, worker, &frame);
        memmove(worker->heard.bytes, worker->heard.bytes + size, worker->heard.length - size);
        worker->heard.length -= size;
    }
}

static enum ts_status hear(struct hall *hall, int index, struct ts_err *err)
{
    struct ts_crew_worker *worker = &hall->workers[index];
    ts_buffer_grow(&worker->heard, PIECE);
    ssize_t count = read(worker->from, worker->heard.bytes + worker->heard.length, PIECE);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return TS_OK;
    if (count > 0) {
        worker->heard.length += (size_t)count;
        understand(hall, worker);
        return TS_OK;
    }
    int64_t part = worker->part;
    dismiss(hall, index);
    return part < 0 ? TS_OK : lose(hall, part, err);
}

static enum ts_status listen_to_all(struct hall *hall, struct ts_err *err)
{
    struct pollfd ears[TS_CREW_MAX];
    enum ts_status status = TS_OK;
    for (int i = 0; i < hall->hired; i++) ears[i] = (struct pollfd){.fd = hall->workers[i].from, .events = POLLIN};
    if (poll(ears, (unsigned)hall->hired, LOOK_MS) < 0) return TS_OK;
    for (int i = hall->hired - 1; i >= 0 && !status; i--) // backward: who is dismissed is replaced by the last
        if (ears[i].revents) status = hear(hall, i, err);
    return status;
}

// --- taking

static enum ts_status take_one(struct hall *hall, struct slot *slot, struct ts_err *err)
{
    bool is_enough = false;
    if (slot->has_failed) {
        memcpy(err, slot->answer.bytes, sizeof *err);
        return err->status;
    }
    enum ts_status status = hall->crew->take(hall->crew->self, hall->taken, &slot->answer, &is_enough, err);
    if (is_enough) hall->until = hall->taken + 1;
    return status;
}

static bool is_anybody_busy(const struct hall *hall)
{
    for (int i = 0; i < hall->hired; i++)
        if (hall->workers[i].part >= 0) return true;
    return false;
}

// All that is there in order; when it is over, what is there at all.
static enum ts_status take_all(struct hall *hall, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    bool is_last = hall->is_ended && !is_anybody_busy(hall);
    while (hall->taken < hall->given && hall->taken < hall->until && !status) {
        struct slot *slot = slot_of(hall, hall->taken);
        if (!slot->is_answered && !is_last) return TS_OK;
        if (slot->is_answered) status = take_one(hall, slot, err);
        ts_buffer_clear(&slot->answer);
        *slot = (struct slot){0};
        hall->taken++;
    }
    return status;
}

static void look_around(struct hall *hall)
{
    const struct ts_crew *crew = hall->crew;
    int64_t told = 0;
    if (!hall->is_ended && crew->is_ended && crew->is_ended(crew->self)) {
        hall->is_ended = true;
        hall->until = hall->given;
        for (int i = 0; i < hall->hired; i++) kill(hall->workers[i].process, SIGTERM);
    }
    for (int i = 0; i < hall->hired; i++) told += hall->workers[i].told;
    if (crew->heard) crew->heard(crew->self, told);
}

static bool is_done(const struct hall *hall)
{
    return hall->is_ended ? !is_anybody_busy(hall) : hall->taken >= hall->until;
}

static enum ts_status work(struct hall *hall, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    while (!status && !is_done(hall)) {
        if (!hall->is_ended) status = give_out(hall, err);
        if (!status) status = listen_to_all(hall, err);
        look_around(hall);
        if (!status) status = take_all(hall, err);
    }
    return status ? status : take_all(hall, err);
}

// Whoever is still at work does what nobody needs.
static void close_hall(struct hall *hall)
{
    for (int i = 0; i < hall->hired; i++)
        if (hall->workers[i].part >= 0) kill(hall->workers[i].process, SIGKILL);
    while (hall->hired) dismiss(hall, hall->hired - 1);
    for (int64_t i = 0; i < hall->room; i++) ts_buffer_clear(&hall->slots[i].answer);
    free(hall->slots);
    free(hall->workers);
}

int ts_crew_jobs(int asked)
{
    long jobs = asked > 0 ? asked : sysconf(_SC_NPROCESSORS_ONLN);
    return jobs < 1 ? 1 : jobs > TS_CREW_MAX ? TS_CREW_MAX : (int)jobs;
}

enum ts_status ts_crew_run(const struct ts_crew *crew, struct ts_err *err)
{
    struct hall hall = {.crew = crew, .room = (int64_t)crew->jobs * AHEAD, .until = crew->parts};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    hall.workers = ts_memory_get((size_t)crew->jobs * sizeof *hall.workers);
    hall.slots = ts_memory_get((size_t)hall.room * sizeof *hall.slots);
    memset(hall.slots, 0, (size_t)hall.room * sizeof *hall.slots);
    sigaction(SIGPIPE, &ignore, &before); // a task for a worker that has just died
    enum ts_status status = work(&hall, err);
    close_hall(&hall);
    sigaction(SIGPIPE, &before, NULL);
    return status;
}
