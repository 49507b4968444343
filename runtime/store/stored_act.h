// stored_act.h - what every driver decides and writes alike about an act
#ifndef TS_STORE_STORED_ACT_H
#define TS_STORE_STORED_ACT_H

#include "base/buffer.h"
#include "game/changeset.h"
#include "game/world.h"

struct ts_stand { // how a run stands in the store
    bool exists, is_deleted;
    enum ts_run_state state;
    int64_t turn, position, told;
    uint32_t session;
    uint64_t last_key;    // of its last act
    uint64_t turn_key;    // of the act that took `changes->turn`; 0: not taken
    int64_t universe_row; // of a run that starts: by its universe's name; 0: there is none yet
    int64_t universe_seq;
};

// May this act be written? TS_OK, or TS_OK with *already; TS_CONFLICT, TS_REFUSED or TS_DATA as ts_store_apply says.
enum ts_status ts_stand_judge(const struct ts_stand *stand, const struct ts_changeset *changes, bool *already,
                              struct ts_err *err) TS_MUST_USE;

// TS_CONFLICT when the act claims what is claimed in its universe. To be asked before anything is written.
enum ts_status ts_claims_judge(const struct ts_world *world, const struct ts_changeset *changes, struct ts_err *err) TS_MUST_USE;

// How the session ends that this act ends: "paused", "completed" or "abandoned".
const char *ts_act_session_end(const struct ts_changeset *changes);

// "harbour/stories/lantern.lua:12", or the file alone; appended.
void ts_act_fault_where(const struct ts_changeset *changes, const struct ts_fault *fault, struct ts_buffer *out);

// The choices shown, as canonical JSON; appended.
void ts_act_choices(const struct ts_changeset *changes, struct ts_buffer *out);

// Now and then all that a run has counted is kept whole beside its log: may that be so with this turn?
enum { TS_SNAPSHOT_TURNS = 256 };
static inline bool ts_act_needs_counts(const struct ts_changeset *changes)
{
    return changes->turn % TS_SNAPSHOT_TURNS == 0;
}

// The name of the pack at this index of the content.
ts_symbol ts_act_pack(const struct ts_changeset *changes, uint32_t pack);

static inline const char *ts_act_name(const struct ts_changeset *changes, ts_symbol symbol)
{
    return ts_symbol_text(changes->content->symbols, symbol);
}

static inline bool ts_act_opens_run(const struct ts_changeset *changes)
{
    return changes->kind == TS_ACT_START || (changes->kind == TS_ACT_BRANCH && changes->run->story);
}

static inline bool ts_act_is_turn(const struct ts_changeset *changes)
{
    return changes->kind == TS_ACT_START || changes->kind == TS_ACT_TURN;
}

#endif
