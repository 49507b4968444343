// command.c - the commands: each is a row of its own file
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/suggest.h"

enum { NAME_MAX_BYTES = 64, COMMANDS_MAX = 64 };

#define DECLARE(word) extern const struct ts_command ts_command_##word;
#define POINT(word) &ts_command_##word,

TS_COMMANDS(DECLARE)

const struct ts_command *const ts_commands[] = {TS_COMMANDS(POINT) NULL};

static const struct ts_command *find(const char *name)
{
    for (uint32_t i = 0; ts_commands[i]; i++)
        if (!strcmp(ts_commands[i]->name, name)) return ts_commands[i];
    return NULL;
}

const struct ts_command *ts_command_find(const char *first, const char *second, uint32_t *used)
{
    char both[NAME_MAX_BYTES];
    *used = 1;
    const struct ts_command *command = find(first);
    if (command || !second || (size_t)snprintf(both, sizeof both, "%s %s", first, second) >= sizeof both) return command;
    *used = 2;
    return find(both);
}

bool ts_command_is_noun(const char *word)
{
    size_t length = strlen(word);
    for (uint32_t i = 0; ts_commands[i]; i++)
        if (!strncmp(ts_commands[i]->name, word, length) && ts_commands[i]->name[length] == ' ') return true;
    return false;
}

const char *ts_command_suggest(const char *words)
{
    const char *names[COMMANDS_MAX];
    size_t count = 0;
    for (; ts_commands[count] && count < COMMANDS_MAX; count++) names[count] = ts_commands[count]->name;
    return ts_suggest(words, names, count);
}
