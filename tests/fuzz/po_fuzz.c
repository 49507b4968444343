// po_fuzz.c - files of translations: read, written again, and read to the same
#include <stdlib.h>
#include <string.h>

#include "base/po.h"
#include "place.h"

static void write_entry(struct ts_buffer *out, const struct ts_po_entry *entry)
{
    const char *prefix = entry->is_obsolete ? "#~ " : "";
    if (entry->context) ts_po_add_field(out, prefix, "msgctxt", entry->context);
    ts_po_add_field(out, prefix, "msgid", entry->id);
    ts_po_add_field(out, prefix, "msgstr", entry->str);
    ts_buffer_add_byte(out, '\n');
}

static void compare(const struct ts_po_entry *one, const struct ts_po_entry *other)
{
    if (strcmp(one->str, other->str) != 0 || strcmp(one->id, other->id) != 0 || one->is_obsolete != other->is_obsolete) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_arena *arena = ts_arena_new();
    struct ts_buffer again = {0};
    struct ts_po po, other;
    struct ts_err err;
    uint32_t line;
    if (ts_po_read(arena, (const char *)data, size, &po, &line, &err) == TS_OK) {
        for (uint32_t i = 0; i < po.count; i++) write_entry(&again, &po.entries[i]);
        if (po.count && ts_po_read(arena, again.bytes, again.length, &other, &line, &err) != TS_OK && !strstr(err.message, "UTF-8")) abort();
        else if (po.count && other.count == po.count)
            for (uint32_t i = 0; i < po.count; i++) compare(&po.entries[i], &other.entries[i]);
    } else if (!*err.message) {
        abort();
    }
    ts_buffer_clear(&again);
    ts_arena_free(arena);
    return 0;
}
