// simulate_runs.c - runs of one story, one after another: what they meet is counted, what goes wrong is noted
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/rng.h"
#include "engine/batch.h"
#include "engine/simulating.h"

enum { BATCH = 256, LOOK = 256, TELL = 4096, STEPS_A_TURN = 8 };
// acts a commit; turns between looks for a signal; turns between words home; answers to warnings that may follow one another

void ts_simulating_run_id(const struct ts_many *many, int64_t number, char id[64])
{
    snprintf(id, 64, "sim_%llu_%06lld", (unsigned long long)many->seed, (long long)number);
}

// Without the highest bit, so that it can be given to `play --seed`.
uint64_t ts_simulating_seed(const struct ts_many *many, int64_t number)
{
    return ts_rng_mix(many->seed, (uint64_t)number) >> 1;
}

// --- what goes wrong

static void keep_path(const struct ts_simulating *work, int64_t count, ts_symbol last, struct ts_buffer *path)
{
    const struct ts_symbols *symbols = work->engine->symbols;
    for (int64_t i = 0; i < count; i++) ts_buffer_add_format(path, "%s\n", ts_symbol_text(symbols, work->path[i]));
    if (last) ts_buffer_add_format(path, "%s\n", ts_symbol_text(symbols, last));
}

static void fail(struct ts_simulating *work, enum ts_failing kind, ts_symbol choice, const char *error)
{
    struct ts_failure failure = {.kind = kind, .run = work->number, .seed = ts_simulating_seed(work->many, work->number), .times = 1};
    failure.turn = work->turns + (kind == TS_FAILING_TURN && choice);
    ts_buffer_add_text(&failure.error, error);
    keep_path(work, work->path_count, choice, &failure.path);
    ts_outcome_add_failure(&work->outcome, &failure);
}

static void note_refused(void *self, ts_symbol choice, const struct ts_err *why)
{
    struct ts_simulating *work = self;
    if (work->audit) ts_care_audit_refused(work->audit, work->play, why->message);
    fail(self, TS_FAILING_TURN, choice, why->message);
}

static void note_faults(struct ts_simulating *work)
{
    const struct ts_changeset *changes = &work->play->changes;
    for (uint32_t i = 0; i < changes->fault_count; i++) {
        const struct ts_fault *fault = &changes->faults[i];
        struct ts_err err;
        ts_err_set(&err, TS_FAILED, "%s", fault->message);
        fail(work, TS_FAILING_FAULT, 0, err.message);
    }
}

// --- what is met

static void count_act(struct ts_simulating *work)
{
    const struct ts_changeset *changes = &work->play->changes;
    ts_coverage_add_act(&work->outcome.coverage, work->play);
    work->outcome.events += changes->event_count;
    for (uint32_t i = 0; i < changes->grant_count; i++) *ts_map_add(&work->outcome.unlocks, changes->grants[i].unlock) += 1;
    if (changes->fault_count) note_faults(work);
}

static void keep_step(struct ts_simulating *work)
{
    if (work->path_count == work->path_room) {
        work->path_room = work->path_room ? work->path_room * 2 : 256;
        work->path = ts_memory_grow(work->path, (size_t)work->path_room * sizeof *work->path);
    }
    work->path[work->path_count++] = work->play->changes.choice_id;
}

// An answer to a warning is a step, and no turn.
static void count_step(struct ts_simulating *work)
{
    keep_step(work);
    if (work->play->changes.kind == TS_ACT_TURN) {
        work->turns++;
        work->outcome.turns++;
        work->left--;
    }
    count_act(work);
}

static void count_end(struct ts_simulating *work)
{
    const struct ts_play *play = work->play;
    bool is_going = play->run->head.state == TS_ACTIVE;
    ts_outcome_add_length(&work->outcome, work->turns);
    if (play->ending) *ts_map_add(&work->outcome.endings, play->ending) += 1;
    work->outcome.stuck += work->is_stuck;
    work->outcome.cut_off += is_going && !work->is_stuck && !work->is_over && !work->is_interrupted;
}

