// play.c - the life of a run: started, resumed, paused, ended
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/ident.h"
#include "base/suggest.h"
#include "engine/hand.h"
#include "engine/show.h"
#include "game/script.h"

void ts_play_free(struct ts_play *play)
{
    if (!play) return;
    if (play->is_locked) ts_store_unlock_run(play->engine->store, play->run->id);
    ts_changeset_clear(&play->changes);
    ts_buffer_clear(&play->shown.text);
    ts_buffer_clear(&play->shown.words);
    ts_buffer_clear(&play->shown.news);
    ts_buffer_clear(&play->shown.notices);
    free(play->shown.choices);
    ts_buffer_clear(&play->raw);
    ts_offers_clear(&play->offers);
    ts_offers_clear(&play->next_offers);
    ts_progression_clear(&play->progression);
    free(play->view.queue);
    free(play->view.completion_reason);
    ts_run_free(play->run);
    free(play);
}

// --- starting

struct names { // checked ids of a new run
    char run[TS_IDENT_MAX + 1], player[TS_IDENT_MAX + 1], character[TS_IDENT_MAX + 1], universe[TS_IDENT_MAX + 1];
};

static enum ts_status read_names(const struct ts_start *how, struct names *names, struct ts_err *err)
{
    enum ts_status status = ts_ident_read("run id", how->run, names->run, err);
    if (!status) status = ts_ident_read("player id", how->player, names->player, err);
    if (!status) status = ts_ident_read_title("character name", how->character, names->character, err);
    if (!status) status = ts_ident_read("universe id", how->universe, names->universe, err);
    return status;
}

static enum ts_status find_focus(struct ts_engine *engine, const char *id, ts_symbol *out, struct ts_err *err)
{
    *out = 0;
    if (!id) return TS_OK;
    ts_symbol symbol = ts_symbol_of(engine->symbols, id);
    const struct ts_focus *focus = ts_content_find_focus(engine->content, symbol);
    if (!focus)
        return ts_err_set(err, TS_DATA, "no focus \"%s\" in the content: leave --focus out, or see `turnstone check` for what is there",
                          id);
    *out = focus->id;
    return TS_OK;
}

static enum ts_status find_story(struct ts_engine *engine, const char *id, const struct ts_story **out, struct ts_err *err)
{
    const struct ts_content *content = engine->content;
    const char *names[256];
    uint32_t count = content->story_count < 256 ? content->story_count : 256;
    *out = ts_content_find_story(content, id);
    if (*out) return TS_OK;
    for (uint32_t i = 0; i < count; i++) names[i] = ts_symbol_text(engine->symbols, content->stories[i]->id);
    const char *near = ts_suggest(id, names, count);
    return ts_err_set(err, TS_DATA,
                      near ? "no story \"%s\" in the content: did you mean \"%s\"?"
                           : "no story \"%s\" in the content: add its pack with --content",
                      id, near);
}

// Where in its universe a new run stands, and which row that is.
static enum ts_status place_run(struct ts_engine *engine, const struct ts_start *how, struct ts_run *run, struct ts_err *err)
{
    struct ts_universe_record universe;
    bool found = false;
    enum ts_status status = ts_store_find_universe(engine->store, run->universe, &universe, &found, err);
    if (status) return status;
    run->universe_row = found ? universe.row : 0;
    run->live = found ? universe.live : how->live;
    run->head.position = how->has_at ? how->at : found ? universe.position : 0;
    if (run->live && found) run->head.position = universe.position;
    return TS_OK;
}

// A character is a player's, by name.
static ts_symbol character_id(struct ts_engine *engine, const struct names *names)
{
    char id[2 * TS_IDENT_MAX + 2];
    int length = snprintf(id, sizeof id, "%s:%s", names->player, names->character);
    return ts_symbol_add(engine->symbols, id, (size_t)length);
}

static enum ts_status make_run(struct ts_engine *engine, const struct ts_start *how, struct ts_run **out, struct ts_err *err)
{
    struct names names;
    const struct ts_story *story;
    ts_symbol focus;
    enum ts_status status = find_story(engine, how->story, &story, err);
    if (!status) status = read_names(how, &names, err);
    if (!status) status = find_focus(engine, how->focus, &focus, err);
    if (status) return status;
    struct ts_run *run = ts_run_new(engine->content, story);
    run->id = ts_symbol_of(engine->symbols, names.run);
    run->player = ts_symbol_of(engine->symbols, names.player);
    run->universe = ts_symbol_of(engine->symbols, names.universe);
    run->character = character_id(engine, &names);
    run->character_name = ts_symbol_of(engine->symbols, names.character);
    run->focus = focus ? focus : story->focus;
    run->seed = how->seed;
    run->head.scene = story->start;
    status = place_run(engine, how, run, err);
    if (status) {
        ts_run_free(run);
        return status;
    }
    *out = run;
    return TS_OK;
}

