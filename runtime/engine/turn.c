// turn.c - a turn, from the choice taken to what the player reads next
//
// open choices at p -> the taken one is checked again -> set/add, effect, event, reply -> the move -> enter of the new scene ->
// handlers; the same for each scene it passes through -> rules whose facts changed -> text and choices of the last scene -> what the grammar
// tells behind it (a model is asked when all this is stored, see narration.c). Nothing is stored here: the turn is a value, play->changes, that act.c commits or forgets.
#include <string.h>

#include "engine/vignette.h"
#include "engine/walk.h"
#include "game/prose.h"

enum { SCENES_MAX = 100 }; // scenes a turn may pass through (design §4, Scene)

// --- the way through scenes

static enum ts_status claim_storylet(struct ts_play *play, struct ts_err *err)
{
    bool got = true;
    if (ts_walk_here(play)->once != TS_ONCE_WORLD) return TS_OK;
    play->view.phase = TS_WRITING;
    play->view.pack = ts_walk_here(play)->pack;
    enum ts_status status = ts_view_claim(&play->view, ts_walk_here(play)->full, &got, err);
    if (status || got) return status;
    return ts_err_set(err, TS_REFUSED, "\"%s\" can be met once in a world, and somebody has: choose again",
                      ts_symbol_text(play->engine->symbols, ts_walk_here(play)->full));
}

static enum ts_status enter(struct ts_walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    const struct ts_scene *scene = ts_walk_here(play);
    ts_changeset_enter(&play->changes, scene);
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_SCENE_ENTERED, .scene = scene});
    enum ts_status status = claim_storylet(play, err);
    if (!status) status = ts_choice_act(play, scene->enter, scene->full, err);
    return status ? ts_choice_blame(play, "scene", scene->full, scene->pack, err) : TS_OK;
}

static bool take_go(struct ts_walk *walk)
{
    const struct ts_scene *scene = walk->play->view.go;
    if (!scene) return false;
    walk->play->view.go = NULL;
    ts_walk_go(walk, scene);
    return true;
}

// A drawn storylet is entered behind the scene's own text. Leaves `moved` false when none is open.
static enum ts_status draw(struct ts_walk *walk, bool *moved, struct ts_err *err)
{
    const struct ts_scene *drawn = NULL;
    enum ts_status status = ts_offer_draw(walk->play, ts_walk_here(walk->play), &drawn, err);
    *moved = drawn != NULL;
    if (status || !drawn) return status;
    status = ts_screen_say_scene(walk->play, err);
    return status ? status : ts_walk_enter_storylet(walk, drawn, err);
}

// Returned to, a scene goes on by `next`; `otherwise` is for when it had nothing to offer.
static const struct ts_scene *way_on(const struct ts_walk *walk)
{
    const struct ts_scene *scene = ts_walk_here(walk->play);
    if (walk->silent && scene->next) return scene->next;
    if (scene->otherwise) return scene->otherwise;
    return scene->draw.pool && scene->draw.otherwise ? scene->draw.otherwise : scene->next;
}

// Nothing is open: the scene's own way on, or back.
static enum ts_status move_on(struct ts_walk *walk, struct ts_err *err)
{
    const struct ts_scene *scene = ts_walk_here(walk->play), *onward = way_on(walk);
    if (onward) {
        if (scene->pool) ts_walk_leave_storylet(walk->play);
        ts_walk_go(walk, onward);
        return TS_OK;
    }
    if (ts_walk_pop(walk)) return TS_OK;
    if (ts_gate_spares(walk->play)) return ts_gate_lead_past(walk, err); // what was open may have been spared them
    walk->play->refusal = TS_REFUSAL_STUCK;
    return ts_err_set(err, TS_REFUSED, "scene \"%s\" (%s:%u) has no open choice and no way on: give it `otherwise` or `next`",
                      ts_symbol_text(walk->play->engine->symbols, scene->full),
                      ts_symbol_text(walk->play->engine->symbols, scene->place.file), scene->place.line);
}

