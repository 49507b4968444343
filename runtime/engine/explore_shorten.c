// explore_shorten.c - a finding met in a long life, shown by a short one
#include <stdlib.h>

#include "engine/exploring.h"

enum { TURNS_MAX = 100000 }; // computed for one finding

struct shortening {
    struct ts_exploring exploring; // whose findings are those of the trial in hand
    struct ts_findings met;
    const struct ts_found_way *finding;
    struct ts_path taken; // of the trial in hand
    int64_t turns;
};

static bool is_met(struct shortening *shortening, enum ts_status status, const struct ts_play *play, const struct ts_scene *scene,
                   const struct ts_err *err)
{
    if (!status) ts_blame_faults(&shortening->exploring, play, &shortening->taken);
    else ts_blame_refusal(&shortening->exploring, play, scene, err, &shortening->taken);
    return ts_findings_has(&shortening->met, shortening->finding);
}

static bool follow(struct shortening *shortening, struct ts_trial *trial, const struct ts_path *path)
{
    struct ts_play *play = trial->play;
    struct ts_err err;
    enum ts_status status = ts_trial_open(trial, &err);
    if (is_met(shortening, status, play, play->run->story->start, &err)) return true;
    if (status) return false;
    ts_trial_keep(trial);
    for (uint32_t i = 0; i < path->count && play->run->head.state == TS_ACTIVE; i++) {
        const struct ts_offer *offer = ts_offers_find_id(&play->offers, path->steps[i].choice);
        const struct ts_scene *scene = play->run->head.scene;
        if (!offer || offer->locked) continue; // what led here was left out
        ts_path_add(&shortening->taken, path->steps[i]);
        shortening->exploring.asking->failed = 0;
        status = ts_trial_try(trial, offer, path->steps[i].answer, &err);
        if (is_met(shortening, status, play, scene, &err)) return true;
        if (status) {
            shortening->taken.count--;
            ts_trial_undo(trial);
        } else {
            ts_trial_keep(trial);
        }
    }
    return false;
}

// Is the finding met on that path, as far as it can be gone? Then `taken` is what of it was needed.
static bool shows(struct shortening *shortening, const struct ts_path *path)
{
    struct ts_exploring *exploring = &shortening->exploring;
    struct ts_trial trial = {0};
    shortening->taken.count = 0;
    ts_trial_begin(&trial, exploring->engine, exploring->story, exploring->focus, exploring->seed);
    bool is_shown = follow(shortening, &trial, path);
    shortening->turns += trial.turns;
    if (trial.play->view.changes) ts_trial_undo(&trial);
    ts_trial_end(&trial);
    ts_findings_clear(&shortening->met);
    return is_shown;
}

static bool cut(struct shortening *shortening, struct ts_path *path, uint32_t from, uint32_t count)
{
    struct ts_path shorter = {0};
    for (uint32_t i = 0; i < path->count; i++)
        if (i < from || i >= from + count) ts_path_add(&shorter, path->steps[i]);
    bool is_shown = shows(shortening, &shorter);
    if (is_shown) ts_path_copy(path, &shortening->taken);
    ts_path_clear(&shorter);
    return is_shown;
}

static void cut_all(struct shortening *shortening, struct ts_path *path)
{
    for (uint32_t size = path->count / 2; size && shortening->turns < TURNS_MAX;) {
        bool is_cut = false;
        for (uint32_t from = 0; from < path->count && shortening->turns < TURNS_MAX;) {
            if (cut(shortening, path, from, size)) is_cut = true;
            else from += size;
        }
        size = size > 1 ? size / 2 : is_cut;
    }
}

void ts_shorten(struct ts_exploring *exploring, struct ts_found_way *finding)
{
    struct shortening shortening = {.exploring = *exploring, .finding = finding};
    struct ts_exploring *own = &shortening.exploring;
    own->findings = &shortening.met;
    own->is_living = false;
    own->seed = finding->seed;
    own->focus = finding->focus;
    if (shows(&shortening, &finding->path)) {
        ts_path_copy(&finding->path, &shortening.taken);
        finding->is_lived = false;
        cut_all(&shortening, &finding->path);
    }
    exploring->out->turns += shortening.turns;
    ts_path_clear(&shortening.taken);
}
