// walk.c - moves between scenes: onward, into a detour or storylet and back
#include "engine/walk.h"

#include "base/ident.h"

const struct ts_scene *ts_walk_here(const struct ts_play *play)
{
    return play->run->head.scene;
}


enum ts_status ts_walk_push(struct ts_play *play, const struct ts_scene *onward, struct ts_err *err)
{
    struct ts_head *head = &play->run->head;
    if (head->depth == TS_STACK_MAX)
        return ts_err_set(err, TS_FAILED, "scene \"%s\" is the %dth detour without a way back: end one of them with `back`",
                          ts_symbol_text(play->engine->symbols, ts_walk_here(play)->full), TS_STACK_MAX + 1);
    head->stack[head->depth++] = (struct ts_frame){head->scene, onward};
    return TS_OK;
}

void ts_walk_go(struct ts_walk *walk, const struct ts_scene *scene)
{
    walk->play->run->head.scene = scene;
    walk->silent = false;
}

// Back to where the last detour left: onward, or to that scene as it was.
bool ts_walk_pop(struct ts_walk *walk)
{
    struct ts_head *head = &walk->play->run->head;
    if (!head->depth) return false;
    struct ts_frame frame = head->stack[--head->depth];
    head->scene = frame.onward ? frame.onward : frame.scene;
    walk->silent = !frame.onward;
    return true;
}

// Was the storylet drawn by the scene that a way back leads to? One that was gone to by `to` has no way back of its own.
static bool is_drawn(const struct ts_play *play)
{
    const struct ts_head *head = &play->run->head;
    const struct ts_frame *frame = head->depth ? &head->stack[head->depth - 1] : NULL;
    return ts_walk_here(play)->pool && frame && !frame->onward && frame->scene->draw.pool == ts_walk_here(play)->pool;
}

// Leaving a storylet by `to` ends its being drawn: nothing will come back to it.
void ts_walk_leave_storylet(struct ts_play *play)
{
    if (is_drawn(play)) play->run->head.depth--;
}

enum ts_status ts_walk_move(struct ts_walk *walk, const struct ts_choice *choice, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    const struct ts_scene *scene = ts_walk_here(play);
    if (choice->detour) {
        enum ts_status status = ts_walk_push(play, choice->to ? choice->to : scene->next, err);
        if (!status) ts_walk_go(walk, choice->detour);
        return status;
    }
    if (choice->to) {
        ts_walk_leave_storylet(play);
        ts_walk_go(walk, choice->to);
    } else if ((choice->back || scene->back || (is_drawn(play) && !scene->next)) && ts_walk_pop(walk)) {
        return TS_OK;
    } else {
        if (scene->next) ts_walk_leave_storylet(play);
        ts_walk_go(walk, scene->next ? scene->next : scene);
    }
    return TS_OK;
}

enum ts_status ts_walk_enter_storylet(struct ts_walk *walk, const struct ts_scene *storylet, struct ts_err *err)
{
    enum ts_status status = ts_walk_push(walk->play, NULL, err);
    if (!status) ts_walk_go(walk, storylet);
    return status;
}
