// memory.h - a store without a file: runs and worlds in arrays that only grow, cut back when a batch is undone
#ifndef TS_STORE_MEMORY_H
#define TS_STORE_MEMORY_H

#include "base/arena.h"
#include "base/map.h"
#include "store/driver.h"
#include "store/order.h"
#include "store/world_sum.h"

struct mem_write { // a row of a world key
    int64_t position, seq, sum, leaf;
    struct ts_value value; // of an add: the amount
    uint32_t run;          // 0: nobody's
    bool add;
};

struct mem_late {           // late adds of a key
    struct mem_write *rows; // as they came
    uint32_t count, room;
    struct ts_order order;               // of `rows`
    struct ts_map levels[TS_SUM_LEVELS]; // bucket + 1 -> sum
    int level_count;
};

struct mem_key {
    ts_symbol id;
    struct mem_write *rows; // as they came
    uint32_t count, room;
    bool is_mixed; // rows came out of order: `order` holds them all, else it is empty
    int64_t last_position;
    struct ts_order order, sets; // of rows; of the sets among them
    struct mem_late *late;       // NULL: none
};

struct mem_act {
    uint64_t key;
    int64_t at, position, turn;
    uint32_t run, session; // run 0: nobody's
    uint32_t previous;     // of its run: index + 1 in the universe; 0: none
    ts_symbol scene, choice, pick;
    enum ts_act_kind kind;
};

struct mem_event {
    int64_t position, seq;
    struct ts_text *action, *consequences;
    uint32_t run; // 0: nobody's
    ts_symbol place, care;
    uint32_t ordinal;
    bool major;
};

struct mem_place {
    struct ts_order order;
}; // events there

struct mem_merge {
    int64_t source; // its row
    struct ts_merged merged;
};

struct mem_universe_head {
    int64_t position;
    uint32_t act_count, event_count, merge_count;
};

struct mem_universe {
    ts_symbol id;
    int64_t created_at, runs;
    bool live;
    struct ts_fork_point fork; // its acts are numbered on from fork.seq
    struct mem_universe_head head;
    uint64_t saved_in;             // batch that already saved the head
    struct mem_act *acts;
    uint32_t act_room;
    struct mem_event *events;
    uint32_t event_room;
    bool is_mixed;         // events came out of order: `order` holds them all
    int64_t last_position; // of the last event
    struct ts_order order, majors;
    struct mem_place *places;
    uint32_t place_count, place_room;
    struct ts_map place_of; // symbol -> index + 1
    struct mem_key *keys;
    uint32_t key_count, key_room;
    struct ts_map key_of; // symbol -> index + 1
    struct ts_map claims; // symbol -> index + 1 of the act; 0: undone
    struct mem_merge *merges;
    uint32_t merge_room;
};

struct mem_var {
    ts_symbol owner, name;
    int64_t seq;
    struct ts_value value;
};
struct mem_tally {
    ts_symbol symbol;
    uint32_t turn, count, act; // act: by its index in the universe
    bool is_all;               // what it counts from then on, not what it counts more
};
struct mem_packs {
    int64_t seq;
    ts_symbol packs;
}; // from that act on
struct mem_turn {
    uint64_t key;
    uint32_t act, frame_end; // its stack: the frames from the turn's before on
};
struct mem_answer {
    uint32_t act;
    struct ts_text *text;
};
struct mem_mark {
    int64_t turn, seq;
    enum ts_mark_kind kind;
    ts_symbol id, pack;
};
struct mem_fault {
    int64_t turn;
    ts_symbol pack;
    char *where, *message;
};
struct mem_session {
    bool opens;
    uint32_t number;
    int64_t at, turn;
    const char *end;
    struct ts_text *notes;
}; // opened or ended

struct mem_head { // what an act changes of a run: saved once a batch
    enum ts_run_state state;
    bool is_deleted;
    int64_t turn, position, told, milestones, insights, last_played, completed_at;
    uint64_t last_key;
    uint32_t last_act; // index + 1 in the universe
    uint32_t session, sessions, depth;
    bool session_open;
    ts_symbol scene, ending, stack[TS_STACK_MAX][2];
    struct ts_text *reason, *text, *choices;
    uint32_t var_count, tally_count, mark_count, fault_count, session_count, event_count, turn_count, frame_count, answer_count, packs_count;
};

