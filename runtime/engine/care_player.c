// care_player.c - a random player: what they ask to be spared, and how they change their mind
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "engine/care_audit.h"
#include "engine/hand.h"

enum { LEAVES_NOTHING, LEAVES_SOME, LEAVES_ALL };

static const char purpose[] = "care"; // whose rolls these are
static const char *const switches[] = {"off", "on"}, *const unknown = "fog"; // a theme that no pack needs to know

static bool one_in(struct ts_rng *rng, int64_t number) { return ts_rng_int(rng, 1, number) == 1; }

static const char *any_theme(struct ts_care_audit *audit)
{
    int64_t pick = ts_rng_int(&audit->player.rng, 0, audit->themes.count);
    return pick == audit->themes.count ? unknown : ts_symbol_text(audit->engine->symbols, audit->themes.items[pick]);
}

// --- one setting, as a player types it

struct wish { const char *name; char value[64]; };

static struct wish make(const char *name, const char *value)
{
    struct wish wish = {.name = name};
    snprintf(wish.value, sizeof wish.value, "%s", value);
    return wish;
}

static struct wish any_ceiling(struct ts_care_audit *audit)
{
    struct wish wish = {.name = "ceiling"};
    snprintf(wish.value, sizeof wish.value, "%g", (double)ts_rng_int(&audit->player.rng, 0, 20) / 20);
    return wish;
}

static struct wish any_boundary(struct ts_care_audit *audit, bool is_taken_back)
{
    struct wish wish = {.name = "boundary"};
    snprintf(wish.value, sizeof wish.value, "%s%s", is_taken_back ? "-" : "", any_theme(audit));
    return wish;
}

static struct wish any_wish(struct ts_care_audit *audit)
{
    struct ts_rng *rng = &audit->player.rng;
    switch (ts_rng_int(rng, 0, 9)) {
    case 0: return make("comfort", ts_comfort_name((enum ts_comfort)ts_rng_int(rng, TS_COMFORT_LIGHT, TS_COMFORT_DEEP)));
    case 1: return make("pacing", ts_pacing_name((enum ts_pacing)ts_rng_int(rng, TS_PACING_FAST, TS_PACING_SLOW)));
    case 2: return make("pure", switches[one_in(rng, 3)]);
    case 3: return make("reflections", switches[one_in(rng, 2)]);
    case 4: return make("breaths", switches[one_in(rng, 2)]);
    case 5: return any_boundary(audit, false);
    case 6:
    case 7: return any_boundary(audit, true);
    default: return any_ceiling(audit);
    }
}

static bool take_up(struct ts_care_audit *audit, const struct wish *wish)
{
    struct ts_care_player *player = &audit->player;
    struct ts_err err;
    double before = player->is_eased && player->settings.ceiling > 0.5 ? 0.5 : player->settings.ceiling;
    if (ts_care_settings_change(&player->settings, audit->engine->symbols, wish->name, wish->value, &err)) return false;
    bool is_raised = player->settings.ceiling > before && (!strcmp(wish->name, "ceiling") || !strcmp(wish->name, "comfort"));
    if (is_raised) player->is_eased = false;
    return true;
}

// A quarter plays as the program comes; the others ask for something, and may ask for much.
void ts_care_player_begin(struct ts_care_audit *audit)
{
    struct ts_care_player *player = &audit->player;
    *player = (struct ts_care_player){.settings = ts_care_default(), .rng = ts_rng_stream(audit->seed, ts_hash_fast(purpose, sizeof purpose - 1), 0, 0)};
    player->asks = ts_rng_int(&player->rng, 0, 1);
    player->leaves_out = (int)ts_rng_int(&player->rng, LEAVES_NOTHING, LEAVES_ALL);
    for (int64_t wishes = one_in(&player->rng, 4) ? 0 : ts_rng_int(&player->rng, 1, 6); wishes; wishes--) {
        struct wish wish = any_wish(audit);
        (void)take_up(audit, &wish);
    }
}

// --- acts

static void note(struct ts_care_audit *audit, const char *word, const char *name, const char *value)
{
    ts_buffer_add_format(&audit->path, "%s%s%s%s%s\n", word, *name ? " " : "", name, *value ? " " : "", value);
}

static enum ts_status wish(struct ts_care_audit *audit, struct ts_play *play, bool *is_done, struct ts_err *err)
{
    struct wish wish = any_wish(audit);
    struct ts_care_player before = audit->player;
    *is_done = take_up(audit, &wish);
    if (!*is_done) return TS_OK;
    note(audit, "/care", wish.name, wish.value);
    enum ts_status status = ts_play_care(play, (struct ts_caring_how){TS_CARING_SET, wish.name, wish.value}, err);
    if (!status) return TS_OK;
    ts_care_audit_refused(audit, play, err->message);
    audit->player = before;
    return status;
}

// Where nothing lies ahead the story stays where it is, which is no harm.
static enum ts_status skip(struct ts_care_audit *audit, struct ts_play *play, enum ts_caring what, bool *is_done, struct ts_err *err)
{
    note(audit, what == TS_CARING_SKIP ? "/skip" : "/skip all", "", "");
    enum ts_status status = ts_play_care(play, (struct ts_caring_how){what, NULL, NULL}, err);
    *is_done = !status;
    return status == TS_REFUSED ? TS_OK : status;
}

static enum ts_status sign(struct ts_care_audit *audit, struct ts_play *play, struct ts_err *err)
{
    const char *name = ts_sign_name(ts_rng_int(&audit->player.rng, 0, 1) ? TS_SIGN_HASTE : TS_SIGN_EXIT);
    note(audit, "sign", name, "");
    return ts_play_care(play, (struct ts_caring_how){TS_CARING_SIGN, name, NULL}, err);
}

// The last of the answers is to leave it out, when that can be done.
static enum ts_status answer(struct ts_care_audit *audit, struct ts_play *play, struct ts_err *err)
{
    struct ts_care_player *player = &audit->player;
    bool is_left = player->leaves_out == LEAVES_ALL || (player->leaves_out == LEAVES_SOME && one_in(&player->rng, 2));
    const struct ts_offer *offer = &play->offers.items[is_left ? play->offers.count - 1 : 0];
    const char *id = ts_symbol_text(audit->engine->symbols, offer->id);
    note(audit, id, "", "");
    enum ts_status status = ts_play_take(play, &(struct ts_take){.choice = id}, err);
    if (status == TS_REFUSED) ts_care_audit_refused(audit, play, err->message);
    return status;
}

static enum ts_status choose(struct ts_care_audit *audit, struct ts_play *play, const struct ts_choosing *how, struct ts_err *err)
{
    enum ts_status status = ts_chooser_take(play, how, err);
    if (!status) note(audit, ts_symbol_text(audit->engine->symbols, play->changes.choice_id), "", "");
    return status;
}

enum ts_status ts_care_player_act(struct ts_care_audit *audit, struct ts_play *play, const struct ts_choosing *how, bool *is_done,
                                  struct ts_err *err)
{
    int64_t roll = ts_rng_int(&audit->player.rng, 0, 199);
    *is_done = true;
    if (roll < 10) return wish(audit, play, is_done, err);
    if (roll < 14) return skip(audit, play, TS_CARING_SKIP, is_done, err);
    if (roll < 15) return skip(audit, play, TS_CARING_SKIP_ALL, is_done, err);
    if (roll < 18) return sign(audit, play, err);
    return ts_gate_waits(play) ? answer(audit, play, err) : choose(audit, play, how, err);
}
