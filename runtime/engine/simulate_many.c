// simulate_many.c - many runs of one story, shared out to worker processes
//
// Runs are cut into parts, and parts into rounds, by their numbers alone, so that what comes out does not depend on who plays what when.
// Within a round nobody knows of the others; `guided` goes by what all rounds before have met, so its rounds begin small and grow.
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/simulating.h"
#include "game/ways.h"

enum { PARTS = 128, TURNS_A_PART = 200000, GUIDED_PARTS = 16 };

struct round {
    struct ts_simulating *work;
    int64_t first, count, block; // numbers of its runs; so many are a part
    int64_t told;                // turns by workers whose parts are not yet taken
    int64_t cut;                 // the part in which the turns of all were used up; -1: none
};

static int64_t at_most(int64_t number, int64_t most) { return number < most ? number : most; }
static int64_t at_least(int64_t number, int64_t least) { return number > least ? number : least; }

static int64_t first_of(const struct round *round, int64_t part) { return round->first + part * round->block; }
static int64_t count_of(const struct round *round, int64_t part) { return at_most(round->block, round->count - part * round->block); }

// --- in a worker

static void write_watched(const struct ts_watching *watching, struct ts_buffer *out)
{
    if (watching) ts_buffer_add(out, watching->calls, watching->count * sizeof *watching->calls);
}

// Everything is new but the content: the store, the sums, what was counted of calls.
static void clear_desk(struct ts_simulating *work)
{
    struct ts_engine *engine = work->engine;
    struct ts_watching *watching = work->how->watching;
    engine->store = NULL; // the master's, which is left alone
    ts_outcome_clear(&work->outcome);
    if (work->audit) ts_care_audit_forget(work->audit);
    if (watching) memset(watching->calls, 0, watching->count * sizeof *watching->calls);
}

static enum ts_status do_part(void *self, int64_t part, struct ts_crew_worker *worker, struct ts_buffer *answer, struct ts_err *err)
{
    struct round *round = self;
    struct ts_simulating *work = round->work;
    const struct ts_many *many = work->many;
    struct ts_buffer said = {0};
    work->worker = worker;
    int64_t left = work->left;
    clear_desk(work);
    if (many->noting) many->noting->forget(many->ask_self);
    enum ts_status status = ts_simulate_open(work->engine, "memory:", err);
    if (!status) status = ts_simulating_play(work, first_of(round, part), count_of(round, part), err);
    if (!status) status = ts_stray_check(work->engine, err);
    if (many->hand) many->hand->play = NULL; // its store is closed; a handle that was kept is asked for nothing in here
    ts_store_close(work->engine->store);
    work->left = left;
    if (status) return status;
    uint64_t is_interrupted = work->is_interrupted;
    ts_buffer_add(answer, &is_interrupted, sizeof is_interrupted);
    write_watched(work->how->watching, answer);
    ts_outcome_write(&work->outcome, work->engine->symbols, answer);
    if (work->audit) ts_care_audit_write(work->audit, answer);
    if (many->noting) many->noting->write(many->ask_self, answer);
    ts_host_take_said(work->engine->host, &said);
    ts_buffer_add(answer, said.bytes, said.length);
    ts_buffer_clear(&said);
    return TS_OK;
}

// --- at home

// What calls counted is kept at odd places in the bytes: it is copied out before it is read.
static void add_watched(struct ts_watching *watching, const char **at)
{
    if (!watching) return;
    struct ts_watched *calls = ts_memory_get(watching->count * sizeof *calls);
    memcpy(calls, *at, watching->count * sizeof *calls);
    ts_watching_add(watching, calls);
    *at += watching->count * sizeof *calls;
    free(calls);
}

