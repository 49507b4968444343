// ending.c - acts on a run beside its turns: pausing, completing, abandoning, archiving, deleting, catching up
#include <string.h>

#include "engine/hand.h"

static struct ts_text *text_of(const char *words)
{
    return words ? ts_text_new(words, strlen(words)) : NULL;
}

static enum ts_status move_to(struct ts_play *play, enum ts_run_state state, struct ts_err *err)
{
    enum ts_status status = ts_run_state_move(play->run->head.state, state, err);
    if (status) return ts_err_wrap(err, "\"%s\"", ts_symbol_text(play->engine->symbols, play->run->id));
    play->run->head.state = state;
    play->run->head.told = play->run->head.told == play->changes.base_seq ? play->changes.base_seq + 1 : play->run->head.told;
    play->changes.ends_session = true;
    return TS_OK;
}

// A batch that ended early left the store without the screen: the pause brings it.
static void bring_screen(struct ts_play *play)
{
    const struct ts_shown *from = &play->shown;
    struct ts_shown *to = &play->changes.shown;
    if (!play->is_unshown) return;
    ts_buffer_add(&to->text, from->text.bytes, from->text.length);
    ts_buffer_add(&to->words, from->words.bytes, from->words.length);
    for (uint32_t i = 0; i < from->choice_count; i++) ts_screen_add_choice(to, from->choices[i]);
    play->changes.has_shown = true;
}

static enum ts_status compute_pause(struct ts_play *play, void *notes, struct ts_err *err)
{
    enum ts_status status = move_to(play, TS_PAUSED, err);
    play->changes.notes = status ? NULL : text_of(notes);
    bring_screen(play);
    return status ? status : ts_offers_find(play, &play->next_offers, err);
}

static enum ts_status compute_complete(struct ts_play *play, void *reason, struct ts_err *err)
{
    enum ts_status status = ts_completion_make(play, 0, text_of(reason), err);
    ts_screen_add_notices(play);
    return status ? ts_err_wrap(err, "\"%s\"", ts_symbol_text(play->engine->symbols, play->run->id)) : TS_OK;
}

static enum ts_status compute_abandon(struct ts_play *play, void *reason, struct ts_err *err)
{
    enum ts_status status = move_to(play, TS_ABANDONED, err);
    if (status) return status;
    play->changes.reason = text_of(reason);
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_RUN_ABANDONED, .scene = play->run->head.scene});
    ts_handlers_run(play);
    ts_screen_add_notices(play);
    return TS_OK;
}

static enum ts_status compute_archive(struct ts_play *play, void *self, struct ts_err *err)
{
    (void)self;
    return move_to(play, TS_ARCHIVED, err);
}

static enum ts_status compute_delete(struct ts_play *play, void *self, struct ts_err *err)
{
    (void)play, (void)self, (void)err;
    return TS_OK;
}

static enum ts_status compute_catch_up(struct ts_play *play, void *self, struct ts_err *err)
{
    struct ts_head *head = &play->run->head;
    int64_t before = head->position, end = before;
    (void)self;
    enum ts_status status = ts_news_find(play, err);
    if (!status) status = play->view.world->head(play->view.world->self, play->run->universe_row, &end, NULL, err);
    if (status) return status;
    head->position = play->view.position = end > before ? end : before;
    head->told = play->changes.base_seq + 1;
    status = ts_news_recap(play, before, head->position, err);
    ts_handlers_run(play);
    play->view.go = NULL; // only a turn moves the player
    return status ? status : ts_turn_show(play, err);
}

enum ts_status ts_play_pause(struct ts_play *play, const char *notes, struct ts_err *err)
{
    return ts_act_do(play, TS_ACT_PAUSE, 0, compute_pause, (void *)notes, err);
}

enum ts_status ts_play_complete(struct ts_play *play, const char *reason, struct ts_err *err)
{
    if (play->run->head.state == TS_COMPLETED) return TS_OK;
    return ts_act_do(play, TS_ACT_COMPLETE, 0, compute_complete, (void *)reason, err);
}

enum ts_status ts_play_abandon(struct ts_play *play, const char *reason, struct ts_err *err)
{
    return ts_act_do(play, TS_ACT_ABANDON, 0, compute_abandon, (void *)reason, err);
}

enum ts_status ts_play_archive(struct ts_play *play, struct ts_err *err)
{
    return ts_act_do(play, TS_ACT_ARCHIVE, 0, compute_archive, NULL, err);
}

enum ts_status ts_play_delete(struct ts_play *play, struct ts_err *err)
{
    return ts_act_do(play, TS_ACT_DELETE, 0, compute_delete, NULL, err);
}

enum ts_status ts_play_catch_up(struct ts_play *play, struct ts_err *err)
{
    if (play->run->head.state != TS_ACTIVE)
        return ts_err_set(err, TS_REFUSED, "run \"%s\" is %s: resume it first", ts_symbol_text(play->engine->symbols, play->run->id),
                          ts_run_state_name(play->run->head.state));
    return ts_act_do(play, TS_ACT_CATCH_UP, 0, compute_catch_up, NULL, err);
}
