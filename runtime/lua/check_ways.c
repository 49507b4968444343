// check_ways.c - scenes, endings and pools that no way leads to
#include <string.h>

#include "game/ways.h"
#include "lua/check.h"

static struct ts_lua_pack *pack_of(struct ts_build *build, uint32_t pack)
{
    return &build->host->packs[pack];
}

// --- a run that a script completes has no need of an ending

static void find_complete(void *self, const struct ts_script_word *word)
{
    if (ts_word_is(word, "complete") && ts_word_is(&word[-1], ":")) *(bool *)self = true;
}

static bool is_completed_by_script(struct ts_build *build, const struct ts_story *story)
{
    bool found = false;
    for (uint32_t i = 0; i < build->host->content.pack_count && !found; i++) {
        const struct ts_lua_pack *pack = pack_of(build, i);
        for (uint32_t k = 0; k < pack->source_count && !found && i == story->pack; k++)
            if (pack->sources[k].text) ts_script_each_word(&pack->sources[k], find_complete, &found);
    }
    return found;
}

static void check_endings(struct ts_build *build, const struct ts_story *story)
{
    bool has_ending = false;
    for (uint32_t i = 0; i < story->scene_count && !has_ending; i++) has_ending = story->scenes[i]->ending != 0;
    if (has_ending || story->is_endless || is_completed_by_script(build, story)) return;
    ts_build_warning(build, pack_of(build, story->pack), story->place, "no-ending",
                     "give a scene ending = \"…\", or the story endless = true when it is meant to go on", "no scene of \"%s\" ends it",
                     ts_build_text(build, story->id));
}

// --- pools

static void add_drawn(const struct ts_story *story, struct ts_map *drawn)
{
    for (uint32_t i = 0; i < story->scene_count; i++)
        if (story->scenes[i]->draw.pool) *ts_map_add(drawn, story->scenes[i]->draw.pool) = 1;
}

// True when nobody draws the pool that the storylet is in: told once for each pool.
static bool is_undrawn(struct ts_build *build, const struct ts_scene *scene, struct ts_map *drawn)
{
    uint64_t *at = scene->pool ? ts_map_add(drawn, scene->pool) : NULL;
    if (!at || *at == 1) return false;
    if (*at == 0)
        ts_build_warning(build, pack_of(build, scene->pack), scene->place, "undrawn-pool", "let a scene draw from it: draw = { pool = \"…\" }",
                         "\"%s\" is in the pool \"%s\", from which no scene draws", ts_build_text(build, scene->full),
                         ts_build_text(build, scene->pool));
    *at = 2;
    return true;
}

// --- scenes

static void tell(struct ts_build *build, const struct ts_story *story, const struct ts_scene *scene, bool is_ending)
{
    struct ts_lua_pack *pack = pack_of(build, scene->pack);
    if (is_ending)
        ts_build_warning(build, pack, scene->place, "unreachable-ending", "let a choice or a scene that can be reached lead there",
                         "no way leads to \"%s\", so that \"%s\" never ends with \"%s\"", ts_build_text(build, scene->full),
                         ts_build_text(build, story->id), ts_build_text(build, scene->ending));
    else
        ts_build_warning(build, pack, scene->place, "unreachable-scene", "let a choice or a scene that can be reached lead there, or drop it",
                         "no way leads from the start of \"%s\" to \"%s\"", ts_build_text(build, story->id),
                         ts_build_text(build, scene->full));
}

static void check_scenes(struct ts_build *build, const struct ts_story *story, const bool *reached)
{
    struct ts_map drawn = {0}, ends = {0};
    add_drawn(story, &drawn);
    for (uint32_t i = 0; i < story->scene_count; i++)
        if (reached[i] && story->scenes[i]->ending) *ts_map_add(&ends, story->scenes[i]->ending) = 1;
    for (uint32_t i = 0; i < story->scene_count; i++) {
        const struct ts_scene *scene = story->scenes[i];
        if (reached[i] || is_undrawn(build, scene, &drawn)) continue;
        tell(build, story, scene, scene->ending && !ts_map_find(&ends, scene->ending));
    }
    ts_map_clear(&drawn);
    ts_map_clear(&ends);
}

void ts_check_ways(struct ts_build *build)
{
    const struct ts_content *content = &build->host->content;
    for (uint32_t i = 0; i < content->story_count; i++) {
        const struct ts_story *story = content->stories[i];
        bool *reached = ts_arena_get(build->scratch, story->scene_count + 1);
        ts_story_reach(story, reached);
        check_scenes(build, story, reached);
        check_endings(build, story);
    }
}
