// strings.c - the texts of packs for translators: each line with its id, its place and what a translator should know of it
#include "engine/strings.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/map.h"

enum { ID_SIZE = 1000 };

struct merging {
    const struct ts_strings *what;
    struct ts_buffer *out;
    struct ts_strings_count count;
    struct ts_map old_by_hash, old_by_id; // -> index + 1 in old->entries
    bool *is_used;                        // by index in old->entries
    char beside[ID_SIZE], scene[ID_SIZE]; // the label written last, and of which scene it is
};

// --- what was translated

static uint64_t key_of(const char *id)
{
    return ts_hash_fast(id, strlen(id)) | 1;
}

static uint64_t pair_of(const char *id, const char *text)
{
    return (ts_hash_fast(id, strlen(id)) * 31 + ts_hash_fast(text, strlen(text))) | 1;
}

// Of two with one key the one that is not obsolete.
static void put(const struct ts_po *old, struct ts_map *map, uint64_t key, uint32_t index)
{
    uint64_t *at = ts_map_add(map, key);
    if (!*at || old->entries[*at - 1].is_obsolete) *at = index + 1;
}

static void index_old(struct merging *merging)
{
    const struct ts_po *old = merging->what->old;
    uint32_t count = old ? old->count : 0;
    merging->is_used = ts_memory_get((count + 1) * sizeof *merging->is_used);
    memset(merging->is_used, 0, (count + 1) * sizeof *merging->is_used);
    for (uint32_t i = 0; i < count; i++) {
        if (!old->entries[i].context) continue;
        put(old, &merging->old_by_hash, pair_of(old->entries[i].context, old->entries[i].id), i);
        put(old, &merging->old_by_id, key_of(old->entries[i].context), i);
    }
}

// NULL: it was never translated.
static const struct ts_po_entry *find_old(const struct merging *merging, const struct ts_wording *line)
{
    const uint64_t *at = ts_map_find(&merging->old_by_hash, pair_of(line->id, line->text));
    if (!at) at = ts_map_find(&merging->old_by_id, key_of(line->id));
    return at ? &merging->what->old->entries[*at - 1] : NULL;
}

// --- context

static void add_clean(struct ts_buffer *out, const char *words)
{
    for (; *words; words++) ts_buffer_add_byte(out, (unsigned char)*words < ' ' ? ' ' : *words);
}

// The last name in the id, numbers of parts apart.
static void read_kind(const char *id, char kind[ID_SIZE])
{
    size_t end = strlen(id), start;
    for (;;) {
        start = end;
        while (start && id[start - 1] != '/') start--;
        if (start == end || strspn(id + start, "0123456789") < end - start || !start) break;
        end = start - 1;
    }
    kind[0] = '\0';
    if (end - start < ID_SIZE) strncat(kind, id + start, end - start);
}

static const char *words_for(const char *kind)
{
    static const char *const words[][2] = {
        {"title", "a title"}, {"description", "what an unlock opens, or what a warning says is coming"}, {"setting", "a setting that suits a focus"},
        {"text", "what is told"}, {"before", "told before a scene's own text"}, {"after", "told after a scene's own text"},
        {"replace", "told in the stead of a scene's own text"}, {"label", "what a choice is called"},
        {"locked", "why a choice cannot be taken now"}, {"reply", "told when the choice is taken"},
        {"action", "a deed, as others read of it: stands behind the character's name"}, {"consequences", "what comes of a deed"},
        {"instead", "told in its stead to those who asked not to see it"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], kind) == 0) return words[i][1];
    return kind;
}

// "harbour:lantern/quay" of "harbour:lantern/quay/choices/light/label".
static void read_scene(const char *id, char scene[ID_SIZE])
{
    const char *end = strstr(id, "/choices/");
    size_t length = end ? (size_t)(end - id) : 0;
    scene[0] = '\0';
    if (length < ID_SIZE) strncat(scene, id, length);
}

static void add_quoted(struct ts_buffer *out, const char *before, const char *words)
{
    ts_buffer_add_text(out, before);
    add_clean(out, words);
    ts_buffer_add_text(out, "\"\n");
}

static void add_context(struct merging *merging, const struct ts_wording *line)
{
    char kind[ID_SIZE], scene[ID_SIZE];
    read_kind(line->id, kind);
    read_scene(line->id, scene);
    ts_buffer_add_format(merging->out, "#. %s\n", words_for(kind));
    if (line->story) add_quoted(merging->out, "#. in \"", line->story);
    if (line->choice) add_quoted(merging->out, "#. of the choice \"", line->choice);
    if (strcmp(kind, "label") != 0) return;
    if (*scene && strcmp(scene, merging->scene) == 0) add_quoted(merging->out, "#. beside the choice \"", merging->beside);
    memcpy(merging->scene, scene, ID_SIZE);
    merging->beside[0] = '\0';
    strncat(merging->beside, line->text, ID_SIZE - 1);
}

// --- entries

// The flags there were, with fuzzy as it is now.
static void add_flags(struct ts_buffer *out, const char *old, bool is_fuzzy)
{
    size_t before = out->length;
    ts_buffer_add_text(out, "#");
    if (is_fuzzy) ts_buffer_add_text(out, ", fuzzy");
    while (*old) {
        size_t length;
        old += strspn(old, ", \t");
        length = strcspn(old, ", \t");
        if (length && !(length == 5 && strncmp(old, "fuzzy", 5) == 0)) ts_buffer_add_format(out, ", %.*s", (int)length, old);
        old += length;
    }
    if (out->length == before + 1) out->bytes[out->length = before] = '\0';
    else ts_buffer_add_byte(out, '\n');
}

