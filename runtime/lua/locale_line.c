// locale_line.c - the lines of text that packs write: what each is called for good, and in which words it is told
#include <string.h>

#include "lua/locale.h"

static const char *name_of(const struct ts_scope *scope)
{
    if (strcmp(scope->field, "[1]") == 0) return scope->first ? scope->first : "label";
    return strcmp(scope->field, "event") == 0 ? "action" : scope->field;
}

// Of a part of a text the words themselves go by the part's id, other fields by a name in it.
const char *ts_scope_line(struct ts_scope *scope)
{
    const char *base = scope->path ? scope->path : scope->what;
    if (!scope->build->host->locale || !scope->field || !base) return NULL;
    if (scope->line && (strcmp(scope->field, "[1]") == 0 || strcmp(scope->field, "text") == 0)) return scope->line;
    return ts_build_format(scope->build, "%s/%s", scope->line ? scope->line : base, name_of(scope));
}

static bool is_label(const char *id)
{
    const char *name = strrchr(id, '/');
    return name && strcmp(name, "/label") == 0;
}

void ts_line_note(struct ts_scope *scope, const char *id, const char *words, size_t length)
{
    struct ts_build *build = scope->build;
    struct ts_wording *line;
    if (!build->host->locale->has_lines || build->is_rebuilding || !length) return;
    line = ts_list_add(&build->lines, build->keep, sizeof *line);
    *line = (struct ts_wording){.id = ts_arena_copy(build->keep, id, strlen(id)),
                             .text = ts_arena_copy(build->keep, words, length),
                             .story = scope->story ? scope->story->known->title : NULL,
                             .choice = scope->label,
                             .pack = scope->pack->name,
                             .place = ts_scope_find_text(scope, words, length)};
    if (is_label(id)) scope->label = line->text;
}

const char *ts_scope_told(struct ts_scope *scope, const char *id, const char *words)
{
    struct ts_translation found[TS_TRANSLATIONS_MAX];
    if (!id) return words;
    ts_line_note(scope, id, words, strlen(words));
    if (!ts_locale_find(scope->build->host->locale, scope->pack->name, id, words, found) || !found->is_told) return words;
    return ts_arena_copy(scope->build->keep, found->entry->str, strlen(found->entry->str));
}

// Of shared choices, which are read once for each story that includes them, the first.
static bool is_noted(struct ts_map *seen, const struct ts_wording *line)
{
    uint64_t *times = ts_map_add(seen, ts_locale_hash(line->id, line->text) | 1);
    return (*times)++ > 0;
}

void ts_lines_finish(struct ts_build *build)
{
    struct ts_host *host = build->host;
    const struct ts_wording **lines = ts_arena_get(build->keep, (build->lines.count + 1) * sizeof *lines);
    struct ts_map seen = {0};
    for (uint32_t i = 0; i < build->lines.count; i++)
        if (!is_noted(&seen, build->lines.items[i])) lines[host->line_count++] = build->lines.items[i];
    ts_map_clear(&seen);
    host->lines = lines;
}

void ts_host_each_wording(const struct ts_host *host, ts_each_wording *each, void *self)
{
    for (uint32_t i = 0; i < host->line_count; i++) each(self, host->lines[i]);
}

void ts_host_each_locale(const struct ts_host *host, ts_each_locale *each, void *self)
{
    const struct ts_locale *locale = host->locale;
    for (uint32_t i = 0; locale && i < locale->file_count; i++) {
        const struct ts_locale_file *file = locale->files[i];
        each(self, &(struct ts_locale_info){file->pack, file->language, file->path, file->text, file->length});
    }
}
