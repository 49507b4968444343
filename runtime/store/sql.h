// sql.h - a store of rows in SQL, whatever database has them: what its parts share
#ifndef TS_STORE_SQL_H
#define TS_STORE_SQL_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "store/chain.h"
#include "store/driver.h"
#include "store/link.h"
#include "store/sql_statements.h"
#include "store/world_sum.h"

enum {
    SQL_VERSION = 7,   // number of the last migration
    SQL_CACHED = 4096, // heads of runs, universes and keys remembered at most
};

struct sql_name {
    int64_t id, hash;
}; // id 0: none; -1: known not to be there, in the round that `hash` tells

struct sql_universe { // as the last act left it
    int64_t row, position, seq;
    unsigned char hash[TS_HASH_SIZE];
    int64_t uncounted; // events since its row counted them; -1: not known
};

struct sql_run { // head of a run; written at commit when it changed
    int64_t row, universe, salt, seq, last_played;
    struct sql_name id;
    enum ts_run_state state;
    int64_t turn, position, told, milestones, insights;
    uint64_t last_key;
    uint32_t session, depth, next_dirty;
    ts_symbol scene, stack[TS_STACK_MAX][2];
    bool is_deleted, is_dirty, has_shown;
    struct ts_buffer text, choices;
};

struct sql_key { // what a world key holds behind its last row
    int64_t universe, last_position, set_position;
    ts_symbol key;
    bool has_row;
    int levels;          // of the tree of late adds; 0: none
    struct ts_sum_at at; // late sums are not kept here; `at.value` is owned
};

struct sql_back {
    int64_t id, hash;
    ts_symbol symbol;
    bool has_symbol;
};

struct sql_store {
    struct ts_store store;
    struct ts_driver driver; // what it is driven by
    const struct sql_link *link;
    struct sql_statement *statements[SQL_COUNT];
    char *path; // as people are told where the store is
    enum ts_store_mode mode;
    struct ts_map locked;   // runs locked by this store: id -> row; 0: no longer
    int64_t fresh_universe; // without the lock: its keys hold as they are remembered, until the next act; 0: none
    bool is_writing, has_written, is_broken; // broken: an act was written in part, only undoing helps
    int readings;                            // begun, one inside of the other
    int64_t round;                           // counts the times that others had written meanwhile
    struct sql_name *names;
    uint32_t name_room;               // by symbol
    struct sql_back back[SQL_CACHED]; // by id, as far as remembered
    int64_t *hashes, hash_count;      // of all names by id, while a check reads every act; NULL: not now
    struct ts_map var_names, bares;   // owner and name -> symbol of "owner.name"; full choice -> bare
    struct sql_universe written; // by the last act of the batch; row 0: by none
    struct sql_universe *universes;
    uint32_t universe_count;
    struct ts_map universe_at;
    struct sql_run *runs;
    uint32_t run_count, dirty; // dirty: 1 + the first of those to be written, 0: none
    struct ts_map run_at;
    struct sql_key *keys;
    uint32_t key_count;
    struct ts_map key_at;
    struct ts_chain own, shared; // of the act being written
    char *character_name;        // last answer of ts_store_character_name
    struct ts_map named;         // characters -> names, of those whose deeds were read since others wrote; where that is told
};

static inline struct sql_store *ts_sql(struct ts_store *store)
{
    return (struct sql_store *)store;
}

