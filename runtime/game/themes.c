// themes.c - the themes that the content at hand declares
#include "game/themes.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "game/prose.h"

static void add(struct ts_themes *themes, ts_symbol theme)
{
    uint64_t *place = ts_map_add(&themes->known, theme);
    if (*place) return;
    if (themes->count == themes->room) {
        themes->room = themes->room ? themes->room * 2 : 16;
        themes->items = ts_memory_grow(themes->items, themes->room * sizeof *themes->items);
    }
    themes->items[themes->count++] = theme;
    *place = themes->count;
}

static void add_care(struct ts_themes *themes, const struct ts_care *care)
{
    for (uint32_t i = 0; care && i < care->theme_count; i++) add(themes, care->themes[i]);
    if (care && care->warning && care->warning->type) add(themes, care->warning->type);
}

static void add_part(void *self, const struct ts_prose_part *part)
{
    add_care(self, part->care);
}

static void add_prose(struct ts_themes *themes, const struct ts_prose *prose)
{
    ts_prose_each_part(prose, add_part, themes);
}

static void add_event(struct ts_themes *themes, const struct ts_event_text *event)
{
    if (!event) return;
    add_care(themes, event->care);
    add_prose(themes, event->action);
    add_prose(themes, event->consequences);
}

static void add_choice(struct ts_themes *themes, const struct ts_choice *choice)
{
    add_care(themes, choice->care);
    add_prose(themes, choice->label);
    add_prose(themes, choice->locked);
    add_prose(themes, choice->reply);
    add_event(themes, choice->event);
}

static void add_scene(struct ts_themes *themes, const struct ts_scene *scene)
{
    add_care(themes, scene->care);
    add_prose(themes, scene->label);
    add_prose(themes, scene->text);
    add_prose(themes, scene->reflect.text);
    add_prose(themes, scene->breath.text);
    add_event(themes, scene->event);
    for (uint32_t i = 0; i < scene->choice_count; i++) add_choice(themes, scene->choices[i]);
}

void ts_themes_find_story(struct ts_themes *themes, const struct ts_story *story)
{
    for (uint32_t i = 0; i < story->scene_count; i++) add_scene(themes, story->scenes[i]);
}

void ts_themes_find(struct ts_themes *themes, const struct ts_content *content)
{
    for (uint32_t i = 0; content && i < content->story_count; i++) ts_themes_find_story(themes, content->stories[i]);
}

bool ts_themes_has(const struct ts_themes *themes, ts_symbol theme)
{
    const uint64_t *place = ts_map_find(&themes->known, theme);
    return place && *place;
}

const char *ts_themes_suggest(const struct ts_themes *themes, const struct ts_symbols *symbols, const char *wrong)
{
    const char **names = ts_memory_get((themes->count + 1) * sizeof *names);
    for (uint32_t i = 0; i < themes->count; i++) names[i] = ts_symbol_text(symbols, themes->items[i]);
    const char *near = ts_suggest(wrong, names, themes->count);
    free(names);
    return near;
}

void ts_themes_clear(struct ts_themes *themes)
{
    free(themes->items);
    ts_map_clear(&themes->known);
    *themes = (struct ts_themes){0};
}
