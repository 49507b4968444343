// explore_trap.c - parts of a story that no way leads out of and no ending is in
#include <stdlib.h>

#include "engine/exploring.h"

enum { WALKS = 4, WALK_TURNS = 200, NAMES_MAX = 4 };

struct trapping {
    struct ts_exploring *exploring;
    struct ts_trial *trial;
    const struct ts_states *states;
    bool *is_safe;      // by state: an ending, or what was not looked at, can be reached
    uint32_t *marks;    // by state: the trap it was last counted to
};

static uint32_t *first_edges(const struct ts_states *states, bool is_backward)
{
    uint32_t *first = ts_memory_get((states->count + 2) * sizeof *first);
    memset(first, 0, (states->count + 2) * sizeof *first);
    for (uint32_t i = 0; i < states->edge_count; i++) first[(is_backward ? states->edges[i].to : states->edges[i].from) + 1]++;
    for (uint32_t i = 0; i <= states->count; i++) first[i + 1] += first[i];
    return first;
}

// The other ends of edges, those of one state beside each other: of state i from first[i] to first[i + 1].
static uint32_t *sort_edges(const struct ts_states *states, const uint32_t *first, bool is_backward)
{
    uint32_t *ends = ts_memory_get((states->edge_count + 1) * sizeof *ends), *at = ts_memory_get((states->count + 1) * sizeof *at);
    memcpy(at, first, (states->count + 1) * sizeof *at);
    for (uint32_t i = 0; i < states->edge_count; i++) {
        struct ts_edge edge = states->edges[i];
        ends[at[is_backward ? edge.to : edge.from]++] = is_backward ? edge.from : edge.to;
    }
    free(at);
    return ends;
}

static void find_safe(struct trapping *trapping)
{
    const struct ts_states *states = trapping->states;
    uint32_t *first = first_edges(states, true), *ends = sort_edges(states, first, true);
    uint32_t *open = ts_memory_get((states->count + 1) * sizeof *open), count = 0;
    for (uint32_t i = 0; i < states->count; i++) {
        trapping->is_safe[i] = states->items[i].is_end || !states->items[i].is_looked_at;
        if (trapping->is_safe[i]) open[count++] = i;
    }
    while (count) {
        uint32_t state = open[--count];
        for (uint32_t i = first[state]; i < first[state + 1]; i++) {
            if (trapping->is_safe[ends[i]]) continue;
            trapping->is_safe[ends[i]] = true;
            open[count++] = ends[i];
        }
    }
    free(first), free(ends), free(open);
}

// --- is it so? States are taken for one that may not quite be.

static enum ts_status follow(struct trapping *trapping, const struct ts_path *path, struct ts_err *err)
{
    struct ts_play *play = trapping->trial->play;
    enum ts_status status = ts_trial_open(trapping->trial, err);
    if (!status) ts_trial_keep(trapping->trial);
    for (uint32_t i = 0; i < path->count && !status; i++) {
        const struct ts_offer *offer = ts_offers_find_id(&play->offers, path->steps[i].choice);
        status = offer ? ts_trial_try(trapping->trial, offer, path->steps[i].answer, err) : TS_REFUSED;
        if (!status) ts_trial_keep(trapping->trial);
    }
    return status;
}

static bool leads_out(const struct trapping *trapping)
{
    const struct ts_trial *trial = trapping->trial;
    const struct ts_run *run = trial->play->run;
    if (run->head.state != TS_ACTIVE) return true;
    const uint64_t *index = ts_map_find(&trapping->states->by_hash, ts_state_hash(trapping->exploring, run, &trial->world));
    return index && trapping->is_safe[*index - 1];
}

static bool walk_out(struct trapping *trapping, struct ts_rng *rng)
{
    struct ts_trial *trial = trapping->trial;
    struct ts_err err;
    for (int turn = 0; turn < WALK_TURNS; turn++) {
        const struct ts_offers *offers = &trial->play->offers;
        if (!offers->count) return false;
        const struct ts_offer *offer = &offers->items[offers->count == 1 ? 0 : ts_rng_int(rng, 0, offers->count - 1)];
        if (offer->locked) continue;
        if (ts_trial_try(trial, offer, offer->choice && offer->choice->ask ? 1 : 0, &err)) {
            ts_trial_undo(trial);
            continue;
        }
        ts_trial_keep(trial);
        if (leads_out(trapping)) return true;
    }
    return false;
}

static bool is_really(struct trapping *trapping, const struct ts_path *path)
{
    struct ts_exploring *exploring = trapping->exploring;
    struct ts_err err;
    bool is_out = false;
    for (uint64_t i = 0; i < WALKS && !is_out; i++) {
        struct ts_rng rng = ts_rng_stream(exploring->seed, i, 0, 0);
        exploring->out->turns += trapping->trial->turns;
        ts_trial_end(trapping->trial);
        ts_trial_begin(trapping->trial, exploring->engine, exploring->story, exploring->focus, exploring->seed);
        is_out = follow(trapping, path, &err) != TS_OK || walk_out(trapping, &rng);
    }
    return !is_out;
}