static enum ts_status compute_start(struct ts_play *play, void *self, struct ts_err *err)
{
    (void)self;
    play->run->head.state = TS_ACTIVE;
    play->run->head.session = 1;
    play->changes.opens_session = true;
    return ts_turn_open(play, err);
}

static enum ts_status lock(struct ts_play *play, struct ts_err *err)
{
    enum ts_status status = ts_store_lock_run(play->engine->store, play->run->id, err);
    play->is_locked = !status;
    return status;
}

enum ts_status ts_play_start(struct ts_engine *engine, const struct ts_start *how, struct ts_play **out, struct ts_err *err)
{
    struct ts_run *run = NULL;
    enum ts_status status = make_run(engine, how, &run, err);
    if (status) return status;
    struct ts_play *play = ts_play_new(engine, run);
    play->in_batch = ts_store_is_writing(engine->store);
    status = ts_progression_load(engine, run->player, &play->progression, err);
    if (!status) status = ts_act_do(play, TS_ACT_START, 0, compute_start, NULL, err);
    if (!status) status = lock(play, err);
    if (status) {
        ts_play_free(play);
        return status;
    }
    *out = play;
    return TS_OK;
}

// --- resuming

enum ts_status ts_play_load(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err)
{
    struct ts_play *play = NULL;
    char id[TS_IDENT_MAX + 1];
    enum ts_status status = ts_ident_read("run id", run, id, err);
    if (!status) status = ts_play_revive(engine, id, &play, err);
    if (!status) status = lock(play, err);
    if (status) {
        ts_play_free(play);
        return status;
    }
    *out = play;
    return TS_OK;
}

// A resumed run opens a session; the screen stays as it was stored.
static enum ts_status compute_resume(struct ts_play *play, void *self, struct ts_err *err)
{
    struct ts_head *head = &play->run->head;
    (void)self;
    enum ts_status status = head->state == TS_ACTIVE ? TS_OK : ts_run_state_move(head->state, TS_ACTIVE, err);
    if (status) return ts_err_wrap(err, "\"%s\"", ts_symbol_text(play->engine->symbols, play->run->id));
    status = ts_news_find(play, err);
    if (status) return status;
    head->state = TS_ACTIVE;
    head->session++;
    head->told = play->changes.base_seq + 1;
    play->changes.opens_session = true;
    ts_completion_ask_rules(play);
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_RUN_RESUMED, .scene = head->scene});
    ts_handlers_run(play);
    play->view.go = NULL; // the player's place was stored; only a turn moves it
    ts_screen_add_notices(play);
    return ts_offers_find(play, &play->next_offers, err);
}

enum ts_status ts_play_reopen(struct ts_play *play, struct ts_err *err)
{
    return ts_act_do(play, TS_ACT_RESUME, 0, compute_resume, NULL, err);
}

enum ts_status ts_play_resume(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err)
{
    struct ts_play *play = NULL;
    enum ts_status status = ts_play_load(engine, run, &play, err);
    if (status) return status;
    status = ts_play_reopen(play, err);
    if (status) {
        ts_play_free(play);
        return status;
    }
    *out = play;
    return TS_OK;
}

// --- turns

struct taking {
    const struct ts_offer *offer;
    const char *answer;
};

static enum ts_status compute_take(struct ts_play *play, void *self, struct ts_err *err)
{
    const struct taking *taking = self;
    return ts_turn_take(play, taking->offer, taking->answer, err);
}

static enum ts_status be_active(const struct ts_play *play, struct ts_err *err)
{
    if (play->run->head.state == TS_ACTIVE) return TS_OK;
    return ts_err_set(err, TS_REFUSED, "run \"%s\" is %s: no turn can be taken in it", ts_symbol_text(play->engine->symbols, play->run->id),
                      ts_run_state_name(play->run->head.state));
}

static const struct ts_offer *find_offer(const struct ts_play *play, ts_symbol id)
{
    for (uint32_t i = 0; id && i < play->offers.count; i++)
        if (play->offers.items[i].id == id) return &play->offers.items[i];
    return NULL;
}

static enum ts_status unknown_choice(const struct ts_play *play, const char *choice, struct ts_err *err)
{
    struct ts_buffer open = {0};
    for (uint32_t i = 0; i < play->offers.count; i++)
        if (!play->offers.items[i].locked)
            ts_buffer_add_format(&open, "%s\"%s\"", open.length ? ", " : "",
                                 ts_symbol_text(play->engine->symbols, play->offers.items[i].id));
    ts_err_set(err, TS_REFUSED, "no choice \"%s\" is open here: choose one of %s", choice, open.length ? open.bytes : "none");
    ts_buffer_clear(&open);
    return TS_REFUSED;
}

