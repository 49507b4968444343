// resolve_rule.c - what handlers wait for: names become the ids that happenings carry
#include <string.h>

#include "base/suggest.h"
#include "lua/alias.h"

enum {
    FITS_MAX = 3,               // ids that a short name may mean which a message lists
    LOOKS_MAX = 5 * 1000 * 1000 // ids that are looked at for short names in one loading
};

// A name in a handler's filter, and the ids that it may be short for.
struct waiting {
    struct ts_build *build;
    const struct ts_draft_handler *handler;
    struct ts_lua_pack *pack;
    struct ts_place place; // where the name is written
    enum ts_renamed what;
    const char *noun, *name;
    const struct ts_draft_story *story; // where it is looked for; NULL: everywhere
    ts_symbol scene;                    // in which the choice is; 0: in any
    ts_symbol fits[FITS_MAX];
    uint32_t count; // of those that fit
};

static const char *asker(const struct waiting *waiting)
{
    const struct ts_draft_handler *handler = waiting->handler;
    if (handler->said) return ts_build_format(waiting->build, "%s names", handler->said);
    return ts_build_format(waiting->build, "on(\"%s\") waits for", ts_happening_name(handler->model.happening));
}

static void report(const struct waiting *waiting, const char *hint)
{
    ts_build_problem(waiting->build, waiting->pack, waiting->place, waiting->what == TS_RENAMED_FOCUS ? "unknown-focus" : "unknown-target", hint,
                     "%s the %s \"%s\", which there is not", asker(waiting), waiting->noun, waiting->name);
}

static ts_symbol now_of(const struct waiting *waiting, ts_symbol id)
{
    return ts_alias_now(waiting->build, waiting->pack, waiting->place, waiting->what, id);
}

