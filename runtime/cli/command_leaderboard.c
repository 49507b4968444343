// command_leaderboard.c - turnstone leaderboard, player name: who completed what, of those who chose to be seen
#include <stdlib.h>
#include <string.h>

#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/board.h"
#include "engine/show.h"

struct board_options { const char *universe, *story, *by; };

static const struct ts_option board_options[] = {
    {"universe", "ID", "only what was completed in this universe", TS_OPTION_TEXT, offsetof(struct board_options, universe)},
    {"story", "ID", "only what was completed of this story", TS_OPTION_TEXT, offsetof(struct board_options, story)},
    {"by", "WHAT", "completions (unless told otherwise), turns, milestones or endings", TS_OPTION_TEXT, offsetof(struct board_options, by)},
    {0},
};

static const struct ts_column columns[] = {{"", "rank", true}, {"name", "name", false}, {"", "value", true}, {0}};

static void write_board(struct ts_buffer *page, const json_t *board)
{
    ts_page_table(page, json_object_get(board, "players"), columns, "nobody stands here: `turnstone player name ID \"NAME\"` does it");
}

static enum ts_status leaderboard(struct ts_cli *cli, struct ts_err *err)
{
    const struct board_options *how = cli->options;
    struct ts_board what = {.universe = how->universe, .story = how->story};
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_board_read_by(how->by, &what.by, err);
    if (!status) status = ts_open_content_if_fine(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_board(&front.engine, &what, &json, err);
    if (!status) status = ts_page_print(cli, &json, write_board, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

struct name_options { bool leave; };

static const struct ts_option name_options[] = {
    {"leave", NULL, "stand on no leaderboard any more", TS_OPTION_FLAG, offsetof(struct name_options, leave)},
    {0},
};

static enum ts_status tell(struct ts_cli *cli, struct ts_engine *engine, struct ts_err *err)
{
    ts_symbol player;
    char *name = NULL;
    enum ts_status status = ts_show_find_player(engine, cli->words.items[0], &player, err);
    if (!status) status = ts_board_load_name(engine, player, &name, err);
    if (!status && name) ts_say(cli, "\"%s\" stands on the leaderboards as \"%s\"", cli->words.items[0], name);
    else if (!status) ts_say(cli, "\"%s\" stands on no leaderboard", cli->words.items[0]);
    free(name);
    return status;
}

static enum ts_status name(struct ts_cli *cli, struct ts_err *err)
{
    const struct name_options *how = cli->options;
    const char *chosen = cli->words.count > 1 ? cli->words.items[1] : NULL;
    bool changes = chosen || how->leave;
    struct ts_front front = {0};
    if (chosen && how->leave) return ts_err_set(err, TS_USAGE, "either a name or --leave");
    ts_open_engine(&front);
    enum ts_status status = ts_open_store(cli, &front, changes ? TS_STORE_WRITE : TS_STORE_READ, err);
    if (!status && changes) status = ts_board_set_name(&front.engine, cli->words.items[0], chosen, err);
    if (!status) status = tell(cli, &front.engine, err);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_leaderboard = {
    .name = "leaderboard", .words = "", .help = "who completed what, of those who chose to be seen", .least = 0, .most = 0,
    .more = "Only players who chose a name for it stand here (turnstone player name), and nothing of them is shown but that name. One life counts once,\n"
            "however often one goes back in it; of turns and milestones what was new counts.",
    .options = board_options, .size = sizeof(struct board_options), .run = leaderboard,
};
const struct ts_command ts_command_player_name = {
    .name = "player name", .words = "ID [NAME]", .help = "choose a name for leaderboards, or leave them", .least = 1, .most = 2,
    .more = "Without a name nobody stands on a leaderboard. The name goes with the player when they are erased.",
    .options = name_options, .size = sizeof(struct name_options), .run = name,
};
