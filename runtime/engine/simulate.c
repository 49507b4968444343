// simulate.c - what a simulation script can do, done by the engine
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/rng.h"
#include "engine/batch.h"
#include "engine/branch.h"
#include "engine/grant.h"
#include "engine/migrate.h"
#include "engine/show.h"
#include "engine/simulating.h"

enum { NANOS_A_MILLI = 1000000 };

static int64_t least(int64_t one, int64_t other) { return one < other ? one : other; }
static void ignore(void *self, const char *name, int64_t count) { (void)self, (void)name, (void)count; }
static void ignore_failed(void *self, const char *pack, const char *why) { (void)self, (void)pack, (void)why; } // it is said when a run waits

enum ts_status ts_simulate_open(struct ts_engine *engine, const char *url, struct ts_err *err)
{
    if (engine->store) return TS_OK;
    enum ts_status status = ts_store_open(url, TS_STORE_CREATE, engine->symbols, &engine->store, err);
    if (!status) status = ts_migrate_store(engine, &(struct ts_migrating_heard){ignore, ignore_failed, NULL}, err);
    if (!status && !ts_store_is_memory(engine->store)) status = ts_grants_catch_up(engine, ignore, NULL, err);
    return status;
}

static enum ts_status open(void *self, struct ts_err *err)
{
    struct ts_stage *stage = self;
    return ts_simulate_open(stage->engine, stage->how->store_url ? stage->how->store_url : "memory:", err);
}

// A script that never ends is stopped, and it is said.
static enum ts_status have_turns(const struct ts_stage *stage, struct ts_err *err)
{
    const struct ts_simulate_how *how = stage->how;
    if (stage->left <= 0) return ts_err_set(err, TS_FAILED, "stopped after %lld turns in all, as --max-turns asks", (long long)how->max_turns);
    if (stage->world_left <= 0)
        return ts_err_set(err, TS_FAILED, "stopped after %lld turns, the limit of one test: let it play fewer, or make several tests of it",
                          (long long)how->world_turns);
    return ts_simulating_look_at_clock(stage->deadline, err);
}

enum ts_status ts_stage_spend(struct ts_stage *stage, struct ts_err *err)
{
    enum ts_status status = have_turns(stage, err);
    if (!status) stage->left--, stage->world_left--;
    return status;
}

static struct ts_sim_run *keep(struct ts_stage *stage, struct ts_play *play)
{
    struct ts_sim_run *run = ts_memory_get(sizeof *run);
    run->play = play;
    run->next = stage->runs;
    return stage->runs = run;
}

// A run that is given no seed gets one of its id, so that a script plays the same every time.
static uint64_t seed_of(const struct ts_simulate_how *how, const char *id)
{
    return (ts_hash_fast(id, strlen(id)) ^ how->seed * UINT64_C(0x9E3779B97F4A7C15)) >> 1;
}

static enum ts_status start(void *self, const struct ts_sim_start *how, struct ts_sim_run **out, struct ts_err *err)
{
    struct ts_stage *stage = self;
    struct ts_play *play = NULL;
    struct ts_start asked = {.story = how->story,
                             .run = how->id,
                             .player = how->player ? how->player : "player",
                             .character = how->character ? how->character : "Traveller",
                             .universe = how->universe ? how->universe : "sim_world",
                             .focus = how->focus,
                             .has_seed = true,
                             .seed = how->seed >= 0 ? (uint64_t)how->seed : seed_of(stage->how, how->id),
                             .has_at = how->at >= 0,
                             .at = how->at,
                             .care = how->asks ? "{} asks" : NULL,
                             .live = how->live};
    enum ts_status status = ts_play_start(stage->engine, &asked, &play, err);
    if (!status) *out = keep(stage, play);
    return status;
}

static enum ts_status resume(void *self, const char *id, struct ts_sim_run **out, struct ts_err *err)
{
    struct ts_stage *stage = self;
    struct ts_play *play = NULL;
    enum ts_status status = ts_play_resume(stage->engine, id, &play, err);
    if (!status) *out = keep(stage, play);
    return status;
}

static enum ts_status branch(void *self, struct ts_sim_run *run, int64_t turn, const char *id, struct ts_sim_run **out, struct ts_err *err)
{
    struct ts_branched made;
    enum ts_status status = ts_branch_play(run->play, turn, id, &made, err);
    return status ? status : resume(self, made.run, out, err);
}

enum ts_status ts_stage_sit_down(struct ts_sim_run *run, struct ts_err *err)
{
    return ts_play_has_session(run->play) ? TS_OK : ts_play_reopen(run->play, err);
}

