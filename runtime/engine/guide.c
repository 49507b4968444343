// guide.c - where in a story there is most that was not met yet: what the chooser `guided` goes by
//
// What is open and was never taken is taken. Otherwise each run has leanings, so that one does again and again what another leaves alone
// (many conditions ask for that), prefers what was taken least, keeps from endings that are known, and looks for one thing that nobody has
// met yet: it goes where that is, by the shortest way that the content tells of, and stays about there for a while.
#include "engine/guide.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/rng.h"
#include "game/ways.h"

enum { PATIENCE = 60 }; // turns until something else is looked for
// Found by trying on stories of hundreds of choices: how much likelier a choice is that stays where the goal is, or leads nearer; and
// what is left of one that leads to a known ending, or that the run leans against.
static const double staying = 8, nearing = 8, ending = 0.001, disliked = 0.02;

struct way { uint32_t from, to; };

struct ts_guide {
    const struct ts_story *story;
    const struct ts_coverage *known, *own;
    struct way *ways;                // by `to`
    uint32_t way_count, way_room;
    uint32_t *into;                  // by scene: where the ways into it begin in `ways`; one more for the end
    uint32_t *away;                  // by scene: steps to what is looked for; UINT32_MAX: no way is known
    uint32_t *queue;                 // of scenes
    ts_symbol goal;                  // the choice that is looked for
    uint64_t seed;
    uint32_t turns, looks;           // since it is looked for; how often something was chosen to be
};

static uint64_t count(const struct ts_guide *guide, ts_symbol symbol)
{
    return ts_coverage_get(guide->known, symbol) + ts_coverage_get(guide->own, symbol);
}

// --- the ways

static void add_way(void *self, const struct ts_way *told)
{
    struct ts_guide *guide = self;
    if (!told->from || told->from == told->to || told->kind == TS_WAY_BACK) return; // where one comes back to is known when one is there
    if (guide->way_count == guide->way_room) {
        guide->way_room = guide->way_room ? guide->way_room * 2 : 64;
        guide->ways = ts_memory_grow(guide->ways, guide->way_room * sizeof *guide->ways);
    }
    guide->ways[guide->way_count++] = (struct way){told->from->index, told->to->index};
}

static int by_target(const void *a, const void *b)
{
    const struct way *one = a, *other = b;
    if (one->to != other->to) return one->to < other->to ? -1 : 1;
    return (one->from > other->from) - (one->from < other->from);
}

static uint32_t *get_numbers(uint32_t scenes)
{
    return ts_memory_get(((size_t)scenes + 1) * sizeof(uint32_t));
}

struct ts_guide *ts_guide_new(const struct ts_content *content, const struct ts_story *story, const struct ts_coverage *known,
                              const struct ts_coverage *own)
{
    struct ts_guide *guide = ts_memory_get(sizeof *guide);
    *guide = (struct ts_guide){.story = story, .known = known, .own = own};
    guide->into = get_numbers(story->scene_count);
    guide->away = get_numbers(story->scene_count);
    guide->queue = get_numbers(story->scene_count);
    ts_story_each_way(content, story, add_way, guide);
    if (guide->way_count) qsort(guide->ways, guide->way_count, sizeof *guide->ways, by_target);
    for (uint32_t scene = 0, at = 0; scene <= story->scene_count; scene++) {
        while (at < guide->way_count && guide->ways[at].to < scene) at++;
        guide->into[scene] = at;
    }
    return guide;
}

void ts_guide_free(struct ts_guide *guide)
{
    if (!guide) return;
    free(guide->ways);
    free(guide->into);
    free(guide->away);
    free(guide->queue);
    free(guide);
}

// --- what is looked for

static bool has_choice(const struct ts_scene *scene, ts_symbol choice)
{
    for (uint32_t i = 0; i < scene->choice_count; i++)
        if (scene->choices[i]->full == choice) return true;
    return false;
}

