// command_sim.c - turnstone sim
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/ident.h"
#include "base/suggest.h"
#include "cli/crash.h"
#include "cli/hint.h"
#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "cli/deprecated.h"
#include "cli/progress.h"
#include "cli/signal.h"
#include "cli/sim_files.h"
#include "cli/sim_page.h"
#include "engine/crew.h"
#include "engine/json.h"
#include "engine/simulate.h"

enum { SCRIPT_MAX = 1 << 20, NAMES_MAX = 64 };

struct sim_options { struct ts_number runs, turns, max_turns, first, jobs, seed; const char *universe, *story, *chooser, *report, *folded, *narrator; bool minimise, profile, unguarded; };

static const struct ts_option options[] = {
    {"story", "STORY", "what `play` plays, such as harbour:lantern", TS_OPTION_TEXT, offsetof(struct sim_options, story)},
    {"chooser", "NAME", "what picks the choices: random, first, least_used, guided", TS_OPTION_TEXT, offsetof(struct sim_options, chooser)},
    {"runs", "N", "how many runs the script plays, if it asks", TS_OPTION_NUMBER, offsetof(struct sim_options, runs)},
    {"turns", "N", "how many turns each of them takes at most", TS_OPTION_NUMBER, offsetof(struct sim_options, turns)},
    {"max-turns", "N", "stop after so many turns in all", TS_OPTION_NUMBER, offsetof(struct sim_options, max_turns)},
    {"first", "N", "the number of the first run, to play single ones again", TS_OPTION_NUMBER, offsetof(struct sim_options, first)},
    {"jobs", "N", "how many processes take part (default: one for each processor)", TS_OPTION_NUMBER, offsetof(struct sim_options, jobs)},
    {"seed", "N", "what its rolls start from", TS_OPTION_NUMBER, offsetof(struct sim_options, seed)},
    {"universe", "ID", "one universe for all runs, which are then played one after another", TS_OPTION_TEXT, offsetof(struct sim_options, universe)},
    {"narrator", "NAME", "who puts moments into words, where a script reads them: none, or the grammar, as unless told", TS_OPTION_TEXT, offsetof(struct sim_options, narrator)},
    {"minimise", NULL, "make the paths to failures as short as can be", TS_OPTION_FLAG, offsetof(struct sim_options, minimise)},
    {"unguarded", NULL, "with `care`: nothing is held back, which shows that the proof can fail", TS_OPTION_FLAG, offsetof(struct sim_options, unguarded)},
    {"report", "FILE.html", "write one page for a browser: charts, failures and the story's graph", TS_OPTION_TEXT, offsetof(struct sim_options, report)},
    {"profile", NULL, "say which functions and conditions of the packs took the steps and the time", TS_OPTION_FLAG, offsetof(struct sim_options, profile)},
    {"folded", "FILE", "the same as folded stacks, for flame graphs", TS_OPTION_TEXT, offsetof(struct sim_options, folded)},
    {0},
};

struct script { const char *name; struct ts_buffer own; const char *source; size_t length; };

// --- the script: a file, or one of those that come with the program

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
    const struct ts_embedded_file *shipped = ts_embedded_find_sim(name);
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
    if (how->chooser) ts_json_field_text(json, "chooser", how->chooser);
    add_number(json, "first", how->first);
    add_number(json, "jobs", how->jobs);
    add_number(json, "max_turns", how->max_turns);
    add_number(json, "runs", how->runs);
    add_number(json, "seed", how->seed);
    if (how->story) ts_json_field_text(json, "story", how->story);
    add_number(json, "turns", how->turns);
    if (how->unguarded) ts_json_field_bool(json, "unguarded", true);
    if (how->universe) ts_json_field_text(json, "universe", universe);
    ts_json_close(json, '}');
    return TS_OK;
}

// --- while it plays

static void show_logged(void *self, const char *line, size_t length)
{
    (void)self;
    fprintf(stderr, "%.*s\n", (int)length, line);
}

