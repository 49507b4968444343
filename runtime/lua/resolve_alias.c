// resolve_alias.c - names given up: checked against what there is, then standing for it
#include <string.h>

#include "base/suggest.h"
#include "game/rename.h"
#include "lua/alias.h"
#include "lua/amend.h"

static const char *const nouns[] = {
    [TS_RENAMED_STORY] = "story",   [TS_RENAMED_SCENE] = "scene",   [TS_RENAMED_CHOICE] = "choice", [TS_RENAMED_VAR] = "variable",
    [TS_RENAMED_ENDING] = "ending", [TS_RENAMED_UNLOCK] = "unlock", [TS_RENAMED_FOCUS] = "focus",   [TS_RENAMED_METACONCEPT] = "metaconcept",
    [TS_RENAMED_SKILL] = "skill",
};

// --- what is defined

static bool each_choice(struct ts_build *build, const struct ts_list *choices, ts_each_defined *each, void *self)
{
    for (uint32_t i = 0; i < choices->count; i++)
        if (!each(self, build, ((struct ts_draft_choice *)choices->items[i])->model.full)) return false;
    return true;
}

bool ts_alias_each_in_scene(struct ts_build *build, const struct ts_draft_scene *scene, enum ts_renamed what, ts_each_defined *each, void *self)
{
    const char *story = ts_build_text(build, scene->story->known->id);
    if (what == TS_RENAMED_SCENE) return each(self, build, scene->model.full);
    if (what == TS_RENAMED_ENDING)
        return !scene->model.ending || each(self, build, ts_build_symbol(build, "%s/%s", story, ts_build_text(build, scene->model.ending)));
    return each_choice(build, &scene->choices, each, self);
}

static bool each_var(struct ts_build *build, const struct ts_var *vars, uint32_t count, ts_each_defined *each, void *self)
{
    for (uint32_t i = 0; i < count; i++)
        if (!each(self, build, ts_build_symbol(build, "%s#%s", ts_build_text(build, vars[i].owner), ts_build_text(build, vars[i].name))))
            return false;
    return true;
}

static bool each_of_story(struct ts_build *build, const struct ts_draft_story *story, enum ts_renamed what, ts_each_defined *each, void *self)
{
    if (what == TS_RENAMED_STORY) return each(self, build, story->known->id);
    if (what == TS_RENAMED_VAR) return each_var(build, story->known->vars, story->known->var_count, each, self);
    for (uint32_t i = 0; i < story->scenes.count; i++)
        if (!ts_alias_each_in_scene(build, story->scenes.items[i], what, each, self)) return false;
    return true;
}

void ts_alias_each_defined(struct ts_build *build, enum ts_renamed what, ts_each_defined *each, void *self)
{
    const struct ts_list *plain = what == TS_RENAMED_UNLOCK ? &build->unlocks : what == TS_RENAMED_FOCUS ? &build->focuses
                                  : what == TS_RENAMED_METACONCEPT ? &build->metaconcepts : what == TS_RENAMED_SKILL ? &build->skills : NULL;
    bool goes_on = true; // what is plain has its id first
    if (what <= TS_RENAMED_ENDING)
        for (uint32_t i = 0; i < build->stories.count && goes_on; i++) goes_on = each_of_story(build, build->stories.items[i], what, each, self);
    for (uint32_t i = 0; what == TS_RENAMED_CHOICE && i < build->amendments.count && goes_on; i++) {
        const struct ts_draft_amendment *amendment = build->amendments.items[i];
        goes_on = each_choice(build, &amendment->choices, each, self);
    }
    for (uint32_t i = 0; what == TS_RENAMED_VAR && i < build->own.count && goes_on; i++)
        goes_on = each_var(build, build->own.items[i], 1, each, self);
    for (uint32_t i = 0; plain && i < plain->count && goes_on; i++) goes_on = each(self, build, *(const ts_symbol *)plain->items[i]);
}

static bool note_defined(void *self, struct ts_build *build, ts_symbol id)
{
    (void)build;
    *ts_map_add(self, id) = 1;
    return true;
}

enum { KINDS = TS_RENAMED_SKILL + 1 };
struct checking {
    struct ts_build *build;
    struct ts_map defined[KINDS]; // ids; filled when first asked for
    bool is_known[KINDS];
    struct ts_map told;           // draft_key -> index + 1: the first that is told of it
};

static bool is_defined(struct checking *checking, enum ts_renamed what, ts_symbol id)
{
    if (!checking->is_known[what]) ts_alias_each_defined(checking->build, what, note_defined, &checking->defined[what]);
    checking->is_known[what] = true;
    return ts_map_find(&checking->defined[what], id) != NULL;
}

// Variables are written "lantern/lit".
static const char *written(struct ts_build *build, ts_symbol id)
{
    char *text = ts_build_format(build, "%s", ts_build_text(build, id)), *mark = strchr(text, '#');
    if (mark) *mark = strchr(text, ':') ? '/' : ':';
    return text;
}

