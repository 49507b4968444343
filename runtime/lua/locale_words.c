// locale_words.c - what the host itself says, in the language that is asked for: by the program's own file, else by packs'
//
// The program's goes first, so that no pack words anew what the host promises.
#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "game/words.h"
#include "lua/locale.h"

static const char context[] = "host:";

static const struct ts_embedded_file *find_file(const char *language)
{
    char path[TS_LANGUAGE + sizeof "locale/.po"];
    snprintf(path, sizeof path, "locale/%s.po", language);
    for (const struct ts_embedded_file *file = ts_embedded_scripts; file->name; file++)
        if (strcmp(file->name, path) == 0) return file;
    return NULL;
}

static const char *find_entry(const struct ts_po *po, const char *id, const char *english)
{
    for (uint32_t i = 0; i < po->count; i++) {
        const struct ts_po_entry *entry = &po->entries[i];
        if (entry->is_fuzzy || entry->is_obsolete || !*entry->str || !entry->context) continue;
        if (strcmp(entry->context, id) == 0 && strcmp(entry->id, english) == 0) return entry->str;
    }
    return NULL;
}

static void take_file(struct ts_build *build, const char *language, const char **words)
{
    const struct ts_embedded_file *file = *language ? find_file(language) : NULL;
    struct ts_po po = {0};
    struct ts_err err;
    uint32_t line;
    if (!file || ts_po_read(build->keep, file->bytes, file->length, &po, &line, &err) != TS_OK) return; // a test reads them all
    for (enum ts_word word = 0; word < TS_WORD_COUNT; word++) {
        const char *told = words[word] ? NULL : find_entry(&po, ts_build_format(build, "%s%s", context, ts_word_id(word)), ts_word_english(word));
        if (told && ts_word_fits(word, told)) words[word] = told;
    }
}

static void take_packs(struct ts_build *build, enum ts_word word, const char **words)
{
    struct ts_translation found[TS_TRANSLATIONS_MAX];
    const char *english = ts_word_english(word);
    uint32_t count = ts_locale_find(build->host->locale, 0, ts_build_format(build, "%s%s", context, ts_word_id(word)), english, found);
    if (count && found->is_told && ts_word_fits(word, found->entry->str))
        words[word] = ts_arena_copy(build->keep, found->entry->str, strlen(found->entry->str));
}

void ts_locale_words(struct ts_build *build)
{
    const struct ts_locale *locale = build->host->locale;
    if (!locale || !locale->language) return;
    const char **words = ts_arena_get(build->keep, TS_WORD_COUNT * sizeof *words);
    memset(words, 0, TS_WORD_COUNT * sizeof *words);
    take_file(build, locale->language, words);
    take_file(build, locale->base, words);
    for (enum ts_word word = 0; word < TS_WORD_COUNT; word++) {
        if (!words[word]) take_packs(build, word, words);
        if (!words[word]) words[word] = ts_word_english(word);
    }
    build->host->content.words = words;
    build->host->content.language = locale->language;
}
