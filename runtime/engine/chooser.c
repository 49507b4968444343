// chooser.c - in simulation: what picks choices in a player's stead
#include "engine/chooser.h"

#include "engine/hand.h"

static uint32_t uses(const struct ts_play *play, const struct ts_offer *offer)
{
    return ts_run_tally(play->run, offer->choice ? offer->choice->full : offer->storylet->full).count;
}

static const struct ts_offer *pick(const struct ts_play *play, bool least_used)
{
    const struct ts_offer *best = NULL;
    for (uint32_t i = 0; i < play->offers.count; i++) {
        const struct ts_offer *offer = &play->offers.items[i];
        if (offer->locked) continue;
        if (!best || (least_used && uses(play, offer) < uses(play, best))) best = offer;
    }
    return best;
}

enum ts_status ts_chooser_take(struct ts_play *play, enum ts_chooser chooser, struct ts_err *err)
{
    if (chooser == TS_CHOOSE_RANDOM) return ts_play_auto(play, err);
    const struct ts_offer *offer = pick(play, chooser == TS_CHOOSE_LEAST_USED);
    if (!offer)
        return ts_err_set(err, TS_FAILED, "no choice is open in \"%s\"",
                          ts_symbol_text(play->engine->symbols, play->run->head.scene->full));
    struct ts_take take = {.choice = ts_symbol_text(play->engine->symbols, offer->id),
                           .answer = offer->choice && offer->choice->ask ? "auto" : NULL};
    return ts_play_take(play, &take, err);
}
