// told.c - what of a story was told in an act, and when in it
#include "game/told.h"

#include <stdlib.h>

#include "base/arena.h"

void ts_told_add(struct ts_told *told, struct ts_telling telling)
{
    if (!told) return;
    if (told->count == told->room) {
        told->room = told->room ? told->room * 2 : 16;
        told->items = ts_memory_grow(told->items, told->room * sizeof *told->items);
    }
    told->items[told->count++] = telling;
}

void ts_told_empty(struct ts_told *told)
{
    if (told) told->count = 0;
}

void ts_told_clear(struct ts_told *told)
{
    free(told->items);
    *told = (struct ts_told){0};
}
