// command_run_show.c - turnstone run show
#include <string.h>

#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/show.h"

static const struct ts_column head[] = {
    {"run", "run_id", false}, {"player", "player_id", false}, {"character", "character_name", false}, {"universe", "universe_id", false},
    {"goes on with", "parent_run_id", false}, {"after turn", "fork_turn", true},
    {"story", "story", false}, {"focus", "focus", false}, {"state", "state", false}, {"ending", "ending", false}, {"reason", "reason", false},
    {"scene", "scene", false}, {"position", "position", true}, {"turns", "turns", true}, {"sessions", "sessions", true},
    {"milestones", "milestones", true}, {"insights", "insights", false}, {"metaconcepts", "metaconcepts", false}, {"begun", "created_at", false},
    {"last played", "last_played", false}, {"completed", "completed_at", false}, {"played now", "is_played", false}, {"variables", "vars", false}, {0},
};
static const struct ts_column sessions[] = {
    {"SESSION", "number", true}, {"STARTED", "started_at", false}, {"TURNS", "turns", true}, {"END", "end", false}, {"NOTES", "notes", false}, {0},
};
static const struct ts_column events[] = {
    {"POSITION", "position", true}, {"MAJOR", "major", false}, {"ACTION", "action", false}, {"CONSEQUENCES", "consequences", false}, {0},
};
static const struct ts_column faults[] = {
    {"TURN", "turn", true}, {"PACK", "pack", false}, {"WHERE", "where", false}, {"FAULT", "message", false}, {0},
};

static void add_table(struct ts_buffer *page, const json_t *run, const char *key, const struct ts_column *columns)
{
    const json_t *list = json_object_get(run, key);
    if (!json_array_size(list)) return;
    ts_buffer_add_byte(page, '\n');
    ts_page_table(page, list, columns, "none");
}

static void write_page(struct ts_buffer *page, const json_t *run)
{
    ts_page_card(page, run, head);
    add_table(page, run, "session_list", sessions);
    add_table(page, run, "recent_events", events);
    add_table(page, run, "faults", faults);
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_open_content_if_fine(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_run(&front.engine, cli->words.items[0], &json, err);
    if (!status) status = ts_page_print(cli, &json, write_page, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_run_show = {
    .name = "run show", .words = "ID", .help = "show one run: where it stands, its variables, sessions and last events", .least = 1, .most = 1, .run = run,
};
