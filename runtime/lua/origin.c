// origin.c - who wrote what: amendments are noted while they are applied, definitions are known from the content
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/amend.h"

enum { PATH_SIZE = 1000 };

// --- noted while loading

struct ts_origin *ts_origin_add(struct ts_build *build, const char *path, const char *what, const struct ts_lua_pack *pack,
                                struct ts_place place, const char *when)
{
    struct ts_origin *origin = ts_list_add(&build->origins, build->scratch, sizeof *origin);
    *origin = (struct ts_origin){.what = what,
                                 .path = ts_arena_copy(build->keep, path, strlen(path)),
                                 .pack = pack->name,
                                 .place = place,
                                 .when = when ? ts_arena_copy(build->keep, when, strlen(when)) : NULL};
    return origin;
}

void ts_origin_add_choice(struct ts_build *build, const char *path, const struct ts_lua_pack *pack, struct ts_place place)
{
    uint64_t *known = ts_map_add(&build->origin_by_path, ts_symbol_of(build->symbols, path));
    if (!*known) (void)ts_origin_add(build, path, "define choice", pack, place, NULL);
    *known = 1;
}

void ts_origin_finish(struct ts_build *build)
{
    struct ts_origin *origins = ts_arena_get(build->keep, (build->origins.count + 1) * sizeof *origins);
    for (uint32_t i = 0; i < build->origins.count; i++) origins[i] = *(struct ts_origin *)build->origins.items[i];
    build->host->origins = origins;
    build->host->origin_count = build->origins.count;
}

// --- asked for

struct asking {
    const struct ts_host *host;
    const char *id, *bare; // bare: without "choices/"
    char within[PATH_SIZE]; // the choice in which the id names something; "": none
    ts_each_origin *each;
    void *self;
    uint32_t found;
};

static const char *text_of(const struct asking *asking, ts_symbol symbol)
{
    return ts_symbol_text(asking->host->symbols, symbol);
}

// What of `path` lies in `whole`: "" all of it, "text" of "harbour:lantern/quay/text" in "harbour:lantern/quay"; NULL when it does not.
static const char *rest_in(const char *path, const char *whole)
{
    size_t length = strlen(whole);
    if (strncmp(path, whole, length) != 0) return NULL;
    return path[length] == '/' ? path + length + 1 : path[length] ? NULL : "";
}

static void tell(struct asking *asking, const struct ts_origin *origin)
{
    asking->found++;
    asking->each(asking->self, origin);
}

static void tell_definition(struct asking *asking, const char *what, const char *path, uint32_t pack, struct ts_place place)
{
    tell(asking, &(struct ts_origin){.what = what, .path = path, .pack = asking->host->content.packs[pack].name, .place = place});
}

// All that was noted of what is at the path, and in it.
static uint32_t tell_noted(struct asking *asking, const char *path)
{
    uint32_t before = asking->found;
    for (uint32_t i = 0; i < asking->host->origin_count; i++)
        if (rest_in(asking->host->origins[i].path, path)) tell(asking, &asking->host->origins[i]);
    return asking->found - before;
}

static bool is_noted(const struct asking *asking, const char *path)
{
    for (uint32_t i = 0; i < asking->host->origin_count; i++)
        if (rest_in(asking->host->origins[i].path, path)) return true;
    return false;
}

// --- stories and what is in them

static void tell_scene(struct asking *asking, const struct ts_scene *scene)
{
    tell_definition(asking, scene->pool ? "define storylet" : "define scene", text_of(asking, scene->full), scene->pack, scene->place);
}

static void tell_choice(struct asking *asking, const struct ts_scene *scene, const char *id)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/choices/%s", text_of(asking, scene->full), id);
    if (tell_noted(asking, path)) return;
    for (uint32_t i = 0; i < scene->choice_count; i++)
        if (strcmp(text_of(asking, scene->choices[i]->id), id) == 0)
            tell_definition(asking, "define choice", path, scene->choices[i]->pack, scene->choices[i]->place);
}

