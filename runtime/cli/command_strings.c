// command_strings.c - turnstone strings
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/suggest.h"
#include "cli/open.h"
#include "cli/output.h"
#include "cli/print.h"
#include "engine/findings.h"
#include "engine/strings.h"

enum { PATH_SIZE = 4096 };

struct strings_options { bool write; };

static const struct ts_option options[] = {
    {"write", NULL, "into locale/DE.po of each PACK, instead of standard output", TS_OPTION_FLAG, offsetof(struct strings_options, write)},
    {0},
};

struct extracting {
    const struct ts_cli *cli;
    struct ts_symbols *symbols;
    struct ts_host *host;
    struct ts_arena *arena;
    const char *language; // NULL: a template
};

// --- packs

static const struct ts_pack *find_pack(const struct extracting *extracting, const char *name)
{
    return ts_content_find_pack(ts_host_content(extracting->host), ts_symbol_of(extracting->symbols, name));
}

static enum ts_status check_pack(const struct extracting *extracting, const char *name, struct ts_err *err)
{
    const struct ts_content *content = ts_host_content(extracting->host);
    struct ts_words names = {0};
    const char *near;
    if (find_pack(extracting, name)) return TS_OK;
    for (uint32_t i = 0; i < content->pack_count; i++) ts_words_add(&names, ts_symbol_text(content->symbols, content->packs[i].name));
    near = ts_suggest(name, names.items, names.count);
    ts_words_clear(&names);
    if (near) return ts_err_set(err, TS_DATA, "there is no pack \"%s\": did you mean \"%s\"?", name, near);
    return ts_err_set(err, TS_DATA, "there is no pack \"%s\", or it is left out: `turnstone check` says more", name);
}

static enum ts_status check_packs(const struct extracting *extracting, bool is_writing, struct ts_err *err)
{
    const struct ts_words *words = &extracting->cli->words;
    enum ts_status status = TS_OK;
    if (is_writing && !extracting->language) return ts_err_set(err, TS_USAGE, "--write needs --lang DE: which language is written");
    if (is_writing && !words->count) return ts_err_set(err, TS_USAGE, "--write needs a PACK: whose locale/%s.po is written", extracting->language);
    if (extracting->language && !is_writing && words->count != 1)
        return ts_err_set(err, TS_USAGE, "--lang %s without --write prints one file: give one PACK", extracting->language);
    for (uint32_t i = 0; i < words->count && !status; i++) status = check_pack(extracting, words->items[i], err);
    return status;
}

// --- what is translated already

struct looking { const struct extracting *extracting; ts_symbol pack; struct ts_locale_info found; };

static void look(void *self, const struct ts_locale_info *locale)
{
    struct looking *looking = self;
    if (locale->pack == looking->pack && !strcmp(locale->language, looking->extracting->language)) looking->found = *locale;
}

static enum ts_status read_old(const struct extracting *extracting, ts_symbol pack, struct ts_po *old, struct ts_err *err)
{
    struct looking looking = {.extracting = extracting, .pack = pack};
    uint32_t line;
    *old = (struct ts_po){0};
    ts_host_each_locale(extracting->host, look, &looking);
    if (!looking.found.text) return TS_OK;
    if (ts_po_read(extracting->arena, looking.found.text, looking.found.length, old, &line, err) == TS_OK) return TS_OK;
    return ts_err_wrap(err, "%s:%u: what is translated cannot be read, and stays as it is", looking.found.path, line);
}

// --- writing

static enum ts_status write_file(const struct extracting *extracting, const struct ts_pack *pack, const struct ts_buffer *page,
                                 const struct ts_strings_count *count, struct ts_err *err)
{
    char folder[PATH_SIZE], path[PATH_SIZE];
    struct stat info;
    if (stat(pack->folder, &info) || !S_ISDIR(info.st_mode))
        return ts_err_set(err, TS_DATA, "\"%s\" is no folder: without --write the file is printed", pack->folder);
    if (snprintf(folder, sizeof folder, "%s/locale", pack->folder) >= (int)sizeof folder ||
        snprintf(path, sizeof path, "%s/locale/%s.po", pack->folder, extracting->language) >= (int)sizeof path)
        return ts_err_set(err, TS_DATA, "the path of \"%s\" is too long", pack->folder);
    if (mkdir(folder, 0777) && errno != EEXIST) return ts_err_set(err, TS_CANNOT_CREATE, "cannot make the folder \"%s\": %s", folder, strerror(errno));
    enum ts_status status = ts_output_write(path, page->bytes, page->length, err);
    if (!status) ts_say(extracting->cli, "%s: %u lines, %u translated, %u fuzzy, %u obsolete", path, count->lines, count->translated, count->fuzzy, count->obsolete);
    return status;
}

