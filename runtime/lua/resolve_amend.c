// resolve_amend.c - amendments find their scenes and change them, packs in load order
#include <string.h>

#include "base/suggest.h"
#include "lua/build.h"

static const struct ts_prose_part *part_of(const struct ts_prose *words, ts_call when, struct ts_prose_part *out)
{
    *out = (struct ts_prose_part){ .words = words, .when = when, .intensity = -1 };
    return out;
}

static void amend_text(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene)
{
    struct ts_prose_part parts[4];
    uint32_t count = 0;
    bool keeps = scene->model.text && (!amendment->replace || amendment->replace_unless);
    if (!amendment->before && !amendment->after && !amendment->replace) return;
    if (amendment->before) part_of(amendment->before, 0, &parts[count++]);
    if (keeps) part_of(scene->model.text, amendment->replace_unless, &parts[count++]);
    if (amendment->replace) part_of(amendment->replace, 0, &parts[count++]);
    if (amendment->after) part_of(amendment->after, 0, &parts[count++]);
    scene->model.text = ts_prose_of_parts(build->keep, parts, count);
}

// A copy for this scene alone, since shared choices belong to others too.
static struct ts_draft_choice *hide_while(struct ts_build *build, const struct ts_draft_choice *choice, ts_call when)
{
    struct ts_draft_choice *copy = ts_arena_get(build->keep, sizeof *copy);
    ts_call *hides = ts_arena_get(build->keep, (choice->model.hide_count + 1) * sizeof *hides);
    *copy = *choice;
    if (choice->model.hide_count) memcpy(hides, choice->model.hides, choice->model.hide_count * sizeof *hides);
    hides[choice->model.hide_count] = when;
    copy->model.hides = hides;
    copy->model.hide_count++;
    return copy;
}

static void report_unknown(struct ts_build *build, const struct ts_draft_amendment *amendment, const struct ts_draft_scene *scene, const char *id)
{
    const char **names = ts_arena_get(build->scratch, (scene->choices.count + 1) * sizeof *names);
    for (uint32_t i = 0; i < scene->choices.count; i++) names[i] = ts_build_text(build, ((struct ts_draft_choice *)scene->choices.items[i])->model.id);
    ts_build_problem(build, amendment->pack, amendment->place, "unknown-target", ts_build_did_you_mean(build, ts_suggest(id, names, scene->choices.count)),
                     "\"%s\" has no choice \"%s\" to amend", ts_build_text(build, scene->model.full), id);
}

// Takes out the choice `id`, or hides it while `when` holds; puts `instead` (may be NULL) before it.
static void change_choice(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene, const char *id, ts_call when,
                          struct ts_draft_choice *instead)
{
    ts_symbol symbol = ts_symbol_of(build->symbols, id);
    struct ts_list changed = { 0 };
    bool found = false;
    for (uint32_t i = 0; i < scene->choices.count; i++) {
        struct ts_draft_choice *choice = scene->choices.items[i];
        if (choice->model.id != symbol) {
            ts_list_push(&changed, build->keep, choice);
            continue;
        }
        if (!found && instead) ts_list_push(&changed, build->keep, instead);
        if (when) ts_list_push(&changed, build->keep, hide_while(build, choice, when));
        found = true;
    }
    if (!found) report_unknown(build, amendment, scene, id);
    scene->choices = changed;
}

static void amend_choices(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene)
{
    for (uint32_t i = 0; i < amendment->hides.count; i++) {
        const struct ts_draft_hide *hide = amendment->hides.items[i];
        change_choice(build, amendment, scene, hide->id, hide->when, NULL);
    }
    for (uint32_t i = 0; i < amendment->replaces.count; i++) {
        struct ts_draft_choice *choice = amendment->replaces.items[i];
        change_choice(build, amendment, scene, ts_build_text(build, choice->model.id), choice->model.when, choice);
    }
    for (uint32_t i = 0; i < amendment->adds.count; i++) ts_list_push(&scene->choices, build->keep, amendment->adds.items[i]);
}

static struct ts_draft_scene *find_scene(struct ts_build *build, const struct ts_draft_amendment *amendment)
{
    const struct ts_list *scenes = &amendment->story->scenes;
    struct ts_draft_scene *scene = ts_resolve_scene(build, amendment->story, amendment->pack, amendment->scene);
    const char **names;
    if (scene) return scene;
    names = ts_arena_get(build->scratch, (scenes->count + 1) * sizeof *names);
    for (uint32_t i = 0; i < scenes->count; i++) names[i] = ts_build_text(build, ((struct ts_draft_scene *)scenes->items[i])->model.full);
    ts_build_problem(build, amendment->pack, amendment->place, "unknown-target", ts_build_did_you_mean(build, ts_suggest(amendment->scene, names, scenes->count)),
                     "there is no scene \"%s\" to amend", amendment->scene);
    return NULL;
}

void ts_resolve_amendments(struct ts_build *build)
{
    for (uint32_t i = 0; i < build->amendments.count; i++) {
        const struct ts_draft_amendment *amendment = build->amendments.items[i];
        struct ts_draft_scene *scene = find_scene(build, amendment);
        if (!scene) continue;
        amend_text(build, amendment, scene);
        amend_choices(build, amendment, scene);
    }
}
