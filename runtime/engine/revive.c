// revive.c - a run in hand, out of what the store has of it
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "engine/hand.h"
#include "engine/migrate.h"

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

// Names of then become those of now, step by step: what the run has had no migration for, then aliases.
static enum ts_status bring_names(struct ts_loose *loose, int64_t until_seq, struct ts_err *err)
{
    const struct ts_content *content = loose->engine->content;
    enum ts_status status = ts_migrate_row(loose, until_seq, err);
    if (!status) status = ts_migrate_past(loose, until_seq, err);
    if (status) return status;
    ts_loose_rename(loose, &content->aliases);
    return TS_OK;
}

enum ts_status ts_run_revive(struct ts_engine *engine, const struct ts_run_record *record, int64_t until_seq, struct ts_run **out,
                             struct ts_err *err)
{
    struct ts_loose loose;
    enum ts_status status = ts_migrate_check(engine, record->story, err);
    if (status) return ts_err_wrap(err, "run \"%s\"", ts_symbol_text(engine->symbols, record->id)), status;
    status = ts_loose_load(engine, record, until_seq, &loose, err);
    if (!status) status = bring_names(&loose, until_seq, err);
    if (!status) status = ts_loose_settle(&loose, false, out, err);
    ts_loose_clear(&loose);
    return status;
}

// --- the screen as it was

static void add_words(struct ts_shown *shown, const char *text, uint32_t *place, uint32_t *length)
{
    *place = (uint32_t)shown->words.length;
    if (text) ts_buffer_add_text(&shown->words, text);
    *length = (uint32_t)shown->words.length - *place;
}

void ts_shown_revive(const struct ts_engine *engine, const struct ts_run_record *record, ts_symbol scene, ts_symbol scene_now, struct ts_shown *shown)
{
    json_t *list = record->choices ? json_loadb(record->choices->bytes, record->choices->length, 0, NULL) : NULL, *stored;
    size_t index;
    if (record->text) ts_buffer_add(&shown->text, record->text->bytes, record->text->length);
    json_array_foreach(list, index, stored) {
        ts_symbol id = ts_symbol_of(engine->symbols, json_string_value(json_object_get(stored, "id")));
        struct ts_shown_choice choice = {.id = ts_migrate_choice(engine, scene, id, scene_now),
                                         .locked = json_is_true(json_object_get(stored, "locked"))};
        add_words(shown, json_string_value(json_object_get(stored, "label")), &choice.label, &choice.label_length);
        add_words(shown, json_string_value(json_object_get(stored, "reason")), &choice.reason, &choice.reason_length);
        ts_screen_add_choice(shown, choice);
    }
    json_decref(list);
}

static void swap_runs(struct ts_play *play, struct ts_play *fresh)
{
    struct ts_play kept = *play;
    play->run = play->view.run = fresh->run;
    play->shown = fresh->shown;
    play->progression = fresh->progression;
    play->ending = fresh->ending;
    play->packs = fresh->packs;
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
    ts_aside_go_back(play);
    play->is_stale = false;
    play->has_session = play->run->head.state == TS_ACTIVE;
    return ts_offers_find_now(play, &play->offers, err);
}

static enum ts_status finish(struct ts_play *play, const struct ts_run_record *record, struct ts_play **out, struct ts_err *err)
{
    play->ending = record->ending;
    play->packs = record->packs;
    ts_shown_revive(play->engine, record, play->run->head.scene->full, play->run->head.scene->full, &play->shown);
    enum ts_status status = ts_progression_load(play->engine, play->run->player, &play->progression, err);
    if (status) ts_play_free(play);
    else *out = play;
    return status;
}

enum ts_status ts_play_revive(struct ts_engine *engine, const char *id, struct ts_play **out, struct ts_err *err)
{
    struct ts_run_record record;
    struct ts_run *run = NULL;
    enum ts_status status = ts_store_load_run(engine->store, ts_symbol_of(engine->symbols, id), &record, err);
    if (status) return status;
    status = ts_run_revive(engine, &record, 0, &run, err);
    if (!status) status = finish(ts_play_new(engine, run), &record, out, err);
    ts_run_record_clear(&record);
    return status;
}

enum ts_status ts_play_revive_as_stored(struct ts_engine *engine, const char *id, struct ts_play **out, struct ts_err *err)
{
    struct ts_run_record record;
    struct ts_run *run = NULL;
    enum ts_status status = ts_store_load_run(engine->store, ts_symbol_of(engine->symbols, id), &record, err);
    if (status) return status;
    struct ts_loose *loose = ts_memory_get(sizeof *loose);
    status = ts_loose_load(engine, &record, 0, loose, err);
    if (!status) status = ts_loose_settle(loose, true, &run, err);
    if (!status) {
        struct ts_play *play = ts_play_new(engine, run);
        play->stand_in = loose;
        status = finish(play, &record, out, err);
    } else {
        ts_loose_clear(loose);
        free(loose);
    }
    ts_run_record_clear(&record);
    return status;
}