// --- turns

static void look_up(struct ts_simulating *work)
{
    const struct ts_simulate_how *how = work->how;
    if (work->turns % LOOK) return;
    if (how->is_ended && how->is_ended(how->self)) work->is_interrupted = true;
    if (work->outcome.turns % TELL) return;
    if (work->worker) ts_crew_tell(work->worker, work->outcome.turns);
    else if (how->progress) {
        double all = (double)work->many->runs * (double)work->many->turns;
        double done = (double)(work->number - work->many->first) * (double)work->many->turns + (double)work->turns;
        how->progress(how->self, &(struct ts_simulated){work->outcome.turns, all > 0 ? done / all : 1});
    }
}

enum ts_status ts_simulating_look_at_clock(int64_t deadline, struct ts_err *err)
{
    if (!deadline || ts_clock_monotonic() <= deadline) return TS_OK;
    return ts_err_set(err, TS_FAILED, "stopped by the clock, the limit of one test: let it play fewer turns, or make several tests of it");
}

bool ts_simulating_is_over(struct ts_simulating *work)
{
    return work->is_interrupted || work->left <= 0;
}

// The function gets the run and its choices; what it chooses is taken, whatever comes of it.
static enum ts_status take_asked(struct ts_simulating *work, struct ts_err *err)
{
    struct ts_buffer asked = {0};
    const struct ts_many *many = work->many;
    struct ts_play *play = work->play;
    many->hand->play = play;
    enum ts_status status = many->ask(many->ask_self, many->hand, &asked, &work->is_over, err);
    work->has_erred = status != TS_OK;
    if (!status && !work->is_over && !asked.length) status = ts_chooser_take(play, &work->choosing, err);
    else if (!status && !work->is_over) {
        ts_symbol choice = ts_symbol_of(work->engine->symbols, asked.bytes);
        struct ts_take take = {.choice = asked.bytes, .answer = ts_play_asks(play, choice) ? "auto" : NULL};
        status = ts_play_take(play, &take, err);
        if (status == TS_REFUSED) fail(work, TS_FAILING_TURN, choice, err->message);
    }
    ts_buffer_clear(&asked);
    return status;
}

static enum ts_status take(struct ts_simulating *work, bool *is_step, struct ts_err *err)
{
    *is_step = true;
    if (work->audit) return ts_care_audit_act(work->audit, work->play, &work->choosing, is_step, err);
    if (work->many->chooser == TS_CHOOSE_FUNCTION) return take_asked(work, err);
    return ts_chooser_take(work->play, &work->choosing, err);
}

static bool goes_on(const struct ts_simulating *work)
{
    return work->turns < work->many->turns && work->path_count < STEPS_A_TURN * work->many->turns && work->left > 0 && work->play->run->head.state == TS_ACTIVE && !work->is_stuck && !work->is_over &&
           !work->is_interrupted;
}

// Nothing is left to be taken: the end of the run, and no error of the simulation.
static enum ts_status be_stuck(struct ts_simulating *work, enum ts_status status, const struct ts_err *err)
{
    work->is_stuck = true;
    if (status == TS_FAILED) fail(work, TS_FAILING_STUCK, 0, err->message);
    return TS_OK;
}

// Are acts stored by twos and more? Not where they may be taken back and what chooses could not be asked anew.
static bool has_batches(const struct ts_simulating *work)
{
    return !ts_store_can_tear(work->engine->store) || (work->many->chooser != TS_CHOOSE_FUNCTION && !work->choosing.guide);
}

// Is a batch such that it can be done anew? It is of one run at most then.
static bool is_careful(const struct ts_simulating *work)
{
    return has_batches(work) && ts_store_can_tear(work->engine->store);
}

