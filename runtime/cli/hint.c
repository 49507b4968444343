// hint.c - a command to be pasted: the program as it was called, with the store and content of this call
#include "cli/open.h"
#include "cli/hint.h"

#include <string.h>

void ts_hint_add_word(struct ts_buffer *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%";
    if (*word && word[strspn(word, plain)] == '\0') {
        ts_buffer_add_text(out, word);
        return;
    }
    ts_buffer_add_byte(out, '\'');
    for (; *word; word++) {
        if (*word == '\'') ts_buffer_add_text(out, "'\\''");
        else ts_buffer_add_byte(out, *word);
    }
    ts_buffer_add_byte(out, '\'');
}

static void add_option(struct ts_buffer *out, const char *name, const char *value)
{
    ts_buffer_add_format(out, " --%s ", name);
    ts_hint_add_word(out, value);
}

void ts_hint_add(struct ts_buffer *out, const struct ts_cli *cli, const char *words, const char *id)
{
    ts_hint_add_word(out, cli->program);
    ts_buffer_add_format(out, " %s ", words);
    ts_hint_add_word(out, id);
    if (cli->globals.store) add_option(out, "store", ts_open_shown(cli));
    ts_hint_add_content(out, cli);
}

void ts_hint_add_content(struct ts_buffer *out, const struct ts_cli *cli)
{
    for (uint32_t i = 0; i < cli->globals.content.count; i++) add_option(out, "content", cli->globals.content.items[i]);
    if (cli->globals.no_default_content) ts_buffer_add_text(out, " --no-default-content");
}

void ts_hint_add_replay(struct ts_buffer *out, const struct ts_cli *cli, const char *run, const char *choice, const char *answer)
{
    ts_buffer_add_text(out, TS_HINT_AGAIN);
    ts_hint_add(out, cli, "replay", run);
    add_option(out, "choice", choice);
    if (answer && *answer) add_option(out, "answer", answer);
}
