// command.c - the commands: each is a row of its own file
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/suggest.h"

enum { COMMANDS_MAX = 64 };

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
    char both[TS_COMMAND_NAME];
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

// The first words of commands of two, which can be meant too.
struct nouns { char words[COMMANDS_MAX][TS_COMMAND_NAME]; size_t count; };

static void add_noun(struct nouns *nouns, const char *name)
{
    size_t length = strcspn(name, " ");
    if (!name[length] || nouns->count == COMMANDS_MAX) return;
    snprintf(nouns->words[nouns->count], TS_COMMAND_NAME, "%.*s", (int)length, name);
    if (!nouns->count || strcmp(nouns->words[nouns->count], nouns->words[nouns->count - 1])) nouns->count++;
}

bool ts_command_suggest(const char *words, char near[TS_COMMAND_NAME])
{
    const char *names[2 * COMMANDS_MAX];
    struct nouns nouns = {.count = 0};
    size_t count = 0;
    for (; ts_commands[count] && count < COMMANDS_MAX; count++) {
        names[count] = ts_commands[count]->name;
        add_noun(&nouns, names[count]);
    }
    for (size_t i = 0; i < nouns.count; i++) names[count++] = nouns.words[i];
    const char *found = ts_suggest(words, names, count);
    if (found) snprintf(near, TS_COMMAND_NAME, "%s", found);
    return found != NULL;
}
