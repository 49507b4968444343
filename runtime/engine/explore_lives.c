// explore_lives.c - lives led in one world, each with what was chosen least; then guided ones, for what is still missing
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/batch.h"
#include "engine/exploring.h"
#include "engine/guide.h"

enum { LIVES_MAX = 100, LIFE_TURNS = 300, TURNS_ENOUGH = 4000, REFUSED_MAX = 64, EARLY_MOST = 12, STEADY_TIMES = 12, GUIDED_ENOUGH = 40, FEW = 4 };
static const double fond = 0.1; // of so many choices

struct life {
    struct ts_exploring *exploring;
    struct ts_play *play;
    struct ts_path path;
    struct ts_rng rng;
    char run[64], world[64];
    int64_t number, position;       // position: the greatest that was met
    bool is_steady, is_opened;      // is_opened: the last one could be begun
    struct ts_guide *guide;         // NULL: what was chosen least is chosen, or any
    ts_symbol refused[REFUSED_MAX]; // where it stands
    uint32_t refused_count;
    struct ts_buffer answer;
};

static const char learner[] = "learner"; // a player who has learned all there is, once the first life is led

static ts_symbol pick_focus(const struct ts_content *content, int64_t number)
{
    return number >= 0 && content->focus_count ? content->focuses[(uint32_t)number % content->focus_count].id : 0;
}

static struct ts_start begin(struct life *life)
{
    struct ts_exploring *exploring = life->exploring;
    snprintf(life->run, sizeof life->run, "life_%u_%" PRId64, exploring->out->stories, life->number);
    exploring->seed = exploring->how->seed + (uint64_t)life->number;
    exploring->focus = pick_focus(exploring->engine->content, life->number % 2 ? life->number / 2 : -1);
    life->rng = ts_rng_stream(exploring->seed, (uint64_t)life->number, 0, 0);
    return (struct ts_start){.run = life->run, .universe = "explored_world"};
}

// In a world of few, the first of whom has it for itself, in that of all others, or in that as it was before most of them.
static struct ts_start begin_guided(struct life *life)
{
    struct ts_exploring *exploring = life->exploring;
    struct ts_start how = {.run = life->run, .universe = life->world};
    snprintf(life->run, sizeof life->run, "guided_%u_%" PRId64, exploring->out->stories, life->number);
    snprintf(life->world, sizeof life->world, "guided_world_%u_%" PRId64, exploring->out->stories, life->number / FEW);
    exploring->seed = exploring->how->seed + (uint64_t)life->number;
    life->rng = ts_rng_stream(exploring->seed, (uint64_t)life->number, 1, 0);
    exploring->focus = pick_focus(exploring->engine->content, ts_rng_int(&life->rng, -1, exploring->engine->content->focus_count - 1));
    life->is_steady = ts_rng_int(&life->rng, 0, 1) != 0;
    ts_guide_begin(life->guide, ts_rng_mix(exploring->seed, (uint64_t)life->number));
    if (ts_rng_int(&life->rng, 0, 1)) return how;
    how.universe = "explored_world";
    how.has_at = ts_rng_int(&life->rng, 0, 1);
    how.at = how.has_at ? ts_rng_int(&life->rng, 0, life->position >> ts_rng_int(&life->rng, 0, EARLY_MOST)) : 0;
    return how;
}

static enum ts_status start(struct life *life, struct ts_err *err)
{
    const struct ts_exploring *exploring = life->exploring;
    const struct ts_symbols *symbols = exploring->engine->symbols;
    struct ts_start how = life->guide ? begin_guided(life) : begin(life);
    how.story = ts_symbol_text(symbols, exploring->story->id);
    how.player = life->number % 2 ? learner : "explorer";
    how.care = "{} asks"; // what is left out is looked at too
    how.character = "Traveller";
    how.focus = exploring->focus ? ts_symbol_text(symbols, exploring->focus) : NULL;
    how.has_seed = true;
    how.seed = exploring->seed;
    life->path.count = life->refused_count = 0;
    return ts_play_start(exploring->engine, &how, &life->play, err);
}

// --- what is chosen

static bool is_refused(const struct life *life, ts_symbol choice)
{
    for (uint32_t i = 0; i < life->refused_count; i++)
        if (life->refused[i] == choice) return true;
    return life->refused_count == REFUSED_MAX;
}

