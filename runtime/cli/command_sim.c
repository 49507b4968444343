// command_sim.c - turnstone sim
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/ident.h"
#include "base/suggest.h"
#include "cli/crash.h"
#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "cli/problem.h"
#include "cli/progress.h"
#include "engine/json.h"
#include "engine/simulate.h"

enum { SCRIPT_MAX = 1 << 20, JOBS_MAX = 256, NAMES_MAX = 64 };

struct sim_options { struct ts_number runs, turns, jobs, seed; const char *universe; };

static const struct ts_option options[] = {
    {"runs", "N", "how many runs the script plays, if it asks", TS_OPTION_NUMBER, offsetof(struct sim_options, runs)},
    {"turns", "N", "how many turns each of them takes", TS_OPTION_NUMBER, offsetof(struct sim_options, turns)},
    {"jobs", "N", "how many processors take part (default 1)", TS_OPTION_NUMBER, offsetof(struct sim_options, jobs)},
    {"seed", "N", "what its rolls start from", TS_OPTION_NUMBER, offsetof(struct sim_options, seed)},
    {"universe", "ID", "one universe for all runs", TS_OPTION_TEXT, offsetof(struct sim_options, universe)},
    {0},
};

struct script { const char *name; struct ts_buffer own; const char *source; size_t length; };

// --- the script: a file, or one of those that come with the program

static const struct ts_embedded_file *find_shipped(const char *name)
{
    for (const struct ts_embedded_file *file = ts_embedded_sims; file->name; file++)
        if (!strcmp(file->name, name)) return file;
    return NULL;
}

static enum ts_status refuse_script(const char *name, int reason, struct ts_err *err)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (const struct ts_embedded_file *file = ts_embedded_sims; file->name && count < NAMES_MAX; file++) names[count++] = file->name;
    const char *near = ts_suggest(name, names, count);
    return near ? ts_err_set(err, TS_DATA, "cannot read the script \"%s\": %s; did you mean \"%s\"?", name, strerror(reason), near)
                : ts_err_set(err, TS_DATA, "cannot read the script \"%s\": %s", name, strerror(reason));
}

static enum ts_status read_file(const char *path, struct ts_buffer *out, struct ts_err *err)
{
    char piece[4096];
    size_t count;
    FILE *file = fopen(path, "rb");
    if (!file) return refuse_script(path, errno, err);
    errno = 0;
    while ((count = fread(piece, 1, sizeof piece, file)) > 0 && out->length <= SCRIPT_MAX) ts_buffer_add(out, piece, count);
    int reason = ferror(file) ? errno : 0;
    fclose(file);
    if (reason) return refuse_script(path, reason, err);
    if (out->length > SCRIPT_MAX) return ts_err_set(err, TS_DATA, "the script \"%s\" is larger than %d bytes", path, SCRIPT_MAX);
    ts_buffer_add(out, "", 0);
    return TS_OK;
}

static enum ts_status find_script(const char *name, struct script *script, struct ts_err *err)
{
    const struct ts_embedded_file *shipped = find_shipped(name);
    script->name = name;
    if (shipped) {
        script->source = shipped->bytes;
        script->length = shipped->length;
        return TS_OK;
    }
    enum ts_status status = read_file(name, &script->own, err);
    script->source = script->own.bytes;
    script->length = script->own.length;
    return status;
}

// --- what the script is told

static void add_number(struct ts_buffer *json, const char *key, struct ts_number number)
{
    if (number.given) ts_json_field_int(json, key, number.value);
}

static enum ts_status write_arguments(const struct sim_options *how, struct ts_buffer *json, struct ts_err *err)
{
    char universe[TS_IDENT_MAX + 1];
    enum ts_status status = how->universe ? ts_ident_read("universe id", how->universe, universe, err) : TS_OK;
    if (status) return status;
    ts_json_open(json, '{');
    add_number(json, "jobs", how->jobs);
    add_number(json, "runs", how->runs);
    add_number(json, "seed", how->seed);
    add_number(json, "turns", how->turns);
    if (how->universe) ts_json_field_text(json, "universe", universe);
    ts_json_close(json, '}');
    return TS_OK;
}

static void show_logged(void *self, const char *line, size_t length)
{
    (void)self;
    fprintf(stderr, "%.*s\n", (int)length, line);
}

// --- the command

static enum ts_status print(const struct ts_cli *cli, struct ts_buffer *result, struct ts_err *err)
{
    while (result->length && result->bytes[result->length - 1] == '\n') result->length--;
    bool is_nothing = !result->length || !strncmp(result->bytes, "null", result->length);
    if (is_nothing && !cli->globals.json) {
        ts_say(cli, "the script ended well and returned nothing");
        return TS_OK;
    }
    if (!result->length) ts_json_null(result);
    return ts_page_print(cli, result, ts_page_any, err);
}

static enum ts_status simulate(const struct ts_cli *cli, const struct script *script, const char *arguments, struct ts_err *err)
{
    const struct sim_options *how = cli->options;
    struct ts_front front = {0};
    struct ts_buffer result = {0};
    struct ts_bar bar;
    ts_bar_init(&bar, cli, "turns");
    struct ts_simulate_how ways = {.name = script->name, .source = script->source, .length = script->length, .args_json = arguments,
                                   .store_url = cli->globals.store, .jobs = how->jobs.given ? (int)how->jobs.value : 1,
                                   .progress = ts_bar_show, .say = show_logged, .self = &bar};
    enum ts_status status = ts_open_content(cli, &front, err);
    if (!status) ts_crash_forget(cli);
    if (!status) status = ts_simulate(&front.engine, &ways, &result, err);
    ts_bar_clear(&bar);
    ts_problems_say_deprecated(cli, front.engine.host);
    if (front.engine.store) ts_open_say_migrated(cli, front.engine.store);
    if (!status) status = print(cli, &result, err);
    ts_buffer_clear(&result);
    ts_front_close(&front);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct sim_options *how = cli->options;
    struct script script = {0};
    struct ts_buffer arguments = {0};
    if (how->jobs.given && (how->jobs.value < 1 || how->jobs.value > JOBS_MAX))
        return ts_err_set(err, TS_USAGE, "--jobs takes a number from 1 to %d, not \"%lld\"", JOBS_MAX, (long long)how->jobs.value);
    enum ts_status status = find_script(cli->words.items[0], &script, err);
    if (!status) status = write_arguments(how, &arguments, err);
    if (!status) status = simulate(cli, &script, arguments.bytes, err);
    ts_buffer_clear(&script.own);
    ts_buffer_clear(&arguments);
    return status;
}

const struct ts_command ts_command_sim = {
    .name = "sim", .words = "SCRIPT", .help = "run a simulation script without a player",
    .more = "SCRIPT is a Lua file, or one that comes with the program: proof, interactions, standard.\n"
            "Without --store everything stays in memory and is forgotten; TURNSTONE_STORE does not count here.\n"
            "Ends with 1 when a sim.expect of the script fails; all that failed is said.",
    .least = 1, .most = 1, .options = options, .size = sizeof(struct sim_options), .run = run,
};