static enum ts_status take_turn(struct ts_simulating *work, struct ts_err *err)
{
    bool is_step, is_full = ++work->acts >= BATCH, is_shown = work->many->chooser == TS_CHOOSE_FUNCTION || !has_batches(work);
    ts_play_set_batch(work->play, !is_shown && !is_full && work->turns + 1 < work->many->turns);
    enum ts_status status = take(work, &is_step, err);
    if (!work->has_erred && (status == TS_FAILED || status == TS_REFUSED)) return be_stuck(work, status, err);
    if (!status && !work->is_over && is_step) count_step(work);
    if (work->choosing.guide) ts_guide_step((struct ts_guide *)work->choosing.guide);
    look_up(work);
    return status ? status : ts_simulating_look_at_clock(work->many->deadline, err);
}

// --- runs

struct ts_start ts_simulating_start(const struct ts_many *many, int64_t number, struct ts_names *names)
{
    unsigned long long seed = many->seed;
    long long world = many->proof ? (number + 1) / 2 : number; // where care is judged two lives share one, and read of each other
    ts_simulating_run_id(many, number, names->run);
    snprintf(names->player, sizeof names->player, "sim_player_%06lld", (long long)number);
    snprintf(names->universe, sizeof names->universe, "sim_%llu_world_%06lld", seed, world);
    return (struct ts_start){.story = many->story,
                             .run = names->run,
                             .player = names->player,
                             .character = "Traveller",
                             .universe = many->universe ? many->universe : names->universe,
                             .care = many->care,
                             .has_seed = true,
                             .seed = ts_simulating_seed(many, number)};
}

static enum ts_status start(struct ts_simulating *work, struct ts_err *err)
{
    struct ts_names names;
    struct ts_start how = ts_simulating_start(work->many, work->number, &names);
    if (work->audit) how.care = ts_care_audit_begin(work->audit, work->number, how.seed);
    return ts_play_start(work->engine, &how, &work->play, err);
}

static void begin_turns(struct ts_simulating *work)
{
    count_act(work);
    if (work->audit) ts_care_audit_look(work->audit, work->play);
    if (work->choosing.guide) ts_guide_begin((struct ts_guide *)work->choosing.guide, work->play->run->seed);
    if (work->many->begin) work->many->begin(work->many->ask_self);
}

// A script may have kept the handle: it stands for a run as long as there is one.
static void let_go(struct ts_simulating *work)
{
    struct ts_sim_run *hand = work->many->hand;
    if (hand && hand->play && hand->play != work->play) ts_play_free(hand->play);
    if (hand) hand->play = work->play;
    else ts_play_free(work->play);
    work->play = NULL;
    work->is_going = false;
}

static enum ts_status end_run(struct ts_simulating *work, struct ts_err *err)
{
    count_end(work);
    enum ts_status status = work->is_kept && work->play->run->head.state == TS_ACTIVE ? ts_play_pause(work->play, NULL, err) : TS_OK;
    work->is_going = false;
    if (!is_careful(work)) let_go(work); // else when what it did is stored for good
    return status;
}

static bool declares_care(const struct ts_simulating *work)
{
    return work->engine->content->packs[work->story->pack].declares_care;
}

// A run that cannot even be opened has failed at turn 0.
static void note_unopened(struct ts_simulating *work, bool is_closed, const struct ts_err *err)
{
    if (!is_closed) {
        be_stuck(work, TS_OK, err);
        if (work->audit) ts_care_audit_refused(work->audit, NULL, err->message);
        fail(work, TS_FAILING_TURN, 0, err->message);
        work->outcome.stuck++;
    }
    ts_outcome_add_length(&work->outcome, 0);
    let_go(work);
}

static enum ts_status begin_run(struct ts_simulating *work, struct ts_err *err)
{
    if (work->play) let_go(work);
    work->number = work->next++;
    work->turns = work->path_count = 0;
    work->is_stuck = work->is_over = false;
    work->is_going = true;
    enum ts_status status = start(work, err);
    bool is_closed = status == TS_DATA && work->audit && !declares_care(work); // to those who asked to be spared something
    if (status && status != TS_REFUSED && status != TS_FAILED && !is_closed) return status;
    work->outcome.runs++;
    if (status) note_unopened(work, is_closed, err);
    else begin_turns(work);
    return TS_OK;
}

