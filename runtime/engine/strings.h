// strings.h - the texts of packs for translators: gettext PO, new or brought up to date
#ifndef TS_ENGINE_STRINGS_H
#define TS_ENGINE_STRINGS_H

#include "base/po.h"
#include "lua/host.h"

struct ts_strings {
    const struct ts_host *host;  // loaded with `has_lines`
    const ts_symbol *packs;      // whose lines are written, packs in load order
    uint32_t pack_count;
    const char *language;        // NULL: a template, without translations
    const struct ts_po *old;     // what was translated so far; NULL: nothing
};

struct ts_strings_count { uint32_t lines, translated, fuzzy, obsolete; };

// Appends the file. What is translated stays. A line whose original changed keeps its translation, marked fuzzy, with what was translated
// as the previous msgid. One that is gone becomes obsolete, and comes back when it is there again. Lines of other packs that `old`
// translates are kept, and whatever belongs to packs that are not there.
struct ts_strings_count ts_strings_write(const struct ts_strings *what, struct ts_buffer *out);

#endif
