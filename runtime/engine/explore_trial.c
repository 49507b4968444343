// explore_trial.c - a run whose turns are computed and never stored
#include <stdlib.h>

#include "engine/exploring.h"

void ts_snapshot_clear(struct ts_snapshot *snapshot, uint32_t var_count)
{
    for (uint32_t i = 0; snapshot->vars && i < var_count; i++) ts_value_drop(&snapshot->vars[i]);
    free(snapshot->vars);
    free(snapshot->metaconcepts);
    ts_map_clear(&snapshot->tallies);
    ts_trial_world_clear(&snapshot->world);
    *snapshot = (struct ts_snapshot){0};
}

static struct ts_run *make_run(struct ts_engine *engine, const struct ts_story *story, ts_symbol focus, uint64_t seed)
{
    struct ts_run *run = ts_run_new(engine->content, story);
    run->id = run->life = ts_symbol_of(engine->symbols, "explored");
    run->player = ts_symbol_of(engine->symbols, "explorer");
    run->universe = ts_symbol_of(engine->symbols, "explored_world");
    run->character = ts_symbol_of(engine->symbols, "explorer/Traveller");
    run->character_name = ts_symbol_of(engine->symbols, "Traveller");
    run->focus = focus ? focus : story->focus;
    run->seed = seed;
    run->head.scene = story->start;
    return run;
}

void ts_trial_begin(struct ts_trial *trial, struct ts_engine *engine, const struct ts_story *story, ts_symbol focus, uint64_t seed)
{
    trial->engine = engine;
    trial->face = ts_trial_world_face(trial);
    trial->play = ts_play_new(engine, make_run(engine, story, focus, seed));
    trial->play->view.world = &trial->face;
    trial->play->in_batch = true;
    ts_progression_init(&trial->play->progression, engine->symbols, trial->play->run->player);
}

enum ts_status ts_trial_open(struct ts_trial *trial, struct ts_err *err)
{
    struct ts_play *play = trial->play;
    enum ts_status status = ts_act_begin(play, TS_ACT_START, err);
    if (status) return status;
    trial->turns++;
    play->run->head.state = TS_ACTIVE;
    play->run->head.session = 1;
    status = ts_turn_open(play, err);
    if (status == TS_FAILED) play->refusal = TS_REFUSAL_FAILED;
    return status;
}

enum ts_status ts_trial_try(struct ts_trial *trial, const struct ts_offer *offer, unsigned answer, struct ts_err *err)
{
    enum ts_status status = ts_act_begin(trial->play, TS_ACT_TURN, err);
    trial->turns++;
    return status ? status : ts_turn_take(trial->play, offer, ts_path_answer(answer, offer->choice, &trial->answer), err);
}

void ts_trial_keep(struct ts_trial *trial)
{
    struct ts_play *play = trial->play;
    struct ts_offers offers = play->offers;
    ts_trial_world_fold(&trial->world, trial->engine->content, &play->changes);
    play->offers = play->next_offers;
    play->next_offers = offers;
    play->view.changes = NULL;
}

void ts_trial_undo(struct ts_trial *trial)
{
    ts_act_undo(trial->play);
    trial->play->view.changes = NULL;
}

static struct ts_map copy_tallies(const struct ts_map *from)
{
    struct ts_map to = *from;
    if (!from->room) return to;
    to.entries = ts_memory_get(from->room * sizeof *to.entries);
    memcpy(to.entries, from->entries, from->room * sizeof *to.entries);
    return to;
}

void ts_trial_save(struct ts_trial *trial, struct ts_snapshot *out)
{
    const struct ts_run *run = trial->play->run;
    out->head = run->head;
    out->vars = ts_memory_get((run->var_count + 1) * sizeof *out->vars);
    for (uint32_t i = 0; i < run->var_count; i++) out->vars[i] = ts_value_keep(run->vars[i]);
    out->tallies = copy_tallies(&run->tallies);
    out->metaconcepts = ts_memory_get((run->metaconcept_count + 1) * sizeof *out->metaconcepts);
    out->metaconcept_count = run->metaconcept_count;
    if (run->metaconcept_count) memcpy(out->metaconcepts, run->metaconcepts, run->metaconcept_count * sizeof *out->metaconcepts);
    ts_trial_world_copy(&out->world, &trial->world);
    if (trial->play->view.changes) ts_trial_world_fold(&out->world, trial->engine->content, &trial->play->changes);
}

enum ts_status ts_trial_load(struct ts_trial *trial, struct ts_snapshot *snapshot, struct ts_err *err)
{
    struct ts_run *run = trial->play->run;
    run->head = snapshot->head;
    for (uint32_t i = 0; i < run->var_count; i++) {
        ts_value_drop(&run->vars[i]);
        run->vars[i] = ts_value_keep(snapshot->vars[i]);
    }
    ts_map_clear(&run->tallies);
    run->tallies = snapshot->tallies;
    snapshot->tallies = (struct ts_map){0};
    run->metaconcept_count = 0;
    for (uint32_t i = 0; i < snapshot->metaconcept_count; i++) ts_run_add_metaconcept(run, snapshot->metaconcepts[i]);
    ts_trial_world_clear(&trial->world);
    trial->world = snapshot->world;
    snapshot->world = (struct ts_trial_world){0};
    ts_snapshot_clear(snapshot, run->var_count);
    trial->play->view.changes = NULL;
    trial->play->view.position = run->head.position;
    return ts_offers_find(trial->play, &trial->play->offers, err);
}

void ts_trial_end(struct ts_trial *trial)
{
    ts_play_free(trial->play);
    ts_trial_world_clear(&trial->world);
    ts_buffer_clear(&trial->answer);
    *trial = (struct ts_trial){0};
}
