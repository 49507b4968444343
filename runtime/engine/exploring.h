// exploring.h - what the files of explore share
#ifndef TS_ENGINE_EXPLORING_H
#define TS_ENGINE_EXPLORING_H

#include "engine/coverage.h"
#include "engine/explore.h"
#include "engine/hand.h"
#include "engine/watching.h"

struct ts_trial;

// --- explore_world.c: a world of one run, outside any store. The past is kept in short: values as they are now, the last deeds.
enum { TS_DEEDS_KEPT = 16 };
struct ts_deed { struct ts_event_record what; int64_t position; };
struct ts_trial_key { ts_symbol key; struct ts_value value; };
struct ts_trial_world {
    struct ts_trial_key *keys;
    ts_symbol *claims;
    uint32_t key_count, key_room, claim_count, claim_room;
    struct ts_deed deeds[TS_DEEDS_KEPT]; // the oldest first
    uint32_t deed_count;
};
struct ts_world ts_trial_world_face(struct ts_trial *trial);
void ts_trial_world_copy(struct ts_trial_world *to, const struct ts_trial_world *from); // `to` is empty
void ts_trial_world_fold(struct ts_trial_world *world, const struct ts_content *content, const struct ts_changeset *changes);
void ts_trial_world_clear(struct ts_trial_world *world);

// --- explore_asking.c: stands between the engine and what answers for scripts, and notes what they ask about
struct ts_asking {
    struct ts_script script;
    const struct ts_script *inner;
    struct ts_noticed noticed; // by what decides how a run goes on: not by words that are only shown
    bool *is_condition;        // by ts_call
    bool *asks_others;         // by ts_call: what it says depends on lives apart from this one
    uint64_t *asked;           // by ts_call, of conditions: how often since they were counted anew
    uint32_t call_count;
    ts_call failed;            // the last that erred; 0: none since it was reset
};
void ts_asking_begin(struct ts_asking *asking, struct ts_engine *engine);
void ts_asking_recount(struct ts_asking *asking);
void ts_asking_end(struct ts_asking *asking, struct ts_engine *engine);

// --- explore_path.c
struct ts_step { ts_symbol choice; unsigned answer; }; // answer: 0 none, else which of those that are tried
struct ts_path { struct ts_step *steps; uint32_t count, room; };
void ts_path_add(struct ts_path *path, struct ts_step step);
void ts_path_copy(struct ts_path *to, const struct ts_path *from); // what `to` had is replaced
void ts_path_clear(struct ts_path *path);
enum { TS_ANSWERS = 2 };
// What is typed where a choice asks for words: a letter, or as many as it takes. Puts it into `out`, emptied before.
const char *ts_path_answer(unsigned answer, const struct ts_choice *choice, struct ts_buffer *out);

// --- explore_trial.c: a run whose turns are computed and never stored
struct ts_snapshot { // a run between two turns
    struct ts_head head;
    struct ts_value *vars;
    struct ts_map tallies;
    ts_symbol *metaconcepts;
    uint32_t var_count, metaconcept_count;
    struct ts_trial_world world;
};
void ts_snapshot_clear(struct ts_snapshot *snapshot, uint32_t var_count);

struct ts_trial {
    struct ts_engine *engine;
    struct ts_play *play;
    struct ts_world face;
    struct ts_trial_world world;
    struct ts_buffer answer;
    int64_t turns; // computed
};
// A run of the story about to open. Opens it: TS_REFUSED and TS_FAILED are the story's, play->refusal says more.
void ts_trial_begin(struct ts_trial *trial, struct ts_engine *engine, const struct ts_story *story, ts_symbol focus, uint64_t seed);
enum ts_status ts_trial_open(struct ts_trial *trial, struct ts_err *err) TS_MUST_USE;
// Computes a turn and leaves it in hand: to be kept or undone.
enum ts_status ts_trial_try(struct ts_trial *trial, const struct ts_offer *offer, unsigned answer, struct ts_err *err) TS_MUST_USE;
void ts_trial_keep(struct ts_trial *trial);
void ts_trial_undo(struct ts_trial *trial);
void ts_trial_save(struct ts_trial *trial, struct ts_snapshot *out); // with the turn in hand; `out` is zero
// Stands where the snapshot was taken, with its offers. Takes the snapshot.
enum ts_status ts_trial_load(struct ts_trial *trial, struct ts_snapshot *snapshot, struct ts_err *err) TS_MUST_USE;
void ts_trial_end(struct ts_trial *trial);

