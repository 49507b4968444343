// act.c - one act from computation to commit
#include <stdlib.h>

#include "base/rng.h"
#include "engine/batch.h"
#include "engine/hand.h"
#include "lua/host.h"

uint64_t ts_act_key(const struct ts_engine *engine, const struct ts_run *run, int64_t base_seq)
{
    if (engine->key) return engine->key(engine->key_self);
    uint64_t who = ts_symbol_hash(engine->symbols, run->universe);
    if (run->id) who = ts_rng_mix(ts_symbol_hash(engine->symbols, run->id), who);
    return ts_rng_mix(who, ts_rng_mix(run->seed, (uint64_t)base_seq + 1)) | 1;
}

static uint64_t new_key(struct ts_play *play)
{
    return ts_act_key(play->engine, play->run, play->changes.base_seq);
}

enum ts_status ts_act_begin(struct ts_play *play, enum ts_act_kind kind, struct ts_err *err)
{
    struct ts_changeset *changes = &play->changes;
    struct ts_run *run = play->run;
    ts_changeset_reset(changes);
    changes->kind = kind;
    changes->content = play->engine->content;
    changes->run = run;
    changes->before = run->head;
    changes->turn = run->head.turn;
    changes->at = play->engine->then ? play->engine->then : play->engine->now();
    changes->has_read_world = run->universe_row != 0;
    play->view.changes = changes;
    play->view.position = run->head.position;
    play->view.queue_count = 0;
    play->view.go = NULL;
    play->view.has_eased = false;
    play->agreed = 0;
    play->view.is_unguarded = play->engine->is_unguarded;
    play->view.told = play->engine->told;
    ts_told_empty(play->view.told);
    play->view.asks_completion = play->view.asks_catch_up = false;
    play->handled = 0;
    play->refusal = TS_REFUSAL_OTHER;
    play->said = play->engine->host ? ts_host_said(play->engine->host) : 0;
    if (play->is_stale) {
        ts_progression_clear(&play->progression);
        enum ts_status status = ts_progression_load(play->engine, run->player, &play->progression, err);
        if (status) return status;
        play->is_stale = false;
    }
    if (!run->universe_row) return TS_OK;
    const struct ts_world *world = play->view.world;
    return world->head(world->self, run->universe_row, NULL, &changes->base_seq, err);
}

void ts_act_undo(struct ts_play *play)
{
    struct ts_savepoint start = {.head = play->changes.before};
    uint32_t metaconcepts = 0;
    for (uint32_t i = 0; i < play->changes.mark_count; i++) metaconcepts += play->changes.marks[i].kind == TS_MARK_METACONCEPT;
    play->is_stale |= play->changes.completes || play->changes.grant_count;
    start.metaconcepts = play->run->metaconcept_count - metaconcepts;
    ts_changeset_undo(&play->changes, &start);
    if (play->engine->host) ts_host_forget_said(play->engine->host, play->said);
    play->view.queue_count = 0;
    free(play->view.completion_reason);
    play->view.completion_reason = NULL;
}

static void swap_buffers(struct ts_buffer *a, struct ts_buffer *b)
{
    struct ts_buffer kept = *a;
    *a = *b;
    *b = kept;
}

// An act that shows a scene replaces the screen; others leave it, and bring their own news and notices.
static void adopt_shown(struct ts_play *play)
{
    struct ts_changeset *changes = &play->changes;
    if (changes->has_shown || changes->kind == TS_ACT_TURN || changes->kind == TS_ACT_CARE) {
        struct ts_shown shown = play->shown;
        play->shown = changes->shown;
        changes->shown = shown;
    } else {
        swap_buffers(&play->shown.news, &changes->shown.news);
        swap_buffers(&play->shown.notices, &changes->shown.notices);
    }
}

static void adopt_offers(struct ts_play *play)
{
    struct ts_offers offers = play->offers;
    if (play->run->head.state != TS_ACTIVE && play->run->head.state != TS_PAUSED) ts_offers_empty(&play->next_offers);
    play->offers = play->next_offers;
    play->next_offers = offers;
}

