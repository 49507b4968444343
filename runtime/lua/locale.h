// locale.h - texts in other languages: the files that packs bring, which line is told in which words, and what is missing
#ifndef TS_LUA_LOCALE_H
#define TS_LUA_LOCALE_H

#include "base/plural.h"
#include "base/po.h"
#include "lua/fields.h"

struct ts_locale_file { // locale/de.po of a pack
    const struct ts_found *found;
    const char *language, *path; // "de", "harbour/locale/de.po"
    const char *text;
    size_t length;
    ts_symbol file, pack;        // of path; who brought it
    struct ts_po po;             // empty when it cannot be read
};

// Known by id and original together; sorted by their hash.
struct ts_locale_row {
    uint64_t hash;
    const struct ts_locale_file *file;
    const struct ts_po_entry *entry;
};

struct ts_locale { // of all packs that are there; lives as long as what was read from disk
    const char *language;         // that texts are told in; NULL: as they were written
    char base[TS_LANGUAGE];       // "de" for "de_AT"; ""
    bool has_lines;               // all is looked at, not only what is told
    struct ts_locale_file **files;
    struct ts_locale_row *rows;   // what may be told: neither fuzzy, obsolete nor empty
    uint32_t file_count, row_count;
};

// --- locale.c
// Is it a file of translations that this loading asks for? `inner` is its path within the pack.
bool ts_locale_is_wanted(const struct ts_loading *how, const char *inner);
void ts_locale_add(struct ts_finder *finder, struct ts_found *found, const char *inner, const char *text, size_t length);
// When the packs' names are known: reads the files into the finder's host; a warning for each that is none. Nothing when none is asked for.
void ts_locale_open(struct ts_finder *finder);

uint64_t ts_locale_hash(const char *id, const char *text); // what a line is known by

struct ts_translation {
    const struct ts_locale_file *file;
    const struct ts_po_entry *entry;
    bool is_own;  // the pack whose text it is brought it
    bool is_told; // it is in the language that is asked for
};
enum { TS_TRANSLATIONS_MAX = 32 };
// What there is for a text of the pack, the one to be told first; gives how many.
uint32_t ts_locale_find(const struct ts_locale *locale, ts_symbol pack, const char *id, const char *text,
                        struct ts_translation out[TS_TRANSLATIONS_MAX]);
// A warning about an entry (NULL: the whole file), at `line` of its file.
void ts_locale_warn(struct ts_build *build, const struct ts_locale_file *file, uint32_t line, const char *code, const char *hint,
                    const char *format, ...) TS_PRINTF(6, 7);

// --- locale_line.c
// The id of the text in the field that is read; NULL: nobody asks for ids.
const char *ts_scope_line(struct ts_scope *scope);
// The words at that id as they are told; notes the line.
const char *ts_scope_told(struct ts_scope *scope, const char *id, const char *words);
void ts_line_note(struct ts_scope *scope, const char *id, const char *words, size_t length);
void ts_lines_finish(struct ts_build *build); // into the host

// --- locale_words.c: the host's own words, into the content
void ts_locale_words(struct ts_build *build);

// --- locale_check.c: what is missing, in doubt, or known to nobody; when all packs are loaded
void ts_locale_check(struct ts_build *build);

#endif
