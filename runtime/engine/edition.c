// edition.c - which packs, in which versions, a run is played with
#include "engine/edition.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/version.h"

enum { WORD_MAX = 200 };

struct pack { // of a list "name version, name version"
    char name[WORD_MAX], version[WORD_MAX];
};

ts_symbol ts_edition_now(const struct ts_engine *engine)
{
    const struct ts_content *content = engine->content;
    struct ts_buffer list = {0};
    for (uint32_t i = 0; i < content->pack_count; i++)
        ts_buffer_add_format(&list, "%s%s %s", i ? ", " : "", ts_symbol_text(engine->symbols, content->packs[i].name), content->packs[i].version);
    ts_symbol packs = ts_symbol_add(engine->symbols, list.bytes ? list.bytes : "", list.length);
    ts_buffer_clear(&list);
    return packs;
}

// The next pack of the list, which is moved on; false at its end.
static bool next(const char **list, struct pack *out)
{
    size_t length = strcspn(*list, ",");
    if (!length) return false;
    *out = (struct pack){0};
    (void)sscanf(*list, "%199[^ ,] %199[^ ,]", out->name, out->version);
    *list += length;
    while (**list == ',' || **list == ' ') ++*list;
    return true;
}

void ts_edition_each(const char *list, ts_each_edition *each, void *self)
{
    struct pack pack;
    while (next(&list, &pack)) each(self, pack.name, pack.version);
}

static const char *version_now(const struct ts_engine *engine, const char *name)
{
    const struct ts_pack *pack = ts_content_find_pack(engine->content, ts_symbol_find(engine->symbols, name, strlen(name)));
    return pack ? pack->version : NULL;
}

void ts_edition_each_difference(const struct ts_engine *engine, ts_symbol packs, ts_each_difference *each, void *self)
{
    const char *list = ts_symbol_text(engine->symbols, packs);
    struct pack was;
    while (engine->content && next(&list, &was)) {
        const char *now = version_now(engine, was.name);
        int order = now ? ts_version_compare(was.version, now) : 0;
        struct ts_edition_difference difference = {TS_EDITION_MISSING, was.name, was.version, now};
        if (now && !order) continue;
        if (now) difference.change = order > 0 ? TS_EDITION_OLDER : TS_EDITION_NEWER;
        each(self, &difference);
    }
}

bool ts_edition_is_another(const struct ts_engine *engine, ts_symbol packs, const char *pack, size_t length)
{
    const char *list = packs ? ts_symbol_text(engine->symbols, packs) : "";
    struct pack was;
    while (next(&list, &was)) {
        const char *now = strlen(was.name) == length && !strncmp(was.name, pack, length) ? version_now(engine, was.name) : NULL;
        if (now) return strcmp(now, was.version) != 0;
    }
    return true;
}

void ts_edition_add_pack(const struct ts_engine *engine, ts_symbol packs, ts_symbol pack, struct ts_buffer *out)
{
    const char *list = ts_symbol_text(engine->symbols, packs), *name = ts_symbol_text(engine->symbols, pack);
    struct pack was;
    while (next(&list, &was)) {
        if (strcmp(was.name, name)) continue;
        const char *now = version_now(engine, name);
        ts_buffer_add_format(out, "\n  it was played with %s %s, and %s is loaded", name, was.version, !now ? "none" : strcmp(now, was.version) ? now : "the same version");
    }
}

static void add_notice(void *self, const struct ts_edition_difference *difference)
{
    struct ts_buffer *out = self;
    if (difference->change == TS_EDITION_NEWER) return;
    ts_buffer_add_format(out, "%spack \"%s\" ", out->length ? "\n" : "", difference->pack);
    if (difference->change == TS_EDITION_MISSING) ts_buffer_add_format(out, "is not there any more: this run was played with its version %s", difference->was);
    else ts_buffer_add_format(out, "is older than before: %s, and this run was played with %s", difference->now, difference->was);
}

void ts_edition_add_notices(const struct ts_engine *engine, ts_symbol packs, struct ts_buffer *out)
{
    ts_edition_each_difference(engine, packs, add_notice, out);
}
