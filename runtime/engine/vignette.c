// vignette.c - the moment where a turn comes to rest: rendered, and told by the grammar
#include "engine/vignette.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "engine/prompt.h"
#include "game/prose.h"
#include "store/stored_act.h"

// --- aside

// What is rendered for a passage is no part of an act, nor is what errs while it is: that is trouble for whoever keeps the world.
struct aside { uint32_t faults; struct ts_told *told; };

static struct aside step_aside(struct ts_play *play)
{
    struct aside aside = {play->changes.fault_count, play->view.told};
    play->view.told = NULL;
    return aside;
}

static void step_back(struct ts_play *play, struct aside aside)
{
    struct ts_changeset *changes = &play->changes;
    play->view.told = aside.told;
    while (changes->fault_count > aside.faults) {
        struct ts_fault *fault = &changes->faults[--changes->fault_count];
        ts_trouble_add(play, fault->message);
        free(fault->message);
    }
}

// --- rendered

static enum ts_status render(struct ts_play *play, const struct ts_prose *prose, struct ts_buffer *out, struct ts_err *err)
{
    const struct ts_scene *scene = play->run->head.scene;
    if (!prose) return TS_OK;
    enum ts_status status = ts_screen_render(play, prose, scene->full, ts_run_tally(play->run, scene->full).count, out, err);
    ts_prose_finish(out);
    return status;
}

enum ts_status ts_vignette_make(struct ts_play *play, const struct ts_narrate *narrate, struct ts_vignette *out, struct ts_err *err)
{
    size_t size = (narrate->fact_count + 1) * sizeof *out->facts;
    *out = (struct ts_vignette){.narrate = narrate, .facts = ts_memory_get(size), .against = ts_memory_get(size)};
    memset(out->facts, 0, size);
    memset(out->against, 0, size);
    struct aside aside = step_aside(play);
    enum ts_status status = render(play, narrate->brief, &out->brief, err);
    for (uint32_t i = 0; i < narrate->fact_count && !status; i++) {
        status = render(play, narrate->facts[i].text, &out->facts[i], err);
        if (!status) status = render(play, narrate->facts[i].against, &out->against[i], err);
    }
    step_back(play, aside);
    return status;
}

void ts_vignette_clear(struct ts_vignette *moment)
{
    for (uint32_t i = 0; moment->narrate && i < moment->narrate->fact_count; i++) {
        ts_buffer_clear(&moment->facts[i]);
        ts_buffer_clear(&moment->against[i]);
    }
    ts_buffer_clear(&moment->brief);
    free(moment->facts);
    free(moment->against);
    *moment = (struct ts_vignette){0};
}

// --- told by the grammar

static uint64_t seed_of(const struct ts_play *play, uint32_t told)
{
    const struct ts_run *run = play->run;
    uint64_t where = ts_symbol_hash(play->engine->symbols, run->head.scene->full);
    return ts_rng_mix(ts_rng_mix(run->seed, where), ts_rng_mix((uint64_t)run->head.turn + 1, told + 1));
}

enum ts_status ts_vignette_tell(struct ts_play *play, const struct ts_vignette *moment, uint32_t words_min, uint32_t words_max, struct ts_buffer *out,
                              struct ts_err *err)
{
    struct ts_buffer forbidden = {0};
    if (!moment->narrate->grammar) return TS_OK;
    struct ts_grammar_asked asked = {.narrate = moment->narrate, .facts = moment->facts, .spoken = ts_spoken_of(play), .forbidden = &forbidden,
                                     .seed = seed_of(play, words_min), .words_min = words_min, .words_max = words_max};
    struct aside aside = step_aside(play);
    ts_passage_spare(play, &forbidden);
    play->view.phase = TS_READING;
    play->view.stream = play->run->head.scene->full;
    enum ts_status status = ts_grammar_tell(&asked, &play->view, out, err);
    ts_buffer_clear(&forbidden);
    step_back(play, aside);
    return status;
}

// --- met

// A catch-up's recap, or the scene that was just told.
static const struct ts_narrate *find(const struct ts_play *play)
{
    const struct ts_changeset *changes = &play->changes;
    const struct ts_scene *scene = play->run->head.scene;
    bool is_turn = ts_act_is_turn(changes);
    bool is_recap = changes->shown.news.length && play->run->head.position > changes->before.position + (is_turn ? 1 : 0);
    if (is_turn && scene->narrate) return scene->narrate;
    return is_recap ? play->run->story->recap : NULL;
}

static bool is_wanted(struct ts_play *play, const struct ts_narrate *narrate)
{
    if (!narrate || !narrate->when) return narrate != NULL;
    struct aside aside = step_aside(play);
    bool is_wanted = ts_view_test(&play->view, narrate->when);
    step_back(play, aside);
    return is_wanted;
}

static enum ts_status tell(struct ts_play *play, const struct ts_narrate *narrate, struct ts_err *err)
{
    struct ts_vignette moment;
    struct ts_buffer *passage = &play->changes.passage;
    enum ts_status status = ts_vignette_make(play, narrate, &moment, err);
    if (!status) status = ts_vignette_tell(play, &moment, narrate->words_min, narrate->words_max, passage, err);
    ts_vignette_clear(&moment);
    if (status) passage->length = 0;
    if (status || !passage->length) return status;
    ts_passage_show(&play->changes.shown.text, &(struct ts_passage){.text = passage->bytes, .length = passage->length});
    return TS_OK;
}

// What was told of the turn that the run stands at, when its scene is shown again.
static void repeat(void *self, const struct ts_passage *passage)
{
    ts_passage_show(&((struct ts_play *)self)->changes.shown.text, passage);
}

static enum ts_status repeat_from(struct ts_play *play, struct ts_store *store, int64_t row, struct ts_err *err)
{
    int64_t turn = play->run->head.turn;
    return ts_store_each_passage(store, row, turn, turn, repeat, play, err);
}

// Of an act computed again: what was told of it then is what was told.
static enum ts_status repeat_logged(struct ts_play *play, struct ts_err *err)
{
    struct ts_store *log = play->engine->log;
    struct ts_run_record record;
    enum ts_status status = ts_store_load_run(log, play->run->id, &record, err);
    if (status) return status;
    int64_t row = record.row;
    ts_run_record_clear(&record);
    return repeat_from(play, log, row, err);
}

// The same scene, in the same turn: its words are there already.
static bool is_shown_again(const struct ts_play *play)
{
    const struct ts_changeset *changes = &play->changes;
    bool is_cared = changes->kind == TS_ACT_CARE && changes->before.scene == play->run->head.scene;
    return changes->has_shown && (changes->kind == TS_ACT_CATCH_UP || is_cared);
}

static enum ts_status meet(struct ts_play *play, struct ts_err *err)
{
    const struct ts_narrator *narrator = play->engine->narrator;
    const struct ts_narrate *narrate = find(play);
    enum ts_status status = TS_OK;
    if (play->engine->log) return narrate || is_shown_again(play) ? repeat_logged(play, err) : TS_OK;
    if (is_shown_again(play)) status = repeat_from(play, play->engine->store, play->run->row, err);
    if (status || !narrator || narrator->kind == TS_NARRATOR_NONE || !is_wanted(play, narrate)) return status;
    play->next_narrate = narrate;
    return narrator->kind == TS_NARRATOR_GRAMMAR ? tell(play, narrate, err) : TS_OK;
}

void ts_vignette_meet(struct ts_play *play, bool is_told)
{
    struct ts_err err;
    play->next_narrate = NULL;
    if (!is_told || !play->changes.has_shown) return;
    if (meet(play, &err)) ts_trouble_add(play, err.message);
}
