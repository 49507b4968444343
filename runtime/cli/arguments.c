// arguments.c - the words of a call, sorted into command, options and the rest
#include "cli/arguments.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"

const struct ts_option ts_global_options[] = {
    {"store", "PATH", "where runs and worlds are kept (or TURNSTONE_STORE; default saves/turnstone.db)", TS_OPTION_TEXT, offsetof(struct ts_globals, store)},
    {"content", "DIR", "a folder of packs beside the default content/; may be given again", TS_OPTION_LIST, offsetof(struct ts_globals, content)},
    {"no-default-content", NULL, "leave content/ out", TS_OPTION_FLAG, offsetof(struct ts_globals, no_default_content)},
    {"strict", NULL, "every fault of a script, and every problem of a pack, is an error: for tests", TS_OPTION_FLAG, offsetof(struct ts_globals, strict)},
    {"lang", "DE", "tell texts in this language, as far as packs bring it (or TURNSTONE_LANG; default: as they were written)", TS_OPTION_TEXT, offsetof(struct ts_globals, lang)},
    {"shuffle-order", "SEED", "load packs that do not require each other in another order: shows what depends on it unsaid", TS_OPTION_NUMBER, offsetof(struct ts_globals, shuffle_order)},
    {"json", NULL, "answer in JSON", TS_OPTION_FLAG, offsetof(struct ts_globals, json)},
    {"quiet", NULL, "say only what went wrong", TS_OPTION_FLAG, offsetof(struct ts_globals, quiet)},
    {"help", NULL, "say what a command does and takes", TS_OPTION_FLAG, offsetof(struct ts_globals, help)},
    {"version", NULL, "say which version this is", TS_OPTION_FLAG, offsetof(struct ts_globals, version)},
    {0},
};

enum { OPTIONS_MAX = 64 };

struct reader { struct ts_cli *cli; char **at, **end; const char *noun; }; // noun: the first of two words of a command

// --- commands

static enum ts_status refuse_command(const char *words, struct ts_err *err)
{
    char near[TS_COMMAND_NAME];
    return ts_command_suggest(words, near)
               ? ts_err_set(err, TS_USAGE, "unknown command \"%s\": did you mean \"%s\"?", words, near)
               : ts_err_set(err, TS_USAGE, "unknown command \"%s\": `turnstone help` lists them all", words);
}

static enum ts_status take_command(struct reader *reader, const char *word, struct ts_err *err)
{
    char both[256];
    uint32_t used;
    const struct ts_command *command = reader->noun ? ts_command_find(reader->noun, word, &used) : ts_command_find(word, NULL, &used);
    if (command) {
        reader->cli->command = command;
        reader->cli->options = command->size ? ts_memory_get(command->size) : NULL;
        if (command->size) memset(reader->cli->options, 0, command->size);
        return TS_OK;
    }
    if (!reader->noun && ts_command_is_noun(word)) {
        reader->noun = word;
        return TS_OK;
    }
    snprintf(both, sizeof both, "%s%s%.100s", reader->noun ? reader->noun : "", reader->noun ? " " : "", word);
    return refuse_command(both, err);
}

// A noun alone is no command, but `turnstone run --help` is `turnstone help run`.
static enum ts_status finish_noun(struct reader *reader, struct ts_err *err)
{
    struct ts_cli *cli = reader->cli;
    const char *noun = reader->noun;
    if (cli->command || !noun || cli->globals.version) return TS_OK;
    if (!cli->globals.help) return ts_err_set(err, TS_USAGE, "\"%s\" alone is no command: `turnstone help %s` shows what it can do", noun, noun);
    reader->noun = NULL;
    cli->globals.help = false;
    ts_words_add(&cli->words, noun);
    return take_command(reader, "help", err);
}

// --- options

static enum ts_status refuse_option(const struct ts_cli *cli, const char *name, size_t length, struct ts_err *err)
{
    const char *names[2 * OPTIONS_MAX];
    char wrong[64];
    size_t count = 0;
    for (const struct ts_option *option = cli->command ? cli->command->options : NULL; option && option->name && count < OPTIONS_MAX; option++)
        names[count++] = option->name;
    for (const struct ts_option *option = ts_global_options; option->name; option++) names[count++] = option->name;
    snprintf(wrong, sizeof wrong, "%.*s", (int)length, name);
    const char *near = ts_suggest(wrong, names, count);
    const char *command = cli->command ? cli->command->name : "turnstone";
    return near ? ts_err_set(err, TS_USAGE, "unknown option \"--%s\" of \"%s\": did you mean \"--%s\"?", wrong, command, near)
                : ts_err_set(err, TS_USAGE, "unknown option \"--%s\" of \"%s\": try --help", wrong, command);
}

static enum ts_status put_option(struct reader *reader, const struct ts_option *option, const char *attached, void *target, struct ts_err *err)
{
    if (!option->value && attached) return ts_err_set(err, TS_USAGE, "--%s takes no value, but \"%s\" was given", option->name, attached);
    if (option->value && !attached) {
        if (reader->at == reader->end) return ts_err_set(err, TS_USAGE, "--%s needs a value: %s", option->name, option->value);
        attached = *reader->at++;
    }
    return ts_option_put(option, attached, target, err);
}

static enum ts_status take_option(struct reader *reader, const char *word, struct ts_err *err)
{
    struct ts_cli *cli = reader->cli;
    const char *name = word + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const struct ts_option *own = cli->command ? ts_option_find(cli->command->options, name, length) : NULL;
    const struct ts_option *global = own ? NULL : ts_option_find(ts_global_options, name, length);
    if (!own && !global) return refuse_option(cli, name, length, err);
    return put_option(reader, own ? own : global, equals ? equals + 1 : NULL, own ? cli->options : &cli->globals, err);
}

static enum ts_status take(struct reader *reader, bool *only_words, struct ts_err *err)
{
    const char *word = *reader->at++;
    if (!*only_words && !strcmp(word, "--")) {
        *only_words = true;
        return TS_OK;
    }
    if (!*only_words && !strcmp(word, "-h")) word = "--help";
    if (!*only_words && !strncmp(word, "--", 2)) return take_option(reader, word, err);
    bool is_number = word[0] == '-' && (isdigit((unsigned char)word[1]) || word[1] == '.');
    if (!*only_words && word[0] == '-' && word[1] && !is_number)
        return ts_err_set(err, TS_USAGE, "unknown option \"%s\": options are written with two dashes, see --help", word);
    if (!reader->cli->command) return take_command(reader, word, err);
    ts_words_add(&reader->cli->words, word);
    return TS_OK;
}

enum ts_status ts_arguments_read(struct ts_cli *cli, int argc, char **argv, struct ts_err *err)
{
    struct reader reader = {.cli = cli, .at = argv + 1, .end = argv + argc};
    enum ts_status status = TS_OK;
    bool only_words = false;
    if (argc < 1) reader.at = reader.end;
    while (reader.at < reader.end && !status) status = take(&reader, &only_words, err);
    return status ? status : finish_noun(&reader, err);
}

void ts_arguments_clear(struct ts_cli *cli)
{
    free(cli->shown);
    free(cli->options);
    ts_words_clear(&cli->words);
    ts_words_clear(&cli->globals.content);
}
