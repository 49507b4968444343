// replay.c - a turn computed again, from the log, storing nothing
#include "engine/replay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/migrate.h"
#include "engine/replaying.h"

// --- what the log says of the turn

struct logged { // found newest first
    struct ts_replaying *replaying;
    struct ts_act_record turn, previous;
    uint32_t count;
};

ts_symbol ts_replay_pick(struct ts_symbols *symbols, const struct ts_act_record *act)
{
    const char *slash = act->pick || !act->choice ? NULL : strrchr(ts_symbol_text(symbols, act->choice), '/');
    return act->pick ? act->pick : slash ? ts_symbol_of(symbols, slash + 1) : act->choice;
}

static bool read_act(void *self, const struct ts_act_record *act)
{
    struct logged *logged = self;
    struct ts_replaying *replaying = logged->replaying;
    if (logged->count++) {
        logged->previous = *act;
        return false;
    }
    logged->turn = *act;
    replaying->pick = ts_replay_pick(replaying->engine.symbols, act);
    replaying->answer = ts_memory_copy(act->answer);
    return true;
}

// The screen that is kept is this turn's while nothing came after it but pauses and resumes.
static bool is_still_shown(void *self, const struct ts_act_record *act)
{
    struct ts_replaying *replaying = self;
    replaying->is_shown = act->seq == replaying->seq && act->kind == TS_ACT_TURN;
    return !replaying->is_shown && (act->kind == TS_ACT_PAUSE || act->kind == TS_ACT_RESUME || act->kind == TS_ACT_ARCHIVE);
}

static enum ts_status no_such_turn(const struct ts_replaying *replaying, struct ts_err *err)
{
    const char *run = ts_symbol_text(replaying->engine.symbols, replaying->present.id);
    if (!replaying->present.turn)
        return ts_err_set(err, TS_REFUSED, "run \"%s\" has no turn to be computed again: nobody has chosen anything in it yet", run);
    return ts_err_set(err, TS_REFUSED, "run \"%s\" has no turn %" PRId64 " to be computed again: it has turns 1 to %" PRId64,
                      run, replaying->turn, replaying->present.turn);
}

// The run whose turn it is: before its fork a branch goes on with that of another.
static enum ts_status find_taker(const struct ts_replaying *replaying, ts_symbol *out, struct ts_err *err)
{
    struct ts_run_record record = {0};
    ts_symbol parent = replaying->present.parent;
    int64_t fork = replaying->present.fork_turn;
    enum ts_status status = TS_OK;
    for (*out = replaying->present.id; parent && replaying->turn <= fork && !status;) {
        *out = parent;
        status = ts_store_load_run(replaying->engine.store, parent, &record, err);
        if (status) return ts_err_wrap(err, "turn %" PRId64 " was taken before the run branched off", replaying->turn);
        parent = record.parent;
        fork = record.fork_turn;
        ts_run_record_clear(&record);
    }
    return status;
}

static enum ts_status look_back(struct ts_replaying *replaying, struct ts_err *err)
{
    struct ts_store *store = replaying->engine.store;
    struct logged logged = {.replaying = replaying};
    ts_symbol id = 0;
    replaying->turn = replaying->what->turn < 0 ? replaying->present.turn : replaying->what->turn;
    if (replaying->turn < 1 || replaying->turn > replaying->present.turn) return no_such_turn(replaying, err);
    enum ts_status status = find_taker(replaying, &id, err);
    if (!status) status = ts_store_load_run_at(store, id, replaying->turn, &replaying->after, err);
    if (!status) status = ts_store_load_run_at(store, id, replaying->turn - 1, &replaying->before, err);
    if (!status) status = ts_store_each_act(store, replaying->after.row, replaying->after.seq, read_act, &logged, err);
    if (status) return status;
    replaying->seq = replaying->after.seq;
    replaying->previous = logged.previous.seq;
    replaying->at = replaying->engine.as_of = logged.turn.at;
    replaying->before.position = logged.previous.position;
    if (logged.previous.session) replaying->before.session = logged.previous.session;
    if (logged.previous.scene) replaying->before.scene = logged.previous.scene;
    return ts_store_each_act(store, replaying->present.row, 0, is_still_shown, replaying, err);
}

// --- what had gone wrong before in that sitting: a pack that errs again and again is set aside

struct sitting {
    struct ts_replaying *replaying;
    int64_t first; // turn
};

static void find_first(void *self, const struct ts_session_record *session)
{
    struct sitting *sitting = self;
    if (session->number == sitting->replaying->before.session) sitting->first = session->first_turn;
}

static void add_fault(void *self, const struct ts_fault_record *fault)
{
    const struct sitting *sitting = self;
    if (fault->turn >= sitting->first && fault->turn < sitting->replaying->turn) ts_aside_add_stored(sitting->replaying->play, fault);
}

static enum ts_status load_faults(struct ts_replaying *replaying, struct ts_err *err)
{
    struct sitting sitting = {replaying, 0};
    enum ts_status status = ts_store_each_session(replaying->engine.store, replaying->after.row, find_first, &sitting, err);
    return status ? status : ts_store_each_fault(replaying->engine.store, replaying->after.row, add_fault, &sitting, err);
}

// --- the run as it stood before

