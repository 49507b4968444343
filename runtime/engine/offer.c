// offer.c - what the player may choose in the scene where the run stands
#include <stdlib.h>
#include <string.h>

#include "engine/hand.h"
#include "game/script.h"

enum { POOL_MAX = 256, LINKS_MAX = 100 }; // storylets looked at in one draw, the first in order of id; choices that act as one another

void ts_offers_empty(struct ts_offers *offers)
{
    for (uint32_t i = 0; i < offers->count; i++) ts_value_drop(&offers->items[i].item);
    offers->count = offers->open = 0;
}

void ts_offers_clear(struct ts_offers *offers)
{
    ts_offers_empty(offers);
    free(offers->items);
    *offers = (struct ts_offers){0};
}

void ts_offers_add(struct ts_offers *offers, struct ts_offer offer)
{
    if (offers->count == offers->room) {
        offers->room = offers->room ? offers->room * 2 : 8;
        offers->items = ts_memory_grow(offers->items, offers->room * sizeof *offers->items);
    }
    offers->items[offers->count++] = offer;
    offers->open += !offer.locked;
}

static bool test(struct ts_play *play, ts_call call, ts_symbol stream)
{
    if (!call) return true;
    play->view.phase = TS_READING;
    play->view.stream = stream;
    return ts_view_test(&play->view, call);
}

// --- a choice, alone or once for each value

static ts_symbol item_symbol(struct ts_play *play, ts_symbol base, struct ts_value item)
{
    struct ts_buffer name = {0};
    ts_buffer_add_text(&name, ts_symbol_text(play->engine->symbols, base));
    ts_buffer_add_byte(&name, '/');
    ts_value_print(item, &name);
    ts_symbol symbol = ts_symbol_add(play->engine->symbols, name.bytes, name.length);
    ts_buffer_clear(&name);
    return symbol;
}

ts_symbol ts_offer_full(struct ts_play *play, const struct ts_choice *choice, ts_symbol id)
{
    struct ts_symbols *symbols = play->engine->symbols;
    struct ts_buffer name = {0};
    if (id == choice->id) return choice->full;
    ts_buffer_add_text(&name, ts_symbol_text(symbols, choice->full));
    ts_buffer_add_text(&name, ts_symbol_text(symbols, id) + ts_symbol_length(symbols, choice->id));
    ts_symbol full = ts_symbol_add(symbols, name.bytes, name.length);
    ts_buffer_clear(&name);
    return full;
}

static bool is_spent(struct ts_play *play, const struct ts_choice *choice, ts_symbol id)
{
    return choice->once && ts_run_tally(play->run, ts_offer_full(play, choice, id)).count;
}

static bool is_hidden(struct ts_play *play, const struct ts_choice *choice)
{
    for (uint32_t i = 0; i < choice->hide_count; i++)
        if (test(play, choice->hides[i], choice->full)) return true;
    return false;
}

// With all that it acts as.
static bool is_allowed(const struct ts_play *play, const struct ts_choice *choice)
{
    for (int links = 0; choice && links < LINKS_MAX; links++, choice = choice->as)
        if (!ts_gate_allows(play, choice->care, choice->pack)) return false;
    return true;
}

static void offer_choice(struct ts_play *play, struct ts_offers *offers, const struct ts_choice *choice, ts_symbol id, struct ts_value item)
{
    play->view.item = item.type == TS_NIL ? NULL : &item;
    bool holds = !is_spent(play, choice, id) && !is_hidden(play, choice) && is_allowed(play, choice);
    bool open = holds && test(play, choice->when, choice->full);
    play->view.item = NULL;
    if (open || (holds && choice->locked))
        ts_offers_add(offers, (struct ts_offer){.choice = choice, .id = id, .item = item, .locked = !open});
    else
        ts_value_drop(&item);
}

// Equal values make one choice.
static bool is_offered(const struct ts_offers *offers, ts_symbol id)
{
    for (uint32_t i = 0; i < offers->count; i++)
        if (offers->items[i].id == id) return true;
    return false;
}