static void show_progress(void *self, const struct ts_simulated *so_far)
{
    ts_bar_show_rate(self, so_far->part, so_far->turns);
}

static void watch(void *self, bool is_on)
{
    if (is_on) ts_signal_watch();
    else ts_signal_leave();
    if (!is_on) ts_bar_clear(self);
}

static bool is_ended(void *self)
{
    (void)self;
    return ts_signal_last() && ts_signal_last() != SIGPIPE;
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
    return ts_page_print(cli, result, ts_sim_page, err);
}

// What the script returned though something that it expects is not so: told, but that is how it ended.
static enum ts_status print_failed(const struct ts_cli *cli, struct ts_buffer *result, struct ts_err *err)
{
    struct ts_err own;
    enum ts_status status = print(cli, result, &own);
    if (status) *err = own;
    return status ? status : TS_FAILED;
}

// What the script made of its being ended is told, but the signal is how it ended.
static enum ts_status say_interrupted(enum ts_status status, struct ts_err *err)
{
    if (status) ts_complain(err);
    return ts_err_set(err, TS_INTERRUPTED, "%s", "");
}

static enum ts_status save(const struct ts_cli *cli, struct ts_sim_files *files, struct ts_engine *engine, const char *title, enum ts_status status,
                           struct ts_err *err)
{
    struct ts_buffer talk = {0};
    struct ts_err own = {0};
    enum ts_status saved = ts_sim_files_save(files, engine, title, status, &talk, &own);
    if (talk.length && !cli->globals.quiet) ts_complain_page(&talk);
    ts_buffer_clear(&talk);
    if (!saved) return status;
    if (status) ts_complain(err);
    *err = own;
    return saved;
}

static enum ts_status play(const struct ts_cli *cli, const struct script *script, const char *arguments, struct ts_sim_files *files, struct ts_err *err)
{
    const struct sim_options *how = cli->options;
    struct ts_front front = {0};
    struct ts_buffer result = {0}, content = {0};
    struct ts_bar bar;
    ts_bar_init(&bar, cli, "turns");
    ts_hint_add_content(&content, cli);
    struct ts_simulate_how ways = {.name = script->name,
                                   .source = script->source,
                                   .length = script->length,
                                   .args_json = arguments,
                                   .store_url = cli->globals.store,
                                   .jobs = how->jobs.given ? (int)how->jobs.value : 0,
                                   .max_turns = how->max_turns.value,
                                   .content = content.length ? content.bytes : NULL,
                                   .is_minimising = how->minimise,
                                   .watch = watch,
                                   .is_ended = is_ended,
                                   .progress = show_progress,
                                   .say = show_logged,
                                   .self = &bar};
    enum ts_status status = ts_open_narrator(&front, how->narrator ? how->narrator : "grammar", err); // a simulation never asks a model
    if (!status) status = ts_open_content(cli, &front, err);
    if (!status) ts_crash_forget(cli);
    if (!status) ts_sim_files_attach(files, &front.engine, &ways);
    if (!status) status = ts_simulate(&front.engine, &ways, &result, err);
    ts_bar_clear(&bar);
    ts_deprecated_say(cli, front.engine.host);
    if (front.engine.store) ts_open_say_migrated(cli, front.engine.store);
    if (!status) status = print(cli, &result, err);
    else if (status == TS_FAILED && result.length) status = print_failed(cli, &result, err);
    if (front.engine.content) status = save(cli, files, &front.engine, how->story ? how->story : script->name, status, err);
    if (is_ended(NULL)) status = say_interrupted(status, err);
    ts_buffer_clear(&result);
    ts_buffer_clear(&content);
    ts_sim_files_clear(files, &front.engine);
    ts_front_close(&front);
    return status;
}

