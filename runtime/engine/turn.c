// turn.c - a turn, from the choice taken to what the player reads next
//
// open choices at p -> the taken one is checked again -> set/add, effect, event, reply -> the move -> enter of the new scene ->
// handlers; the same for each scene it passes through -> rules whose facts changed -> text and choices of the last scene. Nothing is
// stored here: the turn is a value, play->changes, that act.c commits or forgets.
#include <string.h>

#include "engine/hand.h"
#include "game/prose.h"

enum { SCENES_MAX = 100 }; // scenes a turn may pass through (design §4, Scene)

struct walk { // the way of one turn through scenes
    struct ts_play *play;
    uint32_t scenes;
    bool silent;  // returned to: neither enter, text nor detour is repeated
    bool arrived; // the run stands in a scene that lets the player choose, or ends
};

static const struct ts_scene *here(const struct ts_play *play)
{
    return play->run->head.scene;
}

// --- the move

static enum ts_status push(struct ts_play *play, const struct ts_scene *onward, struct ts_err *err)
{
    struct ts_head *head = &play->run->head;
    if (head->depth == TS_STACK_MAX)
        return ts_err_set(err, TS_FAILED, "scene \"%s\" is the %dth detour without a way back: end one of them with `back`",
                          ts_symbol_text(play->engine->symbols, here(play)->full), TS_STACK_MAX + 1);
    head->stack[head->depth++] = (struct ts_frame){head->scene, onward};
    return TS_OK;
}

static void go(struct walk *walk, const struct ts_scene *scene)
{
    walk->play->run->head.scene = scene;
    walk->silent = false;
}

// Back to where the last detour left: onward, or to that scene as it was.
static bool pop(struct walk *walk)
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
    return here(play)->pool && frame && !frame->onward && frame->scene->draw.pool == here(play)->pool;
}

// Leaving a storylet by `to` ends its being drawn: nothing will come back to it.
static void leave_storylet(struct ts_play *play)
{
    if (is_drawn(play)) play->run->head.depth--;
}

static enum ts_status move(struct walk *walk, const struct ts_choice *choice, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    const struct ts_scene *scene = here(play);
    if (choice->detour) {
        enum ts_status status = push(play, choice->to ? choice->to : scene->next, err);
        if (!status) go(walk, choice->detour);
        return status;
    }
    if (choice->to) {
        leave_storylet(play);
        go(walk, choice->to);
    } else if ((choice->back || scene->back || (is_drawn(play) && !scene->next)) && pop(walk)) {
        return TS_OK;
    } else {
        if (scene->next) leave_storylet(play);
        go(walk, scene->next ? scene->next : scene);
    }
    return TS_OK;
}

static enum ts_status enter_storylet(struct walk *walk, const struct ts_scene *storylet, struct ts_err *err)
{
    enum ts_status status = push(walk->play, NULL, err);
    if (!status) go(walk, storylet);
    return status;
}

// --- the way through scenes

static enum ts_status claim_storylet(struct ts_play *play, struct ts_err *err)
{
    bool got = true;
    if (here(play)->once != TS_ONCE_WORLD) return TS_OK;
    play->view.phase = TS_WRITING;
    play->view.pack = here(play)->pack;
    enum ts_status status = ts_view_claim(&play->view, here(play)->full, &got, err);
    if (status || got) return status;
    return ts_err_set(err, TS_REFUSED, "\"%s\" can be met once in a world, and somebody has: choose again",
                      ts_symbol_text(play->engine->symbols, here(play)->full));
}

static enum ts_status enter(struct walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    const struct ts_scene *scene = here(play);
    ts_changeset_enter(&play->changes, scene);
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_SCENE_ENTERED, .scene = scene});
    enum ts_status status = claim_storylet(play, err);
    if (!status) status = ts_choice_act(play, scene->enter, scene->full, err);
    return status ? ts_choice_blame(play, "scene", scene->full, scene->pack, err) : TS_OK;
}

