// explore_state.c - the states of a story that were seen
#include <stdlib.h>

#include "base/hash.h"
#include "engine/exploring.h"

enum { ROLLS = 4 }; // turns whose rolls are told apart

struct digest { uint64_t sum; };

static void mix(struct digest *digest, uint64_t number)
{
    digest->sum = ts_rng_mix(digest->sum, number);
}

static int64_t bound(int64_t number, int64_t most)
{
    return number > most ? most : number < -most ? -most : number;
}

static void mix_value(struct digest *digest, struct ts_value value, int64_t most)
{
    mix(digest, value.type);
    switch (value.type) {
    case TS_BOOL:
        mix(digest, value.boolean);
        break;
    case TS_INT:
        mix(digest, (uint64_t)bound(value.integer, most));
        break;
    case TS_REAL:
        mix(digest, ts_hash_fast(&value.real, sizeof value.real));
        break;
    case TS_TEXT:
    case TS_TREE:
        mix(digest, ts_hash_fast(value.text->bytes, value.text->length));
        break;
    default:
        break;
    }
}

static struct ts_value world_value(const struct ts_trial_world *world, ts_symbol key)
{
    for (uint32_t i = 0; i < world->key_count; i++)
        if (world->keys[i].key == key) return world->keys[i].value;
    return ts_value_nil();
}

static void mix_noticed(struct digest *digest, const struct ts_exploring *exploring, const struct ts_run *run, const struct ts_trial_world *world)
{
    const struct ts_noticed *noticed = &exploring->asking->noticed;
    for (uint32_t i = 0; i < noticed->count; i++) {
        uint32_t id = (uint32_t)noticed->items[i];
        switch (noticed->items[i] >> 32) {
        case TS_NOTICED_VAR:
            if (id < run->var_count) mix_value(digest, run->vars[id], exploring->number_bound);
            break;
        case TS_NOTICED_TALLY:
            mix(digest, (uint64_t)bound(ts_run_tally(run, id).count, exploring->count_bound));
            break;
        default:
            mix_value(digest, world_value(world, id), exploring->number_bound);
        }
    }
}

// Turns until a storylet can be drawn again.
static void mix_cooldowns(struct digest *digest, const struct ts_run *run)
{
    for (uint32_t i = 0; i < run->story->scene_count; i++) {
        const struct ts_scene *scene = run->story->scenes[i];
        struct ts_tally tally = scene->cooldown ? ts_run_tally(run, scene->full) : (struct ts_tally){0};
        int64_t left = tally.count ? (int64_t)tally.turn + scene->cooldown - run->head.turn : 0;
        if (left > 0) mix(digest, (uint64_t)i << 8 | (uint64_t)bound(left, ROLLS));
    }
}

uint64_t ts_state_hash(const struct ts_exploring *exploring, const struct ts_run *run, const struct ts_trial_world *world)
{
    const struct ts_head *head = &run->head;
    struct digest digest = {.sum = head->state};
    uint64_t claims = 0;
    mix(&digest, head->scene->full);
    for (uint32_t i = 0; i < head->depth; i++) {
        mix(&digest, head->stack[i].scene->full);
        mix(&digest, head->stack[i].onward ? head->stack[i].onward->full : 0);
    }
    mix_noticed(&digest, exploring, run, world);
    mix_cooldowns(&digest, run);
    for (uint32_t i = 0; i < world->claim_count; i++) claims += ts_rng_mix(world->claims[i], 1); // in any order
    mix(&digest, claims);
    if (exploring->asking->noticed.has_rolled) mix(&digest, (uint64_t)head->turn % ROLLS);
    return digest.sum | 1;
}

static void make_room(struct ts_states *states)
{
    if (states->count < states->room) return;
    states->room = states->room ? states->room * 2 : 256;
    states->items = ts_memory_grow(states->items, states->room * sizeof *states->items);
}

uint32_t ts_states_add(struct ts_states *states, struct ts_exploring *exploring, struct ts_trial *trial, uint32_t parent, struct ts_step step)
{
    const struct ts_run *run = trial->play->run;
    struct ts_snapshot snapshot = {0};
    ts_trial_save(trial, &snapshot);
    uint64_t *index = ts_map_add(&states->by_hash, ts_state_hash(exploring, run, &snapshot.world));
    if (*index) {
        ts_snapshot_clear(&snapshot, run->var_count);
        return (uint32_t)*index - 1;
    }
    make_room(states);
    states->var_count = run->var_count;
    states->items[states->count++] = (struct ts_seen){.snapshot = snapshot, .scene = run->head.scene, .parent = parent, .step = step,
                                                      .is_end = run->head.state != TS_ACTIVE};
    *index = states->count;
    return states->count - 1;
}

void ts_states_join(struct ts_states *states, uint32_t from, uint32_t to)
{
    if (states->edge_count == states->edge_room) {
        states->edge_room = states->edge_room ? states->edge_room * 2 : 1024;
        states->edges = ts_memory_grow(states->edges, states->edge_room * sizeof *states->edges);
    }
    states->edges[states->edge_count++] = (struct ts_edge){from, to};
}

void ts_states_path(const struct ts_states *states, uint32_t state, struct ts_path *out)
{
    uint32_t count = 0;
    for (uint32_t i = state; i; i = states->items[i].parent) count++;
    out->count = 0;
    for (uint32_t i = 0; i < count; i++) ts_path_add(out, (struct ts_step){0});
    for (uint32_t i = state; i; i = states->items[i].parent) out->steps[--count] = states->items[i].step;
}

void ts_states_clear(struct ts_states *states)
{
    for (uint32_t i = 0; i < states->count; i++) ts_snapshot_clear(&states->items[i].snapshot, states->var_count);
    free(states->items);
    free(states->edges);
    ts_map_clear(&states->by_hash);
    *states = (struct ts_states){0};
}