// What of an entry's translation is in doubt; NULL: nothing.
static const char *previous_of(const struct ts_po_entry *old, const struct ts_wording *line)
{
    const char *known = old->is_fuzzy && old->previous ? old->previous : old->id; // what the translator had before their eyes
    if (!*old->str || strcmp(known, line->text) == 0) return NULL;
    return known;
}

static void add_line(struct merging *merging, const struct ts_wording *line, const struct ts_po_entry *old)
{
    struct ts_buffer *out = merging->out;
    const struct ts_symbols *symbols = ts_host_content(merging->what->host)->symbols;
    const char *previous = old ? previous_of(old, line) : NULL;
    bool is_fuzzy = old && *old->str && (previous || (old->is_fuzzy && !old->previous));
    ts_buffer_add_byte(out, '\n');
    if (old) ts_buffer_add_text(out, old->comments);
    add_context(merging, line);
    ts_buffer_add_format(out, "#: %s:%u\n", ts_symbol_text(symbols, line->place.file), line->place.line);
    add_flags(out, old ? old->flags : "", is_fuzzy);
    if (previous) ts_po_add_field(out, "#| ", "msgid", previous);
    ts_po_add_field(out, "", "msgctxt", line->id);
    ts_po_add_field(out, "", "msgid", line->text);
    ts_po_add_field(out, "", "msgstr", old ? old->str : "");
    merging->count.lines++;
    merging->count.fuzzy += is_fuzzy;
    merging->count.translated += old && *old->str && !is_fuzzy;
}

static bool is_asked(const struct ts_strings *what, ts_symbol pack)
{
    for (uint32_t i = 0; i < what->pack_count; i++)
        if (what->packs[i] == pack) return true;
    return false;
}

static void take_line(void *self, const struct ts_wording *line)
{
    struct merging *merging = self;
    const struct ts_po_entry *old = find_old(merging, line);
    bool is_kept = old && !old->is_obsolete; // another pack's, which this one translates
    if (!is_asked(merging->what, line->pack) && !is_kept) return;
    if (old) merging->is_used[old - merging->what->old->entries] = true;
    add_line(merging, line, old);
}

// Of packs that are not there nobody can say what they have.
static bool is_there(const struct ts_host *host, const char *id)
{
    const struct ts_content *content = ts_host_content(host);
    size_t length = strcspn(id, ":/");
    for (uint32_t i = 0; i < content->pack_count; i++) {
        const char *name = ts_symbol_text(content->symbols, content->packs[i].name);
        if (strlen(name) == length && memcmp(name, id, length) == 0) return true;
    }
    return id[length] != ':';
}

static void add_rest(struct merging *merging, const struct ts_po_entry *old)
{
    bool is_gone = old->is_obsolete || !old->context || is_there(merging->what->host, old->context);
    const char *prefix = is_gone ? "#~ " : "";
    if (!*old->str) return;
    ts_buffer_add_byte(merging->out, '\n');
    ts_buffer_add_text(merging->out, old->comments);
    add_flags(merging->out, old->flags, old->is_fuzzy);
    if (old->previous) ts_po_add_field(merging->out, is_gone ? "#~| " : "#| ", "msgid", old->previous);
    if (old->context) ts_po_add_field(merging->out, prefix, "msgctxt", old->context);
    ts_po_add_field(merging->out, prefix, "msgid", old->id);
    ts_po_add_field(merging->out, prefix, "msgstr", old->str);
    merging->count.obsolete += is_gone;
}

// --- the whole

static void add_header(const struct ts_strings *what, struct ts_buffer *out)
{
    const struct ts_content *content = ts_host_content(what->host);
    struct ts_buffer words = {0};
    if (what->old && what->old->header) {
        ts_buffer_add_text(out, what->old->header->comments);
        ts_po_add_field(out, "", "msgid", "");
        ts_po_add_field(out, "", "msgstr", what->old->header->str);
        return;
    }
    ts_buffer_add_text(out, "# What stands in {braces} is put in or chosen while the story is played: keep its names, translate its words.\n"
                            "# {a|b} is one of several, <> joins to what follows, *stress*; plurals: {n, plural, one {# boat} other {# boats}}.\n");
    ts_buffer_add_text(&words, "Project-Id-Version:");
    for (uint32_t i = 0; i < content->pack_count; i++)
        if (is_asked(what, content->packs[i].name))
            ts_buffer_add_format(&words, " %s %s", ts_symbol_text(content->symbols, content->packs[i].name), content->packs[i].version);
    ts_buffer_add_format(&words, "\nPO-Revision-Date: \nLast-Translator: \nLanguage-Team: \nLanguage: %s\nMIME-Version: 1.0\n"
                                 "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n", what->language ? what->language : "");
    ts_po_add_field(out, "", "msgid", "");
    ts_po_add_field(out, "", "msgstr", words.bytes);
    ts_buffer_clear(&words);
}

struct ts_strings_count ts_strings_write(const struct ts_strings *what, struct ts_buffer *out)
{
    struct merging merging = {.what = what, .out = out};
    index_old(&merging);
    add_header(what, out);
    ts_host_each_wording(what->host, take_line, &merging);
    for (uint32_t i = 0; what->old && i < what->old->count; i++)
        if (!merging.is_used[i]) add_rest(&merging, &what->old->entries[i]);
    free(merging.is_used);
    ts_map_clear(&merging.old_by_hash);
    ts_map_clear(&merging.old_by_id);
    return merging.count;
}
