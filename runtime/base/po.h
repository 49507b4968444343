// po.h - gettext's PO files: what translators keep their work in, read from memory and written
//
// A small strict reader of our own: gettext's library for these files, libgettextpo, is under GPL-3, which a program under MIT should
// not be linked with. Nothing in a file is trusted.
#ifndef TS_BASE_PO_H
#define TS_BASE_PO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"

enum { TS_PO_BYTES_MAX = 16 << 20, TS_PO_ENTRIES_MAX = 200000 };

struct ts_po_entry { // texts are unescaped, UTF-8, without NUL
    uint32_t line;                           // where its msgid stands
    const char *context, *id, *str;          // context NULL: it has none
    const char *previous, *previous_context; // "#| msgid": what was translated before the original changed; NULL
    const char *comments;                    // the translator's own, each line with its "#" and newline; "" when there are none
    const char *flags;                       // as written, "fuzzy, no-wrap"; "" when there are none
    bool is_fuzzy, is_obsolete;
};

struct ts_po {
    const struct ts_po_entry *entries; // in the order written, without the header
    uint32_t count;
    const struct ts_po_entry *header;  // NULL: there is none
};

// Reads a file's bytes into the arena. TS_DATA: it is none, with the `line` and the reason; larger than TS_PO_BYTES_MAX; more entries than
// TS_PO_ENTRIES_MAX; not UTF-8; one thing translated twice; plural entries, which have no meaning here.
enum ts_status ts_po_read(struct ts_arena *arena, const char *text, size_t length, struct ts_po *out, uint32_t *line,
                          struct ts_err *err) TS_MUST_USE;

// Appends `msgid "…"`, a line of the file for each line of the text; every one begins with `prefix` ("", "#| ", "#~ ").
void ts_po_add_field(struct ts_buffer *out, const char *prefix, const char *keyword, const char *text);

#endif
