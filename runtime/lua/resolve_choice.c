// resolve_choice.c - the choices of a scene: put together, told apart, resolved
#include <string.h>

#include "lua/build.h"

enum { CHOICES_MAX = 2000 }; // of a scene: each is looked at for each other

// --- shared choices

static struct ts_draft_made *find_made(const struct ts_draft_story *story, ts_symbol group)
{
    const uint64_t *at = ts_map_find(&story->made_by_group, group);
    return at ? story->made.items[*at - 1] : NULL;
}

static const char *nearest_group(struct ts_build *build, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < build->groups.count; i++) {
        const char *id = ts_build_text(build, ((struct ts_draft_group *)build->groups.items[i])->id);
        if (!ts_near_add(&near, id) || !ts_near_add(&near, strchr(id, ':') + 1)) break;
    }
    return ts_near_find(&near, name);
}

void ts_resolve_includes(struct ts_build *build, struct ts_draft_scene *scene)
{
    struct ts_lua_pack *pack = &build->host->packs[scene->model.pack];
    for (uint32_t i = 0; i < scene->include.count; i++) {
        const char *name = scene->include.items[i];
        struct ts_draft_made *made = find_made(scene->story, ts_build_full(build, pack, name));
        for (uint32_t k = 0; made && k < made->choices.count; k++) ts_list_push(&scene->choices, build->keep, made->choices.items[k]);
        if (!made)
            ts_build_problem(build, pack, scene->model.place, "unknown-choices", nearest_group(build, name),
                             "\"%s\" includes \"%s\", but there are no shared choices of that name",
                             ts_build_text(build, scene->model.full), name);
    }
}

// --- targets

static const char *nearest_choice(struct ts_build *build, const struct ts_list *choices, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < choices->count; i++)
        if (!ts_near_add(&near, ts_build_text(build, ((struct ts_draft_choice *)choices->items[i])->model.id))) break;
    return ts_near_find(&near, name);
}

static const struct ts_choice *find_as(struct ts_build *build, struct ts_draft_scene *scene, const struct ts_draft_choice *choice)
{
    ts_symbol id = ts_symbol_of(build->symbols, choice->as);
    const struct ts_choice *hidden = NULL;
    for (uint32_t i = 0; i < scene->choices.count; i++) {
        struct ts_draft_choice *other = scene->choices.items[i];
        if (other->model.id != id || other == choice) continue;
        if (!other->is_hidden) return &other->model;
        hidden = &other->model;
    }
    if (hidden) return hidden;
    ts_build_problem(build, &build->host->packs[choice->model.pack], choice->model.place, "unknown-target",
                     nearest_choice(build, &scene->choices, choice->as), "\"%s\" acts as \"%s\", which is no choice beside it",
                     ts_build_text(build, choice->model.full), choice->as);
    return NULL;
}

static void check_as(struct ts_build *build, struct ts_draft_choice *choice)
{
    const struct ts_choice *at = choice->model.as;
    for (uint32_t steps = 0; at; at = at->as, steps++) {
        if (steps < 100) continue;
        ts_build_problem(build, &build->host->packs[choice->model.pack], choice->model.place, "cycle", NULL,
                         "\"%s\" acts as another that acts as it", ts_build_text(build, choice->model.full));
        choice->model.as = NULL;
        return;
    }
}

static void resolve_choice(struct ts_build *build, struct ts_draft_scene *scene, struct ts_draft_choice *choice)
{
    struct ts_target from = {
        .story = scene->story, .pack = choice->model.pack, .place = choice->model.place, .what = ts_build_text(build, choice->model.full)};
    struct ts_lua_pack *pack = &build->host->packs[choice->model.pack];
    from.field = "to";
    choice->model.to = ts_resolve_target(build, &from, choice->to);
    from.field = "detour";
    choice->model.detour = ts_resolve_target(build, &from, choice->detour);
    if (choice->as) choice->model.as = find_as(build, scene, choice);
    choice->model.event = ts_resolve_event(build, scene->story, pack, &choice->event);
}

// --- ids

// A replacement stands beside the choice it replaces, under the same id, when it says when.
static bool are_alternatives(const struct ts_draft_choice *one, const struct ts_draft_choice *other)
{
    return one->model.hide_count > 0 || other->model.hide_count > 0 || one->is_hidden || other->is_hidden;
}

// Both were looked for by their id, and the first found.
static struct ts_place second_place(struct ts_build *build, const struct ts_draft_choice *choice, const struct ts_draft_choice *other)
{
    struct ts_place place = choice->model.place, first = other->model.place;
    struct ts_lua_source *source = ts_build_source(&build->host->packs[choice->model.pack], place);
    if (!source || place.file != first.file || place.line != first.line) return place;
    uint32_t line = ts_source_line(source, build->scratch, ts_build_text(build, choice->model.id), TS_WRITTEN_ID, place.line + 1);
    if (line != place.line + 1 || ts_source_has(source, build->scratch, line, "id", 2)) place.line = line;
    return place;
}

static void check_ids(struct ts_build *build, struct ts_draft_scene *scene)
{
    if (scene->choices.count > CHOICES_MAX) {
        ts_build_problem(build, &build->host->packs[scene->model.pack], scene->model.place, "too-many", "make several scenes of it",
                         "\"%s\" has %u choices; %d are the most", ts_build_text(build, scene->model.full), scene->choices.count, CHOICES_MAX);
        return;
    }
    for (uint32_t i = 0; i < scene->choices.count; i++) {
        const struct ts_draft_choice *choice = scene->choices.items[i];
        for (uint32_t k = 0; k < i; k++) {
            const struct ts_draft_choice *other = scene->choices.items[k];
            if (other->model.id != choice->model.id || are_alternatives(choice, other)) continue;
            ts_build_problem(build, &build->host->packs[choice->model.pack], second_place(build, choice, other), "duplicate-id",
                             "give one of them another id", "two choices of \"%s\" have the id \"%s\": here and at %s:%u",
                             ts_build_text(build, scene->model.full), ts_build_text(build, choice->model.id),
                             ts_build_text(build, other->model.place.file), other->model.place.line);
        }
    }
}

void ts_resolve_choices(struct ts_build *build, struct ts_draft_scene *scene)
{
    const struct ts_choice **choices = ts_arena_get(build->keep, (scene->choices.count + 1) * sizeof *choices);
    struct ts_story *story = scene->story->story;
    uint32_t count = 0;
    for (uint32_t i = 0; i < scene->choices.count; i++) {
        struct ts_draft_choice *choice = scene->choices.items[i];
        resolve_choice(build, scene, choice);
        if (!choice->is_hidden) choices[count++] = &choice->model;
        *ts_map_add(&story->choice_by_bare, choice->model.bare) = choice->model.bare;
        *ts_map_add(&build->choice_by_full, choice->model.full) = 1;
    }
    for (uint32_t i = 0; i < scene->choices.count; i++) check_as(build, scene->choices.items[i]);
    check_ids(build, scene);
    scene->model.choices = choices;
    scene->model.choice_count = count;
}