static enum ts_status offer_each(struct ts_play *play, struct ts_offers *offers, const struct ts_choice *choice, struct ts_err *err)
{
    struct ts_view *view = &play->view;
    struct ts_value *items = NULL;
    uint32_t count = 0;
    view->phase = TS_READING;
    view->stream = choice->full;
    enum ts_status status = view->script->list(view->script->self, view, choice->each, &items, &count, err);
    for (uint32_t i = 0; i < count; i++) {
        ts_symbol id = item_symbol(play, choice->id, items[i]);
        if (is_offered(offers, id))
            ts_value_drop(&items[i]);
        else
            offer_choice(play, offers, choice, id, items[i]);
    }
    free(items);
    return status;
}

static enum ts_status offer_choices(struct ts_play *play, struct ts_offers *offers, const struct ts_scene *scene, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < scene->choice_count && !status; i++) {
        const struct ts_choice *choice = scene->choices[i];
        if (choice->each)
            status = offer_each(play, offers, choice, err);
        else
            offer_choice(play, offers, choice, choice->id, ts_value_nil());
    }
    return status;
}

// --- storylets

static enum ts_status is_drawable(struct ts_play *play, const struct ts_scene *storylet, bool *out, struct ts_err *err)
{
    const struct ts_run *run = play->run;
    struct ts_tally tally = ts_run_tally(run, storylet->full);
    bool claimed = false;
    *out = false;
    if (!ts_gate_allows(play, storylet->care, storylet->pack)) return TS_OK;
    if (storylet->once == TS_ONCE_RUN && tally.count) return TS_OK;
    if (storylet->cooldown && tally.count && (int64_t)tally.turn + storylet->cooldown > run->head.turn) return TS_OK;
    if (storylet->once == TS_ONCE_WORLD) {
        enum ts_status status = ts_view_is_claimed(&play->view, storylet->full, &claimed, err);
        if (status || claimed) return status;
    }
    *out = test(play, storylet->when, storylet->full);
    return TS_OK;
}

static double weight_of(struct ts_play *play, const struct ts_scene *storylet)
{
    struct ts_view *view = &play->view;
    struct ts_err err;
    double weight = storylet->weight_fixed;
    if (!storylet->weight) return weight;
    view->phase = TS_READING;
    view->stream = storylet->full;
    if (view->script->number(view->script->self, view, storylet->weight, &weight, &err)) {
        const struct ts_call_info *info = &view->content->calls[storylet->weight]; // an amendment's blames its own pack
        if (view->changes) ts_changeset_fault(view->changes, info->pack, info->place, err.message);
        return 0;
    }
    return weight > 0 ? weight : 0;
}

struct hat { // what is drawn from
    const struct ts_scene *storylets[POOL_MAX];
    double weights[POOL_MAX];
    uint32_t count;
};

static enum ts_status fill(struct ts_play *play, ts_symbol pool, struct hat *hat, struct ts_err *err)
{
    const struct ts_story *story = play->run->story;
    const uint64_t *index = ts_map_find(&story->pools, pool);
    hat->count = 0;
    if (!index) return TS_OK;
    const struct ts_scene_list *list = &story->pool_scenes[*index - 1];
    for (uint32_t i = 0; i < list->count && hat->count < POOL_MAX; i++) {
        bool drawable;
        enum ts_status status = is_drawable(play, list->scenes[i], &drawable, err);
        if (status) return status;
        double weight = drawable ? weight_of(play, list->scenes[i]) : 0;
        if (weight <= 0) continue;
        hat->storylets[hat->count] = list->scenes[i];
        hat->weights[hat->count++] = weight;
    }
    return TS_OK;
}

// Urgent ones come before all others.
static const struct ts_scene *pull(struct hat *hat, struct ts_rng *rng)
{
    double sum = 0;
    bool urgent = false;
    for (uint32_t i = 0; i < hat->count; i++) urgent |= hat->storylets[i]->urgent;
    for (uint32_t i = 0; i < hat->count; i++) sum += hat->storylets[i]->urgent == urgent ? hat->weights[i] : 0;
    double at = ts_rng_real(rng) * sum;
    uint32_t chosen = hat->count;
    for (uint32_t i = 0; i < hat->count; i++) {
        if (hat->storylets[i]->urgent != urgent) continue;
        chosen = i;
        if ((at -= hat->weights[i]) < 0) break;
    }
    if (chosen == hat->count) return NULL;
    const struct ts_scene *storylet = hat->storylets[chosen];
    hat->storylets[chosen] = hat->storylets[--hat->count];
    hat->weights[chosen] = hat->weights[hat->count];
    return storylet;
}

