// changeset.h - a turn as a value: all that one act changes, and what it was computed from
#ifndef TS_GAME_CHANGESET_H
#define TS_GAME_CHANGESET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/status.h"
#include "base/symbol.h"
#include "base/value.h"
#include "game/content.h"
#include "game/run.h"

// Everything that changes state is an act in the universe's log (design §3).
enum ts_act_kind {
    TS_ACT_START = 0, // turn 0: opens the run
    TS_ACT_TURN = 1,
    TS_ACT_PAUSE = 2,
    TS_ACT_RESUME = 3,
    TS_ACT_ABANDON = 4,
    TS_ACT_COMPLETE = 5, // completed from outside; a turn that reaches an ending completes by itself
    TS_ACT_ARCHIVE = 6,
    TS_ACT_CATCH_UP = 7,
    TS_ACT_DELETE = 8,
    TS_ACT_CARE = 9,    // the player's settings, or how they fare: `choice_id` says what ("care:set", "care:skip", …), `answer` how
    TS_ACT_BRANCH = 10, // opens a universe that forks off another, with a run as it stood then or with none
    TS_ACT_MERGE = 11,  // brings a branch's world home; no run takes it
    TS_ACT_MIGRATE = 12, // a pack's migration changed the run's place, variables or counts; `choice_id` is the migration's name
};

enum ts_mark_kind { TS_MARK_MILESTONE = 1, TS_MARK_INSIGHT = 2, TS_MARK_METACONCEPT = 3 };

struct ts_var_change { uint32_t slot, earlier; struct ts_value before, now; }; // owns both; earlier: 1 + the slot's change before this one
struct ts_var_gone { ts_symbol owner, name; }; // of the run, which has no such variable any more
struct ts_world_change { ts_symbol key; bool add; struct ts_value value; };    // owns value; add: an integer
struct ts_event_record { struct ts_text *action, *consequences; ts_symbol place, care; bool major; }; // owns texts; consequences may be NULL; care: see event_care.h
struct ts_tally_change { ts_symbol symbol; struct ts_tally before; };
struct ts_mark { enum ts_mark_kind kind; ts_symbol id; uint32_t pack; };
struct ts_fault { uint32_t pack; struct ts_place place; char *message; };      // owns message
struct ts_grant { ts_symbol unlock, rule; char *evidence; };                   // owns evidence: canonical JSON [{"read","value"},...]; rule: "second_light 1.0.0, second_light/init.lua:3"
struct ts_fork { // store rows. Of a branch: what it goes on with, and where. Of a merge: the source, and as of when.
    int64_t universe, run; // run 0: none
    int64_t position, seq;
};
struct ts_entered { const struct ts_scene *scene; };

struct ts_completion { // what a completed run leaves, for ever
    ts_symbol ending;          // "harbour:lantern/spoken"; 0: retired from outside
    struct ts_text *reason;    // may be NULL
    int64_t turns, milestones; // after its fork, for a branch
};

struct ts_shown_choice {
    ts_symbol id;              // "light", or "give/rope" of an `each`
    uint32_t label, label_length, reason, reason_length; // places in `words`; reason_length 0: not locked
    bool locked;
};

enum ts_passage_by { TS_BY_GRAMMAR = 1, TS_BY_MODEL = 2 };

// What the player sees after the act. Names in it are references (see prose.h), rendered on reading.
struct ts_shown {
    struct ts_buffer text;     // paragraphs parted by '\n'
    struct ts_buffer words;    // labels and reasons
    struct ts_shown_choice *choices;
    uint32_t choice_count, choice_room;
    struct ts_buffer news;     // a line each, parted by '\n'
    struct ts_buffer notices;  // milestones, unlocks, faults: a line each
};

void ts_shown_clear(struct ts_shown *shown); // gives the memory back

