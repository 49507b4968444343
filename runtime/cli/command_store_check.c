// command_store_check.c - turnstone store check
#include <string.h>

#include "cli/open.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "engine/json.h"

struct report {
    struct ts_buffer words, json;
    struct ts_bar bar;
    int64_t findings, universes, runs, turns, events;
};

static void each_finding(void *self, const struct ts_finding *finding)
{
    struct report *report = self;
    report->findings++;
    ts_buffer_add_format(&report->words, "%s [%s]\n", finding->what, finding->code);
    if (finding->hint) ts_buffer_add_format(&report->words, "    %s\n", finding->hint);
    ts_json_open(&report->json, '{');
    ts_json_field_text(&report->json, "code", finding->code);
    ts_json_field_text(&report->json, "what", finding->what);
    ts_json_field_text(&report->json, "hint", finding->hint);
    ts_json_close(&report->json, '}');
}

static void show_progress(void *self, int64_t done, int64_t of)
{
    struct report *report = self;
    ts_bar_show(&report->bar, done, of);
}

// --- how much there is

static void each_universe(void *self, const struct ts_universe_record *universe)
{
    struct report *report = self;
    report->universes++;
    report->events += universe->events;
}

static void each_run(void *self, const struct ts_run_record *run)
{
    struct report *report = self;
    report->runs++;
    report->turns += run->turn - run->fork_turn;
}

static enum ts_status count(struct ts_store *store, struct report *report, struct ts_err *err)
{
    enum ts_status status = ts_store_each_universe(store, each_universe, report, err);
    return status ? status : ts_store_each_run(store, (struct ts_run_filter){0}, each_run, report, err);
}

// --- the command

static void add_counts(struct report *report)
{
    struct ts_buffer *json = &report->json;
    ts_json_close(json, ']');
    ts_json_field_int(json, "universes", report->universes);
    ts_json_field_int(json, "runs", report->runs);
    ts_json_field_int(json, "turns", report->turns);
    ts_json_field_int(json, "events", report->events);
    ts_json_field_bool(json, "fine", report->findings == 0);
    ts_json_close(json, '}');
    if (report->findings) return;
    ts_buffer_add_format(&report->words, "fine: %lld universe%s, %lld run%s, %lld turns, %lld events\n", (long long)report->universes,
                         report->universes == 1 ? "" : "s", (long long)report->runs, report->runs == 1 ? "" : "s", (long long)report->turns,
                         (long long)report->events);
}

static enum ts_status write_report(const struct ts_cli *cli, struct report *report, struct ts_err *err)
{
    add_counts(report);
    enum ts_status status = cli->globals.json ? ts_print_line(&report->json, err) : ts_print(&report->words, err);
    if (!status && report->findings)
        status = ts_err_set(err, TS_DATA, "the store \"%s\" has %lld finding%s: leave it as it is until all is well again", ts_open_shown(cli),
                            (long long)report->findings, report->findings == 1 ? "" : "s");
    return status;
}

static enum ts_status check(struct ts_cli *cli, struct ts_front *front, struct report *report, struct ts_err *err)
{
    const struct ts_checking how = {.each = each_finding, .progress = show_progress, .self = report};
    ts_bar_init(&report->bar, cli, "steps");
    enum ts_status status = ts_store_check(front->engine.store, &how, err);
    ts_bar_clear(&report->bar);
    if (!status && !report->findings) status = count(front->engine.store, report, err);
    return status ? status : write_report(cli, report, err);
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct report report = {0};
    ts_json_open(&report.json, '{');
    ts_json_key(&report.json, "findings");
    ts_json_open(&report.json, '[');
    enum ts_status status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = check(cli, &front, &report, err);
    ts_buffer_clear(&report.words);
    ts_buffer_clear(&report.json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_store_check = {
    .name = "store check", .words = "", .help = "look whether everything in the store fits together",
    .more = "Looks at pages and indexes, at what points to what, at the chain of all acts, at where runs stand by their logs, and at what\n"
            "players were given. Each finding has a code and says what to do. Ends with 65 when there is one; the store is never written.",
    .run = run,
};