// What was computed becomes what is: the act is stored.
static void adopt(struct ts_play *play)
{
    struct ts_changeset *changes = &play->changes;
    adopt_shown(play);
    adopt_offers(play);
    if (changes->kind == TS_ACT_START || changes->kind == TS_ACT_BRANCH) play->view.world = ts_store_world(play->engine->store);
    if (changes->packs) play->packs = changes->packs;
    if (changes->completes) play->ending = changes->completion.ending;
    play->has_lost = false;
    if (changes->has_shown) play->is_unshown = false;
    else if (changes->kind == TS_ACT_TURN || changes->kind == TS_ACT_CARE) play->is_unshown = true;
    ts_aside_keep(play);
    play->narrate = play->next_narrate;
    play->next_narrate = NULL;
    if (changes->passage.length) ts_spoken_add(&play->spoken, changes->passage.bytes, changes->passage.length);
    if (changes->opens_session) play->has_session = true, play->session_tokens = 0;
    if (changes->ends_session) play->has_session = false;
    play->view.changes = NULL;
}

// A new run is locked before anybody can see it.
static enum ts_status apply(struct ts_play *play, struct ts_receipt *receipt, struct ts_err *err)
{
    struct ts_store *store = play->engine->store;
    enum ts_status status = ts_store_apply(store, &play->changes, receipt, err);
    if (status || play->changes.kind != TS_ACT_START) return status;
    status = ts_store_lock_run(store, play->run->id, err);
    play->is_locked = !status;
    return status;
}

// With --strict a fault, which otherwise is undone and told, refuses the act.
static enum ts_status refuse_faults(const struct ts_play *play, struct ts_err *err)
{
    const struct ts_fault *fault = play->changes.faults;
    if (!play->engine->is_strict || !play->changes.fault_count) return TS_OK;
    return ts_err_set(err, TS_FAILED, "a fault in pack \"%s\" (%s:%u), and nothing was stored, as --strict asks: %s",
                      ts_symbol_text(play->engine->symbols, play->engine->content->packs[fault->pack].name),
                      ts_symbol_text(play->engine->symbols, fault->place.file), fault->place.line, fault->message);
}

// A run that was made gentler makes all the player's runs so, which no new life and no going back undoes.
static void keep_eased(struct ts_play *play)
{
    const struct ts_care_settings *settings = &ts_play_care_state(play)->settings;
    if (play->view.has_eased && settings->is_eased) ts_care_change_players(play, settings); // the handler that eased may have been undone
}

// What scripts made of a world that could not be read is neither what happened nor their fault.
static enum ts_status compute_reached(struct ts_play *play, enum ts_act_kind kind, ts_compute *compute, void *self, struct ts_err *err)
{
    enum ts_status before = ts_store_was_reached(play->engine->store, err), status = ts_act_begin(play, kind, err);
    (void)before; // told by then
    if (!status) status = compute(play, self, err);
    enum ts_status reached = ts_store_was_reached(play->engine->store, err);
    return reached ? reached : status;
}

static enum ts_status compute_act(struct ts_play *play, enum ts_act_kind kind, uint64_t key, ts_compute *compute, void *self, struct ts_err *err)
{
    enum ts_status status = compute_reached(play, kind, compute, self, err);
    if (!status) keep_eased(play);
    if (!status) status = refuse_faults(play, err);
    play->changes.key = key ? key : new_key(play);
    return status || !play->engine->witness ? status : play->engine->witness->see(play->engine->witness->self, play, err);
}

static enum ts_status compute_and_apply(struct ts_play *play, enum ts_act_kind kind, uint64_t key, ts_compute *compute, void *self,
                                        struct ts_receipt *receipt, struct ts_err *err)
{
    enum ts_status status = compute_act(play, kind, key, compute, self, err);
    if (!status) status = apply(play, receipt, err);
    if (status) ts_act_undo(play);
    return status;
}