// Backward from all scenes that offer it.
static void measure(struct ts_guide *guide)
{
    uint32_t head = 0, tail = 0;
    for (uint32_t i = 0; i < guide->story->scene_count; i++) {
        bool is_there = has_choice(guide->story->scenes[i], guide->goal);
        guide->away[i] = is_there ? 0 : UINT32_MAX;
        if (is_there) guide->queue[tail++] = i;
    }
    while (head < tail) {
        uint32_t scene = guide->queue[head++];
        for (uint32_t i = guide->into[scene]; i < guide->into[scene + 1]; i++) {
            uint32_t from = guide->ways[i].from;
            if (guide->away[from] != UINT32_MAX) continue;
            guide->away[from] = guide->away[scene] + 1;
            guide->queue[tail++] = from;
        }
    }
}

// One of those that were taken least, at random.
static ts_symbol pick(const struct ts_guide *guide, struct ts_rng *rng)
{
    uint64_t least = UINT64_MAX;
    int64_t equals = 0;
    ts_symbol picked = 0;
    for (uint32_t i = 0; i < guide->story->scene_count; i++) {
        const struct ts_scene *scene = guide->story->scenes[i];
        for (uint32_t k = 0; k < scene->choice_count; k++) {
            uint64_t taken = count(guide, scene->choices[k]->full);
            if (taken > least) continue;
            equals = taken < least ? 1 : equals + 1;
            least = taken;
            if (equals == 1 || ts_rng_int(rng, 1, equals) == 1) picked = scene->choices[k]->full;
        }
    }
    return picked;
}

static void look(struct ts_guide *guide)
{
    struct ts_rng rng = ts_rng_stream(guide->seed, guide->looks++, 0, 0);
    guide->turns = 0;
    guide->goal = pick(guide, &rng);
    measure(guide);
}

void ts_guide_begin(struct ts_guide *guide, uint64_t seed)
{
    guide->seed = seed;
    guide->looks = 0;
    look(guide);
}

void ts_guide_step(struct ts_guide *guide)
{
    if (++guide->turns >= PATIENCE) look(guide);
}

// --- what a choice promises

// Where a choice leads, as far as that is known beforehand.
static const struct ts_scene *target(const struct ts_play *play, const struct ts_choice *choice)
{
    const struct ts_head *head = &play->run->head;
    const struct ts_frame *frame = head->depth ? &head->stack[head->depth - 1] : NULL;
    while (choice->as && !choice->to && !choice->detour) choice = choice->as;
    if (choice->detour) return choice->detour;
    if (choice->to) return choice->to;
    if ((choice->back || head->scene->back || (head->scene->pool && !head->scene->next)) && frame) return frame->onward ? frame->onward : frame->scene;
    return head->scene->next ? head->scene->next : head->scene;
}

static uint32_t away(const struct ts_guide *guide, const struct ts_scene *scene)
{
    bool is_ours = scene->index < guide->story->scene_count && guide->story->scenes[scene->index] == scene;
    return is_ours ? guide->away[scene->index] : UINT32_MAX;
}

// How much a choice serves what is looked for.
static double pull(const struct ts_guide *guide, const struct ts_scene *here, const struct ts_scene *there)
{
    uint32_t now = away(guide, here), then = away(guide, there);
    if (then == 0 && now == 0) return staying;
    return then < now ? nearing : 1;
}

double ts_guide_score(const struct ts_guide *guide, const struct ts_play *play, const struct ts_offer *offer, double roll)
{
    const struct ts_scene *here = play->run->head.scene, *there = offer->choice ? target(play, offer->choice) : offer->storylet;
    ts_symbol chosen = ts_offer_owner(offer);
    uint64_t taken = count(guide, chosen);
    if (!taken) return 1 + roll;
    struct ts_rng leaning = ts_rng_stream(guide->seed, ts_symbol_hash(play->engine->symbols, chosen), 0, 1);
    double weight = (disliked + ts_rng_real(&leaning)) * pull(guide, here, there) / sqrt((double)taken);
    if (there->ending) weight *= ending;
    return log(1 - roll) / weight; // the greatest of these is one at random in proportion to the weights
}
