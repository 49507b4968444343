// view_name.c - the names scripts use: of world keys, scenes and choices
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ident.h"
#include "base/suggest.h"
#include "game/permit.h"
#include "game/rename.h"
#include "game/view.h"

enum { FULL_MAX = 4 * TS_IDENT_MAX }; // "pack:story/scene/choice" is put together in as many bytes

static const char *text_of(const struct ts_view *view, ts_symbol symbol)
{
    return ts_symbol_text(view->content->symbols, symbol);
}

struct names { // that may have been meant
    const char **items;
    size_t count, room;
};

static void add_name(struct names *names, const char *name)
{
    if (names->count == names->room) {
        names->room = names->room ? names->room * 2 : 32;
        names->items = ts_memory_grow(names->items, names->room * sizeof *names->items);
    }
    names->items[names->count++] = name;
}

// Frees the names.
static enum ts_status refuse(const char *what, const char *name, struct names *names, const char *otherwise, struct ts_err *err)
{
    const char *meant = ts_suggest(name, names->items, names->count);
    free(names->items);
    if (meant) return ts_err_set(err, TS_FAILED, "no %s is named \"%.200s\"; did you mean \"%s\"?", what, name, meant);
    return ts_err_set(err, TS_FAILED, "no %s is named \"%.200s\"; %s", what, name, otherwise);
}

// --- names given up

ts_symbol ts_view_now(const struct ts_view *view, enum ts_renamed what, ts_symbol id)
{
    return ts_renames_now(&view->content->former, view->content->symbols, what, id);
}

ts_symbol ts_view_progression_key(const struct ts_view *view, ts_symbol key)
{
    return ts_renames_key(&view->content->former, view->content->symbols, key);
}

// --- world keys

static const char *local_part(const struct ts_view *view, const struct ts_world_key *key)
{
    const char *id = text_of(view, key->id), *colon = strchr(id, ':');
    return colon ? colon + 1 : id;
}

static enum ts_status refuse_key(const struct ts_view *view, const char *name, struct ts_err *err)
{
    const struct ts_content *content = view->content;
    struct names names = {0};
    for (uint32_t i = 0; i < content->key_count; i++) {
        const char *local = local_part(view, &content->keys[i]);
        if (strcmp(local, name) == 0) {
            free(names.items);
            return ts_err_set(err, TS_FAILED, "this pack has no world key \"%s\"; did you mean \"%s\"?", name,
                              text_of(view, content->keys[i].id));
        }
        if (content->keys[i].pack == view->pack) add_name(&names, local);
        add_name(&names, text_of(view, content->keys[i].id));
    }
    return refuse("world key", name, &names, "declare it with `define.world`", err);
}

enum ts_status ts_view_key(struct ts_view *view, const char *name, ts_symbol *out, struct ts_err *err)
{
    const struct ts_symbols *symbols = view->content->symbols;
    ts_symbol pack = view->content->packs[view->pack].name;
    size_t length = strlen(name), before = ts_symbol_length(symbols, pack) + 1;
    const char *colon = memchr(name, ':', length), *local = colon ? colon + 1 : name;
    char full[FULL_MAX];
    *out = 0;
    if (length + before > FULL_MAX || !ts_ident_is_key(local, length - (size_t)(local - name))) return refuse_key(view, name, err);
    if (!colon) {
        memcpy(full, ts_symbol_text(symbols, pack), before - 1);
        full[before - 1] = ':';
        memcpy(full + before, name, length);
        name = full;
        length += before;
    }
    *out = ts_symbol_find(symbols, name, length);
    if (ts_content_find_key(view->content, *out)) return TS_OK;
    if (!ts_content_find_declared(view->content, name, length)) return refuse_key(view, local, err);
    *out = ts_symbol_add(view->content->symbols, name, length);
    return TS_OK;
}

// --- scenes and choices

// The name as symbol, or what it becomes by a new name of its story: nobody has to have written the two together before.
static ts_symbol find_full(const struct ts_view *view, const char *name, size_t length)
{
    const struct ts_symbols *symbols = view->content->symbols;
    ts_symbol symbol = ts_symbol_find(symbols, name, length);
    const char *slash = memchr(name, '/', length);
    ts_symbol story = symbol || !slash ? 0 : ts_symbol_find(symbols, name, (size_t)(slash - name));
    ts_symbol now = story ? ts_view_now(view, TS_RENAMED_STORY, story) : 0;
    struct ts_buffer full = {0};
    if (now == story) return symbol;
    ts_buffer_add_text(&full, text_of(view, now));
    ts_buffer_add(&full, slash, length - (size_t)(slash - name));
    symbol = ts_symbol_find(symbols, full.bytes, full.length);
    ts_buffer_clear(&full);
    return symbol;
}

static const struct ts_scene *find_scene(const struct ts_view *view, const char *name, size_t length)
{
    const struct ts_story *story = view->run->story;
    ts_symbol symbol = find_full(view, name, length);
    const struct ts_scene *scene = symbol ? ts_story_find_scene(story, symbol) : NULL;
    return scene || !symbol ? scene : ts_story_find_scene_full(story, ts_view_now(view, TS_RENAMED_SCENE, symbol));
}

enum ts_status ts_view_go(struct ts_view *view, const char *scene, struct ts_err *err)
{
    const struct ts_story *story = view->run->story;
    const struct ts_scene *found = find_scene(view, scene, strlen(scene));
    struct names names = {0};
    enum ts_status status = ts_permit_write(view, "going to a scene", err);
    if (status) return status;
    if (found) {
        view->go = found;
        return TS_OK;
    }
    for (uint32_t i = 0; i < story->scene_count; i++) add_name(&names, text_of(view, story->scenes[i]->id));
    return refuse("scene of this story", scene, &names, "go to a scene of the run's own story", err);
}

