// progress.c - how far something long has got: a bar on the terminal, wiped when all is done
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

enum { BLOCKS = 40, WORDS = 60 };

void ts_bar_init(struct ts_bar *bar, const struct ts_cli *cli, const char *noun)
{
    *bar = (struct ts_bar){.noun = noun, .blocks = -1, .is_hidden = cli->globals.quiet || !isatty(STDERR_FILENO)};
}

void ts_bar_show(void *self, int64_t done, int64_t of)
{
    struct ts_bar *bar = self;
    int blocks = of > 0 ? (int)((double)done / (double)of * BLOCKS) : 0;
    if (blocks > BLOCKS) blocks = BLOCKS;
    if (bar->is_hidden || blocks == bar->blocks) return;
    bar->blocks = blocks;
    fprintf(stderr, "\r[%.*s%*s] %lld of %lld %s", blocks, "########################################", BLOCKS - blocks, "", (long long)done,
            (long long)of, bar->noun);
}

void ts_bar_clear(struct ts_bar *bar)
{
    if (bar->blocks >= 0) fprintf(stderr, "\r%*s\r", BLOCKS + WORDS, "");
    bar->blocks = -1;
}