// The rolls of a draw: the same whenever it is made in this turn at this scene.
static struct ts_rng roll(const struct ts_play *play, const struct ts_scene *scene)
{
    const struct ts_symbols *symbols = play->engine->symbols;
    return ts_rng_stream(play->run->seed, ts_symbol_hash(symbols, scene->draw.pool), (uint64_t)play->run->head.turn,
                         ts_symbol_hash(symbols, scene->full));
}

enum ts_status ts_offer_draw(struct ts_play *play, const struct ts_scene *drawing, const struct ts_scene **out, struct ts_err *err)
{
    struct hat hat;
    struct ts_rng rng = roll(play, drawing);
    enum ts_status status = fill(play, drawing->draw.pool, &hat, err);
    *out = status ? NULL : pull(&hat, &rng);
    return status;
}

static enum ts_status offer_storylets(struct ts_play *play, struct ts_offers *offers, const struct ts_scene *scene, struct ts_err *err)
{
    struct hat hat;
    struct ts_rng rng = roll(play, scene);
    enum ts_status status = fill(play, scene->draw.pool, &hat, err);
    for (uint32_t i = 0; i < scene->draw.offer && !status; i++) {
        const struct ts_scene *storylet = pull(&hat, &rng);
        if (!storylet) break;
        ts_offers_add(offers, (struct ts_offer){.storylet = storylet, .id = storylet->id});
    }
    return status;
}

// --- all of a scene

enum ts_status ts_offers_find(struct ts_play *play, struct ts_offers *offers, struct ts_err *err)
{
    const struct ts_scene *scene = play->run->head.scene;
    enum ts_status status = TS_OK;
    ts_offers_empty(offers);
    if (ts_gate_waits(play)) {
        ts_gate_offer(play, offers);
        return TS_OK;
    }
    if (!ts_gate_allows(play, scene->care, scene->pack)) return TS_OK;
    if (scene->draw.pool && !scene->draw.enter) status = offer_storylets(play, offers, scene, err);
    return status ? status : offer_choices(play, offers, scene, err);
}

enum ts_status ts_offers_find_now(struct ts_play *play, struct ts_offers *offers, struct ts_err *err)
{
    enum ts_status before = ts_store_was_reached(play->engine->store, err), status = ts_offers_find(play, offers, err);
    (void)before; // told by then
    enum ts_status reached = ts_store_was_reached(play->engine->store, err);
    return reached ? reached : status;
}

enum ts_status ts_offer_check(struct ts_play *play, const struct ts_offer *offer, bool *is_open, struct ts_err *err)
{
    struct ts_offers now = {0};
    *is_open = !offer->choice && !offer->storylet && ts_gate_waits(play); // an answer to a warning
    if (!offer->choice && !offer->storylet) return TS_OK;
    if (offer->choice && !offer->choice->each) {
        const struct ts_choice *choice = offer->choice;
        *is_open =
            !offer->locked && !is_spent(play, choice, offer->id) && !is_hidden(play, choice) && is_allowed(play, choice) && test(play, choice->when, choice->full);
        return TS_OK;
    }
    if (offer->storylet) return is_drawable(play, offer->storylet, is_open, err);
    enum ts_status status = offer_each(play, &now, offer->choice, err);
    for (uint32_t i = 0; i < now.count; i++) *is_open |= now.items[i].id == offer->id && !now.items[i].locked;
    ts_offers_clear(&now);
    return status;
}

const struct ts_offer *ts_offers_find_id(const struct ts_offers *offers, ts_symbol id)
{
    for (uint32_t i = 0; id && i < offers->count; i++)
        if (offers->items[i].id == id) return &offers->items[i];
    return NULL;
}
