// command_runs.c - turnstone runs
#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/show.h"

static const struct ts_option options[] = {
    {"player", "ID", "only this player's", TS_OPTION_TEXT, offsetof(struct ts_shown_runs, player)},
    {"state", "STATE", "only active, paused, abandoned, completed or archived ones", TS_OPTION_TEXT, offsetof(struct ts_shown_runs, state)},
    {0},
};

static const struct ts_column columns[] = {
    {"RUN", "run_id", false}, {"PLAYER", "player_id", false}, {"CHARACTER", "character_name", false}, {"STORY", "story", false}, {"UNIVERSE", "universe_id", false},
    {"STATE", "state", false}, {"TURNS", "turns", true}, {"BRANCH OF", "parent_run_id", false}, {"POSITION", "position", true}, {"LAST PLAYED", "last_played", false}, {0},
};

static void write_page(struct ts_buffer *page, const json_t *list)
{
    ts_page_table(page, list, columns, "no runs");
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct ts_shown_runs *filter = cli->options;
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = filter->state ? ts_show_check_state(filter->state, err) : TS_OK;
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_runs(&front.engine, filter, &json, err);
    if (!status) status = ts_page_print(cli, &json, write_page, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_runs = {
    .name = "runs", .words = "", .help = "list all runs", .options = options, .size = sizeof(struct ts_shown_runs), .run = run,
};
