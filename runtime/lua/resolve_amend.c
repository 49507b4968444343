// resolve_amend.c - amendments find their scenes and change them, packs in load order
#include <string.h>

#include "lua/alias.h"
#include "lua/amend.h"
#include "lua/call.h"

// --- who is told

static const char *path_of(struct ts_build *build, const struct ts_draft_scene *scene, const char *field)
{
    return ts_build_format(build, "%s/%s", ts_build_text(build, scene->model.full), field);
}

static void note(struct ts_build *build, const struct ts_draft_amendment *amendment, const struct ts_draft_part *part, const char *path,
                 const char *what)
{
    ts_origin_add(build, path, what, amendment->pack, part->place, part->when);
}

// A field that only one pack can have its way with.
static void claim(struct ts_build *build, const struct ts_draft_amendment *amendment, const struct ts_draft_part *part, const char *path,
                  const char *what)
{
    ts_conflict_touch(build, amendment->pack, part->place, path, what);
    note(build, amendment, part, path, what);
}

bool ts_amend_is_full(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, uint32_t count, uint32_t most, const char *path)
{
    if (count < most) return false;
    ts_build_problem(build, pack, place, "too-many", "put several into one, or leave some out",
                     "\"%s\" is amended too often: %u times are the most", path, most);
    return true;
}

// --- text

static const struct ts_prose_guest *guest_of(struct ts_build *build, const struct ts_draft_amendment *amendment,
                                             const struct ts_draft_part *part, const struct ts_prose *own)
{
    struct ts_prose_guest *guest = ts_arena_get(build->keep, sizeof *guest);
    *guest = (struct ts_prose_guest){.pack = amendment->pack->index, .place = part->place, .own = own};
    return guest;
}

static void add_part(struct ts_build *build, const struct ts_draft_amendment *amendment, const struct ts_draft_part *part,
                     const struct ts_prose *own, struct ts_prose_part *out)
{
    *out = (struct ts_prose_part){.words = part->words};
    if (!ts_prose_fixed(part->words)) out->guest = guest_of(build, amendment, part, own);
}

// The part in the stead of the own words; while its condition holds, when it has one.
static const struct ts_prose *instead_of(struct ts_build *build, const struct ts_draft_amendment *amendment, const struct ts_draft_part *part,
                                         const struct ts_prose *own)
{
    ts_call unless = own ? ts_prose_when(part->words) : 0;
    struct ts_prose_part parts[2];
    uint32_t count = 0;
    if (unless) parts[count++] = (struct ts_prose_part){.words = own, .unless = unless};
    add_part(build, amendment, part, own, &parts[count++]);
    return ts_prose_of_parts(build->keep, parts, count);
}

static void amend_text(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene)
{
    const char *path = path_of(build, scene, "text");
    const struct ts_prose *own = scene->model.text;
    if (amendment->before.words) {
        note(build, amendment, &amendment->before, path, "before");
        add_part(build, amendment, &amendment->before, NULL, ts_list_add(&scene->before, build->scratch, sizeof(struct ts_prose_part)));
    }
    if (amendment->replace.words) {
        claim(build, amendment, &amendment->replace, path, "replace");
        scene->model.text = instead_of(build, amendment, &amendment->replace, own);
    }
    if (amendment->after.words) {
        note(build, amendment, &amendment->after, path, "after");
        add_part(build, amendment, &amendment->after, NULL, ts_list_add(&scene->after, build->scratch, sizeof(struct ts_prose_part)));
    }
}

// What is told before and after stays, whoever replaces the text; a later pack's stands farther out.
static void finish_text(struct ts_build *build, struct ts_draft_scene *scene)
{
    uint32_t count = 0;
    struct ts_prose_part *parts;
    if (!scene->before.count && !scene->after.count) return;
    parts = ts_arena_get(build->scratch, (scene->before.count + scene->after.count + 1) * sizeof *parts);
    for (uint32_t i = scene->before.count; i-- > 0;) parts[count++] = *(struct ts_prose_part *)scene->before.items[i];
    if (scene->model.text) parts[count++] = (struct ts_prose_part){.words = scene->model.text};
    for (uint32_t i = 0; i < scene->after.count; i++) parts[count++] = *(struct ts_prose_part *)scene->after.items[i];
    scene->model.text = ts_prose_of_parts(build->keep, parts, count);
    scene->before = scene->after = (struct ts_list){0};
}

