// help.h - pages that say what there is
#ifndef TS_CLI_HELP_H
#define TS_CLI_HELP_H

#include "base/buffer.h"
#include "cli/command.h"

void ts_help_all(struct ts_buffer *page);
void ts_help_noun(const char *noun, struct ts_buffer *page); // the commands that begin with this word
void ts_help_command(const struct ts_command *command, struct ts_buffer *page);
void ts_help_version(struct ts_buffer *page);

#endif
