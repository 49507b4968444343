// chooser.c - in simulation: what picks choices in a player's stead
#include "engine/chooser.h"

#include "base/hash.h"
#include "base/rng.h"
#include "engine/hand.h"

enum { CHOICES_MAX = 256 }; // more are not looked at

struct drawing { // choices not yet tried
    const struct ts_choosing *how;
    struct ts_rng rng;
    uint32_t indexes[CHOICES_MAX], count;
    double scores[CHOICES_MAX];
};

static const char purpose[] = "auto"; // whose rolls these are, and what is answered when words are asked for

static double score(struct drawing *drawing, const struct ts_play *play, const struct ts_offer *offer)
{
    switch (drawing->how->chooser) {
    case TS_CHOOSE_LEAST_USED: return -(double)ts_run_tally(play->run, ts_offer_owner(offer)).count;
    case TS_CHOOSE_GUIDED: return ts_guide_score(drawing->how->guide, play, offer, ts_rng_real(&drawing->rng));
    default: return 0;
    }
}

static void fill(struct drawing *drawing, const struct ts_play *play)
{
    drawing->count = 0;
    for (uint32_t i = 0; i < play->offers.count && drawing->count < CHOICES_MAX; i++) {
        if (play->offers.items[i].locked) continue;
        if (drawing->how->chooser != TS_CHOOSE_RANDOM) drawing->scores[drawing->count] = score(drawing, play, &play->offers.items[i]);
        drawing->indexes[drawing->count++] = i;
    }
}

static uint32_t any_of(struct drawing *drawing, uint32_t count)
{
    return count == 1 ? 0 : (uint32_t)ts_rng_int(&drawing->rng, 0, count - 1);
}

// The first of those with the best score.
static uint32_t best(const struct drawing *drawing)
{
    uint32_t found = 0;
    for (uint32_t i = 1; i < drawing->count; i++)
        if (drawing->scores[i] > drawing->scores[found]) found = i;
    return found;
}

static const struct ts_offer *draw(struct drawing *drawing, const struct ts_play *play)
{
    bool is_random = drawing->how->chooser == TS_CHOOSE_RANDOM;
    uint32_t pick = is_random ? any_of(drawing, drawing->count) : best(drawing), last = --drawing->count;
    const struct ts_offer *offer = &play->offers.items[drawing->indexes[pick]];
    if (is_random) {
        drawing->indexes[pick] = drawing->indexes[last];
        return offer;
    }
    for (uint32_t i = pick; i < last; i++) { // those that are left stay in order
        drawing->indexes[i] = drawing->indexes[i + 1];
        drawing->scores[i] = drawing->scores[i + 1];
    }
    return offer;
}

// One that is not open any more was lost to others: that is no fault of its own.
static enum ts_status try(struct ts_play *play, const struct ts_choosing *how, const struct ts_offer *offer, struct ts_err *err)
{
    bool had_lost = play->has_lost;
    play->has_lost = false;
    enum ts_status status = ts_turn_take(play, offer, offer->choice && offer->choice->ask ? purpose : NULL, err);
    if (status == TS_REFUSED && !play->has_lost && how->refused) how->refused(how->self, offer->id, err);
    play->has_lost |= had_lost;
    return status;
}

// An answer to a warning is no turn.
static enum ts_act_kind kind_of(const struct ts_play *play)
{
    return ts_gate_waits(play) ? TS_ACT_CARE : TS_ACT_TURN;
}

static enum ts_status compute(struct ts_play *play, void *self, struct ts_err *err)
{
    const struct ts_choosing *how = self;
    struct drawing drawing; // not zeroed: it is large, and filled below
    drawing.how = how;
    drawing.rng = ts_rng_stream(play->run->seed, ts_hash_fast(purpose, sizeof purpose - 1), (uint64_t)play->run->head.turn, 0);
    fill(&drawing, play);
    while (drawing.count) {
        enum ts_status status = try(play, how, draw(&drawing, play), err);
        if (status == TS_OK && (how->may_end || play->run->head.state == TS_ACTIVE)) return TS_OK;
        if (status != TS_OK && (status != TS_REFUSED || !(how->is_patient || how->chooser == TS_CHOOSE_RANDOM))) return status;
        ts_act_undo(play);
        status = ts_act_begin(play, play->changes.kind, err);
        if (status) return status;
    }
    return ts_err_set(err, TS_FAILED, how->may_end ? "no choice is left in \"%s\" that can be taken" : "no choice is left in \"%s\" that neither ends the run nor is refused",
                      ts_symbol_text(play->engine->symbols, play->run->head.scene->full));
}

enum ts_status ts_chooser_take(struct ts_play *play, const struct ts_choosing *how, struct ts_err *err)
{
    if (play->run->head.state != TS_ACTIVE)
        return ts_err_set(err, TS_REFUSED, "run \"%s\" is %s: no turn can be taken in it", ts_symbol_text(play->engine->symbols, play->run->id),
                          ts_run_state_name(play->run->head.state));
    enum ts_status status = ts_act_do(play, kind_of(play), 0, compute, (void *)how, err);
    if (status != TS_FAILED || !play->has_lost) return status;
    ts_offers_follow(play);
    return ts_act_do(play, kind_of(play), 0, compute, (void *)how, err);
}

enum ts_status ts_play_auto(struct ts_play *play, struct ts_err *err)
{
    return ts_chooser_take(play, &(struct ts_choosing){.chooser = TS_CHOOSE_RANDOM}, err);
}