// --- storylets

static void amend_label(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene)
{
    const struct ts_draft_part *part = &amendment->label;
    if (!part->words) return;
    claim(build, amendment, part, path_of(build, scene, "label"), "label");
    scene->model.label = instead_of(build, amendment, part, scene->model.label);
}

static void amend_when(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene)
{
    ts_call own = scene->model.when, both[2] = {own, amendment->when.call};
    if (!amendment->when.call) return;
    if (ts_amend_is_full(build, amendment->pack, amendment->place, scene->joined++, TS_AMENDED_WHILE_MAX, path_of(build, scene, "when"))) return;
    note(build, amendment, &amendment->when, path_of(build, scene, "when"), "when");
    if (own)
        scene->model.when = ts_call_join(build->host, &(struct ts_join){.all = both, .all_count = 2}, own);
    else
        scene->model.when = amendment->when.call;
}

static void amend_weight(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene)
{
    if (!amendment->weight.is_given) return;
    claim(build, amendment, &amendment->weight, path_of(build, scene, "weight"), "weight");
    scene->model.weight = amendment->weight.call;
    if (!amendment->weight.call) scene->model.weight_fixed = amendment->weight_fixed;
}

// --- the scenes it is of

static void report_unknown(struct ts_build *build, const struct ts_draft_amendment *amendment)
{
    struct ts_near near = ts_near_start(build);
    const struct ts_list *scenes = &amendment->story->scenes;
    bool is_ending = amendment->kind == &ts_kind_amend_ending;
    const char *story = ts_build_text(build, amendment->story->story->id);
    for (uint32_t i = 0; i < scenes->count; i++) {
        const struct ts_scene *scene = &((struct ts_draft_scene *)scenes->items[i])->model;
        const char *name = ts_build_text(build, scene->full);
        if (is_ending && !scene->ending) continue;
        if (is_ending) name = ts_build_format(build, "%s/%s", story, ts_build_text(build, scene->ending));
        if (!ts_near_add(&near, name)) break;
    }
    ts_build_problem(build, amendment->pack, amendment->place, "unknown-target", ts_near_find(&near, amendment->name),
                     "there is no %s \"%s\" to amend", amendment->kind->name, amendment->name);
}

static void find_ending(struct ts_build *build, struct ts_draft_amendment *amendment)
{
    const struct ts_list *scenes = &amendment->story->scenes;
    ts_symbol full = ts_alias_now(build, amendment->pack, amendment->place, TS_RENAMED_ENDING, ts_symbol_of(build->symbols, amendment->name));
    ts_symbol ending = ts_symbol_of(build->symbols, strchr(ts_build_text(build, full), '/') + 1);
    for (uint32_t i = 0; i < scenes->count; i++)
        if (((struct ts_draft_scene *)scenes->items[i])->model.ending == ending)
            ts_list_push(&amendment->scenes, build->scratch, scenes->items[i]);
}

static void find_scenes(struct ts_build *build, struct ts_draft_amendment *amendment)
{
    struct ts_draft_scene *scene;
    if (amendment->kind == &ts_kind_amend_ending) {
        find_ending(build, amendment);
        return;
    }
    scene = ts_resolve_scene(build, amendment->story, amendment->pack, amendment->name);
    if (scene) ts_alias_check_scene(build, amendment->pack, amendment->place, scene, amendment->name);
    if (scene && amendment->kind == &ts_kind_amend_storylet && !scene->model.pool)
        ts_build_problem(build, amendment->pack, amendment->place, "unknown-target",
                         ts_build_format(build, "write amend.scene \"%s\"", amendment->name), "\"%s\" is a scene, and no storylet",
                         amendment->name);
    else if (scene)
        ts_list_push(&amendment->scenes, build->scratch, scene);
    if (scene && !amendment->scenes.count) amendment->story = NULL; // told
}

