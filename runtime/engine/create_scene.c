// create_scene.c - the scene that a new mod amends
#include <string.h>

#include "engine/create.h"

static const struct ts_story *first_story(const struct ts_content *content, const char *pack)
{
    for (uint32_t i = 0; i < content->story_count; i++)
        if (!strcmp(ts_symbol_text(content->symbols, content->packs[content->stories[i]->pack].name), pack)) return content->stories[i];
    return NULL;
}

static enum ts_status find_story(const struct ts_content *content, const char *words, struct ts_create *how, struct ts_err *err)
{
    char id[2 * 128 + 2];
    size_t length = strcspn(words, "/");
    if (length >= sizeof id) return ts_err_set(err, TS_DATA, "no story \"%s\"", words);
    memcpy(id, words, length);
    id[length] = '\0';
    how->story = strchr(id, ':') ? ts_content_find_story(content, id) : first_story(content, id);
    if (how->story) return TS_OK;
    if (strchr(id, ':')) return ts_err_set(err, TS_DATA, "no story \"%s\": --for takes PACK, PACK:STORY or PACK:STORY/SCENE", id);
    return ts_err_set(err, TS_DATA, "no pack \"%s\" that has a story: `turnstone pack list` shows what there is", id);
}

enum ts_status ts_create_find_scene(const struct ts_content *content, const char *words, struct ts_create *how, struct ts_err *err)
{
    const char *slash = strchr(words, '/');
    enum ts_status status = find_story(content, words, how, err);
    if (status) return status;
    ts_symbol id = slash ? ts_symbol_find(content->symbols, slash + 1, strlen(slash + 1)) : 0;
    how->scene = slash ? (id ? ts_story_find_scene(how->story, id) : NULL) : how->story->start;
    if (!how->scene || how->scene->pool)
        return ts_err_set(err, TS_DATA, "the story \"%s\" has no scene \"%s\": `turnstone graph` draws those it has",
                          ts_symbol_text(content->symbols, how->story->id), slash ? slash + 1 : "");
    if (how->scene->ending)
        return ts_err_set(err, TS_DATA, "\"%s\" is an ending, where nothing can be chosen: name another scene with --for", words);
    if (how->scene->pack != how->story->pack)
        return ts_err_set(err, TS_DATA, "\"%s\" was brought to that story by the pack \"%s\": name a scene of the story's own with --for", words,
                          ts_symbol_text(content->symbols, content->packs[how->scene->pack].name));
    return TS_OK;
}
