// new.c - what the commands that make packs share
#include "cli/new.h"

#include <string.h>
#include <sys/stat.h>

#include "cli/print.h"
#include "engine/json.h"

const char *ts_new_folder(const struct ts_cli *cli, const char *in)
{
    struct stat info;
    if (in) return in;
    if (cli->globals.content.count) return cli->globals.content.items[0];
    return !stat("content", &info) && S_ISDIR(info.st_mode) ? "content" : "packs";
}

static bool is_default(const char *folder)
{
    return !strcmp(folder, "content") || !strcmp(folder, "./content") || !strcmp(folder, "content/");
}

// For a shell.
static void add_word(struct ts_buffer *page, const char *word)
{
    bool is_plain = *word && !word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+:,@%")];
    if (!is_plain) ts_buffer_add_byte(page, '\'');
    for (const char *c = word; *c; c++) {
        if (*c == '\'') ts_buffer_add_text(page, "'\\''");
        else ts_buffer_add_byte(page, *c);
    }
    if (!is_plain) ts_buffer_add_byte(page, '\'');
}

static void add_command(struct ts_buffer *page, const struct ts_create *how, const char *command, const char *what, const char *doc)
{
    size_t start = page->length;
    ts_buffer_add_format(page, "  turnstone %s %s", command, what);
    if (!is_default(how->folder)) {
        ts_buffer_add_text(page, " --content ");
        add_word(page, how->folder);
    }
    ts_buffer_add_format(page, "%*s  %s\n", page->length - start < 46 ? (int)(46 - (page->length - start)) : 0, "", doc);
}

static void write_next(const struct ts_create *how, const char *story, struct ts_buffer *page)
{
    ts_buffer_add_format(page, "made the pack \"%s\" in %s/%s. Next:\n", how->name, how->folder, how->name);
    add_command(page, how, "check", how->name, "find what is wrong with it");
    add_command(page, how, "test", how->name, "run its spec");
    add_command(page, how, "play", story, "walk in it");
}

enum ts_status ts_new_make(const struct ts_cli *cli, const struct ts_create *how, const char *story, struct ts_err *err)
{
    struct ts_buffer page = {0};
    enum ts_status status = ts_create_pack(how, err);
    if (status) return status;
    if (cli->globals.json) {
        ts_json_open(&page, '{');
        ts_json_field_text(&page, "folder", how->folder);
        ts_json_field_text(&page, "pack", how->name);
        ts_json_field_text(&page, "story", story);
        ts_json_close(&page, '}');
        ts_buffer_add_byte(&page, '\n');
    } else if (!cli->globals.quiet) {
        write_next(how, story, &page);
    }
    status = ts_print(&page, err);
    ts_buffer_clear(&page);
    return status;
}