static enum ts_status write_language(const struct extracting *extracting, const char *name, bool is_writing, struct ts_err *err)
{
    const struct ts_pack *pack = find_pack(extracting, name);
    struct ts_po old;
    struct ts_buffer page = {0};
    enum ts_status status = read_old(extracting, pack->name, &old, err);
    if (status) return status;
    struct ts_strings_count count = ts_strings_write(
        &(struct ts_strings){.host = extracting->host, .packs = &pack->name, .pack_count = 1, .language = extracting->language, .old = &old}, &page);
    status = is_writing ? write_file(extracting, pack, &page, &count, err) : ts_print(&page, err);
    ts_buffer_clear(&page);
    return status;
}

static enum ts_status write_template(const struct extracting *extracting, struct ts_err *err)
{
    const struct ts_content *content = ts_host_content(extracting->host);
    const struct ts_words *words = &extracting->cli->words;
    struct ts_strings what = {.host = extracting->host};
    struct ts_buffer page = {0};
    ts_symbol *packs = ts_arena_get(extracting->arena, (content->pack_count + words->count + 1) * sizeof *packs);
    for (uint32_t i = 0; i < words->count; i++) packs[what.pack_count++] = ts_symbol_of(extracting->symbols, words->items[i]);
    for (uint32_t i = 0; i < content->pack_count && !words->count; i++) packs[what.pack_count++] = content->packs[i].name;
    what.packs = packs;
    (void)ts_strings_write(&what, &page);
    enum ts_status status = ts_print(&page, err);
    ts_buffer_clear(&page);
    return status;
}

static enum ts_status extract(const struct extracting *extracting, struct ts_err *err)
{
    const struct strings_options *how = extracting->cli->options;
    const struct ts_words *words = &extracting->cli->words;
    enum ts_status status = check_packs(extracting, how->write, err);
    if (status) return status;
    if (!extracting->language) return write_template(extracting, err);
    for (uint32_t i = 0; i < words->count && !status; i++) status = write_language(extracting, words->items[i], how->write, err);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_symbols *symbols = ts_symbols_new();
    struct ts_problems problems = {.symbols = symbols};
    struct ts_folders folders = {0};
    struct extracting extracting = {.cli = cli, .symbols = symbols, .arena = ts_arena_new()};
    enum ts_status status = ts_open_folders(cli, false, &folders, err);
    struct ts_loading how = ts_open_loading(cli, &folders);
    how.has_lines = true;
    extracting.language = cli->globals.lang ? cli->globals.language : NULL; // what is played in is no wish to write it
    how.language = NULL; // texts as they were written are what is translated
    if (!status) status = ts_host_load(symbols, &how, ts_problem_add, &problems, &extracting.host, err);
    if (!status) status = extract(&extracting, err);
    ts_host_free(extracting.host);
    ts_arena_free(extracting.arena);
    ts_problems_clear(&problems);
    ts_folders_clear(&folders);
    ts_symbols_free(symbols);
    return status;
}

const struct ts_command ts_command_strings = {
    .name = "strings", .words = "[PACK...]", .help = "extract the texts of packs for translators, as gettext PO", .most = UINT32_MAX,
    .options = options, .size = sizeof(struct strings_options), .run = run,
    .more = "Without --lang: a template of all texts (of all packs, or of those named). With --lang DE: the translation of one PACK as it is in\n"
            "its locale/DE.po, brought up to date: what is translated stays, what changed since is marked fuzzy, what is gone is kept as obsolete.\n"
            "With --write that file itself is brought up to date. `turnstone check --lang DE` says what is missing; `turnstone play --lang DE` plays.",
};