static enum ts_status simulate(const struct ts_cli *cli, const struct script *script, const char *arguments, struct ts_err *err)
{
    const struct sim_options *how = cli->options;
    struct ts_sim_files files = {0};
    enum ts_status status = ts_sim_files_open(&files, how->report, how->folded ? how->folded : how->profile ? "" : NULL, err);
    if (!status) return play(cli, script, arguments, &files, err);
    ts_output_clear(&files.report);
    ts_output_clear(&files.folded);
    return status;
}

static enum ts_status check_options(const char *script, const struct sim_options *how, struct ts_err *err)
{
    enum ts_chooser chooser;
    const char *near = NULL;
    if (!strcmp(script, "play") && !how->story)
        return ts_err_set(err, TS_USAGE, "say what is to be played: `turnstone sim play --story harbour:lantern`");
    if (how->unguarded && strcmp(script, "care") != 0)
        return ts_err_set(err, TS_USAGE, "--unguarded is for `turnstone sim care`: it shows that the proof can fail");
    if (how->jobs.given && (how->jobs.value < 1 || how->jobs.value > TS_CREW_MAX))
        return ts_err_set(err, TS_USAGE, "--jobs takes a number from 1 to %d, not \"%lld\"", TS_CREW_MAX, (long long)how->jobs.value);
    if (how->max_turns.given && !how->max_turns.value) return ts_err_set(err, TS_USAGE, "--max-turns takes a number from 1 on, not \"0\"");
    if (how->first.given && !how->first.value) return ts_err_set(err, TS_USAGE, "--first takes a number from 1 on, not \"0\": runs are counted from 1");
    if (how->narrator && !strcmp(how->narrator, "openai"))
        return ts_err_set(err, TS_USAGE, "a simulation never asks a model: --narrator is none or grammar here");
    if (!how->chooser || ts_chooser_find(how->chooser, &chooser, &near)) return TS_OK;
    return ts_err_set(err, TS_USAGE, near ? "no chooser \"%s\": did you mean \"%s\"?" : "no chooser \"%s\": there are random, first, least_used and guided", how->chooser, near);
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct sim_options *how = cli->options;
    struct script script = {0};
    struct ts_buffer arguments = {0};
    enum ts_status status = check_options(cli->words.items[0], how, err);
    if (!status) status = find_script(cli->words.items[0], &script, err);
    if (!status) status = write_arguments(how, &arguments, err);
    if (!status) status = simulate(cli, &script, arguments.bytes, err);
    ts_buffer_clear(&script.own);
    ts_buffer_clear(&arguments);
    return status;
}

const struct ts_command ts_command_sim = {
    .name = "sim", .words = "SCRIPT", .help = "run a simulation script without a player",
    .more = "SCRIPT is a Lua file, or one that comes with the program: play, proof, interactions, care, narration, standard.\n"
            "`turnstone sim play --story harbour:lantern --runs 1000 --chooser guided` plays a story without any script: how many runs came to which\n"
            "ending and unlock, what was never met, and what went wrong. A run takes 1000 turns at most, unless --turns says otherwise.\n"
            "The same seed gives the same result for any number of --jobs. `guided` takes what all runs so far took least, and finds more in fewer runs.\n"
            "`turnstone sim care` proves that nobody is shown what they asked to be spared: random players with random settings, at least a million\n"
            "turns over all stories. It ends with 1 when anything was, and says who was shown what, where, and by which path.\n"
            "`turnstone sim narration` reads what grammars tell of every story, 150 turns of each: how good, how often it repeats itself, whether it\n"
            "contradicts a fact, and samples to be read.\n"
            "Without --store everything stays in memory and is forgotten; TURNSTONE_STORE does not count here.\n"
            "--report FILE.html writes one page that needs nothing beside itself; its graph is drawn by Graphviz (package graphviz).\n"
            "Ctrl-C ends it with what was done until then.\n"
            "Ends with 1 when a sim.expect of the script fails; all that failed is said.",
    .least = 1, .most = 1, .options = options, .size = sizeof(struct sim_options), .run = run,
};