// --- what is in it

struct inside { const struct ts_scene *scenes[NAMES_MAX]; uint32_t count; bool has_more, is_stuck; };

static void note_scene(struct inside *inside, const struct ts_scene *scene)
{
    for (uint32_t i = 0; i < inside->count; i++)
        if (inside->scenes[i] == scene) return;
    if (inside->count == NAMES_MAX) inside->has_more = true;
    else inside->scenes[inside->count++] = scene;
}

static struct inside look_inside(struct trapping *trapping, uint32_t entry, const uint32_t *first, const uint32_t *ends)
{
    const struct ts_states *states = trapping->states;
    uint32_t *open = ts_memory_get((states->count + 1) * sizeof *open), count = 0;
    struct inside inside = {0};
    open[count++] = entry;
    trapping->marks[entry] = entry + 1;
    for (uint32_t at = 0; at < count; at++) {
        note_scene(&inside, states->items[open[at]].scene);
        inside.is_stuck |= states->items[open[at]].is_stuck;
        for (uint32_t i = first[open[at]]; i < first[open[at] + 1]; i++) {
            if (trapping->marks[ends[i]] == entry + 1) continue;
            trapping->marks[ends[i]] = entry + 1;
            open[count++] = ends[i];
        }
    }
    free(open);
    return inside;
}

static char *tell(const struct ts_exploring *exploring, const struct inside *inside)
{
    struct ts_buffer out = {0};
    for (uint32_t i = 0; i < inside->count; i++)
        ts_buffer_add_format(&out, "%s\"%s\"", i ? ", " : "", ts_symbol_text(exploring->engine->symbols, inside->scenes[i]->id));
    ts_buffer_add_text(&out, inside->has_more ? " and others" : "");
    struct ts_buffer told = {0};
    ts_buffer_add_format(&told, "once in %s, no way leads to an ending", out.bytes);
    ts_buffer_clear(&out);
    return ts_buffer_take(&told);
}

static void report(struct trapping *trapping, uint32_t entry, const struct inside *inside)
{
    struct ts_exploring *exploring = trapping->exploring;
    const struct ts_scene *scene = trapping->states->items[entry].scene;
    struct ts_path path = {0};
    ts_states_path(trapping->states, entry, &path);
    if (is_really(trapping, &path)) {
        struct ts_found_way finding = {.severity = TS_WARNING, .code = "trap", .pack = scene->pack, .place = scene->place, .story = exploring->story,
                                       .hint = "let a choice lead out of there, or to an ending; a story that is meant to go on for ever says `endless = true`",
                                       .message = tell(exploring, inside), .seed = exploring->seed, .focus = exploring->focus};
        ts_findings_add(exploring->findings, &finding, &path);
    }
    ts_path_clear(&path);
}

static bool is_told(const struct ts_scene *const *told, uint32_t count, const struct ts_scene *scene)
{
    for (uint32_t i = 0; i < count; i++)
        if (told[i] == scene) return true;
    return false;
}

// One for each scene by which one comes in.
static void find_entries(struct trapping *trapping)
{
    const struct ts_states *states = trapping->states;
    uint32_t *first = first_edges(states, false), *ends = sort_edges(states, first, false), told = 0;
    const struct ts_scene **scenes = ts_memory_get((trapping->exploring->story->scene_count + 1) * sizeof *scenes);
    for (uint32_t i = 0; i < states->count; i++) {
        const struct ts_seen *seen = &states->items[i];
        if (trapping->is_safe[i] || (i && !trapping->is_safe[seen->parent]) || is_told(scenes, told, seen->scene)) continue;
        struct inside inside = look_inside(trapping, i, first, ends);
        if (inside.is_stuck) continue; // which is told by itself
        scenes[told++] = seen->scene;
        report(trapping, i, &inside);
    }
    free(first), free(ends), free(scenes);
}

// A story without any ending goes on by design, as does one that says so.
static bool has_ending(const struct ts_exploring *exploring)
{
    if (exploring->story->is_endless) return false;
    for (uint32_t i = 0; i < exploring->story->scene_count; i++)
        if (exploring->story->scenes[i]->ending) return true;
    return false;
}

void ts_trap_find(struct ts_exploring *exploring, struct ts_trial *trial, const struct ts_states *states)
{
    struct trapping trapping = {exploring, trial, states, NULL, NULL};
    if (!has_ending(exploring) || !states->count) return;
    trapping.is_safe = ts_memory_get((states->count + 1) * sizeof *trapping.is_safe);
    trapping.marks = ts_memory_get((states->count + 1) * sizeof *trapping.marks);
    memset(trapping.marks, 0, (states->count + 1) * sizeof *trapping.marks);
    find_safe(&trapping);
    find_entries(&trapping);
    free(trapping.is_safe);
    free(trapping.marks);
}
