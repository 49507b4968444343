// live.c - what others do while a player is choosing: the screen follows
#include "engine/hand.h"

static enum ts_status compute_walk(struct ts_play *play, void *self, struct ts_err *err)
{
    (void)self;
    enum ts_status status = ts_news_find(play, err);
    play->run->head.told = play->changes.base_seq + 1;
    return status ? status : ts_turn_walk(play, err);
}

static void show_next(struct ts_play *play)
{
    struct ts_offers offers = play->offers;
    struct ts_err err;
    play->offers = play->next_offers;
    play->next_offers = offers;
    play->shown.words.length = play->shown.choice_count = 0;
    enum ts_status status = ts_offers_show(play, &play->offers, &play->shown, &err);
    (void)status; // a label that cannot be said is left out
}

enum ts_following ts_offers_follow(struct ts_play *play)
{
    struct ts_err err;
    play->has_lost = false;
    if (ts_offers_find_now(play, &play->next_offers, &err)) return TS_FOLLOWS_NOTHING;
    if (play->next_offers.open) {
        show_next(play);
        return TS_FOLLOWS_CHOICES;
    }
    // There may be no way on; what is told then is the refusal that led here.
    return ts_act_do(play, TS_ACT_CATCH_UP, 0, compute_walk, NULL, &err) ? TS_FOLLOWS_NOTHING : TS_FOLLOWS_RUN;
}

static bool is_same(const struct ts_offers *one, const struct ts_offers *other)
{
    if (one->count != other->count) return false;
    for (uint32_t i = 0; i < one->count; i++)
        if (one->items[i].id != other->items[i].id || one->items[i].locked != other->items[i].locked) return false;
    return true;
}

static enum ts_status hear(struct ts_play *play, struct ts_buffer *lines, enum ts_following *out, struct ts_err *err)
{
    bool has_more = false;
    enum ts_status status = ts_news_hear(play, lines, &has_more, err);
    if (status || !has_more) return status;
    status = ts_offers_find_now(play, &play->next_offers, err);
    if (!status && !is_same(&play->offers, &play->next_offers)) *out = ts_offers_follow(play);
    return status;
}

// A server has many runs in hand, which hear of each other too.
static uint64_t version_of(const struct ts_play *play)
{
    struct ts_store *store = play->engine->store;
    return ts_store_version(store, play->run->universe_row) + (play->engine->is_served ? ts_store_commits(store) : 0);
}

enum ts_status ts_play_hear(struct ts_play *play, struct ts_buffer *lines, enum ts_following *out, struct ts_err *err)
{
    *out = TS_FOLLOWS_NOTHING;
    if (!play->run->live || play->run->head.state != TS_ACTIVE) return TS_OK;
    uint64_t version = version_of(play);
    if (version == play->version) return TS_OK;
    enum ts_status status = hear(play, lines, out, err);
    if (!status) play->version = version;
    return status;
}
