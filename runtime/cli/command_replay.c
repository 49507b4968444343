// command_replay.c - turnstone replay: a turn computed again, storing nothing
#include <string.h>

#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "cli/problem.h"
#include "cli/wrap.h"
#include "engine/replay.h"

struct replay_options { struct ts_number turn; const char *choice, *answer; };

static const struct ts_option options[] = {
    {"turn", "N", "the turn to compute again (default: the run's last)", TS_OPTION_NUMBER, offsetof(struct replay_options, turn)},
    {"choice", "ID", "instead: what would happen now, if this was chosen", TS_OPTION_TEXT, offsetof(struct replay_options, choice)},
    {"answer", "TEXT", "the words typed with that choice", TS_OPTION_TEXT, offsetof(struct replay_options, answer)},
    {0},
};

enum { WIDTH = 78 };

static const char *words(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static void add_head(struct ts_buffer *page, const json_t *turn)
{
    ts_buffer_add_format(page, "turn %lld of run \"%s\": choice \"%s\"", (long long)json_integer_value(json_object_get(turn, "turn")), words(turn, "run_id"),
                         words(turn, "choice"));
    if (*words(turn, "answer")) ts_buffer_add_format(page, " with \"%s\"", words(turn, "answer"));
    ts_buffer_add_format(page, ", seed %lld\n", (long long)json_integer_value(json_object_get(turn, "seed")));
    if (strcmp(words(turn, "result"), "failed"))
        ts_buffer_add_format(page, "it leads to %s, position %lld\n", words(turn, "scene"), (long long)json_integer_value(json_object_get(turn, "position")));
}

static void add_screen(struct ts_buffer *page, const json_t *turn)
{
    const struct ts_look look = {.width = WIDTH};
    const char *text = words(turn, "text");
    size_t index;
    json_t *choice;
    if (*text) ts_buffer_add_byte(page, '\n');
    ts_wrap_all(page, &look, text, strlen(text), true);
    if (json_array_size(json_object_get(turn, "choices"))) ts_buffer_add_byte(page, '\n');
    json_array_foreach(json_object_get(turn, "choices"), index, choice)
        ts_buffer_add_format(page, "  %s: %s%s\n", words(choice, "id"), words(choice, "label"), json_is_true(json_object_get(choice, "locked")) ? " (locked)" : "");
}

// --- what it changed

static void add_vars(struct ts_buffer *page, json_t *turn)
{
    const char *name;
    json_t *change;
    json_object_foreach(json_object_get(turn, "vars"), name, change) {
        ts_buffer_add_format(page, "  %s: ", name);
        ts_page_add_value(page, json_object_get(change, "before"));
        ts_buffer_add_text(page, " -> ");
        ts_page_add_value(page, json_object_get(change, "now"));
        ts_buffer_add_byte(page, '\n');
    }
}

static void add_world(struct ts_buffer *page, json_t *turn)
{
    const char *name;
    json_t *write;
    json_object_foreach(json_object_get(turn, "world"), name, write) {
        json_t *added = json_object_get(write, "add");
        ts_buffer_add_format(page, "  world %s: %s ", name, added ? "add" : "set to");
        ts_page_add_value(page, added ? added : json_object_get(write, "set"));
        ts_buffer_add_byte(page, '\n');
    }
}

static void add_deeds(struct ts_buffer *page, const json_t *turn)
{
    size_t index;
    json_t *deed;
    json_array_foreach(json_object_get(turn, "events"), index, deed) {
        ts_buffer_add_format(page, "  event: %s", words(deed, "action"));
        if (*words(deed, "consequences")) ts_buffer_add_format(page, " (%s)", words(deed, "consequences"));
        ts_buffer_add_format(page, "%s\n", json_is_true(json_object_get(deed, "major")) ? ", major" : "");
    }
    json_array_foreach(json_object_get(turn, "marks"), index, deed) ts_buffer_add_format(page, "  %s: %s\n", words(deed, "kind"), words(deed, "id"));
}

static void add_changes(struct ts_buffer *page, json_t *turn)
{
    size_t before;
    ts_buffer_add_text(page, "\nit changes\n");
    before = page->length;
    add_vars(page, turn);
    add_world(page, turn);
    add_deeds(page, turn);
    if (page->length == before) ts_buffer_add_text(page, "  nothing but the place and the counts\n");
}

static void add_faults(struct ts_buffer *page, const json_t *turn)
{
    size_t index;
    json_t *fault;
    json_array_foreach(json_object_get(turn, "faults"), index, fault)
        ts_buffer_add_format(page, "\nfault in pack \"%s\" (%s)\n%s\n", words(fault, "pack"), words(fault, "where"), words(fault, "message"));
}

// --- how it compares

static void add_differences(struct ts_buffer *page, const json_t *turn)
{
    size_t index;
    json_t *line;
    ts_buffer_add_text(page, "\nit differs from what is stored\n");
    json_array_foreach(json_object_get(turn, "differences"), index, line) ts_buffer_add_format(page, "  %s\n", json_string_value(line));
}

static void add_result(struct ts_buffer *page, const json_t *turn)
{
    const char *result = words(turn, "result");
    if (!strcmp(result, "failed")) ts_buffer_add_format(page, "\nthe turn is refused\n%s\n", words(turn, "error"));
    else if (!strcmp(result, "different")) add_differences(page, turn);
    else if (!strcmp(result, "same"))
        ts_buffer_add_format(page, "\nthe same as what is stored%s\n",
                             json_is_true(json_object_get(turn, "text_compared")) ? "" : " (the text of past turns is not kept)");
    ts_buffer_add_format(page, "%snothing was changed in the store\n", strcmp(result, "new") ? "" : "\n");
}

static void write_page(struct ts_buffer *page, const json_t *root)
{
    json_t *turn = (json_t *)root; // walking an object's members takes it unguarded, and changes nothing
    bool is_refused = !strcmp(words(turn, "result"), "failed");
    add_head(page, turn);
    if (!is_refused) add_screen(page, turn);
    if (!is_refused) add_changes(page, turn);
    add_faults(page, turn);
    add_result(page, turn);
}

// --- the command

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct replay_options *how = cli->options;
    struct ts_replay what = {.run = cli->words.items[0], .turn = how->turn.given ? how->turn.value : -1, .choice = how->choice, .answer = how->answer};
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_replayed ended = TS_REPLAYED_SAME;
    if (how->choice && how->turn.given) return ts_err_set(err, TS_USAGE, "--choice is about the turn that would follow now, --turn about one that was taken: give one of them");
    if (how->answer && !how->choice) return ts_err_set(err, TS_USAGE, "--answer goes with --choice: the words of a turn that was taken are in the log");
    enum ts_status status = ts_open_content(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_replay_turn(&front.engine, &what, &json, &ended, err);
    if (!status) status = ts_page_print(cli, &json, write_page, err);
    if (!status && (ended == TS_REPLAYED_DIFFERENT || ended == TS_REPLAYED_FAILED)) status = ts_err_set(err, TS_FAILED, "%s", "");
    ts_problems_say_deprecated(cli, front.engine.host);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_replay = {
    .name = "replay", .words = "RUN", .help = "compute a turn of a run again, from the log, and compare; nothing is stored",
    .more = "The same choice, typed words, seed and time, in the world as it was known then, by the content as it is now: what it shows and changes, its\n"
            "faults, and where that differs from what is stored. Ends with 1 when it differs or the turn is refused.\n"
            "A run can be replayed while it is played elsewhere.",
    .least = 1, .most = 1, .options = options, .size = sizeof(struct replay_options), .run = run,
};