static bool add_near(void *self, struct ts_build *build, ts_symbol id)
{
    return ts_near_add(self, written(build, id));
}

static const char *nearest(struct ts_build *build, enum ts_renamed what, ts_symbol id)
{
    struct ts_near near = ts_near_start(build);
    ts_alias_each_defined(build, what, add_near, &near);
    return ts_near_find(&near, written(build, id));
}

// --- the list of what means something

static void collect(struct ts_build *build)
{
    struct ts_rename *items = ts_arena_get(build->keep, (build->renames.count + 1) * sizeof *items);
    uint32_t count = 0;
    for (uint32_t i = 0; i < build->renames.count; i++) {
        const struct ts_draft_rename *draft = build->renames.items[i];
        if (!draft->is_bad && !draft->is_reused) items[count++] = draft->model;
    }
    ts_map_clear(&build->host->content.former.at);
    build->host->content.former = (struct ts_renames){count, items, {0}};
    for (uint32_t i = 0; i < count; i++) {
        uint64_t *at = ts_map_add(&build->host->content.former.at, ts_rename_key(items[i].what, items[i].before));
        if (!*at) *at = i + 1;
    }
}

static ts_symbol now_of(struct ts_build *build, const struct ts_rename *rename)
{
    return ts_renames_now(&build->host->content.former, build->symbols, rename->what, rename->now);
}

static void refuse(struct ts_build *build, struct ts_draft_rename *draft, const char *code, const char *hint, const char *why)
{
    ts_build_problem(build, draft->pack, draft->model.place, code, hint, "the %s \"%s\" cannot be called \"%s\": %s", nouns[draft->model.what],
                     written(build, draft->model.before), written(build, draft->model.now), why);
    draft->is_bad = true;
}

// What the same pack's aliases, or the same migration, call a thing that was called so.
static uint64_t draft_key(const struct ts_draft_rename *draft, ts_symbol before)
{
    return (uint64_t)draft->migration << 36 | ts_rename_key(draft->model.what, before);
}

static bool is_ring(const struct ts_build *build, const struct ts_map *told, const struct ts_draft_rename *draft)
{
    ts_symbol at = draft->model.now;
    for (uint32_t steps = 0; steps <= TS_FORMER_MAX; steps++) {
        if (at == draft->model.before) return true;
        const uint64_t *next = ts_map_find(told, draft_key(draft, at));
        const struct ts_draft_rename *other = next ? build->renames.items[*next - 1] : NULL;
        if (!other || other->is_bad) return false;
        at = other->model.now;
    }
    return false;
}

static void refuse_rings(struct ts_build *build)
{
    struct ts_map told = {0};
    for (uint32_t i = 0; i < build->renames.count; i++) {
        const struct ts_draft_rename *draft = build->renames.items[i];
        uint64_t *first = ts_map_add(&told, draft_key(draft, draft->model.before));
        if (!*first) *first = i + 1;
    }
    for (uint32_t i = 0; i < build->renames.count; i++)
        if (is_ring(build, &told, build->renames.items[i])) refuse(build, build->renames.items[i], "cycle", NULL, "the names lead round in a ring");
    ts_map_clear(&told);
}

// One that is told of by two.
static bool is_twice(struct checking *checking, uint32_t index)
{
    const struct ts_list *drafts = &checking->build->renames;
    const struct ts_draft_rename *draft = drafts->items[index];
    uint64_t *first = ts_map_add(&checking->told, draft_key(draft, draft->model.before));
    if (*first && !((struct ts_draft_rename *)drafts->items[*first - 1])->is_bad) return true;
    *first = index + 1;
    return false;
}

static void check_rename(struct checking *checking, uint32_t index)
{
    struct ts_build *build = checking->build;
    struct ts_draft_rename *draft = build->renames.items[index];
    enum ts_renamed what = draft->model.what;
    bool is_there = is_defined(checking, what, draft->model.before);
    if (is_there && draft->migration) draft->is_reused = true;
    else if (is_there)
        refuse(build, draft, "both-there", "take the old one out, or give this line up", "both are there");
    if (draft->is_bad) return;
    if (is_twice(checking, index)) refuse(build, draft, "duplicate-id", "keep one of the two", "it was given another name already");
    else if (!draft->is_reused && !is_defined(checking, what, now_of(build, &draft->model)))
        refuse(build, draft, "missing-name", nearest(build, what, draft->model.now), "there is nothing of that name");
}