// All is of the run that took the turn, but where it stood: at its first turn that was still the run it branched off.
static struct ts_run_record record_before(const struct ts_replaying *replaying)
{
    const struct ts_run_record *before = &replaying->before;
    struct ts_run_record record = replaying->after;
    record.turn = before->turn;
    record.position = before->position;
    record.told = record.seq = replaying->previous;
    record.scene = before->scene;
    record.depth = before->depth;
    memcpy(record.stack, before->stack, sizeof record.stack);
    record.milestones = before->milestones;
    record.insights = before->insights;
    record.session = before->session;
    record.metaconcepts = before->metaconcepts;
    record.metaconcept_count = before->metaconcept_count;
    return record;
}

static enum ts_status revive(struct ts_replaying *replaying, struct ts_err *err)
{
    struct ts_engine *engine = &replaying->engine;
    struct ts_run_record record = record_before(replaying);
    struct ts_run *run = NULL;
    enum ts_status status = ts_run_revive(engine, &record, replaying->previous, &run, err);
    if (status) return status;
    replaying->play = ts_play_new(engine, run);
    replaying->play->view.world = &replaying->past.world;
    status = ts_run_revive(engine, &replaying->after, replaying->seq, &replaying->stored, err);
    if (status) replaying->stored = NULL;
    replaying->pick = ts_migrate_choice(engine, replaying->before.scene, replaying->pick, run->head.scene->full);
    if (!status) status = load_faults(replaying, err);
    if (!status) status = ts_past_open(&replaying->past, engine->store, replaying->after.universe, replaying->seq - 1, err);
    return status ? status : ts_progression_load(engine, run->player, &replaying->play->progression, err);
}

// The run as it is now, about to take a turn.
static enum ts_status stand_now(struct ts_replaying *replaying, struct ts_err *err)
{
    struct ts_engine *engine = &replaying->engine;
    const char *id = ts_symbol_text(engine->symbols, replaying->present.id);
    enum ts_run_state state = replaying->present.state;
    if (state != TS_ACTIVE && state != TS_PAUSED)
        return ts_err_set(err, TS_REFUSED, "run \"%s\" is %s: no turn can follow", id, ts_run_state_name(state));
    replaying->turn = replaying->present.turn + 1;
    replaying->at = engine->now();
    replaying->pick = ts_symbol_of(engine->symbols, replaying->what->choice);
    replaying->answer = ts_memory_copy(replaying->what->answer);
    enum ts_status status = ts_play_revive(engine, id, &replaying->play, err);
    if (!status) replaying->play->run->head.state = TS_ACTIVE;
    return status;
}

// --- the turn

static enum ts_status take(struct ts_replaying *replaying, struct ts_err *err)
{
    struct ts_play *play = replaying->play;
    const char *pick = ts_symbol_text(replaying->engine.symbols, replaying->pick);
    enum ts_status status = ts_offers_find(play, &play->offers, err);
    const struct ts_offer *offer = status ? NULL : ts_offers_find_id(&play->offers, replaying->pick);
    if (status) return status;
    status = ts_act_begin(play, TS_ACT_TURN, err); // even for a refusal: the page tells of an act
    play->changes.at = replaying->at;
    if (status) return status;
    if (!offer) return ts_err_set(err, TS_REFUSED, "no choice \"%s\" is open in \"%s\" as the content is now", pick,
                                  ts_symbol_text(replaying->engine.symbols, play->run->head.scene->full));
    if (offer->locked) return ts_err_set(err, TS_REFUSED, "choice \"%s\" is locked as the content is now", pick);
    return ts_turn_take(play, offer, replaying->answer, err);
}

// What the turn shows becomes the screen of the play, for the page.
static void show(struct ts_play *play)
{
    struct ts_shown shown = play->shown;
    struct ts_offers offers = play->offers;
    play->shown = play->changes.shown, play->changes.shown = shown;
    play->offers = play->next_offers, play->next_offers = offers;
}

static enum ts_status compute(struct ts_replaying *replaying, struct ts_err *err)
{
    enum ts_status status = replaying->what->choice ? stand_now(replaying, err) : look_back(replaying, err);
    if (!status && !replaying->what->choice) status = revive(replaying, err);
    if (status) return status;
    replaying->ended = take(replaying, &replaying->err);
    if (replaying->ended && replaying->ended != TS_REFUSED && replaying->ended != TS_FAILED) {
        *err = replaying->err;
        return replaying->ended;
    }
    if (!replaying->ended) show(replaying->play);
    return TS_OK;
}

static void clear(struct ts_replaying *replaying)
{
    ts_play_free(replaying->play);
    ts_run_free(replaying->stored);
    ts_run_record_clear(&replaying->present);
    ts_run_record_clear(&replaying->before);
    ts_run_record_clear(&replaying->after);
    free(replaying->answer);
}

enum ts_status ts_replay_turn(struct ts_engine *engine, const struct ts_replay *what, struct ts_buffer *json, enum ts_replayed *out,
                              struct ts_err *err)
{
    struct ts_replaying replaying = {.engine = *engine, .what = what};
    char id[TS_IDENT_MAX + 1];
    bool is_same = false;
    replaying.engine.log = engine->store;
    enum ts_status status = ts_ident_read("run id", what->run, id, err);
    if (!status) status = ts_store_load_run(engine->store, ts_symbol_of(engine->symbols, id), &replaying.present, err);
    if (status) return status;
    status = compute(&replaying, err);
    if (!status) status = ts_replay_show(&replaying, json, &is_same, err);
    *out = replaying.ended ? TS_REPLAYED_FAILED : what->choice ? TS_REPLAYED_NEW : is_same ? TS_REPLAYED_SAME : TS_REPLAYED_DIFFERENT;
    clear(&replaying);
    return status;
}