static void prepare(struct ts_simulating *work)
{
    const struct ts_many *many = work->many;
    bool is_guided = many->chooser == TS_CHOOSE_GUIDED;
    work->choosing = (struct ts_choosing){.chooser = many->chooser == TS_CHOOSE_FUNCTION ? TS_CHOOSE_RANDOM : many->chooser,
                                          .may_end = !many->keeps_on,
                                          .is_patient = true,
                                          .refused = note_refused,
                                          .self = work};
    if (is_guided) work->choosing.guide = ts_guide_new(work->engine->content, work->story, &work->known, &work->outcome.coverage);
}

// --- batches

static void keep(struct ts_simulating *work)
{
    struct ts_simulating_kept *kept = &work->kept;
    ts_outcome_copy(&kept->outcome, &work->outcome);
    kept->path.length = 0;
    if (work->path_count) ts_buffer_add(&kept->path, work->path, (size_t)work->path_count * sizeof *work->path);
    kept->number = work->number;
    kept->next = work->next;
    kept->turns = work->turns;
    kept->left = work->left;
    kept->said = ts_host_said(work->engine->host);
    kept->is_going = work->is_going;
    kept->is_stuck = work->is_stuck;
}

// As it was when the batch began. A run that was in hand stands where the store has it.
static enum ts_status take_back(struct ts_simulating *work, struct ts_err *err)
{
    const struct ts_simulating_kept *kept = &work->kept;
    if (!kept->is_going && work->play) let_go(work);
    ts_outcome_copy(&work->outcome, &kept->outcome);
    work->path_count = (int64_t)(kept->path.length / sizeof *work->path);
    if (work->path_count) memcpy(work->path, kept->path.bytes, kept->path.length);
    work->number = kept->number;
    work->next = kept->next;
    work->turns = kept->turns;
    work->left = kept->left;
    work->is_going = kept->is_going;
    work->is_stuck = kept->is_stuck;
    ts_host_forget_said(work->engine->host, kept->said);
    return kept->is_going ? ts_play_reload(work->play, err) : TS_OK;
}

static bool is_done(struct ts_simulating *work)
{
    return !work->is_going && (work->next >= work->until || ts_simulating_is_over(work));
}

static enum ts_status step(struct ts_simulating *work, struct ts_err *err)
{
    if (!work->is_going) return begin_run(work, err);
    return goes_on(work) ? take_turn(work, err) : end_run(work, err);
}

static enum ts_status play_batch(void *self, struct ts_err *err)
{
    struct ts_simulating *work = self;
    bool is_short = is_careful(work);
    enum ts_status status = work->is_again ? take_back(work, err) : TS_OK;
    work->is_again = is_short;
    work->acts = 0;
    while (!status && !is_done(work) && work->acts < BATCH) {
        status = step(work, err);
        if (is_short && !work->is_going) break;
    }
    return status;
}

static enum ts_status play_all(struct ts_simulating *work, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    while (!status && !is_done(work)) {
        work->is_again = false;
        if (is_careful(work)) keep(work);
        status = has_batches(work) ? ts_batch_do(work->engine->store, play_batch, work, err) : step(work, err);
    }
    return status;
}

enum ts_status ts_simulating_play(struct ts_simulating *work, int64_t first, int64_t count, struct ts_err *err)
{
    prepare(work);
    work->next = first;
    work->until = first + count;
    enum ts_status status = play_all(work, err);
    if (work->play) let_go(work);
    ts_guide_free((struct ts_guide *)work->choosing.guide);
    ts_outcome_clear(&work->kept.outcome);
    ts_buffer_clear(&work->kept.path);
    free(work->path);
    work->path = NULL;
    work->path_room = 0;
    return status;
}
