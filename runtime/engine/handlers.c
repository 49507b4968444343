// handlers.c - everything that happened in an act, told to those who asked for it
#include <stdlib.h>

#include "engine/hand.h"

enum { HANDLED_MAX = 64 }; // handlers an act may run (design, "A turn")

static bool fits(const struct ts_handler *handler, const struct ts_play *play, const struct ts_happened *what)
{
    const struct ts_run *run = play->run;
    if (handler->every && run->head.turn % handler->every) return false;
    if (handler->story && handler->story != run->story->id) return false;
    if (handler->scene && (!what->scene || handler->scene != what->scene->full)) return false;
    if (handler->choice && handler->choice != what->choice) return false;
    if (handler->id && handler->id != what->id) return false;
    if (handler->focus && handler->focus != run->focus) return false;
    if (handler->of && handler->of != play->engine->content->packs[run->story->pack].name) return false;
    if (handler->skill && !ts_progression_has_learned(&play->progression, handler->skill)) return false;
    return !handler->ending || handler->ending == what->ending;
}

struct wishes { // what handlers set in motion beside their writes
    const struct ts_scene *go;
    bool asks_completion, asks_catch_up;
    char *reason; // owned
    uint32_t queued;
};

static struct wishes save_wishes(struct ts_view *view)
{
    struct wishes wishes = {view->go, view->asks_completion, view->asks_catch_up, view->completion_reason, view->queue_count};
    view->completion_reason = NULL;
    return wishes;
}

static void keep_wishes(struct ts_view *view, struct wishes *before)
{
    if (view->completion_reason) free(before->reason);
    else view->completion_reason = before->reason;
}

static void undo_wishes(struct ts_view *view, struct wishes *before)
{
    free(view->completion_reason);
    view->completion_reason = before->reason;
    view->go = before->go;
    view->asks_completion = before->asks_completion;
    view->asks_catch_up = before->asks_catch_up;
    view->queue_count = before->queued;
}

// Several handlers of a pack, and one that is told several things, roll apart.
static uint64_t occasion(const struct ts_play *play, uint32_t number, const struct ts_happened *what)
{
    ts_symbol about = what->id ? what->id : what->choice ? what->choice : what->scene ? what->scene->full : 0;
    return ts_rng_mix(number, ts_symbol_hash(play->engine->symbols, about));
}

// An echo: words, or the name as a reference, under a key of the world.
static enum ts_status leave(struct ts_play *play, const struct ts_handler *handler, struct ts_err *err)
{
    struct ts_view *view = &play->view;
    struct ts_buffer words = {0};
    enum ts_status status = TS_OK;
    if (handler->run) status = view->script->words(view->script->self, view, handler->run, &words, err);
    else ts_buffer_add_format(&words, "\x02%s\x03", ts_symbol_text(play->engine->symbols, play->run->character));
    view->phase = TS_WRITING;
    view->pack = handler->pack;
    if (!status && words.length) status = ts_view_set(view, handler->echo, ts_value_text(words.bytes, words.length), err);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status do_one(struct ts_play *play, const struct ts_handler *handler, const struct ts_happened *what, struct ts_err *err)
{
    const struct ts_script *script = play->view.script;
    return handler->echo ? leave(play, handler, err) : script->act(script->self, &play->view, handler->run, what, err);
}

// A handler that errs or overruns is undone alone; what it set in motion is forgotten with it. `number`: in its pack.
static void run_one(struct ts_play *play, const struct ts_handler *handler, uint32_t number, const struct ts_happened *what)
{
    struct ts_view *view = &play->view;
    struct ts_savepoint before = ts_changeset_save(&play->changes);
    struct wishes wishes = save_wishes(view);
    struct ts_err err;
    view->phase = TS_WRITING;
    view->stream = 0;
    view->occasion = occasion(play, number, what);
    enum ts_status status = do_one(play, handler, what, &err);
    view->occasion = 0;
    if (!status) {
        keep_wishes(view, &wishes);
        return;
    }
    ts_changeset_undo(&play->changes, &before);
    undo_wishes(view, &wishes);
    ts_changeset_fault(&play->changes, handler->run ? play->engine->content->calls[handler->run].pack : handler->pack, handler->place, err.message);
}

static void tell(struct ts_play *play, const struct ts_happened *what)
{
    const struct ts_content *content = play->engine->content;
    const struct ts_handler *handlers = content->handlers[what->happening];
    for (uint32_t i = 0, first = 0; i < content->handler_count[what->happening]; i++) {
        if (handlers[i].pack != handlers[first].pack) first = i; // in load order, so a pack's are together
        if (!fits(&handlers[i], play, what) || ts_aside_is(play, handlers[i].pack)) continue;
        if (++play->handled > HANDLED_MAX) {
            if (play->handled == HANDLED_MAX + 1)
                ts_changeset_fault(&play->changes, handlers[i].pack, handlers[i].place,
                                   "more than 64 handlers in one turn: this one and those after it were left out");
            return;
        }
        run_one(play, &handlers[i], i - first, what);
    }
}

void ts_handlers_run(struct ts_play *play)
{
    struct ts_view *view = &play->view;
    for (uint32_t i = 0; i < view->queue_count; i++) {
        struct ts_happened what = view->queue[i]; // a copy: handlers may queue more and move the array
        tell(play, &what);
    }
    view->queue_count = 0;
}
