// resolve_amend.c - amendments find their scenes and change them, packs in load order
#include <string.h>

#include "lua/build.h"

static const struct ts_prose_part *part_of(const struct ts_prose *words, ts_call when, struct ts_prose_part *out)
{
    *out = (struct ts_prose_part){.words = words, .when = when, .intensity = -1};
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

static void report_unknown(struct ts_build *build, const struct ts_draft_amendment *amendment, const struct ts_draft_scene *scene,
                           const char *id)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < scene->choices.count; i++)
        if (!ts_near_add(&near, ts_build_text(build, ((struct ts_draft_choice *)scene->choices.items[i])->model.id))) break;
    ts_build_problem(build, amendment->pack, amendment->place, "unknown-target", ts_near_find(&near, id),
                     "\"%s\" has no choice \"%s\" to amend", ts_build_text(build, scene->model.full), id);
}

static void remove_choice(struct ts_list *choices, uint32_t at)
{
    choices->count--;
    memmove(&choices->items[at], &choices->items[at + 1], (choices->count - at) * sizeof *choices->items);
}

// Puts `first` where the choice at `at` was, and `second` behind it.
static void insert_choice(struct ts_build *build, struct ts_list *choices, uint32_t at, struct ts_draft_choice *first,
                          struct ts_draft_choice *second)
{
    ts_list_push(choices, build->keep, NULL);
    memmove(&choices->items[at + 1], &choices->items[at], (choices->count - 1 - at) * sizeof *choices->items);
    choices->items[at] = first;
    choices->items[at + 1] = second;
}

// Takes out the choice `id`, or hides it while `when` holds; puts `instead` (may be NULL) before it.
static void change_choice(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene, const char *id,
                          ts_call when, struct ts_draft_choice *instead)
{
    ts_symbol symbol = ts_symbol_of(build->symbols, id);
    struct ts_list *choices = &scene->choices;
    uint32_t at = 0;
    struct ts_draft_choice *choice;
    while (at < choices->count && ((struct ts_draft_choice *)choices->items[at])->model.id != symbol) at++;
    if (at == choices->count) {
        report_unknown(build, amendment, scene, id);
        return;
    }
    choice = choices->items[at];
    if (!when && instead)
        choices->items[at] = instead;
    else if (when && instead)
        insert_choice(build, choices, at, instead, hide_while(build, choice, when));
    else if (when)
        choices->items[at] = hide_while(build, choice, when);
    else
        remove_choice(choices, at);
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
    struct ts_near near;
    if (scene) return scene;
    near = ts_near_start(build);
    for (uint32_t i = 0; i < scenes->count; i++)
        if (!ts_near_add(&near, ts_build_text(build, ((struct ts_draft_scene *)scenes->items[i])->model.full))) break;
    ts_build_problem(build, amendment->pack, amendment->place, "unknown-target", ts_near_find(&near, amendment->scene),
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
