// command_check.c - turnstone check
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/problem.h"
#include "engine/json.h"

struct size { uint32_t packs, scenes, choices, amendments, handlers, keys, unlocks; };

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
        problems->errors -= problems->items[i].severity == TS_ERROR;
        ts_found_clear(&problems->items[i]);
    }
    problems->count = kept;
}

static const char *pack_of(const struct ts_content *content, uint32_t pack)
{
    return ts_symbol_text(content->symbols, content->packs[pack].name);
}

// What is left in a scene by others is theirs: a mod is measured by what it does.
static void measure_scene(const struct ts_content *content, const struct ts_words *packs, const struct ts_scene *scene, struct size *size)
{
    size->scenes += is_asked(packs, pack_of(content, scene->pack));
    for (uint32_t i = 0; i < scene->choice_count; i++) size->choices += is_asked(packs, pack_of(content, scene->choices[i]->pack));
}

struct measuring { const struct ts_content *content; const struct ts_words *packs; struct size *size; };

static void measure_amendment(void *self, const struct ts_origin *origin)
{
    struct measuring *measuring = self;
    measuring->size->amendments += is_asked(measuring->packs, ts_symbol_text(measuring->content->symbols, origin->pack));
}

static void measure_handlers(const struct ts_content *content, const struct ts_words *packs, struct size *size)
{
    for (int i = 0; i < TS_HAPPENING_COUNT; i++)
        for (uint32_t k = 0; k < content->handler_count[i]; k++) size->handlers += is_asked(packs, pack_of(content, content->handlers[i][k].pack));
}

static struct size measure(const struct ts_host *host, const struct ts_words *packs)
{
    const struct ts_content *content = ts_host_content(host);
    struct size size = {0};
    struct measuring measuring = {content, packs, &size};
    for (uint32_t i = 0; i < content->pack_count; i++) size.packs += is_asked(packs, pack_of(content, i));
    for (uint32_t i = 0; i < content->story_count; i++)
        for (uint32_t k = 0; k < content->stories[i]->scene_count; k++) measure_scene(content, packs, content->stories[i]->scenes[k], &size);
    for (uint32_t i = 0; i < content->key_count; i++) size.keys += is_asked(packs, pack_of(content, content->keys[i].pack));
    for (uint32_t i = 0; i < content->unlock_count; i++) size.unlocks += is_asked(packs, pack_of(content, content->unlocks[i].pack));
    measure_handlers(content, packs, &size);
    ts_host_each_amendment(host, measure_amendment, &measuring);
    return size;
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
        if (!strcmp(problems->items[i].code, "cycle") && is_asked(packs, problems->items[i].pack) && strstr(why, problems->items[i].message)) return true;
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

static void write_json(const struct ts_problems *problems, const struct size *size, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_json_field_int(out, "packs", size->packs);
    ts_json_field_int(out, "scenes", size->scenes);
    ts_json_field_int(out, "choices", size->choices);
    ts_json_field_int(out, "amendments", size->amendments);
    ts_json_field_int(out, "handlers", size->handlers);
    ts_json_field_int(out, "unlocks", size->unlocks);
    ts_json_field_int(out, "keys", size->keys);
    ts_json_key(out, "problems");
    ts_problems_write_json(problems, out);
    ts_json_close(out, '}');
    ts_buffer_add_byte(out, '\n');
}

static void write_count(uint32_t count, const char *what, struct ts_buffer *out)
{
    ts_buffer_add_format(out, ", %u %s%s", count, what, count == 1 ? "" : "s");
}

static void write_size(const struct size *size, struct ts_buffer *out)
{
    ts_buffer_add_format(out, "%u pack%s", size->packs, size->packs == 1 ? "" : "s");
    write_count(size->scenes, "scene", out);
    write_count(size->choices, "choice", out);
    if (size->amendments) write_count(size->amendments, "amendment", out);
    if (size->handlers) write_count(size->handlers, "handler", out);
    if (size->unlocks) write_count(size->unlocks, "unlock", out);
    if (size->keys) write_count(size->keys, "world key", out);
    ts_buffer_add_text(out, ": ");
}

static void write_words(const struct ts_problems *problems, const struct size *size, struct ts_buffer *out)
{
    ts_problems_write(problems, out);
    if (size->packs) write_size(size, out);
    ts_problems_write_count(problems, out);
    ts_buffer_add_byte(out, '\n');
}

static enum ts_status report(const struct ts_cli *cli, const struct ts_host *host, struct ts_problems *problems, struct ts_err *err)
{
    struct size size = host ? measure(host, &cli->words) : (struct size){0};
    struct ts_buffer out = {0};
    if (cli->globals.json) write_json(problems, &size, &out);
    else write_words(problems, &size, &out);
    enum ts_status status = ts_print(&out, err);
    ts_buffer_clear(&out);
    bool is_wanting = cli->globals.strict ? problems->count > 0 : problems->errors > 0;
    if (!status && is_wanting) status = ts_err_set(err, TS_FAILED, "%s", "");
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
    struct ts_loading how = ts_open_loading(cli, &folders);
    if (!status) status = ts_host_load(symbols, &how, ts_problem_add, &problems, &host, err);
    if (!status || (status == TS_FAILED && problems.count)) {
        const struct ts_content *content = host ? ts_host_content(host) : NULL;
        add_left_out(content, &cli->words, &problems);
        status = find_packs(&cli->words, content, &problems, err);
        keep_asked(&problems, &cli->words);
        if (!status) status = report(cli, host, &problems, err);
    }
    show_logged(host);
    ts_problems_say_deprecated(cli, host);
    ts_problems_clear(&problems);
    ts_folders_clear(&folders);
    ts_host_free(host);
    ts_symbols_free(symbols);
    return status;
}

const struct ts_command ts_command_check = {
    .name = "check", .words = "[PACK...]", .help = "find every problem of the content", .most = UINT32_MAX, .run = run,
    .more = "Exit code 1 when there is a problem, which keeps a pack from being loaded. Warnings do not change it, unless --strict makes\n"
            "problems of them.",
};
