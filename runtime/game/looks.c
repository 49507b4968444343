// looks.c - what scripts and conditions looked at: written down while they run, for whoever wants to know why they answered so
#include "game/looks.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"

static bool is_there(const struct ts_looks *looks, const char *what)
{
    for (uint32_t i = 0; i < looks->count; i++)
        if (!strcmp(looks->items[i].what, what)) return true;
    return false;
}

void ts_looks_add(struct ts_looks *looks, const char *kind, const char *name, struct ts_value value)
{
    struct ts_buffer what = {0}, json = {0};
    ts_buffer_add_format(&what, "%s%s", kind, name);
    if (looks->count == TS_LOOKS_MAX || is_there(looks, what.bytes)) {
        ts_buffer_clear(&what);
        return;
    }
    if (looks->count == looks->room) {
        looks->room = looks->room ? looks->room * 2 : 16;
        looks->items = ts_memory_grow(looks->items, looks->room * sizeof *looks->items);
    }
    if (value.type == TS_NIL) ts_buffer_add_text(&json, "nil");
    else ts_value_encode(value, &json);
    looks->items[looks->count++] = (struct ts_look_at){what.bytes, json.bytes}; // both buffers are the list's now
}

void ts_looks_clear(struct ts_looks *looks)
{
    for (uint32_t i = 0; i < looks->count; i++) {
        free(looks->items[i].what);
        free(looks->items[i].value);
    }
    free(looks->items);
    *looks = (struct ts_looks){0};
}