// --- explore_find.c: what was found, each once, with the shortest path met so far
struct ts_found_way { // one finding
    enum ts_severity severity;
    const char *code;
    uint32_t pack;
    struct ts_place place;
    char *message;
    const char *hint;
    const struct ts_story *story;
    struct ts_path path;
    ts_symbol focus;
    bool has_path, is_lived;
    uint64_t seed;
};
struct ts_findings { struct ts_found_way *items; uint32_t count, room; };
// Takes the message; keeps the first of equals, unless this one's path is shorter. Returns it, NULL when it was known.
struct ts_found_way *ts_findings_add(struct ts_findings *findings, struct ts_found_way *finding, const struct ts_path *path);
bool ts_findings_has(const struct ts_findings *findings, const struct ts_found_way *finding);
void ts_findings_clear(struct ts_findings *findings);

// --- explore.c
struct ts_merits { // completions met, one for each ending of a story, to see what rules say of many of them
    struct ts_completion_record *items; // their metaconcepts are owned
    uint32_t count, room;
};
void ts_merits_add(struct ts_merits *merits, const struct ts_play *play); // of the act in hand, or just stored; nothing unless it completes
void ts_merits_clear(struct ts_merits *merits);

enum { LIVES_PART = 4 };      // of the turns of a story, which part is for lives

struct ts_exploring { // one story
    struct ts_engine *engine;
    const struct ts_explore_how *how;
    const struct ts_story *story;
    struct ts_asking *asking;
    struct ts_watching *watching;
    struct ts_coverage *coverage;
    struct ts_coverage guided;   // of guided lives only: what the search counts is all about the opening
    struct ts_findings *findings;
    struct ts_explored *out;
    struct ts_map reached;       // scenes that content leads to, by `full`
    struct ts_map *earned;       // unlocks granted, by id
    struct ts_merits *merits;
    uint64_t seed;               // of the run in hand
    ts_symbol focus;             // of it; 0: the story's
    bool is_living;              // others have lived in its world
    int64_t states, turns;       // most
    uint32_t count_bound;        // counts beyond are as one
    int64_t number_bound;        // and numbers
    bool is_partial;             // the last search left states out
};
bool ts_exploring_is_ended(struct ts_exploring *exploring);
bool ts_exploring_has_error(const struct ts_exploring *exploring, const struct ts_story *story); // of the story; NULL: of any

// --- explore_blame.c: what an act in hand tells against the story, added to the findings with the path that led to it
// The act was refused, as `err` says. `scene`: where it was taken.
void ts_blame_refusal(struct ts_exploring *exploring, const struct ts_play *play, const struct ts_scene *scene, const struct ts_err *err,
                      const struct ts_path *path);
void ts_blame_faults(struct ts_exploring *exploring, const struct ts_play *play, const struct ts_path *path);

// --- explore_search.c, explore_state.c, explore_trap.c: all states, the nearest first
enum ts_status ts_search_story(struct ts_exploring *exploring, struct ts_err *err) TS_MUST_USE;

struct ts_seen { // a state
    struct ts_snapshot snapshot; // until it is looked at
    const struct ts_scene *scene;
    uint32_t parent;
    struct ts_step step;         // from there
    bool is_end, is_looked_at, is_stuck;
};
struct ts_edge { uint32_t from, to; };
struct ts_states {
    struct ts_seen *items;
    struct ts_edge *edges;
    struct ts_map by_hash;       // -> index + 1
    uint32_t count, room, edge_count, edge_room, var_count;
};
// What the run is, for the search: two runs of one number go on alike, as far as content asks. With the turn in hand.
uint64_t ts_state_hash(const struct ts_exploring *exploring, const struct ts_run *run, const struct ts_trial_world *world);
// The state of the turn in hand, added when it is new. `is_new` may be NULL.
uint32_t ts_states_add(struct ts_states *states, struct ts_exploring *exploring, struct ts_trial *trial, uint32_t parent, struct ts_step step);
void ts_states_join(struct ts_states *states, uint32_t from, uint32_t to);
void ts_states_path(const struct ts_states *states, uint32_t state, struct ts_path *out); // replaced
void ts_states_clear(struct ts_states *states);
// Parts of the story that no way leads out of.
void ts_trap_find(struct ts_exploring *exploring, struct ts_trial *trial, const struct ts_states *states);

// --- explore_lives.c: lives led in one world, each with what was chosen least; then guided ones when the search was partial
enum ts_status ts_lives_lead(struct ts_exploring *exploring, struct ts_err *err) TS_MUST_USE;

// --- explore_shorten.c
// Takes choices from the path of a finding met in a life as long as it is met without them, in a world of its own.
void ts_shorten(struct ts_exploring *exploring, struct ts_found_way *finding);

// --- explore_never.c: what never happened
void ts_never_judge_scenes(struct ts_exploring *exploring);
void ts_never_judge_conditions(const struct ts_exploring *exploring); // of the story; of no story when that is NULL
bool ts_never_is_complete(const struct ts_exploring *exploring); // nothing is missing
bool ts_never_is_settled(const struct ts_exploring *exploring); // and of no condition it would be said that it was always true
void ts_never_earned(struct ts_engine *engine, const struct ts_merits *merits, struct ts_map *earned, struct ts_findings *findings);

#endif