// Was the ceiling lowered below the scene where the run stands?
static bool is_too_much(const struct ts_play *play)
{
    return play->view.has_eased && !ts_gate_allows(play, ts_walk_here(play)->care, ts_walk_here(play)->pack);
}

// Through one scene: stays where the player can choose (its text is said later, after the handlers), else goes on.
static enum ts_status pass(struct ts_walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    bool moved = false, stays = false;
    enum ts_status status = ts_gate_tend(walk, &stays, err);
    if (status || !stays) return status;
    bool silent = walk->silent;
    status = silent ? TS_OK : enter(walk, err);
    if (status || take_go(walk)) return status;
    ts_handlers_run(play); // before the way on is looked for: they may open or close it
    if (take_go(walk) || is_too_much(play)) return TS_OK; // the next round leads past it
    const struct ts_scene *scene = ts_walk_here(play);
    if (scene->ending) {
        walk->arrived = true;
        return TS_OK;
    }
    if (scene->detour && !silent) {
        status = ts_screen_say_scene(play, err);
        if (!status) status = ts_walk_push(play, scene->next, err);
        if (!status) ts_walk_go(walk, scene->detour);
        return status;
    }
    if (scene->draw.enter && !silent) {
        status = draw(walk, &moved, err);
        if (status || moved) return status;
    }
    status = ts_offers_find(play, &play->next_offers, err);
    if (status) return status;
    walk->arrived = play->next_offers.open > 0;
    if (walk->arrived) return TS_OK;
    if (!silent) status = ts_screen_say_scene(play, err);
    return status ? status : move_on(walk, err);
}

static enum ts_status travel(struct ts_walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    enum ts_status status = TS_OK;
    for (walk->arrived = false; !walk->arrived && !status;) {
        if (++walk->scenes > SCENES_MAX) {
            play->refusal = TS_REFUSAL_ENDLESS;
            return ts_err_set(err, TS_REFUSED, "more than %d scenes in one turn, the last of them \"%s\": somewhere on the way a choice must be open",
                              SCENES_MAX, ts_symbol_text(play->engine->symbols, ts_walk_here(play)->full));
        }
        status = pass(walk, err);
    }
    return status;
}

// --- the end of an act

static void close_turn(struct ts_play *play)
{
    const struct ts_changeset *changes = &play->changes;
    if (changes->kind != TS_ACT_TURN) return;
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_TURN_ENDED,
                                                       .scene = ts_walk_here(play),
                                                       .choice = changes->choice ? changes->choice->full : 0,
                                                       .events = changes->event_count});
}

static enum ts_status complete(struct ts_play *play, struct ts_err *err)
{
    const char *reason = play->view.completion_reason;
    if (!ts_walk_here(play)->ending && !play->view.asks_completion) return TS_OK;
    return ts_completion_make(play, ts_walk_here(play)->ending, reason ? ts_text_new(reason, strlen(reason)) : NULL, err);
}

// run:catch_up() moves the run to the present at the end of its turn.
static enum ts_status catch_up(struct ts_play *play, struct ts_err *err)
{
    struct ts_head *head = &play->run->head;
    int64_t before = head->position, end = before;
    if (!play->view.asks_catch_up) return TS_OK;
    play->view.asks_catch_up = false;
    enum ts_status status = play->view.world->head(play->view.world->self, play->run->universe_row, &end, NULL, err);
    if (status || end <= before) return status;
    head->position = play->view.position = end;
    return ts_news_recap(play, before, end, err);
}

// The last scene's text and its choices. Nothing moves any more.
static enum ts_status show(struct ts_walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    if (!walk->silent) ts_gate_tell_again(play);
    enum ts_status status = walk->silent ? TS_OK : ts_screen_say_scene(play, err);
    ts_prose_finish(&play->changes.shown.text);
    if (play->run->head.state != TS_ACTIVE) ts_offers_empty(&play->next_offers);
    if (!status) status = ts_offers_show(play, &play->next_offers, &play->changes.shown, err);
    if (!status && !ts_gate_waits(play)) status = ts_screen_add_moments(play, err);
    ts_screen_add_notices(play);
    play->changes.has_shown = !play->in_batch || play->run->head.state != TS_ACTIVE;
    if (!status) ts_vignette_meet(play, !walk->silent && !ts_gate_waits(play));
    return status;
}

