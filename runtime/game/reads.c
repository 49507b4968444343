// reads.c - what a rule read of the progression
#include "game/reads.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/canon.h"

const struct ts_reading *ts_reads_find(const struct ts_reads *reads, const char *read)
{
    for (uint32_t i = 0; i < reads->count; i++)
        if (!strcmp(reads->items[i].read, read)) return &reads->items[i];
    return NULL;
}

void ts_reads_add(struct ts_reads *reads, const char *read, int64_t value)
{
    if (reads->count == TS_READS_MAX || ts_reads_find(reads, read)) return;
    if (reads->count == reads->room) {
        reads->room = reads->room ? reads->room * 2 : 8;
        reads->items = ts_memory_grow(reads->items, reads->room * sizeof *reads->items);
    }
    reads->items[reads->count++] = (struct ts_reading){ts_memory_copy(read), value};
}

char *ts_reads_json(const struct ts_reads *reads)
{
    struct ts_buffer json = {0};
    ts_buffer_add_byte(&json, '[');
    for (uint32_t i = 0; i < reads->count; i++) {
        ts_buffer_add_text(&json, i ? ",{\"read\":" : "{\"read\":");
        ts_canon_add_text(&json, reads->items[i].read, strlen(reads->items[i].read));
        ts_buffer_add_text(&json, ",\"value\":");
        ts_canon_add_int(&json, reads->items[i].value);
        ts_buffer_add_byte(&json, '}');
    }
    ts_buffer_add_byte(&json, ']');
    return ts_buffer_take(&json);
}

void ts_reads_clear(struct ts_reads *reads)
{
    for (uint32_t i = 0; i < reads->count; i++) free(reads->items[i].read);
    free(reads->items);
    *reads = (struct ts_reads){0};
}
