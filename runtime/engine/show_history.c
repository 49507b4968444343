// show_history.c - the turns of a run, through its forks, as canonical JSON
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ident.h"
#include "engine/json.h"
#include "engine/show.h"
#include "game/prose.h"

struct history { // turns are found newest first and written oldest first
    struct ts_engine *engine;
    int64_t limit;
    ts_symbol run; // whose turns are being found
    const struct ts_story *story;
    struct ts_buffer found;
    size_t *starts, count, room;
};

// --- what was chosen

static const struct ts_choice *find_choice(const struct ts_story *story, ts_symbol full)
{
    for (uint32_t i = 0; story && i < story->scene_count; i++)
        for (uint32_t n = 0; n < story->scenes[i]->choice_count; n++)
            if (story->scenes[i]->choices[n]->full == full) return story->scenes[i]->choices[n];
    return NULL;
}

static const struct ts_text *find_label(const struct ts_story *story, const struct ts_act_record *act)
{
    const struct ts_choice *choice = act->choice ? find_choice(story, act->choice) : NULL;
    const struct ts_scene *storylet = !act->choice && act->pick && story ? ts_story_find_scene(story, act->pick) : NULL;
    const struct ts_prose *label = choice ? choice->label : storylet ? storylet->label : NULL;
    return label ? ts_prose_fixed(label) : NULL;
}

// As it was shown, which is the last part of the choice's own id unless it is kept beside that.
static const char *choice_id(const struct ts_symbols *symbols, const struct ts_act_record *act)
{
    const char *full = act->pick || !act->choice ? NULL : ts_symbol_text(symbols, act->choice);
    const char *slash = full ? strrchr(full, '/') : NULL;
    if (act->pick) return ts_symbol_text(symbols, act->pick);
    return slash ? slash + 1 : full;
}

static void add_turn(struct history *history, const struct ts_act_record *act)
{
    struct ts_buffer *json = &history->found;
    const struct ts_symbols *symbols = history->engine->symbols;
    const struct ts_text *label = find_label(history->story, act);
    ts_json_open(json, '{');
    ts_json_field_text(json, "answer", act->kind == TS_ACT_TURN ? act->answer : NULL); // that of a start is settings
    ts_json_field_text(json, "choice", choice_id(symbols, act));
    ts_json_field_text(json, "label", label ? label->bytes : NULL);
    ts_json_field_int(json, "position", act->position);
    ts_json_field_symbol(json, "run_id", symbols, history->run);
    ts_json_field_symbol(json, "scene", symbols, act->scene);
    ts_json_field_int(json, "turn", act->turn);
    ts_json_close(json, '}');
}

// --- turns

static bool has_all(const struct history *history)
{
    return history->limit && history->count >= (size_t)history->limit;
}

static bool each_act(void *self, const struct ts_act_record *act)
{
    struct history *history = self;
    if (act->kind != TS_ACT_START && act->kind != TS_ACT_TURN) return true;
    if (history->count == history->room) {
        history->room = history->room ? history->room * 2 : 64;
        history->starts = ts_memory_grow(history->starts, history->room * sizeof *history->starts);
    }
    history->starts[history->count] = history->found.length + (history->count > 0); // past the comma
    history->count++;
    add_turn(history, act);
    return !has_all(history);
}

// The run's own turns, then those of the run it goes on with, up to the fork. One that was deleted ends the history.
static enum ts_status find_turns(struct history *history, ts_symbol run, struct ts_err *err)
{
    struct ts_engine *engine = history->engine;
    struct ts_run_record record = {0};
    int64_t until = 0;
    enum ts_status status = ts_store_load_run(engine->store, run, &record, err);
    while (!status) {
        ts_symbol parent = record.parent;
        history->run = record.id;
        history->story = engine->content ? ts_content_find_story(engine->content, ts_symbol_text(engine->symbols, record.story)) : NULL;
        status = ts_store_each_act(engine->store, record.row, until, each_act, history, err);
        until = record.fork_seq;
        ts_run_record_clear(&record);
        if (status || !parent || has_all(history)) return status;
        status = ts_store_load_run(engine->store, parent, &record, err);
        if (status == TS_DATA) return TS_OK;
    }
    return status;
}

static void add_page(const struct history *history, struct ts_buffer *json)
{
    ts_json_open(json, '[');
    for (size_t i = history->count, end = history->found.length; i-- > 0; end = history->starts[i] - (i > 0)) {
        if (i + 1 < history->count) ts_buffer_add_byte(json, ',');
        ts_buffer_add(json, history->found.bytes + history->starts[i], end - history->starts[i]);
    }
    ts_json_close(json, ']');
}

enum ts_status ts_show_history(struct ts_engine *engine, const char *run, int64_t limit, struct ts_buffer *json, struct ts_err *err)
{
    char id[TS_IDENT_MAX + 1];
    struct history history = {.engine = engine, .limit = limit};
    enum ts_status status = ts_ident_read("run id", run, id, err);
    if (!status) status = find_turns(&history, ts_symbol_of(engine->symbols, id), err);
    if (!status) add_page(&history, json);
    ts_buffer_clear(&history.found);
    free(history.starts);
    return status;
}
