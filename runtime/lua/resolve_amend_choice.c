// resolve_amend_choice.c - the choices of a scene as amendments would have them: hidden, replaced, added
#include <string.h>

#include "lua/alias.h"
#include "lua/amend.h"

struct target { // a choice of the scene, by its id
    struct ts_build *build;
    const struct ts_draft_amendment *amendment;
    struct ts_draft_scene *scene;
    const struct ts_draft_part *part;
    ts_symbol id;
    const char *path; // "harbour:lantern/quay/choices/light"
};

static struct ts_draft_choice *choice_at(const struct target *target, uint32_t at)
{
    return target->scene->choices.items[at];
}

// The first from `at` on that has the id; the count of choices when there is none.
static uint32_t find(const struct target *target, uint32_t at)
{
    while (at < target->scene->choices.count && choice_at(target, at)->model.id != target->id) at++;
    return at;
}

static bool is_there(const struct target *target)
{
    return find(target, 0) < target->scene->choices.count;
}

// By what it is called now, when it was called so once.
static void call_by_now(struct target *target)
{
    struct ts_build *build = target->build;
    ts_symbol now = is_there(target) ? 0 : ts_alias_choice(build, target->amendment->pack, target->part->place, target->scene, target->id);
    if (!now) return;
    target->id = now;
    target->path = ts_build_format(build, "%s/choices/%s", ts_build_text(build, target->scene->model.full), ts_build_text(build, now));
}

static struct target target_of(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene,
                               const struct ts_draft_part *part, const char *id)
{
    return (struct target){.build = build,
                           .amendment = amendment,
                           .scene = scene,
                           .part = part,
                           .id = ts_symbol_of(build->symbols, id),
                           .path = ts_build_format(build, "%s/choices/%s", ts_build_text(build, scene->model.full), id)};
}

static void report_unknown(const struct target *target)
{
    struct ts_build *build = target->build;
    struct ts_near near = ts_near_start(build);
    const char *id = ts_build_text(build, target->id);
    for (uint32_t i = 0; i < target->scene->choices.count; i++)
        if (!ts_near_add(&near, ts_build_text(build, choice_at(target, i)->model.id))) break;
    ts_build_problem(build, target->amendment->pack, target->part->place, "unknown-target", ts_near_find(&near, id),
                     "\"%s\" has no choice \"%s\" to amend", ts_build_text(build, target->scene->model.full), id);
}

// What the choice was before anybody changed it is remembered, since the content may keep nothing of it.
static void note(const struct target *target, const char *what, const struct ts_draft_choice *before)
{
    bool is_added = !before;
    struct ts_origin *origin;
    if (before && !before->is_added)
        ts_origin_add_choice(target->build, target->path, &target->build->host->packs[before->model.pack], before->model.place);
    origin = ts_origin_add(target->build, target->path, what, target->amendment->pack, target->part->place, target->part->when);
    if (is_added) origin->id = ts_build_text(target->build, target->part->choice->model.full);
}

static void touch(const struct target *target, const char *what, const struct ts_draft_choice *before)
{
    ts_conflict_touch(target->build, target->amendment->pack, target->part->place, target->path, what);
    note(target, what, before);
}

// A copy for this scene alone, since shared choices belong to others too; one that hides already is such a copy.
static struct ts_draft_choice *hide(const struct target *target, struct ts_draft_choice *choice, ts_call when)
{
    struct ts_arena *keep = target->build->keep;
    bool is_own = choice->model.hide_count > 0 || choice->is_hidden;
    struct ts_draft_choice *copy = is_own ? choice : ts_arena_get(keep, sizeof *copy);
    ts_call *hides = ts_arena_get(keep, (choice->model.hide_count + 1) * sizeof *hides);
    if (!is_own) *copy = *choice;
    if (!when) {
        copy->is_hidden = true;
        return copy;
    }
    if (choice->model.hide_count) memcpy(hides, choice->model.hides, choice->model.hide_count * sizeof *hides);
    hides[choice->model.hide_count] = when;
    copy->model.hides = hides;
    copy->model.hide_count++;
    return copy;
}

static void hide_all(const struct target *target, uint32_t from, ts_call when)
{
    for (uint32_t at = find(target, from); at < target->scene->choices.count; at = find(target, at + 1))
        target->scene->choices.items[at] = hide(target, choice_at(target, at), when);
}

// Whatever hides the choice, and the others by its id, is asked each time they are shown.
static bool is_full(const struct target *target)
{
    uint32_t most = 0;
    for (uint32_t at = find(target, 0); at < target->scene->choices.count; at = find(target, at + 1))
        if (choice_at(target, at)->model.hide_count > most) most = choice_at(target, at)->model.hide_count;
    return ts_amend_is_full(target->build, target->amendment->pack, target->part->place, most, TS_AMENDED_WHILE_MAX, target->path);
}

