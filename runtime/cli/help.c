// help.c - pages that say what there is
#include "cli/help.h"

#include <stdio.h>
#include <string.h>

enum { COMMAND_COLUMN = 36, OPTION_COLUMN = 26 };

static void add_row(struct ts_buffer *page, const char *left, int width, const char *right)
{
    if ((int)strlen(left) < width) ts_buffer_add_format(page, "  %-*s %s\n", width, left, right);
    else ts_buffer_add_format(page, "  %s\n  %-*s %s\n", left, width, "", right);
}

static void add_command(struct ts_buffer *page, const struct ts_command *command)
{
    char left[128];
    snprintf(left, sizeof left, "%s%s%s", command->name, *command->words ? " " : "", command->words);
    add_row(page, left, COMMAND_COLUMN, command->help);
}

static void add_options(struct ts_buffer *page, const struct ts_option *options)
{
    char left[64];
    for (; options && options->name; options++) {
        snprintf(left, sizeof left, "--%s%s%s", options->name, options->value ? " " : "", options->value ? options->value : "");
        add_row(page, left, OPTION_COLUMN, options->help);
    }
}

void ts_help_all(struct ts_buffer *page)
{
    ts_buffer_add_text(page, "turnstone - stories that last, told by Lua scripts\n\nusage: turnstone COMMAND [WORDS] [OPTIONS]\n\ncommands:\n");
    for (uint32_t i = 0; ts_commands[i]; i++) add_command(page, ts_commands[i]);
    ts_buffer_add_text(page, "\neverywhere:\n");
    add_options(page, ts_global_options);
    ts_buffer_add_text(page, "\nexit codes: 0 fine; 1 an expectation, check or script failed, or the act was refused; 64 usage; 65 bad data or unknown id;\n"
                             "69 store unavailable; 73 cannot create; 74 input or output failed; 75 busy, try again; 130 and 143 signals\n"
                             "\n`turnstone COMMAND --help` tells more of each. To begin: turnstone play\n");
}

void ts_help_noun(const char *noun, struct ts_buffer *page)
{
    size_t length = strlen(noun);
    ts_buffer_add_format(page, "usage: turnstone %s ...\n\n", noun);
    for (uint32_t i = 0; ts_commands[i]; i++)
        if (!strncmp(ts_commands[i]->name, noun, length) && ts_commands[i]->name[length] == ' ') add_command(page, ts_commands[i]);
    ts_buffer_add_format(page, "\n`turnstone %s WORD --help` tells more of each.\n", noun);
}

void ts_help_command(const struct ts_command *command, struct ts_buffer *page)
{
    ts_buffer_add_format(page, "usage: turnstone %s%s%s%s\n\n%s\n", command->name, *command->words ? " " : "", command->words,
                         command->options ? " [OPTIONS]" : "", command->help);
    if (command->more) ts_buffer_add_format(page, "\n%s\n", command->more);
    if (command->options) ts_buffer_add_text(page, "\noptions:\n");
    add_options(page, command->options);
    ts_buffer_add_text(page, "\neverywhere:\n");
    add_options(page, ts_global_options);
}

void ts_help_version(struct ts_buffer *page)
{
    ts_buffer_add_text(page, "turnstone " TURNSTONE_VERSION "\n");
}
