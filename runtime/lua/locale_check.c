// locale_check.c - what translations lack: lines without one, lines whose original changed since, ids that nobody has
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "lua/locale.h"

enum { NAMED_MAX = 3, WORDS_SIZE = 1000 };

enum state { MISSING, FUZZY, DONE };

struct checking {
    struct ts_build *build;
    const struct ts_locale *locale;
    struct ts_map line_by_hash, line_by_id; // -> index + 1 in the host's lines
    enum state *states;                     // by line, in one language
};

static uint64_t key_of(const char *id)
{
    return ts_hash_fast(id, strlen(id)) | 1;
}

static void index_lines(struct checking *checking)
{
    const struct ts_host *host = checking->build->host;
    for (uint32_t i = 0; i < host->line_count; i++) {
        *ts_map_add(&checking->line_by_hash, ts_locale_hash(host->lines[i]->id, host->lines[i]->text) | 1) = i + 1;
        *ts_map_add(&checking->line_by_id, key_of(host->lines[i]->id)) = i + 1;
    }
    checking->states = ts_arena_get(checking->build->scratch, (host->line_count + 1) * sizeof *checking->states);
}

// --- the lines in one language

static bool is_of(const struct ts_locale_file *file, const char *language)
{
    char base[TS_LANGUAGE];
    ts_language_base(language, base);
    return !file->found->why && (strcmp(file->language, language) == 0 || strcmp(file->language, base) == 0);
}

static void take_entry(struct checking *checking, const struct ts_po_entry *entry)
{
    const uint64_t *at;
    enum state state = entry->is_fuzzy ? FUZZY : DONE;
    if (!entry->context || entry->is_obsolete || !*entry->str) return;
    at = ts_map_find(&checking->line_by_hash, ts_locale_hash(entry->context, entry->id) | 1);
    if (!at) {
        at = ts_map_find(&checking->line_by_id, key_of(entry->context));
        state = FUZZY; // the original is another by now
    }
    if (at && checking->states[*at - 1] < state) checking->states[*at - 1] = state;
}

static void take_files(struct checking *checking, const char *language)
{
    const struct ts_locale *locale = checking->locale;
    memset(checking->states, 0, checking->build->host->line_count * sizeof *checking->states);
    for (uint32_t i = 0; i < locale->file_count; i++)
        for (uint32_t k = 0; is_of(locale->files[i], language) && k < locale->files[i]->po.count; k++)
            take_entry(checking, &locale->files[i]->po.entries[k]);
}

// --- telling

struct tally {
    uint32_t count;
    const char *named[NAMED_MAX];
    struct ts_place place; // of the first
    uint32_t line;
};

static void tally(struct tally *tally, const char *id, struct ts_place place, uint32_t line)
{
    if (tally->count < NAMED_MAX) tally->named[tally->count] = id;
    if (!tally->count++) {
        tally->place = place;
        tally->line = line;
    }
}

static void write_named(const struct tally *tally, char words[WORDS_SIZE])
{
    size_t length = 0;
    for (uint32_t i = 0; i < tally->count && i < NAMED_MAX; i++)
        length += (size_t)snprintf(words + length, WORDS_SIZE - length, "%s%.250s", i ? ", " : "", tally->named[i]);
    if (tally->count > NAMED_MAX) snprintf(words + length, WORDS_SIZE - length, ", …");
}

static void tell(struct checking *checking, uint32_t pack, const char *language, const struct tally *found, const char *code, const char *what)
{
    struct ts_build *build = checking->build;
    const char *name = ts_build_text(build, build->host->packs[pack].name);
    char words[WORDS_SIZE];
    if (!found->count) return;
    write_named(found, words);
    ts_build_warning(build, &build->host->packs[pack], found->place, code,
                     ts_build_format(build, "`turnstone strings %s --lang %s --write` lists them for translators", name, language),
                     "%u line%s of \"%s\" %s in \"%s\": %s", found->count, found->count == 1 ? "" : "s", name, what, language, words);
}

static void check_language(struct checking *checking, uint32_t pack, const char *language)
{
    const struct ts_host *host = checking->build->host;
    struct tally missing = {0}, fuzzy = {0};
    char base[TS_LANGUAGE];
    ts_language_base(language, base);
    if (strcmp(host->content.packs[pack].language, language) == 0 || strcmp(host->content.packs[pack].language, base) == 0) return;
    take_files(checking, language);
    for (uint32_t i = 0; i < host->line_count; i++) {
        const struct ts_wording *line = host->lines[i];
        if (line->pack != host->packs[pack].name || checking->states[i] == DONE) continue;
        tally(checking->states[i] == FUZZY ? &fuzzy : &missing, line->id, line->place, 0);
    }
    tell(checking, pack, language, &missing, "missing-translation", missing.count == 1 ? "is not there" : "are not there");
    tell(checking, pack, language, &fuzzy, "fuzzy-translation", fuzzy.count == 1 ? "is in doubt" : "are in doubt");
}

static void check_pack(struct checking *checking, uint32_t pack)
{
    const struct ts_locale *locale = checking->locale;
    if (locale->language) {
        check_language(checking, pack, locale->language);
        return;
    }
    for (uint32_t i = 0; i < locale->file_count; i++)
        if (locale->files[i]->pack == checking->build->host->packs[pack].name && !locale->files[i]->found->why)
            check_language(checking, pack, locale->files[i]->language);
}

// --- ids that nobody has

// Of packs that are not there nothing can be said.
static bool is_there(const struct ts_build *build, const char *id)
{
    size_t length = strcspn(id, ":/");
    for (uint32_t i = 0; id[length] && i < build->host->content.pack_count; i++) {
        const char *name = ts_build_text(build, build->host->packs[i].name);
        if (strlen(name) == length && memcmp(name, id, length) == 0) return true;
    }
    return id[length] != ':';
}

static void check_file(struct checking *checking, const struct ts_locale_file *file)
{
    struct tally unknown = {0};
    char words[WORDS_SIZE];
    if (file->found->why) return;
    for (uint32_t i = 0; i < file->po.count; i++) {
        const struct ts_po_entry *entry = &file->po.entries[i];
        const char *id = entry->context ? entry->context : entry->id;
        if (entry->is_obsolete || (entry->context && ts_map_find(&checking->line_by_id, key_of(id)))) continue;
        if (!entry->context || is_there(checking->build, id)) tally(&unknown, id, (struct ts_place){0}, entry->line);
    }
    if (!unknown.count) return;
    write_named(&unknown, words);
    ts_locale_warn(checking->build, file, unknown.line, "unknown-translation", "`turnstone strings` marks them as obsolete",
                   "%u translation%s of what is not there: %s", unknown.count, unknown.count == 1 ? "" : "s", words);
}

void ts_locale_check(struct ts_build *build)
{
    struct checking checking = {.build = build, .locale = build->host->locale};
    index_lines(&checking);
    for (uint32_t i = 0; i < build->host->content.pack_count; i++) check_pack(&checking, i);
    for (uint32_t i = 0; i < checking.locale->file_count; i++) check_file(&checking, checking.locale->files[i]);
    ts_map_clear(&checking.line_by_hash);
    ts_map_clear(&checking.line_by_id);
}
