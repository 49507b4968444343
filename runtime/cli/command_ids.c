// command_ids.c - turnstone ids
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/suggest.h"
#include "cli/open.h"
#include "cli/output.h"
#include "cli/print.h"
#include "lua/host.h"
#include "lua/prose_pin.h"

struct ids_options { bool write; };

static const struct ts_option options[] = {
    {"write", NULL, "write them into the files, instead of printing them", TS_OPTION_FLAG, offsetof(struct ids_options, write)},
    {0},
};

enum { DEPTH_MAX = 8 }; // of folders in a pack

struct pinning {
    const struct ts_cli *cli;
    struct ts_arena *arena;
    struct ts_words names;   // of all packs
    bool *is_met;            // by word of the call
    const char *path;        // of the file in hand
    uint32_t count;          // of its choices without an id
    struct ts_buffer page;   // what is printed
    enum ts_status status;
    struct ts_err *err;
};

static bool is_writing(const struct pinning *pinning)
{
    return ((const struct ids_options *)pinning->cli->options)->write;
}

static void note(void *self, uint32_t line, const char *id)
{
    struct pinning *pinning = self;
    pinning->count++;
    if (!is_writing(pinning)) ts_buffer_add_format(&pinning->page, "%s:%u: %s\n", pinning->path, line, id);
}

static enum ts_status pin_file(struct pinning *pinning, const char *path)
{
    const char *text;
    size_t length;
    pinning->path = path;
    pinning->count = 0;
    enum ts_status status = ts_prose_pin(pinning->arena, path, note, pinning, &text, &length, pinning->err);
    if (status || !pinning->count || !is_writing(pinning)) return status;
    status = ts_output_write(path, text, length, pinning->err);
    if (!status) ts_say(pinning->cli, "%s: %u ids", path, pinning->count);
    return status;
}

// --- the files of a pack, by name

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool is_prose(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && !strcmp(dot, ".story");
}

static enum ts_status pin_folder(struct pinning *pinning, const char *folder, int depth);

static enum ts_status pin_entry(struct pinning *pinning, const char *folder, const char *name, int depth)
{
    struct ts_buffer path = {0};
    struct stat info;
    enum ts_status status = TS_OK;
    ts_buffer_add_format(&path, "%s/%s", folder, name);
    if (!lstat(path.bytes, &info)) {
        if (S_ISDIR(info.st_mode) && depth < DEPTH_MAX) status = pin_folder(pinning, path.bytes, depth + 1);
        else if (S_ISREG(info.st_mode) && is_prose(name)) status = pin_file(pinning, path.bytes);
    }
    ts_buffer_clear(&path);
    return status;
}

static enum ts_status pin_folder(struct pinning *pinning, const char *folder, int depth)
{
    struct dirent **entries;
    enum ts_status status = TS_OK;
    int count = scandir(folder, &entries, is_shown, alphasort);
    if (count < 0) return TS_OK; // an archive: nothing in it is changed
    for (int i = 0; i < count; i++) {
        if (!status) status = pin_entry(pinning, folder, entries[i]->d_name, depth);
        free(entries[i]);
    }
    free(entries);
    return status;
}

// --- packs

static bool is_asked_for(const struct pinning *pinning, const char *name)
{
    const struct ts_words *words = &pinning->cli->words;
    bool is_named = !words->count;
    for (uint32_t i = 0; i < words->count; i++)
        if (!strcmp(words->items[i], name)) is_named = pinning->is_met[i] = true;
    return is_named;
}

static void pin_pack(void *self, const struct ts_pack_info *info)
{
    struct pinning *pinning = self;
    ts_words_add(&pinning->names, ts_arena_copy(pinning->arena, info->name, strlen(info->name))); // it is borrowed
    if (info->is_twin || pinning->status || !is_asked_for(pinning, info->name)) return;
    pinning->status = pin_folder(pinning, info->path, 0);
}

static enum ts_status refuse_unknown(const struct pinning *pinning, struct ts_err *err)
{
    const struct ts_words *words = &pinning->cli->words;
    for (uint32_t i = 0; i < words->count; i++) {
        if (pinning->is_met[i]) continue;
        const char *near = ts_suggest(words->items[i], pinning->names.items, pinning->names.count);
        if (near) return ts_err_set(err, TS_DATA, "there is no pack \"%s\": did you mean \"%s\"?", words->items[i], near);
        return ts_err_set(err, TS_DATA, "there is no pack \"%s\"; `turnstone pack list` shows which there are", words->items[i]);
    }
    return TS_OK;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_symbols *symbols = ts_symbols_new();
    struct ts_folders folders = {0};
    struct pinning pinning = {.cli = cli, .arena = ts_arena_new(), .err = err};
    pinning.is_met = ts_arena_get(pinning.arena, cli->words.count + 1);
    enum ts_status status = ts_open_folders(cli, false, &folders, err);
    struct ts_loading how = ts_open_loading(cli, &folders);
    if (!status) status = ts_host_each_pack(symbols, &how, NULL, pin_pack, &pinning, err);
    if (!status) status = pinning.status;
    if (!status) status = refuse_unknown(&pinning, err);
    if (!status) status = ts_print(&pinning.page, err);
    ts_buffer_clear(&pinning.page);
    ts_words_clear(&pinning.names);
    ts_arena_free(pinning.arena);
    ts_folders_clear(&folders);
    ts_symbols_free(symbols);
    return status;
}

const struct ts_command ts_command_ids = {
    .name = "ids", .words = "[PACK...]", .help = "ids for the choices of .story files that have none of their own", .most = UINT32_MAX,
    .options = options, .size = sizeof(struct ids_options), .run = run,
    .more = "A choice of a .story file that has no (id) is called by its words, and by another name when they change: runs and translations then\n"
            "lose it. This prints file:line and the name of each such choice, of all packs or of those named; with --write it writes the names\n"
            "into the files, each of which is replaced whole. `turnstone check --strict` refuses such choices.",
};
