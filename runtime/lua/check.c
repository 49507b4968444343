// check.c - what must hold of content that is complete: names in conditions, ways on, labels of what is offered
#include <string.h>

#include "lua/build.h"

// --- names in conditions

struct checking { struct ts_build *build; const struct ts_check *check; };

static void report_unknown(void *self, const char *name, const char *suggestion)
{
    const struct checking *checking = self;
    const struct ts_check *check = checking->check;
    bool is_key = strncmp(name, "world.", 6) == 0 || strncmp(name, "world[", 6) == 0;
    bool is_tally = strncmp(name, "seen", 4) == 0 || strncmp(name, "visits", 6) == 0 || strncmp(name, "since", 5) == 0;
    ts_build_problem(checking->build, check->pack, check->place, is_key ? "unknown-key" : is_tally && strchr(name, '.') ? "unknown-target" : "unknown-variable",
                     ts_build_did_you_mean(checking->build, suggestion), "\"%s\" in %s is not known", name, check->what);
}

static void check_conditions(struct ts_build *build)
{
    for (uint32_t i = 0; i < build->checks.count; i++) {
        const struct ts_check *check = build->checks.items[i];
        struct checking checking = { .build = build, .check = check };
        ts_condition_check(check->pack, check->story, check->source, check->length, report_unknown, &checking);
    }
}

// --- ways on

static bool has_way_on(const struct ts_scene *scene)
{
    return scene->choice_count || scene->next || scene->otherwise || scene->detour || scene->back || scene->draw.pool || scene->ending
           || scene->pool    // a storylet returns to the scene that drew it
           || scene->enter;  // may go elsewhere
}

static void check_scene(struct ts_build *build, const struct ts_story *story, const struct ts_scene *scene)
{
    const uint64_t *pool = scene->draw.pool ? ts_map_find(&story->pools, scene->draw.pool) : NULL;
    if (!has_way_on(scene))
        ts_build_problem(build, &build->host->packs[scene->pack], scene->place, "no-way-on", "give it choices, next, back or an ending",
                         "nothing leads on from \"%s\"", ts_build_text(build, scene->full));
    for (uint32_t i = 0; pool && !scene->draw.enter && i < story->pool_scenes[*pool - 1].count; i++) {
        const struct ts_scene *storylet = story->pool_scenes[*pool - 1].scenes[i];
        if (!storylet->label)
            ts_build_problem(build, &build->host->packs[storylet->pack], storylet->place, "missing-field", "give it label = \"…\"",
                             "storylet \"%s\" is offered as a choice, but has no label", ts_build_text(build, storylet->full));
    }
}

void ts_check_content(struct ts_build *build)
{
    const struct ts_content *content = &build->host->content;
    check_conditions(build);
    for (uint32_t i = 0; i < content->story_count; i++)
        for (uint32_t k = 0; k < content->stories[i]->scene_count; k++) check_scene(build, content->stories[i], content->stories[i]->scenes[k]);
}
