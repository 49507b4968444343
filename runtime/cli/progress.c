// progress.c - how far something long has got: a bar on the terminal, wiped when all is done
#include "cli/progress.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { BLOCKS_MOST = 40, BLOCKS_LEAST = 4, WORDS = 44 }; // columns of the bar, and of what stands beside it at most

void ts_bar_init(struct ts_bar *bar, const struct ts_cli *cli, const char *noun)
{
    struct winsize size;
    int width = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) ? 0 : size.ws_col, room = width ? width - WORDS : BLOCKS_MOST;
    *bar = (struct ts_bar){.noun = noun, .blocks = -1, .width = room < BLOCKS_LEAST ? BLOCKS_LEAST : room > BLOCKS_MOST ? BLOCKS_MOST : room, .is_hidden = cli->globals.quiet || !isatty(STDERR_FILENO)};
}

void ts_bar_show(void *self, int64_t done, int64_t of)
{
    struct ts_bar *bar = self;
    int blocks = of > 0 ? (int)((double)done / (double)of * bar->width) : 0;
    if (blocks > bar->width) blocks = bar->width;
    if (bar->is_hidden || blocks == bar->blocks) return;
    bar->blocks = blocks;
    fprintf(stderr, "\r[%.*s%*s] %lld of %lld %s", blocks, "########################################", bar->width - blocks, "", (long long)done,
            (long long)of, bar->noun);
}

void ts_bar_clear(struct ts_bar *bar)
{
    if (bar->blocks >= 0) fprintf(stderr, "\r%*s\r", bar->width + WORDS - 1, "");
    bar->blocks = -1;
}