struct mem_run {
    ts_symbol id, player, universe, character, character_name, focus, story, life;
    int64_t row, universe_row, created_at;
    int64_t parent, fork_turn, fork_seq, fork_milestones; // parent: its row; 0: it is no branch
    uint64_t seed, saved_in;
    bool live;
    struct mem_head head;
    struct mem_var *vars;
    uint32_t var_room;
    struct mem_tally *tallies;
    uint32_t tally_room;
    struct mem_mark *marks;
    uint32_t mark_room;
    struct mem_fault *faults;
    uint32_t fault_room;
    struct mem_session *sessions;
    uint32_t session_room;
    uint32_t *events;
    uint32_t event_room; // its own, by their index in the universe
    struct mem_turn *turns;
    uint32_t turn_room; // fork_turn (0: the start, else the branching) and those after it
    ts_symbol (*frames)[2];
    uint32_t frame_room;
    struct mem_answer *answers;
    uint32_t answer_room;
    struct mem_packs *packs;
    uint32_t packs_room;
};

struct mem_completion {
    ts_symbol run, player, universe, story, ending, focus, life;
    int64_t turns, milestones, at;
    ts_symbol *metaconcepts;
    uint32_t metaconcept_count;
};

struct mem_unlock {
    ts_symbol player, unlock, rule, run;
    int64_t at;
    char *evidence;
};

struct mem_care { // settings of a player from an act on
    ts_symbol player;
    uint32_t earlier; // 1 + the row before this one; 0: none
    struct ts_text *settings;
};

struct mem_kept { // what a player keeps from a batch on; the last of its kind and name holds
    ts_symbol player;
    struct ts_kept kept; // its texts are owned
};

struct mem_passage {
    int64_t run; // row
    struct ts_passage passage; // its text is owned
};

enum mem_undo_kind { MEM_UNDO_RUN, MEM_UNDO_UNIVERSE, MEM_UNDO_WRITE, MEM_UNDO_LATE, MEM_UNDO_CLAIM, MEM_UNDO_NAME, MEM_UNDO_PLAYER };

struct mem_undo { // how a batch is undone, last first
    enum mem_undo_kind kind;
    uint32_t owner, other; // run; universe and key; character or player and the name before
    union {
        uint32_t saved; // of a run: index in `heads`
        struct mem_universe_head universe;
    };
};

struct mem_counts { // how much there was, so that what came since can be cut off
    uint32_t runs, universes, completions, unlocks, deeds, cares, kept, passages, undos, heads;
};

struct mem_store {
    struct ts_store store;
    bool is_writing;
    uint64_t batch; // or part of one behind a save
    struct mem_run **runs;
    uint32_t run_count, run_room;
    struct mem_universe **universes;
    uint32_t universe_count, universe_room;
    struct ts_map run_of, universe_of, players, names; // symbol -> row; row; 1; character's name
    struct ts_map care_of;                             // players: symbol -> 1 + their last row in `cares`
    struct ts_map locked;                              // runs: symbol -> 1; 0: no longer
    struct mem_completion *completions;
    uint32_t completion_count, completion_room;
    struct mem_unlock *unlocks;
    uint32_t unlock_count, unlock_room;
    ts_symbol *met; // players as they came
    uint32_t met_count, met_room;
    struct ts_deed_record *deeds;
    uint32_t deed_count, deed_room;
    struct mem_care *cares;
    uint32_t care_count, care_room;
    struct mem_kept *kept;
    uint32_t kept_count, kept_room;
    struct mem_passage *passages; // as they came
    uint32_t passage_count, passage_room;
    struct mem_undo *undos;
    uint32_t undo_count, undo_room;
    struct mem_head *heads;
    uint32_t head_count, head_room;
    struct mem_counts before, saved; // when the batch began; when it was last saved
};

// Room for one more in an array; doubling.
void *ts_mem_room(void *array, uint32_t count, uint32_t *room, size_t size) __attribute__((returns_nonnull));

static inline struct mem_store *ts_mem(struct ts_store *store)
{
    return (struct mem_store *)store;
}

// By row; rows begin at 1. NULL: no such row.
static inline struct mem_run *ts_mem_run(const struct mem_store *memory, int64_t row)
{
    return row >= 1 && row <= memory->run_count ? memory->runs[row - 1] : NULL;
}

static inline struct mem_universe *ts_mem_universe(const struct mem_store *memory, int64_t row)
{
    return row >= 1 && row <= memory->universe_count ? memory->universes[row - 1] : NULL;
}

static inline int64_t ts_mem_seq(const struct mem_universe *universe)
{
    return universe->fork.seq + universe->head.act_count;
}

// How many of its acts were stored up to `seq`.
static inline uint32_t ts_mem_acts_until(const struct mem_universe *universe, int64_t seq)
{
    if (seq >= ts_mem_seq(universe)) return universe->head.act_count;
    return seq > universe->fork.seq ? (uint32_t)(seq - universe->fork.seq) : 0;
}

struct mem_undo *ts_mem_undo_add(struct mem_store *memory, enum mem_undo_kind kind, uint32_t owner);

// memory_start.c: universes and runs that an act begins with; fills the run's rows
void ts_mem_start(struct mem_store *memory, const struct ts_changeset *changes);
void ts_mem_branch(struct mem_store *memory, const struct ts_changeset *changes);