static enum ts_status take_part(void *self, int64_t part, const struct ts_buffer *answer, bool *is_enough, struct ts_err *err)
{
    struct round *round = self;
    struct ts_simulating *work = round->work;
    const char *at = answer->bytes, *end = at + answer->length;
    uint64_t is_interrupted;
    (void)err;
    memcpy(&is_interrupted, at, sizeof is_interrupted);
    at += sizeof is_interrupted;
    const char *outcome_at = at + (work->how->watching ? work->how->watching->count * sizeof(struct ts_watched) : 0);
    int64_t turns = ts_outcome_turns(outcome_at);
    if (turns > work->left) { // one of the runs before took what this part was to have: it is played again with what is left
        round->cut = part;
        *is_enough = true;
        return TS_OK;
    }
    add_watched(work->how->watching, &at);
    ts_outcome_add(&work->outcome, work->engine->symbols, &at);
    if (work->audit) ts_care_audit_add(work->audit, &at);
    if (work->many->noting) work->many->noting->add(work->many->ask_self, &at);
    ts_buffer_add(&work->said, at, (size_t)(end - at));
    work->left -= turns;
    work->is_interrupted |= is_interrupted != 0;
    *is_enough = work->left <= 0;
    return TS_OK;
}

static void hear(void *self, int64_t told)
{
    struct round *round = self;
    const struct ts_simulating *work = round->work;
    const struct ts_outcome *outcome = &work->outcome;
    double each = outcome->runs ? (double)outcome->turns / (double)outcome->runs : (double)work->many->turns;
    double all = each * (double)work->many->runs;
    struct ts_simulated so_far = {outcome->turns + told, all > 0 ? (double)(outcome->turns + told) / all : 1};
    if (so_far.part > 1) so_far.part = 1;
    if (work->how->progress) work->how->progress(work->how->self, &so_far);
}

static bool is_ended(void *self)
{
    struct ts_simulating *work = ((struct round *)self)->work;
    if (work->how->is_ended && work->how->is_ended(work->how->self)) work->is_interrupted = true;
    return work->is_interrupted;
}

static void name_part(void *self, int64_t part, struct ts_buffer *out)
{
    const struct round *round = self;
    const struct ts_many *many = round->work->many;
    int64_t first = first_of(round, part), count = count_of(round, part);
    ts_buffer_add_format(out, "runs %lld to %lld of \"%s\": play them alone, with `first = %lld, runs = %lld, seed = %llu`, or `turnstone sim play --story %s --first %lld --runs %lld --turns %lld --seed %llu --jobs 1`",
                         (long long)first, (long long)(first + count - 1), many->story, (long long)first, (long long)count,
                         (unsigned long long)many->seed, many->story, (long long)first, (long long)count, (long long)many->turns,
                         (unsigned long long)many->seed);
}

static enum ts_status play_parts(struct round *round, struct ts_err *err)
{
    struct ts_crew crew = {.jobs = ts_crew_jobs(round->work->how->jobs),
                           .parts = (round->count + round->block - 1) / round->block,
                           .is_fresh = round->work->many->chooser == TS_CHOOSE_FUNCTION,
                           .self = round,
                           .work = do_part,
                           .take = take_part,
                           .heard = hear,
                           .is_ended = is_ended,
                           .name = name_part};
    round->cut = -1;
    if (crew.jobs > crew.parts) crew.jobs = (int)at_least(crew.parts, 1);
    return ts_crew_run(&crew, err);
}

static enum ts_status play_round(struct ts_simulating *work, int64_t first, int64_t count, int64_t block, struct ts_err *err)
{
    struct round round = {.work = work, .first = first, .count = count, .block = block};
    ts_coverage_clear(&work->known);
    if (work->many->chooser == TS_CHOOSE_GUIDED) ts_coverage_add(&work->known, &work->outcome.coverage);
    enum ts_status status = play_parts(&round, err);
    if (status || round.cut < 0 || work->left <= 0) return status;
    struct round rest = {.work = work, .first = first_of(&round, round.cut), .count = count_of(&round, round.cut), .block = count};
    return play_parts(&rest, err);
}

// --- rounds

static enum ts_status play_at_once(struct ts_simulating *work, struct ts_err *err)
{
    const struct ts_many *many = work->many;
    int64_t block = at_least((many->runs + PARTS - 1) / PARTS, 1), most = at_least(TURNS_A_PART / at_least(many->turns, 1), 1);
    return play_round(work, many->first, many->runs, at_most(block, most), err);
}

