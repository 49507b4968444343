// origin_near.c - the id that somebody probably meant who asks who wrote it
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "lua/amend.h"

struct names {
    const struct ts_host *host;
    const char **items;
    uint32_t count, room;
    bool is_long; // choices as "harbour:lantern/quay/choices/light"
};

static void add(struct names *names, const char *name)
{
    if (names->count == names->room) {
        names->room = names->room ? names->room * 2 : 256;
        names->items = ts_memory_grow(names->items, names->room * sizeof *names->items);
    }
    names->items[names->count++] = name;
}

static void add_symbol(struct names *names, ts_symbol symbol)
{
    add(names, ts_symbol_text(names->host->symbols, symbol));
}

static void add_var(struct names *names, const struct ts_var *var)
{
    struct ts_buffer path = {0};
    ts_buffer_add_format(&path, "%s#%s", ts_symbol_text(names->host->symbols, var->owner), ts_symbol_text(names->host->symbols, var->name));
    add_symbol(names, ts_symbol_add(names->host->symbols, path.bytes, path.length));
    ts_buffer_clear(&path);
}

static void add_choice(struct names *names, const struct ts_scene *scene, const struct ts_choice *choice)
{
    struct ts_symbols *symbols = names->host->symbols;
    struct ts_buffer path = {0};
    if (!names->is_long) {
        add_symbol(names, choice->full);
        return;
    }
    ts_buffer_add_format(&path, "%s/choices/%s", ts_symbol_text(symbols, scene->full), ts_symbol_text(symbols, choice->id));
    add_symbol(names, ts_symbol_add(symbols, path.bytes, path.length));
    ts_buffer_clear(&path);
}

static void add_story(struct names *names, const struct ts_story *story)
{
    add_symbol(names, story->id);
    for (uint32_t i = 0; i < story->var_count; i++) add_var(names, &story->vars[i]);
    for (uint32_t i = 0; i < story->scene_count; i++) {
        add_symbol(names, story->scenes[i]->full);
        for (uint32_t k = 0; k < story->scenes[i]->choice_count; k++) add_choice(names, story->scenes[i], story->scenes[i]->choices[k]);
    }
}

static void add_all(struct names *names)
{
    const struct ts_content *content = &names->host->content;
    for (uint32_t i = 0; i < content->story_count; i++) add_story(names, content->stories[i]);
    for (uint32_t i = 0; i + TS_HOST_VARS < content->own_count; i++) add_var(names, &content->own[i]);
    for (uint32_t i = 0; i < content->key_count; i++) add_symbol(names, content->keys[i].id);
    for (uint32_t i = 0; i < content->unlock_count; i++) add_symbol(names, content->unlocks[i].id);
    for (uint32_t i = 0; i < content->skill_count; i++) add_symbol(names, content->skills[i].id);
    for (uint32_t i = 0; i < content->focus_count; i++) add_symbol(names, content->focuses[i].id);
    for (uint32_t i = 0; i < content->metaconcept_count; i++) add_symbol(names, content->metaconcepts[i].id);
}

// People leave out the pack.
static const char *find_local(const struct names *names, const char *wrong)
{
    for (uint32_t i = 0; i < names->count; i++) {
        const char *colon = strchr(names->items[i], ':');
        if (colon && strcmp(colon + 1, wrong) == 0) return names->items[i];
    }
    return NULL;
}

const char *ts_origin_near(const struct ts_host *host, const char *wrong)
{
    struct names names = {.host = host, .is_long = strstr(wrong, "/choices/") != NULL};
    const char *found;
    add_all(&names);
    found = find_local(&names, wrong);
    if (!found) found = ts_suggest(wrong, names.items, names.count);
    free(names.items);
    return found;
}