// --- calling the database; see link.h. Statements of the table by their names, others by themselves
static inline struct sql_statement *ts_sql_of(struct sql_store *sql, enum sql which)
{
    return sql->statements[which];
}
static inline enum ts_status TS_MUST_USE ts_sql_run(struct sql_store *sql, enum sql which, struct ts_err *err) // to its end, then resets it
{
    return sql->link->run(sql, sql->statements[which], err);
}
static inline enum ts_status TS_MUST_USE ts_sql_step(struct sql_store *sql, enum sql which, bool *has_row,
                                                     struct ts_err *err) // resets it unless it has a row
{
    return sql->link->step(sql, sql->statements[which], has_row, err);
}
static inline void ts_sql_done(struct sql_store *sql, enum sql which)
{
    sql->link->reset(sql->statements[which]);
}
static inline enum ts_status TS_MUST_USE ts_sql_prepare(struct sql_store *sql, const char *words, struct sql_statement **out, struct ts_err *err)
{
    return sql->link->prepare(sql, words, out, err);
}
static inline enum ts_status TS_MUST_USE ts_sql_next(struct sql_store *sql, struct sql_statement *statement, bool *has_row, struct ts_err *err)
{
    return sql->link->step(sql, statement, has_row, err);
}
static inline void ts_sql_free(struct sql_statement *statement) // NULL is fine
{
    if (statement) statement->link->free(statement);
}

// --- sql_store.c: a store of rows made and taken apart
// With what all databases do alike in its `driver`; statements are the link's to prepare.
void ts_sql_init(struct sql_store *sql, const struct sql_link *link, const char *path, enum ts_store_mode mode, struct ts_symbols *symbols);
void ts_sql_clear(struct sql_store *sql); // its statements too
enum ts_status ts_sql_begin_reading(struct sql_store *sql, struct ts_err *err) TS_MUST_USE; // see ts_store_begin_reading
enum ts_status ts_sql_end_reading(struct sql_store *sql, struct ts_err *err) TS_MUST_USE;

// --- sqlite_migrate.c
extern const char *const ts_sql_migrations[]; // by their numbers from 1 on; ends with NULL

// --- sql_name.c
enum ts_status ts_sql_name(struct sql_store *sql, ts_symbol symbol, struct sql_name *out,
                           struct ts_err *err) TS_MUST_USE; // adds in a batch, outside gives id 0; 0 gives id 0
enum ts_status ts_sql_name_find(struct sql_store *sql, ts_symbol symbol, struct sql_name *out,
                                struct ts_err *err) TS_MUST_USE; // id 0: unknown
