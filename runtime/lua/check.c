// check.c - what must hold of content that is complete: names in conditions, ways on, labels of what is offered
#include <string.h>

#include "lua/check.h"
#include "lua/locale.h"

// --- names in conditions

enum { PROBLEMS_ENOUGH = 500 };

struct checking {
    struct ts_build *build;
    const struct ts_check *check;
};

// A translation that asks for what is not there is not told; what it translates is.
static void revert(struct ts_build *build, const struct ts_revert *revert, const char *name, const char *suggestion)
{
    ts_locale_warn(build, revert->file, revert->line, "bad-translation", ts_build_did_you_mean(build, suggestion),
                   "the translation of %s names \"%s\", which is not known; the original is told", revert->id, name);
    if (revert->told) ts_prose_become(revert->told, revert->original);
}

static void report_unknown(void *self, const char *name, const char *suggestion)
{
    const struct checking *checking = self;
    const struct ts_check *check = checking->check;
    if (check->revert) {
        revert(checking->build, check->revert, name, suggestion);
        return;
    }
    bool is_key = strncmp(name, "world.", 6) == 0 || strncmp(name, "world[", 6) == 0;
    bool is_tally = strncmp(name, "seen", 4) == 0 || strncmp(name, "visits", 6) == 0 || strncmp(name, "since", 5) == 0;
    ts_build_problem(checking->build, check->pack, check->place,
                     is_key                          ? "unknown-key"
                     : is_tally && strchr(name, '.') ? "unknown-target"
                                                     : "unknown-variable",
                     ts_build_did_you_mean(checking->build, suggestion), "\"%s\" in %s is not known", name, check->what);
}

static void report_former(void *self, const char *name, const char *now)
{
    const struct checking *checking = self;
    const struct ts_check *check = checking->check;
    ts_build_warning(checking->build, check->pack, check->place, "renamed", ts_build_format(checking->build, "write \"%s\"", now),
                     "\"%s\" in %s is called \"%s\" now", name, check->what, now);
}

static void check_conditions(struct ts_build *build)
{
    for (uint32_t i = 0; i < build->checks.count; i++) {
        const struct ts_check *check = build->checks.items[i];
        if (!check->revert && build->problems.list.count >= PROBLEMS_ENOUGH) continue;
        struct checking checking = {.build = build, .check = check};
        ts_condition_check(check->pack, check->story, check->source, check->length, report_unknown, report_former, &checking);
    }
}

// --- ways on

bool ts_check_leads_on(const struct ts_draft_scene *scene)
{
    return scene->next || scene->otherwise || scene->detour || scene->draw || scene->model.back || scene->model.ending ||
           scene->model.pool      // a storylet returns to the scene that drew it
           || scene->model.enter; // may go elsewhere
}

// What is written counts, though it may be wrong: that is told already.
static bool has_way_on(const struct ts_draft_scene *scene)
{
    return scene->has_choices || scene->choices.count || scene->include.count || ts_check_leads_on(scene);
}

// Storylets in a pool that some scene offers as choices need a label.
static void check_labels(struct ts_build *build, const struct ts_draft_story *story)
{
    struct ts_map offered = {0};
    for (uint32_t i = 0; i < story->scenes.count; i++) {
        const struct ts_scene *scene = &((struct ts_draft_scene *)story->scenes.items[i])->model;
        if (scene->draw.pool && !scene->draw.enter) *ts_map_add(&offered, scene->draw.pool) = 1;
    }
    for (uint32_t i = 0; i < story->scenes.count; i++) {
        const struct ts_scene *storylet = &((struct ts_draft_scene *)story->scenes.items[i])->model;
        if (!storylet->pool || storylet->label || !ts_map_find(&offered, storylet->pool)) continue;
        ts_build_problem(build, &build->host->packs[storylet->pack], storylet->place, "missing-field", "give it label = \"…\"",
                         "storylet \"%s\" is offered as a choice, but has no label", ts_build_text(build, storylet->full));
    }
    ts_map_clear(&offered);
}

static void check_scene(struct ts_build *build, const struct ts_draft_scene *scene)
{
    if (!has_way_on(scene))
        ts_build_problem(build, &build->host->packs[scene->model.pack], scene->model.place, "no-way-on",
                         "give it choices, next, back or an ending", "nothing leads on from \"%s\"",
                         ts_build_text(build, scene->model.full));
}

// What does no harm to play. With errors the pack is left out and the next round looks.
static void check_thoroughly(struct ts_build *build)
{
    struct ts_check_mentions mentions = {0};
    ts_check_gather(build, &mentions);
    ts_check_ways(build);
    ts_check_care(build);
    ts_check_vars(build, &mentions);
    ts_check_types(build, &mentions);
    ts_check_labels(build);
    ts_check_scripts(build);
    ts_check_titles(build);
    ts_check_mentions_clear(&mentions);
}

void ts_check_content(struct ts_build *build)
{
    check_conditions(build);
    for (uint32_t i = 0; i < build->stories.count; i++) {
        const struct ts_draft_story *story = build->stories.items[i];
        for (uint32_t k = 0; k < story->scenes.count; k++) check_scene(build, story->scenes.items[k]);
        check_labels(build, story);
    }
    if (build->is_thorough && !build->problems.error_count) check_thoroughly(build);
}