static enum ts_status take(void *self, struct ts_sim_run *run, const char *choice, const char *answer, struct ts_err *err)
{
    enum ts_status status = ts_stage_spend(self, err);
    if (!status) status = ts_stage_sit_down(run, err);
    struct ts_take how = {.choice = choice, .answer = answer};
    return status ? status : ts_play_take(run->play, &how, err);
}

// --- moves

static enum ts_status complete(void *self, struct ts_sim_run *run, const char *reason, struct ts_err *err)
{
    (void)self;
    return ts_play_complete(run->play, reason, err);
}

static enum ts_status abandon(void *self, struct ts_sim_run *run, const char *reason, struct ts_err *err)
{
    (void)self;
    return ts_play_abandon(run->play, reason, err);
}

static enum ts_status rest(void *self, struct ts_sim_run *run, const char *notes, struct ts_err *err)
{
    (void)self;
    return ts_play_pause(run->play, notes, err);
}

static enum ts_status care(void *self, struct ts_sim_run *run, const char *name, const char *value, struct ts_err *err)
{
    (void)self;
    enum ts_status status = ts_stage_sit_down(run, err);
    struct ts_caring_how how = {name ? TS_CARING_SET : TS_CARING_SKIP, name, value};
    return status ? status : ts_play_care(run->play, how, err);
}

static enum ts_status catch_up(void *self, struct ts_sim_run *run, struct ts_err *err)
{
    (void)self;
    enum ts_status status = ts_stage_sit_down(run, err);
    return status ? status : ts_play_catch_up(run->play, err);
}

static enum ts_status set(void *self, struct ts_sim_run *run, const char *name, struct ts_value value, struct ts_err *err)
{
    (void)self;
    return ts_play_set(run->play, name, value, err);
}

// --- asking

static enum ts_status show_run(void *self, struct ts_sim_run *run, struct ts_buffer *json, struct ts_err *err)
{
    struct ts_engine *engine = ((struct ts_stage *)self)->engine;
    return ts_show_run(engine, ts_symbol_text(engine->symbols, run->play->run->id), json, err);
}

static enum ts_status shown(void *self, struct ts_sim_run *run, struct ts_buffer *json, struct ts_err *err)
{
    (void)err;
    ts_show_shown(((struct ts_stage *)self)->engine, run->play, json);
    return TS_OK;
}

static enum ts_status moment(void *self, struct ts_sim_run *run, struct ts_buffer *json, struct ts_err *err)
{
    (void)self, (void)err;
    ts_show_moment(run->play, json);
    return TS_OK;
}

static enum ts_status show_player(void *self, const char *player, struct ts_buffer *json, struct ts_err *err)
{
    return ts_show_player(((struct ts_stage *)self)->engine, player, json, err);
}

static enum ts_status show_universe(void *self, const char *universe, struct ts_buffer *json, struct ts_err *err)
{
    return ts_show_universe(((struct ts_stage *)self)->engine, universe, -1, json, err);
}

static enum ts_status timeline(void *self, const char *universe, int64_t at, struct ts_buffer *json, struct ts_err *err)
{
    struct ts_timeline what = {.at = at, .since = -1};
    return ts_show_timeline(((struct ts_stage *)self)->engine, universe, &what, json, err);
}

static enum ts_status world(void *self, const char *universe, const char *key, int64_t at, struct ts_value *out, struct ts_err *err)
{
    struct ts_engine *engine = ((struct ts_stage *)self)->engine;
    struct ts_universe_record record;
    bool found;
    const struct ts_world_key *declared = ts_content_find_declared(engine->content, key, strlen(key));
    if (!declared) return ts_err_set(err, TS_DATA, "no world key \"%s\": give it with its pack, as in \"harbour:warm_nights\"", key);
    enum ts_status status = ts_store_find_universe(engine->store, ts_symbol_of(engine->symbols, universe), &record, &found, err);
    if (status) return status;
    if (!found) return ts_err_set(err, TS_DATA, "no universe \"%s\" in this store", universe);
    const struct ts_world *source = ts_store_world(engine->store);
    return source->get(source->self, record.row, ts_symbol_of(engine->symbols, key), at < 0 ? record.position : at, declared->initial, out, err);
}

static enum ts_status stories(void *self, struct ts_buffer *json, struct ts_err *err)
{
    (void)err;
    ts_simulating_tell_stories(((struct ts_stage *)self)->engine, json);
    return TS_OK;
}

static void say(void *self, const char *line, size_t length)
{
    const struct ts_simulate_how *how = ((struct ts_stage *)self)->how;
    if (how->say) how->say(how->self, line, length);
}

// What packs logged while they were loaded and played.
static void say_logged(struct ts_stage *stage)
{
    struct ts_buffer said = {0};
    ts_host_take_said(stage->engine->host, &said);
    if (said.length) say(stage, said.bytes, said.length - 1);
    ts_buffer_clear(&said);
}