static bool is_field(const char *name)
{
    static const char *const fields[] = {"", "text", "choices", "enter", "label", "when", "weight"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(fields[i], name) == 0) return true;
    return false;
}

// "harbour:lantern/crossing" of "ferry:lantern/crossing", which a pack brought to that story.
static void name_in_story(const struct asking *asking, const struct ts_story *story, const struct ts_scene *scene, char *name)
{
    snprintf(name, PATH_SIZE, "%s/%s", text_of(asking, story->id), strrchr(text_of(asking, scene->full), '/') + 1);
}

static void look_in_scene(struct asking *asking, const struct ts_scene *scene, const char *rest)
{
    char path[PATH_SIZE];
    if (!is_field(rest)) {
        tell_choice(asking, scene, strncmp(rest, "choices/", 8) == 0 ? rest + 8 : rest);
        return;
    }
    snprintf(path, sizeof path, *rest ? "%s/%s" : "%s", text_of(asking, scene->full), rest);
    tell_scene(asking, scene);
    tell_noted(asking, path);
}

static void look_at_choice(struct asking *asking, const struct ts_scene *scene, const struct ts_choice *choice, bool is_told)
{
    char path[PATH_SIZE];
    const char *id = text_of(asking, choice->id), *full = text_of(asking, choice->full), *rest = rest_in(asking->bare, full);
    if (!is_told && rest && !*rest) tell_choice(asking, scene, id); // by its own full id, which shared and added ones have
    snprintf(path, sizeof path, "%s/%s", text_of(asking, scene->full), id);
    if (!rest || !*rest) rest = rest_in(asking->bare, path);
    if (rest && *rest) snprintf(asking->within, sizeof asking->within, "%s/choices/%s", text_of(asking, scene->full), id);
}

static void look_at_scene(struct asking *asking, const struct ts_story *story, const struct ts_scene *scene)
{
    char name[PATH_SIZE];
    const char *rest = rest_in(asking->id, text_of(asking, scene->full));
    name_in_story(asking, story, scene, name);
    if (!rest) rest = rest_in(asking->id, name);
    if (rest) look_in_scene(asking, scene, rest);
    for (uint32_t i = 0; i < scene->choice_count; i++) look_at_choice(asking, scene, scene->choices[i], rest != NULL);
}

static void look_at_ending(struct asking *asking, const struct ts_story *story)
{
    const char *rest = rest_in(asking->id, text_of(asking, story->id));
    for (uint32_t i = 0; rest && i < story->scene_count; i++) {
        const struct ts_scene *scene = story->scenes[i];
        if (!scene->ending || strcmp(rest, text_of(asking, scene->ending)) != 0) continue;
        tell_definition(asking, "define ending", asking->id, scene->pack, scene->place);
        if (strcmp(text_of(asking, scene->full), asking->id) == 0) continue; // told of as a scene
        tell_scene(asking, scene);
        tell_noted(asking, text_of(asking, scene->full));
    }
}

// Scenes that stand in the story's own table are its definition; those that were brought to it are told of.
static void tell_story(struct asking *asking, const struct ts_story *story)
{
    tell_definition(asking, "define story", text_of(asking, story->id), story->pack, story->place);
    for (uint32_t i = 0; i < story->scene_count; i++)
        if (story->scenes[i]->place.file != story->place.file) tell_scene(asking, story->scenes[i]);
    for (uint32_t i = 0; i < asking->host->origin_count; i++) {
        const struct ts_origin *origin = &asking->host->origins[i];
        uint32_t at = 0;
        while (at < story->scene_count && !rest_in(origin->path, text_of(asking, story->scenes[at]->full))) at++;
        if (at < story->scene_count) tell(asking, origin);
    }
}

static void look_at_story(struct asking *asking, const struct ts_story *story)
{
    if (strcmp(text_of(asking, story->id), asking->id) == 0) tell_story(asking, story);
    for (uint32_t i = 0; i < story->scene_count; i++) look_at_scene(asking, story, story->scenes[i]);
    look_at_ending(asking, story);
}

