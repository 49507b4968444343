// debug.c - what a story's author wants to know of a run in hand: why a choice is closed, what was looked at, what it cost
#include "engine/debug.h"

#include <stdlib.h>

#include "base/suggest.h"
#include "engine/hand.h"

// --- why a choice is closed

static const struct ts_offer *find_offer(const struct ts_play *play, const struct ts_choice *choice)
{
    for (uint32_t i = 0; i < play->offers.count; i++)
        if (play->offers.items[i].choice == choice) return &play->offers.items[i];
    return NULL;
}

static enum ts_status test(struct ts_play *play, ts_call call, ts_symbol stream, bool *holds, struct ts_err *err)
{
    const struct ts_script *script = play->view.script;
    play->view.phase = TS_READING;
    play->view.stream = stream;
    return script->test(script->self, &play->view, call, holds, err);
}

static ts_call find_hiding(struct ts_play *play, const struct ts_choice *choice)
{
    for (uint32_t i = 0; i < choice->hide_count; i++) {
        struct ts_err err;
        bool holds = false;
        if (!test(play, choice->hides[i], choice->full, &holds, &err) && holds) return choice->hides[i];
    }
    return 0;
}

static void find_reason(struct ts_play *play, const struct ts_choice *choice, struct ts_closed *closed, struct ts_err *err)
{
    const struct ts_call_info *calls = play->engine->content->calls;
    ts_call hiding = find_hiding(play, choice);
    bool holds = true;
    closed->why = TS_CLOSED_WHEN;
    if (choice->once && ts_run_tally(play->run, choice->full).count) {
        closed->why = TS_CLOSED_SPENT;
    } else if (hiding) {
        closed->why = TS_CLOSED_HIDDEN;
        closed->place = calls[hiding].place;
    } else if (choice->when) {
        closed->place = calls[choice->when].place;
        if (!test(play, choice->when, choice->full, &holds, err)) return;
        closed->why = TS_CLOSED_ERROR;
        closed->error = err->message;
    }
}

void ts_debug_each_closed(struct ts_play *play, ts_each_closed *each, void *self)
{
    const struct ts_scene *scene = play->run->head.scene;
    struct ts_looks *watched = play->view.looks;
    for (uint32_t i = 0; i < scene->choice_count; i++) {
        const struct ts_choice *choice = scene->choices[i];
        const struct ts_offer *offer = find_offer(play, choice);
        struct ts_looks looks = {0};
        struct ts_err err;
        if (choice->each || (offer && !offer->locked)) continue;
        struct ts_closed closed = {.id = choice->id, .is_shown = offer, .looks = &looks};
        play->view.looks = &looks;
        find_reason(play, choice, &closed, &err);
        play->view.looks = watched;
        each(self, &closed);
        ts_looks_clear(&looks);
    }
}

void ts_debug_watch(struct ts_play *play, struct ts_looks *looks)
{
    if (looks) ts_looks_clear(looks);
    play->view.looks = looks;
}

// --- asking and doing

enum ts_status ts_debug_ask(struct ts_play *play, const char *source, struct ts_buffer *out, struct ts_err *err)
{
    struct ts_looks *watched = play->view.looks;
    play->view.looks = NULL;
    play->view.stream = ts_symbol_of(play->engine->symbols, "debug");
    enum ts_status status = ts_host_ask(play->engine->host, &play->view, play->run->story->pack, source, false, out, err);
    play->view.looks = watched;
    return status;
}

struct doing { const char *source; struct ts_buffer *out; };

static enum ts_status compute_doing(struct ts_play *play, void *self, struct ts_err *err)
{
    const struct doing *doing = self;
    doing->out->length = 0; // it may be computed twice
    play->view.stream = ts_symbol_of(play->engine->symbols, "debug");
    enum ts_status status = ts_host_ask(play->engine->host, &play->view, play->run->story->pack, doing->source, true, doing->out, err);
    return status ? status : ts_turn_go(play, NULL, err);
}

enum ts_status ts_debug_do(struct ts_play *play, const char *source, struct ts_buffer *out, struct ts_err *err)
{
    struct doing doing = {source, out};
    return ts_act_do(play, TS_ACT_CATCH_UP, 0, compute_doing, &doing, err);
}

static enum ts_status compute_going(struct ts_play *play, void *self, struct ts_err *err)
{
    return ts_turn_go(play, self, err);
}

enum ts_status ts_debug_go(struct ts_play *play, const char *name, struct ts_err *err)
{
    const struct ts_story *story = play->run->story;
    struct ts_symbols *symbols = play->engine->symbols;
    ts_symbol symbol = ts_symbol_of(symbols, name);
    const struct ts_scene *scene = ts_story_find_scene(story, symbol);
    if (!scene) scene = ts_story_find_scene_full(story, symbol);
    if (scene) return ts_act_do(play, TS_ACT_CATCH_UP, 0, compute_going, (void *)scene, err);
    const char **names = ts_memory_get((story->scene_count + 1) * sizeof *names);
    for (uint32_t i = 0; i < story->scene_count; i++) names[i] = ts_symbol_text(symbols, story->scenes[i]->id);
    const char *near = ts_suggest(name, names, story->scene_count);
    ts_err_set(err, TS_REFUSED, "story \"%s\" has no scene \"%s\"%s%s%s", ts_symbol_text(symbols, story->id), name, near ? ": did you mean \"" : "",
               near ? near : "", near ? "\"?" : "");
    free((void *)names);
    return TS_REFUSED;
}