static uint64_t uses(const struct life *life, const struct ts_offer *offer)
{
    return ts_coverage_get(life->exploring->coverage, ts_offer_owner(offer));
}

// One guided life in two is steady: it takes again and again what it is fond of, as conditions that count ask for.
static double score_guided(struct life *life, const struct ts_offer *offer)
{
    double roll = ts_rng_real(&life->rng), promise = ts_guide_score(life->guide, life->play, offer, roll);
    ts_symbol full = ts_offer_owner(offer);
    struct ts_rng leaning = ts_rng_stream(life->exploring->seed, ts_symbol_hash(life->play->engine->symbols, full), 0, 2);
    double fondness = ts_rng_real(&leaning);
    bool is_fond = life->is_steady && promise < 0 && fondness < fond && ts_run_tally(life->play->run, full).count < STEADY_TIMES;
    return is_fond ? fondness : promise;
}

// Every third life is led at random: what is always chosen least goes in step with the story's own rounds.
static double score(struct life *life, const struct ts_offer *offer)
{
    if (life->guide) return score_guided(life, offer);
    return life->number % 3 == 2 ? ts_rng_real(&life->rng) : -(double)uses(life, offer);
}

// The first of those with the greatest score.
static const struct ts_offer *pick(struct life *life)
{
    const struct ts_offers *offers = &life->play->offers;
    const struct ts_offer *best = NULL;
    double most = 0;
    for (uint32_t i = 0; i < offers->count; i++) {
        const struct ts_offer *offer = &offers->items[i];
        if (offer->locked || is_refused(life, offer->id)) continue;
        double promise = score(life, offer);
        if (best && promise <= most) continue;
        best = offer;
        most = promise;
    }
    return best;
}

// --- what is seen

static void note_turn(struct life *life)
{
    struct ts_exploring *exploring = life->exploring;
    const struct ts_changeset *changes = &life->play->changes;
    exploring->out->turns++;
    if (life->play->run->head.position > life->position) life->position = life->play->run->head.position;
    ts_coverage_add_act(exploring->coverage, life->play);
    if (life->guide) ts_coverage_add_act(&exploring->guided, life->play);
    for (uint32_t i = 0; i < changes->grant_count; i++) *ts_map_add(exploring->earned, changes->grants[i].unlock) = 1;
    ts_merits_add(exploring->merits, life->play);
    ts_blame_faults(exploring, life->play, &life->path);
}

// The act is computed again, to be looked at before it is undone.
static enum ts_status look_at_refusal(struct life *life, const struct ts_offer *offer, const char *answer, struct ts_err *err)
{
    struct ts_play *play = life->play;
    const struct ts_scene *scene = play->run->head.scene;
    life->exploring->asking->failed = 0;
    enum ts_status status = ts_act_begin(play, TS_ACT_TURN, err);
    if (!status) status = ts_turn_take(play, offer, answer, err);
    if (status == TS_REFUSED) ts_blame_refusal(life->exploring, play, scene, err, &life->path);
    ts_act_undo(play);
    play->view.changes = NULL;
    return status == TS_REFUSED ? TS_OK : status;
}

static enum ts_status take(struct life *life, const struct ts_offer *offer, struct ts_err *err)
{
    unsigned answer = offer->choice && offer->choice->ask ? 1 + (unsigned)(life->number % TS_ANSWERS) : 0;
    const char *words = ts_path_answer(answer, offer->choice, &life->answer);
    struct ts_take taking = {.choice = ts_symbol_text(life->exploring->engine->symbols, offer->id), .answer = words};
    ts_symbol id = offer->id;
    ts_path_add(&life->path, (struct ts_step){id, answer});
    enum ts_status status = ts_play_take(life->play, &taking, err);
    if (!status) {
        life->refused_count = 0;
        note_turn(life);
    } else if (status == TS_REFUSED) {
        offer = ts_offers_find_id(&life->play->offers, id);
        status = offer ? look_at_refusal(life, offer, words, err) : TS_OK;
        life->path.count--;
        life->refused[life->refused_count++] = id;
    }
    return status;
}

