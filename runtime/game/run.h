// run.h - one playthrough of a story: where it stands and what it carries
#ifndef TS_GAME_RUN_H
#define TS_GAME_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "base/status.h"
#include "base/symbol.h"
#include "base/value.h"
#include "game/content.h"

enum ts_run_state { TS_NEW, TS_ACTIVE, TS_PAUSED, TS_ABANDONED, TS_COMPLETED, TS_ARCHIVED };

const char *ts_run_state_name(enum ts_run_state state);
// The moves of design §3: new -> active; active <-> paused; active or paused -> abandoned or completed;
// abandoned -> active; completed or abandoned -> archived. TS_REFUSED names the state and the moves it allows.
enum ts_status ts_run_state_move(enum ts_run_state from, enum ts_run_state to, struct ts_err *err) TS_MUST_USE;

struct ts_care_state;

struct ts_frame { // a detour that will come back
    const struct ts_scene *scene;  // the scene that left
    const struct ts_scene *onward; // where to instead of it (the caller's `to` or `next`); NULL: back to `scene`, silently
};

enum { TS_STACK_MAX = 16 };

// What a turn changes beside variables and counts: plain data, so that a savepoint is a copy.
struct ts_head {
    enum ts_run_state state;
    int64_t turn;         // turns taken; turn 0 opened the run
    int64_t position;     // where it stands on the universe's timeline
    int64_t told;         // every act of the universe up to this seq has reached it, or never will
    const struct ts_scene *scene;
    uint32_t depth;
    struct ts_frame stack[TS_STACK_MAX];
    int64_t milestones, insights;
    uint32_t session;     // number of the session that is open or was last
};

struct ts_tally {
    uint32_t count;       // visits of a scene, times a choice was taken, times a thing was reached
    uint32_t turn;        // when last
};

struct ts_run {
    ts_symbol id, player, universe, character, character_name, focus;
    const struct ts_story *story;
    uint64_t seed;
    int64_t row, universe_row;   // the store's handles
    bool live;                   // its universe is a live one
    int64_t fork_turn;           // turns of the parent that this branch began with; 0 when it is no branch
    int64_t fork_milestones;     // and its milestones
    ts_symbol life;              // the first run of this life; its own id when it is no branch
    struct ts_head head;
    struct ts_value *vars;       // story->var_count + content->own_count slots
    uint32_t var_count;
    struct ts_map tallies;       // symbol (scene full, choice full, choice bare, mark id) -> struct ts_tally, packed
    ts_symbol *metaconcepts;     // integrated, each once
    uint32_t metaconcept_count, metaconcept_room;
    struct ts_care_state *care;  // what care.h read of its variable, and from which text; NULL: nothing yet
    struct ts_text *care_source;
};

// A run with every variable at its declared value, in state new.
struct ts_run *ts_run_new(const struct ts_content *content, const struct ts_story *story);
void ts_run_free(struct ts_run *run);

struct ts_tally ts_run_tally(const struct ts_run *run, ts_symbol symbol);
void ts_run_tally_put(struct ts_run *run, ts_symbol symbol, struct ts_tally tally);
bool ts_run_has_metaconcept(const struct ts_run *run, ts_symbol id);
void ts_run_add_metaconcept(struct ts_run *run, ts_symbol id);      // once; again is nothing

#endif