static void insert(const struct target *target, uint32_t at, struct ts_draft_choice *choice)
{
    struct ts_list *choices = &target->scene->choices;
    ts_list_push(choices, target->build->keep, NULL);
    memmove(&choices->items[at + 1], &choices->items[at], (choices->count - 1 - at) * sizeof *choices->items);
    choices->items[at] = choice;
}

static void remove_all(const struct target *target, uint32_t from)
{
    struct ts_list *choices = &target->scene->choices;
    for (uint32_t at = find(target, from); at < choices->count; at = find(target, at)) {
        choices->count--;
        memmove(&choices->items[at], &choices->items[at + 1], (choices->count - at) * sizeof *choices->items);
    }
}

static const struct ts_prose *excused(const struct target *target, const struct ts_prose *words, const struct ts_prose *own)
{
    struct ts_arena *keep = target->build->keep;
    struct ts_prose_guest *guest;
    if (!words || ts_prose_fixed(words)) return words;
    guest = ts_arena_get(keep, sizeof *guest);
    *guest = (struct ts_prose_guest){.pack = target->amendment->pack->index, .place = target->part->place, .own = own};
    return ts_prose_of_parts(keep, &(struct ts_prose_part){.words = words, .guest = guest}, 1);
}

// A label that errs must not take the scene from the player.
static struct ts_draft_choice *welcome(const struct target *target, const struct ts_draft_choice *own)
{
    struct ts_draft_choice *choice = ts_arena_get(target->build->keep, sizeof *choice);
    *choice = *target->part->choice; // an amendment of an ending puts it into several scenes
    choice->model.label = excused(target, choice->model.label, own ? own->model.label : NULL);
    choice->model.locked = excused(target, choice->model.locked, own ? own->model.locked : NULL);
    return choice;
}

// --- what amendments say

static void apply_hide(const struct target *target)
{
    uint32_t at = find(target, 0);
    if (at == target->scene->choices.count) {
        report_unknown(target);
        return;
    }
    if (target->part->hidden_while && is_full(target)) return;
    touch(target, "hide", choice_at(target, at));
    hide_all(target, 0, target->part->hidden_while);
}

// It goes by the full id of what it stands for: what was taken once stays taken.
static void apply_replace(const struct target *target)
{
    uint32_t at = find(target, 0);
    struct ts_draft_choice *choice, *own;
    if (at == target->scene->choices.count) {
        report_unknown(target);
        return;
    }
    if (target->part->choice->model.when && is_full(target)) return;
    own = choice_at(target, at);
    touch(target, "replace", own);
    choice = welcome(target, own);
    choice->model.id = own->model.id;
    choice->model.full = own->model.full;
    choice->model.bare = own->model.bare;
    if (choice->model.when) {
        choice->model.locked = NULL; // what it stands for is offered then
        hide_all(target, at, choice->model.when);
        insert(target, at, choice);
    } else {
        remove_all(target, at + 1);
        target->scene->choices.items[at] = choice;
    }
}

// Of two packs' choices with one id the later one's is offered.
static void apply_add(const struct target *target)
{
    struct ts_draft_choice *choice = welcome(target, NULL);
    uint32_t at = find(target, 0);
    struct ts_draft_choice *other = at < target->scene->choices.count ? choice_at(target, at) : NULL;
    choice->is_added = true;
    touch(target, "add", NULL);
    if (other && other->is_added && other->model.pack != choice->model.pack) remove_all(target, at);
    ts_list_push(&target->scene->choices, target->build->keep, choice);
}

void ts_amend_choices(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene)
{
    for (uint32_t i = 0; i < amendment->hides.count; i++) {
        const struct ts_draft_part *part = amendment->hides.items[i];
        struct target target = target_of(build, amendment, scene, part, part->id);
        call_by_now(&target);
        apply_hide(&target);
    }
    for (uint32_t i = 0; i < amendment->replaces.count; i++) {
        const struct ts_draft_part *part = amendment->replaces.items[i];
        struct target target = target_of(build, amendment, scene, part, ts_build_text(build, part->choice->model.id));
        call_by_now(&target);
        apply_replace(&target);
    }
    for (uint32_t i = 0; i < amendment->adds.count; i++) {
        const struct ts_draft_part *part = amendment->adds.items[i];
        struct target target = target_of(build, amendment, scene, part, ts_build_text(build, part->choice->model.id));
        apply_add(&target);
    }
}
