// resolve_rule.c - what handlers wait for: names become the ids that happenings carry
#include <string.h>

#include "lua/alias.h"

static struct ts_lua_pack *pack_of(const struct ts_build *build, const struct ts_draft_handler *handler)
{
    return &build->host->packs[handler->model.pack];
}

static void report(struct ts_build *build, const struct ts_draft_handler *handler, const char *what, const char *name, const char *hint)
{
    ts_build_problem(build, pack_of(build, handler), handler->model.place, "unknown-target", hint,
                     "on(\"%s\") waits for the %s \"%s\", which there is not", ts_happening_name(handler->model.happening), what, name);
}

static ts_symbol now_of(struct ts_build *build, const struct ts_draft_handler *handler, enum ts_renamed what, ts_symbol id)
{
    return ts_alias_now(build, pack_of(build, handler), handler->model.place, what, id);
}

// The story that "harbour:lantern/quay/light" begins with.
static struct ts_draft_story *story_in(struct ts_build *build, struct ts_lua_pack *pack, const char *name)
{
    const char *slash = strchr(name, '/');
    return slash ? ts_build_find_story(build, ts_build_full(build, pack, ts_build_format(build, "%.*s", (int)(slash - name), name))) : NULL;
}

static bool has_ending(const struct ts_draft_story *story, const char *name, const struct ts_build *build)
{
    for (uint32_t i = 0; i < story->scenes.count; i++) {
        const struct ts_draft_scene *scene = story->scenes.items[i];
        if (scene->model.ending && strcmp(ts_build_text(build, scene->model.ending), name) == 0) return true;
    }
    return false;
}

static bool is_concept(const struct ts_build *build, ts_symbol id)
{
    for (uint32_t i = 0; i < build->metaconcepts.count; i++)
        if (((struct ts_metaconcept *)build->metaconcepts.items[i])->id == id) return true;
    return false;
}

// Milestones and insights are words of their own; metaconcepts and unlocks are defined somewhere.
static ts_symbol find_id(struct ts_build *build, const struct ts_draft_handler *handler)
{
    struct ts_lua_pack *pack = pack_of(build, handler);
    ts_symbol plain = ts_symbol_of(build->symbols, handler->id), full;
    if (handler->model.happening == TS_UNLOCK_GRANTED) return now_of(build, handler, TS_RENAMED_UNLOCK, ts_build_full(build, pack, handler->id));
    if (handler->model.happening != TS_METACONCEPT_INTEGRATED) return plain;
    full = now_of(build, handler, TS_RENAMED_METACONCEPT, ts_build_bare(build, pack, handler->id));
    if (is_concept(build, full)) return full;
    if (!is_concept(build, plain)) report(build, handler, "metaconcept", handler->id, NULL);
    return plain;
}

static void resolve_handler(struct ts_build *build, struct ts_draft_handler *handler)
{
    struct ts_lua_pack *pack = pack_of(build, handler);
    if (handler->story) {
        handler->model.story = now_of(build, handler, TS_RENAMED_STORY, ts_build_full(build, pack, handler->story));
        if (!ts_build_find_story(build, handler->model.story))
            report(build, handler, "story", handler->story, ts_build_near_story(build, handler->story));
    }
    if (handler->scene) {
        struct ts_draft_story *story = story_in(build, pack, handler->scene);
        handler->model.scene = now_of(build, handler, TS_RENAMED_SCENE, ts_build_full(build, pack, handler->scene));
        if (!story || !ts_map_find(&story->scene_by_full, handler->model.scene)) report(build, handler, "scene", handler->scene, NULL);
    }
    if (handler->choice) {
        handler->model.choice = now_of(build, handler, TS_RENAMED_CHOICE, ts_build_full(build, pack, handler->choice));
        if (!ts_map_find(&build->choice_by_full, handler->model.choice)) report(build, handler, "choice", handler->choice, NULL);
    }
    if (handler->ending) {
        struct ts_draft_story *story = story_in(build, pack, handler->ending);
        handler->model.ending = now_of(build, handler, TS_RENAMED_ENDING, ts_build_full(build, pack, handler->ending));
        if (!story || !has_ending(story, strchr(ts_build_text(build, handler->model.ending), '/') + 1, build)) report(build, handler, "ending", handler->ending, NULL);
    }
    if (handler->id) handler->model.id = find_id(build, handler);
}

void ts_resolve_handlers(struct ts_build *build)
{
    for (uint32_t i = 0; i < build->handlers.count; i++) resolve_handler(build, build->handlers.items[i]);
}