// --- the others

static void look_at(struct asking *asking, const char *what, ts_symbol id, uint32_t pack, struct ts_place place)
{
    const char *path = text_of(asking, id), *rest = rest_in(asking->id, path);
    if (!rest || (*rest && !is_noted(asking, asking->id))) return;
    tell_definition(asking, what, path, pack, place);
    tell_noted(asking, asking->id);
}

static void look_at_var(struct asking *asking, const struct ts_var *var)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s#%s", text_of(asking, var->owner), text_of(asking, var->name));
    if (strcmp(path, asking->id) == 0) tell_definition(asking, "define variable", asking->id, var->pack, var->place);
}

static void look_at_all(struct asking *asking)
{
    const struct ts_content *content = &asking->host->content;
    for (uint32_t i = 0; i < content->story_count; i++) {
        look_at_story(asking, content->stories[i]);
        for (uint32_t k = 0; k < content->stories[i]->var_count; k++) look_at_var(asking, &content->stories[i]->vars[k]);
    }
    for (uint32_t i = 0; i + TS_HOST_VARS < content->own_count; i++) look_at_var(asking, &content->own[i]);
    for (uint32_t i = 0; i < content->key_count; i++)
        look_at(asking, "define world key", content->keys[i].id, content->keys[i].pack, content->keys[i].place);
    for (uint32_t i = 0; i < content->skill_count; i++)
        look_at(asking, "define skill", content->skills[i].id, content->skills[i].pack, content->skills[i].place);
    for (uint32_t i = 0; i < content->unlock_count; i++)
        look_at(asking, ts_unlock_is_cosmetic(text_of(asking, content->unlocks[i].id)) ? "define cosmetic" : "define unlock", content->unlocks[i].id, content->unlocks[i].pack, content->unlocks[i].place);
    for (uint32_t i = 0; i < content->focus_count; i++)
        look_at(asking, "define focus", content->focuses[i].id, content->focuses[i].pack, content->focuses[i].place);
    for (uint32_t i = 0; i < content->metaconcept_count; i++)
        look_at(asking, "define metaconcept", content->metaconcepts[i].id, content->metaconcepts[i].pack, content->metaconcepts[i].place);
}

static enum ts_status refuse(const struct asking *asking, struct ts_err *err)
{
    const char *id = asking->id, *near;
    if (asking->within[0])
        return ts_err_set(err, TS_DATA, "nothing is called \"%s\": of a choice only the whole can be asked for, \"%s\"; of a scene its \"text\", "
                          "\"choices\" and \"enter\" too, of a storylet also \"label\", \"when\" and \"weight\"", id, asking->within);
    near = ts_origin_near(asking->host, id);
    if (near) return ts_err_set(err, TS_DATA, "nothing is called \"%s\": did you mean \"%s\"?", id, near);
    return ts_err_set(err, TS_DATA,
                      "nothing is called \"%s\": give an id as \"harbour:lantern/quay\", \"harbour:lantern/quay/choices/light\" or \"harbour:lantern\"",
                      id);
}

void ts_host_each_amendment(const struct ts_host *host, ts_each_origin *each, void *self)
{
    static const char definition[] = "define ";
    for (uint32_t i = 0; i < host->origin_count; i++)
        if (strncmp(host->origins[i].what, definition, strlen(definition)) != 0) each(self, &host->origins[i]);
}

enum ts_status ts_host_each_origin(const struct ts_host *host, const char *id, ts_each_origin *each, void *self, struct ts_err *err)
{
    struct asking asking = {.host = host, .id = id, .each = each, .self = self};
    char *bare = ts_memory_copy(id), *part = strstr(bare, "/choices/");
    if (part) memmove(part, part + 8, strlen(part + 8) + 1);
    asking.bare = bare;
    look_at_all(&asking);
    free(bare);
    return asking.found ? TS_OK : refuse(&asking, err);
}
