// screen.c - what the player will read: text, choices, notices
#include <stdio.h>
#include <string.h>

#include "base/ident.h"
#include "engine/hand.h"
#include "game/prose.h"
#include "game/words.h"

enum ts_status ts_screen_render(struct ts_play *play, const struct ts_prose *prose, ts_symbol stream, uint32_t visits, struct ts_buffer *out,
                                struct ts_err *err)
{
    play->raw.length = 0;
    play->view.phase = TS_READING;
    play->view.stream = stream;
    enum ts_status status = ts_prose_render(prose, &play->view, visits, &play->raw, err);
    if (!status && play->raw.length) ts_prose_join(out, play->raw.bytes, play->raw.length);
    return status;
}

enum ts_status ts_screen_say(struct ts_play *play, const struct ts_prose *prose, ts_symbol stream, uint32_t visits, struct ts_err *err)
{
    return prose ? ts_screen_render(play, prose, stream, visits, &play->changes.shown.text, err) : TS_OK;
}

enum ts_status ts_screen_say_scene(struct ts_play *play, struct ts_err *err)
{
    const struct ts_scene *scene = play->run->head.scene;
    uint32_t visits = ts_run_tally(play->run, scene->full).count;
    play->view.telling = scene->full;
    play->view.has_warned = play->agreed == scene->full;
    ts_told_add(play->view.told, (struct ts_telling){.scene = scene, .care = scene->care, .pack = scene->pack, .at = play->changes.shown.text.length,
                                                     .is_scene = true, .is_eased = play->view.has_eased});
    enum ts_status status = ts_screen_say(play, scene->text, scene->full, visits, err);
    play->view.telling = 0;
    return status ? ts_err_wrap(err, "text of \"%s\"", ts_symbol_text(play->engine->symbols, scene->full)) : TS_OK;
}

static enum ts_status render(struct ts_play *play, const struct ts_prose *prose, ts_symbol stream, uint32_t visits, struct ts_buffer *words,
                             struct ts_err *err)
{
    struct ts_buffer line = {0};
    struct ts_text *fixed = ts_prose_fixed(prose);
    if (fixed) {
        ts_buffer_add(words, fixed->bytes, fixed->length);
        return TS_OK;
    }
    enum ts_status status = ts_screen_render(play, prose, stream, visits, &line, err);
    ts_prose_finish(&line);
    for (size_t i = 0; i < line.length; i++) ts_buffer_add_byte(words, line.bytes[i] == '\n' ? ' ' : line.bytes[i]);
    ts_buffer_clear(&line);
    return status;
}

void ts_screen_add_choice(struct ts_shown *shown, struct ts_shown_choice choice)
{
    if (shown->choice_count == shown->choice_room) {
        shown->choice_room = shown->choice_room ? shown->choice_room * 2 : 8;
        shown->choices = ts_memory_grow(shown->choices, shown->choice_room * sizeof *shown->choices);
    }
    shown->choices[shown->choice_count++] = choice;
}

static enum ts_status show_answer(struct ts_play *play, ts_symbol id, struct ts_shown *shown)
{
    struct ts_shown_choice made = {.id = id, .label = (uint32_t)shown->words.length};
    ts_buffer_add_text(&shown->words, ts_gate_label(play, id));
    made.label_length = (uint32_t)shown->words.length - made.label;
    made.reason = (uint32_t)shown->words.length;
    ts_screen_add_choice(shown, made);
    return TS_OK;
}

// A choice that is warned of says so before it is taken.
static void add_warning(const struct ts_play *play, const struct ts_choice *choice, struct ts_buffer *words)
{
    if (!choice || !ts_care_warns(ts_gate_state(play), choice->care)) return;
    ts_buffer_add_byte(words, ' ');
    ts_word_add(words, play->engine->content, TS_WORD_CHOICE_AHEAD, choice->care->warning->description, "");
}

static enum ts_status show_one(struct ts_play *play, const struct ts_offer *offer, struct ts_shown *shown, struct ts_err *err)
{
    const struct ts_choice *choice = offer->choice;
    const struct ts_scene *scene = offer->storylet ? offer->storylet : play->run->head.scene;
    if (!choice && !offer->storylet) return show_answer(play, offer->id, shown);
    struct ts_shown_choice made = {.id = offer->id, .locked = offer->locked, .label = (uint32_t)shown->words.length};
    uint32_t visits = ts_run_tally(play->run, scene->full).count + (offer->storylet != NULL);
    play->view.item = offer->item.type == TS_NIL ? NULL : &offer->item;
    enum ts_status status =
        render(play, choice ? choice->label : scene->label, choice ? choice->full : scene->full, visits, &shown->words, err);
    add_warning(play, choice, &shown->words);
    made.label_length = (uint32_t)shown->words.length - made.label;
    made.reason = (uint32_t)shown->words.length;
    if (!status && offer->locked) status = render(play, choice->locked, choice->full, visits, &shown->words, err);
    made.reason_length = (uint32_t)shown->words.length - made.reason;
    play->view.item = NULL;
    if (!status) ts_screen_add_choice(shown, made);
    return status;
}

