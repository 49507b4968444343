// progress.c - how far something long has got: a bar on the terminal, wiped when all is done
#include "cli/progress.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"

enum { INTERVAL = 100 * 1000 * 1000 }; // nanoseconds between two drawings
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

static void print_number(char out[32], double number)
{
    if (number < 10000) snprintf(out, 32, "%.0f", number);
    else if (number < 10e6) snprintf(out, 32, "%.0fk", number / 1e3);
    else snprintf(out, 32, "%.1fM", number / 1e6);
}

static void print_time(char out[32], double seconds)
{
    long long whole = (long long)(seconds + 0.5);
    if (whole < 60) snprintf(out, 32, "%lld s", whole);
    else if (whole < 3600) snprintf(out, 32, "%lld min %02lld s", whole / 60, whole % 60);
    else snprintf(out, 32, "%lld h %02lld min", whole / 3600, whole / 60 % 60);
}

void ts_bar_show_rate(struct ts_bar *bar, double part, int64_t count)
{
    int64_t now = ts_clock_monotonic();
    char amount[32], rate[32], left[32];
    if (!bar->began) bar->began = now;
    if (bar->is_hidden || now - bar->drawn < INTERVAL) return;
    double seconds = (double)(now - bar->began) / 1e9;
    bar->drawn = now;
    bar->blocks = (int)(part * bar->width);
    print_number(amount, (double)count);
    print_number(rate, seconds > 0 ? (double)count / seconds : 0);
    print_time(left, part > 0 ? seconds / part - seconds : 0);
    fprintf(stderr, "\r[%.*s%*s] %s %s, %s/s, %s left   ", bar->blocks, "########################################", bar->width - bar->blocks, "", amount, bar->noun,
            rate, seconds > 1 && part > 0 ? left : "-");
}

void ts_bar_clear(struct ts_bar *bar)
{
    if (bar->blocks >= 0) fprintf(stderr, "\r%*s\r", bar->width + WORDS - 1, "");
    bar->blocks = -1;
}