struct ts_changeset {
    // what it is
    enum ts_act_kind kind;
    const struct ts_content *content;
    struct ts_run *run;        // its head is the new one while the changeset lives; without `story`: no run, only where the act stands
    uint64_t key;              // idempotency key of the act, not 0
    int64_t at;                // recorded time, ms since 1970
    int64_t turn;              // the turn this act takes (TURN), or stands at
    // what it was computed from
    struct ts_head before;
    struct ts_fork fork;       // BRANCH and MERGE
    int64_t base_seq;          // the universe's seq when it was computed
    bool has_read_world;       // read keys or events that others may change: base_seq must still hold when applied
    // what it changes; logs in order, so that a savepoint is a set of lengths
    const struct ts_choice *choice; // the one taken; NULL
    ts_symbol choice_id;       // its id as shown
    struct ts_text *answer;    // typed text, may be NULL
    struct ts_var_change *vars;       uint32_t var_count, var_room;
    struct ts_var_gone *gone;         uint32_t gone_count, gone_room; // MIGRATE: stored variables whose names were given up
    struct ts_world_change *world;    uint32_t world_count, world_room;
    struct ts_event_record *events;   uint32_t event_count, event_room;
    struct ts_tally_change *tallies;  uint32_t tally_count, tally_room;
    struct ts_entered *entered;       uint32_t entered_count, entered_room;
    struct ts_mark *marks;            uint32_t mark_count, mark_room;
    ts_symbol *claims;                uint32_t claim_count, claim_room;
    struct ts_fault *faults;          uint32_t fault_count, fault_room;
    struct ts_grant *grants;          uint32_t grant_count, grant_room;
    bool is_major;             // marks every event of this act
    bool completes;            // the run completes in this act
    struct ts_completion completion;
    struct ts_text *reason;    // of an abandonment or completion; may be NULL
    struct ts_text *notes;     // of the session it opens or ends; may be NULL
    struct ts_text *care;      // the player's settings from this act on, see care.h: kept for the player, beside the run's copy; NULL: as before
    bool opens_session, ends_session;
    ts_symbol packs;           // what the run is played with from this act on: "core 1.0.0, harbour 1.2.0"; 0: as before
    struct ts_shown shown;
    struct ts_buffer passage;  // what the grammar told of this turn: also at the end of shown.text, and kept by itself as its passage; empty: nothing
    bool has_shown;            // false in simulation batches: `shown` of the store is then left as it is
    // how it is kept
    uint32_t *last_change;     uint32_t last_room; // slot -> 1 + its last change in `vars`; 0: none
    uint32_t var_floor, world_floor;               // changes below these are older than the last savepoint: never edited
};

// What one act may hold, so that a script cannot make a turn that no store can keep: keys written, and events, marks or claims.
enum { TS_ACT_WRITES_MAX = 1024, TS_ACT_DEEDS_MAX = 1024 };

struct ts_savepoint { // where the logs stood
    uint32_t vars, gone, world, events, tallies, entered, marks, claims, faults, grants;
    bool is_major, completes, has_care;
    uint32_t metaconcepts;
    struct ts_head head;
};

// Empties it for the next act, keeping its memory, `content` and `run`; all else is as zero-initialised.
void ts_changeset_reset(struct ts_changeset *changes);
void ts_changeset_clear(struct ts_changeset *changes); // gives the memory back; the run keeps what was changed
struct ts_savepoint ts_changeset_save(struct ts_changeset *changes);
// Undoes all that came since, in the run too. Faults are kept: they tell what was undone. Settings of care are given once an act.
void ts_changeset_undo(struct ts_changeset *changes, const struct ts_savepoint *savepoint);

// Writes to one variable or key between two savepoints are kept as one, so the logs do not grow with a script's loops.
void ts_changeset_set_var(struct ts_changeset *changes, uint32_t slot, struct ts_value value); // takes the value
void ts_changeset_give_up_var(struct ts_changeset *changes, ts_symbol owner, ts_symbol name);  // one that has no slot any more
void ts_changeset_write(struct ts_changeset *changes, ts_symbol key, bool add, struct ts_value value); // takes the value
void ts_changeset_record(struct ts_changeset *changes, struct ts_event_record event);          // takes the texts
void ts_changeset_count(struct ts_changeset *changes, ts_symbol symbol);                       // one more in the run's tallies
void ts_changeset_put_tally(struct ts_changeset *changes, ts_symbol symbol, struct ts_tally tally); // MIGRATE: what it counts from now on; count 0: given up
void ts_changeset_enter(struct ts_changeset *changes, const struct ts_scene *scene);           // logs and counts it
void ts_changeset_mark(struct ts_changeset *changes, enum ts_mark_kind kind, ts_symbol id, uint32_t pack);
// What an insight is counted by: apart from scenes, choices and metaconcepts of the same words.
ts_symbol ts_insight_symbol(const struct ts_content *content, ts_symbol insight);
// The same of a milestone of the run's focus, by its name there.
ts_symbol ts_milestone_symbol(const struct ts_content *content, const char *name);
void ts_changeset_claim(struct ts_changeset *changes, ts_symbol key);
// The same fault of the same pack is kept once an act.
void ts_changeset_fault(struct ts_changeset *changes, uint32_t pack, struct ts_place place, const char *message);
void ts_changeset_grant(struct ts_changeset *changes, ts_symbol unlock, ts_symbol rule, char *evidence); // takes evidence

// What one act wrote to a key, all its writes folded into one.
struct ts_folded_write { ts_symbol key; bool add; struct ts_value value; }; // value is borrowed for set, plain for add
// Calls `each` once per key written, in order of first write. (A set after adds hides them; adds after a set fold into it.)
void ts_changeset_each_write(const struct ts_changeset *changes, void (*each)(void *self, const struct ts_folded_write *write), void *self);
// Once per variable changed, with its last value.
void ts_changeset_each_var(const struct ts_changeset *changes, void (*each)(void *self, uint32_t slot, struct ts_value now), void *self);

// The canonical changeset without time, names and ids of people, row numbers and what is shown (a batch renders none), chained:
// BLAKE2b of `before` and this act.
void ts_changeset_state_hash(const struct ts_changeset *changes, const unsigned char *before, unsigned char out[TS_HASH_SIZE]);

#endif