// The bare symbol that a choice of this story is counted by, 0 when there is none.
static ts_symbol find_bare(const struct ts_view *view, const char *name, size_t length)
{
    const struct ts_story *story = view->run->story;
    size_t before = ts_symbol_length(view->content->symbols, story->id);
    char full[FULL_MAX];
    ts_symbol bare;
    if (before + 1 + length > FULL_MAX) return 0;
    memcpy(full, text_of(view, story->id), before);
    full[before] = '#';
    memcpy(full + before + 1, name, length);
    bare = ts_symbol_find(view->content->symbols, full, before + 1 + length);
    const uint64_t *counts = bare ? ts_map_find(&story->choice_by_bare, bare) : NULL;
    return counts ? (ts_symbol)*counts : 0;
}

// What the scene's choice of a former id is counted by.
static ts_symbol former_choice(const struct ts_view *view, const struct ts_scene *scene, const char *id)
{
    struct ts_buffer name = {0};
    if (!view->content->former.count) return 0;
    ts_buffer_add_format(&name, "%s/%s", text_of(view, scene->full), id);
    ts_symbol before = ts_symbol_find(view->content->symbols, name.bytes, name.length);
    ts_buffer_clear(&name);
    return before ? ts_view_now(view, TS_RENAMED_CHOICE, before) : 0;
}

// "scene/choice": the choice as its scene shows it.
static const struct ts_choice *find_choice(const struct ts_view *view, const char *name)
{
    const char *slash = strrchr(name, '/');
    const struct ts_scene *scene = slash ? find_scene(view, name, (size_t)(slash - name)) : NULL;
    ts_symbol id = scene ? ts_symbol_find(view->content->symbols, slash + 1, strlen(slash + 1)) : 0, full;
    for (uint32_t i = 0; id && i < scene->choice_count; i++)
        if (scene->choices[i]->id == id) return scene->choices[i];
    full = scene ? former_choice(view, scene, slash + 1) : 0;
    for (uint32_t i = 0; full && i < scene->choice_count; i++)
        if (scene->choices[i]->full == full) return scene->choices[i];
    return NULL;
}

static enum ts_status refuse_tally(const struct ts_view *view, const char *name, struct ts_err *err)
{
    const struct ts_story *story = view->run->story;
    struct names names = {0};
    for (uint32_t i = 0; i < story->scene_count; i++) {
        const struct ts_scene *scene = story->scenes[i];
        add_name(&names, text_of(view, scene->id));
        for (uint32_t j = 0; j < scene->choice_count; j++) add_name(&names, text_of(view, scene->choices[j]->id));
    }
    return refuse("scene or choice of this story", name, &names, "name a scene, a choice, or \"scene/choice\"", err);
}

static struct ts_tally tally_of(const struct ts_view *view, ts_symbol full)
{
    if (view->noticed) ts_noticed_add(view->noticed, TS_NOTICED_TALLY, full);
    return ts_run_tally(view->run, full);
}

enum ts_status ts_view_tally(const struct ts_view *view, const char *name, struct ts_tally *out, struct ts_err *err)
{
    size_t length = strlen(name);
    const struct ts_scene *scene = find_scene(view, name, length);
    ts_symbol bare = find_bare(view, name, length);
    const struct ts_choice *choice = scene || bare ? NULL : find_choice(view, name);
    *out = (struct ts_tally){0};
    if (scene) *out = tally_of(view, scene->full);
    if (bare && out->count == 0) *out = tally_of(view, bare);
    if (choice) *out = tally_of(view, choice->full);
    if (view->looks) ts_looks_add(view->looks, "visits of ", name, ts_value_int(out->count));
    return scene || bare || choice ? TS_OK : refuse_tally(view, name, err);
}

// --- what is called by a name given up

static ts_symbol id_of(const struct ts_view *view, ts_symbol bare)
{
    const char *text = text_of(view, bare), *mark = strchr(text, '#');
    return mark ? ts_symbol_of(view->content->symbols, mark + 1) : bare;
}

// The same for "scene/choice".
static ts_symbol given_up_pair(const struct ts_view *view, const char *name)
{
    const struct ts_choice *choice = find_choice(view, name);
    const char *slash = strrchr(name, '/');
    ts_symbol scene, id = choice ? ts_symbol_find(view->content->symbols, slash + 1, strlen(slash + 1)) : 0;
    char before[FULL_MAX];
    if (!choice || (size_t)(slash - name) >= sizeof before) return 0;
    snprintf(before, sizeof before, "%.*s", (int)(slash - name), name);
    scene = ts_view_given_up(view, before);
    return scene || id != choice->id ? choice->full : 0;
}

ts_symbol ts_view_given_up(const struct ts_view *view, const char *name)
{
    size_t length = strlen(name);
    if (!view->content->former.count) return 0;
    const struct ts_scene *scene = find_scene(view, name, length);
    ts_symbol asked = ts_symbol_find(view->content->symbols, name, length), bare;
    if (scene && (asked == scene->id || asked == scene->full)) return 0;
    if (scene) return memchr(name, ':', length) ? scene->full : scene->id;
    bare = find_bare(view, name, length);
    if (!bare) return given_up_pair(view, name);
    return id_of(view, bare) == asked ? 0 : id_of(view, bare);
}
