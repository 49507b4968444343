// command_check.c - turnstone check
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/problem.h"
#include "engine/json.h"

struct size { uint32_t packs, scenes, choices; };

static bool is_asked(const struct ts_words *packs, const char *pack)
{
    for (uint32_t i = 0; i < packs->count; i++)
        if (!strcmp(packs->items[i], pack)) return true;
    return packs->count == 0;
}

// Problems of packs that were not asked for are dropped.
static void keep_asked(struct ts_problems *problems, const struct ts_words *packs)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < problems->count; i++) {
        struct ts_found found = problems->items[i];
        if (is_asked(packs, found.pack)) {
            problems->items[i] = problems->items[kept];
            problems->items[kept++] = found;
        }
    }
    for (uint32_t i = kept; i < problems->count; i++) {
        struct ts_found *found = &problems->items[i];
        free(found->pack), free(found->code), free(found->message), free(found->hint), free(found->file);
    }
    problems->count = kept;
}

static const char *pack_of(const struct ts_content *content, uint32_t pack)
{
    return ts_symbol_text(content->symbols, content->packs[pack].name);
}

static struct size measure(const struct ts_content *content, const struct ts_words *packs)
{
    struct size size = {0};
    for (uint32_t i = 0; i < content->pack_count; i++) size.packs += is_asked(packs, pack_of(content, i));
    for (uint32_t i = 0; i < content->story_count; i++) {
        const struct ts_story *story = content->stories[i];
        for (uint32_t j = 0; j < story->scene_count; j++) {
            if (!is_asked(packs, pack_of(content, story->scenes[j]->pack))) continue;
            size.scenes++;
            size.choices += story->scenes[j]->choice_count;
        }
    }
    return size;
}

// A pack that is asked for must be there: loaded, or at least have a problem of its own.
static enum ts_status find_packs(const struct ts_words *packs, const struct ts_content *content, const struct ts_problems *problems, struct ts_err *err)
{
    for (uint32_t i = 0; i < packs->count; i++) {
        struct ts_words names = {0};
        bool found = false;
        for (uint32_t j = 0; content && j < content->pack_count; j++) ts_words_add(&names, pack_of(content, j));
        for (uint32_t j = 0; j < problems->count; j++) ts_words_add(&names, problems->items[j].pack);
        for (uint32_t j = 0; j < names.count; j++) found |= !strcmp(names.items[j], packs->items[i]);
        const char *near = found ? NULL : ts_suggest(packs->items[i], names.items, names.count);
        ts_words_clear(&names);
        if (found || !content) continue;
        return near ? ts_err_set(err, TS_DATA, "there is no pack \"%s\": did you mean \"%s\"?", packs->items[i], near)
                    : ts_err_set(err, TS_DATA, "there is no pack \"%s\" in the content folders: add its folder's parent with --content", packs->items[i]);
    }
    return TS_OK;
}

static void write_json(const struct ts_problems *problems, const struct size *size, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_json_field_int(out, "packs", size->packs);
    ts_json_field_int(out, "scenes", size->scenes);
    ts_json_field_int(out, "choices", size->choices);
    ts_json_key(out, "problems");
    ts_problems_write_json(problems, out);
    ts_json_close(out, '}');
    ts_buffer_add_byte(out, '\n');
}

static void write_words(const struct ts_problems *problems, const struct size *size, struct ts_buffer *out)
{
    ts_problems_write(problems, out);
    if (size->packs) ts_buffer_add_format(out, "%u pack%s, %u scenes, %u choices: ", size->packs, size->packs == 1 ? "" : "s", size->scenes, size->choices);
    if (problems->count) ts_buffer_add_format(out, "%u problem%s\n", problems->count, problems->count == 1 ? "" : "s");
    else ts_buffer_add_text(out, "no problems\n");
}

static enum ts_status report(const struct ts_cli *cli, const struct ts_content *content, struct ts_problems *problems, struct ts_err *err)
{
    struct size size = content ? measure(content, &cli->words) : (struct size){0};
    struct ts_buffer out = {0};
    if (cli->globals.json) write_json(problems, &size, &out);
    else write_words(problems, &size, &out);
    enum ts_status status = ts_print(&out, err);
    ts_buffer_clear(&out);
    if (!status && problems->count) status = ts_err_set(err, TS_FAILED, "%s", "");
    return status;
}

static void show_logged(struct ts_host *host)
{
    struct ts_buffer said = {0};
    if (host) ts_host_take_said(host, &said);
    if (said.length) fprintf(stderr, "%s", said.bytes);
    ts_buffer_clear(&said);
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_symbols *symbols = ts_symbols_new();
    struct ts_problems problems = {.symbols = symbols};
    struct ts_folders folders = {0};
    struct ts_host *host = NULL;
    enum ts_status status = ts_open_folders(cli, false, &folders, err);
    if (!status) status = ts_host_load(symbols, (const char *const *)folders.paths, folders.count, ts_problem_add, &problems, &host, err);
    if (!status || (status == TS_FAILED && problems.count)) {
        const struct ts_content *content = host ? ts_host_content(host) : NULL;
        status = find_packs(&cli->words, content, &problems, err);
        keep_asked(&problems, &cli->words);
        if (!status) status = report(cli, content, &problems, err);
    }
    show_logged(host);
    ts_problems_clear(&problems);
    ts_folders_clear(&folders);
    ts_host_free(host);
    ts_symbols_free(symbols);
    return status;
}

const struct ts_command ts_command_check = {
    .name = "check", .words = "[PACK...]", .help = "find every problem of the content", .most = UINT32_MAX, .run = run,
};
