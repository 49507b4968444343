// simulate_many.c - many runs of one story, shared out to worker processes
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "base/rng.h"
#include "engine/chooser.h"
#include "engine/hand.h"
#include "engine/json.h"
#include "engine/simulate.h"

enum { BATCH = 256 }; // acts a commit

struct totals { // plain numbers, so that a worker can write them down a pipe
    int64_t runs, turns, events, stuck;
};

struct work {
    struct ts_engine *engine;
    const struct ts_simulate_how *how;
    const struct ts_many *many;
    struct totals totals;
    int64_t acts; // since the batch began
};

static enum ts_status begin(struct work *work, struct ts_err *err)
{
    work->acts = 0;
    return ts_store_begin(work->engine->store, LOCK_WAIT_MS, err);
}

static enum ts_status end_batch(struct work *work, bool again, struct ts_err *err)
{
    enum ts_status status = ts_store_commit(work->engine->store, err);
    return status || !again ? status : begin(work, err);
}

static enum ts_status start(struct work *work, int64_t number, struct ts_play **out, struct ts_err *err)
{
    char run[64], player[64], universe[64];
    snprintf(run, sizeof run, "sim_%llu_%06lld", (unsigned long long)work->many->seed, (long long)number);
    snprintf(player, sizeof player, "sim_player_%06lld", (long long)number);
    snprintf(universe, sizeof universe, "sim_%llu_world_%06lld", (unsigned long long)work->many->seed, (long long)number);
    struct ts_start how = {.story = work->many->story,
                           .run = run,
                           .player = player,
                           .character = "Traveller",
                           .universe = work->many->universe ? work->many->universe : universe,
                           .has_seed = true,
                           .seed = ts_rng_mix(work->many->seed, (uint64_t)number)};
    return ts_play_start(work->engine, &how, out, err);
}

static enum ts_status play_turns(struct work *work, struct ts_play *play, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (int64_t turn = 0; turn < work->many->turns && !status && play->run->head.state == TS_ACTIVE; turn++) {
        bool full = ++work->acts >= BATCH;
        ts_play_set_batch(play, !full && turn + 1 < work->many->turns);
        status = ts_chooser_take(play, work->many->chooser, err);
        if (status == TS_FAILED) {
            work->totals.stuck++;
            return TS_OK;
        }
        work->totals.turns += !status;
        work->totals.events += status ? 0 : ts_play_events(play);
        if (!status && full) status = end_batch(work, true, err);
    }
    return status;
}

static enum ts_status play_one(struct work *work, int64_t number, struct ts_err *err)
{
    struct ts_play *play = NULL;
    enum ts_status status = start(work, number, &play, err);
    if (status) return status;
    work->totals.runs++;
    work->totals.events += ts_play_events(play);
    status = play_turns(work, play, err);
    if (!status && play->run->head.state == TS_ACTIVE) status = ts_play_pause(play, NULL, err);
    ts_play_free(play);
    return status;
}

// Every `step`th run from `first` on.
static enum ts_status play_share(struct work *work, int64_t first, int64_t step, struct ts_err *err)
{
    enum ts_status status = begin(work, err);
    for (int64_t i = first; i < work->many->runs && !status; i += step) {
        status = play_one(work, i + 1, err);
        if (work->how->progress && first == 0)
            work->how->progress(work->how->self, (i + 1) * work->many->turns, work->many->runs * work->many->turns);
    }
    if (status) {
        ts_store_rollback(work->engine->store);
        return status;
    }
    return end_batch(work, false, err);
}

// --- workers

struct answer { // what a worker writes when it is done
    struct totals totals;
    struct ts_err err;
};

static void serve(struct work *work, int first, int step, int to)
{
    struct answer answer = {0};
    answer.err.status = play_share(work, first, step, &answer.err);
    if (!answer.err.status) answer.err.status = ts_stray_check(work->engine, &answer.err);
    answer.totals = work->totals;
    _exit(ts_descriptor_write(to, &answer, sizeof answer) ? 0 : 74);
}

static enum ts_status hire(struct work *work, int first, int step, int *from, struct ts_err *err)
{
    int ends[2];
    if (pipe(ends)) return ts_err_set(err, TS_IO, "cannot make a pipe to a worker: %s", strerror(errno));
    pid_t worker = fork();
    if (worker < 0) {
        close(ends[0]);
        close(ends[1]);
        return ts_err_set(err, TS_IO, "cannot start a worker: %s", strerror(errno));
    }
    if (!worker) {
        close(ends[0]);
        prctl(PR_SET_PDEATHSIG, SIGKILL); // a worker without its master works for nobody
        serve(work, first, step, ends[1]);
    }
    close(ends[1]);
    *from = ends[0];
    return TS_OK;
}

static bool hear(int from, struct answer *answer)
{
    size_t got = 0;
    while (got < sizeof *answer) {
        ssize_t count = read(from, (char *)answer + got, sizeof *answer - got);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        got += (size_t)count;
    }
    return true;
}

static void add(struct totals *sum, const struct totals *part)
{
    sum->runs += part->runs;
    sum->turns += part->turns;
    sum->events += part->events;
    sum->stuck += part->stuck;
}

static enum ts_status share_out(struct work *work, int jobs, struct ts_err *err)
{
    int from[64], hired = 0;
    enum ts_status status = TS_OK;
    for (; hired < jobs && !status; hired += !status) status = hire(work, hired, jobs, &from[hired], err);
    for (int i = 0; i < hired; i++) {
        struct answer answer;
        if (!hear(from[i], &answer)) {
            if (!status) status = ts_err_set(err, TS_FAILED, "worker %d of %d died: run again with --jobs 1", i + 1, jobs);
        } else if (answer.err.status) {
            if (!status) *err = answer.err;
            status = status ? status : answer.err.status;
        } else {
            add(&work->totals, &answer.totals);
        }
        close(from[i]);
    }
    while (wait(NULL) > 0 || errno == EINTR) continue;
    return status;
}

enum ts_status ts_simulate_many(struct ts_engine *engine, const struct ts_simulate_how *how, const struct ts_many *many,
                                struct ts_buffer *json, struct ts_err *err)
{
    struct work work = {.engine = engine, .how = how, .many = many};
    int jobs = how->jobs > 64 ? 64 : how->jobs;
    bool alone = jobs <= 1 || many->universe || !ts_store_is_memory(engine->store);
    enum ts_status status = alone ? play_share(&work, 0, 1, err) : share_out(&work, jobs, err);
    if (status) return status;
    ts_json_open(json, '{');
    ts_json_field_int(json, "events", work.totals.events);
    ts_json_field_int(json, "runs", work.totals.runs);
    ts_json_field_int(json, "stuck", work.totals.stuck);
    ts_json_field_int(json, "turns", work.totals.turns);
    ts_json_close(json, '}');
    return TS_OK;
}