// Handlers may have closed all that was open: then the way goes on.
static enum ts_status go_on(struct ts_walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    walk->arrived = true;
    if (is_too_much(play)) {
        play->changes.shown.text.length = 0; // what led up to it
        ts_told_empty(play->view.told);
        return travel(walk, err);
    }
    if (ts_gate_waits(play) || ts_walk_here(play)->ending || play->view.asks_completion || !play->handled) return TS_OK;
    enum ts_status status = ts_offers_find(play, &play->next_offers, err);
    walk->arrived = play->next_offers.open > 0;
    if (status || walk->arrived) return status;
    if (!walk->silent) status = ts_screen_say_scene(play, err);
    if (!status) status = move_on(walk, err);
    return status ? status : travel(walk, err);
}

// What happened is handled until the run stands still: handlers may send it elsewhere, and what happens on that way is handled too.
static enum ts_status settle(struct ts_walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    enum ts_status status = TS_OK;
    close_turn(play);
    for (bool rests = false; !rests && !status;) {
        ts_handlers_run(play);
        status = catch_up(play, err);
        if (status) break;
        if (take_go(walk)) {
            status = travel(walk, err);
        } else {
            uint32_t scenes = walk->scenes;
            status = go_on(walk, err);
            rests = walk->scenes == scenes;
        }
    }
    if (!status) status = complete(play, err);
    return status ? status : show(walk, err);
}

// --- acts

static int64_t next_position(struct ts_play *play, struct ts_err *err, enum ts_status *status)
{
    const struct ts_run *run = play->run;
    int64_t end = run->head.position;
    if (run->live) *status = play->view.world->head(play->view.world->self, run->universe_row, &end, NULL, err);
    if (!*status && end == INT64_MAX)
        *status = ts_err_set(err, TS_REFUSED, "the timeline of \"%s\" has no position left",
                             ts_symbol_text(play->engine->symbols, run->universe));
    return *status ? 0 : end + 1;
}

static enum ts_status advance(struct ts_play *play, struct ts_err *err)
{
    struct ts_head *head = &play->run->head;
    enum ts_status status = ts_news_find(play, err);
    int64_t position = status ? 0 : next_position(play, err, &status);
    if (status) return status;
    head->turn++;
    head->position = play->view.position = position;
    head->told = play->changes.base_seq + 1; // holds, as any other act stored in between is a conflict
    play->changes.turn = head->turn;
    return TS_OK;
}

static enum ts_status check(struct ts_play *play, const struct ts_offer *offer, struct ts_err *err)
{
    bool is_open = false;
    enum ts_status status = ts_offer_check(play, offer, &is_open, err);
    if (status || is_open) return status;
    play->has_lost = true;
    return ts_err_set(err, TS_REFUSED, "choice \"%s\" is not open any more: choose another",
                      ts_symbol_text(play->engine->symbols, offer->id));
}

static enum ts_status take_choice(struct ts_walk *walk, const struct ts_offer *offer, const char *answer, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    const struct ts_choice *choice = offer->choice;
    play->changes.choice = choice;
    play->view.item = offer->item.type == TS_NIL ? NULL : &offer->item;
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_CHOICE_TAKEN, .scene = ts_walk_here(play), .choice = choice->full});
    enum ts_status status = ts_choice_hear(play, choice, answer, err);
    if (!status) status = ts_choice_do(play, &choice, offer->id, err);
    play->view.item = NULL;
    if (status) return status;
    if (take_go(walk)) return TS_OK;
    return ts_walk_move(walk, choice, err);
}