static bool has_choice(const struct ts_draft_scene *scene)
{
    for (uint32_t i = 0; i < scene->choices.count; i++)
        if (!((const struct ts_draft_choice *)scene->choices.items[i])->is_hidden) return true;
    return false;
}

static void amend_scene(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene)
{
    bool is_ending = amendment->kind == &ts_kind_amend_ending;
    scene->amended += 1 + amendment->adds.count + amendment->hides.count + amendment->replaces.count;
    if (ts_amend_is_full(build, amendment->pack, amendment->place, scene->amended, TS_AMENDED_MAX + 1, ts_build_text(build, scene->model.full))) return;
    amend_text(build, amendment, scene);
    ts_amend_choices(build, amendment, scene);
    amend_label(build, amendment, scene);
    amend_when(build, amendment, scene);
    amend_weight(build, amendment, scene);
    if (amendment->enter.call)
        note(build, amendment, &amendment->enter, path_of(build, scene, "enter"), is_ending ? "effect" : "enter");
    if (amendment->hides.count && !has_choice(scene) && !ts_check_leads_on(scene))
        ts_build_problem(build, amendment->pack, amendment->place, "no-way-on", "leave one, give it a `when`, or add another",
                         "with these choices hidden nothing leads on from \"%s\"", ts_build_text(build, scene->model.full));
}

// Each `enter` becomes a handler of every scene that it is for.
static void spread_handlers(struct ts_build *build)
{
    struct ts_list handlers = {0};
    for (uint32_t i = 0; i < build->handlers.count; i++) {
        const struct ts_draft_handler *handler = build->handlers.items[i];
        const struct ts_list *scenes = handler->amendment ? &handler->amendment->scenes : NULL;
        if (!scenes) ts_list_push(&handlers, build->scratch, build->handlers.items[i]);
        for (uint32_t k = 0; scenes && k < scenes->count; k++) {
            struct ts_draft_handler *one = ts_list_add(&handlers, build->scratch, sizeof *one);
            one->model = handler->model;
            one->model.scene = ((struct ts_draft_scene *)scenes->items[k])->model.full;
        }
    }
    build->handlers = handlers;
}

// Of a pack that amends without end.
static bool is_too_much(struct ts_build *build, struct ts_draft_amendment *amendment)
{
    amendment->pack->amended += amendment->scenes.count;
    if (amendment->pack->amended <= TS_AMENDS_MAX) return false;
    amendment->scenes.count = 0;
    ts_build_problem(build, amendment->pack, amendment->place, "too-many", "make several packs of it",
                     "a pack may amend %d scenes, and this one amends more", TS_AMENDS_MAX);
    return true;
}

void ts_resolve_amendments(struct ts_build *build)
{
    for (uint32_t i = 0; i < build->amendments.count; i++) {
        struct ts_draft_amendment *amendment = build->amendments.items[i];
        find_scenes(build, amendment);
        if (!amendment->scenes.count) {
            if (amendment->story) report_unknown(build, amendment);
            continue;
        }
        if (is_too_much(build, amendment)) continue;
        ts_conflict_check_order(build, amendment->pack, amendment->place,
                                ((struct ts_draft_scene *)amendment->scenes.items[0])->model.pack, amendment->name);
        for (uint32_t k = 0; k < amendment->scenes.count; k++) amend_scene(build, amendment, amendment->scenes.items[k]);
    }
    for (uint32_t i = 0; i < build->amendments.count; i++) {
        const struct ts_list *scenes = &((struct ts_draft_amendment *)build->amendments.items[i])->scenes;
        for (uint32_t k = 0; k < scenes->count; k++) finish_text(build, scenes->items[k]);
    }
    if (build->amendments.count) spread_handlers(build);
}
