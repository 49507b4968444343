// build_amend.c - amendments of scenes, storylets and endings: what a pack changes in what another wrote
#include <string.h>

#include "lua/amend.h"

#define PART(field) offsetof(struct ts_draft_amendment, field)

const struct ts_field ts_amend_text_fields[] = {
    {"before", ts_read_part_text, PART(before), false, "told before the scene's text"},
    {"replace", ts_read_part_text, PART(replace), false, "told in its stead"},
    {"after", ts_read_part_text, PART(after), false, "told after it"},
    {NULL, NULL, 0, false, NULL},
};

static void read_text(struct ts_scope *scope, void *to)
{
    static const struct ts_field *const tables[] = {ts_amend_text_fields, NULL};
    const char *path = scope->path;
    if (!ts_fields_is_table(scope, "a table of before, after, replace")) return;
    scope->path = ts_build_format(scope->build, "%s/text", path);
    ts_fields_check(scope, tables);
    ts_fields_read(scope, ts_amend_text_fields, to);
    scope->path = path;
}

static void read_weight(struct ts_scope *scope, void *to)
{
    struct ts_draft_amendment *amendment = to;
    bool is_number = lua_type(scope->L, -1) == LUA_TNUMBER;
    if (!is_number) {
        ts_read_part_condition(scope, &amendment->weight);
        return;
    }
    amendment->weight.is_given = true;
    amendment->weight.place = ts_scope_find(scope, "weight", TS_WRITTEN_NAME);
    amendment->weight_fixed = lua_tonumber(scope->L, -1);
    if (!(amendment->weight_fixed >= 0 && amendment->weight_fixed <= 1e9))
        ts_scope_problem(scope, "wrong-type", NULL, "\"weight\" of \"%s\" must be a number from 0", scope->what);
}

static const struct ts_field scene_fields[] = {
    {"text", read_text, 0, false, "before, after, replace", "turnstone.amend_text"},
    {"choices", ts_read_part_choices, 0, false, "add, hide, replace", "turnstone.amend_choices"},
    {"enter", ts_read_part_function, PART(enter), false, "function(run, universe) called on entering, after the scene's own"},
    {NULL, NULL, 0, false, NULL},
};

static const struct ts_field storylet_fields[] = {
    {"label", ts_read_part_text, PART(label), false, "the choice that offers it, in the stead of its own"},
    {"when", ts_read_part_condition, PART(when), false, "drawn only while this holds too"},
    {"weight", read_weight, 0, false, "a number or a function, in the stead of its own", TS_TYPE_WEIGHT},
    {NULL, NULL, 0, false, NULL},
};

static const struct ts_field ending_fields[] = {
    {"text", read_text, 0, false, "before, after, replace", "turnstone.amend_text"},
    {"effect", ts_read_part_function, PART(enter), false, "function(run, universe) called when it is reached, before the run is completed"},
    {NULL, NULL, 0, false, NULL},
};

// A scene that a pack added to another's story is called by that pack and the story's own name.
static struct ts_draft_story *find_by_scene(struct ts_build *build, ts_symbol full)
{
    const struct ts_content *content = &build->host->content;
    for (uint32_t i = 0; i < build->stories.count; i++)
        if (ts_map_find(&((struct ts_draft_story *)build->stories.items[i])->scene_by_full, full)) return build->stories.items[i];
    for (uint32_t i = 0; build->is_rebuilding && i < content->story_count; i++)
        if (ts_story_find_scene_full(content->stories[i], full)) return ts_build_find_story(build, content->stories[i]->id);
    return NULL;
}

// The story that "harbour:lantern/quay" begins with; NULL and a problem when there is none.
static struct ts_draft_story *find_story(struct ts_scope *scope, const char *name)
{
    struct ts_build *build = scope->build;
    const char *slash = strchr(name, '/');
    const char *story = slash ? ts_build_format(build, "%.*s", (int)(slash - name), name) : NULL;
    struct ts_draft_story *found;
    if (!slash) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" is no scene or ending: write it as \"pack:story/name\"", name);
        return NULL;
    }
    found = ts_build_find_story(build, ts_build_full(build, scope->pack, story));
    if (!found) found = find_by_scene(build, ts_build_full(build, scope->pack, name));
    if (!found) ts_scope_problem(scope, "unknown-story", ts_build_near_story(build, story), "there is no story for \"%s\" to amend", name);
    return found;
}

// Being told of like a handler, what it does is undone alone when it errs, and its pack is blamed.
static void add_handler(struct ts_scope *scope, const struct ts_draft_amendment *amendment)
{
    struct ts_draft_handler *handler;
    if (!amendment->enter.call) return;
    handler = ts_list_add(&scope->build->handlers, scope->build->scratch, sizeof *handler);
    handler->model = (struct ts_handler){
        .happening = TS_SCENE_ENTERED, .pack = scope->pack->index, .run = amendment->enter.call, .place = amendment->enter.place};
    handler->amendment = amendment;
}

static void build_amendment(struct ts_scope *scope, const struct ts_definition *definition)
{
    const struct ts_kind *kind = definition->kind;
    struct ts_build *build = scope->build;
    const char *name = definition->name;
    struct ts_draft_amendment *amendment;
    if (ts_conflict_is_absent(build, scope->pack, scope->place, name)) return;
    scope->story = find_story(scope, name);
    if (!scope->story) return;
    amendment = ts_list_add(&build->amendments, build->scratch, sizeof *amendment);
    amendment->kind = kind;
    amendment->pack = scope->pack;
    amendment->place = definition->place;
    amendment->story = scope->story;
    amendment->name = ts_build_text(build, ts_build_full(build, scope->pack, name));
    scope->what = ts_build_format(build, "the amendment of %s", amendment->name);
    scope->path = ts_build_format(build, "%s/%s", ts_build_text(build, scope->pack->name), amendment->name);
    scope->owner = ts_symbol_of(build->symbols, amendment->name);
    ts_fields_check(scope, kind->fields);
    for (const struct ts_field *const *fields = kind->fields; *fields; fields++) ts_fields_read(scope, *fields, amendment);
    add_handler(scope, amendment);
}

const struct ts_kind ts_kind_amend_scene = {
    .name = "scene", .is_amendment = true, .is_named = true, .fields = {scene_fields}, .build = build_amendment};
const struct ts_kind ts_kind_amend_storylet = {
    .name = "storylet", .is_amendment = true, .is_named = true, .fields = {storylet_fields, scene_fields}, .build = build_amendment};
const struct ts_kind ts_kind_amend_ending = {
    .name = "ending", .is_amendment = true, .is_named = true, .fields = {ending_fields}, .build = build_amendment};