static enum ts_status lead(struct life *life, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    note_turn(life);
    int turns = life->guide ? TS_EXPLORE_RUN_TURNS : LIFE_TURNS;
    for (int turn = 0; turn < turns && !status && life->play->run->head.state == TS_ACTIVE; turn++) {
        const struct ts_offer *offer = pick(life);
        if (!offer) break;
        status = take(life, offer, err);
        if (life->guide) ts_guide_step(life->guide);
    }
    if (!status && life->play->run->head.state == TS_ACTIVE) {
        status = ts_play_complete(life->play, NULL, err);
        if (!status) note_turn(life);
    }
    return status;
}

static enum ts_status learn_all(struct ts_engine *engine, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    ts_symbol player = ts_symbol_of(engine->symbols, learner);
    for (uint32_t i = 0; i < engine->content->skill_count && !status; i++) {
        struct ts_kept kept = {TS_KEPT_SKILL, ts_symbol_text(engine->symbols, engine->content->skills[i].id), "0", 0};
        status = ts_store_keep(engine->store, player, &kept, err);
    }
    return status;
}

static enum ts_status lead_opened(struct life *life, struct ts_err *err)
{
    enum ts_status status = lead(life, err);
    if (!status && life->number == 1 && !life->guide) status = learn_all(life->exploring->engine, err);
    ts_play_free(life->play);
    life->play = NULL;
    return status;
}

static enum ts_status begin_and_lead(void *self, struct ts_err *err)
{
    struct life *life = self;
    enum ts_status status = start(life, err);
    life->is_opened = !status;
    return status ? status : lead_opened(life, err);
}

static enum ts_status lead_one(struct life *life, struct ts_err *err)
{
    enum ts_status status = ts_batch_do(life->exploring->engine->store, begin_and_lead, life, err);
    bool is_told = !life->is_opened && (status == TS_REFUSED || status == TS_FAILED); // by the search
    return is_told ? TS_OK : status;
}

static void shorten_all(struct ts_exploring *exploring)
{
    for (uint32_t i = 0; i < exploring->findings->count; i++) {
        struct ts_found_way *finding = &exploring->findings->items[i];
        if (finding->story == exploring->story && finding->has_path && finding->is_lived) ts_shorten(exploring, finding);
    }
}

static enum ts_status lead_all(struct life *life, struct ts_err *err)
{
    struct ts_exploring *exploring = life->exploring;
    int64_t before = exploring->out->turns, led = 0;
    enum ts_status status = TS_OK;
    for (; life->is_opened && !status && life->number < LIVES_MAX && led < exploring->turns / LIVES_PART && !ts_exploring_is_ended(exploring); life->number++) {
        if (led >= TURNS_ENOUGH && ts_never_is_complete(exploring)) break;
        status = lead_one(life, err);
        led = exploring->out->turns - before;
    }
    return status;
}

// Of a story that has more states than were looked at.
static enum ts_status guide_all(struct life *life, struct ts_err *err)
{
    struct ts_exploring *exploring = life->exploring;
    struct ts_coverage none = {0};
    enum ts_status status = TS_OK;
    ts_coverage_clear(&exploring->guided);
    ts_asking_recount(exploring->asking);
    life->guide = ts_guide_new(exploring->engine->content, exploring->story, &exploring->guided, &none);
    for (life->number = 0; life->is_opened && !status && life->number < TS_EXPLORE_RUNS; life->number++) {
        if (ts_exploring_has_error(exploring, exploring->story) || ts_exploring_is_ended(exploring)) break;
        if (life->number >= GUIDED_ENOUGH && ts_never_is_settled(exploring)) break;
        status = lead_one(life, err);
        exploring->out->guided++;
    }
    ts_guide_free(life->guide);
    return status;
}

enum ts_status ts_lives_lead(struct ts_exploring *exploring, struct ts_err *err)
{
    struct life life = {.exploring = exploring, .is_opened = true};
    uint64_t seed = exploring->seed;
    exploring->is_living = true;
    enum ts_status status = lead_all(&life, err);
    if (!status && exploring->is_partial) status = guide_all(&life, err);
    exploring->is_living = false;
    exploring->seed = seed;
    exploring->focus = 0;
    shorten_all(exploring);
    ts_path_clear(&life.path);
    ts_buffer_clear(&life.answer);
    return status;
}
