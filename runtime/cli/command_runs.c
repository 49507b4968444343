// command_runs.c - turnstone runs
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/json.h"
#include "engine/show.h"

struct filter { const char *player, *state; };

static const struct ts_option options[] = {
    {"player", "ID", "only this player's", TS_OPTION_TEXT, offsetof(struct filter, player)},
    {"state", "STATE", "only active, paused, abandoned, completed or archived ones", TS_OPTION_TEXT, offsetof(struct filter, state)},
    {0},
};

static const struct ts_column columns[] = {
    {"RUN", "run_id", false}, {"PLAYER", "player_id", false}, {"CHARACTER", "character_name", false}, {"STORY", "story", false}, {"UNIVERSE", "universe_id", false},
    {"STATE", "state", false}, {"TURNS", "turns", true}, {"BRANCH OF", "parent_run_id", false}, {"POSITION", "position", true}, {"LAST PLAYED", "last_played", false}, {0},
};

static enum ts_status check_state(const char *state, struct ts_err *err)
{
    static const char *const names[] = {"active", "paused", "abandoned", "completed", "archived"};
    enum { COUNT = sizeof names / sizeof *names };
    for (int i = 0; i < COUNT; i++)
        if (!strcmp(names[i], state)) return TS_OK;
    const char *near = ts_suggest(state, names, COUNT);
    return near ? ts_err_set(err, TS_USAGE, "no state \"%s\": did you mean \"%s\"?", state, near)
                : ts_err_set(err, TS_USAGE, "no state \"%s\": there are active, paused, abandoned, completed and archived", state);
}

static bool has(const json_t *run, const char *key, const char *wanted)
{
    const char *value = json_string_value(json_object_get(run, key));
    return !wanted || (value && !strcmp(value, wanted));
}

static enum ts_status leave_out(struct ts_buffer *json, const struct filter *filter, struct ts_err *err)
{
    json_t *all, *run;
    size_t index;
    enum ts_status status = ts_page_read(json, &all, err);
    if (status) return status;
    json->length = 0;
    ts_json_open(json, '[');
    json_array_foreach(all, index, run) {
        if (!has(run, "player_id", filter->player) || !has(run, "state", filter->state)) continue;
        char *text = json_dumps(run, JSON_COMPACT | JSON_SORT_KEYS);
        ts_json_raw(json, text);
        free(text);
    }
    ts_json_close(json, ']');
    json_decref(all);
    return TS_OK;
}

static void write_page(struct ts_buffer *page, const json_t *list)
{
    ts_page_table(page, list, columns, "no runs");
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct filter *filter = cli->options;
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = filter->state ? check_state(filter->state, err) : TS_OK;
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_runs(&front.engine, &json, err);
    if (!status && (filter->player || filter->state)) status = leave_out(&json, filter, err);
    if (!status) status = ts_page_print(cli, &json, write_page, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_runs = {
    .name = "runs", .words = "", .help = "list all runs", .options = options, .size = sizeof(struct filter), .run = run,
};