static bool take_go(struct walk *walk)
{
    const struct ts_scene *scene = walk->play->view.go;
    if (!scene) return false;
    walk->play->view.go = NULL;
    go(walk, scene);
    return true;
}

// A drawn storylet is entered behind the scene's own text. Leaves `moved` false when none is open.
static enum ts_status draw(struct walk *walk, bool *moved, struct ts_err *err)
{
    const struct ts_scene *drawn = NULL;
    enum ts_status status = ts_offer_draw(walk->play, here(walk->play), &drawn, err);
    *moved = drawn != NULL;
    if (status || !drawn) return status;
    status = ts_screen_say_scene(walk->play, err);
    return status ? status : enter_storylet(walk, drawn, err);
}

// Returned to, a scene goes on by `next`; `otherwise` is for when it had nothing to offer.
static const struct ts_scene *way_on(const struct walk *walk)
{
    const struct ts_scene *scene = here(walk->play);
    if (walk->silent && scene->next) return scene->next;
    if (scene->otherwise) return scene->otherwise;
    return scene->draw.pool && scene->draw.otherwise ? scene->draw.otherwise : scene->next;
}

// Nothing is open: the scene's own way on, or back.
static enum ts_status move_on(struct walk *walk, struct ts_err *err)
{
    const struct ts_scene *scene = here(walk->play), *onward = way_on(walk);
    if (onward) {
        if (scene->pool) leave_storylet(walk->play);
        go(walk, onward);
        return TS_OK;
    }
    if (pop(walk)) return TS_OK;
    walk->play->refusal = TS_REFUSAL_STUCK;
    return ts_err_set(err, TS_REFUSED, "scene \"%s\" (%s:%u) has no open choice and no way on: give it `otherwise` or `next`",
                      ts_symbol_text(walk->play->engine->symbols, scene->full),
                      ts_symbol_text(walk->play->engine->symbols, scene->place.file), scene->place.line);
}

// Through one scene: stays where the player can choose (its text is said later, after the handlers), else goes on.
static enum ts_status pass(struct walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    bool moved = false, silent = walk->silent;
    enum ts_status status = silent ? TS_OK : enter(walk, err);
    if (status || take_go(walk)) return status;
    ts_handlers_run(play); // before the way on is looked for: they may open or close it
    if (take_go(walk)) return TS_OK;
    const struct ts_scene *scene = here(play);
    if (scene->ending) {
        walk->arrived = true;
        return TS_OK;
    }
    if (scene->detour && !silent) {
        status = ts_screen_say_scene(play, err);
        if (!status) status = push(play, scene->next, err);
        if (!status) go(walk, scene->detour);
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

static enum ts_status travel(struct walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    enum ts_status status = TS_OK;
    for (walk->arrived = false; !walk->arrived && !status;) {
        if (++walk->scenes > SCENES_MAX) {
            play->refusal = TS_REFUSAL_ENDLESS;
            return ts_err_set(err, TS_REFUSED, "more than %d scenes in one turn, the last of them \"%s\": somewhere on the way a choice must be open",
                              SCENES_MAX, ts_symbol_text(play->engine->symbols, here(play)->full));
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
                                                       .scene = here(play),
                                                       .choice = changes->choice ? changes->choice->full : 0,
                                                       .events = changes->event_count});
}

static enum ts_status complete(struct ts_play *play, struct ts_err *err)
{
    const char *reason = play->view.completion_reason;
    if (!here(play)->ending && !play->view.asks_completion) return TS_OK;
    return ts_completion_make(play, here(play)->ending, reason ? ts_text_new(reason, strlen(reason)) : NULL, err);
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
static enum ts_status show(struct walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    enum ts_status status = walk->silent ? TS_OK : ts_screen_say_scene(play, err);
    ts_prose_finish(&play->changes.shown.text);
    if (play->run->head.state != TS_ACTIVE) ts_offers_empty(&play->next_offers);
    if (!status) status = ts_offers_show(play, &play->next_offers, &play->changes.shown, err);
    ts_screen_add_notices(play);
    play->changes.has_shown = !play->in_batch || play->run->head.state != TS_ACTIVE;
    return status;
}

// Handlers may have closed all that was open: then the way goes on.
static enum ts_status go_on(struct walk *walk, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    walk->arrived = true;
    if (here(play)->ending || play->view.asks_completion || !play->handled) return TS_OK;
    enum ts_status status = ts_offers_find(play, &play->next_offers, err);
    walk->arrived = play->next_offers.open > 0;
    if (status || walk->arrived) return status;
    if (!walk->silent) status = ts_screen_say_scene(play, err);
    if (!status) status = move_on(walk, err);
    return status ? status : travel(walk, err);
}

// What happened is handled until the run stands still: handlers may send it elsewhere, and what happens on that way is handled too.
static enum ts_status settle(struct walk *walk, struct ts_err *err)
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

static enum ts_status take_choice(struct walk *walk, const struct ts_offer *offer, const char *answer, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    const struct ts_choice *choice = offer->choice;
    play->changes.choice = choice;
    play->view.item = offer->item.type == TS_NIL ? NULL : &offer->item;
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_CHOICE_TAKEN, .scene = here(play), .choice = choice->full});
    enum ts_status status = ts_choice_hear(play, choice, answer, err);
    if (!status) status = ts_choice_do(play, &choice, offer->id, err);
    play->view.item = NULL;
    if (status) return status;
    if (take_go(walk)) return TS_OK;
    return move(walk, choice, err);
}

static enum ts_status take_storylet(struct walk *walk, const struct ts_scene *storylet, struct ts_err *err)
{
    struct ts_play *play = walk->play;
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_CHOICE_TAKEN, .scene = here(play), .choice = storylet->full});
    enum ts_status status = ts_choice_record(play, storylet->event, storylet->full, err);
    return status ? status : enter_storylet(walk, storylet, err);
}

