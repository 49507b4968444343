// command_check.c - turnstone check
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "cli/content_size.h"
#include "cli/explored.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/problem.h"
#include "cli/sarif.h"
#include "engine/json.h"
#include "lua/code.h"

enum { STATES_MAX = 1000000 };
struct check_options { bool codes, sarif, play; struct ts_number states, seed; };

static const char *pack_of(const struct ts_content *content, uint32_t pack)
{
    return ts_symbol_text(content->symbols, content->packs[pack].name);
}

// Problems of packs that were not asked for are dropped.
static void keep_asked(struct ts_problems *problems, const struct ts_words *packs)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < problems->count; i++) {
        struct ts_found found = problems->items[i];
        if (ts_words_has_or_none(packs, found.pack)) {
            problems->items[i] = problems->items[kept];
            problems->items[kept++] = found;
        }
    }
    for (uint32_t i = kept; i < problems->count; i++) {
        problems->errors -= problems->items[i].severity == TS_ERROR;
        ts_found_clear(&problems->items[i]);
    }
    problems->count = kept;
}

static bool has_problem(const struct ts_problems *problems, const char *pack)
{
    for (uint32_t i = 0; i < problems->count; i++)
        if (!strcmp(problems->items[i].pack, pack)) return true;
    return false;
}

// Told with another pack that was asked for: packs that require each other in a ring.
static bool is_told(const struct ts_problems *problems, const struct ts_words *packs, const char *why)
{
    for (uint32_t i = 0; i < problems->count; i++)
        if (!strcmp(problems->items[i].code, "cycle") && ts_words_has_or_none(packs, problems->items[i].pack) && strstr(why, problems->items[i].message)) return true;
    return false;
}

// What is left out for another pack's sake has no problem of its own, but is not fine either.
static void add_left_out(const struct ts_content *content, const struct ts_words *packs, struct ts_problems *problems)
{
    for (uint32_t i = 0; content && i < content->left_out_count; i++) {
        const struct ts_left_out *left_out = &content->left_out[i];
        if (left_out->is_disabled || left_out->is_twin || has_problem(problems, ts_symbol_text(content->symbols, left_out->pack))) continue;
        if (is_told(problems, packs, left_out->why)) continue;
        ts_problem_add(problems, &(struct ts_problem){.code = "left-out", .pack = left_out->pack, .message = left_out->why});
    }
}

// A pack that is asked for must be there: loaded, or at least have a problem of its own.
static enum ts_status find_pack(const char *pack, const struct ts_content *content, const struct ts_problems *problems, struct ts_err *err)
{
    struct ts_words names = {0};
    bool found = has_problem(problems, pack), is_off = false;
    for (uint32_t i = 0; i < content->pack_count; i++) {
        ts_words_add(&names, pack_of(content, i));
        found |= !strcmp(pack_of(content, i), pack);
    }
    for (uint32_t i = 0; i < content->left_out_count; i++) {
        ts_words_add(&names, ts_symbol_text(content->symbols, content->left_out[i].pack));
        is_off |= content->left_out[i].is_disabled && !strcmp(names.items[names.count - 1], pack);
    }
    const char *near = found || is_off ? NULL : ts_suggest(pack, names.items, names.count);
    ts_words_clear(&names);
    if (is_off) return ts_err_set(err, TS_DATA, "the pack \"%s\" is switched off: `turnstone pack enable %s` switches it on again", pack, pack);
    if (near) return ts_err_set(err, TS_DATA, "there is no pack \"%s\": did you mean \"%s\"?", pack, near);
    if (found) return TS_OK;
    return ts_err_set(err, TS_DATA, "there is no pack \"%s\" in the content folders: add its folder's parent with --content", pack);
}

static enum ts_status find_packs(const struct ts_words *packs, const struct ts_content *content, const struct ts_problems *problems, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; content && i < packs->count && !status; i++) status = find_pack(packs->items[i], content, problems, err);
    return status;
}

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
    struct looked looked = {.size = host ? ts_content_size_of(host, &packs) : (struct ts_content_size){0}};
    add_left_out(content, &packs, problems);
    enum ts_status status = find_packs(&packs, content, problems, err);
    if (!status) status = find_stories(&cli->words, content, err);
    keep_asked(problems, &packs);
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
    ts_problems_say_deprecated(cli, host);
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
