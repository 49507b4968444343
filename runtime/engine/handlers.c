// handlers.c - everything that happened in an act, told to those who asked for it
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
    return !handler->ending || handler->ending == what->ending;
}

static void blame(struct ts_play *play, uint32_t pack, struct ts_place place, const char *message)
{
    ts_changeset_fault(&play->changes, pack, place, message);
}

// A handler that errs or overruns is undone alone; what it set in motion is forgotten with it.
static void run_one(struct ts_play *play, const struct ts_handler *handler, const struct ts_happened *what)
{
    struct ts_view *view = &play->view;
    struct ts_savepoint before = ts_changeset_save(&play->changes);
    uint32_t queued = view->queue_count;
    const struct ts_scene *go = view->go;
    bool asks_completion = view->asks_completion;
    struct ts_err err;
    view->phase = TS_WRITING;
    view->stream = 0;
    if (!view->script->act(view->script->self, view, handler->run, what, &err)) return;
    ts_changeset_undo(&play->changes, &before);
    view->queue_count = queued;
    view->go = go;
    view->asks_completion = asks_completion;
    blame(play, handler->pack, handler->place, err.message);
}

static void tell(struct ts_play *play, const struct ts_happened *what)
{
    const struct ts_content *content = play->engine->content;
    const struct ts_handler *handlers = content->handlers[what->happening];
    for (uint32_t i = 0; i < content->handler_count[what->happening]; i++) {
        if (!fits(&handlers[i], play, what)) continue;
        if (++play->handled > HANDLED_MAX) {
            if (play->handled == HANDLED_MAX + 1)
                blame(play, handlers[i].pack, handlers[i].place,
                      "more than 64 handlers in one turn: this one and those after it were left out");
            return;
        }
        run_one(play, &handlers[i], what);
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
