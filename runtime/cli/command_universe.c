// command_universe.c - turnstone universe list, show, timeline
#include <string.h>

#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/show.h"

struct view_options { struct ts_number at, since, limit; };

static const struct ts_option show_options[] = {
    {"at", "P", "as seen from this position (default: the end)", TS_OPTION_NUMBER, offsetof(struct view_options, at)},
    {0},
};
static const struct ts_option timeline_options[] = {
    {"at", "P", "up to this position (default: the end)", TS_OPTION_NUMBER, offsetof(struct view_options, at)},
    {"since", "P", "from this position on", TS_OPTION_NUMBER, offsetof(struct view_options, since)},
    {"limit", "N", "at most N events: the first from --since on, without it the last", TS_OPTION_NUMBER, offsetof(struct view_options, limit)},
    {0},
};

static const struct ts_column list_columns[] = {
    {"UNIVERSE", "universe_id", false}, {"POSITION", "position", true}, {"RUNS", "runs", true}, {"EVENTS", "events", true}, {"BRANCH OF", "parent", false}, {"AT", "fork_position", true}, {"BEGUN", "created_at", false}, {0},
};
static const struct ts_column show_rows[] = {
    {"universe", "universe_id", false}, {"position", "position", true}, {"acts", "seq", true}, {"events", "events", true},
    {"major events", "major_events", true}, {"branch of", "parent", false}, {"branched at", "fork_position", true}, {"begun", "created_at", false}, {0},
};
static const struct ts_column character_columns[] = {
    {"CHARACTER", "name", false}, {"RUN", "run_id", false}, {"POSITION", "position", true}, {"STATE", "state", false}, {0},
};
static const struct ts_column event_columns[] = {
    {"POSITION", "position", true}, {"WHO", "character_name", false}, {"MAJOR", "major", false}, {"ACTION", "action", false}, {"CONSEQUENCES", "consequences", false}, {0},
};

static void write_list(struct ts_buffer *page, const json_t *list)
{
    ts_page_table(page, list, list_columns, "no universes");
}

static void write_show(struct ts_buffer *page, const json_t *universe)
{
    const char *key;
    json_t *value, *world = json_object_get(universe, "world");
    ts_page_card(page, universe, show_rows);
    ts_buffer_add_byte(page, '\n');
    ts_page_table(page, json_object_get(universe, "characters"), character_columns, "nobody has been here");
    if (json_object_size(world)) ts_buffer_add_text(page, "\nworld\n");
    json_object_foreach(world, key, value) {
        ts_buffer_add_format(page, "  %s = ", key);
        ts_page_add_value(page, value);
        ts_buffer_add_byte(page, '\n');
    }
}

static void write_timeline(struct ts_buffer *page, const json_t *timeline)
{
    ts_page_table(page, json_object_get(timeline, "events"), event_columns, "nothing has happened");
}

static enum ts_status list(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_universes(&front.engine, 0, &json, err);
    if (!status) status = ts_page_print(cli, &json, write_list, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

static int64_t or_none(struct ts_number number)
{
    return number.given ? number.value : -1;
}

static enum ts_status show(struct ts_cli *cli, struct ts_err *err)
{
    const struct view_options *how = cli->options;
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_open_content_if_fine(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_universe(&front.engine, cli->words.items[0], or_none(how->at), &json, err);
    if (!status) status = ts_page_print(cli, &json, write_show, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

static enum ts_status timeline(struct ts_cli *cli, struct ts_err *err)
{
    const struct view_options *how = cli->options;
    struct ts_timeline what = {.at = or_none(how->at), .since = or_none(how->since), .limit = how->limit.value};
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_timeline(&front.engine, cli->words.items[0], &what, &json, err);
    if (!status) status = ts_page_print(cli, &json, write_timeline, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_universe_list = {
    .name = "universe list", .words = "", .help = "list all universes", .run = list,
};
const struct ts_command ts_command_universe_show = {
    .name = "universe show", .words = "ID", .help = "show a universe: its characters and its world", .least = 1, .most = 1,
    .options = show_options, .size = sizeof(struct view_options), .run = show,
};
const struct ts_command ts_command_universe_timeline = {
    .name = "universe timeline", .words = "ID", .help = "show what happened in a universe", .least = 1, .most = 1,
    .options = timeline_options, .size = sizeof(struct view_options), .run = timeline,
};
