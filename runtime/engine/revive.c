// revive.c - a run in hand, out of what the store has of it
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "engine/hand.h"

struct ts_play *ts_play_new(struct ts_engine *engine, struct ts_run *run)
{
    struct ts_play *play = ts_memory_get(sizeof *play);
    memset(play, 0, sizeof *play);
    play->engine = engine;
    play->run = run;
    play->view = (struct ts_view){.content = engine->content,
                                  .run = run,
                                  .world = run->universe_row ? ts_store_world(engine->store) : ts_empty_world(),
                                  .script = engine->script,
                                  .progression = &play->progression,
                                  .position = run->head.position};
    return play;
}

static enum ts_status missing(const struct ts_run_record *record, struct ts_engine *engine, const char *what, ts_symbol name,
                              struct ts_err *err)
{
    return ts_err_set(err, TS_DATA,
                      "run \"%s\" needs the %s \"%s\", which the content here does not have: add its pack with --content, or bring the "
                      "version it was played with",
                      ts_symbol_text(engine->symbols, record->id), what, ts_symbol_text(engine->symbols, name));
}

static const struct ts_scene *scene_of(const struct ts_story *story, ts_symbol full)
{
    return full ? ts_story_find_scene_full(story, full) : NULL;
}

static enum ts_status revive_head(struct ts_engine *engine, const struct ts_run_record *record, struct ts_run *run, struct ts_err *err)
{
    struct ts_head *head = &run->head;
    *head = (struct ts_head){.state = record->state,
                             .turn = record->turn,
                             .position = record->position,
                             .told = record->told,
                             .milestones = record->milestones,
                             .insights = record->insights,
                             .session = record->session,
                             .depth = record->depth,
                             .scene = scene_of(run->story, record->scene)};
    if (!head->scene) return missing(record, engine, "scene", record->scene, err);
    for (uint32_t i = 0; i < record->depth; i++) {
        head->stack[i] = (struct ts_frame){scene_of(run->story, record->stack[i][0]), scene_of(run->story, record->stack[i][1])};
        if (!head->stack[i].scene) return missing(record, engine, "scene", record->stack[i][0], err);
        if (record->stack[i][1] && !head->stack[i].onward) return missing(record, engine, "scene", record->stack[i][1], err);
    }
    return TS_OK;
}

struct reviving {
    const struct ts_content *content;
    struct ts_run *run;
};

// A variable whose declaration is gone stays in the store, unseen, until it is declared again.
static void put_var(void *self, const struct ts_var_record *var)
{
    struct reviving *reviving = self;
    struct ts_run *run = reviving->run;
    for (uint32_t slot = 0; slot < run->var_count; slot++) {
        const struct ts_var *declared = ts_content_var(reviving->content, run->story, slot);
        if (declared->name != var->name || declared->owner != var->owner) continue;
        ts_value_drop(&run->vars[slot]);
        run->vars[slot] = ts_value_keep(var->value);
        return;
    }
}

static void put_tally(void *self, ts_symbol symbol, struct ts_tally tally)
{
    ts_run_tally_put(((struct reviving *)self)->run, symbol, tally);
}

static void fill_ids(struct ts_run *run, const struct ts_run_record *record)
{
    run->id = record->id;
    run->player = record->player;
    run->universe = record->universe;
    run->character = record->character;
    run->character_name = record->character_name;
    run->focus = record->focus;
    run->seed = record->seed;
    run->row = record->row;
    run->universe_row = record->universe_row;
    run->live = record->live;
    run->fork_turn = record->fork_turn;
    run->fork_milestones = record->fork_milestones;
    run->life = record->life ? record->life : record->id;
    for (uint32_t i = 0; i < record->metaconcept_count; i++) ts_run_add_metaconcept(run, record->metaconcepts[i]);
}

