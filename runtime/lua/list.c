// list.c - items that keep their address, in an arena
#include <string.h>

#include "lua/build.h"

void ts_list_push(struct ts_list *list, struct ts_arena *arena, void *item)
{
    if (list->count == list->room) {
        uint32_t room = list->room ? list->room * 2 : 4;
        void **items = ts_arena_get(arena, room * sizeof *items);
        if (list->count) memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->room = room;
    }
    list->items[list->count++] = item;
}

void *ts_list_add(struct ts_list *list, struct ts_arena *arena, size_t size)
{
    void *item = ts_arena_get(arena, size);
    ts_list_push(list, arena, item);
    return item;
}
