// command_run_show.c - turnstone run show
#include <string.h>

#include "cli/hint.h"
#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "cli/spared.h"
#include "engine/show.h"

static const struct ts_column head[] = {
    {"run", "run_id", false}, {"player", "player_id", false}, {"character", "character_name", false}, {"universe", "universe_id", false},
    {"goes on with", "parent_run_id", false}, {"after turn", "fork_turn", true},
    {"story", "story", false}, {"focus", "focus", false}, {"state", "state", false}, {"ending", "ending", false}, {"reason", "reason", false},
    {"scene", "scene", false}, {"position", "position", true}, {"turns", "turns", true}, {"sessions", "sessions", true},
    {"milestones", "milestones", true}, {"insights", "insights", false}, {"metaconcepts", "metaconcepts", false}, {"begun", "created_at", false},
    {"last played", "last_played", false}, {"completed", "completed_at", false}, {"played now", "is_played", false}, {"variables", "vars", false}, {"became", "character", false}, {"care", "care", false}, {"narration", "narration", false}, {"played with", "packs", false}, {0},
};
static const struct ts_column sessions[] = {
    {"SESSION", "number", true}, {"STARTED", "started_at", false}, {"TURNS", "turns", true}, {"END", "end", false}, {"NOTES", "notes", false}, {0},
};
static const struct ts_column packs[] = {
    {"PACK", "pack", false}, {"PLAYED WITH", "was", false}, {"LOADED", "now", false}, {"IS", "change", false}, {0},
};
static const struct ts_column events[] = {
    {"POSITION", "position", true}, {"MAJOR", "major", false}, {"ACTION", "action", false}, {"CONSEQUENCES", "consequences", false}, {0},
};

enum { FAULTS_SHOWN = 20 }; // that differ

static void add_table(struct ts_buffer *page, const json_t *run, const char *key, const struct ts_column *columns)
{
    const json_t *list = json_object_get(run, key);
    if (!json_array_size(list)) return;
    ts_buffer_add_byte(page, '\n');
    ts_page_table(page, list, columns, "none");
}

// What nothing was ever said of is left out of the page.
static void drop_empty(json_t *object)
{
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(object, next, key, value) {
        if (json_is_object(value)) drop_empty(value);
        bool is_empty = (json_is_object(value) && !json_object_size(value)) || (json_is_array(value) && !json_array_size(value));
        if (is_empty || (!strcmp(key, "level") && json_integer_value(value) == 1)) json_object_del(object, key);
    }
}

static void drop_untold(json_t *run)
{
    const json_t *narration = json_object_get(run, "narration"), *count;
    const char *key;
    bool is_any = false;
    json_object_foreach((json_t *)narration, key, count) is_any |= json_integer_value(count) != 0;
    if (!is_any) json_object_del(run, "narration");
}

static void write_page(struct ts_buffer *page, const json_t *run)
{
    drop_empty(json_object_get(run, "character"));
    drop_untold((json_t *)run);
    ts_spared_say((json_t *)run); // read for this page alone
    ts_page_card(page, run, head);
    add_table(page, run, "packs_changed", packs);
    add_table(page, run, "session_list", sessions);
    add_table(page, run, "recent_events", events);
}

// --- faults: one that came up at many turns is told once

struct fault {
    const char *pack, *where, *message;
    long long first, last, count; // turns
};

static const char *words(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static void add_fault(struct fault *found, uint32_t *count, const json_t *fault)
{
    long long turn = json_integer_value(json_object_get(fault, "turn"));
    uint32_t i = 0;
    while (i < *count && strcmp(found[i].message, words(fault, "message"))) i++;
    if (i == FAULTS_SHOWN) return;
    if (i == *count) found[(*count)++] = (struct fault){words(fault, "pack"), words(fault, "where"), words(fault, "message"), turn, turn, 0};
    if (turn < found[i].first) found[i].first = turn;
    if (turn > found[i].last) found[i].last = turn;
    found[i].count++;
}

static void write_fault(struct ts_buffer *page, const struct ts_cli *cli, const struct fault *fault, const char *run)
{
    ts_buffer_add_format(page, "\nfault in pack \"%s\" at turn %lld", fault->pack, fault->first);
    if (fault->count > 1) ts_buffer_add_format(page, ", and %lld more up to turn %lld", fault->count - 1, fault->last);
    ts_buffer_add_byte(page, '\n');
    if (strncmp(fault->message, fault->pack, strlen(fault->pack)) && *fault->where) ts_buffer_add_format(page, "%s: ", fault->where);
    ts_buffer_add_format(page, "%s\n", fault->message);
    if (!fault->first) return;
    ts_buffer_add_text(page, "  compute it again: ");
    ts_hint_add(page, cli, "replay", run);
    ts_buffer_add_format(page, " --turn %lld\n", fault->first);
}

static void write_faults(struct ts_buffer *page, const struct ts_cli *cli, const json_t *run)
{
    const json_t *faults = json_object_get(run, "faults");
    struct fault found[FAULTS_SHOWN];
    uint32_t count = 0;
    for (size_t i = 0; i < json_array_size(faults); i++) add_fault(found, &count, json_array_get(faults, i));
    for (uint32_t i = 0; i < count; i++) write_fault(page, cli, &found[i], words(run, "run_id"));
    if (count == FAULTS_SHOWN) ts_buffer_add_text(page, "\nthere may be others: --json gives all\n");
}

static enum ts_status print(const struct ts_cli *cli, struct ts_buffer *json, struct ts_err *err)
{
    if (cli->globals.json) return ts_print_line(json, err);
    struct ts_buffer page = {0};
    json_t *run;
    enum ts_status status = ts_page_read(json, &run, err);
    if (!status) {
        write_page(&page, run);
        write_faults(&page, cli, run);
        json_decref(run);
        status = ts_print(&page, err);
    }
    ts_buffer_clear(&page);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_open_content_if_fine(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_run(&front.engine, cli->words.items[0], &json, err);
    if (!status) status = print(cli, &json, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_run_show = {
    .name = "run show", .words = "ID", .help = "show one run: where it stands, its variables, sessions and last events", .least = 1, .most = 1, .run = run,
};
