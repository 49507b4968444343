// explore_search.c - every choice in every state of a story, the nearest first
#include <stdlib.h>

#include "engine/exploring.h"

enum { PASSES_MAX = 8, SEEDS = 3, EACH_MAX = 3, LOOK_EVERY = 64 };

struct search {
    struct ts_exploring *exploring;
    struct ts_trial trial;
    struct ts_states states;
    struct ts_path path; // to what is being looked at
    int64_t turns_left;
};

static void note_grants(struct ts_exploring *exploring, const struct ts_changeset *changes)
{
    for (uint32_t i = 0; i < changes->grant_count; i++) *ts_map_add(exploring->earned, changes->grants[i].unlock) = 1;
}

static void set_path(struct search *search, uint32_t from, struct ts_step step)
{
    ts_states_path(&search->states, from, &search->path);
    ts_path_add(&search->path, step);
}

// The turn in hand went well.
static void note_turn(struct search *search, uint32_t from, struct ts_step step)
{
    struct ts_exploring *exploring = search->exploring;
    struct ts_play *play = search->trial.play;
    const struct ts_choice *choice = play->changes.choice;
    ts_coverage_add_act(exploring->coverage, play);
    note_grants(exploring, &play->changes);
    ts_merits_add(exploring->merits, play);
    if (choice && choice->once && choice->each)
        ts_noticed_add(&exploring->asking->noticed, TS_NOTICED_TALLY, ts_offer_full(play, choice, step.choice));
    if (!play->changes.fault_count) return;
    set_path(search, from, step);
    ts_blame_faults(exploring, play, &search->path);
}

static enum ts_status take(struct search *search, uint32_t from, const struct ts_offer *offer, unsigned answer, struct ts_err *err)
{
    struct ts_trial *trial = &search->trial;
    struct ts_step step = {offer->id, answer};
    const struct ts_scene *scene = trial->play->run->head.scene;
    search->exploring->asking->failed = 0;
    enum ts_status status = ts_trial_try(trial, offer, answer, err);
    if (!status) {
        note_turn(search, from, step);
        ts_states_join(&search->states, from, ts_states_add(&search->states, search->exploring, trial, from, step));
        search->states.items[from].is_stuck = false;
    } else if (status == TS_REFUSED) {
        set_path(search, from, step);
        ts_blame_refusal(search->exploring, trial->play, scene, err, &search->path);
    }
    ts_trial_undo(trial);
    return status == TS_REFUSED ? TS_OK : status;
}

// Many values of an `each` are as few.
static bool is_one_of_many(const struct ts_offers *offers, uint32_t at)
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < at; i++) same += offers->items[i].choice == offers->items[at].choice;
    return offers->items[at].choice && offers->items[at].choice->each && same >= EACH_MAX;
}

static enum ts_status look_at(struct search *search, uint32_t state, struct ts_err *err)
{
    struct ts_seen *seen = &search->states.items[state];
    const struct ts_offers *offers = &search->trial.play->offers;
    seen->is_looked_at = true;
    if (seen->is_end) return TS_OK;
    seen->is_stuck = true;
    enum ts_status status = ts_trial_load(&search->trial, &seen->snapshot, err);
    for (uint32_t i = 0; i < offers->count && !status; i++) {
        const struct ts_offer *offer = &offers->items[i];
        bool asks = offer->choice && offer->choice->ask;
        if (offer->locked || is_one_of_many(offers, i)) continue;
        for (unsigned answer = asks; answer <= (asks ? TS_ANSWERS : 0) && !status; answer++) status = take(search, state, offer, answer, err);
    }
    return status;
}

static enum ts_status open(struct search *search, struct ts_err *err)
{
    struct ts_exploring *exploring = search->exploring;
    struct ts_trial *trial = &search->trial;
    search->path.count = 0;
    exploring->asking->failed = 0;
    ts_trial_begin(trial, exploring->engine, exploring->story, exploring->focus, exploring->seed);
    enum ts_status status = ts_trial_open(trial, err);
    if (!status) {
        ts_coverage_add_act(exploring->coverage, trial->play);
        ts_merits_add(exploring->merits, trial->play);
        note_grants(exploring, &trial->play->changes);
        ts_blame_faults(exploring, trial->play, &search->path);
        ts_states_add(&search->states, exploring, trial, 0, (struct ts_step){0});
    } else if (status == TS_REFUSED || status == TS_FAILED) {
        ts_blame_refusal(exploring, trial->play, exploring->story->start, err, &search->path);
        status = TS_OK;
    }
    ts_trial_undo(trial);
    return status;
}