enum ts_status ts_sql_name_of_text(struct sql_store *sql, const struct ts_text *text, struct sql_name *out, struct ts_err *err) TS_MUST_USE;
// The row that RUN_FIND or UNIVERSE_FIND gives for an id; 0: there is none.
enum ts_status ts_sql_row_find(struct sql_store *sql, enum sql which, ts_symbol id, int64_t *row, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_symbol(struct sql_store *sql, int64_t id, ts_symbol *out,
                             struct ts_err *err) TS_MUST_USE; // 0 for id 0 or an erased name
enum ts_status ts_sql_hash_of(struct sql_store *sql, int64_t id, int64_t *out, struct ts_err *err) TS_MUST_USE; // 0 for id 0
ts_symbol ts_sql_var_name(struct sql_store *sql, ts_symbol owner, ts_symbol name);
ts_symbol ts_sql_bare(struct sql_store *sql, ts_symbol full); // "harbour:lantern#light" of "harbour:lantern/quay/light"
int64_t ts_sql_name_hash(int64_t salt, const char *bytes, size_t length);
void ts_sql_names_forget(struct sql_store *sql);

// --- sql_reference.c: references to characters inside of values, as they are kept and as they are told
void ts_sql_reference_add(struct ts_buffer *out, const struct sql_name *name); // as it is kept
enum ts_status ts_sql_value_kept(struct sql_store *sql, struct ts_value value, struct ts_value *out,
                                 struct ts_err *err) TS_MUST_USE; // a new reference; nil when it fails
enum ts_status ts_sql_value_told(struct sql_store *sql, struct sql_statement *row, int place, struct ts_value *out, struct ts_err *err) TS_MUST_USE; // alike

// --- sql_cache.c
typedef ts_symbol sql_frame[2]; // a detour that will come back: scene, onward
enum ts_status ts_sql_stack_text(struct sql_store *sql, const sql_frame *stack, uint32_t depth, struct ts_buffer *out,
                                 struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_stack_read(struct sql_store *sql, const char *text, sql_frame *stack, uint32_t *depth,
                                 struct ts_err *err) TS_MUST_USE;
void ts_sql_cache_forget(struct sql_store *sql);                                          // dirty heads too
enum ts_status ts_sql_cache_flush(struct sql_store *sql, struct ts_err *err) TS_MUST_USE; // writes dirty heads
void ts_sql_run_touch(struct sql_store *sql, struct sql_run *run);                        // its head is dirty from now on
enum ts_status ts_sql_universe(struct sql_store *sql, int64_t row, struct sql_universe **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_universe_hash(struct sql_store *sql, int64_t row, int64_t *out, struct ts_err *err) TS_MUST_USE; // of its name
bool ts_sql_is_known(const struct sql_store *sql, int64_t row, int64_t seq); // is the universe remembered as it is at this seq?
enum ts_status ts_sql_run_head(struct sql_store *sql, int64_t row, struct sql_run **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_key(struct sql_store *sql, int64_t universe, ts_symbol key, int64_t name, struct sql_key **out,
                          struct ts_err *err) TS_MUST_USE;

// --- sql_write.c, sql_start.c, sql_part.c, sql_pack.c, sql_rare.c, sql_care.c, sql_world.c, sql_own.c: applying
struct sql_act { // an act on its way in
    struct sql_store *sql;
    const struct ts_changeset *changes;
    struct sql_universe *universe;
    struct sql_run *run;
    int64_t seq, position;
    bool is_proof;         // it is hashed as it would be, and not written
    bool is_without_stack; // its hash does not cover detours, as in version 1
    unsigned char hash[TS_HASH_SIZE];
    enum ts_status status; // of the callbacks
    struct ts_err *err;
};
// The hash that the act would have behind `universe`, which with `run` need not be remembered ones; neither is changed. Not in a batch.
enum ts_status ts_sql_prove(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err);
enum ts_status ts_sql_grant(struct ts_store *store, const struct ts_granting *grant, struct ts_err *err);
enum ts_status ts_sql_start(struct sql_store *sql, const struct ts_changeset *changes, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_put_player(struct sql_store *sql, ts_symbol player, int64_t at, int64_t *id, struct ts_err *err) TS_MUST_USE; // unless there
enum ts_status ts_sql_write_vars(struct sql_act *act) TS_MUST_USE; // these add to the chains what they write
enum ts_status ts_sql_write_world(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_events(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_marks(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_faults(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_packs(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_claims(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_sessions(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_completion(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_grants(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_care(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_snapshot(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_waypoint(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_count(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_tally_text(struct sql_act *act, struct ts_buffer *out,
                                 bool *is_plain) TS_MUST_USE; // plain: what the row tells anyhow
enum ts_status ts_sql_bury(struct sql_store *sql, const struct sql_run *run, struct ts_err *err) TS_MUST_USE;

// What an act did to its own run, as rows tell it; see sql_own.c.
struct sql_rows { // rows by (universe, seq, ...), read a step ahead
    struct sql_statement *statement;
    bool has_row;
    int64_t universe, seq; // of the row ahead
};
struct sql_own {
    struct sql_store *sql;
    struct sql_rows vars, marks, faults, packs;
};
enum ts_status ts_sql_rows_next(struct sql_store *sql, struct sql_rows *rows, struct ts_err *err) TS_MUST_USE;
// Is the row ahead of this act? Rows of acts before it are passed over.
enum ts_status ts_sql_rows_of(struct sql_store *sql, struct sql_rows *rows, int64_t universe, int64_t seq, bool *out,
                              struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_chain_name(struct sql_store *sql, struct ts_chain *chain, int64_t id, struct ts_err *err) TS_MUST_USE;
// `act` has the columns of RUN_ACTS.
enum ts_status ts_sql_own_hash(struct sql_own *own, struct sql_statement *act, int64_t salt, unsigned char out[TS_HASH_SIZE],
                               struct ts_err *err) TS_MUST_USE;
void ts_sql_own_stack(struct ts_chain *chain, const void *stack, size_t length); // what is neither NULL nor '?'
void ts_sql_own_head(struct ts_chain *chain, int64_t salt, int64_t scene, int64_t session, int64_t at, int64_t choice, int64_t pick);

// --- reading
typedef enum ts_status sql_give(struct sql_store *sql, struct sql_statement *row, void *each, struct ts_err *err);
enum ts_status ts_sql_each_row(struct sql_store *sql, enum sql which, sql_give *give, void *each,
                               struct ts_err *err) TS_MUST_USE; // to its end
enum ts_status ts_sql_last_act(struct sql_store *sql, int64_t run, int64_t *universe, int64_t *seq,
                               struct ts_err *err) TS_MUST_USE; // as it is in its row
enum ts_status ts_sql_read_metaconcepts(struct sql_store *sql, int64_t until_seq, struct ts_run_record *out, struct ts_err *err) TS_MUST_USE;
// What the run was played with, as of an act; a branch has its parent's until its own first.
enum ts_status ts_sql_read_packs(struct sql_store *sql, int64_t until_seq, struct ts_run_record *out, struct ts_err *err) TS_MUST_USE;
extern const struct ts_timeline ts_sql_timeline;
enum ts_status ts_sql_world_at(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t until_seq, struct ts_own_value *out,
                               struct ts_err *err);
enum ts_status ts_sql_late_until(struct sql_store *sql, int64_t universe, int64_t key, int levels, int64_t position, int64_t *out,
                                 struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_world_row(struct sql_store *sql, int64_t universe, int64_t key, int64_t position, struct sql_key *out,
                                struct ts_err *err) TS_MUST_USE; // `at.value` is a new reference
enum ts_status ts_sql_events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err);
enum ts_status ts_sql_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err);
enum ts_status ts_sql_each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err);
enum ts_status ts_sql_load_run_at(struct ts_store *store, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err);
enum ts_status ts_sql_each_act(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_act *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_var(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_var *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_tally(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_tally *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_mark(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_fault(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err);
enum ts_status ts_sql_find_universe(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err);
enum ts_status ts_sql_each_universe(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err);
enum ts_status ts_sql_last_merge(struct ts_store *store, int64_t universe, int64_t source, struct ts_merged *out, struct ts_err *err);
enum ts_status ts_sql_find_player(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err);
enum ts_status ts_sql_each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_unlock(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_player(struct ts_store *store, ts_each_player *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_deed(struct ts_store *store, ts_each_deed *each, void *self, struct ts_err *err);
enum ts_status ts_sql_add_deed(struct ts_store *store, ts_symbol name, int64_t at, struct ts_err *err);
const char *ts_sql_character_name(struct ts_store *store, const char *character, size_t length);
void ts_sql_note_character(struct sql_store *sql, ts_symbol character, ts_symbol name); // it is called so now

// --- sql_check.c
enum ts_status ts_sql_check(struct ts_store *store, const struct ts_checking *how, struct ts_err *err);

// --- sql_care.c
enum ts_status ts_sql_load_care(struct ts_store *store, ts_symbol player, struct ts_text **out, struct ts_err *err);
enum ts_status ts_sql_set_care(struct ts_store *store, ts_symbol player, const char *settings, int64_t at, struct ts_err *err);

// --- sql_kept.c
enum ts_status ts_sql_put_kept(struct ts_store *store, ts_symbol player, const struct ts_kept *kept, struct ts_err *err);
enum ts_status ts_sql_each_kept(struct ts_store *store, ts_symbol player, ts_each_kept *each, void *self, struct ts_err *err);

// --- sql_passage.c
enum ts_status ts_sql_write_passage(struct sql_act *act); // what the grammar told of the turn
enum ts_status ts_sql_add_passage(struct ts_store *store, int64_t run, const struct ts_passage *passage, struct ts_err *err);
enum ts_status ts_sql_each_passage(struct ts_store *store, int64_t run, int64_t from, int64_t to, ts_each_passage *each, void *self, struct ts_err *err);

// --- sql_acts.c
enum ts_status ts_sql_open_acts(struct ts_store *store, int64_t universe, struct ts_acts **out, struct ts_err *err);


#endif