static void check_all(struct ts_build *build, bool (*is_meant)(enum ts_renamed what))
{
    struct checking checking = {.build = build};
    for (uint32_t i = 0; i < build->renames.count; i++) {
        const struct ts_draft_rename *draft = build->renames.items[i];
        if (!draft->is_bad && is_meant(draft->model.what)) check_rename(&checking, i);
    }
    for (int i = 0; i < KINDS; i++) ts_map_clear(&checking.defined[i]);
    ts_map_clear(&checking.told);
    collect(build);
}

static bool is_story(enum ts_renamed what) { return what == TS_RENAMED_STORY; }
static bool is_choice(enum ts_renamed what) { return what == TS_RENAMED_CHOICE; }
static bool is_other(enum ts_renamed what) { return !is_story(what) && !is_choice(what); }

// --- stories

void ts_aliases_open(struct ts_build *build)
{
    refuse_rings(build);
    collect(build);
    check_all(build, is_story);
    for (uint32_t i = 0; i < build->host->content.former.count; i++) {
        const struct ts_rename *rename = &build->host->content.former.items[i];
        const uint64_t *at = is_story(rename->what) ? ts_map_find(&build->story_by_id, now_of(build, rename)) : NULL;
        uint64_t index = at ? *at : 0;
        if (index) *ts_map_add(&build->story_by_id, rename->before) = index;
    }
}

// --- scenes and variables

// By the story's own name for it.
static void add_scene_name(struct ts_build *build, const struct ts_draft_scene *scene, ts_symbol full)
{
    struct ts_draft_story *story = scene->story;
    const char *text = ts_build_text(build, full), *slash = strchr(text, '/');
    bool is_guest = strchr(ts_build_text(build, scene->model.id), ':') != NULL;
    ts_symbol id = is_guest ? ts_build_symbol(build, "%.*s:%s", (int)strcspn(text, ":"), text, slash + 1) : ts_symbol_of(build->symbols, slash + 1);
    uint64_t *by_id = ts_map_add(&story->story->scene_by_id, id);
    if (!*by_id) *by_id = scene->model.index + 1;
}

static void name_scene(struct ts_build *build, const struct ts_rename *rename)
{
    ts_symbol now = now_of(build, rename);
    for (uint32_t i = 0; i < build->stories.count; i++) {
        const struct ts_draft_story *story = build->stories.items[i];
        const uint64_t *at = ts_map_find(&story->scene_by_full, now);
        if (at) add_scene_name(build, story->scenes.items[*at - 1], rename->before);
    }
}

static void name_var(struct ts_build *build, const struct ts_rename *rename)
{
    ts_symbol now = now_of(build, rename);
    const char *mark = strchr(ts_build_text(build, rename->before), '#'), *now_mark = strchr(ts_build_text(build, now), '#');
    struct ts_draft_story *story = ts_build_find_story(build, ts_rename_story_of(build->symbols, now));
    const uint64_t *slot = story && now_mark ? ts_map_find(&story->story->var_by_name, ts_symbol_of(build->symbols, now_mark + 1)) : NULL;
    uint64_t at = slot ? *slot : 0, *by_name;
    if (!at || !mark) return; // a pack's own is found by the list
    by_name = ts_map_add(&story->story->var_by_name, ts_symbol_of(build->symbols, mark + 1));
    if (!*by_name) *by_name = at;
}

void ts_aliases_resolve(struct ts_build *build)
{
    check_all(build, is_other);
    for (uint32_t i = 0; i < build->host->content.former.count; i++) {
        const struct ts_rename *rename = &build->host->content.former.items[i];
        if (rename->what == TS_RENAMED_SCENE) name_scene(build, rename);
        if (rename->what == TS_RENAMED_VAR) name_var(build, rename);
    }
}

// --- choices

// Where a choice of the list is what it was renamed to: the old id counts by what that is counted by.
static void name_choice(struct ts_build *build, struct ts_draft_story *story, const struct ts_list *choices, const struct ts_rename *rename)
{
    ts_symbol now = now_of(build, rename);
    for (uint32_t i = 0; i < choices->count; i++) {
        const struct ts_choice *choice = &((struct ts_draft_choice *)choices->items[i])->model;
        if (choice->full != now) continue;
        const char *id = strrchr(ts_build_text(build, rename->before), '/') + 1;
        uint64_t *counts = ts_map_add(&story->story->choice_by_bare, ts_build_symbol(build, "%s#%s", ts_build_text(build, story->known->id), id));
        if (!*counts) *counts = choice->bare;
    }
}

static void name_choices(struct ts_build *build, const struct ts_rename *rename)
{
    for (uint32_t i = 0; i < build->stories.count; i++) {
        struct ts_draft_story *story = build->stories.items[i];
        for (uint32_t k = 0; k < story->scenes.count; k++)
            name_choice(build, story, &((struct ts_draft_scene *)story->scenes.items[k])->choices, rename);
    }
    for (uint32_t i = 0; i < build->amendments.count; i++) {
        const struct ts_draft_amendment *amendment = build->amendments.items[i];
        name_choice(build, amendment->story, &amendment->choices, rename);
    }
}