static enum ts_status refuse_locked(const struct ts_play *play, const struct ts_offer *offer, struct ts_err *err)
{
    struct ts_buffer reason = {0};
    for (uint32_t i = 0; i < play->shown.choice_count; i++) {
        const struct ts_shown_choice *choice = &play->shown.choices[i];
        if (choice->id == offer->id) ts_show_words(play->engine, play->shown.words.bytes + choice->reason, choice->reason_length, &reason);
    }
    ts_err_set(err, TS_REFUSED, "choice \"%s\" is locked: %s", ts_symbol_text(play->engine->symbols, offer->id),
               reason.length ? reason.bytes : "choose another");
    ts_buffer_clear(&reason);
    return TS_REFUSED;
}

enum ts_status ts_play_take(struct ts_play *play, const struct ts_take *take, struct ts_err *err)
{
    enum ts_status status = be_active(play, err);
    if (status) return status;
    const struct ts_offer *offer = find_offer(play, ts_symbol_find(play->engine->symbols, take->choice, strlen(take->choice)));
    if (!offer) return unknown_choice(play, take->choice, err);
    if (offer->locked) return refuse_locked(play, offer, err);
    struct taking taking = {offer, take->answer};
    return ts_act_do(play, TS_ACT_TURN, take->key, compute_take, &taking, err);
}

// --- by itself

struct drawing { // choices not yet tried
    uint32_t indexes[256], count;
    uint32_t at;
};

static void fill_drawing(const struct ts_play *play, struct drawing *drawing)
{
    drawing->count = 0;
    for (uint32_t i = 0; i < play->offers.count && drawing->count < 256; i++)
        if (!play->offers.items[i].locked) drawing->indexes[drawing->count++] = i;
}

// The first choice in random order whose turn neither ends the run nor is refused.
static enum ts_status compute_auto(struct ts_play *play, void *self, struct ts_err *err)
{
    struct drawing drawing;
    const char *purpose = "auto";
    struct ts_rng rng = ts_rng_stream(play->run->seed, ts_hash_fast(purpose, strlen(purpose)), (uint64_t)play->run->head.turn, 0);
    (void)self;
    fill_drawing(play, &drawing);
    while (drawing.count) {
        uint32_t pick = drawing.count == 1 ? 0 : (uint32_t)ts_rng_int(&rng, 0, drawing.count - 1);
        const struct ts_offer *offer = &play->offers.items[drawing.indexes[pick]];
        drawing.indexes[pick] = drawing.indexes[--drawing.count];
        enum ts_status status = ts_turn_take(play, offer, offer->choice && offer->choice->ask ? purpose : NULL, err);
        if (status == TS_OK && play->run->head.state == TS_ACTIVE) return TS_OK;
        if (status != TS_OK && status != TS_REFUSED) return status;
        ts_act_undo(play);
        status = ts_act_begin(play, TS_ACT_TURN, err);
        if (status) return status;
    }
    return ts_err_set(err, TS_FAILED, "no choice is left in \"%s\" that neither ends the run nor is refused",
                      ts_symbol_text(play->engine->symbols, play->run->head.scene->full));
}

enum ts_status ts_play_auto(struct ts_play *play, struct ts_err *err)
{
    enum ts_status status = be_active(play, err);
    return status ? status : ts_act_do(play, TS_ACT_TURN, 0, compute_auto, NULL, err);
}

// --- asking

const struct ts_run *ts_play_run(const struct ts_play *play)
{
    return play->run;
}
const struct ts_shown *ts_play_shown(const struct ts_play *play)
{
    return &play->shown;
}
const struct ts_choice *ts_play_last_choice(const struct ts_play *play)
{
    return play->last;
}
ts_symbol ts_play_ending(const struct ts_play *play)
{
    return play->ending;
}
bool ts_play_has_session(const struct ts_play *play)
{
    return play->has_session;
}
uint32_t ts_play_events(const struct ts_play *play)
{
    return play->changes.event_count;
}
void ts_play_set_batch(struct ts_play *play, bool in_batch)
{
    play->in_batch = in_batch;
}

const struct ts_offer *ts_play_offers(const struct ts_play *play, uint32_t *count)
{
    *count = play->offers.count;
    return play->offers.items;
}

enum ts_status ts_play_set(struct ts_play *play, const char *name, struct ts_value value, struct ts_err *err)
{
    struct ts_run *run = play->run;
    const uint64_t *slot = ts_map_find(&run->story->var_by_name, ts_symbol_of(play->engine->symbols, name));
    if (!slot) {
        ts_value_drop(&value);
        return ts_err_set(err, TS_DATA, "story \"%s\" has no variable \"%s\": declare it in its `vars`",
                          ts_symbol_text(play->engine->symbols, run->story->id), name);
    }
    ts_value_drop(&run->vars[*slot - 1]);
    run->vars[*slot - 1] = value;
    return ts_offers_find(play, &play->offers, err);
}

uint32_t ts_play_asks(const struct ts_play *play, ts_symbol id)
{
    const struct ts_offer *offer = find_offer(play, id);
    return offer && offer->choice && offer->choice->ask ? offer->choice->ask_max : 0;
}
