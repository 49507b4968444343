// content.c - finds things in the content model
#include "game/content.h"

#include <string.h>

static const char *const happening_names[TS_HAPPENING_COUNT] = {
    [TS_RUN_STARTED] = "run.started",       [TS_RUN_RESUMED] = "run.resumed",
    [TS_SCENE_ENTERED] = "scene.entered",   [TS_CHOICE_TAKEN] = "choice.taken",
    [TS_TURN_ENDED] = "turn.ended",         [TS_MILESTONE_REACHED] = "milestone.reached",
    [TS_INSIGHT_FOUND] = "insight.found",   [TS_METACONCEPT_INTEGRATED] = "metaconcept.integrated",
    [TS_ENDING_REACHED] = "ending.reached", [TS_RUN_COMPLETED] = "run.completed",
    [TS_RUN_ABANDONED] = "run.abandoned",   [TS_UNLOCK_GRANTED] = "unlock.granted",
    [TS_NEWS_ARRIVED] = "news.arrived",       [TS_CARE_SIGNED] = "care.signed",
};

const char *ts_happening_name(enum ts_happening happening)
{
    return happening_names[happening];
}

int ts_happening_find(const char *name)
{
    for (int i = 0; i < TS_HAPPENING_COUNT; i++)
        if (strcmp(happening_names[i], name) == 0) return i;
    return -1;
}

const struct ts_pack *ts_content_find_pack(const struct ts_content *content, ts_symbol name)
{
    for (uint32_t i = 0; i < content->pack_count; i++)
        if (content->packs[i].name == name) return &content->packs[i];
    return NULL;
}

const struct ts_story *ts_content_find_story(const struct ts_content *content, const char *id)
{
    ts_symbol symbol = ts_symbol_find(content->symbols, id, strlen(id));
    const uint64_t *at = ts_map_find(&content->story_by_id, symbol);
    return at ? content->stories[*at - 1] : NULL;
}

const struct ts_scene *ts_story_find_scene(const struct ts_story *story, ts_symbol id)
{
    const uint64_t *at = ts_map_find(&story->scene_by_id, id);
    return at ? story->scenes[*at - 1] : NULL;
}

const struct ts_scene *ts_story_find_scene_full(const struct ts_story *story, ts_symbol full)
{
    for (uint32_t i = 0; i < story->scene_count; i++)
        if (story->scenes[i]->full == full) return story->scenes[i];
    return NULL;
}

const struct ts_world_key *ts_content_find_key(const struct ts_content *content, ts_symbol id)
{
    const uint64_t *at = ts_map_find(&content->key_by_id, id);
    return at ? &content->keys[*at - 1] : NULL;
}

const struct ts_world_key *ts_content_find_declared(const struct ts_content *content, const char *id, size_t length)
{
    for (;;) {
        const struct ts_world_key *key = ts_content_find_key(content, ts_symbol_find(content->symbols, id, length));
        const char *slash = key ? NULL : memrchr(id, '/', length);
        if (!slash) return key;
        length = (size_t)(slash - id);
    }
}

const struct ts_focus *ts_content_find_focus(const struct ts_content *content, ts_symbol id)
{
    const uint64_t *at = ts_map_find(&content->focus_by_id, id);
    return at ? &content->focuses[*at - 1] : NULL;
}

bool ts_focus_fits(const struct ts_focus *focus, const struct ts_story *story)
{
    return story->focus && (story->focus == focus->id || story->focus == focus->like);
}

const struct ts_skill *ts_content_find_skill(const struct ts_content *content, ts_symbol id)
{
    const uint64_t *at = ts_map_find(&content->skill_by_id, id);
    return at ? &content->skills[*at - 1] : NULL;
}

bool ts_unlock_is_cosmetic(const char *id)
{
    const char *colon = strchr(id, ':');
    return colon && strncmp(colon, ":cosmetic/", 10) == 0;
}

const char *ts_content_title(const struct ts_content *content, ts_symbol id)
{
    const uint64_t *metaconcept = ts_map_find(&content->metaconcept_by_id, id);
    const uint64_t *unlock = ts_map_find(&content->unlock_by_id, id);
    const char *title = metaconcept ? content->metaconcepts[*metaconcept - 1].title : unlock ? content->unlocks[*unlock - 1].title : NULL;
    return title ? title : ts_symbol_text(content->symbols, id);
}

const struct ts_call_info *ts_content_rule_part(const struct ts_content *content, const struct ts_unlock *unlock, uint32_t index)
{
    const struct ts_call_info *rule = &content->calls[unlock->when];
    const struct ts_join *join = rule->join;
    if (!join) return index == 0 ? rule : NULL;
    if (index < join->any_count) return &content->calls[join->any[index]];
    index -= join->any_count;
    return index < join->all_count ? &content->calls[join->all[index]] : NULL;
}

const struct ts_var *ts_content_var(const struct ts_content *content, const struct ts_story *story, uint32_t slot)
{
    return slot < story->var_count ? &story->vars[slot] : &content->own[slot - story->var_count];
}
