// progress.h - how far something long has got: a bar on the terminal, wiped when all is done
#ifndef TS_CLI_PROGRESS_H
#define TS_CLI_PROGRESS_H

#include "cli/command.h"

struct ts_bar {
    const char *noun; // what is counted: "turns"
    int blocks, width; // drawn so far, -1: none yet; of how many
    bool is_hidden;
};

// Nothing is drawn with --quiet or when standard error is no terminal.
void ts_bar_init(struct ts_bar *bar, const struct ts_cli *cli, const char *noun);
void ts_bar_show(void *bar, int64_t done, int64_t of); // a ts_progress of the store; draws when a block is added
void ts_bar_clear(struct ts_bar *bar);                 // before anything else is printed

#endif