enum ts_status ts_offers_show(struct ts_play *play, const struct ts_offers *offers, struct ts_shown *shown, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < offers->count && !status; i++) status = show_one(play, &offers->items[i], shown, err);
    return status;
}

static void notice_line(struct ts_play *play, const char *line)
{
    struct ts_buffer *notices = &play->changes.shown.notices;
    ts_buffer_add_format(notices, "%s%s", notices->length ? "\n" : "", line);
}

static void notice(struct ts_play *play, const char *word, const char *what)
{
    struct ts_buffer *notices = &play->changes.shown.notices;
    ts_buffer_add_format(notices, "%s%s: %s", notices->length ? "\n" : "", word, what);
}

static void notice_moment(struct ts_play *play, const struct ts_moment *moment, enum ts_word word, enum ts_word longer, const char *what)
{
    const struct ts_content *content = play->engine->content;
    struct ts_buffer line = {0}, time = {0};
    char minutes[32];
    snprintf(minutes, sizeof minutes, "%g", moment->minutes);
    ts_word_add(&time, content, moment->minutes == 1 ? TS_WORD_MINUTE : TS_WORD_MINUTES, minutes, "");
    ts_word_add(&line, content, moment->minutes > 0 ? longer : word, what, time.bytes);
    notice_line(play, line.bytes);
    ts_buffer_clear(&line);
    ts_buffer_clear(&time);
}

static enum ts_status add_moment(struct ts_play *play, const struct ts_moment *moment, enum ts_word word, enum ts_word longer, struct ts_err *err)
{
    const struct ts_scene *scene = play->run->head.scene;
    struct ts_buffer words = {0};
    enum ts_status status = moment->text ? render(play, moment->text, scene->full, 1, &words, err) : TS_OK;
    if (!status && words.length) notice_moment(play, moment, word, longer, words.bytes);
    ts_buffer_clear(&words);
    return status;
}

enum ts_status ts_screen_add_moments(struct ts_play *play, struct ts_err *err)
{
    const struct ts_scene *scene = play->run->head.scene;
    const struct ts_care_settings *settings = &ts_gate_state(play)->settings;
    if (settings->pure || ts_run_tally(play->run, scene->full).count != 1 || play->changes.entered_count == 0) return TS_OK;
    enum ts_status status = settings->no_reflections ? TS_OK : add_moment(play, &scene->reflect, TS_WORD_THINK, TS_WORD_THINK_LONG, err);
    return status || settings->no_breaths ? status : add_moment(play, &scene->breath, TS_WORD_BREATH, TS_WORD_BREATH_LONG, err);
}

// A message that does not begin with where it happened gets the place of what was asked.
static void notice_fault(struct ts_play *play, const struct ts_fault *fault)
{
    const struct ts_symbols *symbols = play->engine->symbols;
    const char *pack = ts_symbol_text(symbols, play->engine->content->packs[fault->pack].name),
               *file = ts_symbol_text(symbols, fault->place.file);
    struct ts_buffer what = {0};
    if (strncmp(fault->message, pack, strlen(pack)) != 0 || fault->message[strlen(pack)] != '/')
        ts_buffer_add_format(&what, "%s:%u: ", file, fault->place.line);
    ts_buffer_add(&what, fault->message, strcspn(fault->message, "\n"));
    ts_buffer_add_format(&what, "; your turn was kept");
    char word[TS_IDENT_MAX + 32];
    snprintf(word, sizeof word, "fault in pack \"%s\"", pack);
    notice(play, word, what.bytes);
    ts_buffer_clear(&what);
}

// Said as it happens, and again at the beginning of each sitting: what holds is never a secret.
static void notice_easing(struct ts_play *play)
{
    enum ts_act_kind kind = play->changes.kind;
    bool begins = kind == TS_ACT_START || kind == TS_ACT_RESUME;
    if (play->view.has_eased) notice_line(play, ts_word(play->engine->content, TS_WORD_EASED));
    else if (begins && ts_gate_state(play)->settings.is_eased) notice_line(play, ts_word(play->engine->content, TS_WORD_EASED_STILL));
}

void ts_screen_add_notices(struct ts_play *play)
{
    const struct ts_changeset *changes = &play->changes;
    static const char *const words[] = {
        [TS_MARK_MILESTONE] = "milestone", [TS_MARK_INSIGHT] = "insight", [TS_MARK_METACONCEPT] = "integrated"};
    ts_aside_say(play);
    notice_easing(play);
    for (uint32_t i = 0; i < changes->mark_count; i++)
        notice(play, words[changes->marks[i].kind], ts_content_title(play->engine->content, changes->marks[i].id));
    for (uint32_t i = 0; i < changes->grant_count; i++)
        notice(play, "unlocked", ts_content_title(play->engine->content, changes->grants[i].unlock));
    for (uint32_t i = 0; i < changes->fault_count; i++) notice_fault(play, &changes->faults[i]);
}
