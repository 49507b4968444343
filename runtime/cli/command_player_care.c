// command_player_care.c - turnstone player care: what a player asked to be spared, shown and changed outside of play
#include <string.h>

#include "base/ident.h"
#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/batch.h"
#include "engine/json.h"
#include "engine/show.h"
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

struct hand {
    struct ts_cli *cli;
    struct ts_front front;
    char id[TS_IDENT_MAX + 1];
    ts_symbol player;
    struct ts_care_settings settings;
    bool is_new; // nobody was called so before
};

static bool has_changes(const struct care_options *how)
{
    return how->ceiling || how->comfort || how->pacing || how->pure || how->reflections || how->breaths || how->boundaries.count ||
           how->no_boundaries.count;
}

static enum ts_status find(struct hand *hand, struct ts_err *err)
{
    struct ts_engine *engine = &hand->front.engine;
    bool found = false;
    hand->player = ts_symbol_of(engine->symbols, hand->id);
    enum ts_status status = ts_store_find_player(engine->store, hand->player, &found, err);
    hand->is_new = !found;
    if (!status && !found && !has_changes(hand->cli->options))
        status = ts_err_set(err, TS_DATA, "there is no player \"%s\" in this store: `turnstone runs` shows who has played; with a setting, as in"
                            " --ceiling 0.5, it is kept for who has yet to", hand->id);
    return status ? status : ts_show_load_care(engine, hand->player, &hand->settings, err);
}

// --- changing

static enum ts_status change(struct hand *hand, const char *name, const char *value, struct ts_err *err)
{
    return value ? ts_care_settings_change(&hand->settings, hand->front.engine.symbols, name, value, err) : TS_OK;
}

// One that is both set and taken back stays set.
static enum ts_status change_boundaries(struct hand *hand, const struct care_options *how, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < how->no_boundaries.count && !status; i++) {
        struct ts_buffer back = {0};
        ts_buffer_add_format(&back, "-%s", how->no_boundaries.items[i]);
        status = change(hand, "boundary", back.bytes, err);
        ts_buffer_clear(&back);
    }
    for (uint32_t i = 0; i < how->boundaries.count && !status; i++) status = change(hand, "boundary", how->boundaries.items[i], err);
    return status;
}

// A level of comfort sets the ceiling, which may be said more exactly beside it.
static enum ts_status change_all(struct hand *hand, struct ts_err *err)
{
    const struct care_options *how = hand->cli->options;
    const char *const changes[][2] = {{"comfort", how->comfort}, {"ceiling", how->ceiling}, {"pacing", how->pacing},
                                      {"pure", how->pure}, {"reflections", how->reflections}, {"breaths", how->breaths}};
    enum ts_status status = TS_OK;
    for (size_t i = 0; i < sizeof changes / sizeof *changes && !status; i++) status = change(hand, changes[i][0], changes[i][1], err);
    return status ? status : change_boundaries(hand, how, err);
}

static enum ts_status write(struct hand *hand, struct ts_err *err)
{
    struct ts_engine *engine = &hand->front.engine;
    struct ts_buffer settings = {0};
    ts_care_settings_encode(&hand->settings, engine->symbols, &settings);
    enum ts_status status = ts_store_set_care(engine->store, hand->player, settings.bytes, engine->now(), err);
    ts_buffer_clear(&settings);
    return status;
}

// Read, changed and written in one batch: what others change meanwhile is not lost, and nothing is changed by halves.
static enum ts_status change_stored(void *self, struct ts_err *err)
{
    struct hand *hand = self;
    enum ts_status status = find(hand, err);
    if (!status) status = change_all(hand, err);
    return status ? status : write(hand, err);
}

// --- telling

static void say_remarks(const struct hand *hand)
{
    const struct ts_engine *engine = &hand->front.engine;
    const struct care_options *how = hand->cli->options;
    struct ts_themes themes = {0};
    if (hand->is_new) ts_say(hand->cli, "player \"%s\" is new here: their first run will go by this", hand->id);
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
    ts_json_open(&json, '{');
    ts_json_key(&json, "care");
    ts_show_add_care(&hand->front.engine, &json, &hand->settings);
    ts_json_field_text(&json, "player_id", hand->id);
    ts_json_close(&json, '}');
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
    if (!status) status = changes ? ts_batch_do_for_player(hand.front.engine.store, change_stored, &hand, err) : find(&hand, err);
    if (!status) say_remarks(&hand);
    if (!status) status = tell(&hand, err);
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
