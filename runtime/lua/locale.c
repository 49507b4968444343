// locale.c - the files of translations that packs bring, and what is found in them
#include "lua/locale.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

static const char folder[] = "locale/", file_end[] = ".po";

// --- which files

static bool read_language(const char *inner, char language[TS_LANGUAGE])
{
    size_t length = strlen(inner), edge = sizeof folder - 1 + sizeof file_end - 1;
    char name[TS_LANGUAGE] = "";
    if (length <= edge || length - edge >= TS_LANGUAGE || strncmp(inner, folder, sizeof folder - 1) != 0) return false;
    if (strcmp(inner + length - (sizeof file_end - 1), file_end) != 0) return false;
    strncat(name, inner + sizeof folder - 1, length - edge);
    return ts_language_read(name, language) && strcmp(name, language) == 0;
}

static bool is_told(const char *asked, const char *language)
{
    char base[TS_LANGUAGE];
    if (!asked) return false;
    ts_language_base(asked, base);
    return strcmp(language, asked) == 0 || strcmp(language, base) == 0;
}

bool ts_locale_is_wanted(const struct ts_loading *how, const char *inner)
{
    char language[TS_LANGUAGE];
    if (!how || (!how->language && !how->has_lines) || !read_language(inner, language)) return false;
    return how->language ? is_told(how->language, language) : true;
}

void ts_locale_add(struct ts_finder *finder, struct ts_found *found, const char *inner, const char *text, size_t length)
{
    struct ts_arena *keep = finder->build->keep;
    struct ts_locale_file *file = ts_list_add(&found->locales, keep, sizeof *file);
    char language[TS_LANGUAGE];
    (void)read_language(inner, language);
    *file = (struct ts_locale_file){.found = found,
                                    .language = ts_arena_copy(keep, language, strlen(language)),
                                    .path = ts_arena_copy(keep, inner, strlen(inner)),
                                    .text = text,
                                    .length = length};
}

// --- reading them

uint64_t ts_locale_hash(const char *id, const char *text)
{
    return ts_hash_fast(id, strlen(id)) * 31 + ts_hash_fast(text, strlen(text));
}

static int compare_rows(const void *a, const void *b)
{
    const struct ts_locale_row *one = a, *other = b;
    if (one->hash != other->hash) return one->hash < other->hash ? -1 : 1;
    if (one->file->found->index != other->file->found->index) return one->file->found->index < other->file->found->index ? -1 : 1;
    return strcmp(one->file->language, other->file->language);
}

static int compare_files(const void *a, const void *b)
{
    return strcmp((*(struct ts_locale_file *const *)a)->path, (*(struct ts_locale_file *const *)b)->path);
}

static void read_file(struct ts_build *build, struct ts_locale_file *file)
{
    struct ts_err err;
    uint32_t line;
    file->file = ts_build_symbol(build, "%s/%s", file->found->name, file->path);
    file->path = ts_build_text(build, file->file);
    file->pack = ts_symbol_of(build->symbols, file->found->name);
    if (ts_po_read(build->keep, file->text, file->length, &file->po, &line, &err) == TS_OK) return;
    ts_locale_warn(build, file, line, "bad-translation-file", "mend it, or leave the file out; none of its translations is used",
                   "the file of translations cannot be read: %s", err.message);
}

static uint32_t count_entries(const struct ts_locale *locale)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < locale->file_count; i++) count += locale->files[i]->po.count;
    return count;
}

static void list_rows(struct ts_locale *locale, struct ts_arena *keep)
{
    locale->rows = ts_arena_get(keep, (count_entries(locale) + 1) * sizeof *locale->rows);
    for (uint32_t i = 0; i < locale->file_count; i++)
        for (uint32_t k = 0; k < locale->files[i]->po.count; k++) {
            const struct ts_po_entry *entry = &locale->files[i]->po.entries[k];
            if (entry->context && *entry->str && !entry->is_fuzzy && !entry->is_obsolete)
                locale->rows[locale->row_count++] = (struct ts_locale_row){ts_locale_hash(entry->context, entry->id), locale->files[i], entry};
        }
    qsort(locale->rows, locale->row_count, sizeof *locale->rows, compare_rows);
}