// Looks at all states that can be reached, as many as may be. `states` then holds them.
static enum ts_status pass(struct search *search, struct ts_err *err)
{
    struct ts_exploring *exploring = search->exploring;
    struct ts_states *states = &search->states;
    uint32_t at = 0;
    enum ts_status status = open(search, err);
    for (; at < states->count && (int64_t)at < exploring->states && !status; at++) {
        if (search->trial.turns >= search->turns_left || (at % LOOK_EVERY == 0 && ts_exploring_is_ended(exploring))) break;
        status = look_at(search, at, err);
    }
    exploring->is_partial = at < states->count;
    exploring->out->states += at;
    return status;
}

static void end_pass(struct search *search)
{
    search->exploring->out->turns += search->trial.turns;
    search->turns_left -= search->trial.turns;
    ts_states_clear(&search->states);
    ts_trial_end(&search->trial);
}

// What content asks about is learnt while it is played, so that states are told apart by it the next time; until nothing is learnt.
static enum ts_status search_seed(struct search *search, struct ts_err *err)
{
    struct ts_exploring *exploring = search->exploring;
    enum ts_status status = TS_OK;
    bool is_done = false;
    for (int passes = 1; !is_done && !status; passes++) {
        uint32_t noticed = exploring->asking->noticed.count;
        bool had_rolled = exploring->asking->noticed.has_rolled;
        status = pass(search, err);
        bool has_learnt = noticed != exploring->asking->noticed.count || had_rolled != exploring->asking->noticed.has_rolled;
        bool is_spent = search->turns_left <= search->trial.turns;
        is_done = !has_learnt || passes == PASSES_MAX || (exploring->is_partial && passes > 1) || is_spent || ts_exploring_is_ended(exploring);
        if (is_done && !status) ts_trap_find(exploring, &search->trial, &search->states);
        end_pass(search);
    }
    return status;
}

// `once` and storylets are asked about by the engine itself.
static void notice_own(struct ts_exploring *exploring)
{
    struct ts_noticed *noticed = &exploring->asking->noticed;
    const struct ts_story *story = exploring->story;
    for (uint32_t i = 0; i < story->scene_count; i++) {
        const struct ts_scene *scene = story->scenes[i];
        noticed->has_rolled |= scene->draw.pool != 0;
        if (scene->once == TS_ONCE_RUN) ts_noticed_add(noticed, TS_NOTICED_TALLY, scene->full);
        for (uint32_t k = 0; k < scene->choice_count; k++)
            if (scene->choices[k]->once && !scene->choices[k]->each) ts_noticed_add(noticed, TS_NOTICED_TALLY, scene->choices[k]->full);
    }
}

static enum ts_status search_seeds(struct search *search, struct ts_err *err)
{
    struct ts_exploring *exploring = search->exploring;
    uint64_t first = exploring->seed;
    bool is_partial = false;
    enum ts_status status = TS_OK;
    for (int i = 0; i < SEEDS && !status && !ts_exploring_is_ended(exploring); i++) {
        exploring->seed = first + (uint64_t)i;
        status = search_seed(search, err);
        is_partial |= exploring->is_partial;
        if (!exploring->asking->noticed.has_rolled) break;
    }
    exploring->seed = first;
    exploring->is_partial = is_partial;
    return status;
}

enum ts_status ts_search_story(struct ts_exploring *exploring, struct ts_err *err)
{
    static const struct { uint32_t counts; int64_t numbers; } bounds[] = {{1, 4}, {3, 12}, {8, 100}};
    struct search search = {.exploring = exploring, .turns_left = exploring->turns - exploring->turns / LIVES_PART};
    enum ts_status status = TS_OK;
    notice_own(exploring);
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds && !status; i++) {
        exploring->count_bound = bounds[i].counts;
        exploring->number_bound = bounds[i].numbers;
        status = search_seeds(&search, err);
        if (exploring->is_partial || ts_never_is_complete(exploring) || ts_exploring_is_ended(exploring)) break;
    }
    ts_path_clear(&search.path);
    return status;
}
