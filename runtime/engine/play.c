// play.c - the life of a run: resumed, played, asked
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "engine/edition.h"
#include "engine/hand.h"
#include "engine/migrate.h"
#include "engine/show.h"
#include "engine/vocabulary.h"

void ts_engine_set_host(struct ts_engine *engine, struct ts_host *host)
{
    ts_vocabulary_forget(engine);
    engine->host = host;
    engine->content = ts_host_content(host);
    engine->script = ts_host_script(host);
}

void ts_play_free(struct ts_play *play)
{
    if (!play) return;
    if (play->is_locked) ts_store_unlock_run(play->engine->store, play->run->id);
    ts_changeset_clear(&play->changes);
    ts_shown_clear(&play->shown);
    ts_buffer_clear(&play->raw);
    ts_buffer_clear(&play->trouble);
    free(play->faulty.items);
    ts_offers_clear(&play->offers);
    ts_offers_clear(&play->next_offers);
    ts_progression_clear(&play->progression);
    free(play->view.queue);
    free(play->view.completion_reason);
    ts_run_free(play->run);
    if (play->stand_in) ts_loose_clear(play->stand_in);
    free(play->stand_in);
    free(play);
}

// --- resuming

typedef enum ts_status revive(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err);

static enum ts_status revive_by_names_of_now(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err)
{
    enum ts_status status = ts_migrate_names(engine, ts_symbol_of(engine->symbols, run), err);
    return status ? status : ts_play_revive(engine, run, out, err);
}

// Whoever took a pack out can still end and delete the runs that need it.
static enum ts_status revive_to_end(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err)
{
    enum ts_status status = revive_by_names_of_now(engine, run, out, err);
    if (status != TS_DATA && status != TS_FAILED && status != TS_REFUSED) return status;
    return ts_play_revive_as_stored(engine, run, out, err);
}

static enum ts_status take_up(struct ts_engine *engine, const char *run, revive *way, struct ts_play **out, struct ts_err *err)
{
    char id[TS_IDENT_MAX + 1];
    enum ts_status status = ts_ident_read("run id", run, id, err);
    if (status) return status;
    ts_symbol symbol = ts_symbol_of(engine->symbols, id);
    status = ts_store_lock_run(engine->store, symbol, err); // before it is read: what is read must still hold when it is played
    if (status) return status;
    status = way(engine, id, out, err);
    if (status) ts_store_unlock_run(engine->store, symbol);
    else (*out)->is_locked = true;
    return status;
}

enum ts_status ts_play_load(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err)
{
    return take_up(engine, run, revive_to_end, out, err);
}

// Others may have taken all that was open here: then the way on is walked. When there is none the run stays where it is.
static enum ts_status find_or_walk(struct ts_play *play, struct ts_err *err)
{
    struct ts_savepoint before = ts_changeset_save(&play->changes);
    enum ts_status status = ts_offers_find(play, &play->next_offers, err);
    if (status || play->next_offers.open || play->run->head.scene->ending) return status;
    status = ts_turn_walk(play, err);
    if (status != TS_REFUSED) return status;
    ts_changeset_undo(&play->changes, &before);
    play->changes.has_shown = false;
    return ts_offers_find(play, &play->next_offers, err);
}

// Is a choice of this id in the scene, open or not?
static bool is_there(const struct ts_play *play, ts_symbol id)
{
    const struct ts_symbols *symbols = play->engine->symbols;
    const struct ts_scene *scene = play->run->head.scene;
    const char *text = ts_symbol_text(symbols, id);
    for (uint32_t i = 0; i < scene->choice_count; i++) {
        const struct ts_choice *choice = scene->choices[i];
        size_t length = ts_symbol_length(symbols, choice->id);
        if (choice->id == id || (choice->each && text[length] == '/' && !strncmp(text, ts_symbol_text(symbols, choice->id), length))) return true;
    }
    return scene->draw.pool && ts_story_find_scene(play->run->story, id);
}

// What the content does not have any more cannot be offered: then the choices are those that are open now, and it is said.
static enum ts_status mend_screen(struct ts_play *play, struct ts_err *err)
{
    struct ts_buffer *notices = &play->changes.shown.notices;
    struct ts_shown *shown = &play->shown;
    uint32_t gone = 0;
    if (ts_gate_waits(play)) return TS_OK; // the answers to a warning are the host's own
    for (uint32_t i = 0; i < shown->choice_count; i++) {
        if (is_there(play, shown->choices[i].id)) continue;
        ts_buffer_add_format(notices, "%sthe choice \"%s\" is not there any more: its pack was changed", notices->length ? "\n" : "",
                             ts_symbol_text(play->engine->symbols, shown->choices[i].id));
        gone++;
    }
    if (!gone) return TS_OK;
    shown->words.length = shown->choice_count = 0;
    return ts_offers_show(play, &play->next_offers, shown, err);
}