static enum ts_status take_storylet(struct ts_walk *walk, const struct ts_scene *storylet, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_CHOICE_TAKEN, .scene = ts_walk_here(play), .choice = storylet->full});
    enum ts_status status = ts_choice_record(play, storylet->event, storylet->full, storylet, err);
    return status ? status : ts_walk_enter_storylet(walk, storylet, err);
}

enum ts_status ts_turn_take(struct ts_play *play, const struct ts_offer *offer, const char *answer, struct ts_err *err)
{
    struct ts_walk walk = {.play = play};
    bool is_answer = !offer->choice && !offer->storylet;
    enum ts_status status = check(play, offer, err);
    if (!status && !is_answer) status = advance(play, err);
    play->changes.choice_id = offer->id;
    if (!status && is_answer) status = ts_gate_answer(&walk, offer, err);
    else if (!status) status = offer->choice ? take_choice(&walk, offer, answer, err) : take_storylet(&walk, offer->storylet, err);
    if (!status) status = travel(&walk, err);
    if (!status) status = settle(&walk, err);
    if (status != TS_FAILED) return status;
    play->refusal = TS_REFUSAL_FAILED;
    ts_err_wrap(err, "that choice failed, and nothing has changed");
    return TS_REFUSED;
}

enum ts_status ts_turn_open(struct ts_play *play, struct ts_err *err)
{
    struct ts_walk walk = {.play = play};
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_RUN_STARTED, .scene = ts_walk_here(play)});
    play->run->head.told = play->changes.base_seq + 1;
    ts_completion_ask_rules(play);
    enum ts_status status = travel(&walk, err);
    return status ? status : settle(&walk, err);
}

enum ts_status ts_turn_show(struct ts_play *play, struct ts_err *err)
{
    struct ts_walk walk = {.play = play, .arrived = true, .silent = ts_gate_waits(play)};
    if (walk.silent) ts_gate_tell(play); // what it warns of is still to come
    enum ts_status status = ts_offers_find(play, &play->next_offers, err);
    return status ? status : play->next_offers.open ? show(&walk, err) : ts_turn_walk(play, err);
}

enum ts_status ts_turn_go(struct ts_play *play, const struct ts_scene *scene, struct ts_err *err)
{
    struct ts_walk walk = {.play = play};
    enum ts_status status = TS_OK;
    if (scene) ts_walk_go(&walk, scene);
    if (scene) status = travel(&walk, err);
    else status = ts_offers_find(play, &play->next_offers, err);
    return status ? status : settle(&walk, err);
}

enum ts_status ts_turn_walk(struct ts_play *play, struct ts_err *err)
{
    struct ts_walk walk = {.play = play, .silent = true};
    enum ts_status status = travel(&walk, err);
    return status ? status : settle(&walk, err);
}

// Nothing ahead may be shown: the story stays where it is until the player asks for something else.
static enum ts_status keep_still(struct ts_walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    walk->silent = true;
    ts_gate_say_still(play);
    enum ts_status status = ts_offers_find(play, &play->next_offers, err); // none
    return status ? status : show(walk, err);
}

enum ts_status ts_turn_tend(struct ts_play *play, bool skips, struct ts_err *err)
{
    struct ts_walk walk = {.play = play, .silent = true};
    const struct ts_scene *before = ts_walk_here(play);
    struct ts_savepoint start = ts_changeset_save(&play->changes);
    enum ts_status status = skips ? ts_gate_lead_past(&walk, err) : TS_OK;
    if (!status) status = travel(&walk, err);
    if (status == TS_REFUSED && !skips && !ts_gate_allows(play, before->care, before->pack)) {
        ts_changeset_undo(&play->changes, &start);
        return keep_still(&walk, err);
    }
    if (status) return status;
    bool stays = ts_walk_here(play) == before && walk.silent;
    if (stays && ts_gate_waits(play)) ts_gate_tell(play);
    else if (stays) walk.silent = false; // told again, and not entered
    return settle(&walk, err);
}