enum ts_status ts_turn_take(struct ts_play *play, const struct ts_offer *offer, const char *answer, struct ts_err *err)
{
    struct walk walk = {.play = play};
    enum ts_status status = check(play, offer, err);
    if (!status) status = advance(play, err);
    play->changes.choice_id = offer->id;
    if (!status) status = offer->choice ? take_choice(&walk, offer, answer, err) : take_storylet(&walk, offer->storylet, err);
    if (!status) status = travel(&walk, err);
    if (!status) status = settle(&walk, err);
    if (status != TS_FAILED) return status;
    play->refusal = TS_REFUSAL_FAILED;
    ts_err_wrap(err, "that choice failed, and nothing has changed");
    return TS_REFUSED;
}

enum ts_status ts_turn_open(struct ts_play *play, struct ts_err *err)
{
    struct walk walk = {.play = play};
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_RUN_STARTED, .scene = here(play)});
    play->run->head.told = play->changes.base_seq + 1;
    ts_completion_ask_rules(play);
    enum ts_status status = travel(&walk, err);
    return status ? status : settle(&walk, err);
}

enum ts_status ts_turn_show(struct ts_play *play, struct ts_err *err)
{
    struct walk walk = {.play = play, .arrived = true};
    enum ts_status status = ts_offers_find(play, &play->next_offers, err);
    return status ? status : play->next_offers.open ? show(&walk, err) : ts_turn_walk(play, err);
}

enum ts_status ts_turn_go(struct ts_play *play, const struct ts_scene *scene, struct ts_err *err)
{
    struct walk walk = {.play = play};
    enum ts_status status = TS_OK;
    if (scene) go(&walk, scene);
    if (scene) status = travel(&walk, err);
    else status = ts_offers_find(play, &play->next_offers, err);
    return status ? status : settle(&walk, err);
}

enum ts_status ts_turn_walk(struct ts_play *play, struct ts_err *err)
{
    struct walk walk = {.play = play, .silent = true};
    enum ts_status status = travel(&walk, err);
    return status ? status : settle(&walk, err);
}
