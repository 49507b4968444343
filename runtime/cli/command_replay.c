// command_replay.c - turnstone replay: turns, runs and whole stores computed again, storing nothing
#include <signal.h>
#include <string.h>

#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "cli/deprecated.h"
#include "cli/progress.h"
#include "cli/signal.h"
#include "cli/wrap.h"
#include "engine/crew.h"
#include "engine/replay.h"
#include "engine/replay_store.h"

struct replay_options { struct ts_number turn, jobs; const char *choice, *answer; bool whole; };

static const struct ts_option options[] = {
    {"whole", NULL, "with RUN: its whole life, not one turn", TS_OPTION_FLAG, offsetof(struct replay_options, whole)},
    {"turn", "N", "with RUN: the turn to compute again (default: the run's last)", TS_OPTION_NUMBER, offsetof(struct replay_options, turn)},
    {"choice", "ID", "with RUN, instead: what would happen now, if this was chosen", TS_OPTION_TEXT, offsetof(struct replay_options, choice)},
    {"answer", "TEXT", "the words typed with that choice", TS_OPTION_TEXT, offsetof(struct replay_options, answer)},
    {"jobs", "N", "without RUN: how many processes take part (default: one for each processor)", TS_OPTION_NUMBER, offsetof(struct replay_options, jobs)},
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

// --- a store, or a run's whole life

static void add_differ(struct ts_buffer *page, const json_t *root)
{
    size_t index;
    json_t *run;
    json_array_foreach(json_object_get(root, "differ"), index, run) {
        const char *ends_now = words(run, "ends_now");
        ts_buffer_add_format(page, "run \"%s\" comes out otherwise\n  turn %lld: %s\n", words(run, "run_id"),
                             (long long)json_integer_value(json_object_get(run, "turn")), words(run, "why"));
        if (*ends_now && strcmp(ends_now, words(run, "ended"))) ts_buffer_add_format(page, "  ended in %s, ends now in %s\n", words(run, "ended"), ends_now);
    }
}

static void add_skipped(struct ts_buffer *page, const json_t *root)
{
    size_t index;
    json_t *run;
    json_array_foreach(json_object_get(root, "skipped"), index, run)
        ts_buffer_add_format(page, "run \"%s\" cannot be replayed: %s\n", words(run, "run_id"), words(run, "why"));
}

static void add_other_words(struct ts_buffer *page, const json_t *root)
{
    size_t index;
    json_t *run;
    json_array_foreach(json_object_get(root, "words"), index, run)
        ts_buffer_add_format(page, "run \"%s\" is as it was, but for words\n  turn %lld: %s\n", words(run, "run_id"),
                             (long long)json_integer_value(json_object_get(run, "turn")), words(run, "why"));
}

static long long number(const json_t *root, const char *key)
{
    return (long long)json_integer_value(json_object_get(root, key));
}

static void write_sum(struct ts_buffer *page, const json_t *root)
{
    long long runs = number(root, "runs"), turns = number(root, "turns"), others = number(root, "other_packs");
    size_t differ = json_array_size(json_object_get(root, "differ")), skipped = json_array_size(json_object_get(root, "skipped"));
    add_differ(page, root);
    add_skipped(page, root);
    add_other_words(page, root);
    if (json_is_true(json_object_get(root, "is_interrupted")))
        ts_buffer_add_format(page, "ended early, with %lld of %lld universes left: this is what was done until then\n", number(root, "universes_left"),
                             number(root, "universes") + number(root, "universes_left"));
    if (others) ts_buffer_add_format(page, "%lld of the runs %s played with other versions of packs than are loaded\n", others, others == 1 ? "was" : "were");
    ts_buffer_add_format(page, "%lld turn%s of %lld run%s computed again: ", turns, turns == 1 ? "" : "s", runs, runs == 1 ? "" : "s");
    if (!differ && !skipped)
        ts_buffer_add_format(page, "all as they were%s\n", json_array_size(json_object_get(root, "words")) ? ", but for words" : "");
    else ts_buffer_add_format(page, "%lld as they were, %zu otherwise, %zu not replayed\n", number(root, "agree"), differ, skipped);
}

static void show_progress(void *self, int64_t done, int64_t of)
{
    ts_bar_show_rate(self, of > 0 ? (double)done / (double)of : 1, done);
}

static void watch(void *self, bool is_on)
{
    (void)self;
    if (is_on) ts_signal_watch();
    else ts_signal_leave();
}

static bool is_ended(void *self)
{
    (void)self;
    return ts_signal_last() && ts_signal_last() != SIGPIPE;
}

static enum ts_status say_end(bool is_same, struct ts_err *err)
{
    if (is_ended(NULL)) return ts_err_set(err, TS_INTERRUPTED, "%s", "");
    return is_same ? TS_OK : ts_err_set(err, TS_FAILED, "%s", "");
}

static enum ts_status replay_all(struct ts_cli *cli, struct ts_front *front, struct ts_err *err)
{
    const struct replay_options *how = cli->options;
    struct ts_bar bar;
    struct ts_replay_all what = {.run = cli->words.count ? cli->words.items[0] : NULL,
                                 .store_url = ts_open_url(cli),
                                 .jobs = how->jobs.given ? (int)how->jobs.value : 0,
                                 .progress = show_progress,
                                 .watch = cli->words.count ? NULL : watch,
                                 .is_ended = is_ended,
                                 .self = &bar};
    struct ts_buffer json = {0};
    bool is_same = true;
    ts_bar_init(&bar, cli, "acts");
    enum ts_status status = ts_replay_all(&front->engine, &what, &json, &is_same, err);
    ts_bar_clear(&bar);
    if (!status) status = ts_page_print(cli, &json, write_sum, err);
    ts_buffer_clear(&json);
    return status ? status : say_end(is_same, err);
}

// --- the command

static enum ts_status check_options(const struct ts_cli *cli, struct ts_err *err)
{
    const struct replay_options *how = cli->options;
    bool is_turn = how->turn.given || how->choice;
    if (!cli->words.count && (is_turn || how->whole)) return ts_err_set(err, TS_USAGE, "--turn, --choice and --whole are about one run: name it");
    if (cli->words.count && how->jobs.given) return ts_err_set(err, TS_USAGE, "--jobs is about a whole store: one run is computed by one process");
    if (how->jobs.given && (how->jobs.value < 1 || how->jobs.value > TS_CREW_MAX))
        return ts_err_set(err, TS_USAGE, "--jobs takes a number from 1 to %d, not \"%lld\"", TS_CREW_MAX, (long long)how->jobs.value);
    if (how->whole && is_turn) return ts_err_set(err, TS_USAGE, "--whole is about all turns of a run, --turn and --choice about one: give one of them");
    if (how->choice && how->turn.given) return ts_err_set(err, TS_USAGE, "--choice is about the turn that would follow now, --turn about one that was taken: give one of them");
    if (how->answer && !how->choice) return ts_err_set(err, TS_USAGE, "--answer goes with --choice: the words of a turn that was taken are in the log");
    return TS_OK;
}

static enum ts_status replay_turn(struct ts_cli *cli, struct ts_front *front, struct ts_err *err)
{
    const struct replay_options *how = cli->options;
    struct ts_replay what = {.run = cli->words.items[0], .turn = how->turn.given ? how->turn.value : -1, .choice = how->choice, .answer = how->answer};
    struct ts_buffer json = {0};
    enum ts_replayed ended = TS_REPLAYED_SAME;
    enum ts_status status = ts_replay_turn(&front->engine, &what, &json, &ended, err);
    if (!status) status = ts_page_print(cli, &json, write_page, err);
    ts_buffer_clear(&json);
    return status || (ended != TS_REPLAYED_DIFFERENT && ended != TS_REPLAYED_FAILED) ? status : ts_err_set(err, TS_FAILED, "%s", "");
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct replay_options *how = cli->options;
    struct ts_front front = {0};
    enum ts_status status = check_options(cli, err);
    if (!status) status = ts_open_content(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = cli->words.count && !how->whole ? replay_turn(cli, &front, err) : replay_all(cli, &front, err);
    ts_deprecated_say(cli, front.engine.host);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_replay = {
    .name = "replay", .words = "[RUN]", .help = "compute runs again from their logs, and compare; nothing is stored",
    .more = "Without RUN every run of the store is computed again by the content as it is now: the same choices, typed words, seeds and times, in the worlds\n"
            "as they were known then. Told is which runs come out otherwise, from which turn on and why. Where others play too, what such a run did\n"
            "later is taken from the log; alone in its universe it goes on as long as its choices are open. Merges and migrations are taken from the log.\n"
            "Where only the words of events are others (as when it was played with another --lang) that is told, and does not count as a difference.\n"
            "Universes are shared out to worker processes; what is told does not depend on how many there are. Ctrl-C ends it with what was done.\n"
            "With RUN one turn of it is shown: what it shows and changes, its faults, and where that differs; with --whole its whole life is compared.\n"
            "Ends with 1 when something differs, when none of the runs could be replayed, or the turn is refused. Others can play on meanwhile.",
    .least = 0, .most = 1, .options = options, .size = sizeof(struct replay_options), .run = run,
};
