// names.c - ids of what is defined: made, claimed, found
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/build.h"

struct claim {
    struct ts_place place;
};

static char *format_words(struct ts_build *build, const char *format, va_list words)
{
    char text[1024];
    int length = vsnprintf(text, sizeof text, format, words);
    if (length < 0) length = 0;
    if ((size_t)length >= sizeof text) length = sizeof text - 1;
    return ts_arena_copy(build->scratch, text, (size_t)length);
}

char *ts_build_format(struct ts_build *build, const char *format, ...)
{
    va_list words;
    char *text;
    va_start(words, format);
    text = format_words(build, format, words);
    va_end(words);
    return text;
}

ts_symbol ts_build_symbol(struct ts_build *build, const char *format, ...)
{
    va_list words;
    ts_symbol symbol;
    va_start(words, format);
    symbol = ts_symbol_of(build->symbols, format_words(build, format, words));
    va_end(words);
    return symbol;
}

const char *ts_build_text(const struct ts_build *build, ts_symbol symbol)
{
    return ts_symbol_text(build->symbols, symbol);
}

ts_symbol ts_build_full(struct ts_build *build, const struct ts_lua_pack *pack, const char *name)
{
    if (strchr(name, ':')) return ts_symbol_of(build->symbols, name);
    return ts_build_symbol(build, "%s:%s", ts_build_text(build, pack->name), name);
}

ts_symbol ts_build_bare(struct ts_build *build, const struct ts_lua_pack *pack, const char *name)
{
    if (strncmp(name, "core:", 5) == 0) return ts_symbol_of(build->symbols, name + 5);
    if (strcmp(ts_build_text(build, pack->name), "core") == 0) return ts_symbol_of(build->symbols, name);
    return ts_build_full(build, pack, name);
}

bool ts_build_claim(struct ts_build *build, struct ts_lua_pack *pack, char room, ts_symbol id, struct ts_place place)
{
    uint64_t *at = ts_map_add(&build->ids, (uint64_t)(unsigned char)room << 32 | id);
    struct claim *claim;
    if (*at == 0) {
        claim = ts_list_add(&build->claims, build->scratch, sizeof *claim);
        claim->place = place;
        *at = build->claims.count;
        return true;
    }
    claim = build->claims.items[*at - 1];
    ts_build_problem(build, pack, place, "duplicate-id", "give one of them another name", "\"%s\" is defined twice: here and at %s:%u",
                     ts_build_text(build, id), ts_build_text(build, claim->place.file), claim->place.line);
    return false;
}

// While a pack is rebuilt, other packs' stories get a draft when they are asked for.
static struct ts_draft_story *add_known(struct ts_build *build, ts_symbol id)
{
    const struct ts_story *known = ts_content_find_story(&build->host->content, ts_build_text(build, id));
    struct ts_draft_story *draft;
    if (!known) return NULL;
    draft = ts_list_add(&build->stories, build->scratch, sizeof *draft);
    draft->known = known;
    draft->story = ts_arena_get(build->scratch, sizeof *draft->story);
    draft->pack = &build->host->packs[known->pack];
    *ts_map_add(&build->story_by_id, id) = build->stories.count;
    return draft;
}

struct ts_draft_story *ts_build_find_story(struct ts_build *build, ts_symbol id)
{
    const uint64_t *at = ts_map_find(&build->story_by_id, id);
    if (at) return build->stories.items[*at - 1];
    return build->is_rebuilding ? add_known(build, id) : NULL;
}

const char *ts_build_near_story(struct ts_build *build, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < build->stories.count; i++) {
        const struct ts_draft_story *draft = build->stories.items[i];
        if (!ts_near_add(&near, ts_build_text(build, draft->known->id)) || !ts_near_add(&near, ts_build_text(build, draft->known->name)))
            break;
    }
    return ts_near_find(&near, name);
}

struct ts_lua_source *ts_build_source(struct ts_lua_pack *pack, struct ts_place place)
{
    for (uint32_t i = 0; i < pack->source_count; i++)
        if (pack->sources[i].file == place.file) return &pack->sources[i];
    for (uint32_t i = 0; i < pack->migration_count; i++)
        if (pack->migrations[i].file == place.file) return &pack->migrations[i];
    return NULL;
}

void ts_build_hold(struct ts_build *build, struct ts_value value)
{
    if (value.type != TS_TEXT && value.type != TS_TREE) return;
    if (build->text_count == build->text_room) {
        build->text_room = build->text_room * 2 + 16;
        build->texts = ts_memory_grow(build->texts, build->text_room * sizeof *build->texts);
    }
    build->texts[build->text_count++] = value.text;
}

static void forget_stories(struct ts_build *build)
{
    for (uint32_t i = 0; i < build->stories.count; i++) {
        struct ts_draft_story *draft = build->stories.items[i];
        ts_map_clear(&draft->scene_by_full);
        ts_map_clear(&draft->made_by_group);
        if (!build->is_rebuilding || draft->story == draft->known) continue;
        ts_map_clear(&draft->story->scene_by_id);
        ts_map_clear(&draft->story->var_by_name);
        ts_map_clear(&draft->story->pools);
    }
}

void ts_build_clear(struct ts_build *build)
{
    for (uint32_t i = 0; i < build->text_count; i++) ts_text_drop(build->texts[i]);
    free(build->texts);
    forget_stories(build);
    ts_map_clear(&build->ids);
    ts_map_clear(&build->requires_by_pair);
    ts_map_clear(&build->touch_by_field);
    ts_map_clear(&build->origin_by_path);
    ts_map_clear(&build->story_by_id);
    ts_map_clear(&build->group_by_id);
    ts_map_clear(&build->choice_by_full);
    ts_arena_free(build->scratch);
}
