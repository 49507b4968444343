// progress.h - how far something long has got: a bar on the terminal, wiped when all is done
#ifndef TS_CLI_PROGRESS_H
#define TS_CLI_PROGRESS_H

#include "cli/command.h"

struct ts_bar {
    const char *noun; // what is counted: "turns"
    int blocks, width; // drawn so far, -1: none yet; of how many
    bool is_hidden;
    int64_t began, drawn; // monotonic nanoseconds; 0: not yet
};

// Nothing is drawn with --quiet or when standard error is no terminal.
void ts_bar_init(struct ts_bar *bar, const struct ts_cli *cli, const char *noun);
void ts_bar_show(void *bar, int64_t done, int64_t of); // a ts_progress of the store; draws when a block is added
// With what it amounts to by now, its rate, and how long the rest will take: `part` of all is done, from 0 to 1. Drawn ten times a second.
void ts_bar_show_rate(struct ts_bar *bar, double part, int64_t count);
void ts_bar_clear(struct ts_bar *bar);                 // before anything else is printed

#endif