enum ts_status ts_run_revive(struct ts_engine *engine, const struct ts_run_record *record, int64_t until_seq, struct ts_run **out,
                             struct ts_err *err)
{
    const struct ts_story *story = ts_content_find_story(engine->content, ts_symbol_text(engine->symbols, record->story));
    if (!story) return missing(record, engine, "story", record->story, err);
    struct ts_run *run = ts_run_new(engine->content, story);
    struct reviving reviving = {engine->content, run};
    fill_ids(run, record);
    enum ts_status status = revive_head(engine, record, run, err);
    if (!status) status = ts_store_each_var(engine->store, run->row, until_seq, put_var, &reviving, err);
    if (!status) status = ts_store_each_tally(engine->store, run->row, until_seq, put_tally, &reviving, err);
    if (status) {
        ts_run_free(run);
        return status;
    }
    *out = run;
    return TS_OK;
}

// --- the screen as it was

static void add_words(struct ts_shown *shown, const char *text, uint32_t *place, uint32_t *length)
{
    *place = (uint32_t)shown->words.length;
    if (text) ts_buffer_add_text(&shown->words, text);
    *length = (uint32_t)shown->words.length - *place;
}

static void revive_choice(struct ts_play *play, const json_t *stored)
{
    struct ts_shown *shown = &play->shown;
    struct ts_shown_choice choice = {.id = ts_symbol_of(play->engine->symbols, json_string_value(json_object_get(stored, "id"))),
                                     .locked = json_is_true(json_object_get(stored, "locked"))};
    add_words(shown, json_string_value(json_object_get(stored, "label")), &choice.label, &choice.label_length);
    add_words(shown, json_string_value(json_object_get(stored, "reason")), &choice.reason, &choice.reason_length);
    ts_screen_add_choice(shown, choice);
}

static void revive_shown(struct ts_play *play, const struct ts_run_record *record)
{
    if (record->text) ts_buffer_add(&play->shown.text, record->text->bytes, record->text->length);
    if (!record->choices) return;
    json_t *list = json_loadb(record->choices->bytes, record->choices->length, 0, NULL);
    for (size_t i = 0; i < json_array_size(list); i++) revive_choice(play, json_array_get(list, i));
    json_decref(list);
}

static void swap_runs(struct ts_play *play, struct ts_play *fresh)
{
    struct ts_play kept = *play;
    play->run = play->view.run = fresh->run;
    play->shown = fresh->shown;
    play->progression = fresh->progression;
    play->ending = fresh->ending;
    play->view.world = fresh->view.world;
    play->view.position = fresh->view.position;
    fresh->run = kept.run;
    fresh->shown = kept.shown;
    fresh->progression = kept.progression;
}

enum ts_status ts_play_reload(struct ts_play *play, struct ts_err *err)
{
    struct ts_play *fresh = NULL;
    enum ts_status status = ts_play_revive(play->engine, ts_symbol_text(play->engine->symbols, play->run->id), &fresh, err);
    if (status) return status;
    swap_runs(play, fresh);
    ts_play_free(fresh);
    play->is_stale = false;
    play->has_session = play->run->head.state == TS_ACTIVE;
    return ts_offers_find(play, &play->offers, err);
}

enum ts_status ts_play_revive(struct ts_engine *engine, const char *id, struct ts_play **out, struct ts_err *err)
{
    struct ts_run_record record;
    struct ts_run *run = NULL;
    ts_symbol symbol = ts_symbol_of(engine->symbols, id);
    enum ts_status status = ts_store_load_run(engine->store, symbol, &record, err);
    if (status) return status;
    status = ts_run_revive(engine, &record, 0, &run, err);
    if (!status) {
        *out = ts_play_new(engine, run);
        (*out)->ending = record.ending;
        revive_shown(*out, &record);
        status = ts_progression_load(engine, run->player, &(*out)->progression, err);
        if (status) {
            ts_play_free(*out);
            *out = NULL;
        }
    }
    ts_run_record_clear(&record);
    return status;
}