static const char *local_of(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

// --- what there is

static void each_there(const struct waiting *waiting, ts_each_defined *each, void *self)
{
    if (!waiting->story) {
        ts_alias_each_defined(waiting->build, waiting->what, each, self);
        return;
    }
    for (uint32_t i = 0; i < waiting->story->scenes.count; i++) {
        const struct ts_draft_scene *scene = waiting->story->scenes.items[i];
        if (waiting->what == TS_RENAMED_CHOICE && waiting->scene && waiting->scene != scene->model.full) continue;
        if (!ts_alias_each_in_scene(waiting->build, scene, waiting->what, each, self)) return;
    }
}

static bool is_same(void *self, struct ts_build *build, ts_symbol id)
{
    ts_symbol *wanted = self;
    (void)build;
    if (*wanted == id) *wanted = 0;
    return *wanted != 0;
}

// The story that "harbour:lantern/quay" begins with.
static const struct ts_draft_story *story_in(struct ts_build *build, ts_symbol id)
{
    const char *text = ts_build_text(build, id), *slash = strchr(text, '/');
    return slash ? ts_build_find_story(build, ts_build_symbol(build, "%.*s", (int)(slash - text), text)) : NULL;
}

// What a pack added to another's story is called by that pack.
static const struct ts_draft_story *story_of_scene(struct ts_build *build, ts_symbol id)
{
    const struct ts_draft_story *story = story_in(build, id);
    if (story && ts_map_find(&story->scene_by_full, id)) return story;
    for (uint32_t i = 0; id && i < build->stories.count; i++)
        if (ts_map_find(&((struct ts_draft_story *)build->stories.items[i])->scene_by_full, id)) return build->stories.items[i];
    return NULL;
}

static bool has_ending(struct ts_build *build, ts_symbol id)
{
    const struct ts_draft_story *story = story_in(build, id);
    const char *name = story ? strchr(ts_build_text(build, id), '/') + 1 : NULL;
    for (uint32_t i = 0; story && i < story->scenes.count; i++) {
        ts_symbol ending = ((struct ts_draft_scene *)story->scenes.items[i])->model.ending;
        if (ending && strcmp(ts_build_text(build, ending), name) == 0) return true;
    }
    return false;
}

static bool is_there(const struct waiting *waiting, ts_symbol id)
{
    ts_symbol wanted = id;
    if (waiting->what == TS_RENAMED_SCENE) return story_of_scene(waiting->build, id) != NULL;
    if (waiting->what == TS_RENAMED_ENDING) return has_ending(waiting->build, id);
    if (waiting->what == TS_RENAMED_STORY) return ts_build_find_story(waiting->build, id) != NULL;
    if (waiting->what == TS_RENAMED_CHOICE) return ts_map_find(&waiting->build->choice_by_full, id) != NULL;
    ts_alias_each_defined(waiting->build, waiting->what, is_same, &wanted);
    return wanted == 0;
}

// --- short names

// "ring" and "wall_end/ring" are ends of "harbour:lantern/wall_end/ring".
static bool is_end_of(const char *name, const char *full)
{
    size_t length = strlen(name), whole = strlen(full);
    if (length >= whole || strcmp(full + whole - length, name) != 0) return false;
    return full[whole - length - 1] == '/' || full[whole - length - 1] == ':';
}

static bool add_fit(void *self, struct ts_build *build, ts_symbol id)
{
    struct waiting *waiting = self;
    if (build->looked++ >= LOOKS_MAX) return false;
    if (!is_end_of(local_of(waiting->name), ts_build_text(build, id))) return true;
    for (uint32_t i = 0; i < waiting->count && i < FITS_MAX; i++)
        if (waiting->fits[i] == id) return true;
    if (waiting->count < FITS_MAX) waiting->fits[waiting->count] = id;
    waiting->count++;
    return waiting->count <= FITS_MAX;
}

static const char *list_fits(const struct waiting *waiting)
{
    struct ts_build *build = waiting->build;
    const char *first = ts_build_text(build, waiting->fits[0]);
    if (waiting->count == 1)
        return ts_build_format(build, strchr(waiting->name, ':') ? "did you mean \"%s\"?" : "write it as \"%s\"", first);
    if (waiting->count == 2)
        return ts_build_format(build, "write it as \"%s\" or as \"%s\"", first, ts_build_text(build, waiting->fits[1]));
    return ts_build_format(build, "write it as \"%s\", \"%s\", \"%s\"%s", first, ts_build_text(build, waiting->fits[1]),
                           ts_build_text(build, waiting->fits[2]), waiting->count > FITS_MAX ? " or another that there is" : "");
}

// --- names that are near

struct nearing {
    struct ts_near near;
    const char *name;
    ts_symbol ids[TS_NEAR_MAX]; // of near.names
};

static uint32_t part_count(const char *name)
{
    uint32_t count = 1;
    for (; *name; name++) count += *name == '/';
    return count;
}

// As much of the id as the name says: "ring", "wall_end/ring", or with the pack.
static const char *as_much(const char *full, const char *name)
{
    uint32_t parts = part_count(name);
    if (strchr(name, ':')) return full;
    for (full = local_of(full); part_count(full) > parts; full = strchr(full, '/') + 1) {}
    return full;
}

static bool add_near(void *self, struct ts_build *build, ts_symbol id)
{
    struct nearing *nearing = self;
    nearing->ids[nearing->near.count < TS_NEAR_MAX ? nearing->near.count : TS_NEAR_MAX - 1] = id;
    return ts_near_add(&nearing->near, as_much(ts_build_text(build, id), nearing->name));
}

static const char *near_name(const struct waiting *waiting)
{
    struct nearing nearing;
    const char *found;
    nearing.near = ts_near_start(waiting->build);
    nearing.name = waiting->name;
    each_there(waiting, add_near, &nearing);
    found = ts_suggest(waiting->name, nearing.near.names, nearing.near.count);
    for (uint32_t i = 0; found && i < nearing.near.count; i++)
        if (nearing.near.names[i] == found) return ts_build_did_you_mean(waiting->build, ts_build_text(waiting->build, nearing.ids[i]));
    return NULL;
}

// --- from name to id

// The one id that the name is short for, in the story that the filter names; else 0, told of.
static ts_symbol find_short(struct waiting *waiting)
{
    each_there(waiting, add_fit, waiting);
    if (waiting->count == 1 && waiting->story && !strchr(waiting->name, ':')) return waiting->fits[0];
    report(waiting, waiting->count ? list_fits(waiting) : near_name(waiting));
    return 0;
}

static ts_symbol find(struct waiting *waiting)
{
    ts_symbol id = now_of(waiting, ts_build_full(waiting->build, waiting->pack, waiting->name));
    return is_there(waiting, id) ? id : find_short(waiting);
}

// An unlock of a pack that is not loaded may be one that players have.
static ts_symbol find_unlock(struct waiting *waiting)
{
    struct ts_build *build = waiting->build;
    ts_symbol id = now_of(waiting, ts_build_full(build, waiting->pack, waiting->name));
    const char *text = ts_build_text(build, id);
    ts_symbol pack = ts_build_symbol(build, "%.*s", (int)strcspn(text, ":"), text);
    if (is_there(waiting, id)) return id;
    if (ts_content_find_pack(&build->host->content, pack)) return find_short(waiting);
    ts_build_warning(build, waiting->pack, waiting->handler->model.place, "unknown-unlock", NULL,
                     "on(\"%s\") waits for the unlock \"%s\", whose pack \"%s\" is not loaded: nobody is granted it here",
                     ts_happening_name(waiting->handler->model.happening), text, ts_build_text(build, pack));
    return id;
}

// Metaconcepts and focuses: pack core's are bare.
static ts_symbol find_bare(struct waiting *waiting)
{
    ts_symbol plain = ts_symbol_of(waiting->build->symbols, waiting->name);
    ts_symbol full = now_of(waiting, ts_build_bare(waiting->build, waiting->pack, waiting->name));
    if (is_there(waiting, full)) return full;
    return is_there(waiting, plain) ? plain : find_short(waiting);
}

// Milestones and insights are words of their own; metaconcepts and unlocks are defined somewhere.
static ts_symbol find_id(struct waiting *waiting)
{
    waiting->name = waiting->handler->id;
    waiting->story = NULL;
    switch (waiting->handler->model.happening) {
    case TS_UNLOCK_GRANTED: waiting->what = TS_RENAMED_UNLOCK, waiting->noun = "unlock"; return find_unlock(waiting);
    case TS_METACONCEPT_INTEGRATED: waiting->what = TS_RENAMED_METACONCEPT, waiting->noun = "metaconcept"; return find_bare(waiting);
    default: return ts_symbol_of(waiting->build->symbols, waiting->name);
    }
}

static ts_symbol find_as(struct waiting *waiting, enum ts_renamed what, const char *noun, const char *name)
{
    waiting->what = what;
    waiting->noun = noun;
    waiting->name = name;
    waiting->count = 0;
    return find(waiting);
}

// --- deeds

static const struct ts_focus *focus_of(const struct ts_build *build, ts_symbol id)
{
    for (uint32_t i = 0; i < build->focuses.count; i++) {
        const struct ts_draft_focus *focus = build->focuses.items[i];
        if (focus->model.id == id) return &focus->model;
    }
    return NULL;
}

static void check_milestone(const struct waiting *waiting, const struct ts_focus *focus)
{
    const struct ts_draft_deed *deed = waiting->handler->deed;
    struct ts_near near = ts_near_start(waiting->build);
    for (uint32_t i = 0; i < focus->milestone_count; i++)
        if (strcmp(focus->milestones[i].name, deed->milestone) == 0) return;
    for (uint32_t i = 0; i < focus->milestone_count; i++)
        if (!ts_near_add(&near, focus->milestones[i].name)) break;
    ts_build_problem(waiting->build, waiting->pack, deed->milestone_place, "unknown-milestone", ts_near_find(&near, deed->milestone),
                     "%s the milestone \"%s\", which focus \"%s\" does not have", asker(waiting), deed->milestone, deed->focus);
}

static ts_symbol find_focus(struct waiting waiting)
{
    waiting.place = waiting.handler->deed->focus_place;
    waiting.what = TS_RENAMED_FOCUS;
    waiting.noun = "focus";
    waiting.name = waiting.handler->deed->focus;
    ts_symbol id = find_bare(&waiting);
    if (id) check_milestone(&waiting, focus_of(waiting.build, id));
    return id;
}

static void resolve_handler(struct ts_build *build, struct ts_draft_handler *handler)
{
    struct waiting waiting = {.build = build, .handler = handler, .pack = handler->asker, .place = handler->model.place};
    struct ts_handler *model = &handler->model;
    if (!waiting.pack) waiting.pack = &build->host->packs[model->pack];
    if (handler->deed) model->focus = find_focus(waiting), waiting.place = handler->deed->story_place;
    if (handler->story) model->story = find_as(&waiting, TS_RENAMED_STORY, "story", handler->story);
    if (handler->story && !model->story) return; // what is in it cannot be known
    waiting.place = model->place;
    waiting.story = model->story ? ts_build_find_story(build, model->story) : NULL;
    if (handler->scene) model->scene = find_as(&waiting, TS_RENAMED_SCENE, "scene", handler->scene);
    if (!waiting.story) waiting.story = story_of_scene(build, model->scene);
    if (handler->ending) model->ending = find_as(&waiting, TS_RENAMED_ENDING, "ending", handler->ending);
    waiting.scene = model->scene;
    if (handler->choice) model->choice = find_as(&waiting, TS_RENAMED_CHOICE, "choice", handler->choice);
    if (handler->id) model->id = find_id(&waiting);
}

struct ts_draft_handler *ts_build_add_handler(struct ts_build *build, const struct ts_handler *model)
{
    struct ts_draft_handler *handler = ts_list_add(&build->handlers, build->scratch, sizeof *handler);
    uint32_t at = build->handlers.count - 1;
    handler->model = *model;
    for (; at && ((struct ts_draft_handler *)build->handlers.items[at - 1])->model.pack > model->pack; at--)
        build->handlers.items[at] = build->handlers.items[at - 1];
    build->handlers.items[at] = handler;
    return handler;
}

void ts_resolve_handlers(struct ts_build *build)
{
    for (uint32_t i = 0; i < build->handlers.count; i++) resolve_handler(build, build->handlers.items[i]);
}
