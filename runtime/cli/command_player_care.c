// command_player_care.c - turnstone player care: what a player asked to be spared, shown and changed outside of play
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/ident.h"
#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/show.h"
#include "engine/wishes.h"
#include "game/themes.h"

struct care_options { const char *ceiling, *comfort, *pacing, *pure, *reflections, *breaths; struct ts_words boundaries, no_boundaries; };

static const struct ts_option options[] = {
    {"ceiling", "0.5", "show nothing more intense, 0 to 1", TS_OPTION_TEXT, offsetof(struct care_options, ceiling)},
    {"comfort", "LEVEL", "light, moderate or deep: a ceiling of 0.3, 0.6 or 1", TS_OPTION_TEXT, offsetof(struct care_options, comfort)},
    {"pacing", "PACE", "fast, moderate or slow", TS_OPTION_TEXT, offsetof(struct care_options, pacing)},
    {"boundary", "THEME", "show nothing that touches it; may be given again", TS_OPTION_LIST, offsetof(struct care_options, boundaries)},
    {"no-boundary", "THEME", "take a boundary back; may be given again", TS_OPTION_LIST, offsetof(struct care_options, no_boundaries)},
    {"pure", "on|off", "only the game: nothing with a theme, no warnings", TS_OPTION_TEXT, offsetof(struct care_options, pure)},
    {"reflections", "on|off", "offer moments to think", TS_OPTION_TEXT, offsetof(struct care_options, reflections)},
    {"breaths", "on|off", "offer breaths to take", TS_OPTION_TEXT, offsetof(struct care_options, breaths)},
    {0},
};

static const struct ts_column rows[] = {
    {"player", "player_id", false}, {"ceiling", "ceiling", true}, {"comfort", "comfort", false}, {"made gentler", "eased", false},
    {"pacing", "pacing", false},
    {"boundaries", "boundaries", false}, {"no pack at hand declares", "undeclared", false}, {"pure game", "pure", false},
    {"reflections", "reflections", false}, {"breaths", "breaths", false}, {0},
};

enum { WISHES = 6 }; // beside boundaries

struct hand {
    struct ts_cli *cli;
    struct ts_front front;
    char id[TS_IDENT_MAX + 1];
    struct ts_wishes wishes;
    struct ts_wish *items;
    char (*taken_back)[TS_IDENT_MAX * 2]; // "-loss"
};

static bool has_changes(const struct care_options *how)
{
    return how->ceiling || how->comfort || how->pacing || how->pure || how->reflections || how->breaths || how->boundaries.count ||
           how->no_boundaries.count;
}

// --- changing

static void wish(struct hand *hand, const char *name, const char *value)
{
    if (value) hand->items[hand->wishes.count++] = (struct ts_wish){name, value};
}

// A level of comfort sets the ceiling, which may be said more exactly beside it. A boundary that is both set and taken back stays set.
static void gather(struct hand *hand, const struct care_options *how)
{
    const struct ts_wish said[WISHES] = {{"comfort", how->comfort}, {"ceiling", how->ceiling}, {"pacing", how->pacing},
                                         {"pure", how->pure}, {"reflections", how->reflections}, {"breaths", how->breaths}};
    hand->items = ts_memory_get((WISHES + how->boundaries.count + how->no_boundaries.count) * sizeof *hand->items);
    hand->taken_back = ts_memory_get((how->no_boundaries.count + 1) * sizeof *hand->taken_back);
    for (size_t i = 0; i < WISHES; i++) wish(hand, said[i].name, said[i].value);
    for (uint32_t i = 0; i < how->no_boundaries.count; i++) {
        snprintf(hand->taken_back[i], sizeof *hand->taken_back, "-%s", how->no_boundaries.items[i]);
        wish(hand, "boundary", hand->taken_back[i]);
    }
    for (uint32_t i = 0; i < how->boundaries.count; i++) wish(hand, "boundary", how->boundaries.items[i]);
    hand->wishes.items = hand->items;
    hand->wishes.player = hand->id;
}

static enum ts_status keep(struct hand *hand, struct ts_err *err)
{
    enum ts_status status = ts_wishes_keep(&hand->front.engine, &hand->wishes, err);
    if (status || hand->wishes.count || !hand->wishes.is_new) return status;
    return ts_err_set(err, TS_DATA, "there is no player \"%s\" in this store: `turnstone runs` shows who has played; with a setting, as in"
                      " --ceiling 0.5, it is kept for who has yet to", hand->id);
}

// --- telling

static void say_remarks(const struct hand *hand)
{
    const struct ts_engine *engine = &hand->front.engine;
    const struct care_options *how = hand->cli->options;
    struct ts_themes themes = {0};
    if (hand->wishes.is_new) ts_say(hand->cli, "player \"%s\" is new here: their first run will go by this", hand->id);
    if (!engine->content) return;
    ts_themes_find(&themes, engine->content);
    for (uint32_t i = 0; i < how->boundaries.count; i++) {
        const char *theme = how->boundaries.items[i];
        if (ts_themes_has(&themes, ts_symbol_of(engine->symbols, theme))) continue;
        const char *near = ts_themes_suggest(&themes, engine->symbols, theme);
        if (near) ts_say(hand->cli, "no pack at hand declares \"%s\"; it is kept. Did you mean \"%s\"?", theme, near);
        else ts_say(hand->cli, "no pack at hand declares \"%s\"; it is kept", theme);
    }
    ts_themes_clear(&themes);
}

static void write_page(struct ts_buffer *page, const json_t *player)
{
    json_t *care = json_object_get(player, "care");
    json_object_set(care, "player_id", json_object_get(player, "player_id"));
    ts_page_card(page, care, rows);
}

static enum ts_status tell(struct hand *hand, struct ts_err *err)
{
    struct ts_buffer json = {0};
    if (hand->cli->globals.quiet && !hand->cli->globals.json && has_changes(hand->cli->options)) return TS_OK;
    ts_wishes_show(&hand->front.engine, &hand->wishes, &json);
    enum ts_status status = ts_page_print(hand->cli, &json, write_page, err);
    ts_buffer_clear(&json);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct hand hand = {.cli = cli};
    struct care_options *how = cli->options;
    bool changes = has_changes(how);
    enum ts_status status = ts_ident_read("player id", cli->words.items[0], hand.id, err);
    if (!status) status = ts_open_content_if_fine(cli, &hand.front, err);
    if (!status) status = ts_open_store(cli, &hand.front, changes ? TS_STORE_CREATE : TS_STORE_READ, err);
    gather(&hand, how);
    if (!status) status = keep(&hand, err);
    if (!status) say_remarks(&hand);
    if (!status) status = tell(&hand, err);
    free(hand.items);
    free(hand.taken_back);
    ts_words_clear(&how->boundaries);
    ts_words_clear(&how->no_boundaries);
    ts_front_close(&hand.front);
    return status;
}

const struct ts_command ts_command_player_care = {
    .name = "player care", .words = "ID", .help = "show and change what a player asked to be spared", .least = 1, .most = 1,
    .more = "Every run the player takes up goes by it, whatever its packs do, also the first: who has yet to play, and a store, are made where\n"
            "there are none. A boundary that no pack at hand declares is kept, and honoured\n"
            "once one does. In play, /care does the same.",
    .options = options, .size = sizeof(struct care_options), .run = run,
};
