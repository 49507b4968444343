// simulate_session.c - sessions of a run under a script's hand: many turns, stored together
#include "engine/batch.h"
#include "engine/simulating.h"

enum { BATCH = 256 }; // turns of a session a commit

static enum ts_status choose(struct ts_sim_run *run, const struct ts_sim_session *how, bool *is_over, struct ts_err *err)
{
    struct ts_buffer asked = {0};
    struct ts_choosing choosing = {.chooser = how->chooser, .may_end = how->chooser != TS_CHOOSE_RANDOM};
    if (how->chooser != TS_CHOOSE_FUNCTION) return ts_chooser_take(run->play, &choosing, err);
    enum ts_status status = how->ask(how->ask_self, run, &asked, is_over, err);
    if (!status && !*is_over && !asked.length)
        status = ts_play_auto(run->play, err);
    else if (!status && !*is_over)
        status = ts_play_take(run->play, &(struct ts_take){.choice = asked.bytes}, err);
    ts_buffer_clear(&asked);
    return status;
}

// What a batch that was undone had played did not happen.
static void take_back(struct ts_sim_run *run)
{
    struct ts_err err;
    enum ts_status status = ts_play_reload(run->play, &err);
    (void)status; // what undid the batch is told; the run then says at its next act that it has moved on
}

struct sitting { // turns of a session that are stored together
    struct ts_stage *stage;
    struct ts_sim_run *run;
    const struct ts_sim_session *how;
    int64_t turns, left, world_left; // left: of the stage, when it began
    size_t said;
    bool is_over, is_again;
};

static enum ts_status play_turns(struct sitting *sitting, struct ts_err *err)
{
    const struct ts_sim_session *how = sitting->how;
    struct ts_play *play = sitting->run->play;
    enum ts_status status = TS_OK;
    for (int64_t i = 0; i < sitting->turns && !status && !sitting->is_over && play->run->head.state == TS_ACTIVE; i++) {
        ts_play_set_batch(play, how->chooser != TS_CHOOSE_FUNCTION && i + 1 < sitting->turns);
        status = ts_stage_spend(sitting->stage, err);
        if (!status) status = choose(sitting->run, how, &sitting->is_over, err);
    }
    ts_play_set_batch(play, false);
    return status;
}

static enum ts_status begin_and_play(void *self, struct ts_err *err)
{
    struct sitting *sitting = self;
    struct ts_stage *stage = sitting->stage;
    enum ts_status status = TS_OK;
    if (sitting->is_again) {
        stage->left = sitting->left;
        stage->world_left = sitting->world_left;
        sitting->is_over = false;
        ts_host_forget_said(stage->engine->host, sitting->said);
        status = ts_play_reload(sitting->run->play, err);
    }
    sitting->is_again = true;
    return status ? status : play_turns(sitting, err);
}

// A function that chooses may play another run: within the batch that is open. Where a batch may be taken back each of its turns is stored
// by itself, since what the script did meanwhile cannot be done anew.
static enum ts_status play_batch(struct sitting *sitting, struct ts_err *err)
{
    struct ts_stage *stage = sitting->stage;
    struct ts_store *store = stage->engine->store;
    bool is_single = sitting->how->chooser == TS_CHOOSE_FUNCTION && ts_store_can_tear(store);
    if (is_single || ts_store_is_writing(store)) return play_turns(sitting, err);
    sitting->left = stage->left;
    sitting->world_left = stage->world_left;
    sitting->said = ts_host_said(stage->engine->host);
    sitting->is_again = false;
    enum ts_status status = ts_batch_do(store, begin_and_play, sitting, err);
    if (status) take_back(sitting->run);
    return status;
}

enum ts_status ts_stage_session(void *self, struct ts_sim_run *run, const struct ts_sim_session *how, struct ts_err *err)
{
    struct sitting sitting = {.stage = self, .run = run, .how = how};
    enum ts_status status = ts_stage_sit_down(run, err);
    for (int64_t left = how->turns; left > 0 && !status && !sitting.is_over && run->play->run->head.state == TS_ACTIVE; left -= BATCH) {
        sitting.turns = left < BATCH ? left : BATCH;
        status = play_batch(&sitting, err);
    }
    if (status || run->play->run->head.state != TS_ACTIVE) return status;
    return ts_play_pause(run->play, how->notes, err);
}