static void list_files(struct ts_finder *finder, struct ts_list *files)
{
    for (uint32_t i = 0; i < finder->found.count; i++) {
        struct ts_found *found = finder->found.items[i];
        if (found->locales.count) qsort(found->locales.items, found->locales.count, sizeof *found->locales.items, compare_files);
        for (uint32_t k = 0; k < found->locales.count && !found->is_disabled && !found->is_twin; k++) {
            read_file(finder->build, found->locales.items[k]);
            ts_list_push(files, finder->build->keep, found->locales.items[k]);
        }
    }
}

void ts_locale_open(struct ts_finder *finder)
{
    struct ts_arena *keep = finder->build->keep;
    const struct ts_loading *how = finder->how;
    struct ts_locale *locale;
    struct ts_list files = {0};
    if (!how->language && !how->has_lines) return;
    locale = ts_arena_get(keep, sizeof *locale);
    locale->language = how->language ? ts_arena_copy(keep, how->language, strlen(how->language)) : NULL;
    if (how->language) ts_language_base(how->language, locale->base);
    locale->has_lines = how->has_lines;
    list_files(finder, &files);
    locale->files = (struct ts_locale_file **)files.items;
    locale->file_count = files.count;
    list_rows(locale, keep);
    finder->build->host->locale = locale;
}

// --- finding

static uint32_t first_row(const struct ts_locale *locale, uint64_t hash)
{
    uint32_t low = 0, high = locale->row_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (locale->rows[middle].hash < hash) low = middle + 1;
        else high = middle;
    }
    return low;
}

// A pack's own words before those of others; "de_AT" before "de"; what is not told last.
static int rank_of(const struct ts_locale *locale, const struct ts_translation *translation)
{
    bool is_exact = locale->language && strcmp(translation->file->language, locale->language) == 0;
    return translation->is_told ? (translation->is_own ? 0 : 2) + !is_exact : 4;
}

// Stable: of two alike the first found stays first.
static void insert(const struct ts_locale *locale, struct ts_translation *out, uint32_t count, struct ts_translation found)
{
    for (; count && rank_of(locale, &out[count - 1]) > rank_of(locale, &found); count--) out[count] = out[count - 1];
    out[count] = found;
}

uint32_t ts_locale_find(const struct ts_locale *locale, ts_symbol pack, const char *id, const char *text,
                        struct ts_translation out[TS_TRANSLATIONS_MAX])
{
    uint64_t hash = ts_locale_hash(id, text);
    uint32_t count = 0;
    for (uint32_t i = first_row(locale, hash); i < locale->row_count && locale->rows[i].hash == hash && count < TS_TRANSLATIONS_MAX; i++) {
        const struct ts_locale_row *row = &locale->rows[i];
        struct ts_translation found = {.file = row->file, .entry = row->entry};
        if (row->file->found->why || strcmp(row->entry->context, id) != 0 || strcmp(row->entry->id, text) != 0) continue;
        found.is_own = row->file->pack == pack;
        found.is_told = is_told(locale->language, row->file->language);
        insert(locale, out, count++, found);
    }
    return count;
}

// --- what is wrong

void ts_locale_warn(struct ts_build *build, const struct ts_locale_file *file, uint32_t line, const char *code, const char *hint,
                    const char *format, ...)
{
    struct ts_lua_source source = {.path = file->path, .text = file->text, .length = file->length, .file = file->file};
    struct ts_lua_pack pack = {.name = file->pack, .sources = &source, .source_count = 1};
    char words[TS_ERR_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    for (uint32_t i = 0; i < build->host->content.pack_count; i++)
        if (build->host->packs[i].name == pack.name) pack.index = i;
    ts_build_warning(build, &pack, (struct ts_place){file->file, line}, code, hint, "%s", words);
    ts_source_forget(&source);
}