void ts_aliases_resolve_choices(struct ts_build *build)
{
    check_all(build, is_choice);
    for (uint32_t i = 0; i < build->host->content.former.count; i++)
        if (is_choice(build->host->content.former.items[i].what)) name_choices(build, &build->host->content.former.items[i]);
}

// --- into the content

static void finish_migrations(struct ts_build *build)
{
    struct ts_content *content = &build->host->content;
    struct ts_rename *next = ts_arena_get(build->keep, (build->renames.count + 1) * sizeof *next);
    content->migrations = ts_arena_get(build->keep, (build->migrations.count + 1) * sizeof *content->migrations);
    content->migration_count = build->migrations.count;
    for (uint32_t i = 0; i < build->migrations.count; i++) {
        struct ts_migration *migration = &content->migrations[i];
        *migration = *(struct ts_migration *)build->migrations.items[i];
        migration->renames.items = next;
        for (uint32_t k = 0; k < build->renames.count; k++) {
            const struct ts_draft_rename *draft = build->renames.items[k];
            if (draft->migration == i + 1 && !draft->is_bad) next[migration->renames.count++] = draft->model;
        }
        next += migration->renames.count;
    }
}

void ts_aliases_finish(struct ts_build *build)
{
    struct ts_content *content = &build->host->content;
    struct ts_rename *aliases = ts_arena_get(build->keep, (build->renames.count + 1) * sizeof *aliases);
    content->aliases.items = aliases;
    for (uint32_t i = 0; i < build->renames.count; i++) {
        const struct ts_draft_rename *draft = build->renames.items[i];
        if (!draft->is_bad && !draft->migration) aliases[content->aliases.count++] = draft->model;
    }
    finish_migrations(build);
    for (uint32_t i = 0; i < content->former.count; i++) {
        const struct ts_rename *rename = &content->former.items[i];
        struct ts_map *map = rename->what == TS_RENAMED_STORY         ? &content->story_by_id
                             : rename->what == TS_RENAMED_UNLOCK      ? &content->unlock_by_id
                             : rename->what == TS_RENAMED_FOCUS       ? &content->focus_by_id
                             : rename->what == TS_RENAMED_METACONCEPT ? &content->metaconcept_by_id
                             : rename->what == TS_RENAMED_SKILL       ? &content->skill_by_id
                                                                      : NULL;
        const uint64_t *at = map ? ts_map_find(map, now_of(build, rename)) : NULL;
        uint64_t index = at ? *at : 0;
        if (index && !ts_map_find(map, rename->before)) *ts_map_add(map, rename->before) = index;
    }
}

// --- what scripts call by a former name

static void warn(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, enum ts_renamed what, ts_symbol before, ts_symbol now)
{
    if (before == now) return;
    ts_build_warning(build, pack, place, "renamed", ts_build_format(build, "write \"%s\"", written(build, now)),
                     "the %s \"%s\" is called \"%s\" now", nouns[what], written(build, before), written(build, now));
}

ts_symbol ts_alias_now(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, enum ts_renamed what, ts_symbol id)
{
    ts_symbol now = ts_renames_now(&build->host->content.former, build->symbols, what, id);
    warn(build, pack, place, what, id, now);
    return now;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), more = strlen(end);
    return more < length && strcmp(text + length - more, end) == 0 && (text[length - more - 1] == ':' || text[length - more - 1] == '/');
}

void ts_alias_check_scene(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const struct ts_draft_scene *scene,
                          const char *name)
{
    const char *id = ts_build_text(build, scene->model.id), *full = ts_build_text(build, scene->model.full);
    if (strcmp(name, id) == 0 || strcmp(name, full) == 0 || ends_with(id, name)) return;
    warn(build, pack, place, TS_RENAMED_SCENE, ts_symbol_of(build->symbols, name), strchr(name, ':') ? scene->model.full : scene->model.id);
}

void ts_alias_check_story(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const struct ts_draft_story *story,
                          ts_symbol id)
{
    warn(build, pack, place, TS_RENAMED_STORY, id, story->known->id);
}

ts_symbol ts_alias_choice(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const struct ts_draft_scene *scene,
                          ts_symbol id)
{
    ts_symbol before = ts_build_symbol(build, "%s/%s", ts_build_text(build, scene->model.full), ts_build_text(build, id));
    ts_symbol now = ts_renames_now(&build->host->content.former, build->symbols, TS_RENAMED_CHOICE, before);
    for (uint32_t i = 0; now != before && i < scene->choices.count; i++) {
        const struct ts_choice *choice = &((struct ts_draft_choice *)scene->choices.items[i])->model;
        if (choice->full != now) continue;
        warn(build, pack, place, TS_RENAMED_CHOICE, before, now);
        return choice->id;
    }
    return 0;
}