static enum ts_status play_guided(struct ts_simulating *work, struct ts_err *err)
{
    const struct ts_many *many = work->many;
    enum ts_status status = TS_OK;
    int64_t size = 1, done = 0;
    for (int64_t number = 0; done < many->runs && !status && !ts_simulating_is_over(work); number++) {
        int64_t count = at_most(size, many->runs - done);
        status = play_round(work, many->first + done, count, (count + GUIDED_PARTS - 1) / GUIDED_PARTS, err);
        done += count;
        if (number % 2) size *= 2;
    }
    return status;
}

static enum ts_status play_here(struct ts_simulating *work, struct ts_err *err)
{
    struct ts_engine *engine = work->engine;
    bool is_own = !engine->store;
    enum ts_status status = is_own ? ts_simulate_open(engine, "memory:", err) : TS_OK;
    work->is_kept = true;
    if (!status) status = ts_simulating_play(work, work->many->first, work->many->runs, err);
    if (is_own) {
        ts_store_close(engine->store);
        engine->store = NULL;
    }
    return status;
}

static enum ts_status play(struct ts_simulating *work, struct ts_err *err)
{
    const struct ts_many *many = work->many;
    struct ts_store *store = work->engine->store;
    if (many->universe || (store && !ts_store_is_memory(store))) return play_here(work, err);
    return many->chooser == TS_CHOOSE_GUIDED ? play_guided(work, err) : play_at_once(work, err);
}

// --- what players ask for

static void mark_plain(void *self, const struct ts_way *way)
{
    bool *is_led_to = self;
    if (way->kind != TS_WAY_INSTEAD && way->from != way->to) is_led_to[way->to->index] = true;
}

// Is there a scene that is only met in another's stead?
static bool has_stand_ins(const struct ts_content *content, const struct ts_story *story)
{
    bool *is_led_to = ts_memory_get(story->scene_count + 1), found = false;
    memset(is_led_to, 0, story->scene_count + 1);
    is_led_to[story->start->index] = true;
    ts_story_each_way(content, story, mark_plain, is_led_to);
    for (uint32_t i = 0; i < story->scene_count && !found; i++)
        found = story->scenes[i]->instead && !is_led_to[story->scenes[i]->instead->index];
    free(is_led_to);
    return found;
}

static void begin_care(struct ts_simulating *work, struct ts_many *many)
{
    if (many->proof) work->audit = ts_care_audit_new(work->engine, work->story);
    else if (many->chooser == TS_CHOOSE_GUIDED && has_stand_ins(work->engine->content, work->story)) many->care = "{} asks";
    work->engine->is_unguarded = many->proof == TS_PROOF_UNGUARDED;
}

static void end_care(struct ts_simulating *work)
{
    ts_care_audit_free(work->audit);
    work->engine->is_unguarded = false;
}

enum ts_status ts_simulate_many(struct ts_engine *engine, const struct ts_simulate_how *how, const struct ts_many *asked,
                                struct ts_buffer *json, struct ts_err *err)
{
    struct ts_many many = *asked;
    struct ts_simulating work = {.engine = engine, .how = how, .many = &many};
    many.first = at_least(many.first, 1);
    work.left = many.max_turns > 0 ? many.max_turns : INT64_MAX;
    enum ts_status status = ts_engine_find_story(engine, many.story, &work.story, err);
    if (status) return status;
    begin_care(&work, &many);
    if (how->watch) how->watch(how->self, true);
    work.is_interrupted = how->is_ended && how->is_ended(how->self);
    if (!work.is_interrupted) status = play(&work, err);
    if (how->watch) how->watch(how->self, false);
    if (many.taken) *many.taken = work.outcome.turns;
    work.outcome.not_played = many.runs - work.outcome.runs;
    if (how->say && work.said.length) how->say(how->self, work.said.bytes, work.said.length - 1);
    if (!status) status = ts_simulating_tell(&work, json, err);
    end_care(&work);
    ts_buffer_clear(&work.said);
    ts_coverage_clear(&work.known);
    ts_outcome_clear(&work.outcome);
    return status;
}
