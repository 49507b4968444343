// command_check.c - turnstone check
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli/deprecated.h"
#include "cli/explored.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/sarif.h"
#include "engine/json.h"
#include "lua/code.h"

enum { STATES_MAX = 1000000 };
struct check_options { bool codes, sarif, play; struct ts_number states, seed; };

struct looked { struct ts_content_size size; struct ts_played played; };

static void write_json(const struct ts_problems *problems, const struct looked *looked, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_content_size_write_json(&looked->size, out);
    if (looked->played.is_played) ts_played_write_json(&looked->played, out);
    ts_json_key(out, "problems");
    ts_problems_write_json(problems, out);
    ts_json_close(out, '}');
    ts_buffer_add_byte(out, '\n');
}

static void write_words(const struct ts_problems *problems, const struct looked *looked, struct ts_buffer *out)
{
    const struct ts_content_size *size = &looked->size;
    ts_problems_write(problems, out);
    if (looked->played.is_played) ts_played_write(&looked->played, out);
    if (size->packs) ts_content_size_write(size, out);
    if (size->packs) ts_buffer_add_text(out, ": ");
    ts_problems_write_count(problems, out);
    ts_buffer_add_byte(out, '\n');
}

static enum ts_status report(const struct ts_cli *cli, const struct ts_host *host, const struct ts_folders *folders, struct ts_problems *problems,
                             const struct looked *looked, struct ts_err *err)
{
    const struct check_options *options = cli->options;
    struct ts_buffer out = {0};
    if (options->sarif) ts_sarif_write(problems, host, (const char *const *)folders->paths, folders->count, &out);
    else if (cli->globals.json) write_json(problems, looked, &out);
    else write_words(problems, looked, &out);
    enum ts_status status = ts_print(&out, err);
    ts_buffer_clear(&out);
    bool is_wanting = cli->globals.strict ? problems->count > 0 : problems->errors > 0;
    if (!status && looked->played.sum.is_interrupted) return ts_err_set(err, TS_INTERRUPTED, "%s", "");
    if (!status && is_wanting) status = ts_err_set(err, TS_FAILED, "%s", "");
    return status;
}

// "harbour:lantern" asks for what is wrong with its pack. The names are owned.
static struct ts_words packs_of(const struct ts_words *words)
{
    struct ts_words packs = {0};
    for (uint32_t i = 0; i < words->count; i++) {
        char *pack = ts_memory_copy(words->items[i]);
        pack[strcspn(pack, ":")] = '\0';
        ts_words_add(&packs, pack);
    }
    return packs;
}

static void clear_packs(struct ts_words *packs)
{
    for (uint32_t i = 0; i < packs->count; i++) free((char *)packs->items[i]);
    ts_words_clear(packs);
}

// A story that is asked for must be there too.
static enum ts_status find_stories(const struct ts_words *words, const struct ts_content *content, struct ts_err *err)
{
    for (uint32_t i = 0; content && i < words->count; i++)
        if (strchr(words->items[i], ':') && !ts_content_find_story(content, words->items[i]))
            return ts_err_set(err, TS_DATA, "there is no story \"%s\" in the content folders: `turnstone check` without a word looks at all", words->items[i]);
    return TS_OK;
}

// Whoever wants more states than usual to be looked at gives them as many turns each.
static int64_t turns_for(int64_t states)
{
    return states > TS_EXPLORE_STATES ? states * (TS_EXPLORE_TURNS / TS_EXPLORE_STATES) : TS_EXPLORE_TURNS;
}

static enum ts_status look(const struct ts_cli *cli, struct ts_host *host, const struct ts_folders *folders, struct ts_problems *problems,
                           struct ts_err *err)
{
    const struct check_options *options = cli->options;
    const struct ts_content *content = host ? ts_host_content(host) : NULL;
    struct ts_words packs = packs_of(&cli->words);
    const struct ts_pack_names names = {packs.items, packs.count};
    struct looked looked = {.size = host ? ts_content_size_of(host, &names) : (struct ts_content_size){0}};
    enum ts_status status = ts_problems_narrow(problems, content, &names, err);
    if (!status) status = find_stories(&cli->words, content, err);
    int64_t states = options->states.given ? options->states.value : TS_EXPLORE_STATES;
    looked.played = (struct ts_played){
        .states = states, .turns = turns_for(states), .seed = options->seed.given ? (uint64_t)options->seed.value : TS_EXPLORE_SEED};
    if (!status && options->play && content && content->story_count) status = ts_played_find(cli, host, &looked.played, problems, err);
    if (!status) status = report(cli, host, folders, problems, &looked, err);
    clear_packs(&packs);
    return status;
}

