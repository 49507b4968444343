// answer_story.c - what can be played: stories, focuses, themes
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "game/themes.h"
#include "web/answer.h"
#include "web/answers.h"

// --- what manifests say

static void each_pack(void *self, const struct ts_pack_info *info)
{
    json_t *about = self;
    if (!info->is_twin && info->name && info->description) json_object_set_new(about, info->name, json_string(info->description));
}

static const char *description_of(struct ts_desk *desk, const char *pack)
{
    struct ts_err err;
    if (!desk->about) {
        desk->about = json_object();
        enum ts_status status = desk->how->loading ? ts_host_each_pack(desk->engine->symbols, desk->how->loading, NULL, each_pack, desk->about, &err) : TS_OK;
        (void)status; // then nothing is said of packs
    }
    return json_string_value(json_object_get(desk->about, pack));
}

// --- stories

struct going { const struct ts_story *story; ts_symbol run; }; // a run that goes on
struct playing { struct ts_engine *engine; struct going *runs; uint32_t count, room; };

static void each_run(void *self, const struct ts_run_record *run)
{
    struct playing *playing = self;
    if (run->state != TS_ACTIVE && run->state != TS_PAUSED) return;
    if (playing->count == playing->room) {
        playing->room = playing->room ? playing->room * 2 : 8;
        playing->runs = ts_memory_grow(playing->runs, playing->room * sizeof *playing->runs);
    }
    const struct ts_story *story = ts_content_find_story(playing->engine->content, ts_symbol_text(playing->engine->symbols, run->story));
    playing->runs[playing->count++] = (struct going){story, run->id};
}

static void add_playing(struct ts_buffer *json, const struct playing *playing, const struct ts_story *story)
{
    const struct ts_symbols *symbols = playing->engine->symbols;
    ts_json_key(json, "playing");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < playing->count; i++)
        if (playing->runs[i].story == story) ts_json_text(json, ts_symbol_text(symbols, playing->runs[i].run), ts_symbol_length(symbols, playing->runs[i].run));
    ts_json_close(json, ']');
}

static void add_themes(struct ts_buffer *json, const struct ts_symbols *symbols, const struct ts_themes *themes)
{
    ts_json_key(json, "themes");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < themes->count; i++) ts_json_text(json, ts_symbol_text(symbols, themes->items[i]), ts_symbol_length(symbols, themes->items[i]));
    ts_json_close(json, ']');
}

static void add_story(struct ts_desk *desk, const struct ts_story *story, const struct playing *playing, struct ts_buffer *json)
{
    struct ts_engine *engine = desk->engine;
    const struct ts_pack *pack = &engine->content->packs[story->pack];
    struct ts_themes themes = {0};
    ts_json_open(json, '{');
    ts_json_field_text(json, "description", description_of(desk, ts_symbol_text(engine->symbols, pack->name)));
    ts_json_field_symbol(json, "focus", engine->symbols, story->focus);
    ts_json_field_symbol(json, "id", engine->symbols, story->id);
    ts_json_field_symbol(json, "pack", engine->symbols, pack->name);
    ts_json_field_text(json, "pack_title", pack->title);
    add_playing(json, playing, story);
    ts_json_field_int(json, "scenes", story->scene_count);
    ts_themes_find_story(&themes, story);
    add_themes(json, engine->symbols, &themes);
    ts_themes_clear(&themes);
    ts_json_field_text(json, "title", story->title ? story->title : ts_symbol_text(engine->symbols, story->id));
    ts_json_close(json, '}');
}

enum ts_status ts_answer_stories(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    const struct ts_content *content = desk->engine->content;
    struct playing playing = {.engine = desk->engine};
    struct ts_run_filter filter = {.player = ts_symbol_of(desk->engine->symbols, request->player)};
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    if (!status) status = ts_store_each_run(desk->engine->store, filter, each_run, &playing, err);
    ts_json_open(&reply->body, '[');
    for (uint32_t i = 0; i < content->story_count && !status; i++) add_story(desk, content->stories[i], &playing, &reply->body);
    ts_json_close(&reply->body, ']');
    free(playing.runs);
    return status;
}

enum ts_status ts_answer_focuses(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    const struct ts_content *content = desk->engine->content;
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    ts_json_open(&reply->body, '[');
    for (uint32_t i = 0; i < content->focus_count; i++) {
        const struct ts_focus *focus = &content->focuses[i];
        ts_json_open(&reply->body, '{');
        ts_json_field_text(&reply->body, "description", focus->setting);
        ts_json_field_symbol(&reply->body, "id", desk->engine->symbols, focus->id);
        ts_json_field_text(&reply->body, "title", focus->title);
        ts_json_close(&reply->body, '}');
    }
    ts_json_close(&reply->body, ']');
    return status;
}

enum ts_status ts_answer_themes(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct ts_themes themes = {0};
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    ts_themes_find(&themes, desk->engine->content);
    ts_json_open(&reply->body, '[');
    for (uint32_t i = 0; i < themes.count; i++) {
        ts_json_open(&reply->body, '{');
        ts_json_field_symbol(&reply->body, "id", desk->engine->symbols, themes.items[i]);
        ts_json_close(&reply->body, '}');
    }
    ts_json_close(&reply->body, ']');
    ts_themes_clear(&themes);
    return status;
}