struct acting {
    struct ts_play *play;
    enum ts_act_kind kind;
    uint64_t key;
    ts_compute *compute;
    void *self;
    struct ts_receipt *receipt;
};

// What a completion grants depends on the player's other runs, which only the lock keeps from changing.
static enum ts_status apply_or_compute(void *self, struct ts_err *err)
{
    const struct acting *acting = self;
    struct ts_play *play = acting->play;
    struct ts_store *store = play->engine->store;
    enum ts_status status = play->changes.completes ? ts_store_hold(store, &play->changes, err) : TS_OK;
    if (!status) status = play->changes.completes ? TS_CONFLICT : apply(play, acting->receipt, err);
    if (status != TS_CONFLICT || ts_store_is_torn(store)) return status;
    ts_act_undo(play);
    return compute_and_apply(play, acting->kind, acting->key, acting->compute, acting->self, acting->receipt, err);
}

// Computed before the lock is taken, so that a slow script holds up nobody; once more under it when somebody was quicker.
static enum ts_status compute_then_lock(void *self, struct ts_err *err)
{
    const struct acting *acting = self;
    struct ts_play *play = acting->play;
    enum ts_status status = compute_act(play, acting->kind, acting->key, acting->compute, acting->self, err);
    if (!status) status = ts_batch_once(play->engine->store, apply_or_compute, self, err);
    if (status) ts_act_undo(play);
    return status;
}

enum ts_status ts_act_settle(struct ts_play *play, struct ts_err *err)
{
    int64_t turn = play->run->head.turn;
    if (!play->is_adrift) return TS_OK;
    enum ts_status status = ts_play_reload(play, err);
    if (status) return status;
    play->is_adrift = false;
    if (play->run->head.turn == turn) return TS_OK;
    return ts_err_set(err, TS_CONFLICT, "what was chosen before was saved after all: the run stands at turn %lld, choose again",
                      (long long)play->run->head.turn);
}

static enum ts_status compute_and_store(struct acting *acting, struct ts_err *err)
{
    struct ts_play *play = acting->play;
    struct ts_store *store = play->engine->store;
    if (ts_store_is_writing(store))
        return compute_and_apply(play, acting->kind, acting->key, acting->compute, acting->self, acting->receipt, err);
    bool has_offer = acting->kind == TS_ACT_TURN || acting->kind == TS_ACT_CARE;
    enum ts_status status = has_offer ? TS_OK : ts_act_settle(play, err);
    if (!status || status == TS_CONFLICT) status = ts_batch_retry(store, compute_then_lock, acting, err);
    play->is_adrift |= status == TS_UNAVAILABLE;
    return status;
}

enum ts_status ts_act_do(struct ts_play *play, enum ts_act_kind kind, uint64_t key, ts_compute *compute, void *self, struct ts_err *err)
{
    struct ts_receipt receipt = {0};
    struct acting acting = {play, kind, key, compute, self, &receipt};
    enum ts_status status = compute_and_store(&acting, err);
    if (!status && receipt.already) {
        ts_act_undo(play); // it had been taken before: what is stored is what happened
        play->view.changes = NULL;
        return ts_play_reload(play, err);
    }
    if (!status) adopt(play);
    play->view.changes = NULL;
    return status;
}

struct alone {
    struct ts_store *store;
    const struct ts_changeset *changes;
    struct ts_receipt *receipt;
};

static enum ts_status store_alone(void *self, struct ts_err *err)
{
    const struct alone *alone = self;
    return ts_store_apply(alone->store, alone->changes, alone->receipt, err);
}

enum ts_status ts_act_store_alone(struct ts_engine *engine, const struct ts_changeset *changes, struct ts_receipt *receipt,
                                  struct ts_err *err)
{
    return ts_batch_do(engine->store, store_alone, &(struct alone){engine->store, changes, receipt}, err);
}