// --- the codes

static void write_code_json(const struct ts_code *code, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_json_field_text(out, "code", code->name);
    ts_json_field_text(out, "severity", code->severity == TS_WARNING ? "warning" : "error");
    ts_json_field_bool(out, "by_play", code->is_by_play);
    ts_json_field_text(out, "doc", code->doc);
    ts_json_close(out, '}');
}

static enum ts_status print_codes(const struct ts_cli *cli, struct ts_err *err)
{
    struct ts_buffer out = {0};
    if (cli->globals.json) ts_json_open(&out, '[');
    for (const struct ts_code *code = ts_codes; code->name; code++) {
        if (cli->globals.json) write_code_json(code, &out);
        else
            ts_buffer_add_format(&out, "%-23s %-8s %-8s %s\n", code->name, code->severity == TS_WARNING ? "warning" : "error",
                                 code->is_by_play ? "by play" : "", code->doc);
    }
    if (cli->globals.json) ts_json_close(&out, ']');
    if (cli->globals.json) ts_buffer_add_byte(&out, '\n');
    enum ts_status status = ts_print(&out, err);
    ts_buffer_clear(&out);
    return status;
}

static void show_logged(struct ts_host *host)
{
    struct ts_buffer said = {0};
    if (host) ts_host_take_said(host, &said);
    if (said.length) fprintf(stderr, "%s", said.bytes);
    ts_buffer_clear(&said);
}

static enum ts_status check(const struct ts_cli *cli, struct ts_err *err)
{
    struct ts_symbols *symbols = ts_symbols_new();
    struct ts_problems problems = {.symbols = symbols};
    struct ts_folders folders = {0};
    struct ts_host *host = NULL;
    enum ts_status status = ts_open_folders(cli, false, &folders, err);
    struct ts_loading how = ts_open_loading(cli, &folders);
    how.is_thorough = true;
    how.has_lines = true;
    if (!status) status = ts_host_load(symbols, &how, ts_problem_add, &problems, &host, err);
    if (!status || (status == TS_FAILED && problems.count)) status = look(cli, host, &folders, &problems, err);
    show_logged(host);
    ts_deprecated_say(cli, host);
    ts_problems_clear(&problems);
    ts_folders_clear(&folders);
    ts_host_free(host);
    ts_symbols_free(symbols);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct check_options *options = cli->options;
    if (!options->play && (options->states.given || options->seed.given))
        return ts_err_set(err, TS_USAGE, "--states and --seed say how stories are played: they go with --play");
    if (options->states.given && (options->states.value < 1 || options->states.value > STATES_MAX))
        return ts_err_set(err, TS_USAGE, "--states takes a number from 1 to %d", STATES_MAX);
    return options->codes ? print_codes(cli, err) : check(cli, err);
}

static const struct ts_option check_options[] = {
    {"codes", NULL, "list the codes of all findings, and look at nothing", TS_OPTION_FLAG, offsetof(struct check_options, codes)},
    {"sarif", NULL, "answer in SARIF 2.1.0, for editors and code review", TS_OPTION_FLAG, offsetof(struct check_options, sarif)},
    {"play", NULL, "play the stories too: each choice in each state they can be in", TS_OPTION_FLAG, offsetof(struct check_options, play)},
    {"states", "N", "how many states of a story --play looks at (default 5000)", TS_OPTION_NUMBER, offsetof(struct check_options, states)},
    {"seed", "N", "what the rolls of --play start from (default 1)", TS_OPTION_NUMBER, offsetof(struct check_options, seed)},
    {NULL, NULL, NULL, TS_OPTION_FLAG, 0},
};

const struct ts_command ts_command_check = {
    .name = "check", .words = "[PACK|STORY...]", .help = "find every problem of the content", .most = UINT32_MAX, .run = run,
    .options = check_options, .size = sizeof(struct check_options),
    .more = "Each finding has a code (`check --codes` lists them), the pack, file and line, the reason, and what to do.\n\n"
            "With --play stories are played for what only play shows, \"by play\" in that list. Such a finding comes with the shortest choices\n"
            "that lead to it and a command that plays them. What never happens is only told of stories in which nothing failed. Where a\n"
            "story has more states than are looked at, guided runs look for what is missing, and the finding says how many of them did.\n\n"
            "Exit code 1 when there is a problem, which keeps a pack from being loaded. Warnings do not change it, unless --strict makes\n"
            "problems of them.",
};
