// host.c - all packs of a content and what they made of it
#include <stdlib.h>
#include <string.h>

#include "lua/blame.h"
#include "game/grammar.h"
#include "lua/build.h"

const struct ts_content *ts_host_content(const struct ts_host *host)
{
    return &host->content;
}

const struct ts_script *ts_host_script(struct ts_host *host)
{
    return &host->script;
}

uint64_t ts_host_digest(struct ts_host *host, uint32_t pack)
{
    return host->packs[pack].box ? ts_box_digest(host->packs[pack].box) : 0;
}

uint32_t ts_host_rebuilds(const struct ts_host *host)
{
    return host->rebuilds;
}

static void clear_content(struct ts_content *content)
{
    for (uint32_t i = 0; i < content->story_count; i++) {
        ts_map_clear(&content->stories[i]->scene_by_id);
        ts_map_clear(&content->stories[i]->var_by_name);
        ts_map_clear(&content->stories[i]->choice_by_bare);
        ts_map_clear(&content->stories[i]->pools);
    }
    ts_map_clear(&content->former.at);
    ts_map_clear(&content->story_by_id);
    ts_map_clear(&content->key_by_id);
    ts_map_clear(&content->unlock_by_id);
    ts_map_clear(&content->skill_by_id);
    ts_map_clear(&content->focus_by_id);
    ts_map_clear(&content->metaconcept_by_id);
    ts_map_clear(&content->grammar_by_id);
    for (uint32_t i = 0; i < content->grammar_count; i++) ts_map_clear(&content->grammars[i]->rule_by_name);
}

void ts_host_free(struct ts_host *host)
{
    if (!host) return;
    for (uint32_t i = 0; i < host->content.pack_count; i++) {
        ts_box_free(host->packs[i].box);
        free(host->packs[i].calls);
        free(host->packs[i].held);
    }
    for (uint32_t i = 0; i < host->text_count; i++) ts_text_drop(host->texts[i]);
    free(host->texts);
    ts_buffer_clear(&host->said);
    ts_buffer_clear(&host->deprecated);
    ts_map_clear(&host->deprecated_at);
    ts_plurals_clear(&host->plurals);
    clear_content(&host->content);
    ts_arena_free(host->content.arena);
    ts_host_free(host->library);
    free(host);
}

int64_t ts_host_steps(const struct ts_host *host)
{
    return host->steps;
}

void ts_host_set_exact(struct ts_host *host, uint32_t pack, bool is_exact)
{
    if (host->packs[pack].box) ts_box_set_exact(host->packs[pack].box, is_exact);
}

size_t ts_host_bytes(const struct ts_host *host)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < host->content.pack_count; i++) bytes += host->packs[i].box ? ts_box_bytes(host->packs[i].box) : 0;
    return bytes;
}

bool ts_host_find_excerpt(const struct ts_host *host, struct ts_place place, const char *message, struct ts_excerpt *out)
{
    for (uint32_t i = 0; i < host->content.pack_count; i++) {
        const struct ts_lua_source *source = ts_build_source(&host->packs[i], place);
        if (source) return ts_source_excerpt(source, place.line, message, out);
    }
    return false;
}

bool ts_host_find_line(const struct ts_host *host, struct ts_place place, const char **text, size_t *length)
{
    struct ts_excerpt excerpt;
    if (!ts_host_find_excerpt(host, place, "", &excerpt)) return false;
    for (*text = excerpt.text, *length = excerpt.length; *length && strchr(" \t", **text); ++*text, --*length) continue;
    return true;
}
