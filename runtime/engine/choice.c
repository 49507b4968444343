// choice.c - what taking a choice does, its move apart
#include <stdio.h>
#include <string.h>

#include "base/canon.h"
#include "engine/hand.h"
#include "game/prose.h"
#include "game/script.h"

enum { LINKS_MAX = 100 }; // choices that act as one another

enum ts_status ts_choice_act(struct ts_play *play, ts_call call, ts_symbol stream, struct ts_err *err)
{
    struct ts_view *view = &play->view;
    if (!call) return TS_OK;
    view->phase = TS_WRITING;
    view->stream = stream;
    return view->script->act(view->script->self, view, call, NULL, err);
}

static enum ts_status print(struct ts_play *play, const struct ts_prose *prose, ts_symbol owner, struct ts_text **out, struct ts_err *err)
{
    struct ts_text *fixed = ts_prose_fixed(prose);
    if (!prose || fixed) {
        *out = ts_text_keep(fixed);
        return TS_OK;
    }
    struct ts_buffer line = {0};
    enum ts_status status = ts_screen_render(play, prose, owner, ts_run_tally(play->run, owner).count, &line, err);
    ts_prose_finish(&line);
    *out = status ? NULL : ts_text_new(line.bytes ? line.bytes : "", line.length);
    ts_buffer_clear(&line);
    return status;
}

static ts_symbol care_of(const struct ts_play *play, const struct ts_event_text *event, const struct ts_scene *storylet)
{
    const struct ts_content *content = play->engine->content;
    struct ts_event_care care = {0};
    ts_view_event_care(&play->view, &care);
    if (storylet) ts_event_care_add(&care, content, storylet->care, storylet->pack);
    ts_event_care_add_parts(&care, content, event->action);
    ts_event_care_add_parts(&care, content, event->consequences);
    ts_event_care_own(&care, content, event->care);
    return ts_event_care_symbol(&care, content->symbols);
}

enum ts_status ts_choice_record(struct ts_play *play, const struct ts_event_text *event, ts_symbol owner, const struct ts_scene *storylet,
                                struct ts_err *err)
{
    ts_symbol place = play->run->head.scene->where;
    if (!event) return TS_OK;
    struct ts_event_record made = {.place = event->place ? event->place : place, .care = care_of(play, event, storylet), .major = event->major};
    enum ts_status status = print(play, event->action, owner, &made.action, err);
    if (!status) status = print(play, event->consequences, owner, &made.consequences, err);
    if (status) {
        ts_text_drop(made.action);
        return status;
    }
    ts_changeset_record(&play->changes, made);
    return TS_OK;
}

static enum ts_status write_vars(struct ts_play *play, const struct ts_choice *choice, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    play->view.phase = TS_WRITING;
    play->view.pack = choice->pack;
    for (uint32_t i = 0; i < choice->write_count && !status; i++) {
        const struct ts_write *write = &choice->writes[i];
        struct ts_value value = write->add ? ts_view_sum(&play->view, write->var, write->value) : ts_value_keep(write->value);
        if (write->add && value.type == TS_NIL)
            return ts_err_set(err, TS_FAILED, "adds to \"%s\", which is not a number or would pass the range of integers",
                              ts_symbol_text(play->engine->symbols, play->run->story->vars[write->var].name));
        status = ts_view_set_var(&play->view, write->var, value, err);
    }
    return status;
}

// What a choice does, its own reply apart.
static enum ts_status do_one(struct ts_play *play, const struct ts_choice *choice, struct ts_err *err)
{
    enum ts_status status = write_vars(play, choice, err);
    if (!status) status = ts_choice_act(play, choice->effect, choice->full, err);
    if (!status) status = ts_choice_record(play, choice->event, choice->full, NULL, err);
    return status;
}

static void count_choice(struct ts_play *play, const struct ts_choice *choice, ts_symbol id)
{
    ts_changeset_count(&play->changes, choice->full);
    ts_changeset_count(&play->changes, choice->bare);
    if (id != choice->id) ts_changeset_count(&play->changes, ts_offer_full(play, choice, id));
}

// `in the effect of choice "light" of scene "quay" of story harbour:lantern` ends what a script's error says.
static bool is_said(const struct ts_err *err, const char *noun, const char *full)
{
    const char *in = strstr(err->message, "\n  in the "), *last = strrchr(full, '/');
    char name[300];
    snprintf(name, sizeof name, "%s \"%s\"", noun, last ? last + 1 : full);
    return in && (strstr(in, name) || strstr(in, full));
}

enum ts_status ts_choice_blame(const struct ts_play *play, const char *noun, ts_symbol full, uint32_t pack, struct ts_err *err)
{
    const struct ts_symbols *symbols = play->engine->symbols;
    const char *text = ts_symbol_text(symbols, full);
    if (!is_said(err, noun, text)) ts_err_wrap(err, "%s \"%s\"", noun, text);
    if (pack != play->run->story->pack)
        ts_err_wrap(err, "the mistake is in pack \"%s\"", ts_symbol_text(symbols, play->engine->content->packs[pack].name));
    return err->status;
}

enum ts_status ts_choice_do(struct ts_play *play, const struct ts_choice **choice, ts_symbol id, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (int links = 0; !status; links++) {
        const struct ts_choice *one = *choice;
        if (links == LINKS_MAX)
            return ts_err_set(err, TS_FAILED, "choice \"%s\" acts as itself", ts_symbol_text(play->engine->symbols, one->full));
        count_choice(play, one, links ? one->id : id);
        status = do_one(play, one, err);
        if (!status) status = ts_screen_say(play, one->reply, one->full, ts_run_tally(play->run, one->full).count, err);
        if (!one->as) break;
        *choice = one->as;
    }
    return status ? ts_choice_blame(play, "choice", (*choice)->full, (*choice)->pack, err) : TS_OK;
}

static uint32_t letters(const char *text)
{
    uint32_t count = 0;
    for (; *text; text++) count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

enum ts_status ts_choice_hear(struct ts_play *play, const struct ts_choice *choice, const char *answer, struct ts_err *err)
{
    size_t length = answer ? strlen(answer) : 0;
    const char *id = ts_symbol_text(play->engine->symbols, choice->id);
    if (!choice->ask) return TS_OK;
    if (!length) return ts_err_set(err, TS_REFUSED, "choice \"%s\" asks for some words: give them with it", id);
    if (letters(answer) > choice->ask_max) return ts_err_set(err, TS_REFUSED, "at most %u letters, please", choice->ask_max);
    for (const char *c = answer; *c; c++)
        if ((unsigned char)*c < 32 || *c == 127) return ts_err_set(err, TS_REFUSED, "the words hold a control character: type plain text");
    if (!ts_canon_is_text(answer, length)) return ts_err_set(err, TS_REFUSED, "the words are not valid UTF-8: type plain text");
    play->view.phase = TS_WRITING;
    play->view.pack = choice->pack;
    play->changes.answer = ts_text_new(answer, length);
    return ts_view_set_var(&play->view, choice->ask - 1, (struct ts_value){.type = TS_TEXT, .text = ts_text_keep(play->changes.answer)},
                           err);
}