static void close_all(struct ts_stage *stage)
{
    for (struct ts_sim_run *run = stage->runs, *next; run; run = next) {
        next = run->next;
        ts_play_free(run->play);
        free(run);
    }
    stage->runs = NULL;
    ts_store_close(stage->engine->store);
    stage->engine->store = NULL;
}

static void begin_world(struct ts_stage *stage)
{
    const struct ts_simulate_how *how = stage->how;
    stage->world_left = how->world_turns > 0 ? how->world_turns : INT64_MAX;
    stage->deadline = how->world_millis > 0 ? ts_clock_monotonic() + how->world_millis * NANOS_A_MILLI : 0;
}

static enum ts_status renew(void *self, struct ts_err *err)
{
    close_all(self);
    begin_world(self);
    return open(self, err);
}

static void add_play(const struct ts_simulate_how *how, const char *json, size_t length)
{
    if (!how->plays) return;
    ts_buffer_add_text(how->plays, how->plays->length ? "," : "[");
    ts_buffer_add(how->plays, json, length);
}

static enum ts_status play(void *self, const struct ts_sim_play *how, struct ts_buffer *json, struct ts_err *err)
{
    struct ts_stage *stage = self;
    size_t start_at = json->length;
    int64_t turns = 0;
    struct ts_many many = {.story = how->story,
                           .universe = how->universe,
                           .runs = how->runs,
                           .turns = how->turns,
                           .seed = how->seed < 0 ? 1 : (uint64_t)how->seed,
                           .first = how->first,
                           .max_turns = least(how->max_turns < 0 ? INT64_MAX : how->max_turns, least(stage->left, stage->world_left)),
                           .deadline = stage->deadline,
                           .keeps_on = how->keeps_on,
                           .proof = how->is_unguarded ? TS_PROOF_UNGUARDED : how->is_proof ? TS_PROOF_GUARDED : TS_PROOF_NONE,
                           .chooser = how->chooser,
                           .chooser_name = how->chooser_name,
                           .ask = how->ask,
                           .begin = how->begin,
                           .noting = how->noting,
                           .ask_self = how->ask_self,
                           .hand = how->chooser == TS_CHOOSE_FUNCTION ? keep(stage, NULL) : NULL,
                           .taken = &turns};
    enum ts_status status = have_turns(stage, err);
    if (!status && how->is_proof && stage->how->store_url)
        status = ts_err_set(err, TS_USAGE, "players of the proof of care are played in memory alone: leave --store out");
    if (!status && (how->universe || stage->how->store_url)) status = open(self, err);
    if (!status) status = ts_simulate_many(stage->engine, stage->how, &many, json, err);
    stage->left -= turns;
    stage->world_left -= turns;
    if (!status && stage->world_left <= 0) status = have_turns(stage, err);
    if (!status) add_play(stage->how, json->bytes + start_at, json->length - start_at);
    return status;
}

static void tell(void *self, int64_t expected, int64_t failed, const char *failures)
{
    const struct ts_simulate_how *how = ((struct ts_stage *)self)->how;
    if (how->expected) *how->expected = expected;
    if (how->failed) *how->failed = failed;
    if (how->failures && failures) ts_buffer_add_text(how->failures, failures);
}

enum ts_status ts_simulate_with(struct ts_engine *engine, const struct ts_simulate_how *how, ts_simulate_body *body, void *self,
                                struct ts_err *err)
{
    struct ts_stage stage = {.engine = engine, .how = how, .left = how->max_turns > 0 ? how->max_turns : INT64_MAX};
    struct ts_sim sim = {&stage,   open, start,    resume, branch, take,        ts_stage_session,       complete, abandon, rest,  catch_up,      care,
                         set,      show_run, shown,  moment, show_player, show_universe, timeline, world, stories, say, renew, play, tell, how->max_turns > 0};
    ts_host_remember(engine->host);
    begin_world(&stage);
    enum ts_status status = body(self, &sim, err);
    say_logged(&stage);
    if (!status) status = ts_stray_check(engine, err);
    if (how->plays) ts_buffer_add_text(how->plays, how->plays->length ? "]" : "[]");
    close_all(&stage);
    return status;
}

struct script { const struct ts_simulate_how *how; struct ts_buffer *result; };

static enum ts_status run_script(void *self, const struct ts_sim *sim, struct ts_err *err)
{
    const struct script *script = self;
    const struct ts_simulate_how *how = script->how;
    return ts_sim_script(how->name, how->source, how->length, sim, how->args_json, script->result, err);
}

enum ts_status ts_simulate(struct ts_engine *engine, const struct ts_simulate_how *how, struct ts_buffer *result, struct ts_err *err)
{
    struct script script = {how, result};
    return ts_simulate_with(engine, how, run_script, &script, err);
}
