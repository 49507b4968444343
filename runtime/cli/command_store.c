// command_store.c - turnstone store check
#include <string.h>

#include "cli/open.h"
#include "cli/print.h"
#include "engine/json.h"

struct report { struct ts_buffer words, json; int64_t findings, runs, events; };

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

static void each_universe(void *self, const struct ts_universe_record *universe)
{
    struct report *report = self;
    report->runs += universe->runs;
    report->events += universe->events;
}

static enum ts_status write_report(const struct ts_cli *cli, struct report *report, struct ts_err *err)
{
    ts_json_close(&report->json, ']');
    ts_json_field_int(&report->json, "runs", report->runs);
    ts_json_field_int(&report->json, "events", report->events);
    ts_json_field_bool(&report->json, "fine", report->findings == 0);
    ts_json_close(&report->json, '}');
    if (!report->findings)
        ts_buffer_add_format(&report->words, "fine: %lld run%s, %lld events\n", (long long)report->runs, report->runs == 1 ? "" : "s", (long long)report->events);
    enum ts_status status = cli->globals.json ? ts_print_line(&report->json, err) : ts_print(&report->words, err);
    if (!status && report->findings)
        status = ts_err_set(err, TS_DATA, "the store \"%s\" has %lld finding%s: keep the file as it is, and take a backup up if there is one", ts_open_url(cli),
                            (long long)report->findings, report->findings == 1 ? "" : "s");
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct report report = {0};
    ts_json_open(&report.json, '{');
    ts_json_key(&report.json, "findings");
    ts_json_open(&report.json, '[');
    enum ts_status status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_store_check(front.engine.store, each_finding, &report, err);
    if (!status && !report.findings) status = ts_store_each_universe(front.engine.store, each_universe, &report, err);
    if (!status) status = write_report(cli, &report, err);
    ts_buffer_clear(&report.words);
    ts_buffer_clear(&report.json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_store_check = {
    .name = "store check", .words = "", .help = "look whether everything in the store fits together", .run = run,
};