static void note_packs(struct ts_play *play)
{
    ts_symbol now = ts_edition_now(play->engine);
    if (play->packs) ts_edition_add_notices(play->engine, play->packs, &play->changes.shown.notices);
    if (now != play->packs) play->changes.packs = now;
}

// A resumed run opens a session; the screen stays as it was stored.
static enum ts_status compute_resume(struct ts_play *play, void *self, struct ts_err *err)
{
    struct ts_head *head = &play->run->head;
    bool has_changed;
    (void)self;
    enum ts_status status = head->state == TS_ACTIVE ? TS_OK : ts_run_state_move(head->state, TS_ACTIVE, err);
    if (status && (head->state == TS_COMPLETED || head->state == TS_ARCHIVED)) {
        struct ts_err why = *err;
        return ts_err_set(err, status, "\"%s\": %s; go back in it with `turnstone run branch`, or begin another life",
                          ts_symbol_text(play->engine->symbols, play->run->id), why.message);
    }
    if (status) return ts_err_wrap(err, "\"%s\"", ts_symbol_text(play->engine->symbols, play->run->id));
    status = ts_care_take_over(play, play->engine->care, &has_changed, err); // first: news and handlers go by it
    if (!status) status = ts_news_find(play, err);
    if (status) return status;
    head->state = TS_ACTIVE;
    head->session++;
    head->told = play->changes.base_seq + 1;
    play->changes.opens_session = true;
    ts_completion_ask_rules(play);
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_RUN_RESUMED, .scene = head->scene});
    ts_handlers_run(play);
    play->view.go = NULL; // the player's place was stored; only a turn moves it
    status = has_changed ? ts_turn_tend(play, false, err) : find_or_walk(play, err);
    if (!play->changes.has_shown) ts_screen_add_notices(play);
    note_packs(play);
    return status || play->changes.has_shown ? status : mend_screen(play, err);
}

enum ts_status ts_play_reopen(struct ts_play *play, struct ts_err *err)
{
    return ts_act_do(play, TS_ACT_RESUME, 0, compute_resume, NULL, err);
}

enum ts_status ts_play_resume(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err)
{
    struct ts_play *play = NULL;
    enum ts_status status = take_up(engine, run, revive_by_names_of_now, &play, err);
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

// Was the choice once called so? "lite/rope" of an `each` was "lite".
static bool was_called(const struct ts_play *play, const struct ts_offer *offer, const char *called)
{
    const struct ts_renames *former = &play->engine->content->former;
    struct ts_symbols *symbols = play->engine->symbols;
    const char *item = strchr(called, '/'), *offered = strchr(ts_symbol_text(symbols, offer->id), '/');
    size_t length = strcspn(called, "/");
    if (!offer->choice || strcmp(item ? item : "", offered ? offered : "")) return false;
    for (uint32_t i = 0; i < former->count; i++) {
        const struct ts_rename *rename = &former->items[i];
        const char *last = strrchr(ts_symbol_text(symbols, rename->before), '/');
        if (rename->what == TS_RENAMED_CHOICE && last && strlen(last + 1) == length && !strncmp(last + 1, called, length) &&
            ts_renames_now(former, symbols, rename->what, rename->now) == offer->choice->full)
            return true;
    }
    return false;
}

// By the id that a choice is called by, or was once.
static const struct ts_offer *find_called(const struct ts_play *play, const char *called)
{
    const struct ts_offer *offer = ts_offers_find_id(&play->offers, ts_symbol_find(play->engine->symbols, called, strlen(called)));
    for (uint32_t i = 0; i < play->offers.count && !offer; i++)
        if (was_called(play, &play->offers.items[i], called)) offer = &play->offers.items[i];
    return offer;
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
    enum ts_status status = ts_act_settle(play, err);
    if (!status) status = be_active(play, err);
    if (!status) status = ts_care_follow(play, err);
    play->refusal = TS_REFUSAL_OTHER;
    if (status) return status;
    const struct ts_offer *offer = find_called(play, take->choice);
    if (!offer) return unknown_choice(play, take->choice, err);
    if (offer->locked) return refuse_locked(play, offer, err);
    struct taking taking = {offer, take->answer};
    bool is_answer = !offer->choice && !offer->storylet;
    status = ts_act_do(play, is_answer ? TS_ACT_CARE : TS_ACT_TURN, take->key, compute_take, &taking, err);
    if (status == TS_REFUSED && play->has_lost) ts_offers_follow(play);
    return status;
}

bool ts_play_has_erred(const struct ts_play *play)
{
    return play->refusal == TS_REFUSAL_FAILED;
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
    const struct ts_offer *offer = ts_offers_find_id(&play->offers, id);
    return offer && offer->choice && offer->choice->ask ? offer->choice->ask_max : 0;
}
