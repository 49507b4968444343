// reload.c - content that changed while it is played: the new is put in the old one's place, or the old one stays
#include "engine/reload.h"

#include <stdlib.h>

#include "engine/hand.h"
#include "game/prose.h"

static enum ts_status show_choices(struct ts_play *fresh, struct ts_err *err)
{
    struct ts_shown *shown = &fresh->shown;
    if (fresh->run->head.state != TS_ACTIVE) return TS_OK;
    enum ts_status status = ts_offers_find(fresh, &fresh->offers, err);
    if (status) return status;
    if (!fresh->offers.open)
        return ts_err_set(err, TS_REFUSED, "in \"%s\" no choice would be open any more for run \"%s\": give it one, and it is loaded",
                          ts_symbol_text(fresh->engine->symbols, fresh->run->head.scene->full),
                          ts_symbol_text(fresh->engine->symbols, fresh->run->id));
    shown->words.length = shown->choice_count = 0;
    return ts_offers_show(fresh, &fresh->offers, shown, err);
}

static enum ts_status revive(struct ts_engine *engine, const struct ts_play *play, struct ts_play **out, struct ts_err *err)
{
    enum ts_status status = ts_play_revive(engine, ts_symbol_text(engine->symbols, play->run->id), out, err);
    return status ? status : show_choices(*out, err);
}

// What belongs to the sitting, not to the content, goes over.
static void trade(struct ts_play *play, struct ts_play *fresh)
{
    struct ts_play before = *play;
    *play = *fresh;
    *fresh = before;
    play->view.progression = &play->progression;
    fresh->view.progression = &fresh->progression;
    play->is_locked = before.is_locked;
    play->has_session = before.has_session;
    play->in_batch = before.in_batch;
    play->heard = before.heard;
    play->version = before.version;
    fresh->is_locked = false;
}

enum ts_status ts_reload(struct ts_engine *engine, struct ts_play *const *plays, uint32_t count, struct ts_host *host, struct ts_host **old,
                         struct ts_err *err)
{
    struct ts_play **fresh = ts_memory_get((count + 1) * sizeof(struct ts_play *));
    struct ts_host *before = engine->host;
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < count; i++) fresh[i] = NULL;
    ts_engine_set_host(engine, host);
    for (uint32_t i = 0; i < count && !status; i++) status = revive(engine, plays[i], &fresh[i], err);
    for (uint32_t i = 0; i < count && !status; i++) trade(plays[i], fresh[i]);
    for (uint32_t i = 0; i < count; i++) ts_play_free(fresh[i]);
    free(fresh);
    if (status) ts_engine_set_host(engine, before);
    else *old = before;
    return status;
}

enum ts_status ts_reload_read(struct ts_play *play, struct ts_buffer *text, struct ts_err *err)
{
    const struct ts_scene *scene = play->run->head.scene;
    if (!scene->text) return TS_OK;
    enum ts_status status = ts_screen_render(play, scene->text, scene->full, ts_run_tally(play->run, scene->full).count, text, err);
    ts_prose_finish(text);
    return status;
}
