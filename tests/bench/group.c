// group.c - turns a second with one sync for each, beside those of two workers that a committer stores in groups
//
// turnstone_group FOLDER SECONDS: prints {"alone":…,"group":…,"cpu":…}: turns a second; microseconds of a processor that a turn takes the committer.
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../store/acts.h"
#include "base/clock.h"
#include "web/committer.h"
#include "web/storing.h"

enum { WORKERS = 2, IN_FLIGHT = 32, SECOND = 1000000000 };

static void expect(const struct acts *acts, enum ts_status status)
{
    if (!status) return;
    fprintf(stderr, "%s\n", acts->err.message);
    exit(1);
}

static struct ts_run *start_run(struct acts *acts, const char *prefix, int index)
{
    char id[24], universe[32];
    snprintf(id, sizeof id, "%.8s%d", prefix, index);
    snprintf(universe, sizeof universe, "u%s", id);
    struct ts_run *run = acts_run(acts, id, "player", universe, 0);
    acts_begin_start(acts, run);
    expect(acts, acts_save(acts));
    return run;
}

// Nobody else writes in its universe, so that its seq is known: the start, then a turn each.
static void take_turn(struct acts *acts, struct ts_run *run)
{
    struct ts_changeset *changes = &acts->changes;
    acts_standard_turn(acts, run);
    changes->base_seq = run->head.turn;
    changes->has_read_world = changes->has_shown = true;
    ts_buffer_add_text(&changes->shown.text, "Fog on the water. The same lantern at the end of the quay.");
    expect(acts, acts_save(acts));
}

static double turns_alone(struct acts *acts, const char *path, int seconds)
{
    expect(acts, ts_store_open(path, TS_STORE_CREATE, acts->symbols, &acts->store, &acts->err));
    struct ts_run *run = start_run(acts, "alone", 0);
    int64_t begun = ts_clock_monotonic(), turns = 0;
    for (; ts_clock_monotonic() - begun < (int64_t)seconds * SECOND; turns++) take_turn(acts, run);
    double lasted = (double)(ts_clock_monotonic() - begun) / SECOND;
    ts_store_close(acts->store);
    acts->store = NULL;
    ts_run_free(run);
    return (double)turns / lasted;
}

struct worker {
    struct acts *acts;
    struct ts_storing storing;
    struct ts_run *runs[IN_FLIGHT];
    uint64_t tickets[IN_FLIGHT];
    int64_t stored;
};

static void note_stored(void *self, const struct ts_stored *stored)
{
    struct worker *worker = self;
    if (stored->status) {
        fprintf(stderr, "%s\n", stored->message);
        exit(1);
    }
    for (int i = 0; i < IN_FLIGHT; i++)
        if (worker->tickets[i] == stored->ticket) worker->tickets[i] = 0;
    worker->stored++;
}

// Keeps all its runs' turns in flight; tells how many were stored in the time.
_Noreturn static void work(struct acts *acts, const char *path, int fd, const char *prefix, int seconds, int report)
{
    struct worker worker = {.acts = acts, .storing = {.stored = note_stored, .self = &worker}};
    acts->key = (uint64_t)getpid() << 32;
    struct ts_changeset_wire known = {&acts->content, ts_symbols_count(acts->symbols)};
    expect(acts, ts_storing_open(&worker.storing, path, fd, &known, &acts->err));
    acts->store = worker.storing.store;
    for (int i = 0; i < IN_FLIGHT; i++) worker.runs[i] = start_run(acts, prefix, i);
    int64_t begun = ts_clock_monotonic();
    while (ts_clock_monotonic() - begun < (int64_t)seconds * SECOND) {
        for (int i = 0; i < IN_FLIGHT; i++) {
            if (worker.tickets[i]) continue;
            take_turn(acts, worker.runs[i]);
            worker.tickets[i] = ts_relay_last(acts->store);
        }
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        poll(&ready, 1, -1);
        ts_storing_hear(&worker.storing);
    }
    double rate = (double)worker.stored * SECOND / (double)(ts_clock_monotonic() - begun);
    if (write(report, &rate, sizeof rate) != sizeof rate) exit(1);
    expect(acts, ts_storing_wait(&worker.storing, &acts->err));
    ts_storing_close(&worker.storing);
    _exit(0);
}

_Noreturn static void commit(struct acts *acts, const char *path, int nursery)
{
    struct ts_engine engine = {.symbols = acts->symbols, .content = &acts->content};
    expect(acts, ts_committer_run(&engine, path, nursery, &acts->err));
    _exit(0);
}

static void start_worker(struct acts *acts, const char *path, int nursery, int index, int seconds, int report)
{
    char prefix[16];
    int ends[2];
    snprintf(prefix, sizeof prefix, "w%d_", index);
    if (!ts_wire_pair(ends)) exit(1);
    if (!fork()) {
        close(nursery);
        close(ends[0]);
        work(acts, path, ends[1], prefix, seconds, report);
    }
    if (!ts_wire_give(nursery, (uint64_t)index, ends[0])) exit(1);
    close(ends[0]);
    close(ends[1]);
}

static double wait_for_all(pid_t committer)
{
    struct rusage usage;
    double cpu = 0;
    int status;
    for (pid_t ended; (ended = wait4(-1, &status, 0, &usage)) > 0;) {
        if (status) exit(1);
        if (ended == committer) cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    }
    return cpu;
}

static double turns_in_groups(struct acts *acts, const char *path, int seconds, double *cpu)
{
    int nursery[2], report[2];
    double sum = 0, rate;
    expect(acts, ts_store_open(path, TS_STORE_CREATE, acts->symbols, &acts->store, &acts->err));
    ts_store_close(acts->store);
    acts->store = NULL;
    if (!ts_wire_pair(nursery) || pipe(report) != 0) exit(1);
    pid_t committer = fork();
    if (!committer) {
        close(nursery[0]);
        commit(acts, path, nursery[1]);
    }
    close(nursery[1]);
    for (int i = 0; i < WORKERS; i++) start_worker(acts, path, nursery[0], i, seconds, report[1]);
    close(nursery[0]);
    close(report[1]);
    while (read(report[0], &rate, sizeof rate) == sizeof rate) sum += rate;
    *cpu = wait_for_all(committer) / (sum * seconds);
    return sum;
}

int main(int argc, char **argv)
{
    char path[512];
    struct acts acts;
    int seconds = argc > 2 ? atoi(argv[2]) : 2;
    acts_init(&acts);
    *ts_map_add(&acts.content.story_by_id, acts.story.id) = 1;
    snprintf(path, sizeof path, "%s/alone.db", argc > 1 ? argv[1] : ".");
    double alone = turns_alone(&acts, path, seconds);
    snprintf(path, sizeof path, "%s/group.db", argc > 1 ? argv[1] : ".");
    double cpu, group = turns_in_groups(&acts, path, seconds, &cpu);
    printf("{\"alone\":%.0f,\"group\":%.0f,\"cpu\":%.1f}\n", alone, group, cpu);
    ts_map_clear(&acts.content.story_by_id);
    acts_clear(&acts);
    return 0;
}