// memory_apply.c, memory_rare.c
struct mem_writing { // an act on its way in
    struct mem_store *memory;
    const struct ts_changeset *changes;
    struct mem_universe *universe;
    struct mem_run *run; // NULL: nobody's
    int64_t universe_row, seq, position;
};

enum ts_status ts_mem_apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err);
enum ts_status ts_mem_add_deed(struct ts_store *store, ts_symbol name, int64_t at, struct ts_err *err);
enum ts_status ts_mem_set_care(struct ts_store *store, ts_symbol player, const char *settings, int64_t at, struct ts_err *err);
enum ts_status ts_mem_grant(struct ts_store *store, const struct ts_granting *grant, struct ts_err *err);

// --- memory_kept.c
enum ts_status ts_mem_keep(struct ts_store *store, ts_symbol player, const struct ts_kept *kept, struct ts_err *err);
enum ts_status ts_mem_each_kept(struct ts_store *store, ts_symbol player, ts_each_kept *each, void *self, struct ts_err *err);
void ts_mem_cut_kept(struct mem_store *memory, uint32_t count); // forgets all after the first so many

// --- memory_passage.c
void ts_mem_write_passage(struct mem_writing *writing); // what the grammar told of the turn
enum ts_status ts_mem_add_passage(struct ts_store *store, int64_t run, const struct ts_passage *passage, struct ts_err *err);
enum ts_status ts_mem_each_passage(struct ts_store *store, int64_t run, int64_t from, int64_t to, ts_each_passage *each, void *self, struct ts_err *err);
void ts_mem_cut_passages(struct mem_store *memory, uint32_t count);

void ts_mem_save_heads(struct mem_writing *writing); // memory_apply.c: as they stand, so that the batch can be undone
void ts_mem_write_sessions(struct mem_writing *writing);
void ts_mem_write_faults(struct mem_writing *writing);
void ts_mem_write_completion(struct mem_writing *writing);
void ts_mem_write_grants(struct mem_writing *writing);
void ts_mem_write_care(struct mem_writing *writing);
void ts_mem_meet_player(struct mem_store *memory, ts_symbol player);

// memory_key.c: rows of one world key
void ts_mem_key_clear(struct mem_key *key);
bool ts_mem_key_write(struct mem_key *key, const struct mem_write *write); // takes the value; true: it was a late add
void ts_mem_key_undo(struct mem_key *key, bool late);                      // takes the last write, or late add, away
struct ts_own_value ts_mem_key_value(const struct mem_key *key, int64_t position, int64_t until_seq); // a new reference
void ts_mem_key_history(const struct mem_store *memory, const struct mem_key *key, int64_t position, int64_t until_seq, int64_t limit,
                        ts_each_version *each, void *self);

// memory_event.c
void ts_mem_event_add(struct mem_universe *universe, const struct mem_event *event); // takes the texts
void ts_mem_event_undo(struct mem_universe *universe);                               // takes the last away
enum ts_status ts_mem_events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err);

// memory_world.c
struct ts_timeline ts_mem_timeline(void);
enum ts_status ts_mem_find_universe(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err);
enum ts_status ts_mem_each_universe(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err);
enum ts_status ts_mem_last_merge(struct ts_store *store, int64_t universe, int64_t source, struct ts_merged *out, struct ts_err *err);

// memory_run.c: runs and what they did, now and after a past turn
enum ts_status ts_mem_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err);
enum ts_status ts_mem_each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err);
enum ts_status ts_mem_load_run_at(struct ts_store *store, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err);
enum ts_status ts_mem_each_act(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_act *each, void *self, struct ts_err *err);
enum ts_status ts_mem_each_mark(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err);

// memory_read.c
enum ts_status ts_mem_unknown_run(struct ts_err *err);
enum ts_status ts_mem_each_var(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_var *each, void *self, struct ts_err *err);
enum ts_status ts_mem_each_tally(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_tally *each, void *self,
                                 struct ts_err *err);
enum ts_status ts_mem_each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err);
enum ts_status ts_mem_each_fault(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err);
enum ts_status ts_mem_find_player(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err);
enum ts_status ts_mem_each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err);
enum ts_status ts_mem_each_unlock(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err);
enum ts_status ts_mem_load_care(struct ts_store *store, ts_symbol player, struct ts_text **out, struct ts_err *err);
enum ts_status ts_mem_each_player(struct ts_store *store, ts_each_player *each, void *self, struct ts_err *err);
enum ts_status ts_mem_each_deed(struct ts_store *store, ts_each_deed *each, void *self, struct ts_err *err);
const char *ts_mem_character_name(struct ts_store *store, const char *character, size_t length);

#endif
